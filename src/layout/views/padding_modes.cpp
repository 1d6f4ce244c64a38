#include "layout/views/padding_modes.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "layout/panels/heat_cells.hpp"
#include "layout/panels/input_panel.hpp"
#include "layout/panels/panel_row.hpp"
#include "layout/shapes/arrows.hpp"
#include "layout/shapes/cell_maps.hpp"
#include "layout/view_needs.hpp"

namespace convarith {
namespace {

constexpr ShownMode kModes[] = {
    {PaddingMode::replicate, "Replication padding"},
    {PaddingMode::reflect, "Reflection padding"},
    {PaddingMode::circular, "Circular padding"},
};

constexpr double kPanelGap = 6;  // bp between panels, in addition to the usual gap

/// Returns the two ends of the way from one stretch of a line to another, each end on its own stretch; none if the
/// stretches overlap.
std::optional<std::pair<double, double>> way_between(double from_low, double from_high, double to_low, double to_high) {
  constexpr double touching = 0.01;  // bp
  if (to_low >= from_high - touching) return std::pair{from_high, to_low};
  if (to_high <= from_low + touching) return std::pair{from_low, to_high};
  return std::nullopt;
}

/// Draws a line from a cell to a cell that copies it, with an arrow head at the end. The line follows the grid, where
/// no numbers are: first across, then up or down. Draws nothing if the cells touch.
void lead_from(const Box& source, const Box& copy, PaintId paint, DisplayList& shapes) {
  const auto across = way_between(source.left, source.right, copy.left, copy.right);
  const auto along = way_between(source.bottom, source.top, copy.bottom, copy.top);
  const Point from{across ? across->first : source.left, along ? along->first : source.top};
  const Point to{across ? across->second : from.x, along ? along->second : from.y};
  const Point corner{to.x, from.y};
  const auto is_short = [](double a, double b) { return std::abs(a - b) < 1; };
  const bool goes_across = !is_short(from.x, to.x);
  const bool goes_along = !is_short(from.y, to.y);
  if (goes_along) add_arrow(shapes, Role::source_arrow, paint, corner, to);
  if (goes_across && !goes_along) add_arrow(shapes, Role::source_arrow, paint, from, to);
  if (goes_across && goes_along) {
    const double half = std::copysign(kArrowLine / 2, corner.x - from.x);  // closes the corner
    shapes.push_back({Role::source_arrow, std::nullopt, paint,
                      Stroke{{{{from, {corner.x + half, corner.y}}, false}}, kArrowLine, 0}});
  }
}

/// Whether the input is long enough for all that a mode copies.
bool allows(const Axis& axis, PaddingMode mode) {
  const int most = std::max(axis.padding.before, axis.padding.after);
  if (mode == PaddingMode::reflect) return most < axis.input;
  if (mode == PaddingMode::circular) return most <= axis.input;
  return true;
}

/// Returns the layer with another padding mode and with no values but its input.
Subject with_mode(const Subject& subject, PaddingMode mode) {
  Operation operation = subject.walkthrough.operation();
  operation.padding_mode = mode;
  Subject changed(operation, {LayerValues{subject.values.front().input, {}, {}}}, subject.precision);
  // The usual colours of this view say what padding copies, which heat can't.
  if (subject.cells.is_asked_for) changed.cells = subject.cells;
  return changed;
}

/// The places of a layer's padding, ring by ring from outside in, each ring clockwise from its top left corner. In a
/// one-dimensional layer they run from left to right.
class Rings {
 public:
  explicit Rings(const Walkthrough& walkthrough) : rows_(walkthrough.rows()), cols_(walkthrough.cols()) {
    if (walkthrough.operation().dims == 1) {
      for (int col = 0; col < cols_.padded; ++col) add({0, col});
      return;
    }
    const auto rings = [](const AxisWalk& axis) { return std::max(axis.first_input, after(axis)); };
    for (int ring = std::max(rings(rows_), rings(cols_)); ring > 0; --ring) add_ring(ring);
  }

  std::vector<Cell> take() && { return std::move(places_); }

