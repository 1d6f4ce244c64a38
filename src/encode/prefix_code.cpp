#include "encode/prefix_code.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace convarith {
namespace {

/// Returns the symbols that occur, the rarest first.
std::vector<std::size_t> by_count(std::span<const std::uint32_t> counts) {
  std::vector<std::size_t> symbols;
  for (std::size_t symbol = 0; symbol < counts.size(); ++symbol) {
    if (counts[symbol] > 0) symbols.push_back(symbol);
  }
  std::stable_sort(symbols.begin(), symbols.end(),
                   [counts](std::size_t a, std::size_t b) { return counts[a] < counts[b]; });
  return symbols;
}

/// Returns how deep the leaves of a Huffman tree lie, for counts in rising order. Each count is a leaf, and the two
/// rarest trees are joined until one is left. The joined trees come in rising order too.
std::vector<int> depths(const std::vector<std::uint64_t>& leaves) {
  const std::size_t nodes = 2 * leaves.size() - 1;
  std::vector<std::uint64_t> weights = leaves;
  std::vector<std::size_t> parents(nodes);
  std::size_t leaf = 0;
  std::size_t joined = leaves.size();
  const auto take_rarest = [&] {
    const bool is_leaf = leaf < leaves.size() && (joined == weights.size() || weights[leaf] <= weights[joined]);
    return is_leaf ? leaf++ : joined++;
  };
  while (weights.size() < nodes) {
    const std::size_t a = take_rarest();
    const std::size_t b = take_rarest();
    parents[a] = parents[b] = weights.size();
    weights.push_back(weights[a] + weights[b]);
  }
  std::vector<int> depth(nodes, 0);
  for (std::size_t node = nodes - 1; node-- > 0;) depth[node] = depth[parents[node]] + 1;
  depth.resize(leaves.size());
  return depth;
}

/// Returns how many code words have each length if none may be above `longest`. Words that are cut short take up too
/// much of the code space, so others are made longer until it suffices.
std::vector<std::size_t> words_of_length(const std::vector<int>& depths, int longest) {
  const auto last = static_cast<std::size_t>(longest);
  std::vector<std::size_t> words(last + 1, 0);
  std::size_t used = 0;  // part of the code space of 2^longest
  for (const int depth : depths) {
    const int length = std::min(depth, longest);
    ++words[static_cast<std::size_t>(length)];
    used += std::size_t{1} << (longest - length);
  }
  for (; used > std::size_t{1} << longest; --used) {
    std::size_t length = last - 1;
    while (words[length] == 0) --length;
    --words[length];
    words[length + 1] += 2;
    --words[last];
  }
  return words;
}

}  // namespace

std::vector<std::uint8_t> prefix_code_lengths(std::span<const std::uint32_t> counts, int longest) {
  std::vector<std::uint8_t> lengths(counts.size(), 0);
  const std::vector<std::size_t> symbols = by_count(counts);
  if (symbols.size() == 1) lengths[symbols.front()] = 1;
  if (symbols.size() < 2) return lengths;
  std::vector<std::uint64_t> leaves;
  leaves.reserve(symbols.size());
  for (const std::size_t symbol : symbols) leaves.push_back(counts[symbol]);
  const std::vector<std::size_t> words = words_of_length(depths(leaves), longest);
  auto symbol = symbols.begin();
  for (std::size_t length = words.size() - 1; length > 0; --length) {
    for (std::size_t i = 0; i < words[length]; ++i) lengths[*symbol++] = static_cast<std::uint8_t>(length);
  }
  return lengths;
}

std::vector<std::uint16_t> prefix_code_words(std::span<const std::uint8_t> lengths) {
  std::vector<std::uint16_t> words(lengths.size(), 0);
  std::uint32_t next = 0;
  for (int length = 1; length <= 15; ++length) {
    for (std::size_t symbol = 0; symbol < lengths.size(); ++symbol) {
      if (lengths[symbol] != length) continue;
      for (int bit = 0; bit < length; ++bit) {
        words[symbol] = static_cast<std::uint16_t>(words[symbol] | ((next >> bit & 1) << (length - 1 - bit)));
      }
      ++next;
    }
    next <<= 1;
  }
  return words;
}

}  // namespace convarith
