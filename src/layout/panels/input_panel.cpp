#include "layout/panels/input_panel.hpp"

#include <algorithm>
#include <utility>

#include "layout/panels/heat_cells.hpp"
#include "layout/panels/panel_shapes.hpp"
#include "layout/shapes/cell_maps.hpp"
#include "layout/shapes/measures.hpp"

namespace convarith {
namespace {

std::vector<std::vector<std::string>> texts_where(const PlanePlaces& places, const Numbers& numbers,
                                                  const ChannelRange& channels,
                                                  const std::function<bool(const PlanePlace&)>& shows_number) {
  std::vector<std::vector<std::string>> all;
  if (!numbers.plane_look().has_numbers)
    return std::vector<std::vector<std::string>>(static_cast<std::size_t>(channels.count));
  for (int sheet = 0; sheet < channels.count; ++sheet) {
    std::vector<std::string> texts = texts_on(places, numbers, channels.first + sheet);
    for (std::size_t i = 0; shows_number && i < texts.size(); ++i) {
      if (!shows_number(places.all()[i])) texts[i].clear();
    }
    all.push_back(std::move(texts));
  }
  return all;
}

constexpr double kTapFrame = 0.8;  // width of the lines around taps on heat, bp

double cell_width_of(const std::vector<std::vector<std::string>>& sheets, const CellLook& look) {
  double width = 0;
  for (const std::vector<std::string>& texts : sheets) width = std::max(width, look.width_for(texts));
  return width;
}

}  // namespace

InputPanel::InputPanel(const Walkthrough& walkthrough, const Numbers& numbers, ChannelRange channels,
                       const std::function<bool(const PlanePlace&)>& shows_number)
    : walkthrough_(walkthrough),
      numbers_(numbers),
      channels_(channels),
      places_(walkthrough),
      shown_(shown_sheets(channels.count, kMostInStack)),
      texts_(texts_where(places_, numbers, channels, shows_number)),
      sheets_(shown_, places_.rows(), places_.cols(), cell_width_of(texts_, look()), shift_of_sheets(), look().size()) {
}

/// Returns a shift that is large enough for inputs to look out from behind the padding of the sheet in front.
Cell InputPanel::shift_of_sheets() const {
  const Cell margins = places_.margins();
  const int least = look().least_shift();
  return {margins.row + least, margins.col + least};
}

void InputPanel::widen_cells(double least) {
  const double width = std::max(map().cell_width(), least);
  sheets_ = SheetStack(shown_, places_.rows(), places_.cols(), width, shift_of_sheets(), look().size());
}

Box InputPanel::box() const {
  const Box front = map().box();
  return {front.left, front.bottom, front.left + width(), front.bottom + height()};
}

std::string InputPanel::title() const {
  if (walkthrough_.operation().transposed) return "Input with zeros";
  return places_.has_padding() ? "Padded input" : "Input";
}

std::string InputPanel::caption() const {
  return input_shape_text(walkthrough_.operation(), channels_.count);
}

PanelRoom InputPanel::overhang() const {
  return {.right = overhang_along(walkthrough_.cols()) > 0 ? kShownOverhang : 0};
}

bool InputPanel::has_overhang() const {
  return overhang_along(walkthrough_.cols()) > 0 || overhang_along(walkthrough_.rows()) > 0;
}

std::vector<CellMap> InputPanel::maps() const {
  std::vector<CellMap> maps;
  for (int sheet = sheets_.sheets() - 1; sheet >= 0; --sheet) {
    const CellMap map = map_of_plane(walkthrough_, channel_of(sheet));
    maps.push_back(placed(map, sheets_.sheet(sheet).lattice(), places_.spot_of({0, 0})));
  }
  return maps;
}

/// Whether padding is coloured by its numbers, too, as it holds inputs.
bool InputPanel::has_heat_around_inputs() const {
  return is_heat() && walkthrough_.operation().padding_mode != PaddingMode::zeros && places_.has_padding();
}

/// Returns the first spot of the block of heat in which a place lies.
Cell InputPanel::first_heat(const PlanePlace& place) const {
  const AxisWalk& rows = walkthrough_.rows();
  const AxisWalk& cols = walkthrough_.cols();
  if (has_heat_around_inputs()) return {};
  if (rows.has_gaps() || cols.has_gaps()) return place.spot;
  return places_.spot_of({rows.place_of(0), cols.place_of(0)});
}

/// Returns the number that the colour of a place says; none if its colour says something else, as that of padding does
/// that holds no inputs.
std::optional<double> InputPanel::heat_at(int sheet, const PlanePlace& place) const {
  if (!is_heat() || (!place.input && !walkthrough_.source_of(place.place))) return std::nullopt;
  return numbers_.at_place(place.place, channel_of(sheet));
}

void InputPanel::draw_cells(Pen pen, const Tint& tint) const {
  for (int sheet = sheets_.sheets() - 1; sheet >= 0; --sheet) {
    for (const PlanePlace& place : places_.all()) {
      if (!shows(sheet, place)) continue;
      if (const std::optional<double> number = heat_at(sheet, place)) {
        const PaintId paint = pen.paints.heat.fill(numbers_.input_scale(channel_of(sheet)), *number);
        pen.add(heat_cell(sheets_.sheet(sheet), place.cell_role(), place.cell(), place.spot, paint, first_heat(place)));
        pen.shapes.back().sheet = channel_of(sheet);
        continue;
      }
      const std::optional<PaintId> own = tint ? tint(place) : std::nullopt;
      const PaintId paint = own.value_or(pen.paints.area_of(place, channel_of(sheet)));
      pen.add(sheets_.sheet(sheet).fill(place.cell_role(), place.cell(), place.spot, paint));
      pen.shapes.back().sheet = channel_of(sheet);
    }
  }
}

void InputPanel::draw_lines(Pen pen) const {
  for (int sheet = sheets_.sheets() - 1; sheet >= 0; --sheet) draw_lines_of(sheet, pen);
  sheets_.add_dots(pen.shapes, pen.paints.line);
}

void InputPanel::draw_lines_of(int sheet, Pen pen) const {
  if (!is_heat()) sheets_.add_inner_grid(pen.shapes, Role::plane_grid, pen.paints.line, sheet);
  if (places_.has_padding()) {
    sheets_.add_dashed_frame(pen.shapes, Role::plane_grid, pen.paints.line, sheet, {}, map().rows(), map().cols(),
                             kThick);
  }
  for (const InputBlock& block : places_.input_blocks()) {
    if (has_heat_around_inputs()) {
      sheets_.add_frame(pen.shapes, Role::frame_casing, pen.paints.heat.casing(), sheet, block.spot, block.rows,
                        block.cols, places_.input_frame() + 2 * kHeatCasing);
    }
    sheets_.add_frame(pen.shapes, Role::input_grid, pen.paints.line, sheet, block.spot, block.rows, block.cols,
                      places_.input_frame());
  }
}

void InputPanel::draw_numbers(Pen pen) const {
  for (int sheet = sheets_.sheets() - 1; sheet >= 0; --sheet) {
    const std::vector<std::string>& texts = texts_[static_cast<std::size_t>(number_of(sheet))];
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const PlanePlace& place = places_.all()[i];
      if (texts[i].empty() || !shows(sheet, place)) continue;
      sheets_.sheet(sheet).number(pen.shapes, place.number_role(), place.cell(), place.spot,
                                  ink_at(sheet, place, pen.paints), texts[i]);
    }
  }
}

