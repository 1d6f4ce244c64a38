#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/layer_text/call_syntax.hpp"

namespace convarith {

/// The call of a layer of Keras in the words of Keras 2, which its own older ones become: border_mode is padding,
/// subsample is strides, and the rows and columns of the kernel, which stood one by one, are one kernel_size.
/// `layer` is what the layer is called, `dims` how many axes it has. `reading` is set where the call means something
/// else to Keras 2, and says so. (Keras 2: keras/legacy/interfaces.py.)
Call in_words_of_keras_2(Call call, std::string_view layer, int dims, std::optional<std::string>& reading);

}  // namespace convarith
