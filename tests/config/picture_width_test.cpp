#include <gtest/gtest.h>

#include "config/preset.hpp"
#include "convarith/request.hpp"

namespace convarith::testing::picture_width_test {
namespace {

using Unit = PictureWidth::Unit;

TEST(PictureWidth, IsTheSameInEveryUnit) {
  EXPECT_NEAR(width_in_bp({300, Unit::px}), 225, 1e-9) << "96 px to the inch";
  EXPECT_NEAR(width_in_bp({2.54, Unit::cm}), 72, 1e-9);
  EXPECT_NEAR(width_in_bp({25.4, Unit::mm}), 72, 1e-9);
  EXPECT_NEAR(width_in_bp({1, Unit::in}), 72, 1e-9);
  EXPECT_NEAR(width_in_bp({72.27, Unit::pt}), 72, 1e-9) << "as in TeX";
  EXPECT_NEAR(width_in_bp({72, Unit::bp}), 72, 1e-9);
}

/// A preset's values with flags over them: its dpi and its width in bp, 0 where there are none.
std::pair<double, double> merged(const std::string& preset, const std::string& flags) {
  const Request request = merge(*read_preset(preset, "a", ""), *read_preset(flags, "b", "")).request;
  return {request.dpi.value_or(0), request.width ? width_in_bp(*request.width) : 0};
}

TEST(PictureWidth, InPixelsTakesThePlaceOfAResolution) {
  EXPECT_EQ(merged(R"({"dpi": 300})", R"({"width": 96})"), std::pair(0.0, 72.0));
  EXPECT_EQ(merged(R"({"width": 96})", R"({"dpi": 300})"), std::pair(300.0, 0.0));
}

TEST(PictureWidth, OnPaperGoesWithAResolution) {
  EXPECT_EQ(merged(R"({"dpi": 300})", R"({"width": "1in"})"), std::pair(300.0, 72.0));
  EXPECT_EQ(merged(R"({"width": "1in"})", R"({"dpi": 300})"), std::pair(300.0, 72.0));
}

}  // namespace
}  // namespace convarith::testing::picture_width_test