 private:
  static int after(const AxisWalk& axis) { return axis.padded - axis.first_input - axis.input; }

  /// Adds the ring that lies `ring` places away from the input.
  void add_ring(int ring) {
    const int top = rows_.first_input - ring;
    const int bottom = rows_.first_input + rows_.input - 1 + ring;
    const int left = cols_.first_input - ring;
    const int right = cols_.first_input + cols_.input - 1 + ring;
    // Rings end with the plane, which may extend much less along one axis.
    const auto on = [](const AxisWalk& axis, int place) { return std::clamp(place, -1, axis.padded); };
    for (int col = on(cols_, left); col < on(cols_, right); ++col) add({top, col});
    for (int row = on(rows_, top); row < on(rows_, bottom); ++row) add({row, right});
    for (int col = on(cols_, right); col > on(cols_, left); --col) add({bottom, col});
    for (int row = on(rows_, bottom); row > on(rows_, top); --row) add({row, left});
  }

  void add(Cell place) {
    const auto is_on = [](const AxisWalk& axis, int index) { return index >= 0 && index < axis.padded; };
    const bool is_input = rows_.input_at(place.row) && cols_.input_at(place.col);
    if (is_on(rows_, place.row) && is_on(cols_, place.col) && !is_input) places_.push_back(place);
  }

  AxisWalk rows_;
  AxisWalk cols_;
  std::vector<Cell> places_;
};

/// The padded input in one padding mode.
class ModePanel {
 public:
  ModePanel(const Subject& subject, std::string_view title)
      : walkthrough_(subject.walkthrough),
        panel_(walkthrough_, Numbers(subject), {0, walkthrough_.operation().channels}),
        title_(title) {
    is_source_.resize(static_cast<std::size_t>(walkthrough_.rows().input) *
                      static_cast<std::size_t>(walkthrough_.cols().input));
    for (const PlanePlace& place : panel_.places().all()) {
      if (const std::optional<Cell> source = walkthrough_.source_of(place.place)) is_source_[index_of(*source)] = true;
    }
  }

  InputPanel& panel() { return panel_; }
  const InputPanel& panel() const { return panel_; }
  const std::string& title() const { return title_; }
  std::string caption() const { return panel_.caption(); }

  void draw(Pen pen) const {
    panel_.draw_cells(pen, [&](const PlanePlace& place) -> std::optional<PaintId> {
      if (!place.input) return pen.paints.origin(*walkthrough_.source_of(place.place));
      return is_source_[index_of(*place.input)] ? pen.paints.origin(*place.input) : kPaper;
    });
    panel_.draw_lines(pen);
    panel_.draw_numbers(pen);
  }

  /// Frames a place of the padding and the input that it copies, and draws the way between them.
  void frame(Cell place, Pen pen) const {
    const Cell source = *walkthrough_.source_of(place);
    const Cell source_place{walkthrough_.rows().place_of(source.row), walkthrough_.cols().place_of(source.col)};
    lead_from(panel_.box_of(source_place), panel_.box_of(place), pen.paints.accent, pen.shapes);
    panel_.frame_place(source_place, Role::source_frame, pen);
    panel_.frame_place(place, Role::centre_frame, pen);
  }

 private:
  std::size_t index_of(Cell input) const {
    return static_cast<std::size_t>(input.row) * static_cast<std::size_t>(walkthrough_.cols().input) +
           static_cast<std::size_t>(input.col);
  }

  Walkthrough walkthrough_;
  InputPanel panel_;
  std::string title_;
  std::vector<bool> is_source_;  // whether padding copies each input, row by row
};

class PaddingFigure {
 public:
  PaddingFigure(const Subject& subject, const Theme& theme);

  Drawing drawing() &&;

 private:
  void arrange();
  std::vector<CellMap> maps() const;
  DisplayList panels() const;
  DisplayList frames(std::size_t step) const;

