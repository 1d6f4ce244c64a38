#include "layout/views/breakdown/breakdown.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "layout/panels/flat_map.hpp"
#include "layout/panels/heat_cells.hpp"
#include "layout/panels/plane_places.hpp"
#include "layout/shapes/cell_maps.hpp"
#include "layout/shapes/tight_page.hpp"
#include "layout/view_needs.hpp"
#include "layout/views/projection/projection_labels.hpp"

namespace convarith {
namespace {

// All in bp.
constexpr double kWidest = 800;     // filters whose row would be wider stand below each other
constexpr double kColumnGap = 26;   // between filters side by side
constexpr double kFilterGap = 16;   // between filters below each other
constexpr double kHeadingSize = 9;  // size of the names of filters
constexpr double kHeadingGap = 8;   // below the names

}  // namespace

Breakdown::Breakdown(const Walkthrough& walkthrough, const Numbers& numbers) {
  const BreakdownWidths widths(walkthrough, numbers);
  for (int filter = 0; filter < walkthrough.operation().filters; ++filter) {
    parts_.push_back({FilterBreakdown(walkthrough, numbers, filter, widths), {}, {}});
  }
  arrange();
}

/// Places all parts, which have the same size.
void Breakdown::arrange() {
  const Box part = parts_.front().breakdown.box();
  const bool has_headings = parts_.size() > 1;
  const double heading = has_headings ? kHeadingGap + kAscent * kHeadingSize : 0;
  const auto fitting = static_cast<std::size_t>((kWidest + kColumnGap) / (part.width() + kColumnGap));
  const bool are_lines = parts_.front().breakdown.is_one_line();
  const std::size_t cols = are_lines ? 1 : std::clamp<std::size_t>(fitting, 1, parts_.size());
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const std::size_t line = i / cols;
    const auto col = static_cast<double>(i % cols);
    const auto row = static_cast<double>(line);
    Part& here = parts_[i];
    here.shift = shift_ + Point{col * (part.width() + kColumnGap), -row * (part.height() + heading + kFilterGap)};
    here.breakdown.move(here.shift);
    const Box moved = part.moved(here.shift);
    here.heading = {moved.middle(), moved.top + kHeadingGap};
    box_.add(moved);
    if (has_headings) box_.add(Point{moved.left, moved.top + heading});
  }
}

void Breakdown::move(Point shift) {
  shift_ = shift;
  box_ = {};
  arrange();
}

std::vector<CellMap> Breakdown::still_maps() const {
  std::vector<CellMap> maps;
  for (const Part& part : parts_) add_maps(part.breakdown.still_maps(), maps);
  return maps;
}

std::vector<CellMap> Breakdown::region_maps() const {
  std::vector<CellMap> maps;
  for (const Part& part : parts_) add_maps(part.breakdown.region_maps(), maps);
  return maps;
}

void Breakdown::draw_still(Pen pen) const {
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    parts_[i].breakdown.draw_still(pen);
    if (parts_.size() == 1) continue;
    const Point base = parts_[i].heading;
    write_centred(pen.shapes, Role::panel_title, std::nullopt, pen.paints.ink, fmt::format("Filter {}", i + 1),
                  {base.x, base.y + kDigitMiddle * kHeadingSize}, kHeadingSize, TextStyle::formula);
  }
}

void Breakdown::draw_step(const Step& step, Pen pen) const {
  for (const Part& part : parts_) part.breakdown.draw_step(step, pen);
}

void Breakdown::draw_nothing(Pen pen) const {
  for (const Part& part : parts_) part.breakdown.draw_nothing(pen);
}

bool Breakdown::shows_products(const Walkthrough& walkthrough) {
  const Group group = group_of(walkthrough.operation(), 0);
  return walkthrough.rows().taps > 1 || walkthrough.cols().taps > 1 || group.channels == 1;
}

Status check_breakdown(const Subject& subject, const FigureOptions&) {
  return first_problem_of(
      {needs_one_stage(subject), needs_convolution(subject), needs_outputs(subject), needs_few_products(subject)});
}

Drawing draw_breakdown(const Subject& subject, const FigureOptions&, const Theme& theme) {
  const Walkthrough& walkthrough = subject.walkthrough;
  Breakdown breakdown(walkthrough, Numbers(subject));
  const bool has_heat = subject.cells.kernels != CellKind::number;
  const NumberAreas areas{.input = !has_heat,
                          .padding = PlanePlaces(walkthrough).has_padding(),
                          .kernel = !has_heat,
                          .bias = walkthrough.operation().has_bias,
                          .product = !has_heat && Breakdown::shows_products(walkthrough),
                          .output = true,
                          .sheets = sheets_of(walkthrough.operation()),
                          .heat = has_heat ? breakdown.colour_maps_used() : std::vector<const ColourMap*>(),
                          .heat_has_numbers = subject.cells.has_both()};
  const NumberPaints paints = mix_number_paints(theme, areas);
  const TightPage page = page_around(breakdown.box());
  breakdown.move(page.shift);

  Drawing drawing;
  drawing.film = {page.width, page.height, walkthrough.steps(), paints.paints, {}};
  drawing.ink = paints.ink;
  drawing.outline = breakdown.box().corners();
  if (has_heat) {
    const Numbers numbers(subject);
    const auto add_bar = [&](const char* text, const HeatScale& scale) {
      drawing.keys.push_back(heat_key(text, scale, subject.cells.is_per_map, paints.heat, paints.line));
    };
    add_bar("input", numbers.input_scale());
    add_bar("kernel", numbers.weight_scale());
    add_bar("products", breakdown.product_scale());
  } else {
    drawing.keys = {{"input" + of_each_channel(areas), paints.input, {}, paints.line}};
  }
  if (areas.padding) drawing.keys.push_back({"padding", paints.padding, {}, paints.line});
  add_number_keys(areas, paints, drawing.keys);
  drawing.formulas = projection_formulas(walkthrough.operation());
  const auto shared = std::make_shared<const Breakdown>(std::move(breakdown));
  drawing.film.sheets = {{true,
                          [shared, paints](std::size_t) {
                            DisplayList shapes;
                            shared->draw_still({paints, shapes});
                            return shapes;
                          },
                          {},
                          shared->still_maps()},
                         {false,
                          [shared, paints, walkthrough](std::size_t step) {
                            DisplayList shapes;
                            shared->draw_step(walkthrough.step(step), {paints, shapes});
                            return shapes;
                          },
                          {},
                          shared->region_maps()}};
  return drawing;
}

}  // namespace convarith
