#pragma once

#include <string>
#include <vector>

#include "arithmetic/walkthrough.hpp"
#include "layout/drawing.hpp"
#include "layout/views/projection/projection_floors.hpp"
#include "layout/views/projection/projection_paints.hpp"

namespace convarith {

/// Returns the labels of a projection. Those of the input and its padding stand along the edges of the lowest planes,
/// that of the output along an edge of the highest. With several columns, each label stands beside an outermost one.
std::vector<Label> label_projection(const Walkthrough& walkthrough, const ProjectionFloors& floors);

/// Returns the legend of colours and lines.
std::vector<Key> projection_keys(const Walkthrough& walkthrough, const ProjectionPaints& paints, bool has_numbers);

/// Returns the formula for the drawn padding of a transposed layer, which differs from the padding that the layer is
/// given; none for other layers.
std::vector<std::string> projection_formulas(const Operation& operation);

}  // namespace convarith
