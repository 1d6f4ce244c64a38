#include "config/suggest.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace convarith {
namespace {

/// Returns how many letters must be inserted, left out, replaced or swapped with their neighbour to turn one word into
/// the other, case aside (optimal string alignment).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        cost[i][j] = i + j;
        continue;
      }
      const bool same =
          std::tolower(static_cast<unsigned char>(a[i - 1])) == std::tolower(static_cast<unsigned char>(b[j - 1]));
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

constexpr std::size_t kMostSuggestions = 3;
constexpr std::size_t kLongestWord = 100;

}  // namespace

std::vector<std::string_view> nearest_words(std::string_view word, std::span<const std::string_view> known) {
  if (word.empty() || word.size() > kLongestWord) return {};
  std::vector<std::pair<std::size_t, std::string_view>> near;
  const std::size_t most = std::max<std::size_t>(1, word.size() / 3);
  for (const std::string_view candidate : known) {
    std::size_t apart = distance(word, candidate);
    // The beginning of a word counts as near, however much is missing.
    if (word.size() >= 3 && candidate.starts_with(word)) apart = std::min(apart, most);
    if (apart <= most) near.emplace_back(apart, candidate);
  }
  std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < std::min(near.size(), kMostSuggestions); ++i) words.push_back(near[i].second);
  return words;
}

std::string choose_from(std::string_view word, std::span<const std::string_view> known) {
  const std::vector<std::string_view> near = nearest_words(word, known);
  if (near.empty()) return fmt::format("choose from {}", fmt::join(known, ", "));
  return fmt::format("did you mean {}?", fmt::join(near, ", "));
}

}  // namespace convarith
