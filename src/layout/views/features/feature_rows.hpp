#pragma once

#include <vector>

#include "convarith/result.hpp"
#include "layout/subject.hpp"
#include "layout/views/features/tile_rows.hpp"

namespace convarith {

/// Checks that the maps of a model can be drawn. Errors: `where` is "view"; maps have three axes, or too many cells in
/// all.
Status check_feature_rows(const TracedModel& model, const ModelNumbers& numbers);

/// Returns the rows of a model with its numbers, the input first. Layers that change nothing have none.
std::vector<TileRow> feature_rows(const TracedModel& model, const ModelNumbers& numbers);

}  // namespace convarith
