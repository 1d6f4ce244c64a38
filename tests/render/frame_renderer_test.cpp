// Frames of any step, whatever was rendered before.

#include "render/frame_renderer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "tests/layout/films.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/render/films.hpp"

namespace convarith::testing::frame_renderer_test {
namespace {

std::vector<std::size_t> shuffled_steps(const Film& film, unsigned seed) {
  std::vector<std::size_t> steps(film.steps);
  std::iota(steps.begin(), steps.end(), std::size_t{0});
  std::shuffle(steps.begin(), steps.end(), std::mt19937(seed));
  // One of them twice, with nothing between.
  steps.push_back(steps.back());
  return steps;
}

/// Calls `check` with films of random layers at several resolutions.
template <class Check>
void for_random_films(const Check& check) {
  for (unsigned number = 0; number < 36; ++number) {
    SCOPED_TRACE("layer " + std::to_string(number));
    const Film film = lay_out(random_layer(number));
    const double resolutions[] = {40, 72, 150};
    check(film, size_at_dpi(film, resolutions[number / 6 % 3]), number);
    if (::testing::Test::HasFailure()) return;
  }
}

/// A square that steps to the right by 3 bp at a time.
Sheet wandering_square(PaintId paint) {
  return moving([paint](std::size_t step) {
    const double x = 2 + 3 * static_cast<double>(step);
    return DisplayList{rectangle(paint, {x, 8}, {x + 8, 22})};
  });
}

const std::vector<Paint> kThreePaints{{kWhite, 1, {}, 0}, {kRed, 1, {0, 2}, 0}, {kBlue, 1, {0, 1}, 0}};

TEST(FrameRenderer, DrawsAStepTheSameWhateverCameBefore) {
  for_random_films([](const Film& film, FrameSize size, unsigned seed) {
    FrameRenderer renderer(film, size);
    for (const std::size_t step : shuffled_steps(film, seed)) {
      const Image image(renderer.render(step));
      const Image alone = draw_alone(film, size, step);
      ASSERT_EQ(image.palette, alone.palette);
      ASSERT_EQ(image.pixels, alone.pixels) << "step " << step;
    }
  });
}

TEST(FrameRenderer, ReportsEveryPixelThatChangesAndWhatItWas) {
  for_random_films([](const Film& film, FrameSize size, unsigned seed) {
    FrameRenderer renderer(film, size);
    std::vector<std::uint8_t> earlier;
    for (const std::size_t step : shuffled_steps(film, seed)) {
      const Frame frame = renderer.render(step);
      if (earlier.empty()) earlier.assign(frame.pixels.begin(), frame.pixels.end());
      std::vector<std::uint8_t> restored(frame.pixels.begin(), frame.pixels.end());
      for (const ChangedRow& row : frame.changed) {
        const auto start = static_cast<std::size_t>(row.y) * static_cast<std::size_t>(size.width);
        if (!frame.is_first) {
          ASSERT_TRUE(std::equal(row.before, row.before + (row.last - row.first),
                                 earlier.begin() + static_cast<std::ptrdiff_t>(start) + row.first));
        }
        std::copy_n(earlier.begin() + static_cast<std::ptrdiff_t>(start) + row.first, row.last - row.first,
                    restored.begin() + static_cast<std::ptrdiff_t>(start) + row.first);
      }
      ASSERT_EQ(restored, earlier) << "a pixel outside the changed rows changed in step " << step;
      earlier.assign(frame.pixels.begin(), frame.pixels.end());
    }
  });
}

TEST(FrameRenderer, HasNothingToCompareTheFirstFrameWith) {
  const Film film = lay_out(random_layer(0));
  FrameRenderer renderer(film, size_at_dpi(film, 72));
  const Frame frame = renderer.render(0);
  EXPECT_TRUE(frame.is_first);
  EXPECT_TRUE(frame.changed.empty());
  const Frame second = renderer.render(1);
  EXPECT_FALSE(second.is_first);
  EXPECT_FALSE(second.changed.empty());
}

TEST(FrameRenderer, ReportsLittleWhereLittleMoves) {
  const Film film = small_film(kThreePaints, {still({}), wandering_square(1)}, 8);
  FrameRenderer renderer(film, size_at_dpi(film, 72));
  renderer.render(0);
  const Frame frame = renderer.render(1);
  for (const ChangedRow& row : frame.changed) {
    EXPECT_GE(row.y, 7);
    EXPECT_LT(row.y, 23);
    EXPECT_LE(row.last - row.first, 15);
  }
}

TEST(FrameRenderer, PutsEachMovingShapeWhereItsStepWantsIt) {
  const Film film = small_film(kThreePaints, {still({}), wandering_square(1)}, 8);
  FrameRenderer renderer(film, size_at_dpi(film, 72));
  for (const std::size_t step : {0u, 5u, 2u, 7u}) {
    const Image image(renderer.render(step));
    for (int x = 0; x < 40; ++x) {
      const int left = 2 + 3 * static_cast<int>(step);
      EXPECT_EQ(image.at(x, 15), x >= left && x < left + 8 ? kRed : kWhite) << "step " << step << ", x " << x;
    }
    EXPECT_EQ(image.at(2 + 3 * static_cast<int>(step), 7), kWhite);
    EXPECT_EQ(image.at(2 + 3 * static_cast<int>(step), 8), kRed);
  }
}

TEST(FrameRenderer, HidesAMovingSheetUnderAStillOne) {
  const Film film =
      small_film(kThreePaints, {still({}), wandering_square(1), still({rectangle(2, {15, 0}, {25, 30})})}, 8);
  FrameRenderer renderer(film, size_at_dpi(film, 72));
  for (std::size_t step = 0; step < film.steps; ++step) {
    const Image image(renderer.render(step));
    const int left = 2 + 3 * static_cast<int>(step);
    for (int x = 0; x < 40; ++x) {
      const Colour beside = x >= left && x < left + 8 ? kRed : kWhite;
      EXPECT_EQ(image.at(x, 15), x >= 15 && x < 25 ? kBlue : beside) << "step " << step << ", x " << x;
    }
  }
}

TEST(FrameRenderer, DrawsAMovingSheetOverAnOverlay) {
  const Film film = small_film(
      kThreePaints, {still({}), wandering_square(1), still({rectangle(2, {0, 0}, {40, 30})}), wandering_square(1)}, 8);
  const Image image = draw_alone(film, size_at_dpi(film, 72), 4);
  EXPECT_EQ(image.at(16, 15), kRed);
  EXPECT_EQ(image.at(30, 15), kBlue);
}

TEST(FrameRenderer, SmoothsAnOverlaysEdgeOverWhatMovesBelow) {
  // The overlay's left edge halves the column of pixels from 15 on.
  const Film film =
      small_film(kThreePaints, {still({}), wandering_square(1), still({rectangle(2, {15.5, 0}, {25, 30})})}, 8);
  const auto edge = [&](std::size_t step) { return draw_alone(film, size_at_dpi(film, 72), step).at(15, 15); };
  const auto expect_mixed = [](const Colour& seen, const Colour& a, const Colour& b) {
    EXPECT_NEAR(seen.red, (a.red + b.red) / 2, 32);
    EXPECT_NEAR(seen.green, (a.green + b.green) / 2, 32);
    EXPECT_NEAR(seen.blue, (a.blue + b.blue) / 2, 32);
  };
  expect_mixed(edge(0), kBlue, kWhite);
  expect_mixed(edge(3), kBlue, kRed);
}

TEST(FrameRenderer, TintsWhatMovesUnderAStillGlaze) {
  // White paper, red that moves, and over both a still veil that lets half of what is below through.
  const std::vector<Paint> paints{{kWhite, 1, {}, 0}, {kRed, 1, {0}, 0}, {kBlue, 0.5, {0, 1}, 0}};
  const Film film = small_film(paints, {still({}), wandering_square(1), still({rectangle(2, {10, 0}, {30, 30})})}, 8);
  FrameRenderer renderer(film, size_at_dpi(film, 72));
  for (std::size_t step = 0; step < film.steps; ++step) {
    const Image image(renderer.render(step));
    const int left = 2 + 3 * static_cast<int>(step);
    for (int x = 0; x < 40; ++x) {
      const Colour below = x >= left && x < left + 8 ? kRed : kWhite;
      const bool veiled = x >= 10 && x < 30;
      EXPECT_NEAR(image.at(x, 15).red, veiled ? (below.red + kBlue.red) / 2 : below.red, 1) << step << ", " << x;
      EXPECT_NEAR(image.at(x, 15).blue, veiled ? (below.blue + kBlue.blue) / 2 : below.blue, 1) << step << ", " << x;
    }
  }
}

TEST(FrameRenderer, TintsTheEdgesOfWhatTakesAGlazeAndLeavesThoseOfLines) {
  // The shape's left edge halves the column of pixels from 15 on; a veil lies over all of it.
  const auto edge = [](bool takes_glaze) {
    const std::vector<Paint> paints{{kWhite, 1, {}, 0}, {kRed, 1, {0}, 0, 1, takes_glaze}, {kBlack, 0.5, {0, 1}, 0}};
    const Film film = small_film(paints, {still({rectangle(1, {15.5, 0}, {25, 30})}), moving([](std::size_t) {
                                            return DisplayList{rectangle(2, {10, 0}, {30, 30})};
                                          })});
    return draw(film).at(15, 15);
  };
  EXPECT_NEAR(edge(true).red, (255 + kRed.red) / 4, 20);
  EXPECT_NEAR(edge(false).red, (255 / 2 + kRed.red) / 2, 20);
}

TEST(FrameSize, IsThePageRounded) {
  Film film;
  film.width = 100.3;
  film.height = 50;
  const FrameSize at_dpi = size_at_dpi(film, 150);
  EXPECT_EQ(at_dpi.width, 209);   // 208.96
  EXPECT_EQ(at_dpi.height, 104);  // 104.17
  const FrameSize at_width = size_at_width(film, 333);
  EXPECT_EQ(at_width.width, 333);
  EXPECT_EQ(at_width.height, 166);  // 166.002
  EXPECT_NEAR(at_width.scale, 3.32004, 1e-5);
}

TEST(FrameSize, IsAtLeastOnePixel) {
  Film film;
  film.width = 1000;
  film.height = 0.5;
  EXPECT_EQ(size_at_width(film, 3).height, 1);
  EXPECT_EQ(size_at_dpi(film, 1).height, 1);
}

}  // namespace
}  // namespace convarith::testing::frame_renderer_test
