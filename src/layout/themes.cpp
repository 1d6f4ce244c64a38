#include <algorithm>
#include <iterator>

#include "convarith/theme.hpp"

namespace convarith {
namespace {

constexpr NamedTheme kThemes[] = {
    {"solarized", "blue and cyan, as in the guide to convolution arithmetic", kSolarized},
    {"book", "warm and light, for figures with numbers", kBook},
};

}  // namespace

std::span<const NamedTheme> themes() {
  return kThemes;
}

const NamedTheme* find_theme(std::string_view name) {
  const auto* const found = std::find_if(std::begin(kThemes), std::end(kThemes),
                                         [name](const NamedTheme& theme) { return theme.name == name; });
  return found == std::end(kThemes) ? nullptr : found;
}

}  // namespace convarith
