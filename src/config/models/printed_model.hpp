#pragma once

#include <string>
#include <string_view>

#include "convarith/model.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Whether a content looks like what PyTorch's print(model) writes.
bool looks_like_printed_model(std::string_view content);

/// Reads what PyTorch's print(model) writes. `source` stands for the file in messages.
Result<Model> read_printed_model(std::string_view content, const std::string& source);

}  // namespace convarith
