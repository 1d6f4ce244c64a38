// Sheets that only grow: drawn bit by bit, they look as if drawn anew.

#include <gtest/gtest.h>

#include <vector>

#include "arithmetic/operation.hpp"
#include "layout/figure/figure.hpp"
#include "render/frame_renderer.hpp"
#include "tests/support/builtin_themes.hpp"

namespace convarith::testing::growing_sheet_test {
namespace {

/// An equation, the outputs of which grow.
Film growing_film() {
  LayerOptions options;
  options.n = PerAxis{4, 5, 0, 2};
  options.k = PerAxis::all(2);
  const Operation operation = *make_operation(options);
  Subject subject(operation);
  subject.values.front().input = {{1, 4, 5}, std::vector<double>(20, 2.5)};
  subject.values.front().weights = {{1, 1, 2, 2}, {1, -2, 3, 4}};
  FigureOptions figure;
  figure.view = "equation";
  return *lay_out_figure(subject, figure, Typesetter());
}

using Pixels = std::vector<std::uint8_t>;

Pixels pixels_of(FrameRenderer& renderer, std::size_t step) {
  const Frame frame = renderer.render(step);
  return {frame.pixels.begin(), frame.pixels.end()};
}

TEST(GrowingSheet, IsThereInTheFilm) {
  int growing = 0;
  for (const Sheet& sheet : growing_film().sheets) growing += sheet.added ? 1 : 0;
  EXPECT_EQ(growing, 1);
}

TEST(GrowingSheet, LooksTheSameWhereverOneBegins) {
  const Film film = growing_film();
  for (const double dpi : {40.0, 72.0, 150.0}) {
    FrameRenderer all(film, size_at_dpi(film, dpi));
    for (std::size_t step = 0; step < film.steps; ++step) {
      FrameRenderer one(film, size_at_dpi(film, dpi));
      EXPECT_EQ(pixels_of(all, step), pixels_of(one, step)) << dpi << " dpi, step " << step;
    }
  }
}

TEST(GrowingSheet, LooksLikeAMovingOne) {
  const Film film = growing_film();
  Film moving = film;
  for (Sheet& sheet : moving.sheets) sheet.added = {};
  FrameRenderer grown(film, size_at_dpi(film, 150));
  FrameRenderer moved(moving, size_at_dpi(moving, 150));
  for (std::size_t step = 0; step < film.steps; ++step) {
    EXPECT_EQ(pixels_of(grown, step), pixels_of(moved, step)) << step;
  }
}

TEST(GrowingSheet, MayHaveAStillOneRightAboveIt) {
  Film film = growing_film();
  ASSERT_TRUE(film.sheets[1].added && film.sheets[3].still);
  film.sheets.erase(film.sheets.begin() + 2);
  Film moving = film;
  for (Sheet& sheet : moving.sheets) sheet.added = {};
  for (const std::size_t step : {0U, 5U}) {
    FrameRenderer grown(film, size_at_dpi(film, 150));
    FrameRenderer moved(moving, size_at_dpi(moving, 150));
    EXPECT_EQ(pixels_of(grown, step), pixels_of(moved, step)) << step;
  }
}

TEST(GrowingSheet, CanSkipStepsAndGoBack) {
  const Film film = growing_film();
  FrameRenderer renderer(film, size_at_dpi(film, 72));
  for (const std::size_t step : {5U, 9U, 2U, 2U, 3U, 0U, 11U}) {
    FrameRenderer fresh(film, size_at_dpi(film, 72));
    EXPECT_EQ(pixels_of(renderer, step), pixels_of(fresh, step)) << step;
  }
}

TEST(GrowingSheet, SaysWhatChanged) {
  const Film film = growing_film();
  FrameRenderer renderer(film, size_at_dpi(film, 100));
  Pixels before = pixels_of(renderer, 0);
  for (const std::size_t step : {1U, 4U, 2U}) {
    const Frame frame = renderer.render(step);
    std::vector<bool> noted(frame.pixels.size());
    for (const ChangedRow& row : frame.changed) {
      for (int x = row.first; x < row.last; ++x) {
        const auto pixel =
            static_cast<std::size_t>(row.y) * static_cast<std::size_t>(frame.size.width) + static_cast<std::size_t>(x);
        noted[pixel] = true;
        ASSERT_EQ(row.before[x - row.first], before[pixel]);
      }
    }
    for (std::size_t i = 0; i < before.size(); ++i) ASSERT_TRUE(noted[i] || frame.pixels[i] == before[i]) << i;
    before.assign(frame.pixels.begin(), frame.pixels.end());
  }
}

}  // namespace
}  // namespace convarith::testing::growing_sheet_test