  Numbers numbers_;
  std::vector<Cell> order_;
  std::vector<ModePanel> panels_;
  PanelRow row_;
  TightPage page_;
  NumberPaints paints_;
};

std::vector<ModePanel> panels_for(const Subject& subject) {
  std::vector<ModePanel> panels;
  for (const ShownMode& shown : shown_modes(subject.walkthrough.operation())) {
    panels.emplace_back(with_mode(subject, shown.mode), shown.title);
  }
  return panels;
}

PaddingFigure::PaddingFigure(const Subject& subject, const Theme& theme)
    : numbers_(with_mode(subject, PaddingMode::zeros)),
      order_(Rings(subject.walkthrough).take()),
      panels_(panels_for(subject)),
      row_(are_wide(panels_.front().panel().width(), panels_.front().panel().height())) {
  const bool is_heat = numbers_.plane_look().is_heat;
  paints_ = mix_number_paints(theme, {.origins = !is_heat,
                                      .faint_on_origins = !is_heat,
                                      .accent = AccentUse::all_areas,
                                      .heat = is_heat ? numbers_.input_maps() : std::vector<const ColourMap*>(),
                                      .heat_has_numbers = numbers_.plane_look().has_numbers});
  arrange();
}

void PaddingFigure::arrange() {
  for (const ModePanel& panel : panels_) {
    row_.add(panel.panel().width(), panel.panel().height(), panel.title(), panel.caption());
    if (&panel != &panels_.front() && !row_.is_stacked()) row_.leave_room({.left = kPanelGap});
  }
  page_ = put_on_page(row_);
  for (std::size_t i = 0; i < panels_.size(); ++i) {
    panels_[i].panel().move_to(row_.corner(i));
  }
}

/// Returns the maps of all modes, each mode as a layer of its own.
std::vector<CellMap> PaddingFigure::maps() const {
  std::vector<CellMap> maps;
  for (std::size_t mode = 0; mode < panels_.size(); ++mode) {
    add_maps(of_layer(mode, panels_[mode].panel().maps()), maps);
  }
  return maps;
}

DisplayList PaddingFigure::panels() const {
  DisplayList shapes;
  for (const ModePanel& panel : panels_) panel.draw({paints_, shapes});
  row_.write(shapes, paints_.ink);
  return shapes;
}

DisplayList PaddingFigure::frames(std::size_t step) const {
  DisplayList shapes;
  for (const ModePanel& panel : panels_) panel.frame(order_[step], {paints_, shapes});
  return shapes;
}

Drawing PaddingFigure::drawing() && {
  Drawing drawing;
  drawing.film = {page_.width, page_.height, order_.size(), paints_.paints, {}};
  drawing.film.walk = Walk::padding;
  drawing.ink = paints_.ink;
  drawing.outline = row_.box().corners();
  if (numbers_.plane_look().is_heat) {
    drawing.keys = panels_.front().panel().keys(paints_);
  } else {
    drawing.keys = {{"input", {}, {}, paints_.line},
                    {"input and its copies", paints_.origins.front(), {}, paints_.line}};
  }
  drawing.keys.push_back({"copy and where it comes from", {}, {}, paints_.accent});
  const auto shared = std::make_shared<const PaddingFigure>(std::move(*this));
  drawing.film.sheets = {
      {true, [shared](std::size_t) { return shared->panels(); }, {}, shared->maps()},
      {false, [shared](std::size_t step) { return shared->frames(step); }},
  };
  return drawing;
}

}  // namespace

std::vector<ShownMode> shown_modes(const Operation& operation) {
  std::vector<ShownMode> modes;
  std::copy_if(std::begin(kModes), std::end(kModes), std::back_inserter(modes), [&operation](const ShownMode& shown) {
    return allows(operation.rows, shown.mode) && allows(operation.cols, shown.mode);
  });
  return modes;
}

Status check_padding(const Subject& subject, const FigureOptions&) {
  return first_problem_of({needs_one_stage(subject), needs_convolution(subject), needs_no_transposition(subject),
                           needs_padding(subject), needs_inputs(subject)});
}

Drawing draw_padding(const Subject& subject, const FigureOptions&, const Theme& theme) {
  return PaddingFigure(subject, theme).drawing();
}

}  // namespace convarith
