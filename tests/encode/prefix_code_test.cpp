// Prefix codes: what holds for every optimal one.

#include "encode/prefix_code.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace convarith::testing::prefix_code_test {
namespace {

using Counts = std::vector<std::uint32_t>;
using Lengths = std::vector<std::uint8_t>;

/// The share of the code space that code words of such lengths take up.
double used_space(const Lengths& lengths) {
  double used = 0;
  for (const std::uint8_t length : lengths) used += length > 0 ? std::exp2(-length) : 0;
  return used;
}

Counts random_counts(std::mt19937& random, std::size_t symbols, double spread) {
  std::exponential_distribution<double> distribution;
  Counts counts;
  for (std::size_t i = 0; i < symbols; ++i)
    counts.push_back(static_cast<std::uint32_t>(std::min(std::exp(spread * distribution(random)), 1e9)));
  return counts;
}

TEST(PrefixCode, HasNoWordsForWhatDoesNotOccur) {
  EXPECT_EQ(prefix_code_lengths(Counts{0, 0, 0}, 15), (Lengths{0, 0, 0}));
  EXPECT_EQ(prefix_code_lengths(Counts{0, 5, 0}, 15), (Lengths{0, 1, 0}));
  EXPECT_EQ(prefix_code_lengths(Counts{3, 0, 5}, 15), (Lengths{1, 0, 1}));
}

TEST(PrefixCode, HasTheLengthsOfHuffmansExample) {
  // Probabilities of "A method for the construction of minimum-redundancy codes" (1952), table I.
  const Lengths lengths = prefix_code_lengths(Counts{20, 18, 10, 10, 10, 6, 6, 4, 4, 4, 4, 3, 1}, 15);
  const Counts counts{20, 18, 10, 10, 10, 6, 6, 4, 4, 4, 4, 3, 1};
  EXPECT_EQ(std::inner_product(counts.begin(), counts.end(), lengths.begin(), 0u), 342u);
}

TEST(PrefixCode, FillsTheCodeSpaceWithinTheLimit) {
  std::mt19937 random(1);
  for (const int longest : {7, 9, 15}) {
    for (int i = 0; i < 200; ++i) {
      const Counts counts = random_counts(random, 2 + random() % 100, 4);
      const Lengths lengths = prefix_code_lengths(counts, longest);
      for (std::size_t symbol = 0; symbol < counts.size(); ++symbol) {
        EXPECT_GT(lengths[symbol], 0);
        EXPECT_LE(lengths[symbol], longest);
      }
      EXPECT_EQ(used_space(lengths), 1);
    }
  }
}

TEST(PrefixCode, GivesRarerSymbolsNoShorterWords) {
  std::mt19937 random(2);
  const Counts counts = random_counts(random, 60, 5);
  const Lengths lengths = prefix_code_lengths(counts, 9);
  for (std::size_t a = 0; a < counts.size(); ++a) {
    for (std::size_t b = 0; b < counts.size(); ++b) {
      if (counts[a] < counts[b]) {
        EXPECT_GE(lengths[a], lengths[b]);
      }
    }
  }
}

TEST(PrefixCode, HasTheWordsOfTheSpecificationsExample) {
  // RFC 1951, section 3.2.2: 010 011 100 101 110 00 1110 1111; turned round here.
  EXPECT_EQ(prefix_code_words(Lengths{3, 3, 3, 3, 3, 2, 4, 4}),
            (std::vector<std::uint16_t>{0b010, 0b110, 0b001, 0b101, 0b011, 0b00, 0b0111, 0b1111}));
}

}  // namespace
}  // namespace convarith::testing::prefix_code_test
