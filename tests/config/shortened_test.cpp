#include "config/shortened.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace convarith::testing::shortened_test {
namespace {

TEST(Shortened, OnlyWhatIsTooLong) {
  EXPECT_EQ(shortened(""), "");
  EXPECT_EQ(shortened("abcde", 5), "abcde");
  EXPECT_EQ(shortened("abcdef", 5), "abcde...");
  EXPECT_EQ(shortened(std::string(60, 'a')), std::string(60, 'a'));
  EXPECT_EQ(shortened(std::string(61, 'a')), std::string(60, 'a') + "...");
}

/// Characters of one to four bytes, each at all places around the limit.
TEST(Shortened, NeverWithinACharacter) {
  for (const std::string& character : std::vector<std::string>{"a", "é", "≤", "𝄞"}) {
    for (std::size_t before = 0; before <= 8; ++before) {
      const std::string start(before, 'a');
      const std::string text = start + character + std::string(8, 'b');
      const std::string quoted = shortened(text, 8);
      const bool fits = before + character.size() <= 8;
      const std::string expected = fits ? start + character + std::string(8 - before - character.size(), 'b') : start;
      EXPECT_EQ(quoted, expected + "...") << text;
    }
  }
  EXPECT_EQ(shortened("aaaaa≤", 8), "aaaaa≤");
  EXPECT_EQ(shortened("aaaaaa≤", 8), "aaaaaa...");
}

TEST(Shortened, OnOneLine) {
  EXPECT_EQ(shortened("[1,\n\t2]"), "[1,  2]");
}

TEST(Shortened, BytesThatAreNoTextAreKept) {
  EXPECT_EQ(shortened(std::string(9, '\x80'), 8), std::string(5, '\x80') + "...");
}

}  // namespace
}  // namespace convarith::testing::shortened_test
