#pragma once

#include <string>
#include <vector>

#include "arithmetic/walkthrough.hpp"
#include "layout/drawing.hpp"
#include "layout/views/projection/projection_floors.hpp"
#include "layout/views/projection/projection_paints.hpp"

namespace convarith {

/// What can be said beside a projection: the input and its padding along the edges of the lowest planes, the output
/// along those of the highest. Where there are several columns, each label stands beside the outermost.
std::vector<Label> label_projection(const Walkthrough& walkthrough, const ProjectionFloors& floors);

/// What its colours and lines stand for.
std::vector<Key> projection_keys(const Walkthrough& walkthrough, const ProjectionPaints& paints, bool has_numbers);

/// Of a transposed layer, whose drawn padding is not the one that it is given.
std::vector<std::string> projection_formulas(const Operation& operation);

}  // namespace convarith
