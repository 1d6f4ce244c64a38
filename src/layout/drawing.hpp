#pragma once

#include <optional>
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

/// Colours that stand for a range of numbers, from the least to the most.
struct ColourBar {
  std::vector<PaintId> levels;
  std::string least;  ///< what stands at the bar's ends
  std::string most;

  bool operator==(const ColourBar&) const = default;
};

/// An entry of the legend: what a colour or a line of a drawing means.
struct Key {
  std::string text;                  ///< set as a formula
  std::optional<PaintId> fill = {};  ///< nullopt: the paper shows
  std::optional<PaintId> glaze = {};
  PaintId line = kPaper;
  bool is_dashed = false;
  bool is_crossed = false;
  bool is_added = false;                    ///< the sample is a plus sign instead of a cell
  double width = 0;                         ///< width of the line, bp; 0: the usual width
  std::optional<ColourBar> bar = {};        ///< the sample is this bar instead of a cell
  std::vector<PaintId> further_fills = {};  ///< fills beside `fill`, where a state has several shades

  bool operator==(const Key&) const = default;
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
