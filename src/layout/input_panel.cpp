#include "input_panel.hpp"

#include <algorithm>

#include "measures.hpp"
#include "panel_shapes.hpp"

namespace convarith {
namespace {

std::vector<std::string> texts_where(const PlanePlaces& places, const Numbers& numbers,
                                     const std::function<bool(const PlanePlace&)>& shows_number) {
  std::vector<std::string> texts = texts_on(places, numbers);
  if (!shows_number) return texts;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (!shows_number(places.all()[i])) texts[i].clear();
  }
  return texts;
}

}  // namespace

InputPanel::InputPanel(const Walkthrough& walkthrough, const Numbers& numbers,
                       const std::function<bool(const PlanePlace&)>& shows_number)
    : walkthrough_(walkthrough),
      places_(walkthrough),
      texts_(texts_where(places_, numbers, shows_number)),
      map_(places_.rows(), places_.cols(), cell_width_for(texts_, {})) {}

std::string InputPanel::title() const {
  if (walkthrough_.operation().transposed) return "Input with zeros";
  return places_.has(PlaceKind::padding) ? "Padded input" : "Input";
}

std::string InputPanel::caption() const {
  return input_shape_text(walkthrough_.operation());
}

PanelRoom InputPanel::overhang() const {
  return {.right = overhang_along(walkthrough_.cols()) * map_.cell_width(),
          .below = overhang_along(walkthrough_.rows()) * map_.cell_height()};
}

bool InputPanel::has_overhang() const {
  return overhang_along(walkthrough_.cols()) > 0 || overhang_along(walkthrough_.rows()) > 0;
}

void InputPanel::note_areas(NumberAreas& areas) const {
  areas.input = true;
  areas.padding = areas.padding || places_.has(PlaceKind::padding);
  areas.unvisited = places_.has(PlaceKind::unvisited_input) || places_.has(PlaceKind::cropped_input);
}

void InputPanel::draw_cells(const NumberPaints& paints, DisplayList& shapes, const Tint& tint) const {
  for (const PlanePlace& place : places_.all()) {
    const std::optional<PaintId> own = tint ? tint(place) : std::nullopt;
    const auto add = [&](Role role, PaintId paint) {
      shapes.push_back(map_.fill(role, place.input.value_or(place.place), place.spot, own.value_or(paint)));
    };
    switch (place.kind) {
      case PlaceKind::input:
        add(Role::input_cell, paints.input);
        break;
      case PlaceKind::unvisited_input:
        add(Role::unvisited_input_cell, paints.unvisited);
        break;
      case PlaceKind::cropped_input:
        add(Role::cropped_cell, paints.unvisited);
        break;
      case PlaceKind::padding:
        add(Role::padded_cell, paints.padding);
        break;
    }
  }
}

void InputPanel::draw_lines(const NumberPaints& paints, DisplayList& shapes) const {
  const bool has_padding = places_.has(PlaceKind::padding);
  const int rows = map_.rows();
  const int cols = map_.cols();
  if (rows > 1 || cols > 1) shapes.push_back(map_.inner_grid(Role::plane_grid, paints.line, {}, rows, cols));
  if (has_padding) map_.dashed_frame(shapes, Role::plane_grid, paints.line, {}, rows, cols, kThick);
  if (const std::optional<Cell> first = places_.first_input_spot()) {
    shapes.push_back(map_.frame(Role::input_grid, paints.line, *first, walkthrough_.rows().input,
                                walkthrough_.cols().input, has_padding ? 1.5 * kThick : kThick));
    return;
  }
  for (const PlanePlace& place : places_.all()) {
    if (place.input) shapes.push_back(map_.frame(Role::input_grid, paints.line, place.spot, 1, 1, kThick));
  }
}

void InputPanel::draw_numbers(const NumberPaints& paints, DisplayList& shapes) const {
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    if (texts_[i].empty()) continue;
    const PlanePlace& place = places_.all()[i];
    const bool is_input = place.input.has_value();
    map_.number(shapes, is_input ? Role::input_number : Role::padding_number, place.input.value_or(place.place),
                place.spot, is_input ? paints.ink : paints.faint, texts_[i]);
  }
}

void InputPanel::draw_taps(const Step& step, const NumberPaints& paints, DisplayList& shapes) const {
  for (const Tap& tap : step.taps) {
    shapes.push_back(map_.fill(Role::tap, tap.place, places_.spot_of(tap.place), paints.shade));
  }
}

void InputPanel::draw_region(const Step& step, const NumberPaints& paints, DisplayList& shapes) const {
  map_.dashed_frame(shapes, Role::region_frame, paints.line, places_.spot_of(step.window), step.window_rows,
                    step.window_cols);
}

void InputPanel::frame_place(Cell place, Role role, PaintId line, DisplayList& shapes) const {
  Shape frame = map_.frame(role, line, places_.spot_of(place), 1, 1, kCellFrame);
  frame.cell = place;
  shapes.push_back(std::move(frame));
}

Box InputPanel::region_of(const Step& step) const {
  return map_.box_of(places_.spot_of(step.window), step.window_rows, step.window_cols);
}

std::vector<Key> InputPanel::keys(const NumberPaints& paints) const {
  std::vector<Key> keys;
  if (paints.input != kPaper) keys.push_back({"input", paints.input, {}, paints.line});
  if (paints.unvisited != kPaper) keys.push_back({"input, never visited", paints.unvisited, {}, paints.line});
  if (paints.padding != kPaper) keys.push_back({"padding", paints.padding, {}, paints.line, true});
  return keys;
}

}  // namespace convarith
