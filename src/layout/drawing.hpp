#pragma once

#include <optional>
#include <string>
#include <vector>

#include "layout/film.hpp"

namespace convarith {

/// On which side of a drawing a label stands.
enum class Side { left, right };

/// A name for a part of a drawing, to stand beside it.
struct Label {
  std::string text;  ///< set as a formula
  /// The stretch of the drawing's outer edge that the label speaks of.
  Point from;
  Point to;
  Side side = Side::right;
  int level = 0;  ///< stretches of a level further out may cover those of the ones below
};

/// What a colour or a line of a drawing stands for.
struct Key {
  std::string text;                  ///< set as a formula
  std::optional<PaintId> fill = {};  ///< none: the paper shows
  std::optional<PaintId> glaze = {};
  PaintId line = kPaper;
  bool is_dashed = false;
  bool is_crossed = false;
  bool is_added = false;                    ///< a plus sign, and no cell
  double width = 0;                         ///< of the line, bp; 0: as usual
  std::vector<PaintId> further_fills = {};  ///< beside `fill`, where a state has several shades

  bool operator==(const Key&) const = default;
};

/// What a view makes of a layer: a film that is tight around what is drawn, with a border, and what can be written
/// beside it.
struct Drawing {
  Film film;
  PaintId ink = kPaper;        ///< the film's paint for text
  std::vector<Point> outline;  ///< convex, against the clock; all shapes of all steps lie inside
  std::vector<Label> labels;
  std::vector<Key> keys;
  std::vector<std::string> formulas;  ///< worked, of what is drawn but is none of the layer's parameters
};

}  // namespace convarith
