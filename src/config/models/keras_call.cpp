#include "config/models/keras_call.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "config/layer_text/framework_layers.hpp"

namespace convarith {
namespace {

using nlohmann::json;

/// What Keras 1 calls arguments, where readers of programs don't know it as it stands.
constexpr std::pair<std::string_view, std::string_view> kOldKeys[] = {{"bias", "use_bias"}, {"stride", "strides"}};

/// Arguments of Keras 1 that readers of programs understand.
constexpr std::string_view kKeras1Arguments[] = {"nb_filter",   "filter_length", "nb_row",      "nb_col",
                                                 "kernel_dim1", "kernel_dim2",   "kernel_dim3", "pool_length",
                                                 "border_mode", "subsample",     "atrous_rate", "subsample_length"};

constexpr std::pair<std::string_view, std::string_view> kUsualValues[] = {
    {"padding", "'valid'"}, {"border_mode", "'valid'"}, {"dilation_rate", "1"},
    {"groups", "1"},        {"depth_multiplier", "1"},  {"use_bias", "True"},
};

template <class Range>
bool has_key(const Range& range, std::string_view key) {
  return std::find(std::begin(range), std::end(range), key) != std::end(range);
}

bool is_argument(const signatures::Family& family, std::string_view key) {
  return has_key(kKeras1Arguments, key) ||
         std::any_of(family.parameters.begin(), family.parameters.end(), [key](const signatures::Parameter& parameter) {
           return parameter.name == key && parameter.member.index() != 0;
         });
}

/// Writes a list; a single number where all of the layer's axes have the same.
std::string text_of_numbers(const json& list, int dims) {
  std::vector<std::string> numbers;
  for (const json& number : list) numbers.push_back(number.is_number_integer() ? number.dump() : "...");
  const bool is_one =
      numbers.size() == static_cast<std::size_t>(dims) &&
      std::all_of(numbers.begin(), numbers.end(), [&](const std::string& number) { return number == numbers.front(); });
  return is_one ? numbers.front() : fmt::format("({})", fmt::join(numbers, ", "));
}

/// Writes a value as Python has it. What no argument can be becomes "...".
std::string text_of_value(const json& value, int dims) {
  constexpr std::size_t longest_word = 20;
  if (value.is_boolean()) return value.get<bool>() ? "True" : "False";
  if (value.is_number()) return value.dump();
  if (value.is_array() && value.size() <= 3) return text_of_numbers(value, dims);
  if (!value.is_string()) return "...";
  const auto& word = value.get_ref<const std::string&>();
  const bool is_word = word.size() <= longest_word && std::all_of(word.begin(), word.end(), [](char letter) {
                         return (letter >= 'a' && letter <= 'z') || letter == '_';
                       });
  return is_word ? fmt::format("'{}'", word) : "'...'";
}

bool is_usual(const signatures::Family& family, std::string_view key, std::string_view text) {
  if (key == "strides" && family.start.op == Operator::convolution) return text == "1";
  const auto* const usual = std::find_if(std::begin(kUsualValues), std::end(kUsualValues),
                                         [key](const auto& candidate) { return candidate.first == key; });
  return usual != std::end(kUsualValues) && usual->second == text;
}

/// Returns the key that newer versions of Keras have in place of an old one.
std::string_view new_key(std::string_view given) {
  const auto* const old =
      std::find_if(std::begin(kOldKeys), std::end(kOldKeys), [given](const auto& keys) { return keys.first == given; });
  return old == std::end(kOldKeys) ? given : old->second;
}

}  // namespace

std::string keras_call(const std::string& type, const json& config) {
  const std::optional<FrameworkLayer> layer = find_framework_layer(type);
  const bool has_window = layer && layer->family->dialect == &signatures::kKeras && !layer->family->start.adaptive;
  if (!has_window || !config.is_object()) return {};
  std::vector<std::string> arguments;
  for (const auto& [given, value] : config.items()) {
    const std::string key(new_key(given));
    if (!is_argument(*layer->family, key) || value.is_null()) continue;
    const std::string text = text_of_value(value, layer->dims);
    if (!is_usual(*layer->family, key, text)) arguments.push_back(fmt::format("{}={}", key, text));
  }
  return fmt::format("{}({})", type, fmt::join(arguments, ", "));
}

}  // namespace convarith
