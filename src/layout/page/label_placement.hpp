#pragma once

#include <vector>

#include "layout/drawing.hpp"
#include "layout/shapes/box.hpp"
#include "layout/text/typesetting.hpp"

namespace convarith {

/// A placed label: beside the drawing, clear of it and of the other labels.
struct PlacedLabel {
  TextLine line;
  Box box;  ///< bounds of the text
  /// A line along the stretch that the label names, with short ends that point to it; empty if it has none.
  std::vector<Stroke::Path> bracket;
};

/// Places the labels of a drawing. Each one stands at the height of its stretch, as near to the drawing's outline as
/// that allows; where two would touch, the lower one moves down. `size` is the size of the text in bp to the em, and
/// the measure of all distances.
std::vector<PlacedLabel> place_labels(const Drawing& drawing, double size, const Typesetter& typesetter);

/// Returns how far a convex polygon reaches to the left and the right between two heights, or an empty box if no part
/// of it lies there.
Box reach_between(const std::vector<Point>& polygon, double bottom, double top);

}  // namespace convarith
