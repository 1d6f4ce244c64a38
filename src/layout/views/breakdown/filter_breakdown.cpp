#include "layout/views/breakdown/filter_breakdown.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "layout/panels/heat_cells.hpp"
#include "layout/panels/kernel_panel.hpp"
#include "layout/panels/panel_shapes.hpp"
#include "layout/panels/plane_places.hpp"
#include "layout/shapes/cell_maps.hpp"

namespace convarith {
namespace {

/// Returns the number under a tap. In a convolution there always is one.
double number_under(const Tap& tap, const Numbers& numbers, int channel) {
  return numbers.at_place(tap.place, channel).value_or(0);
}

double product_under(const Tap& tap, const Numbers& numbers, int channel, int filter) {
  return number_under(tap, numbers, channel) * numbers.weight(tap.weight, channel, filter);
}

/// The least and the largest of some numbers. One of the two is the widest when written.
struct Extremes {
  double least = std::numeric_limits<double>::max();
  double most = std::numeric_limits<double>::lowest();

  void add(double number) {
    least = std::min(least, number);
    most = std::max(most, number);
  }
};

/// Calls visit(step, channel, filter) in each step for each filter and each channel that the filter takes.
template <class Visit>
void for_each_part(const Walkthrough& walkthrough, const Visit& visit) {
  const Operation& operation = walkthrough.operation();
  for (std::size_t i = 0; i < walkthrough.steps(); ++i) {
    const Step step = walkthrough.step(i);
    for (int filter = 0; filter < operation.filters; ++filter) {
      const Group group = group_of_filter(operation, filter);
      for (int j = 0; j < group.channels; ++j) visit(step, group.first_channel + j, filter);
    }
  }
}

std::vector<std::string> region_texts(const Walkthrough& walkthrough, const Numbers& numbers) {
  std::vector<std::string> all;
  const PlanePlaces places(walkthrough);
  for (int channel = 0; channel < walkthrough.operation().channels; ++channel) {
    const std::vector<std::string> texts = texts_on(places, numbers, channel);
    all.insert(all.end(), texts.begin(), texts.end());
  }
  return all;
}

}  // namespace

BreakdownWidths::BreakdownWidths(const Walkthrough& walkthrough, const Numbers& numbers)
    : region(cell_width_for(region_texts(walkthrough, numbers), {})),
      kernel(cell_width_for(numbers.weight_texts(), {})),
      bias(cell_width_for(numbers.bias_texts(), {})),
      total(cell_width_for(numbers.output_texts(), {})) {
  Extremes products;
  Extremes sums;
  for_each_part(walkthrough, [&](const Step& step, int channel, int filter) {
    double one_sum = 0;
    for (const Tap& tap : step.taps) {
      const double product_here = product_under(tap, numbers, channel, filter);
      products.add(product_here);
      one_sum += product_here;
    }
    sums.add(one_sum);
  });
  if (products.least <= products.most) range_of_products = {products.least, products.most};
  product = cell_width_for(std::vector{numbers.product_text(products.least), numbers.product_text(products.most)}, {});
  sum = cell_width_for(std::vector{numbers.output_text(sums.least), numbers.output_text(sums.most)}, {});
  const CellLook& look = numbers.kernel_look();
  if (look.is_heat)
    region = kernel = product = std::max({look.side, look.has_numbers ? region : 0, look.has_numbers ? product : 0});
}

FilterBreakdown::FilterBreakdown(const Walkthrough& walkthrough, const Numbers& numbers, int filter,
                                 const BreakdownWidths& widths)
    : walkthrough_(walkthrough),
      numbers_(numbers),
      filter_(filter),
      group_(group_of_filter(walkthrough.operation(), filter)),
      product_scale_(numbers.choice(), widths.range_of_products) {
  if (is_one_line()) {
    add_line(widths);
  } else {
    add_rows(widths);
  }
  rows_.stack({});
  box_ = rows_.box();
  move({});
}

bool FilterBreakdown::has_single_weight() const {
  return walkthrough_.rows().taps == 1 && walkthrough_.cols().taps == 1;
}

void FilterBreakdown::add(Part part, int channel, double cell_width, std::string title) {
  const bool is_map = part == Part::region || part == Part::kernel || part == Part::products;
  const int rows = is_map ? walkthrough_.rows().taps : 1;
  const int cols = is_map ? walkthrough_.cols().taps : 1;
  NumberSize size;
  if (is_map && is_heat()) size.cell = cell_width;
  panels_.push_back({part, channel, FlatMap(rows, cols, cell_width, size)});
  const FlatMap& map = panels_.back().map;
  rows_.add(map.width(), map.height(), std::move(title), {}, {});
}

/// Adds a row for each channel and, if there are several, a row for their sums.
void FilterBreakdown::add_rows(const BreakdownWidths& widths) {
  const bool has_several = group_.channels > 1;
  const std::string kernel = kernel_title(walkthrough_);
  for (int i = 0; i < group_.channels; ++i) {
    const int channel = group_.first_channel + i;
    const auto title = [i](std::string text) { return i == 0 ? std::move(text) : std::string(); };
    if (i > 0) rows_.begin_row();
    add(Part::region, channel, widths.region, title(has_several ? "Regions" : "Region"));
    rows_.last().add_sign("⊙");
    add(Part::kernel, channel, widths.kernel, title(kernel));
    rows_.last().add_sign("=");
    add(Part::products, channel, widths.product, title("Products"));
    rows_.last().add_words({"adds up to"});
    add(Part::sum, channel, widths.sum);
  }
  if (has_several) {
    rows_.begin_row();
    for (int i = 0; i < group_.channels; ++i) {
      if (i > 0) rows_.last().add_sign("+");
      add(Part::addend, group_.first_channel + i, widths.sum);
    }
  }
  if (has_several || numbers_.has_bias()) add_end(widths);
}

/// Adds everything in one row: input × weight + input × weight ...
void FilterBreakdown::add_line(const BreakdownWidths& widths) {
  for (int i = 0; i < group_.channels; ++i) {
    const int channel = group_.first_channel + i;
    if (i > 0) rows_.last().add_sign("+");
    add(Part::region, channel, widths.region);
    rows_.last().add_sign("×");
    add(Part::kernel, channel, widths.kernel);
  }
  add_end(widths);
}

/// Adds the bias, if any, and the total.
void FilterBreakdown::add_end(const BreakdownWidths& widths) {
  if (numbers_.has_bias()) {
    rows_.last().add_sign("+");
    add(Part::bias, 0, widths.bias, "Bias");
  }
  rows_.last().add_sign("=");
  add(Part::total, 0, widths.total);
}

void FilterBreakdown::move(Point shift) {
  rows_.stack(shift);
  for (std::size_t i = 0; i < panels_.size(); ++i) panels_[i].map.move_to(rows_.corner(i));
}

PaintId FilterBreakdown::paint_of(const Panel& panel, const NumberPaints& paints) const {
  const bool ends_in_sum = group_.channels == 1 && !numbers_.has_bias();
  switch (panel.part) {
    case Part::region:
      return paints.input_of(panel.channel);
    case Part::kernel:
      return paints.kernel_of(panel.channel);
    case Part::bias:
      return paints.bias;
    case Part::products:
    case Part::addend:
      return paints.product_of(panel.channel);
    case Part::sum:
      return ends_in_sum ? paints.output_of(filter_) : paints.product_of(panel.channel);
    case Part::total:
      break;
  }
  return paints.output_of(filter_);
}

double FilterBreakdown::product_of(const Tap& tap, int channel) const {
  return product_under(tap, numbers_, channel, filter_);
}

double FilterBreakdown::sum_of(const Step& step, int channel) const {
  double sum = 0;
  for (const Tap& tap : step.taps) sum += product_of(tap, channel);
  return sum;
}

std::vector<const ColourMap*> FilterBreakdown::colour_maps_used() const {
  std::vector<const ColourMap*> maps = numbers_.colour_maps_used();
  const auto add = [&maps](const ColourMap& map) {
    if (std::find(maps.begin(), maps.end(), &map) == maps.end()) maps.push_back(&map);
  };
  if (!is_heat()) return maps;
  for (const ColourMap* const map : numbers_.input_maps()) add(*map);
  add(product_scale_.map());
  return maps;
}

const HeatScale& FilterBreakdown::scale_of(const Panel& panel) const {
  if (panel.part == Part::region) return numbers_.input_scale(panel.channel);
  return panel.part == Part::kernel ? numbers_.weight_scale(panel.channel, filter_) : product_scale_;
}

std::string FilterBreakdown::text_of(const Panel& panel, double number) const {
  if (panel.part == Part::region) return numbers_.input_text(number);
  return panel.part == Part::kernel ? numbers_.weight_text(number) : numbers_.product_text(number);
}

/// Draws a cell of a region, a kernel or products in the colour of its number.
void FilterBreakdown::draw_cell(const Panel& panel, Role role, Cell cell, Cell place, double number, Pen pen) const {
  pen.add(heat_cell(panel.map, role, cell, place, pen.paints.heat.fill(scale_of(panel), number)));
  pen.shapes.back().sheet = panel.channel;
}

void FilterBreakdown::write_number(const Panel& panel, Role role, Cell cell, Cell place, double number, Pen pen) const {
  if (!has_numbers()) return;
  const PaintId ink = is_heat() ? pen.paints.heat.ink(scale_of(panel), number) : pen.paints.ink;
  panel.map.number(pen.shapes, role, cell, place, ink, text_of(panel, number));
}

void FilterBreakdown::draw_weights(const Panel& panel, Pen pen) const {
  for_each_place(panel.map, [&](Cell place) {
    const Cell weight{walkthrough_.rows().tap(0, place.row).weight, walkthrough_.cols().tap(0, place.col).weight};
    write_number(panel, Role::weight_number, weight, place, numbers_.weight(weight, panel.channel, filter_), pen);
  });
}

CellMap FilterBreakdown::map_of(const Panel& panel, CellMap::Kind kind) const {
  return placed(map_of_taps(kind, walkthrough_, filter_, panel.channel), panel.map.lattice());
}

std::vector<CellMap> FilterBreakdown::still_maps() const {
  std::vector<CellMap> maps;
  for (const Panel& panel : panels_) {
    if (panel.part == Part::kernel) maps.push_back(map_of(panel, CellMap::Kind::kernel));
    if (panel.part == Part::products) maps.push_back(map_of(panel, CellMap::Kind::product));
  }
  return maps;
}

std::vector<CellMap> FilterBreakdown::region_maps() const {
  std::vector<CellMap> maps;
  for (const Panel& panel : panels_) {
    if (panel.part == Part::region) maps.push_back(map_of(panel, CellMap::Kind::window));
  }
  return maps;
}

void FilterBreakdown::draw_still(Pen pen) const {
  for (const Panel& panel : panels_) {
    const auto add_all = [&](Role cell, Role grid) {
      const std::size_t first = pen.shapes.size();
      add_cells(pen.shapes, panel.map, cell, paint_of(panel, pen.paints));
      for (std::size_t i = first; i < pen.shapes.size(); ++i) pen.shapes[i].sheet = panel.channel;
      add_lines(pen.shapes, panel.map, grid, pen.paints.line);
    };
    const auto outline = [&](Role grid) { add_lines(pen.shapes, panel.map, grid, pen.paints.line, false); };
    switch (panel.part) {
      case Part::region:
        break;
      case Part::kernel:
        if (is_heat()) {
          for_each_place(panel.map, [&](Cell place) {
            const Cell weight{walkthrough_.rows().tap(0, place.row).weight,
                              walkthrough_.cols().tap(0, place.col).weight};
            draw_cell(panel, Role::kernel_cell, place, place, numbers_.weight(weight, panel.channel, filter_), pen);
          });
          outline(Role::kernel_grid);
        } else {
          add_all(Role::kernel_cell, Role::kernel_grid);
        }
        draw_weights(panel, pen);
        break;
      case Part::products:
        if (is_heat()) {
          outline(Role::product_grid);
          break;
        }
        add_all(Role::product_cell, Role::product_grid);
        break;
      case Part::sum:
      case Part::addend:
        add_all(Role::sum_cell, Role::sum_grid);
        break;
      case Part::bias:
        add_all(Role::bias_cell, Role::kernel_grid);
        panel.map.number(pen.shapes, Role::bias_number, {}, {}, pen.paints.ink,
                         numbers_.bias_text(numbers_.bias(filter_)));
        break;
      case Part::total:
        add_all(Role::total_cell, Role::sum_grid);
        break;
    }
  }
  rows_.write(pen.shapes, pen.paints.ink);
}

void FilterBreakdown::draw_frame(const Panel& panel, Pen pen) const {
  panel.map.dashed_frame(pen.shapes, Role::region_frame, pen.paints.line, {}, panel.map.rows(), panel.map.cols());
}

void FilterBreakdown::draw_region(const Panel& panel, const Step& step, Pen pen) const {
  const FlatMap& map = panel.map;
  for (std::size_t i = 0; i < step.taps.size(); ++i) {
    const Tap& tap = step.taps[i];
    const bool is_own = tap.input || walkthrough_.source_of(tap.place);
    if (is_heat() && is_own) {
      draw_cell(panel, Role::region_cell, tap.place, cell_of_tap(i, map), number_under(tap, numbers_, panel.channel),
                pen);
      continue;
    }
    const PaintId paint = tap.input ? paint_of(panel, pen.paints) : pen.paints.padding;
    pen.add(map.fill(Role::region_cell, tap.place, cell_of_tap(i, map), paint));
    pen.shapes.back().sheet = panel.channel;
  }
  if (step.taps.size() > 1 && !is_heat()) {
    pen.add(map.inner_grid(Role::region_grid, pen.paints.line, {}, map.rows(), map.cols()));
  }
  for (std::size_t i = 0; i < step.taps.size() && has_numbers(); ++i) {
    const Tap& tap = step.taps[i];
    const double number = number_under(tap, numbers_, panel.channel);
    const bool is_own = tap.input || walkthrough_.source_of(tap.place);
    const PaintId ink = is_heat() && is_own ? pen.paints.heat.ink(scale_of(panel), number)
                        : tap.input         ? pen.paints.ink
                                            : pen.paints.faint;
    map.number(pen.shapes, tap.input ? Role::input_number : Role::padding_number, tap.input.value_or(tap.place),
               cell_of_tap(i, map), ink, numbers_.input_text(number));
  }
  draw_frame(panel, pen);
}

void FilterBreakdown::draw_products(const Panel& panel, const Step& step, Pen pen) const {
  const auto for_each = [&](const auto& visit) {
    for (std::size_t i = 0; i < step.taps.size(); ++i) {
      visit(cell_of_tap(i, panel.map), product_of(step.taps[i], panel.channel));
    }
  };
  if (is_heat()) {
    for_each([&](Cell place, double product) { draw_cell(panel, Role::product_cell, place, place, product, pen); });
    add_lines(pen.shapes, panel.map, Role::product_grid, pen.paints.line, false);
  }
  for_each([&](Cell place, double product) { write_number(panel, Role::product_number, place, place, product, pen); });
}

void FilterBreakdown::draw_step(const Step& step, Pen pen) const {
  for (const Panel& panel : panels_) {
    const auto write = [&](Role role, double number) {
      panel.map.number(pen.shapes, role, step.output, {}, pen.paints.ink, numbers_.output_text(number));
    };
    switch (panel.part) {
      case Part::region:
        draw_region(panel, step, pen);
        break;
      case Part::products:
        draw_products(panel, step, pen);
        break;
      case Part::sum:
      case Part::addend:
        write(Role::sum_number, sum_of(step, panel.channel));
        break;
      case Part::total:
        write(Role::total_number, numbers_.output(step.output, filter_));
        break;
      case Part::kernel:
      case Part::bias:
        break;
    }
  }
}

void FilterBreakdown::draw_nothing(Pen pen) const {
  for (const Panel& panel : panels_) {
    if (panel.part != Part::region) continue;
    const FlatMap& map = panel.map;
    if (map.rows() > 1 || map.cols() > 1) {
      pen.add(map.inner_grid(Role::region_grid, pen.paints.line, {}, map.rows(), map.cols()));
    }
    draw_frame(panel, pen);
  }
}

}  // namespace convarith
