#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "config/layer_text/call_syntax.hpp"
#include "config/models/layer_arguments.hpp"
#include "convarith/model.hpp"

namespace convarith {

/// A setting of a layer, as it was given.
struct GivenSetting {
  bool is_given = false;
  std::optional<double> number = {};  ///< unset if it is no number, or its value isn't known; 0 or 1 for a truth
  std::string_view word = {};
};

/// Looks a setting of a layer up by its name.
using FindSetting = std::function<GivenSetting(std::string_view name)>;

/// Returns what an activation, a dropout or the like computes, by its name in a framework: "LeakyReLU", "leaky_relu_",
/// "LeakyRelu". Settings that aren't given have the framework's defaults. Unknown if this program can't compute it.
NumberFunction number_function(std::string_view name, Framework framework, const FindSetting& find);

/// Returns the same for a call. The name is that of the call.
NumberFunction number_function_of(std::string_view text, const Call& call, Framework preferred, std::string_view where);

/// Returns the function that Keras knows by a word, such as "relu"; identity if there is none.
NumberFunction keras_activation(std::string_view word);

/// Returns the function that an argument of a layer of Keras names; identity if it isn't given.
NumberFunction keras_activation_in(const LayerArguments& arguments);

/// Returns what PyTorch's batch normalizations compute; unknown for other layers.
NumberFunction torch_batch_normalization(const LayerArguments& arguments);

/// Returns what Keras's batch normalization computes. `learned` is how many numbers of scale and offset it learns for
/// each channel.
NumberFunction keras_batch_normalization(const GivenSetting& epsilon, int learned);

/// Returns the setting that an argument of a call gives.
GivenSetting setting_in(const LayerArguments& arguments, std::string_view name);

}  // namespace convarith
