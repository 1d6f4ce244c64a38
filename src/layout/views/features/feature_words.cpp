#include "layout/views/features/feature_words.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "layout/model_words.hpp"
#include "layout/views/features/features.hpp"

namespace convarith {
namespace {

/// The most classes whose scores are drawn as bars.
constexpr std::size_t kMostBars = 24;

std::string class_name(const ModelNumbers& numbers, std::size_t index) {
  return index < numbers.classes.size() ? numbers.classes[index] : fmt::format("{}", index);
}

/// Returns what stands below a picture: the class that it should have and, if there are scores, the one that it is
/// taken for.
std::vector<std::string> result_lines(const ModelPicture& picture, const ModelNumbers& numbers) {
  const std::vector<double>& scores = picture.outputs.back().values;
  const auto highest = static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
  std::vector<std::string> lines;
  if (picture.target) {
    lines.push_back(fmt::format("label: {}", class_name(numbers, static_cast<std::size_t>(*picture.target))));
  }
  if (numbers.has_scores) lines.push_back(fmt::format("predicted: {}", class_name(numbers, highest)));
  return lines;
}

}  // namespace

TileTexts feature_texts(const ModelNumbers& numbers) {
  TileTexts texts;
  if (numbers.pictures.size() == 1) {
    const bool has_bars = numbers.has_scores && !numbers.classes.empty() && numbers.classes.size() <= kMostBars;
    if (has_bars) texts.classes = numbers.classes;
    return texts;
  }
  for (const ModelPicture& picture : numbers.pictures) {
    texts.headings.push_back(picture.name);
    std::vector<std::string> lines = result_lines(picture, numbers);
    if (!lines.empty()) texts.results.push_back(std::move(lines));
  }
  return texts;
}

std::string tell_features(const Subject& subject) {
  const TracedModel& model = *subject.model;
  const std::size_t pictures = subject.model_numbers->pictures.size();
  return fmt::format(
      "What the {} layers of a neural network make of {}: their maps as colours, one row a layer, from "
      "the input to {}",
      model.trace.layers.size(), pictures == 1 ? "a picture" : fmt::format("{} pictures", pictures),
      name_of_layer(model.layer(model.trace.layers.size() - 1)));
}

}  // namespace convarith
