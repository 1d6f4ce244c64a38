#include "layout/panels/numbers.hpp"
#include "arithmetic/layer_values.hpp"

#include <algorithm>
#include <limits>
#include <span>

#include "layout/panels/number_text.hpp"

namespace convarith {
namespace {

std::size_t index_of(int channel, Cell cell, int rows, int cols) {
  return (static_cast<std::size_t>(channel) * static_cast<std::size_t>(rows) + static_cast<std::size_t>(cell.row)) *
             static_cast<std::size_t>(cols) +
         static_cast<std::size_t>(cell.col);
}

}  // namespace

Numbers::Numbers(const Subject& subject)
    : walkthrough_(subject.walkthrough),
      values_(subject.values.front()),
      precision_(subject.precision),
      choice_(subject.cells) {
  const Operation& operation = walkthrough_.operation();
  if (has_inputs() && (operation.is_pooling() || has_weights())) outputs_ = compute_output(operation, values_);
  input_decimals_ = decimals_of(values_.input.values, precision_);
  weight_decimals_ = decimals_of(values_.weights.values, precision_);
  bias_decimals_ = decimals_of(values_.bias.values, precision_);
  output_decimals_ = decimals_of(outputs_.values, precision_);
  product_decimals_ = decimals_of_products();
  choose_looks();
  make_scales();
}

/// Inputs and weights together have enough decimals to write every product exactly; more would be noise.
int Numbers::decimals_of_products() const {
  if (input_decimals_ + weight_decimals_ == 0) return 0;
  constexpr int usual = 2;
  return precision_.value_or(std::min(usual, input_decimals_ + weight_decimals_));
}

double Numbers::input(Cell cell, int channel) const {
  const Operation& operation = walkthrough_.operation();
  return values_.input.values[index_of(channel, cell, operation.rows.input, operation.cols.input)];
}

double Numbers::weight(Cell cell, int channel, int filter) const {
  const Operation& operation = walkthrough_.operation();
  const auto kernel = static_cast<int>(kernel_number(channel, filter));
  return values_.weights.values[index_of(kernel, cell, operation.rows.kernel, operation.cols.kernel)];
}

/// Returns the number of a channel's kernel of a filter in the order of the weights.
std::size_t Numbers::kernel_number(int channel, int filter) const {
  const Operation& operation = walkthrough_.operation();
  const Group group = group_of_filter(operation, filter);
  return static_cast<std::size_t>(operation.transposed ? channel * group.filters + filter - group.first_filter
                                                       : filter * group.channels + channel - group.first_channel);
}

double Numbers::output(Cell cell, int filter) const {
  const Operation& operation = walkthrough_.operation();
  return outputs_.values[index_of(filter, cell, operation.rows.output, operation.cols.output)];
}

std::optional<double> Numbers::at_place(Cell place, int channel) const {
  if (const std::optional<Cell> cell = walkthrough_.input_at(place)) return input(*cell, channel);
  if (const std::optional<Cell> source = walkthrough_.source_of(place)) return input(*source, channel);
  const Operation& operation = walkthrough_.operation();
  const bool is_beyond = place.row >= walkthrough_.rows().padded || place.col >= walkthrough_.cols().padded;
  if (is_beyond && operation.is_pooling()) return std::nullopt;
  switch (operation.op) {
    case Operator::max_pooling:
      return -std::numeric_limits<double>::infinity();
    case Operator::average_pooling:
      if (!operation.count_include_pad) return std::nullopt;
      break;
    case Operator::convolution:
      break;
  }
  return 0;
}

std::vector<std::string> Numbers::output_texts() const {
  std::vector<std::string> texts;
  for (const double number : outputs_.values) texts.push_back(output_text(number));
  return texts;
}

std::vector<std::string> Numbers::weight_texts() const {
  std::vector<std::string> texts;
  for (const double number : values_.weights.values) texts.push_back(weight_text(number));
  return texts;
}

std::vector<std::string> Numbers::bias_texts() const {
  std::vector<std::string> texts;
  for (const double number : values_.bias.values) texts.push_back(bias_text(number));
  return texts;
}

const HeatScale& Numbers::weight_scale(int channel, int filter) const {
  return scale_of(weight_scales_, weight_scales_.size() == 1 ? 0 : static_cast<int>(kernel_number(channel, filter)));
}

namespace {

void add_maps_of(const std::vector<HeatScale>& scales, std::vector<const ColourMap*>& maps) {
  for (const HeatScale& scale : scales) {
    if (std::find(maps.begin(), maps.end(), &scale.map()) == maps.end()) maps.push_back(&scale.map());
  }
}

}  // namespace

std::vector<const ColourMap*> Numbers::input_maps() const {
  std::vector<const ColourMap*> maps;
  add_maps_of(input_scales_, maps);
  return maps;
}

std::vector<const ColourMap*> Numbers::colour_maps_used() const {
  std::vector<const ColourMap*> maps;
  if (plane_look_.is_heat) {
    add_maps_of(input_scales_, maps);
    if (has_outputs()) add_maps_of(output_scales_, maps);
  }
  if (kernel_look_.is_heat) add_maps_of(weight_scales_, maps);
  return maps;
}

void Numbers::choose_looks() {
  const AxisWalk& rows = walkthrough_.rows();
  const AxisWalk& cols = walkthrough_.cols();
  std::vector<std::string> texts;
  if (choice_.planes == CellKind::both) {
    texts = output_texts();
    for (const double number : values_.input.values) texts.push_back(input_text(number));
  }
  plane_look_ = look_of(choice_.planes, std::max({choice_.longest, rows.plane, cols.plane}), texts);
  kernel_look_ = look_of(choice_.kernels, std::max(rows.taps, cols.taps),
                         choice_.kernels == CellKind::both ? weight_texts() : std::vector<std::string>());
}

namespace {

/// Returns a scale for some numbers, or one for each of the maps that they make up.
std::vector<HeatScale> scales_of(std::span<const double> numbers, std::size_t maps, const CellChoice& choice) {
  std::vector<HeatScale> scales;
  const std::size_t parts = choice.is_per_map ? maps : 1;
  const std::size_t part = numbers.size() / parts;
  for (std::size_t i = 0; i < parts; ++i) scales.emplace_back(choice, range_of(numbers.subspan(i * part, part)));
  return scales;
}

}  // namespace

void Numbers::make_scales() {
  const Operation& operation = walkthrough_.operation();
  const auto channels = static_cast<std::size_t>(operation.channels);
  const auto filters = static_cast<std::size_t>(operation.filters);
  input_scales_ = scales_of(values_.input.values, channels, choice_);
  output_scales_ = scales_of(outputs_.values, filters, choice_);
  const std::size_t size =
      static_cast<std::size_t>(operation.rows.kernel) * static_cast<std::size_t>(operation.cols.kernel);
  weight_scales_ =
      scales_of(values_.weights.values, std::max<std::size_t>(1, values_.weights.values.size() / size), choice_);
  if (!operation.is_pooling() || choice_.is_per_map) return;
  const NumberRange both = range_around(range_of(values_.input.values), range_of(outputs_.values));
  input_scales_ = output_scales_ = {HeatScale(choice_, both)};
}

void Numbers::give_outputs_a_decimal() {
  const bool are_of_whole_numbers = input_decimals_ + weight_decimals_ + bias_decimals_ == 0;
  output_decimals_ = precision_.value_or(are_of_whole_numbers ? 1 : std::max(output_decimals_, 1));
}

std::string Numbers::text(double number, int decimals) {
  return number_text(number, decimals);
}

}  // namespace convarith
