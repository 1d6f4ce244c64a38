#pragma once

#include <string>
#include <vector>

#include "convarith/walkthrough.hpp"
#include "drawing.hpp"
#include "projection_floors.hpp"
#include "projection_paints.hpp"

namespace convarith {

/// Whether zeros are put between the inputs.
bool has_gaps(const AxisWalk& axis);

/// What can be said beside a projection: the input and its padding along the edges of the lowest planes, the output
/// along those of the highest. Where there are several columns, each label stands beside the outermost.
std::vector<Label> label_projection(const Walkthrough& walkthrough, const ProjectionFloors& floors);

/// What its colours and lines stand for.
std::vector<Key> projection_keys(const Walkthrough& walkthrough, const ProjectionPaints& paints, bool has_numbers);

/// The kernel or the window: "kernel 3 × 3, d = 2".
std::string window_text(const Operation& operation);

/// What an empty place of the plane is: "padding (zeros)".
std::string empty_text(const Walkthrough& walkthrough);

/// Of a transposed layer, whose drawn padding is not the one that it is given.
std::vector<std::string> projection_formulas(const Operation& operation);

}  // namespace convarith
