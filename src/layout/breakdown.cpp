#include "breakdown.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "measures.hpp"
#include "panel_shapes.hpp"
#include "plane_places.hpp"
#include "projection_notes.hpp"
#include "tight_page.hpp"
#include "view_needs.hpp"

namespace convarith {
namespace {

/// What lies under a tap. A convolution has a number there always.
double number_under(const Tap& tap, const Numbers& numbers) {
  return numbers.at_place(tap.place).value_or(0);
}

double product_of(const Tap& tap, const Numbers& numbers) {
  return number_under(tap, numbers) * numbers.weight(tap.weight);
}

/// The most places of the window of a tap, one a row and a column.
FlatMap window_map(const Walkthrough& walkthrough, const std::vector<std::string>& texts) {
  return {walkthrough.rows().taps, walkthrough.cols().taps, cell_width_for(texts, {})};
}

FlatMap single_cell(const std::vector<std::string>& texts) {
  return {1, 1, cell_width_for(texts, {})};
}

double sum_of(const Step& step, const Numbers& numbers) {
  double sum = 0;
  for (const Tap& tap : step.taps) sum += product_of(tap, numbers);
  return sum;
}

/// The least and the largest of some numbers, one of which is the widest when written.
struct Extremes {
  double least = std::numeric_limits<double>::max();
  double most = std::numeric_limits<double>::lowest();

