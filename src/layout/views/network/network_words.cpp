#include "layout/views/network/network_words.hpp"

#include <fmt/core.h>

#include <string_view>

namespace convarith {
namespace {

void add_scale(std::string& sentence, const NumberScale& scale, std::string_view lengths, std::string_view numbers) {
  if (!scale.is_used()) return;
  if (!sentence.empty()) sentence += ", ";
  sentence += scale.has_roots() ? fmt::format("{} show the square root of {}", lengths, numbers)
                                : fmt::format("{} are in proportion to {}", lengths, numbers);
}

/// Returns "3x224x224" for "3 x 224 x 224".
std::string without_spaces(std::string text) {
  for (std::size_t at = text.find(" x "); at != std::string::npos; at = text.find(" x ")) text.replace(at, 3, "x");
  return text;
}

}  // namespace

std::string note_of_network(const NetworkPlan& plan, const NetworkScale& scale) {
  std::string note;
  add_scale(note, scale.sizes, "heights", "sizes");
  add_scale(note, scale.channels, "widths", "channels");
  add_scale(note, scale.features, "bars", "features");
  if (!note.empty()) {
    note.front() = note.front() == 'h' ? 'H' : note.front() == 'w' ? 'W' : 'B';
    note += ".";
  }
  if (scale.has_three_axes) note += " Only the last two of three axes are drawn.";
  if (!scale.knows_channels) note += " Maps whose channels are not known are equally wide.";
  if (!plan.has_all_layers) note += " Activations and the like are not drawn.";
  return note;
}

std::string tell_network(const Subject& subject) {
  const TracedModel& model = *subject.model;
  const NetworkPlan plan = plan_network(model);
  const std::size_t inputs = model.trace.inputs.size();
  const auto words = [&](const NetworkBlock& block) {
    return without_spaces(shape_words(block.shape, model.model.framework));
  };
  return fmt::format("A neural network of {} layers as blocks in a row, from {} of {} to {}", model.trace.layers.size(),
                     inputs == 1 ? "an input" : "inputs", words(plan.blocks.front()), words(plan.blocks.back()));
}

}  // namespace convarith
