#include "layout/shapes/transforms.hpp"

#include <gtest/gtest.h>

#include "layout/shapes/transforms.hpp"

namespace convarith::testing::moving_test {
namespace {

/// A film of one fill, one line and one letter, all at (1, 2).
Film film() {
  const auto draw = [](std::size_t) {
    Text letter;
    letter.size = 8;
    letter.origin = {1, 2};
    return DisplayList{{Role::input_cell, std::nullopt, kPaper, Fill{{{1, 2}, {2, 2}, {2, 3}}}},
                       {Role::input_grid, std::nullopt, kPaper, Stroke{{{{{1, 2}, {4, 2}}, false}}, 0.5, 3}},
                       {Role::label, std::nullopt, kPaper, letter}};
  };
  Paint paint;
  paint.rim = 0.5;
  return {10, 20, 1, {paint}, {{true, draw, draw}}};
}

TEST(Moved, FilmHasEverythingElsewhereAndAsLarge) {
  const Film there = moved(film(), {5, 7});
  EXPECT_EQ(there.width, 10);
  for (const DisplayList& shapes : {there.scene(0), there.sheets[0].added(0)}) {
    EXPECT_EQ(std::get<Fill>(shapes[0].form).polygon[2], (Point{7, 10}));
    EXPECT_EQ(std::get<Stroke>(shapes[1].form).paths[0].points[1], (Point{9, 9}));
    EXPECT_EQ(std::get<Stroke>(shapes[1].form).width, 0.5);
    EXPECT_EQ(std::get<Text>(shapes[2].form).origin, (Point{6, 9}));
    EXPECT_EQ(std::get<Text>(shapes[2].form).size, 8);
  }
}

TEST(Scaled, FilmHasAllOfItLarger) {
  const Film large = scaled(film(), 2);
  EXPECT_EQ(large.width, 20);
  EXPECT_EQ(large.height, 40);
  EXPECT_EQ(large.paints[0].rim, 1);
  for (const DisplayList& shapes : {large.scene(0), large.sheets[0].added(0)}) {
    EXPECT_EQ(std::get<Fill>(shapes[0].form).polygon[2], (Point{4, 6}));
    EXPECT_EQ(std::get<Stroke>(shapes[1].form).paths[0].points[1], (Point{8, 4}));
    EXPECT_EQ(std::get<Stroke>(shapes[1].form).width, 1);
    EXPECT_EQ(std::get<Stroke>(shapes[1].form).dash, 6);
    EXPECT_EQ(std::get<Text>(shapes[2].form).origin, (Point{2, 4}));
    EXPECT_EQ(std::get<Text>(shapes[2].form).size, 16);
  }
}

}  // namespace
}  // namespace convarith::testing::moving_test
