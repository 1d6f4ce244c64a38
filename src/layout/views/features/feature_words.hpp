#pragma once

#include "arithmetic/model/model_numbers.hpp"
#include "layout/views/features/tile_arrangement.hpp"

namespace convarith {

/// Returns the headings of a figure's columns, and what stands below or beside the last row. Where there are several
/// pictures, their names stand above them and the class that each is taken for below.
TileTexts feature_texts(const ModelNumbers& numbers);

}  // namespace convarith
