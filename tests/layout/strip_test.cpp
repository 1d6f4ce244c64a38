// Several steps in one picture.

#include "layout/page/strip.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "arithmetic/operation.hpp"
#include "layout/figure/figure.hpp"
#include "tests/layout/shape_boxes.hpp"
#include "tests/support/builtin_themes.hpp"

namespace convarith::testing::strip_test {
namespace {

using Steps = std::vector<std::size_t>;

Steps chosen(std::optional<int> pictures, const StepRange& range, std::size_t all) {
  const auto steps = steps_of_strip({pictures}, range, all);
  EXPECT_TRUE(steps);
  return steps ? *steps : Steps{};
}

Subject subject_of(int n, int k) {
  LayerOptions layer;
  layer.n = PerAxis::all(n);
  layer.k = PerAxis::all(k);
  return {*make_operation(layer)};
}

Film lay_out(const Subject& subject, const FigureOptions& options, const StepRange& range = {}) {
  const Result<Film> film = lay_out_figure(subject, options, Typesetter(), range);
  EXPECT_TRUE(film);
  return *film;
}

FigureOptions strip_of_all() {
  FigureOptions options;
  options.strip = Strip{};
  return options;
}

/// Boxes of the shapes of a role, in the order in which they are drawn.
std::vector<Box> boxes_of(const Film& film, Role role) {
  std::vector<Box> boxes;
  for (const Shape& shape : film.scene(0)) {
    if (shape.role == role) boxes.push_back(box_of(shape));
  }
  return boxes;
}

TEST(Strip, SpreadsItsStepsEvenlyFromTheFirstToTheLast) {
  EXPECT_EQ(chosen(4, {}, 9), (Steps{0, 3, 5, 8}));
  EXPECT_EQ(chosen(3, {}, 9), (Steps{0, 4, 8}));
  EXPECT_EQ(chosen(2, {}, 9), (Steps{0, 8}));
  EXPECT_EQ(chosen(3, {2, 7}, 9), (Steps{2, 4, 6}));
  for (std::size_t all = 2; all < 60; ++all) {
    for (int pictures = 2; pictures <= static_cast<int>(all); ++pictures) {
      const Steps steps = chosen(pictures, {}, all);
      ASSERT_EQ(steps.size(), static_cast<std::size_t>(pictures));
      EXPECT_EQ(steps.front(), 0U);
      EXPECT_EQ(steps.back(), all - 1);
      const std::size_t least = (all - 1) / (steps.size() - 1);
      for (std::size_t i = 1; i < steps.size(); ++i) {
        EXPECT_GE(steps[i] - steps[i - 1], least) << pictures << " of " << all;
        EXPECT_LE(steps[i] - steps[i - 1], least + 1) << pictures << " of " << all;
      }
    }
  }
}

TEST(Strip, OfFewerStepsThanPicturesHasThemAll) {
  EXPECT_EQ(chosen(8, {}, 3), (Steps{0, 1, 2}));
  EXPECT_EQ(chosen(std::nullopt, {}, 3), (Steps{0, 1, 2}));
  EXPECT_EQ(chosen(std::nullopt, {1, {}}, 3), (Steps{1, 2}));
  EXPECT_EQ(chosen(5, {2, 9}, 3), (Steps{2}));
  EXPECT_EQ(chosen(4, {}, 1), (Steps{0}));
}

TEST(Strip, OfStepsThatAreNotThereIsRefused) {
  const auto none = steps_of_strip({4}, {9, {}}, 9);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.problems().front().where, "steps");
  const auto many = steps_of_strip({}, {}, 5000);
  ASSERT_FALSE(many);
  EXPECT_EQ(many.problems().front().where, "strip");
}

TEST(Strip, ShowsWhatTheStepsShow) {
  const Subject subject = subject_of(4, 3);
  const Film steps = lay_out(subject, {});
  const Film strip = lay_out(subject, strip_of_all());
  ASSERT_EQ(strip.steps, 1U);
  std::vector<std::pair<Role, PaintId>> expected;
  for (std::size_t step = 0; step < steps.steps; ++step) {
    for (const Shape& shape : steps.scene(step)) expected.emplace_back(shape.role, shape.paint);
  }
  std::vector<std::pair<Role, PaintId>> shown;
  for (const Shape& shape : strip.scene(0)) shown.emplace_back(shape.role, shape.paint);
  EXPECT_EQ(shown, expected);
}

TEST(Strip, HasItsPicturesInRowsThatDoNotTouch) {
  FigureOptions options = strip_of_all();
  options.columns = 2;
  const Subject subject = subject_of(4, 3);
  const Film strip = lay_out(subject, options);
  const std::size_t shapes = lay_out(subject, {}).scene(0).size();
  const DisplayList scene = strip.scene(0);
  ASSERT_EQ(scene.size(), 4 * shapes);
  std::vector<Box> pictures(4);
  for (std::size_t i = 0; i < scene.size(); ++i) pictures[i / shapes].add(box_of(scene[i]));
  EXPECT_LT(pictures[0].right, pictures[1].left);
  EXPECT_LT(pictures[2].right, pictures[3].left);
  EXPECT_GT(pictures[0].bottom, pictures[2].top);
  EXPECT_NEAR(pictures[0].left, pictures[2].left, 1e-9);
  for (const Box& picture : pictures) {
    EXPECT_GT(picture.left, 9);
    EXPECT_GT(picture.bottom, 9);
    EXPECT_LT(picture.right, strip.width - 9);
    EXPECT_LT(picture.top, strip.height - 9);
  }
}

TEST(Strip, IsWrittenAroundOnce) {
  FigureOptions options = strip_of_all();
  options.legend = true;
  options.caption = "params";
  options.title = "A strip";
  const Subject subject = subject_of(4, 3);
  const Film strip = lay_out(subject, options);
  FigureOptions of_step = options;
  of_step.strip.reset();
  const Film step = lay_out(subject, of_step);
  EXPECT_EQ(boxes_of(strip, Role::legend_swatch).size(), boxes_of(step, Role::legend_swatch).size());
  EXPECT_EQ(boxes_of(strip, Role::title).size(), boxes_of(step, Role::title).size());
  EXPECT_EQ(boxes_of(strip, Role::step_counter).size(), 0U);
}

TEST(Strip, CountsItsStepsBelowThePictures) {
  FigureOptions options;
  options.strip = Strip{3};
  options.step_counter = true;
  const Film strip = lay_out(subject_of(5, 3), options);
  std::vector<std::string> numbers;
  for (const Shape& shape : strip.scene(0)) {
    if (shape.role == Role::step_counter) numbers.push_back(std::get<Text>(shape.form).characters);
  }
  EXPECT_EQ(numbers, (std::vector<std::string>{"1/9", "5/9", "9/9"}));
  Box pictures;
  for (const Shape& shape : strip.scene(0)) {
    if (shape.role != Role::step_counter) pictures.add(box_of(shape));
  }
  for (const Box& number : boxes_of(strip, Role::step_counter)) EXPECT_LT(number.top, pictures.bottom);
}

TEST(Strip, OfColumnsAloneIsNone) {
  FigureOptions options;
  options.columns = 3;
  const Result<Film> film = lay_out_figure(subject_of(5, 3), options, Typesetter());
  ASSERT_FALSE(film);
  EXPECT_EQ(film.problems().front().where, "columns");
}

TEST(StripColumns, AreARowOfFewPicturesAndAGoodShapeOfMany) {
  const auto columns = [](std::size_t count, double width, double height, std::optional<std::size_t> map = {}) {
    return good_columns({count, 1, width, height, 0}, map);
  };
  for (std::size_t count = 1; count <= 5; ++count) EXPECT_EQ(columns(count, 160, 150), count);
  EXPECT_EQ(columns(6, 160, 150), 3U);
  EXPECT_EQ(columns(8, 160, 150), 4U);
  EXPECT_EQ(columns(12, 160, 150), 4U);
  // Those of the output's own map, where the page isn't long for that.
  EXPECT_EQ(columns(9, 160, 150, 3), 3U);
  EXPECT_EQ(columns(6, 160, 150, 6), 3U);
  // Long pictures stand below each other.
  EXPECT_EQ(columns(4, 600, 90), 1U);
}

}  // namespace
}  // namespace convarith::testing::strip_test
