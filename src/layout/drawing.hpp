#pragma once

#include <string>
#include <vector>

#include "layout/film.hpp"

namespace convarith {

/// The side of a drawing on which a label stands.
enum class Side { left, right };

/// A label: text that stands beside a drawing and names a part of it.
struct Label {
  std::string text;  ///< set as a formula
  /// Ends of the stretch of the drawing's outer edge that the label names.
  Point from;
  Point to;
  Side side = Side::right;
  int level = 0;            ///< distance of the bracket, from 0; brackets further out may span those further in
  bool has_bracket = true;  ///< if not, the label stands beside the middle of the stretch, which may be a point
};

/// The picture that a view makes of a layer: a film whose page is tight around what is drawn, with a border, and the
/// texts that can be written around it.
struct Drawing {
  Film film;
  PaintId ink = kPaper;        ///< paint of the film for text
  std::vector<Point> outline;  ///< convex polygon, counter-clockwise, around all shapes of all steps
  std::vector<Label> labels;
  std::vector<Key> keys;
  std::vector<std::string> parameters;  ///< what a caption says of the layers of a model; of others it knows itself
  std::vector<std::string> formulas;    ///< worked formulas of what is drawn but is not a parameter of the layer
};

}  // namespace convarith
