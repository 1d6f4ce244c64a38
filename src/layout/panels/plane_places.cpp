#include "layout/panels/plane_places.hpp"

#include <algorithm>

#include "arithmetic/visits.hpp"
#include "layout/shapes/measures.hpp"

namespace convarith {

Role PlanePlace::cell_role() const {
  switch (kind) {
    case PlaceKind::input:
      return Role::input_cell;
    case PlaceKind::unvisited_input:
      return Role::unvisited_input_cell;
    case PlaceKind::cropped_input:
      return Role::cropped_cell;
    case PlaceKind::padding:
      break;
  }
  return Role::padded_cell;
}

PlanePlaces::PlanePlaces(const Walkthrough& walkthrough) : walkthrough_(walkthrough) {
  const AxisWalk& row_walk = walkthrough.rows();
  const AxisWalk& col_walk = walkthrough.cols();
  const auto end = [](const AxisWalk& axis) { return std::max(axis.padded, axis.place_of(axis.input - 1) + 1); };
  first_ = {std::min(0, row_walk.place_of(0)), std::min(0, col_walk.place_of(0))};
  rows_ = end(row_walk) - first_.row;
  cols_ = end(col_walk) - first_.col;
  const Visits visits(walkthrough.operation());
  const auto index_at = [](const AxisWalk& axis, int place) -> std::optional<int> {
    const int way = place - axis.first_input;
    if (way < 0 || way % axis.spread != 0 || way / axis.spread >= axis.input) return std::nullopt;
    return way / axis.spread;
  };
  for (int row = first_.row; row < first_.row + rows_; ++row) {
    for (int col = first_.col; col < first_.col + cols_; ++col) {
      PlanePlace place{{row, col}, {row - first_.row, col - first_.col}, PlaceKind::padding, {}};
      const std::optional<int> input_row = index_at(row_walk, row);
      const std::optional<int> input_col = index_at(col_walk, col);
      if (input_row && input_col) {
        place.input = Cell{*input_row, *input_col};
        const bool is_shown = row_walk.shows(*input_row) && col_walk.shows(*input_col);
        place.kind = !is_shown                      ? PlaceKind::cropped_input
                     : visits.visited(*place.input) ? PlaceKind::input
                                                    : PlaceKind::unvisited_input;
      }
      all_.push_back(place);
    }
  }
}

bool PlanePlaces::has(PlaceKind kind) const {
  return std::any_of(all_.begin(), all_.end(), [kind](const PlanePlace& place) { return place.kind == kind; });
}

std::vector<InputBlock> PlanePlaces::input_blocks() const {
  const AxisWalk& rows = walkthrough_.rows();
  const AxisWalk& cols = walkthrough_.cols();
  if (!rows.has_gaps() && !cols.has_gaps()) {
    return {{spot_of({rows.place_of(0), cols.place_of(0)}), rows.input, cols.input}};
  }
  std::vector<InputBlock> blocks;
  for (const PlanePlace& place : all_) {
    if (place.input) blocks.push_back({place.spot});
  }
  return blocks;
}

double PlanePlaces::input_frame() const {
  const bool are_apart = walkthrough_.rows().has_gaps() || walkthrough_.cols().has_gaps();
  return has_padding() && !are_apart ? 1.5 * kThick : kThick;
}

Cell PlanePlaces::margins() const {
  Cell margins{rows_, cols_};
  for (const PlanePlace& place : all_) {
    if (!place.input) continue;
    margins.row = std::min(margins.row, place.spot.row);
    margins.col = std::min(margins.col, cols_ - 1 - place.spot.col);
  }
  return margins;
}

int overhang_along(const AxisWalk& axis) {
  const int last = axis.output - 1;
  return std::max(0, axis.window(last) + axis.extent_of(last) - axis.padded);
}

std::vector<std::string> texts_on(const PlanePlaces& places, const Numbers& numbers, int channel) {
  std::vector<std::string> texts;
  texts.reserve(places.all().size());
  for (const PlanePlace& place : places.all()) {
    std::optional<double> number;
    if (numbers.has_inputs()) {
      number = place.input ? numbers.input(*place.input, channel) : numbers.at_place(place.place, channel);
    }
    texts.push_back(number ? numbers.input_text(*number) : std::string());
  }
  return texts;
}

}  // namespace convarith
