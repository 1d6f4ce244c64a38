#include "layout/views/pooling/pooling.hpp"

#include <fmt/core.h>

#include <cassert>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "layout/panels/heat_cells.hpp"
#include "layout/panels/input_panel.hpp"
#include "layout/panels/number_text.hpp"
#include "layout/panels/panel_row.hpp"
#include "layout/panels/panel_shapes.hpp"
#include "layout/shapes/cell_maps.hpp"
#include "layout/view_needs.hpp"
#include "layout/views/pooling/pooled_windows.hpp"

namespace convarith {
namespace {

/// Returns for each place along an axis the windows with a tap there.
std::vector<std::vector<int>> windows_along(const AxisWalk& axis) {
  std::vector<std::vector<int>> windows(static_cast<std::size_t>(axis.padded));
  for (int i = 0; i < axis.output; ++i) {
    for (int j = 0; j < axis.taps_of(i); ++j) {
      const int place = axis.window(i) + j * axis.dilation;
      if (place < axis.padded) windows[static_cast<std::size_t>(place)].push_back(i);
    }
  }
  return windows;
}

/// The windows in which each place of a plane lies.
class Tiling {
 public:
  explicit Tiling(const Walkthrough& walkthrough)
      : rows_(windows_along(walkthrough.rows())), cols_(windows_along(walkthrough.cols())) {}

  /// Return the rows and the columns of windows in which a place lies. Every window where they cross contains the
  /// place.
  const std::vector<int>& rows_at(Cell place) const { return rows_[static_cast<std::size_t>(place.row)]; }
  const std::vector<int>& cols_at(Cell place) const { return cols_[static_cast<std::size_t>(place.col)]; }
  bool has_window_at(Cell place) const { return !rows_at(place).empty() && !cols_at(place).empty(); }
  /// Returns the output of the first window in which a place lies.
  Cell window_at(Cell place) const { return {rows_at(place).front(), cols_at(place).front()}; }

 private:
  std::vector<std::vector<int>> rows_;
  std::vector<std::vector<int>> cols_;
};

/// What is computed from each window, as a short word and as a title.
struct PoolingWords {
  std::string word;
  std::string title;
};

PoolingWords words_of_average(const Operation& operation) {
  if (!operation.divisor_override) return {"mean", "Mean"};
  const std::string divisor = number_text(*operation.divisor_override, 0);
  return {fmt::format("sum / {}", *operation.divisor_override < 0 ? "(" + divisor + ")" : divisor),
          "Sum divided by " + divisor};
}

PoolingWords words_of(const Operation& operation) {
  switch (operation.op) {
    case Operator::max_pooling:
      return {"max", "Maximum"};
    case Operator::average_pooling:
      return words_of_average(operation);
    case Operator::convolution:
      break;
  }
  assert(false);
  return {};
}

class PoolingFigure {
 public:
  PoolingFigure(const Subject& subject, const Theme& theme);

  Drawing drawing() &&;

 private:
  void arrange();
  void mix_paints(const Theme& theme);
  DisplayList cells() const;
  void draw_shares(const PlanePlace& place, DisplayList& shapes) const;
  DisplayList computed(std::size_t first, std::size_t last) const;
  void add_heat_output(const Step& step, DisplayList& shapes) const;
  void add_computed(const Step& step, DisplayList& shapes) const;
  DisplayList lines() const;
  DisplayList frames(std::size_t step) const;
  std::vector<Key> keys() const;

  Walkthrough walkthrough_;
  Numbers numbers_;
  Tiling tiling_;
  InputPanel input_;
  PooledWindows windows_;
  FlatMap output_;
  PanelRow row_;
  TightPage page_;
  NumberPaints paints_;
};

FlatMap output_map(const Walkthrough& walkthrough, const Numbers& numbers) {
  const CellLook& look = numbers.plane_look();
  const double width = look.side > 0 ? look.side : look.width_for(numbers.output_texts());
  return {walkthrough.rows().output, walkthrough.cols().output, width, look.size()};
}

PoolingFigure::PoolingFigure(const Subject& subject, const Theme& theme)
    : walkthrough_(subject.walkthrough),
      numbers_(subject),
      tiling_(walkthrough_),
      input_(walkthrough_, numbers_, {},
             [this](const PlanePlace& place) { return place.input || tiling_.has_window_at(place.place); }),
      windows_(walkthrough_, numbers_),
      output_(output_map(walkthrough_, numbers_)),
      row_(are_wide(input_.width(), input_.height())) {
  arrange();
  mix_paints(theme);
}

void PoolingFigure::arrange() {
  const PoolingWords words = words_of(walkthrough_.operation());
  row_.add(input_.width(), input_.height(), input_.title(), input_.caption());
  row_.leave_room(input_.overhang());
  row_.add_arrow();
  row_.add(windows_.width(), windows_.height(), windows_.title(), windows_.caption());
  row_.add_arrow(words.word);
  row_.add(output_.width(), output_.height(), words.title, output_shape_text(walkthrough_.operation(), 1));
  page_ = put_on_page(row_);
  input_.move_to(row_.corner(0));
  windows_.move_to(row_.corner(1));
  output_.move_to(row_.corner(2));
}

void PoolingFigure::mix_paints(const Theme& theme) {
  const bool is_heat = input_.is_heat();
  paints_ = mix_number_paints(theme, {.padding = input_.places().has_padding(),
                                      .unvisited = !is_heat && input_.places().has_unvisited_inputs(),
                                      .origins = !is_heat,
                                      .accent = is_heat ? AccentUse::outputs : AccentUse::all_areas,
                                      .heat = numbers_.colour_maps_used(),
                                      .heat_has_numbers = numbers_.plane_look().has_numbers});
}

DisplayList PoolingFigure::cells() const {
  DisplayList shapes;
  input_.draw_cells({paints_, shapes}, [this](const PlanePlace& place) -> std::optional<PaintId> {
    if (place.kind != PlaceKind::input) return std::nullopt;
    return paints_.origin(tiling_.window_at(place.place));
  });
  for (const PlanePlace& place : input_.places().all()) {
    if (input_.is_heat()) break;
    if (place.kind == PlaceKind::input) draw_shares(place, shapes);
  }
  if (input_.is_heat()) {
    add_cells_to_come(shapes, output_, Role::output_grid, paints_.line, {}, output_.rows(), output_.cols());
  }
  row_.write(shapes, paints_.ink);
  return shapes;
}

/// Draws the shares of an input in which several windows overlap: it has the hue of each window on the side where that
/// window lies. Each share extends to the end of the cell, under the shares that follow, so that nothing shines through
/// between them.
void PoolingFigure::draw_shares(const PlanePlace& place, DisplayList& shapes) const {
  const std::vector<int>& rows = tiling_.rows_at(place.place);
  const std::vector<int>& cols = tiling_.cols_at(place.place);
  const Box cell = input_.box_of(place.place);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < cols.size(); ++j) {
      if (i == 0 && j == 0) continue;
      const double left = cell.left + cell.width() * static_cast<double>(j) / static_cast<double>(cols.size());
      const double top = cell.top - cell.height() * static_cast<double>(i) / static_cast<double>(rows.size());
      shapes.push_back({Role::shared_input, place.input, paints_.origin({rows[i], cols[j]}),
                        Fill{Box{left, cell.bottom, cell.right, top}.corners()}});
    }
  }
}

