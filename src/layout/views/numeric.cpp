#include "layout/views/numeric.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>

#include "arithmetic/formula.hpp"
#include "layout/panels/flat_map.hpp"
#include "layout/panels/numbers.hpp"
#include "layout/panels/panel_shapes.hpp"
#include "layout/panels/plane_places.hpp"
#include "layout/shapes/cell_maps.hpp"
#include "layout/shapes/measures.hpp"
#include "layout/shapes/paint_box.hpp"
#include "layout/shapes/swatches.hpp"
#include "layout/shapes/tight_page.hpp"
#include "layout/shapes/tints.hpp"
#include "layout/views/projection/projection_labels.hpp"

namespace convarith {
namespace {

// Measured on the published figures: 8 and 5 TeX points.
constexpr NumberSize kInputSize{7.97, kCell};
constexpr NumberSize kSmallNumber{4.98, kCell, 0.18, TextStyle::small};

// The middle of a weight, in cells from the lower left corner of the cell in which it is written.
constexpr Point kWeightPlace{0.8, 0.2};

// The extra height (bp) of cells in which a weight would run into the number. It gives the weight a line of its own.
constexpr double kWeightLine = 3.2;
constexpr double kWeightGap = 0.3;  // least distance from a weight to the number beside it, bp

// Numbers whose ink changes under the shade are drawn anew in each step. Figures that would draw more numbers than this
// in all steps together take a lighter shade instead, under which numbers keep their ink.
constexpr std::size_t kMostChangingNumbers = 100'000;

/// The inks of numbers on one kind of cell: plain, and under the shade.
struct CellInks {
  PaintId plain = kPaper;
  PaintId shaded = kPaper;
};

class NumericFigure {
 public:
  NumericFigure(const Subject& subject, bool as_published, const Theme& theme);

  Drawing drawing() &&;
  DisplayList maps() const;
  std::vector<CellMap> cell_maps() const;
  DisplayList window(std::size_t step) const;
  DisplayList numbers(std::size_t step) const;
  DisplayList weights(std::size_t step) const;

