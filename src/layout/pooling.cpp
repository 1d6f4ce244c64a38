#include "pooling.hpp"

#include <fmt/core.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "input_panel.hpp"
#include "number_text.hpp"
#include "panel_row.hpp"
#include "panel_shapes.hpp"
#include "pooled_windows.hpp"
#include "tight_page.hpp"
#include "view_needs.hpp"

namespace convarith {
namespace {

/// Whether a window has places between its ends that the one before it has too.
bool overlap_along(const AxisWalk& axis) {
  for (int i = 1; i < axis.output; ++i) {
    if (axis.window(i) < axis.window(i - 1) + axis.extent_of(i - 1)) return true;
  }
  return false;
}

/// Of each place along an axis the last window with a tap there, if any.
std::vector<std::optional<int>> windows_along(const AxisWalk& axis) {
  std::vector<std::optional<int>> windows(static_cast<std::size_t>(axis.padded));
  for (int i = 0; i < axis.output; ++i) {
    for (int j = 0; j < axis.taps_of(i); ++j) {
      const int place = axis.window(i) + j * axis.dilation;
      if (place < axis.padded) windows[static_cast<std::size_t>(place)] = i;
    }
  }
  return windows;
}

/// The windows that the places of a plane lie in.
class Tiling {
 public:
  explicit Tiling(const Walkthrough& walkthrough)
      : rows_(windows_along(walkthrough.rows())),
        cols_(windows_along(walkthrough.cols())),
        overlaps_(overlap_along(walkthrough.rows()) || overlap_along(walkthrough.cols())) {}

  bool overlaps() const { return overlaps_; }
  /// The output of a window that a place lies in.
  std::optional<Cell> window_at(Cell place) const {
    const std::optional<int> row = rows_[static_cast<std::size_t>(place.row)];
    const std::optional<int> col = cols_[static_cast<std::size_t>(place.col)];
    if (!row || !col) return std::nullopt;
    return Cell{*row, *col};
  }

 private:
  std::vector<std::optional<int>> rows_;
  std::vector<std::optional<int>> cols_;
  bool overlaps_;
};

/// What is computed of each window, in a word and as a title.
struct PoolingWords {
  std::string word;
  std::string title;
};

PoolingWords words_of(const Operation& operation) {
  if (operation.op == Operator::max_pooling) return {"max", "Maximum"};
  if (!operation.divisor_override) return {"mean", "Mean"};
  const std::string divisor = number_text(*operation.divisor_override, 0);
  return {fmt::format("sum / {}", *operation.divisor_override < 0 ? "(" + divisor + ")" : divisor),
          "Sum divided by " + divisor};
}

class PoolingFigure {
 public:
  PoolingFigure(const Subject& subject, const Theme& theme);

  Drawing drawing() &&;

 private:
  void arrange();
  void mix_paints(const Theme& theme);
  DisplayList cells() const;
  DisplayList computed(std::size_t first, std::size_t last) const;
  void add_computed(const Step& step, DisplayList& shapes) const;
  DisplayList taps(std::size_t step) const;
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
  Point shift_;
  TightPage page_;
  Box box_;
  NumberPaints paints_;
};

FlatMap output_map(const Walkthrough& walkthrough, const Numbers& numbers) {
  return {walkthrough.rows().output, walkthrough.cols().output, cell_width_for(numbers.output_texts(), {})};
}

PoolingFigure::PoolingFigure(const Subject& subject, const Theme& theme)
    : walkthrough_(subject.walkthrough),
      numbers_(subject),
      tiling_(walkthrough_),
      input_(walkthrough_, numbers_, {},
             [this](const PlanePlace& place) { return place.input || tiling_.window_at(place.place); }),
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
  page_ = page_around(row_.box());
  box_ = row_.box().moved(page_.shift);
  shift_ = page_.shift;
  const auto corner = [this](std::size_t panel) {
    const Point place = row_.corner(panel);
    return Point{place.x + shift_.x, place.y + shift_.y};
  };
  input_.move_to(corner(0));
  windows_.move_to(corner(1));
  output_.move_to(corner(2));
}

void PoolingFigure::mix_paints(const Theme& theme) {
  NumberAreas areas;
  input_.note_areas(areas);
  areas.input = areas.shade = tiling_.overlaps();
  areas.shade_on_paper = tiling_.overlaps() && input_.has_overhang();
  areas.origins = areas.accent = true;
  paints_ = mix_number_paints(theme, areas);
}

DisplayList PoolingFigure::cells() const {
  DisplayList shapes;
  input_.draw_cells(paints_, shapes, [this](const PlanePlace& place) -> std::optional<PaintId> {
    if (place.kind != PlaceKind::input || tiling_.overlaps()) return std::nullopt;
    return paints_.origin(*tiling_.window_at(place.place));
  });
  row_.write(shapes, paints_.ink, shift_);
  return shapes;
}

/// A window and its output.
void PoolingFigure::add_computed(const Step& step, DisplayList& shapes) const {
  windows_.draw(step, paints_, shapes);
  shapes.push_back(output_.fill(Role::output_cell, step.output, step.output, paints_.origin(step.output)));
  output_.number(shapes, Role::output_number, step.output, step.output, paints_.ink,
                 numbers_.output_text(numbers_.output(step.output)));
}

/// Of the steps from one to another, which is not counted.
DisplayList PoolingFigure::computed(std::size_t first, std::size_t last) const {
  DisplayList shapes;
  for (std::size_t step = first; step < last; ++step) add_computed(walkthrough_.step(step), shapes);
  return shapes;
}

DisplayList PoolingFigure::taps(std::size_t step) const {
  DisplayList shapes;
  if (tiling_.overlaps()) input_.draw_taps(walkthrough_.step(step), paints_, shapes);
  return shapes;
}

DisplayList PoolingFigure::lines() const {
  DisplayList shapes;
  input_.draw_lines(paints_, shapes);
  input_.draw_numbers(paints_, shapes);
  add_lines(shapes, output_, Role::output_grid, paints_.line);
  return shapes;
}

DisplayList PoolingFigure::frames(std::size_t index) const {
  const Step step = walkthrough_.step(index);
  DisplayList shapes;
  input_.draw_region(step, paints_, shapes);
  shapes.push_back(output_.frame(Role::centre_frame, paints_.accent, step.output, 1, 1, kCellFrame));
  shapes.back().cell = step.output;
  return shapes;
}

std::vector<Key> PoolingFigure::keys() const {
  std::vector<Key> keys = input_.keys(paints_);
  if (tiling_.overlaps()) keys.push_back({"region", paints_.input, paints_.shade, paints_.line, true});
  keys.push_back({"window and its output", paints_.origins.front(), {}, paints_.line});
  if (walkthrough_.operation().op == Operator::max_pooling) keys.push_back({"maximum", {}, {}, paints_.accent});
  return keys;
}

Drawing PoolingFigure::drawing() && {
  Drawing drawing;
  drawing.film = {page_.width, page_.height, walkthrough_.steps(), paints_.paints, {}};
  drawing.ink = paints_.ink;
  drawing.outline = box_.corners();
  drawing.keys = keys();
  const auto shared = std::make_shared<const PoolingFigure>(std::move(*this));
  drawing.film.sheets = {
      {true, [shared](std::size_t) { return shared->cells(); }},
      {false, [shared](std::size_t step) { return shared->computed(0, step + 1); },
       [shared](std::size_t step) { return shared->computed(step, step + 1); }},
      {false, [shared](std::size_t step) { return shared->taps(step); }},
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
