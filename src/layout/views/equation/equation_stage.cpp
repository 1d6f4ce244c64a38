#include "layout/views/equation/equation_stage.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "layout/panels/heat_cells.hpp"
#include "layout/panels/panel_shapes.hpp"
#include "layout/panels/plane_places.hpp"
#include "layout/shapes/cell_maps.hpp"
#include "layout/shapes/measures.hpp"

namespace convarith {
namespace {

// In bp.
constexpr double kBankMargin = 4;  // from the widest of a kernel, its title and its caption to the frame around all
constexpr double kBankCaptionGap = 11;  // from this frame to the base line of its caption
constexpr double kBankCaptionSize = 7.5;
constexpr double kKernelTitleRoom = 15;    // above a kernel
constexpr double kKernelCaptionRoom = 14;  // below it

// The most filters below each other. More stand in two columns.
constexpr int kMostInColumn = 4;
constexpr double kFilterColumnGap = 16;  // bp between columns of filters, in addition to the usual gap between panels
constexpr double kDotsHeight = 18;

FlatMap single_cell(const std::vector<std::string>& texts) {
  return {1, 1, cell_width_for(texts, {})};
}

/// Returns, for example, "channel 2" or "channels 3–4", counted from 1.
std::string channels_text(const Group& group) {
  const int first = group.first_channel + 1;
  if (group.channels == 1) return fmt::format("channel {}", first);
  return fmt::format("channels {}–{}", first, first + group.channels - 1);
}

/// Returns the loss that the figure shows: none unless one output map is drawn in place of one input map.
MapLoss shown_loss(const Walkthrough& walkthrough, const StagePlace& place) {
  const Operation& operation = walkthrough.operation();
  const bool is_one_map = operation.channels == 1 && operation.filters == 1 && !place.follows && place.is_last;
  return is_one_map ? loss_of(walkthrough) : MapLoss{};
}

/// Returns the width (bp) of the cells of outputs.
double output_width(const Numbers& numbers) {
  const CellLook& look = numbers.plane_look();
  return look.width_for(look.side > 0 ? std::vector<std::string>() : numbers.output_texts());
}

/// Whether each output equals the number in the centre of its region. The layer must have one channel and one filter.
bool is_identity(const Walkthrough& walkthrough, const Numbers& numbers) {
  const Cell centre{walkthrough.rows().taps / 2, walkthrough.cols().taps / 2};
  for (int row = 0; row < walkthrough.rows().taps; ++row) {
    for (int col = 0; col < walkthrough.cols().taps; ++col) {
      const double needed = Cell{row, col} == centre ? 1 : 0;
      if (numbers.weight({row, col}) != needed) return false;
    }
  }
  return numbers.bias() == 0;
}

}  // namespace

EquationStage::EquationStage(const Subject& subject, const EquationParts& parts, const StagePlace& place)
    : walkthrough_(subject.walkthrough),
      numbers_(subject),
      parts_(parts),
      place_(place),
      moments_(walkthrough_, parts.misfits),
      loss_(shown_loss(walkthrough_, place)),
      shown_outputs_(shown_sheets(operation().filters, kMostInStack)),
      output_(shown_outputs_, walkthrough_.rows().output + loss_.rows.before + loss_.rows.after,
              walkthrough_.cols().output + loss_.cols.before + loss_.cols.after, output_width(numbers_),
              Cell{numbers_.plane_look().least_shift(), numbers_.plane_look().least_shift()},
              numbers_.plane_look().size()) {
  for (const int number : shown_sheets(operation().groups).numbers) {
    const Group group = group_of(operation(), number);
    inputs_.emplace_back(walkthrough_, numbers_, ChannelRange{group.first_channel, group.channels});
  }
  double widest = 0;
  for (const InputPanel& input : inputs_) widest = std::max(widest, input.map().cell_width());
  for (InputPanel& input : inputs_) input.widen_cells(widest);
  const FlatMap result(walkthrough_.rows().output, walkthrough_.cols().output, output_.front().cell_width(),
                       numbers_.plane_look().size());
  for (const int i : filters_shown_apart(operation())) {
    filters_.push_back({i, KernelPanel(walkthrough_, numbers_, i), single_cell(numbers_.bias_texts()), result});
  }
}

void EquationStage::add_input(PanelRow& panels, std::size_t number) {
  InputPanel& input = inputs_[number];
  const int group = shown_sheets(operation().groups).numbers[number];
  const std::string title =
      inputs_.size() == 1 ? input.title() : input.title() + ", " + channels_text(group_of(operation(), group));
  panels.add(input.width(), input.height(), title, input.caption(), [&input](Point corner) { input.move_to(corner); });
  if (parts_.misfits) panels.leave_room({.right = kShownOverhang});
}

std::string EquationStage::title_of_filter(int number) const {
  if (is_single()) return place_.follows ? "1×1 filter" : kernel_title(walkthrough_);
  const std::string_view flipped = walkthrough_.cols().flipped ? ", flipped" : "";
  return fmt::format("{} {}{}", place_.follows ? "1×1 filter" : "Filter", number + 1, flipped);
}

EquationStage::Filter& EquationStage::filter(int number) {
  return *std::find_if(filters_.begin(), filters_.end(), [number](const Filter& one) { return one.number == number; });
}

void EquationStage::add_filter(PanelRow& panels, Filter& here) {
  const std::string title = title_of_filter(here.number);
  const std::string caption = is_single() ? kernel_caption(operation()) : filter_caption(operation());
  panels.add(here.kernel.width(), here.kernel.height(), title, caption,
             [&here](Point corner) { here.kernel.move_to(corner); });
  if (!numbers_.has_bias()) return;
  panels.add_sign("+");
  panels.add(here.bias.width(), here.bias.height(), "Bias", "1", [&here](Point corner) { here.bias.move_to(corner); });
}

PanelRow EquationStage::filter_row(int number) {
  PanelRow row;
  Filter& here = filter(number);
  if (parts_.kernel) add_filter(row, here);
  if (!shows_results()) return row;
  if (parts_.kernel) row.add_sign("=");
  row.add(here.result.width(), here.result.height(), fmt::format("Result {}", number + 1),
          output_shape_text(operation(), 1), [&here](Point corner) { here.result.move_to(corner); });
  return row;
}

/// Returns a row of dots below the first panel of another row. `width` (bp) is the width of that panel.
PanelRow EquationStage::row_of_dots(double width) {
  PanelRow row;
  const std::size_t number = dots_.size();
  dots_.emplace_back();
  row.add(width, kDotsHeight, {}, {}, [this, number, width](Point corner) {
    dots_[number] = corner + Point{width, kDotsHeight} / 2;
  });
  return row;
}

/// Adds the filters of a group in one or two columns.
void EquationStage::add_filters(PanelRow& panels, int number) {
  const Group group = group_of(operation(), number);
  const ShownSheets shown = shown_sheets(group.filters);
  const std::size_t count = shown.numbers.size();
  const std::size_t in_column = count > kMostInColumn ? (count + 1) / 2 : count;
  for (std::size_t first = 0; first < count; first += in_column) {
    std::vector<PanelRow> rows;
    for (std::size_t i = first; i < std::min(count, first + in_column); ++i) {
      const Filter& here = filter(group.first_filter + shown.numbers[i]);
      rows.push_back(filter_row(here.number));
      if (shown.dots_after == i) rows.push_back(row_of_dots(parts_.kernel ? here.kernel.width() : here.result.width()));
    }
    panels.add_column(std::move(rows));
    if (first + in_column < count) panels.leave_room({.right = kFilterColumnGap});
  }
}

/// Returns a row for each group, with its channels and the filters that take them.
std::vector<PanelRow> EquationStage::group_rows() {
  std::vector<PanelRow> rows;
  const ShownSheets shown = shown_sheets(operation().groups);
  for (std::size_t i = 0; i < shown.numbers.size(); ++i) {
    PanelRow& row = rows.emplace_back();
    if (parts_.input) add_input(row, i);
    if (parts_.input && parts_.kernel) row.add_sign("∗");
    if (parts_.kernel || shows_results()) add_filters(row, shown.numbers[i]);
    if (shown.dots_after == i) rows.push_back(row_of_dots(parts_.input ? inputs_.front().width() : kDotsHeight));
  }
  return rows;
}

void EquationStage::add_to(PanelRow& panels) {
  const bool has_filters = parts_.kernel || shows_results();
  const bool is_first = !place_.follows;
  const bool shows_input = parts_.input && is_first;
  if (operation().groups > 1) {
    panels.add_column(group_rows());
  } else {
    if (shows_input) add_input(panels, 0);
    if (parts_.kernel && (shows_input || place_.follows)) panels.add_sign("∗");
    if (is_single() && parts_.kernel) add_filter(panels, filters_.front());
    if (!is_single() && has_filters) add_filters(panels, 0);
  }
  if (!parts_.output) return;
  if (parts_.kernel && !shows_results()) {
    panels.add_sign("=");
  } else if (shows_results() || parts_.input || place_.follows) {
    panels.add_arrow();
  }
  const std::string_view between = is_single() ? "Result" : "Results, stacked";
  panels.add(output_.width(), output_.height(), std::string(place_.is_last ? "Output" : between),
             output_shape_text(operation(), operation().filters), [this](Point corner) { output_.move_to(corner); });
}

void EquationStage::add_surroundings(Box& box) {
  const bool has_columns = shown_sheets(group_of(operation(), 0).filters).numbers.size() > kMostInColumn;
  if (is_single() || has_columns || !parts_.kernel) return;
  Box bank;
  for (const Filter& here : filters_) {
    const Point corner = here.kernel.map().box().corners().front();
    const double text = width_of_title_or_caption(title_of_filter(here.number), filter_caption(operation()));
    const double more = std::max(0.0, text - here.kernel.width()) / 2;
    bank.add(Box{corner.x - more, corner.y - kKernelCaptionRoom, corner.x + here.kernel.width() + more,
                 corner.y + here.kernel.height() + kKernelTitleRoom});
  }
  bank_ = bank.grown(kBankMargin);
  // A caption wider than the frame could run into panels beside it.
  const double wide_caption =
      Typesetter().line(kernel_caption(operation()), kBankCaptionSize, TextStyle::formula).width;
  if (wide_caption > bank_->width()) bank_->bottom = std::min(bank_->bottom, box.bottom);
  box.add(*bank_);
  box.add(Point{bank_->middle() - wide_caption / 2, bank_->bottom});
  box.add(Point{bank_->middle() + wide_caption / 2, bank_->bottom});
  box.add(Point{bank_->middle(), bank_->bottom - kBankCaptionGap - kDescent * kBankCaptionSize});
}

bool EquationStage::has_centre() const {
  const bool is_one_map = operation().channels == 1 && is_single() && !place_.follows && place_.is_last;
  return is_one_map && walkthrough_.rows().taps % 2 == 1 && walkthrough_.cols().taps % 2 == 1;
}

/// Whether to frame the centres of region and kernel. By default they are framed only if each output equals the
/// number in the centre of its region; with other kernels it would look as if the centre alone made the output.
bool EquationStage::frames_centres() const {
  if (!has_centre() || !parts_.input || !parts_.output) return false;
  return parts_.centres.value_or(is_identity(walkthrough_, numbers_));
}

Cell EquationStage::output_cell(std::size_t number) const {
  const auto cols = static_cast<std::size_t>(walkthrough_.cols().output);
  return {static_cast<int>(number / cols), static_cast<int>(number % cols)};
}

void EquationStage::draw_lost_cells(Pen pen) const {
  if (!loss_.any()) return;
  for_each_place(output_.front(), [&](Cell place) {
    const int row = place.row - loss_.rows.before;
    const int col = place.col - loss_.cols.before;
    const bool is_output = row >= 0 && row < walkthrough_.rows().output && col >= 0 && col < walkthrough_.cols().output;
    if (!is_output) pen.add(output_.front().fill(Role::lost_cell, place, place, pen.paints.lost));
  });
}

/// Draws the lines of outputs that become heat. Of sheets behind others, only the front one has them.
void EquationStage::draw_cells_to_come(Pen pen) const {
  if (!numbers_.plane_look().is_heat) return;
  const auto add = [&](const FlatMap& map, Role role, Cell first) {
    add_cells_to_come(pen.shapes, map, role, pen.paints.line, first, walkthrough_.rows().output,
                      walkthrough_.cols().output);
  };
  if (parts_.output) add(output_.front(), Role::output_grid, output_spot({}));
  for (const Filter& here : filters_) {
    if (shows_results()) add(here.result, Role::result_grid, {});
  }
}

void EquationStage::draw_filter(const Filter& here, Pen pen) const {
  here.kernel.draw(pen);
  if (!numbers_.has_bias()) return;
  add_cells(pen.shapes, here.bias, Role::bias_cell, pen.paints.bias);
  add_lines(pen.shapes, here.bias, Role::kernel_grid, pen.paints.line);
  here.bias.number(pen.shapes, Role::bias_number, {}, {}, pen.paints.ink,
                   numbers_.bias_text(numbers_.bias(here.number)));
}

/// Draws a frame around all filters, with the shape of all weights as its caption.
void EquationStage::draw_bank(Pen pen) const {
  if (!bank_) return;
  FlatMap frame(1, 1, bank_->width(), {.cell = bank_->height()});
  frame.move_to(bank_->corners().front());
  frame.dashed_frame(pen.shapes, Role::filter_bank, pen.paints.line, {}, 1, 1, kThick);
  write_centred(pen.shapes, Role::panel_caption, std::nullopt, pen.paints.ink, kernel_caption(operation()),
                {bank_->middle(), bank_->bottom - kBankCaptionGap + kDigitMiddle * kBankCaptionSize}, kBankCaptionSize,
                TextStyle::formula);
}

std::vector<CellMap> EquationStage::still_maps() const {
  std::vector<CellMap> maps;
  for (const InputPanel& input : inputs_) {
    if (parts_.input && !place_.follows) add_maps(input.maps(), maps);
  }
  for (const Filter& here : filters_) {
    if (parts_.kernel) add_maps(here.kernel.maps(), maps);
  }
  return maps;
}

std::vector<CellMap> EquationStage::output_maps() const {
  std::vector<CellMap> maps;
  const auto add = [&](const FlatMap& map, int filter) {
    maps.push_back(placed(map_of_outputs(walkthrough_, filter), map.lattice(), output_spot({})));
  };
  for (int i = output_.sheets() - 1; parts_.output && i >= 0; --i) {
    add(output_.sheet(i), shown_outputs_.numbers[static_cast<std::size_t>(i)]);
  }
  for (const Filter& here : filters_) {
    if (shows_results()) add(here.result, here.number);
  }
  return maps;
}

void EquationStage::draw_below(Pen pen) const {
  for (const InputPanel& input : inputs_) {
    if (parts_.input && !place_.follows) input.draw_cells(pen);
  }
  if (parts_.output) draw_lost_cells(pen);
  draw_cells_to_come(pen);
  for (const Filter& here : filters_) {
    if (parts_.kernel) draw_filter(here, pen);
  }
  for (const Point& middle : dots_) add_panel_dots(pen.shapes, pen.paints.line, middle, {0, 1});
  draw_bank(pen);
}

void EquationStage::draw_outputs(std::size_t first, std::size_t last, Pen pen) const {
  const CellLook& look = numbers_.plane_look();
  const auto draw = [&](const FlatMap& map, int number, Role cells, Role numbers, const auto& is_seen) {
    const HeatScale& scale = numbers_.output_scale(number);
    const Cell first_spot = output_spot({});
    for (std::size_t i = first; i < last; ++i) {
      const Cell cell = output_cell(i);
      if (!is_seen(cell)) continue;
      const Cell spot = output_spot(cell);
      pen.add(look.is_heat ? heat_cell(map, cells, cell, spot,
                                       pen.paints.heat.fill(scale, numbers_.output(cell, number)), first_spot)
                           : map.fill(cells, cell, spot, pen.paints.output_of(number)));
      pen.shapes.back().sheet = number;
    }
    for (std::size_t i = first; look.has_numbers && i < last; ++i) {
      const Cell cell = output_cell(i);
      if (!is_seen(cell)) continue;
      const double output = numbers_.output(cell, number);
      map.number(pen.shapes, numbers, cell, output_spot(cell),
                 look.is_heat ? pen.paints.heat.ink(scale, output) : pen.paints.ink, numbers_.output_text(output));
    }
  };
  for (int i = output_.sheets() - 1; parts_.output && i >= 0; --i) {
    draw(output_.sheet(i), shown_outputs_.numbers[static_cast<std::size_t>(i)], Role::output_cell, Role::output_number,
         [&](Cell cell) { return output_.shows(i, output_spot(cell)); });
  }
  for (const Filter& here : filters_) {
    if (!shows_results()) break;
    draw(here.result, here.number, Role::result_cell, Role::result_number, [](Cell) { return true; });
  }
}

void EquationStage::draw_marks(const Moment& moment, Pen pen) const {
  if (!parts_.input || place_.follows) return;
  const Step window = window_of(walkthrough_, moment);
  for (const InputPanel& input : inputs_) input.draw_taps(window, pen);
}

void EquationStage::draw_above(Pen pen) const {
  for (const InputPanel& input : inputs_) {
    if (!parts_.input || place_.follows) break;
    input.draw_lines(pen);
    input.draw_numbers(pen);
  }
  const bool has_grid = !numbers_.plane_look().is_heat;
  if (parts_.output) output_.add_lines(pen.shapes, Role::output_grid, pen.paints.line, has_grid);
  if (parts_.output) output_.add_dots(pen.shapes, pen.paints.line);
  if (shows_lost_cells()) {
    pen.add(output_.front().frame(Role::output_grid, pen.paints.line, output_spot({}), walkthrough_.rows().output,
                                  walkthrough_.cols().output, 1.5 * kThick));
  }
  for (const Filter& here : filters_) {
    if (shows_results()) add_lines(pen.shapes, here.result, Role::result_grid, pen.paints.line, has_grid);
  }
}

/// Frames the centres of the region and the kernel. With a stride above 1, frames around the centres of earlier regions
/// stay, because they show the stride.
void EquationStage::draw_centre_frames(const Moment& moment, Pen pen) const {
  const auto add = [&](const FlatMap& map, Cell place) {
    pen.add(map.frame(Role::centre_frame, pen.paints.accent, place, 1, 1, kCellFrame));
  };
  const AxisWalk& rows = walkthrough_.rows();
  const AxisWalk& cols = walkthrough_.cols();
  const InputPanel& input = inputs_.front();
  const auto centre_of = [&](Cell index) {
    return input.places().spot_of({window_at(rows, index.row) + rows.dilation * (rows.taps - 1) / 2,
                                   window_at(cols, index.col) + cols.dilation * (cols.taps - 1) / 2});
  };
  if (rows.advance > 1 || cols.advance > 1) {
    for (std::size_t i = 0; i < moment.outputs; ++i) add(input.map(), centre_of(output_cell(i)));
  }
  const Cell centre = centre_of(moment.index);
  if (centre.row < input.map().rows() && centre.col < input.map().cols()) add(input.map(), centre);
  if (parts_.kernel) add(filters_.front().kernel.map(), {rows.taps / 2, cols.taps / 2});
}

/// Frames the current output in a map.
void EquationStage::frame_output(const FlatMap& map, Cell spot, Pen pen) const {
  if (numbers_.plane_look().is_heat) {
    return add_cased_frame(pen.shapes, map.box_of(spot, 1, 1), {Role::centre_frame, pen.paints.accent, kCellFrame},
                           pen.paints.heat.casing());
  }
  pen.add(map.frame(Role::centre_frame, pen.paints.accent, spot, 1, 1, kCellFrame));
}

void EquationStage::draw_current_output(const Moment& moment, Pen pen) const {
  const Cell spot = output_spot(moment.index);
  if (!moment.fits && (spot.row >= output_.front().rows() || spot.col >= output_.front().cols())) return;
  for (int i = output_.sheets() - 1; parts_.output && i >= 0; --i) {
    if (!output_.shows(i, spot)) continue;
    frame_output(output_.sheet(i), spot, pen);
  }
  for (const Filter& here : filters_) {
    if (!shows_results()) break;
    frame_output(here.result, spot, pen);
  }
}

void EquationStage::draw_frames(const Moment& moment, Pen pen) const {
  const Step window = window_of(walkthrough_, moment);
  for (const InputPanel& input : inputs_) {
    if (parts_.input) input.draw_region(window, pen);
  }
  if (frames_centres()) draw_centre_frames(moment, pen);
  draw_current_output(moment, pen);
}

}  // namespace convarith