  void add(double number) {
    least = std::min(least, number);
    most = std::max(most, number);
  }
};

Extremes products_of(const Walkthrough& walkthrough, const Numbers& numbers) {
  Extremes products;
  for (std::size_t i = 0; i < walkthrough.steps(); ++i) {
    for (const Tap& tap : walkthrough.step(i).taps) products.add(product_of(tap, numbers));
  }
  return products;
}

std::vector<std::string> product_texts(const Walkthrough& walkthrough, const Numbers& numbers) {
  const Extremes products = products_of(walkthrough, numbers);
  return {numbers.product_text(products.least), numbers.product_text(products.most)};
}

/// `sum_at`: of a step.
template <class SumAt>
std::vector<std::string> sum_texts(const Walkthrough& walkthrough, const Numbers& numbers, const SumAt& sum_at) {
  Extremes sums;
  for (std::size_t i = 0; i < walkthrough.steps(); ++i) sums.add(sum_at(walkthrough.step(i)));
  return {numbers.output_text(sums.least), numbers.output_text(sums.most)};
}

}  // namespace

BreakdownRow::BreakdownRow(const Walkthrough& walkthrough, const Numbers& numbers)
    : walkthrough_(walkthrough),
      numbers_(numbers),
      region_(window_map(walkthrough, texts_on(PlanePlaces(walkthrough), numbers))),
      kernel_(walkthrough, numbers),
      products_(window_map(walkthrough, product_texts(walkthrough, numbers))),
      sum_(
          single_cell(sum_texts(walkthrough, numbers, [&numbers](const Step& step) { return sum_of(step, numbers); }))),
      bias_(single_cell({numbers.bias_text(numbers.bias())})),
      total_(single_cell(
          sum_texts(walkthrough, numbers, [&numbers](const Step& step) { return numbers.output(step.output); }))) {
  const auto add = [this](const FlatMap& map, std::string title) {
    row_.add(map.width(), map.height(), std::move(title));
  };
  add(region_, "Region");
  row_.add_sign("×");
  add(kernel_.map(), kernel_title(walkthrough));
  row_.add_sign("=");
  add(products_, "Products");
  row_.add_words({"adds up to"});
  add(sum_, "");
  if (numbers_.has_bias()) {
    row_.add_sign("+");
    add(bias_, "Bias");
    row_.add_sign("=");
    add(total_, "");
  }
  move({});
}

void BreakdownRow::move(Point shift) {
  shift_ = shift;
  std::size_t panel = 0;
  for (FlatMap* const map : {&region_, &kernel_.map(), &products_, &sum_, &bias_, &total_}) {
    if (!numbers_.has_bias() && map == &bias_) break;
    const Point corner = row_.corner(panel++);
    map->move_to({corner.x + shift.x, corner.y + shift.y});
  }
}

void BreakdownRow::draw_still(const NumberPaints& paints, DisplayList& shapes) const {
  kernel_.draw(paints, shapes);
  add_cells(shapes, products_, Role::product_cell, paints.product);
  add_lines(shapes, products_, Role::product_grid, paints.line);
  add_cells(shapes, sum_, Role::sum_cell, numbers_.has_bias() ? paints.product : paints.output);
  add_lines(shapes, sum_, Role::sum_grid, paints.line);
  if (numbers_.has_bias()) {
    add_cells(shapes, total_, Role::total_cell, paints.output);
    add_lines(shapes, total_, Role::sum_grid, paints.line);
    add_cells(shapes, bias_, Role::bias_cell, paints.kernel);
    add_lines(shapes, bias_, Role::kernel_grid, paints.line);
    bias_.number(shapes, Role::bias_number, {}, {}, paints.ink, numbers_.bias_text(numbers_.bias()));
  }
  row_.write(shapes, paints.ink, shift_);
}

void BreakdownRow::draw_step(const NumberPaints& paints, const Step& step, DisplayList& shapes) const {
  for (std::size_t i = 0; i < step.taps.size(); ++i) {
    const Tap& tap = step.taps[i];
    const Cell place = cell_of_tap(i, region_);
    const bool is_own = tap.input.has_value();
    shapes.push_back(region_.fill(Role::region_cell, tap.place, place, is_own ? paints.input : paints.padding));
  }
  shapes.push_back(region_.inner_grid(Role::region_grid, paints.line, {}, region_.rows(), region_.cols()));
  for (std::size_t i = 0; i < step.taps.size(); ++i) {
    const Tap& tap = step.taps[i];
    const Cell place = cell_of_tap(i, region_);
    region_.number(shapes, tap.input ? Role::input_number : Role::padding_number, tap.input.value_or(tap.place), place,
                   tap.input ? paints.ink : paints.faint, numbers_.input_text(number_under(tap, numbers_)));
    products_.number(shapes, Role::product_number, place, place, paints.ink,
                     numbers_.product_text(product_of(tap, numbers_)));
  }
  region_.dashed_frame(shapes, Role::region_frame, paints.line, {}, region_.rows(), region_.cols());
  sum_.number(shapes, Role::sum_number, step.output, {}, paints.ink, numbers_.output_text(sum_of(step, numbers_)));
  if (numbers_.has_bias()) {
    total_.number(shapes, Role::total_number, step.output, {}, paints.ink,
                  numbers_.output_text(numbers_.output(step.output)));
  }
}

void BreakdownRow::draw_nothing(const NumberPaints& paints, DisplayList& shapes) const {
  shapes.push_back(region_.inner_grid(Role::region_grid, paints.line, {}, region_.rows(), region_.cols()));
  region_.dashed_frame(shapes, Role::region_frame, paints.line, {}, region_.rows(), region_.cols());
}

void BreakdownRow::note_areas(const Walkthrough& walkthrough, NumberAreas& areas) {
  areas.input = areas.kernel = areas.product = areas.output = true;
  areas.padding = areas.padding || PlanePlaces(walkthrough).has(PlaceKind::padding);
}

Status check_breakdown(const Subject& subject, const FigureOptions&) {
  return first_problem_of(
      {needs_one_stage(subject), needs_convolution(subject), needs_one_channel(subject), needs_outputs(subject)});
}

Drawing draw_breakdown(const Subject& subject, const FigureOptions&, const Theme& theme) {
  const Walkthrough& walkthrough = subject.walkthrough;
  NumberAreas areas;
  BreakdownRow::note_areas(walkthrough, areas);
  const NumberPaints paints = mix_number_paints(theme, areas);
  BreakdownRow row(walkthrough, Numbers(subject));
  const TightPage page = page_around(row.box());
  const Box box = row.box().moved(page.shift);
  row.move(page.shift);

  Drawing drawing;
  drawing.film = {page.width, page.height, walkthrough.steps(), paints.paints, {}};
  drawing.ink = paints.ink;
  drawing.outline = box.corners();
  drawing.keys = {{"input", paints.input, {}, paints.line}};
  if (areas.padding) drawing.keys.push_back({"padding", paints.padding, {}, paints.line});
  drawing.keys.push_back({"kernel", paints.kernel, {}, paints.line});
  drawing.keys.push_back({"products", paints.product, {}, paints.line});
  drawing.keys.push_back({"output", paints.output, {}, paints.line});
  drawing.formulas = projection_formulas(walkthrough.operation());
  const auto shared = std::make_shared<const BreakdownRow>(std::move(row));
  drawing.film.sheets = {{true,
                          [shared, paints](std::size_t) {
                            DisplayList shapes;
                            shared->draw_still(paints, shapes);
                            return shapes;
                          }},
                         {false, [shared, paints, walkthrough](std::size_t step) {
                            DisplayList shapes;
                            shared->draw_step(paints, walkthrough.step(step), shapes);
                            return shapes;
                          }}};
  return drawing;
}

}  // namespace convarith
