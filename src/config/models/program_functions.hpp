#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/layer_text/call_syntax.hpp"
#include "config/models/layer_actions.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Whether there is a function on tensors with this name, which stands without its module: "relu", "max_pool2d".
bool is_tensor_function(std::string_view name);

/// Whether a method returns the tensor itself: "contiguous", "to". Tensors that are expanded count, too, as the layers
/// that join them expand them.
bool returns_tensor_itself(std::string_view name);

/// Returns what a function does with a tensor: torch.nn.functional.max_pool2d, torch.flatten, x.view. The call has the
/// arguments behind the tensor. `axes` is the number of the tensor's spatial axes, if it is known.
/// `where` names the text in messages.
Result<LayerOfCall> read_tensor_function(std::string_view text, const Call& call, std::optional<int> axes,
                                         std::string_view where);

}  // namespace convarith