PaintId InputPanel::ink_at(int sheet, const PlanePlace& place, const NumberPaints& paints) const {
  const std::optional<double> number = heat_at(sheet, place);
  return number ? paints.heat.ink(numbers_.input_scale(channel_of(sheet)), *number) : paints.ink_of(place);
}

/// Whether a window stays on the map. A window that reaches over the edge would lie on the sheets in front of its own,
/// so that only the first sheet's is shown.
bool InputPanel::fits(const Step& step) const {
  const Cell first = places_.spot_of(step.window);
  return first.row + step.window_rows <= map().rows() && first.col + step.window_cols <= map().cols();
}

/// Returns the box of the map, plus the room to the right and below in which windows that reach over the edge are seen.
Box InputPanel::seen() const {
  Box box = map().box();
  box.right += kShownOverhang;
  box.bottom -= kShownOverhang;
  return box;
}

/// Draws the taps of a window that reaches over the edge, as far as it is seen.
void InputPanel::draw_cut_taps(const Step& step, Pen pen) const {
  const Box limit = seen();
  for (const Tap& tap : step.taps) {
    Box cell = map().box_of(places_.spot_of(tap.place), 1, 1);
    cell = {cell.left, std::max(cell.bottom, limit.bottom), std::min(cell.right, limit.right), cell.top};
    if (cell.width() <= 0 || cell.height() <= 0) continue;
    pen.add({Role::tap, tap.place, pen.paints.shade, Fill{cell.corners()}, channel_of(0)});
  }
}

void InputPanel::draw_taps(const Step& step, Pen pen) const {
  if (is_heat()) return draw_tap_frames(step, pen);
  if (!fits(step)) return draw_cut_taps(step, pen);
  for (int sheet = sheets_.sheets() - 1; sheet >= 0; --sheet) {
    for (const Tap& tap : step.taps) {
      const Cell spot = places_.spot_of(tap.place);
      if (!sheets_.shows(sheet, spot)) continue;
      pen.add(sheets_.sheet(sheet).fill(Role::tap, tap.place, spot, pen.paints.shade));
      pen.shapes.back().sheet = channel_of(sheet);
    }
  }
}

