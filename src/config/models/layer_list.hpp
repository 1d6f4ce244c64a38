#pragma once

#include <span>
#include <string>

#include "convarith/model.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Reads a model from the texts of its layers, each of which takes the output of the one before it. Layers are named by
/// their numbers, from 0.
/// Errors: those of a layer's text; `where` is its flag, "--layer 2".
Result<Model> read_layer_list(std::span<const std::string> texts);

}  // namespace convarith