void PoolingFigure::add_heat_output(const Step& step, DisplayList& shapes) const {
  const double output = numbers_.output(step.output);
  const HeatScale& scale = numbers_.output_scale();
  shapes.push_back(heat_cell(output_, Role::output_cell, step.output, step.output, paints_.heat.fill(scale, output)));
  if (!numbers_.plane_look().has_numbers) return;
  output_.number(shapes, Role::output_number, step.output, step.output, paints_.heat.ink(scale, output),
                 numbers_.output_text(output));
}

/// Draws a window and its output.
void PoolingFigure::add_computed(const Step& step, DisplayList& shapes) const {
  windows_.draw(step, {paints_, shapes});
  if (input_.is_heat()) return add_heat_output(step, shapes);
  shapes.push_back(output_.fill(Role::output_cell, step.output, step.output, paints_.origin(step.output)));
  output_.number(shapes, Role::output_number, step.output, step.output, paints_.ink,
                 numbers_.output_text(numbers_.output(step.output)));
}

/// Draws the windows and outputs of the steps from `first` on, up to but without `last`.
DisplayList PoolingFigure::computed(std::size_t first, std::size_t last) const {
  DisplayList shapes;
  for (std::size_t step = first; step < last; ++step) add_computed(walkthrough_.step(step), shapes);
  return shapes;
}

DisplayList PoolingFigure::lines() const {
  DisplayList shapes;
  input_.draw_lines({paints_, shapes});
  input_.draw_numbers({paints_, shapes});
  add_lines(shapes, output_, Role::output_grid, paints_.line, !input_.is_heat());
  return shapes;
}

DisplayList PoolingFigure::frames(std::size_t index) const {
  const Step step = walkthrough_.step(index);
  DisplayList shapes;
  input_.draw_region(step, {paints_, shapes});
  if (input_.is_heat()) {
    add_cased_frame(shapes, output_.box_of(step.output, 1, 1), {Role::centre_frame, paints_.accent, kCellFrame},
                    paints_.heat.casing());
    shapes.back().cell = step.output;
    return shapes;
  }
  shapes.push_back(output_.frame(Role::centre_frame, paints_.accent, step.output, 1, 1, kCellFrame));
  shapes.back().cell = step.output;
  return shapes;
}

std::vector<Key> PoolingFigure::keys() const {
  std::vector<Key> keys = input_.keys(paints_);
  if (input_.is_heat()) {
    if (!numbers_.choice().is_per_map) keys.front().text = "input and output";
    keys.push_back({"window", {}, {}, paints_.line, true});
  } else {
    keys.push_back({"window and its output", paints_.origins.front(), {}, paints_.line});
  }
  if (walkthrough_.operation().op == Operator::max_pooling) keys.push_back({"maximum", {}, {}, paints_.accent});
  return keys;
}

Drawing PoolingFigure::drawing() && {
  Drawing drawing;
  drawing.film = {page_.width, page_.height, walkthrough_.steps(), paints_.paints, {}};
  drawing.ink = paints_.ink;
  drawing.outline = row_.box().corners();
  drawing.keys = keys();
  const auto shared = std::make_shared<const PoolingFigure>(std::move(*this));
  drawing.film.sheets = {
      {true, [shared](std::size_t) { return shared->cells(); }, {}, shared->input_.maps()},
      {false,
       [shared](std::size_t step) { return shared->computed(0, step + 1); },
       [shared](std::size_t step) { return shared->computed(step, step + 1); },
       {placed(map_of_outputs(shared->walkthrough_, 0), shared->output_.lattice())}},
      {true, [shared](std::size_t) { return shared->lines(); }},
      {false, [shared](std::size_t step) { return shared->frames(step); }},
  };
  return drawing;
}

}  // namespace

Status check_pooling(const Subject& subject, const FigureOptions&) {
  return first_problem_of(
      {needs_one_stage(subject), needs_pooling(subject), needs_one_channel(subject), needs_outputs(subject)});
}

Drawing draw_pooling(const Subject& subject, const FigureOptions&, const Theme& theme) {
  return PoolingFigure(subject, theme).drawing();
}

}  // namespace convarith
