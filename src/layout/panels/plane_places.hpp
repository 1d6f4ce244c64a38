#pragma once

#include <optional>
#include <vector>

#include "arithmetic/walkthrough.hpp"
#include "layout/panels/flat_map.hpp"
#include "layout/panels/numbers.hpp"

namespace convarith {

/// What lies on a place of a layer's plane.
enum class PlaceKind {
  input,
  unvisited_input,  ///< an input that is never visited
  cropped_input,    ///< an input that a transposed layer cuts off
  padding,          ///< padding, or a zero between inputs
};

struct PlanePlace {
  Cell place;  ///< position in the plane; negative for some inputs that are cut off
  Cell spot;   ///< position in a map of all places, the first of which is {0, 0}
  PlaceKind kind = PlaceKind::padding;
  std::optional<Cell> input;

  /// Returns what shapes on the place stand for: the input, or the place itself.
  Cell cell() const { return input.value_or(place); }
  Role cell_role() const;
  Role number_role() const { return input ? Role::input_number : Role::padding_number; }
};

/// A block of inputs without places between them, in a map of all places.
struct InputBlock {
  Cell spot;
  int rows = 1;
  int cols = 1;
};

/// The plane that a layer walks over, with all inputs and padding, as a map.
class PlanePlaces {
 public:
  explicit PlanePlaces(const Walkthrough& walkthrough);

  int rows() const { return rows_; }
  int cols() const { return cols_; }
  /// Returns all places, row by row.
  const std::vector<PlanePlace>& all() const { return all_; }
  bool has(PlaceKind kind) const;
  bool has_padding() const { return has(PlaceKind::padding); }
  /// Whether there are inputs that no output comes from, because windows leave them out or a crop cuts them off.
  bool has_unvisited_inputs() const { return has(PlaceKind::unvisited_input) || has(PlaceKind::cropped_input); }
  /// Returns where a place of the plane lies in the map.
  Cell spot_of(Cell place) const { return {place.row - first_.row, place.col - first_.col}; }
  /// Returns all inputs as one block, or each as a block of its own if there are places between them.
  std::vector<InputBlock> input_blocks() const;
  /// Returns the width (bp) of the lines around these blocks. A line around all inputs is wider if it must stand out
  /// from padding.
  double input_frame() const;
  /// Returns the number of rows above the first input and of columns after the last one; 0 if there are none.
  Cell margins() const;

 private:
  Walkthrough walkthrough_;
  Cell first_;
  int rows_ = 0;
  int cols_ = 0;
  std::vector<PlanePlace> all_;
};

/// Returns the number of places by which the last window reaches over the input and its padding, as ceil_mode allows.
int overhang_along(const AxisWalk& axis);

/// Returns what is written on the places, row by row. A text is empty if nothing is written on the place or its number
/// is not known.
std::vector<std::string> texts_on(const PlanePlaces& places, const Numbers& numbers, int channel = 0);

}  // namespace convarith
