// How large pages are.

#include <gtest/gtest.h>

#include "../pictures/published.hpp"
#include "../pictures/random_layers.hpp"
#include "films.hpp"

namespace convarith::testing {
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
  for (unsigned number = 0; number < 200; ++number) {
    const FigureLayer layer = random_layer(number);
    const Film film = lay_out(layer);
    const Figure figure(layer);
    EXPECT_NEAR(film.width, figure.page_width, 0.01) << "layer " << number;
    EXPECT_NEAR(film.height, figure.page_height, 0.01) << "layer " << number;
  }
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
}  // namespace convarith::testing
