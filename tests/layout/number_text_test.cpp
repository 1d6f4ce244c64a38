#include "layout/panels/number_text.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace convarith::testing::number_text_test {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

int decimals(std::vector<double> numbers, std::optional<int> precision = {}) {
  return decimals_of(numbers, precision);
}

TEST(NumberText, HasAMinusSignRatherThanAHyphen) {
  EXPECT_EQ(number_text(3, 0), "3");
  EXPECT_EQ(number_text(-3, 0), "−3");
  EXPECT_EQ(number_text(-1234.56, 2), "−1234.56");
  EXPECT_EQ(number_text(0.5, 3), "0.500");
}

TEST(NumberText, HasNoSignBeforeZero) {
  EXPECT_EQ(number_text(-0.0, 1), "0.0");
  EXPECT_EQ(number_text(-0.004, 2), "0.00");
  EXPECT_EQ(number_text(-0.006, 2), "−0.01");
}

TEST(NumberText, SaysWhatIsInfinite) {
  EXPECT_EQ(number_text(-kInfinity, 2), "−∞");
}

TEST(Decimals, AreAsManyAsAllNumbersNeedUpToTwo) {
  EXPECT_EQ(decimals({1, 2, -3}), 0);
  EXPECT_EQ(decimals({1, 0.5}), 1);
  EXPECT_EQ(decimals({1, 0.25, 0.5}), 2);
  EXPECT_EQ(decimals({1.0 / 3}), 2);
  EXPECT_EQ(decimals({}), 0);
  EXPECT_EQ(decimals({-kInfinity, 2}), 0);
}

TEST(Decimals, ForgiveTheLastBitsOfSums) {
  EXPECT_EQ(decimals({0.1 + 0.2}), 1);
  EXPECT_EQ(decimals({1.1 * 3 - 3.3 + 2}), 0);
}

TEST(Decimals, AreThoseOfLargeNumbersToo) {
  EXPECT_EQ(decimals({1000000002.75}), 2);
  EXPECT_EQ(decimals({1234567.001}, 3), 3);
}

TEST(Decimals, AreThoseAskedForUnlessAllNumbersAreWhole) {
  EXPECT_EQ(decimals({1, 2}, 3), 0);
  EXPECT_EQ(decimals({1.5, 2}, 3), 3);
  EXPECT_EQ(decimals({1.5, 2}, 0), 0);
}

}  // namespace
}  // namespace convarith::testing::number_text_test
