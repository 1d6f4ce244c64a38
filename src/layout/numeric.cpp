#include "numeric.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>

#include "convarith/formula.hpp"
#include "flat_map.hpp"
#include "measures.hpp"
#include "numbers.hpp"
#include "paint_box.hpp"
#include "plane_places.hpp"
#include "projection_notes.hpp"
#include "swatches.hpp"
#include "tight_page.hpp"

namespace convarith {
namespace {

// Measured on the published figures: 8 and 5 TeX points.
constexpr NumberSize kInputSize{7.97, kCell};
constexpr NumberSize kSmallNumber{4.98, kCell, 0.18, TextStyle::small};

// The middle of a weight, in cells from the lower left corner of the cell that it lies on.
constexpr Point kWeightPlace{0.8, 0.2};

// Cells in which a weight would run into the number have a line of its own for it (bp).
constexpr double kWeightLine = 3.2;
constexpr double kWeightGap = 0.3;  // to the number beside it

class NumericFigure {
 public:
  NumericFigure(const Subject& subject, bool as_published, const Theme& theme);

  Drawing drawing() &&;
  DisplayList maps() const;
  DisplayList window(std::size_t step) const;
  DisplayList numbers() const;
  DisplayList weights(std::size_t step) const;

 private:
  void choose_paints(const Theme& theme);
  void place_maps();
  NumberSize plane_size() const;
  double plane_cell_width() const;
  Point number_middle(Cell spot) const;
  double weight_offset(double width) const;
  Box reach_of_windows() const;
  Box drawn_box() const;
  std::vector<Label> labels() const;
  std::vector<Key> keys() const;

