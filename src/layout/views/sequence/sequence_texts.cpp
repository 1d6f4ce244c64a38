#include "layout/views/sequence/sequence_texts.hpp"

#include <fmt/core.h>

#include "layout/panels/number_text.hpp"

namespace convarith {

SequenceTexts::SequenceTexts(const Subject& subject) : walkthrough_(subject.walkthrough), numbers_(subject) {}

bool SequenceTexts::knows_outputs() const {
  return numbers_.has_outputs() && (numbers_.has_bias() || !walkthrough_.operation().has_bias);
}

std::string SequenceTexts::channel(int channel) const {
  return walkthrough_.operation().channels == 1 ? "x" : fmt::format("x_{}", channel);
}

std::string SequenceTexts::input(int channel, int input) const {
  if (numbers_.has_inputs()) return numbers_.input_text(numbers_.input({0, input}, channel));
  if (walkthrough_.operation().channels == 1) return fmt::format("x_{}", input);
  return fmt::format("x_{{{},{}}}", channel, input);
}

std::string SequenceTexts::on_place(int place, int channel) const {
  const AxisWalk& axis = walkthrough_.cols();
  const std::optional<int> own = axis.input_at(place);
  const std::optional<int> held = own ? own : axis.source_of(place);
  if (held) return input(channel, *held);
  const std::optional<double> padding = numbers_.at_place({0, place}, channel);
  return padding ? number_text(*padding, 0) : std::string();
}

std::string SequenceTexts::weight_symbol(int channel, int weight) const {
  return fmt::format("w_{}", channel * walkthrough_.cols().taps + weight);
}

std::string SequenceTexts::weight(int channel, int weight) const {
  if (!numbers_.has_weights()) return weight_symbol(channel, weight);
  return numbers_.weight_text(numbers_.weight({0, weight}, channel));
}

std::string SequenceTexts::bias() const {
  return numbers_.has_bias() ? numbers_.bias_text(numbers_.bias()) : "b";
}

std::string SequenceTexts::output_symbol(int output) const {
  return fmt::format("y_{}", output);
}

std::string SequenceTexts::output(int output) const {
  return knows_outputs() ? numbers_.output_text(numbers_.output({0, output})) : output_symbol(output);
}

}  // namespace convarith
