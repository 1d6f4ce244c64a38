#pragma once

#include <string>
#include <string_view>

#include "convarith/model.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Whether a content looks like the JSON that Keras's model.to_json() writes.
bool looks_like_keras_json(std::string_view content);

/// Reads the JSON that Keras's model.to_json() writes. `source` stands for the file in messages.
Result<Model> read_keras_json(std::string_view content, const std::string& source);

}  // namespace convarith
