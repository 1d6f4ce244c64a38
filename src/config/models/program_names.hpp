#pragma once

#include <string_view>

namespace convarith {

/// Whether a name begins as those of classes do.
bool begins_with_capital(std::string_view name);

/// Whether a function computes a loss, by its name.
bool is_loss_name(std::string_view name);

/// Whether a name with its dots is one of a framework's layers: "torch.nn.Linear", "layers.Dense".
bool is_of_framework(std::string_view name);

}  // namespace convarith
