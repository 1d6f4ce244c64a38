#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/layer_text/call_syntax.hpp"

namespace convarith {

/// Rewrites a call of a Keras layer in the words of Keras 2. The words of Keras 1 change: border_mode becomes padding,
/// subsample becomes strides, and the rows and columns of the kernel, which were separate arguments, become one
/// kernel_size. `layer` is the layer's name and `dims` its number of axes. If the call would mean something else in
/// Keras 2, `reading` becomes a remark that says so. (Keras 2: keras/legacy/interfaces.py.)
Call in_words_of_keras_2(Call call, std::string_view layer, int dims, std::optional<std::string>& reading);

}  // namespace convarith
