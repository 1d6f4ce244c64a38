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
  unvisited_input,  ///< that no window takes in
  cropped_input,    ///< that a transposed layer cuts off
  padding,          ///< or a zero between inputs
};

struct PlanePlace {
  Cell place;  ///< in the plane; negative for some inputs that are cut off
  Cell spot;   ///< in a map of all places, the first being {0, 0}
  PlaceKind kind = PlaceKind::padding;
  std::optional<Cell> input;

  /// What shapes on it stand for: the input, or the place itself.
  Cell cell() const { return input.value_or(place); }
  Role cell_role() const;
  Role number_role() const { return input ? Role::input_number : Role::padding_number; }
};

/// Inputs without places between them, in a map of all places.
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
  /// Row by row.
  const std::vector<PlanePlace>& all() const { return all_; }
  bool has(PlaceKind kind) const;
  bool has_padding() const { return has(PlaceKind::padding); }
  /// Inputs that no output comes from, be they not visited or cut off.
  bool has_idle_inputs() const { return has(PlaceKind::unvisited_input) || has(PlaceKind::cropped_input); }
  /// Where a place of the plane is in the map.
  Cell spot_of(Cell place) const { return {place.row - first_.row, place.col - first_.col}; }
  /// All inputs as one, or each by itself where there are places between them.
  std::vector<InputBlock> input_blocks() const;
  /// How wide (bp) lines around these are: wider around all of them, where they are to stand out from padding.
  double input_frame() const;
  /// Rows above the first input, and columns after the last one; 0 where there are none.
  Cell margins() const;

 private:
  Walkthrough walkthrough_;
  Cell first_;
  int rows_ = 0;
  int cols_ = 0;
  std::vector<PlanePlace> all_;
};

/// Places by which the last window reaches over the input and its padding, as ceil_mode lets it.
int overhang_along(const AxisWalk& axis);

/// What is written on the places, row by row; empty where nothing is, or no number is known.
std::vector<std::string> texts_on(const PlanePlaces& places, const Numbers& numbers, int channel = 0);

}  // namespace convarith
