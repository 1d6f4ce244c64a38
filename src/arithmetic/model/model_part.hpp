#pragma once

#include <string>
#include <vector>

#include "arithmetic/model/model_trace.hpp"
#include "convarith/model.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Returns the layers that a selection names, as indices in Model::layers in ascending order. "2:5" selects layers by
/// number, from 0 and without the last; either end may be left out. "conv1,layer2" selects layers by name, and all
/// layers of a block by the name of the block; "conv1:conv3" selects what lies between, with both ends.
/// Errors, with `where` "only": there is no such layer, or nothing is selected.
Result<std::vector<std::size_t>> chosen_layers(const Model& model, const std::string& selection);

/// Returns a model of some layers only. What they take from other layers becomes the input of the model, with the
/// shape that it has in the whole. Errors, with `where` "only": a layer lies behind one that does not fit.
Result<Model> part_of_model(const Model& model, const ModelTrace& trace, const std::vector<std::size_t>& layers);

}  // namespace convarith