 private:
  void choose_paints(const Theme& theme);
  double shade_opacity(const Theme& theme) const;
  void choose_inks(const Theme& theme, PaintBox& box);
  bool inks_change() const;
  void narrow_inks();
  PaintId ink_on(const PlanePlace& place, bool is_tapped) const;
  std::vector<bool> tapped_spots(const Step& step) const;
  std::optional<std::size_t> index_of(Cell spot) const;
  PaintId ink_on_tap(const Tap& tap) const;
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
  bool as_published_ = false;
  CellInks on_inputs_;
  CellInks on_outputs_;
  CellInks on_padding_;
  PaintId on_unvisited_ = kPaper;
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
                  cell_width_for(numbers_.output_texts(), kSmallNumber), kSmallNumber),
      as_published_(as_published) {
  choose_paints(theme);
  place_maps();
}

void NumericFigure::choose_paints(const Theme& theme) {
  PaintBox box(theme.paper);
  input_ = box.area(theme.input, kThick);
  output_ = box.area(theme.output, kThick);
  std::vector<PaintId> areas{input_, output_};
  if (places_.has_unvisited_inputs()) {
    unvisited_ = box.area(theme.unvisited, kThick);
    areas.push_back(unvisited_);
  }
  // Without padding or overhanging windows, the kernel never lies on paper.
  std::vector<PaintId> tapped = areas;
  const AxisWalk& rows = walkthrough_.rows();
  const AxisWalk& cols = walkthrough_.cols();
  const bool has_paper = places_.has(PlaceKind::padding) || rows.plane > rows.padded || cols.plane > cols.padded;
  if (has_paper) tapped.push_back(kPaper);
  shade_ = box.glaze(theme.shade, shade_opacity(theme), tapped);
  areas.push_back(kPaper);
  line_ = box.ink(theme.line, areas);
  if (!has_paper) areas.pop_back();
  ink_ = box.ink(theme.number, areas);
  choose_inks(theme, box);
  paints_ = std::move(box).take();
  if (inks_change()) narrow_inks();
}

/// Returns the opacity of the theme's shade. In large figures it is at most so high that numbers keep their ink under
/// the shade.
double NumericFigure::shade_opacity(const Theme& theme) const {
  const std::size_t numbers = places_.all().size() + walkthrough_.steps();
  if (as_published_ || numbers * walkthrough_.steps() <= kMostChangingNumbers) return theme.shade_opacity;
  double opacity = theme.shade_opacity;
  for (const Colour& area : {theme.input, theme.output, theme.paper}) {
    opacity = std::min(opacity, readable_shade(theme, readable_ink(theme, area), area));
  }
  return opacity;
}

/// Chooses the inks of numbers. Published figures have the same ink on all cells. Inputs that are never visited are
/// never shaded, so they need one ink only.
void NumericFigure::choose_inks(const Theme& theme, PaintBox& box) {
  on_inputs_ = on_outputs_ = on_padding_ = {ink_, ink_};
  on_unvisited_ = ink_;
  if (as_published_) return;
  const auto ink_on = [&](Colour colour, PaintId area) { return box.ink(readable_ink(theme, colour), {area}); };
  const auto inks_on = [&](Colour colour, PaintId area) {
    const Colour shaded = between(colour, theme.shade, shade_opacity(theme));
    return CellInks{ink_on(colour, area), ink_on(shaded, area)};
  };
  on_inputs_ = inks_on(theme.input, input_);
  on_outputs_ = inks_on(theme.output, output_);
  if (places_.has(PlaceKind::padding)) on_padding_ = inks_on(theme.paper, kPaper);
  if (unvisited_ != kPaper) on_unvisited_ = ink_on(theme.unvisited, unvisited_);
}

/// Whether some numbers have a different ink under the shade.
bool NumericFigure::inks_change() const {
  const auto change = [](const CellInks& inks) { return inks.plain != inks.shaded; };
  return change(on_inputs_) || change(on_outputs_) || change(on_padding_);
}

/// Restricts each ink to the areas on which it is used. Shades of ink on other areas would only fill the palette.
void NumericFigure::narrow_inks() {
  for (const CellInks& inks : {on_inputs_, on_outputs_, on_padding_}) {
    for (const PaintId ink : {inks.plain, inks.shaded}) {
      paints_[ink].over.clear();
      paints_[ink].over_glazed.emplace();
    }
  }
  const auto lay_over = [this](const CellInks& inks, PaintId area) {
    paints_[inks.plain].over.push_back(area);
    paints_[inks.shaded].over_glazed->push_back(area);
  };
  lay_over(on_inputs_, input_);
  lay_over(on_outputs_, output_);
  if (places_.has(PlaceKind::padding)) lay_over(on_padding_, kPaper);
  if (unvisited_ == kPaper) return;
  std::vector<PaintId>& over = paints_[on_unvisited_].over;
  if (std::find(over.begin(), over.end(), unvisited_) == over.end()) over.push_back(unvisited_);
}

PaintId NumericFigure::ink_on(const PlanePlace& place, bool is_tapped) const {
  if (!place.input) return is_tapped ? on_padding_.shaded : on_padding_.plain;
  if (place.kind != PlaceKind::input) return on_unvisited_;
  return is_tapped ? on_inputs_.shaded : on_inputs_.plain;
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

/// Returns the size of numbers on the plane. It is that of the published figures if every weight fits beside every
/// number; otherwise cells are higher, with room for the weights below the numbers.
NumberSize NumericFigure::plane_size() const {
  const double weight = widest_of(numbers_.weight_texts(), kSmallNumber);
  const double number = widest_of(texts_on(places_, numbers_), kInputSize);
  const double gap = plane_cell_width() / 2 - weight_offset(weight) - weight / 2 - number / 2;
  NumberSize size = kInputSize;
  if (weight > 0 && gap < kWeightGap) size.cell += kWeightLine;
  return size;
}

/// Returns the box of the plane and of the places beyond it that windows reach under ceil_mode.
Box NumericFigure::reach_of_windows() const {
  const int rows = overhang_along(walkthrough_.rows());
  const int cols = overhang_along(walkthrough_.cols());
  return plane_.box_of({0, 0}, plane_.rows() + rows, plane_.cols() + cols);
}

void NumericFigure::place_maps() {
  // The output is raised by whole cells, as in the published figures. An output higher than the plane extends below it.
  const int lift = static_cast<int>(std::floor((plane_.rows() - output_map_.rows()) / 2.0));
  const double above_plane = lift * plane_.cell_height();
  plane_.move_to({0, 0});
  const double right = reach_of_windows().right + kCell;
  output_map_.move_to({right, above_plane});
  page_ = page_around(drawn_box().grown(kCell / 2));
  plane_.move_to(page_.shift);
  output_map_.move_to(page_.shift + Point{right, above_plane});
}

DisplayList NumericFigure::maps() const {
  DisplayList shapes;
  const AxisWalk& rows = walkthrough_.rows();
  const AxisWalk& cols = walkthrough_.cols();
  const Lattice& lattice = plane_.lattice();
  const std::vector<Stroke::Path> plane_lines = lattice.grid(places_.spot_of({0, 0}), rows.padded, cols.padded);
  shapes.push_back({Role::plane_grid, std::nullopt, line_, Stroke{plane_lines, kThick, kDash}});
  for (const PlanePlace& place : places_.all()) {
    const PaintId paint = place.kind == PlaceKind::input ? input_ : unvisited_;
    if (place.input) shapes.push_back(plane_.fill(place.cell_role(), place.cell(), place.spot, paint));
  }
  std::vector<Stroke::Path> lines;
  const std::vector<InputBlock> blocks = places_.input_blocks();
  for (const InputBlock& block : blocks) {
    if (blocks.size() == 1) lines = lattice.grid(block.spot, block.rows, block.cols);
    if (blocks.size() > 1) lines.push_back({lattice.cell(block.spot), true});
  }
  shapes.push_back({Role::input_grid, std::nullopt, line_, Stroke{std::move(lines), kThick, 0}});
  add_cells(shapes, output_map_, Role::output_cell, output_);
  shapes.push_back({Role::output_grid, std::nullopt, line_,
                    Stroke{output_map_.lattice().grid({}, output_map_.rows(), output_map_.cols()), kThick, 0}});
  return shapes;
}

std::vector<CellMap> NumericFigure::cell_maps() const {
  return {placed(map_of_plane(walkthrough_, 0), plane_.lattice(), places_.spot_of({0, 0})),
          placed(map_of_outputs(walkthrough_, 0), output_map_.lattice())};
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

/// Returns the index of a cell among all places of the plane; none for cells beyond the plane, which windows may reach.
std::optional<std::size_t> NumericFigure::index_of(Cell spot) const {
  if (spot.row >= places_.rows() || spot.col >= places_.cols()) return std::nullopt;
  return static_cast<std::size_t>(spot.row) * static_cast<std::size_t>(places_.cols()) +
         static_cast<std::size_t>(spot.col);
}

/// Returns for each place, row by row, whether the step taps it.
std::vector<bool> NumericFigure::tapped_spots(const Step& step) const {
  std::vector<bool> tapped(places_.all().size());
  for (const Tap& tap : step.taps) {
    if (const auto index = index_of(places_.spot_of(tap.place))) tapped[*index] = true;
  }
  return tapped;
}

PaintId NumericFigure::ink_on_tap(const Tap& tap) const {
  const auto index = index_of(places_.spot_of(tap.place));
  return index ? ink_on(places_.all()[*index], true) : on_padding_.shaded;
}

DisplayList NumericFigure::numbers(std::size_t index) const {
  DisplayList shapes;
  const Step step = walkthrough_.step(index);
  const std::vector<bool> tapped = tapped_spots(step);
  const std::vector<std::string> texts = texts_on(places_, numbers_);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const PlanePlace& place = places_.all()[i];
    if (texts[i].empty()) continue;
    write_centred(shapes, place.number_role(), place.cell(), ink_on(place, tapped[i]), texts[i],
                  number_middle(place.spot), kInputSize.digits);
  }
  for (std::size_t i = 0; i < walkthrough_.steps(); ++i) {
    const Cell cell = walkthrough_.step(i).output;
    const PaintId ink = cell == step.output ? on_outputs_.shaded : on_outputs_.plain;
    output_map_.number(shapes, Role::output_number, cell, cell, ink, numbers_.output_text(numbers_.output(cell)));
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
    write_centred(shapes, Role::weight_number, tap.weight, ink_on_tap(tap), text,
                  {cell.right - weight_offset(width), cell.bottom + kWeightPlace.y * kCell}, kSmallNumber.digits,
                  kSmallNumber.style);
  }
  return shapes;
}

/// Returns the middle of a number: the middle of its cell, or a point above the line for weights.
Point NumericFigure::number_middle(Cell spot) const {
  const Point middle = plane_.middle(spot);
  const double line = plane_.cell_height() - kInputSize.cell;
  return {middle.x, middle.y + (line > 0 ? line / 2 + 0.3 : 0)};
}

/// Returns the distance (bp) from a cell's right side to the middle of a weight: that of the published figures, or more
/// if the weight is too wide to fit the cell there.
double NumericFigure::weight_offset(double width) const {
  constexpr double margin = 1.1;  // bp between a wide weight and the cell's right side
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
  // One label stands for both sides where they are alike.
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
      {true, [figure](std::size_t) { return figure->maps(); }, {}, figure->cell_maps()},
      {false, [figure](std::size_t step) { return figure->window(step); }},
      {!figure->inks_change(), [figure](std::size_t step) { return figure->numbers(step); }},
      {false, [figure](std::size_t step) { return figure->weights(step); }},
  };
  return drawing;
}

}  // namespace

Drawing draw_numeric(const Subject& subject, bool as_published, const Theme& theme) {
  return NumericFigure(subject, as_published, theme).drawing();
}

}  // namespace convarith
