// The colour in the middle of every cell of the canvas, in every frame, tells how many stamps have come.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/layout/stamp_films.hpp"
#include "tests/render/films.hpp"
#include "tests/support/builtin_themes.hpp"

namespace convarith::testing::stamp_colours_test {
namespace {

/// Of two colours on any channel.
int largest_difference(const Colour& a, const Colour& b) {
  return std::max({std::abs(a.red - b.red), std::abs(a.green - b.green), std::abs(a.blue - b.blue)});
}

/// Looks at places of the canvas in frames.
class CanvasProbe {
 public:
  CanvasProbe(const Film& film, const StampedPlaces& places)
      : rows_(places.rows()), cols_(places.cols()), page_width_(film.width), page_height_(film.height) {
    for (const Shape& shape : film.scene(0)) {
      if (shape.role == Role::canvas) corners_ = std::get<Fill>(shape.form).polygon;
    }
    EXPECT_EQ(corners_.size(), 4u);
  }

  /// Beside the middle, where a plus may be.
  Colour at(const Image& image, int row, int col) const {
    const double right = (col + 0.5 - 0.15) / cols_;
    const double down = (row + 0.5 - 0.15) / rows_;
    // From the corner at the left end of the last row: along the rows, and towards the first one.
    const Point& corner = corners_[0];
    const double up = 1 - down;
    const double x = corner.x + right * (corners_[1].x - corner.x) + up * (corners_[3].x - corner.x);
    const double y = corner.y + right * (corners_[1].y - corner.y) + up * (corners_[3].y - corner.y);
    return image.at(static_cast<int>(x * image.size.width / page_width_),
                    static_cast<int>((page_height_ - y) * image.size.height / page_height_));
  }

 private:
  int rows_;
  int cols_;
  double page_width_;
  double page_height_;
  std::vector<Point> corners_;
};

/// What cells of a layer look like, from counts of stamps.
class ExpectedColours {
 public:
  explicit ExpectedColours(const StampedPlaces& places) : places_(places) {
    for (int row = 0; row < places.rows(); ++row) {
      for (int col = 0; col < places.cols(); ++col) {
        if (places.is_output(row, col)) most_ = std::max(most_, places.stamps(row, col));
      }
    }
  }

  Colour at(int step, int row, int col) const {
    return places_.is_output(row, col) ? output(step, row, col) : colours::kPaper;
  }

 private:
  Colour output(int step, int row, int col) const {
    const int stamps = places_.stamps(row, col, step + 1);
    const int all = places_.stamps(row, col);
    if (all == 0) return places_.is_passed(row, col, step + 1) ? kSolarized.output : colours::kPaper;
    if (stamps == all) return kSolarized.output;
    if (stamps == 0) return colours::kPaper;
    const int levels = std::min(most_, 16);
    const int level = std::max(1, stamps * levels / all);
    const double share = (level + 0.5) / (levels + 1);
    const auto channel = [share](int full) {
      return static_cast<std::uint8_t>(std::lround(255 - share * (255 - full)));
    };
    return {channel(kSolarized.output.red), channel(kSolarized.output.green), channel(kSolarized.output.blue)};
  }

  const StampedPlaces& places_;
  int most_ = 1;
};

std::string to_text(const Colour& colour) {
  return std::to_string(colour.red) + " " + std::to_string(colour.green) + " " + std::to_string(colour.blue);
}

void expect_colours(const FigureLayer& layer, double dpi) {
  const Film film = draw_stamps(layer).film;
  const StampedPlaces places(layer);
  const ExpectedColours expected(places);
  const CanvasProbe probe(film, places);
  FrameRenderer renderer(film, size_at_dpi(film, dpi));
  for (int step = 0; step < places.steps(); ++step) {
    const Image image(renderer.render(static_cast<std::size_t>(step)));
    for (int row = 0; row < places.rows(); ++row) {
      for (int col = 0; col < places.cols(); ++col) {
        const Colour seen = probe.at(image, row, col);
        const Colour wanted = expected.at(step, row, col);
        ASSERT_LE(largest_difference(seen, wanted), 1) << "step " << step << ", place " << row << "," << col << " is "
                                                       << to_text(seen) << ", not " << to_text(wanted);
      }
    }
  }
}

TEST(StampColours, AreThoseOfTheStampsThatHaveCome) {
  constexpr std::array resolutions{72.0, 96.0, 150.0, 300.0};
  const std::vector<FigureLayer> layers = transposed_layers(72);
  for (std::size_t i = 0; i < layers.size(); ++i) {
    SCOPED_TRACE(::testing::PrintToString(flags_of(layers[i])));
    ASSERT_NO_FATAL_FAILURE(expect_colours(layers[i], resolutions.at(i % 4)));
  }
}

TEST(StampColours, OfManyStampsAreExactToo) {
  for (const int k : {3, 4, 5}) {
    for (const int p : {0, 2}) {
      SCOPED_TRACE("k " + std::to_string(k) + ", p " + std::to_string(p));
      ASSERT_NO_FATAL_FAILURE(expect_colours(square(Kind::transposed, {6, k, 1, p, 1, 0}), 96));
    }
  }
}

TEST(StampFrames, AreTheSameWhateverCameBefore) {
  for (const FigureLayer& layer : transposed_layers(16)) {
    SCOPED_TRACE(::testing::PrintToString(flags_of(layer)));
    const Film film = draw_stamps(layer).film;
    const FrameSize size = size_at_dpi(film, 60);
    FrameRenderer renderer(film, size);
    for (const std::size_t step : {film.steps - 1, std::size_t{0}, film.steps / 2, film.steps - 1}) {
      const Image image(renderer.render(step));
      ASSERT_EQ(image.pixels, draw_alone(film, size, step).pixels) << "step " << step;
    }
  }
}

TEST(StampPalette, FitsAByteAndHasEveryTint) {
  // The last cuts off inputs too, and has as many tints as there may be.
  for (const FigureLayer& layer :
       {square(Kind::transposed, {3, 3, 1, 0, 1, 0}), square(Kind::transposed, {4, 4, 1, 0, 1, 0}),
        FigureLayer{Kind::transposed, {6, 4, 1, 4, 1, 0, 2}, {6, 4, 1, 4, 1, 0, 1}}}) {
    const Film film = draw_stamps(layer).film;
    for (const double scale : {0.5, 1.0, 150.0 / 72, 300.0 / 72}) {
      const Palette palette(film.paints, scale);
      EXPECT_LE(palette.colours().size(), 255u);
      for (int area = 0; area < palette.areas(); ++area) {
        EXPECT_EQ(palette.colours()[palette.index_of_area(area)], palette.area_colour(area));
      }
    }
  }
}

}  // namespace
}  // namespace convarith::testing::stamp_colours_test