/// Frames taps that have other places between them. A shade would change the colours of heat.
void InputPanel::draw_tap_frames(const Step& step, Pen pen) const {
  const Operation& operation = walkthrough_.operation();
  const bool are_apart = operation.rows.dilation > 1 || operation.cols.dilation > 1;
  if (!are_apart) return;
  for (const Tap& tap : step.taps) {
    const Cell spot = places_.spot_of(tap.place);
    if (spot.row >= map().rows() || spot.col >= map().cols()) continue;
    add_cased_frame(pen.shapes, map().box_of(spot, 1, 1).grown(-kTapFrame),
                    {Role::tap, pen.paints.line, kTapFrame, false}, pen.paints.heat.casing());
  }
}

/// Frames a window, on the sheets behind as far as they are seen.
void InputPanel::draw_region_on_heat(const Step& step, Pen pen) const {
  const Cell first = places_.spot_of(step.window);
  for (int sheet = sheets_.sheets() - 1; sheet > 0 && fits(step); --sheet) {
    sheets_.add_frame(pen.shapes, Role::frame_casing, pen.paints.heat.casing(), sheet, first, step.window_rows,
                      step.window_cols, FlatMap::kBold + 2 * kHeatCasing);
    sheets_.add_dashed_frame(pen.shapes, Role::region_frame, pen.paints.line, sheet, first, step.window_rows,
                             step.window_cols);
  }
  add_cased_frame(pen.shapes, region_of(step), {Role::region_frame, pen.paints.line, FlatMap::kBold, true},
                  pen.paints.heat.casing());
}

/// Draws the frame of a window that reaches over the edge. It is open there.
void InputPanel::draw_cut_region(const Step& step, Pen pen) const {
  const Box whole = map().box_of(places_.spot_of(step.window), step.window_rows, step.window_cols);
  const Box region = region_of(step);
  if (region.width() <= 0 || region.height() <= 0) return;
  const double half = FlatMap::kBold / 2;  // so that corners are closed
  std::vector<Stroke::Path> level{{{{region.left - half, region.top}, {region.right, region.top}}, false}};
  std::vector<Stroke::Path> upright{{{{region.left, region.top + half}, {region.left, region.bottom}}, false}};
  if (region.bottom == whole.bottom) {
    level.push_back({{{region.left - half, region.bottom}, {region.right, region.bottom}}, false});
  }
  if (region.right == whole.right) {
    upright.push_back({{{region.right, region.top + half}, {region.right, region.bottom}}, false});
  }
  const auto add = [&](std::vector<Stroke::Path> paths, double length) {
    pen.add({Role::region_frame, std::nullopt, pen.paints.line,
             Stroke{std::move(paths), FlatMap::kBold, even_dash(length + half)}});
  };
  add(std::move(level), region.width());
  add(std::move(upright), region.height());
}

void InputPanel::draw_region(const Step& step, Pen pen) const {
  if (is_heat()) return draw_region_on_heat(step, pen);
  if (!fits(step)) return draw_cut_region(step, pen);
  const Cell first = places_.spot_of(step.window);
  for (int sheet = sheets_.sheets() - 1; sheet >= 0; --sheet) {
    sheets_.add_dashed_frame(pen.shapes, Role::region_frame, pen.paints.line, sheet, first, step.window_rows,
                             step.window_cols);
  }
}

void InputPanel::frame_place(Cell place, Role role, Pen pen) const {
  if (is_heat()) {
    add_cased_frame(pen.shapes, box_of(place), {role, pen.paints.accent, kCellFrame}, pen.paints.heat.casing());
    pen.shapes.back().cell = place;
    return;
  }
  Shape frame = map().frame(role, pen.paints.accent, places_.spot_of(place), 1, 1, kCellFrame);
  frame.cell = place;
  pen.add(std::move(frame));
}

Box InputPanel::region_of(const Step& step) const {
  const Box region = map().box_of(places_.spot_of(step.window), step.window_rows, step.window_cols);
  const Box limit = seen();
  return {region.left, std::max(region.bottom, limit.bottom), std::min(region.right, limit.right), region.top};
}

std::vector<Key> InputPanel::keys(const NumberPaints& paints) const {
  std::vector<Key> keys;
  if (is_heat()) {
    keys.push_back(heat_key("input", numbers_.input_scale(), numbers_.choice().is_per_map, paints.heat, paints.line));
  }
  if (paints.input != kPaper) keys.push_back({"input", paints.input, {}, paints.line});
  if (paints.unvisited != kPaper) keys.push_back({"input, never visited", paints.unvisited, {}, paints.line});
  if (paints.padding != kPaper) keys.push_back({"padding", paints.padding, {}, paints.line, true});
  return keys;
}

}  // namespace convarith
