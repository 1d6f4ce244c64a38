#pragma once

#include <string>
#include <vector>

#include "convarith/walkthrough.hpp"
#include "drawing.hpp"
#include "lattice.hpp"
#include "projection_paints.hpp"

namespace convarith {

/// Places along one axis, from the first that anything is drawn on to the last.
struct Span {
  int first = 0;
  int last = 0;  // exclusive

  int length() const { return last - first; }
};

/// The plane, and the inputs that it cuts off.
Span drawn_span(const AxisWalk& axis);

/// Whether zeros are put between the inputs.
bool has_gaps(const AxisWalk& axis);

/// The end of what windows reach and of what is drawn; a window that is dropped lies beyond it.
int end_of(const AxisWalk& axis);

/// What can be said beside a projection: the input and its padding along the lower plane's edges, the output along the
/// upper plane's.
std::vector<Label> label_projection(const Walkthrough& walkthrough, const Lattice& lower, const Lattice& upper);

/// What its colours and lines stand for.
std::vector<Key> projection_keys(const Walkthrough& walkthrough, const ProjectionPaints& paints, bool has_numbers);

/// Of a transposed layer, whose drawn padding is not the one that it is given.
std::vector<std::string> projection_formulas(const Operation& operation);

}  // namespace convarith
