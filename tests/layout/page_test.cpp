// How large pages are.

#include <gtest/gtest.h>

#include "tests/layout/films.hpp"
#include "tests/pictures/floors_figure.hpp"
#include "tests/pictures/published.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/support/effort.hpp"

namespace convarith::testing::page_test {
namespace {

class PublishedPage : public ::testing::TestWithParam<Published> {};

TEST_P(PublishedPage, HasThePublishedSizeAndSteps) {
  const Film film = lay_out(GetParam().layer);
  EXPECT_NEAR(film.width, GetParam().page_width, 0.01);
  EXPECT_NEAR(film.height, GetParam().page_height, 0.01);
  EXPECT_EQ(film.steps, static_cast<std::size_t>(GetParam().steps));
}

INSTANTIATE_TEST_SUITE_P(All, PublishedPage, ::testing::ValuesIn(kPublished), name_of_figure);

TEST(Page, IsTightAroundBothPlanesOfAnyLayer) {
  for (unsigned number = 0; number < most_of(12) * kSorts; ++number) {
    const FigureLayer layer = random_layer(number);
    const Film film = lay_out(layer);
    const Figure figure(layer);
    EXPECT_NEAR(film.width, figure.page_width, 0.01) << "layer " << number;
    EXPECT_NEAR(film.height, figure.page_height, 0.01) << "layer " << number;
  }
}

TEST(Page, IsTightAroundAllPlanesOfALayerWithChannels) {
  for (unsigned number = 0; number < most_of(12) * kSorts; ++number) {
    const FigureLayer layer = with_channels(random_layer(number), number);
    const Film film = lay_out(layer);
    const FloorsFigure figure(layer);
    EXPECT_NEAR(film.width, figure.page_width, 0.01) << "layer " << number;
    EXPECT_NEAR(film.height, figure.page_height, 0.01) << "layer " << number;
  }
}

TEST(Page, HasRoomForInputsThatACropCutsOff) {
  // Of 4 rows and 5 columns without a kernel to speak of, a crop leaves 2 and 3: one is outside at each end.
  const Film film = lay_out({Kind::transposed, {4, 1, 1, 1, 1, 0}, {5, 1, 1, 1, 1, 0}});
  // Above the lowest point of the plane lie its three columns and one to the right, two rows and one above.
  const double rise = ((0.5 * (3 + 1) + 0.65 * (2 + 1)) / 1.15 + 1) * 14.17339;
  // The row below and the column to the left reach as far down as the plane's corner is high.
  const double below = (0.65 + 0.5) * 14.17339;
  EXPECT_NEAR(film.width, (5 + 0.7 * 4) * 14.17339 + 0.797 + 2 * 9.963, 0.01);
  EXPECT_NEAR(film.height, below + rise + (0.5 * 3 + 0.65 * 2) * 14.17339 + 0.797 + 2 * 9.963, 0.01);
}

TEST(Page, OfARectangleRaisesTheOutputByItsOwnRule) {
  // 3 rows x 6 columns, a 1x1 kernel: the output is as large as the input and moved by (-2.49, rise).
  const AxisNumbers rows{3, 1, 1, 0, 1, 0};
  const AxisNumbers cols{6, 1, 1, 0, 1, 0};
  const Film film = lay_out({Kind::direct, rows, cols});
  const double rise = ((0.5 * 6 + 0.65 * 3) / 1.15 + 1) * 14.17339;
  EXPECT_NEAR(film.width, (6 + 0.7 * 3) * 14.17339 + 2.49 + 0.797 + 2 * 9.963, 0.01);
  EXPECT_NEAR(film.height, (0.5 * 6 + 0.65 * 3) * 14.17339 + rise + 0.797 + 2 * 9.963, 0.01);
}

}  // namespace
}  // namespace convarith::testing::page_test
