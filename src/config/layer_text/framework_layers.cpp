#include "config/layer_text/framework_layers.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "config/layer_text/word_lists.hpp"
#include "config/suggest.hpp"

namespace convarith {
namespace {

using namespace signatures;

bool has_prefix(const Dialect& dialect, std::string_view prefix) {
  return std::find(dialect.prefixes.begin(), dialect.prefixes.end(), prefix) != dialect.prefixes.end();
}

/// Splits a name into its prefix and the rest: "nn.Conv2d" into "nn." and "Conv2d".
std::pair<std::string_view, std::string_view> split_name(std::string_view name) {
  const std::size_t length = name.rfind('.') + 1;
  return {name.substr(0, length), name.substr(length)};
}

/// Returns the names of all layers whose framework has the prefix. If no framework has it, returns all layers.
std::vector<std::string> layer_names(std::string_view prefix) {
  const bool is_known = has_prefix(kTorch, prefix) || has_prefix(kKeras, prefix);
  std::vector<std::string> names;
  for (const Family& family : kFamilies) {
    if (is_known && !has_prefix(*family.dialect, prefix)) continue;
    for (int dims = family.least_dims; dims <= family.most_dims; ++dims) names.push_back(family.name(dims));
  }
  return names;
}

/// Returns the number of axes that a name has between a family's stem and suffix, or 0 if the name is another.
int dims_in_name(const Family& family, std::string_view name) {
  const bool fits = name.size() == family.stem.size() + 1 + family.suffix.size() && name.starts_with(family.stem) &&
                    name.ends_with(family.suffix);
  const char digit = fits ? name[family.stem.size()] : '0';
  return digit >= '0' && digit <= '9' ? digit - '0' : 0;
}

}  // namespace

std::optional<FrameworkLayer> find_framework_layer(std::string_view full_name) {
  const auto [prefix, name] = split_name(full_name);
  for (const Family& family : kFamilies) {
    if (!has_prefix(*family.dialect, prefix)) continue;
    const int dims = dims_in_name(family, name);
    if (dims >= family.least_dims && dims <= family.most_dims) return FrameworkLayer{&family, dims};
  }
  return std::nullopt;
}

std::string suggest_framework_layer(std::string_view full_name) {
  const auto [prefix, name] = split_name(full_name);
  const std::vector<std::string> names = layer_names(prefix);
  const std::vector<std::string_view> known(names.begin(), names.end());
  std::vector<std::string_view> near = nearest_words(name, known);
  if (near.empty()) return "give a convolution or pooling layer of PyTorch or Keras, such as nn.Conv2d(1, 1, 3)";
  // If only the prefix or the case is wrong, other names are no better suggestions.
  if (std::find(near.begin(), near.end(), name) != near.end()) near = {name};
  const auto other = std::find_if(near.begin(), near.end(), [wanted = lowered(name)](std::string_view candidate) {
    return lowered(candidate) != wanted;
  });
  if (other != near.begin()) near.erase(other, near.end());
  return fmt::format("did you mean {}?", fmt::join(near, ", "));
}

}  // namespace convarith