  Walkthrough walkthrough_;
  Numbers numbers_;
  PlanePlaces places_;
  FlatMap plane_;
  FlatMap output_map_;
  TightPage page_;
  std::vector<Paint> paints_;
  PaintId input_ = kPaper;
  PaintId output_ = kPaper;
  PaintId unvisited_ = kPaper;
  PaintId shade_ = kPaper;
  PaintId line_ = kPaper;
  PaintId ink_ = kPaper;
};

Numbers numbers_of(const Subject& subject, bool as_published) {
  Numbers numbers(subject);
  if (as_published) numbers.give_outputs_a_decimal();
  return numbers;
}

NumericFigure::NumericFigure(const Subject& subject, bool as_published, const Theme& theme)
    : walkthrough_(subject.walkthrough),
      numbers_(numbers_of(subject, as_published)),
      places_(walkthrough_),
      plane_(places_.rows(), places_.cols(), plane_cell_width(), plane_size()),
      output_map_(walkthrough_.rows().output, walkthrough_.cols().output,
                  cell_width_for(numbers_.output_texts(), kSmallNumber), kSmallNumber) {
  choose_paints(theme);
  place_maps();
}

void NumericFigure::choose_paints(const Theme& theme) {
  PaintBox box(theme.paper);
  input_ = box.area(theme.input, kThick);
  output_ = box.area(theme.output, kThick);
  std::vector<PaintId> areas{input_, output_};
  if (places_.has(PlaceKind::unvisited_input) || places_.has(PlaceKind::cropped_input)) {
    unvisited_ = box.area(theme.unvisited, kThick);
    areas.push_back(unvisited_);
  }
  // Elsewhere no paper is ever under the kernel.
  std::vector<PaintId> tapped = areas;
  const AxisWalk& rows = walkthrough_.rows();
  const AxisWalk& cols = walkthrough_.cols();
  const bool has_paper = places_.has(PlaceKind::padding) || rows.plane > rows.padded || cols.plane > cols.padded;
  if (has_paper) tapped.push_back(kPaper);
  shade_ = box.glaze(theme.shade, theme.shade_opacity, tapped);
  areas.push_back(kPaper);
  line_ = box.ink(theme.line, areas);
  if (!has_paper) areas.pop_back();
  ink_ = box.ink(theme.number, areas);
  paints_ = std::move(box).take();
}

double NumericFigure::plane_cell_width() const {
  const double for_inputs = cell_width_for(texts_on(places_, numbers_), kInputSize);
  return std::max(for_inputs, cell_width_for(numbers_.weight_texts(), kSmallNumber));
}

double widest_of(const std::vector<std::string>& texts, const NumberSize& size) {
  double widest = 0;
  for (const std::string& text : texts) {
    widest = std::max(widest, Typesetter().line(text, size.digits, size.style).width);
  }
  return widest;
}

/// As published where every weight has room beside every number, else with room for the weights below.
NumberSize NumericFigure::plane_size() const {
  const double weight = widest_of(numbers_.weight_texts(), kSmallNumber);
  const double number = widest_of(texts_on(places_, numbers_), kInputSize);
  const double gap = plane_cell_width() / 2 - weight_offset(weight) - weight / 2 - number / 2;
  NumberSize size = kInputSize;
  if (weight > 0 && gap < kWeightGap) size.cell += kWeightLine;
  return size;
}

/// The plane, and what ceil_mode lets windows reach beyond it.
Box NumericFigure::reach_of_windows() const {
  const int rows = overhang_along(walkthrough_.rows());
  const int cols = overhang_along(walkthrough_.cols());
  return plane_.box_of({0, 0}, plane_.rows() + rows, plane_.cols() + cols);
}

void NumericFigure::place_maps() {
  // In whole cells, as published; a higher output reaches below the plane.
  const int lift = static_cast<int>(std::floor((plane_.rows() - output_map_.rows()) / 2.0));
  const double above_plane = lift * plane_.cell_height();
  plane_.move_to({0, 0});
  const double right = reach_of_windows().right + kCell;
  output_map_.move_to({right, above_plane});
  page_ = page_around(drawn_box().grown(kCell / 2));
  plane_.move_to(page_.shift);
  output_map_.move_to({page_.shift.x + right, page_.shift.y + above_plane});
}

DisplayList NumericFigure::maps() const {
  DisplayList shapes;
  const AxisWalk& rows = walkthrough_.rows();
  const AxisWalk& cols = walkthrough_.cols();
  const Lattice& lattice = plane_.lattice();
  const std::vector<Stroke::Path> plane_lines = lattice.grid(places_.spot_of({0, 0}), rows.padded, cols.padded);
  shapes.push_back({Role::plane_grid, std::nullopt, line_, Stroke{plane_lines, kThick, kDash}});
  std::vector<Stroke::Path> lines;
  for (const PlanePlace& place : places_.all()) {
    if (!place.input) continue;
    const Role role = place.kind == PlaceKind::input             ? Role::input_cell
                      : place.kind == PlaceKind::unvisited_input ? Role::unvisited_input_cell
                                                                 : Role::cropped_cell;
    shapes.push_back(plane_.fill(role, *place.input, place.spot, role == Role::input_cell ? input_ : unvisited_));
    if (!places_.first_input_spot()) lines.push_back({lattice.cell(place.spot), true});
  }
  if (const std::optional<Cell> first = places_.first_input_spot())
    lines = lattice.grid(*first, rows.input, cols.input);
  shapes.push_back({Role::input_grid, std::nullopt, line_, Stroke{std::move(lines), kThick, 0}});
  for (int row = 0; row < output_map_.rows(); ++row) {
    for (int col = 0; col < output_map_.cols(); ++col) {
      shapes.push_back(output_map_.fill(Role::output_cell, {row, col}, {row, col}, output_));
    }
  }
  shapes.push_back({Role::output_grid, std::nullopt, line_,
                    Stroke{output_map_.lattice().grid({}, output_map_.rows(), output_map_.cols()), kThick, 0}});
  return shapes;
}

DisplayList NumericFigure::window(std::size_t index) const {
  const Step step = walkthrough_.step(index);
  DisplayList shapes;
  for (const Tap& tap : step.taps) {
    shapes.push_back(plane_.fill(Role::tap, tap.place, places_.spot_of(tap.place), shade_));
  }
  const Cell first = places_.spot_of(step.window);
  shapes.push_back({Role::window_grid, std::nullopt, line_,
                    Stroke{plane_.lattice().grid(first, step.window_rows, step.window_cols), kThick, 0}});
  shapes.push_back(output_map_.fill(Role::current_output, step.output, step.output, shade_));
  Shape outline = output_map_.frame(Role::current_output_outline, line_, step.output, 1, 1, kThick);
  outline.cell = step.output;
  shapes.push_back(std::move(outline));
  return shapes;
}

DisplayList NumericFigure::numbers() const {
  DisplayList shapes;
  const std::vector<std::string> texts = texts_on(places_, numbers_);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const PlanePlace& place = places_.all()[i];
    if (texts[i].empty()) continue;
    const Role role = place.input ? Role::input_number : Role::padding_number;
    write_centred(shapes, role, place.input.value_or(place.place), ink_, texts[i], number_middle(place.spot),
                  kInputSize.digits);
  }
  for (std::size_t step = 0; step < walkthrough_.steps(); ++step) {
    const Cell cell = walkthrough_.step(step).output;
    output_map_.number(shapes, Role::output_number, cell, cell, ink_, numbers_.output_text(numbers_.output(cell)));
  }
  return shapes;
}

DisplayList NumericFigure::weights(std::size_t step) const {
  DisplayList shapes;
  if (!numbers_.has_weights()) return shapes;
  for (const Tap& tap : walkthrough_.step(step).taps) {
    const std::string text = numbers_.weight_text(numbers_.weight(tap.weight));
    const double width = Typesetter().line(text, kSmallNumber.digits, kSmallNumber.style).width;
    const Box cell = plane_.box_of(places_.spot_of(tap.place), 1, 1);
    write_centred(shapes, Role::weight_number, tap.weight, ink_, text,
                  {cell.right - weight_offset(width), cell.bottom + kWeightPlace.y * kCell}, kSmallNumber.digits,
                  kSmallNumber.style);
  }
  return shapes;
}

/// In the cell's middle, or above the line of the weights.
Point NumericFigure::number_middle(Cell spot) const {
  const Point middle = plane_.middle(spot);
  const double line = plane_.cell_height() - kInputSize.cell;
  return {middle.x, middle.y + (line > 0 ? line / 2 + 0.3 : 0)};
}

/// From a cell's right side to the middle of a weight: as published, or as much as lets the cell hold it.
double NumericFigure::weight_offset(double width) const {
  constexpr double margin = 1.1;  // bp
  return std::max((1 - kWeightPlace.x) * kCell, margin + width / 2);
}

Box NumericFigure::drawn_box() const {
  Box box = plane_.box();
  box.add(reach_of_windows());
  box.add(output_map_.box());
  return box;
}

std::vector<Label> NumericFigure::labels() const {
  const Operation& operation = walkthrough_.operation();
  const AxisWalk& rows = walkthrough_.rows();
  const double left = plane_.box().left;
  std::vector<Label> labels;
  const auto add_rows = [&](const std::string& text, int first, int last) {
    const Box box = plane_.box_of(places_.spot_of({first, 0}), last - first, 1);
    labels.push_back({text, {left, box.bottom}, {left, box.top}, Side::left});
  };
  const int after_inputs = rows.place_of(rows.input - 1) + 1;
  add_rows(fmt::format("input {}", map_size(operation, &Axis::input)), rows.place_of(0), after_inputs);
  const auto add_padding = [&](int first, int last) {
    add_rows(fmt::format("{} {}", operation.transposed ? "padding p_t =" : "padding", last - first), first, last);
  };
  // One speaks for both where they are alike.
  const bool are_alike = rows.padded - after_inputs == rows.first_input;
  if (rows.first_input > 0 && !are_alike) add_padding(0, rows.first_input);
  if (rows.padded > after_inputs) add_padding(after_inputs, rows.padded);
  const Box output = output_map_.box();
  labels.push_back({fmt::format("output {}", map_size(operation, &Axis::output)),
                    {output.right, output.bottom},
                    {output.right, output.top},
                    Side::right});
  return labels;
}

std::vector<Key> NumericFigure::keys() const {
  std::vector<Key> keys{{"input", input_, {}, line_}};
  if (unvisited_ != kPaper) keys.push_back({"input, never visited", unvisited_, {}, line_});
  if (places_.has(PlaceKind::padding)) keys.push_back({"padding", std::nullopt, {}, line_, true});
  keys.push_back({walkthrough_.operation().is_pooling() ? "window" : "kernel", input_, shade_, line_});
  keys.push_back({"output", output_, {}, line_});
  keys.push_back({"current output", output_, shade_, line_});
  return keys;
}

Drawing NumericFigure::drawing() && {
  Drawing drawing;
  drawing.film.width = page_.width;
  drawing.film.height = page_.height;
  drawing.film.steps = walkthrough_.steps();
  drawing.film.paints = paints_;
  drawing.ink = ink_;
  drawing.outline = drawn_box().grown(kThick / 2).corners();
  drawing.labels = labels();
  drawing.keys = keys();
  drawing.formulas = projection_formulas(walkthrough_.operation());
  const auto figure = std::make_shared<const NumericFigure>(std::move(*this));
  drawing.film.sheets = {
      {true, [figure](std::size_t) { return figure->maps(); }},
      {false, [figure](std::size_t step) { return figure->window(step); }},
      {true, [figure](std::size_t) { return figure->numbers(); }},
      {false, [figure](std::size_t step) { return figure->weights(step); }},
  };
  return drawing;
}

}  // namespace

Drawing draw_numeric(const Subject& subject, bool as_published, const Theme& theme) {
  return NumericFigure(subject, as_published, theme).drawing();
}

}  // namespace convarith
