#include "config/suggest.hpp"

#include <gtest/gtest.h>

namespace convarith::testing::suggest_test {
namespace {

using Words = std::vector<std::string_view>;

const Words kFlags{"--stride", "--steps", "--padding", "--preset", "--presets", "--name", "--quiet"};

TEST(NearestWords, OneMistakeOfEachKindIsForgiven) {
  const Words known{"stride"};
  for (const char* typo : {"strid", "striide", "stryde", "strdie", "STRIDE"}) {
    EXPECT_EQ(nearest_words(typo, known), known) << typo;
  }
}

TEST(NearestWords, BestComesFirst) {
  EXPECT_EQ(nearest_words("--presets", kFlags), (Words{"--presets", "--preset"}));
  EXPECT_EQ(nearest_words("--preset", kFlags).front(), "--preset");
}

TEST(NearestWords, ABeginningIsNear) {
  EXPECT_EQ(nearest_words("padding", Words{"padding_strides_odd", "dilation"}), (Words{"padding_strides_odd"}));
  EXPECT_EQ(nearest_words("pa", Words{"padding_strides_odd"}), Words{});
}

TEST(NearestWords, NoneWhereNothingIsNear) {
  EXPECT_EQ(nearest_words("--zoom", kFlags), Words{});
  EXPECT_EQ(nearest_words("", kFlags), Words{});
  EXPECT_EQ(nearest_words(std::string(100'000, 'a'), kFlags), Words{});
}

TEST(NearestWords, AtMostThree) {
  EXPECT_EQ(nearest_words("aaaa", Words{"aaab", "aaac", "aaad", "aaae"}).size(), 3u);
}

TEST(ChooseFrom, NamesWhatIsNear) {
  EXPECT_EQ(choose_from("gfi", Words{"gif", "png"}), "did you mean gif?");
}

TEST(ChooseFrom, NamesEverythingWhereNothingIsNear) {
  EXPECT_EQ(choose_from("webp", Words{"gif", "png"}), "choose from gif, png");
}

}  // namespace
}  // namespace convarith::testing::suggest_test
