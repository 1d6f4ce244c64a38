#include "layout/views/sequence/sequence_panels.hpp"

#include <fmt/core.h>

#include "layout/panels/heat_cells.hpp"
#include "layout/panels/panel_shapes.hpp"
#include "layout/shapes/cell_maps.hpp"
#include "layout/shapes/measures.hpp"
#include "layout/views/sequence/sequence_labels.hpp"

namespace convarith {
namespace {

// All in bp.
constexpr double kChannelSize = 8.5;   // size of the names of rows
constexpr double kChannelGap = 5;      // from these names to the panel
constexpr double kCornerSize = 5.5;    // size of symbols in the corners of cells
constexpr double kCornerMargin = 2.2;  // from these symbols to the lines of the cell
constexpr double kTallCell = 23;       // height of a cell that has room for a symbol in its corner

int channels_of(const SequenceTexts& cell_texts) {
  return cell_texts.walkthrough().operation().channels;
}

/// Whether symbols stand in the corners of cells. They do if there are several rows, because other cells may be above.
bool has_corner_symbols(const SequenceTexts& cell_texts) {
  return channels_of(cell_texts) > 1 && cell_texts.numbers().has_weights();
}

}  // namespace

NumberSize size_in_sequence(const SequenceTexts& cell_texts) {
  NumberSize size;
  size.style = TextStyle::formula;
  if (has_corner_symbols(cell_texts)) size.cell = kTallCell;
  return size;
}

double width_in_sequence(const std::vector<std::string>& texts, const NumberSize& size) {
  NumberSize usual = size;
  usual.cell = NumberSize{}.cell;
  return cell_width_for(texts, usual);
}

SequenceInput::SequenceInput(const SequenceTexts& cell_texts)
    : cell_texts_(cell_texts),
      places_(cell_texts.walkthrough()),
      channels_(channels_of(cell_texts)),
      map_(channels_, places_.cols(), width_in_sequence(texts(), size_in_sequence(cell_texts)),
           size_in_sequence(cell_texts)) {}

std::vector<std::string> SequenceInput::texts() const {
  std::vector<std::string> texts;
  for (int channel = 0; channel < channels_; ++channel) {
    for (const PlanePlace& place : places_.all()) texts.push_back(cell_texts_.on_place(place.place.col, channel));
  }
  return texts;
}

std::string SequenceInput::title() const {
  if (!places_.has_padding()) return "Input";
  return cell_texts_.walkthrough().operation().transposed ? "Input with zeros" : "Padded input";
}

double SequenceInput::overhang() const {
  return overhang_along(cell_texts_.walkthrough().cols()) * map_.cell_width();
}

double SequenceInput::width_of_channel_names() const {
  return set_formula(cell_texts_.channel(channels_ - 1), kChannelSize).width;
}

PanelRoom SequenceInput::room() const {
  return {width_of_channel_names() + kChannelGap, overhang(), kLabelRoom};
}

CellMap SequenceInput::cell_map() const {
  const CellMap map = with_rows_of_channels(map_of_plane(cell_texts_.walkthrough(), 0), channels_);
  return placed(map, map_.lattice(), places_.spot_of({0, 0}));
}

/// Returns the number that the colour of a place says, if it says one.
std::optional<double> SequenceInput::heat_at(const PlanePlace& place, int channel) const {
  if (!is_heat() || (!place.input && !cell_texts_.walkthrough().source_of(place.place))) return std::nullopt;
  return cell_texts_.numbers().at_place(place.place, channel);
}

void SequenceInput::draw_cells(Pen pen) const {
  for (int channel = 0; channel < channels_; ++channel) {
    for (const PlanePlace& place : places_.all()) {
      const std::optional<double> number = heat_at(place, channel);
      const PaintId paint = number ? pen.paints.heat.fill(cell_texts_.numbers().input_scale(channel), *number)
                                   : pen.paints.area_of(place);
      pen.add(map_.fill(place.cell_role(), {channel, place.cell().col}, {channel, place.spot.col}, paint));
    }
  }
}

void SequenceInput::draw_positions(Pen pen) const {
  for (const PlanePlace& place : places_.all()) {
    if (!place.input) continue;
    write_above(pen.shapes, Role::position_label, pen.paints.faint, map_, place.spot.col,
                fmt::format("{}", place.input->col));
  }
}

void SequenceInput::draw_channels(Pen pen) const {
  for (int channel = 0; channel < channels_; ++channel) {
    const TextLine line = set_formula(cell_texts_.channel(channel), kChannelSize);
    const Point middle = map_.middle({channel, 0});
    const Point origin{map_.box().left - kChannelGap - line.width, middle.y - kSmallLetter / 2 * kChannelSize};
    write_line(pen.shapes, Role::channel_label, Cell{channel, 0}, pen.paints.ink, line, origin);
  }
}

void SequenceInput::draw_taps(const Step& step, Pen pen) const {
  if (is_heat()) return;
  for (const Tap& tap : step.taps) {
    for (int channel = 0; channel < channels_; ++channel) {
      const Cell spot{channel, places_.spot_of(tap.place).col};
      pen.add(map_.fill(Role::tap, {channel, tap.place.col}, spot, pen.paints.shade));
    }
  }
}

void SequenceInput::draw_lines(Pen pen) const {
  if (channels_ > 1 || places_.cols() > 1) {
    pen.add(map_.inner_grid(Role::plane_grid, pen.paints.line, {}, channels_, places_.cols()));
  }
  if (places_.has_padding()) {
    map_.dashed_frame(pen.shapes, Role::plane_grid, pen.paints.line, {}, channels_, places_.cols(), kThick);
  }
  for (const InputBlock& block : places_.input_blocks()) {
    pen.add(map_.frame(Role::input_grid, pen.paints.line, {0, block.spot.col}, channels_, block.cols,
                       places_.input_frame()));
  }
}

void SequenceInput::draw_numbers(Pen pen) const {
  for (int channel = 0; channel < channels_; ++channel) {
    for (const PlanePlace& place : places_.all()) {
      const std::optional<double> number = heat_at(place, channel);
      if (number && !cell_texts_.numbers().plane_look().has_numbers) continue;
      const PaintId ink =
          number ? pen.paints.heat.ink(cell_texts_.numbers().input_scale(channel), *number) : pen.paints.ink_of(place);
      map_.number(pen.shapes, place.number_role(), {channel, place.cell().col}, {channel, place.spot.col}, ink,
                  cell_texts_.on_place(place.place.col, channel));
    }
  }
}

void SequenceInput::draw_region(int output, Pen pen) const {
  const AxisWalk& axis = cell_texts_.walkthrough().cols();
  const int first = places_.spot_of({0, axis.window(output)}).col;
  if (is_heat()) {
    return add_cased_frame(pen.shapes, map_.box_of({0, first}, channels_, axis.extent_of(output)),
                           {Role::region_frame, pen.paints.line, FlatMap::kBold, true}, pen.paints.heat.casing());
  }
  map_.dashed_frame(pen.shapes, Role::region_frame, pen.paints.line, {0, first}, channels_, axis.extent_of(output));
}

SequenceKernel::SequenceKernel(const SequenceTexts& cell_texts)
    : cell_texts_(cell_texts),
      channels_(channels_of(cell_texts)),
      map_(channels_, cell_texts.walkthrough().cols().taps, width_in_sequence(texts(), size_in_sequence(cell_texts)),
           size_in_sequence(cell_texts)) {}

std::vector<std::string> SequenceKernel::texts() const {
  std::vector<std::string> texts;
  if (cell_texts_.walkthrough().operation().is_pooling()) return texts;
  for (int channel = 0; channel < channels_; ++channel) {
    for (int i = 0; i < cell_texts_.walkthrough().cols().taps; ++i) texts.push_back(cell_texts_.weight(channel, i));
  }
  return texts;
}

/// Adds the symbol of a weight, above its cell or in the cell's corner.
void SequenceKernel::add_symbol(Cell place, const std::string& text, Pen pen) const {
  if (!has_corner_symbols(cell_texts_)) {
    return write_above(pen.shapes, Role::weight_symbol, pen.paints.ink, map_, place.col, text);
  }
  const Box cell = map_.box_of(place, 1, 1);
  const Point origin{cell.left + kCornerMargin, cell.top - kCornerMargin - kSmallLetter * kCornerSize};
  write_line(pen.shapes, Role::weight_symbol, place, pen.paints.ink, set_formula(text, kCornerSize), origin);
}

void SequenceKernel::draw(Pen pen) const {
  const Numbers& numbers = cell_texts_.numbers();
  const CellLook& look = numbers.kernel_look();
  const auto number_at = [&](Cell place) {
    return numbers.weight({0, cell_texts_.walkthrough().cols().tap(0, place.col).weight}, place.row);
  };
  for_each_place(map_, [&](Cell place) {
    const PaintId paint =
        look.is_heat ? pen.paints.heat.fill(numbers.weight_scale(place.row), number_at(place)) : pen.paints.kernel;
    pen.add(map_.fill(Role::kernel_cell, place, place, paint));
  });
  add_lines(pen.shapes, map_, Role::kernel_grid, pen.paints.line);
  for_each_place(map_, [&](Cell place) {
    const int weight = cell_texts_.walkthrough().cols().tap(0, place.col).weight;
    if (look.has_numbers) {
      const PaintId ink =
          look.is_heat ? pen.paints.heat.ink(numbers.weight_scale(place.row), number_at(place)) : pen.paints.ink;
      map_.number(pen.shapes, Role::weight_number, {place.row, weight}, place, ink,
                  cell_texts_.weight(place.row, weight));
    }
    if (!cell_texts_.numbers().has_weights()) return;
    add_symbol(place, cell_texts_.weight_symbol(place.row, weight), pen);
  });
}

}  // namespace convarith
