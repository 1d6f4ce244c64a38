#include "layout/panels/numbers.hpp"
#include "arithmetic/layer_values.hpp"

#include <algorithm>
#include <limits>

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
    : walkthrough_(subject.walkthrough), values_(subject.values.front()), precision_(subject.precision) {
  const Operation& operation = walkthrough_.operation();
  if (has_inputs() && (operation.is_pooling() || has_weights())) outputs_ = compute_output(operation, values_);
  input_decimals_ = decimals_of(values_.input.values, precision_);
  weight_decimals_ = decimals_of(values_.weights.values, precision_);
  bias_decimals_ = decimals_of(values_.bias.values, precision_);
  output_decimals_ = decimals_of(outputs_.values, precision_);
  product_decimals_ = decimals_of_products();
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
  const Group group = group_of_filter(operation, filter);
  const int kernel = operation.transposed ? channel * group.filters + filter - group.first_filter
                                          : filter * group.channels + channel - group.first_channel;
  return values_.weights.values[index_of(kernel, cell, operation.rows.kernel, operation.cols.kernel)];
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

void Numbers::give_outputs_a_decimal() {
  const bool are_of_whole_numbers = input_decimals_ + weight_decimals_ + bias_decimals_ == 0;
  output_decimals_ = precision_.value_or(are_of_whole_numbers ? 1 : std::max(output_decimals_, 1));
}

std::string Numbers::text(double number, int decimals) {
  return number_text(number, decimals);
}

}  // namespace convarith
