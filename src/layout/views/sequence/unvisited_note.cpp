#include "layout/views/sequence/unvisited_note.hpp"

#include <fmt/core.h>

#include <cstddef>

#include "arithmetic/alt_text_words.hpp"

namespace convarith {
namespace {

/// The most entries in the list of a note. If there are more stretches, the last entry counts the inputs that are not
/// named.
constexpr std::size_t kMostNamed = 6;

struct InputRun {
  int first = 0;
  int last = 0;
};

/// Returns inputs as stretches. Three or more neighbours make one stretch, "3 to 5"; other inputs are stretches of
/// their own.
std::vector<InputRun> stretches_of(const std::vector<int>& inputs) {
  std::vector<InputRun> stretches;
  for (std::size_t i = 0; i < inputs.size();) {
    std::size_t end = i + 1;
    while (end < inputs.size() && inputs[end] == inputs[end - 1] + 1) ++end;
    if (end - i < 3) end = i + 1;
    stretches.push_back({inputs[i], inputs[end - 1]});
    i = end;
  }
  return stretches;
}

std::string text_of(const InputRun& stretch) {
  if (stretch.first == stretch.last) return fmt::format("{}", stretch.first);
  return fmt::format("{} to {}", stretch.first, stretch.last);
}

/// Returns the names of some stretches and the number of inputs in the others.
std::vector<std::string> names_of(const std::vector<InputRun>& stretches) {
  std::vector<std::string> names;
  int others = 0;
  for (const InputRun& stretch : stretches) {
    const bool is_named = stretches.size() <= kMostNamed || names.size() + 1 < kMostNamed;
    if (is_named) names.push_back(text_of(stretch));
    if (!is_named) others += stretch.last - stretch.first + 1;
  }
  if (others > 0) names.push_back(fmt::format("{} more", others));
  return names;
}

}  // namespace

std::string unvisited_note(const std::vector<int>& inputs) {
  if (inputs.empty()) return {};
  if (inputs.size() == 1) return fmt::format("input {} is never reached", inputs.front());
  return fmt::format("inputs {} are never reached", enumerate(names_of(stretches_of(inputs))));
}

}  // namespace convarith
