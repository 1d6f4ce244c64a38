#include "arithmetic/model/effect_parts.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "arithmetic/alt_text_words.hpp"

namespace convarith {

std::string count_words(const ChannelCount& count) {
  if (count.number) return fmt::format("{}", *count.number);
  return count.words.empty() ? "?" : count.words;
}

std::optional<double> numbers_of_map(const MapShape& shape) {
  if (!shape.channels.number) return std::nullopt;
  double product = *shape.channels.number;
  for (const int size : shape.sizes) product *= size;
  return product;
}

Result<int> checked_size(double size, const std::string& what) {
  if (size < 1) return usage_problem({}, fmt::format("{} would have {:.0f} cells", what, size));
  if (size > kLargestSize)
    return usage_problem({}, fmt::format("{} would have more than {} cells", what, kLargestSize));
  return static_cast<int>(size);
}

Problem wrong_axes(std::size_t axes, const MapShape& shape, const std::string& features) {
  const std::string given =
      shape.sizes.empty() ? features : "one of " + counted(std::ssize(shape.sizes), "axis", "axes");
  return usage_problem({}, fmt::format("expects an input of {}, but the previous layer outputs {}",
                                       counted(static_cast<long long>(axes), "axis", "axes"), given));
}

void leave_axes(TracedMap& map) {
  std::fill(map.places.begin(), map.places.end(), -1);
}

LayerEffect see_everything(const TracedMap& input) {
  LayerEffect effect = keep_shape(input);
  effect.reaches.front().clear();
  for (int& length : effect.output.lengths) {
    effect.reaches.front().push_back(AxisReach::of_all(length, 1));
    length = 1;
  }
  leave_axes(effect.output);
  return effect;
}

}  // namespace convarith
