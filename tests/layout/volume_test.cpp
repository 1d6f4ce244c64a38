// Solid blocks in space. What each pixel shows is tested in tests/pictures/volume_colours_test.cpp.

#include "layout/views/volume/volume.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "layout/shapes/contrast.hpp"
#include "tests/layout/number_figures.hpp"
#include "tests/layout/stamp_films.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/support/builtin_themes.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/scene_text.hpp"

namespace convarith::testing::volume_test {
namespace {

using Texts = std::vector<std::string>;

Subject subject_of_shape(const LayerOptions& options) {
  return {*make_chain(options)};
}

Film volume_film(const LayerOptions& options) {
  return film_of(subject_of_shape(options), view("volume"));
}

LayerOptions channels(int n, int k, int channels, int filters, int groups = 1) {
  return with(layer(n, k), [&](LayerOptions& options) {
    options.channels = channels;
    options.filters = filters;
    options.groups = groups;
  });
}

LayerOptions separable(LayerOptions options, int pointwise) {
  options.pointwise = pointwise;
  return options;
}

/// Blocks are begun with all that is seen of them, which has six corners.
int blocks_of(const Film& film, Role role) {
  const std::vector<Shape> shapes = of_role(film, 0, role);
  return static_cast<int>(std::count_if(
      shapes.begin(), shapes.end(), [](const Shape& shape) { return std::get<Fill>(shape.form).polygon.size() == 6; }));
}

TEST(VolumeView, IsPlacedAsBefore) {
  const auto padded = with(channels(3, 2, 2, 2), [](LayerOptions& options) { options.p = PerAxis::all(1); });
  expect_golden("volume_padded.scene", to_text(volume_film(padded), 5));
}

TEST(VolumeView, NamesWhatItShowsAndItsShapes) {
  const Film standard = volume_film(channels(5, 3, 3, 4));
  EXPECT_EQ(texts_of(standard, 0, Role::panel_title), (Texts{"Input", "Filters", "Output"}));
  EXPECT_EQ(joined(texts_of(standard, 0, Role::panel_caption)), "3 × 5 × 54 of 3 × 3 × 34 × 3 × 3");
  EXPECT_EQ(joined(texts_of(standard, 0, Role::panel_sign)), "∗=");
  const Film single = volume_film(channels(5, 3, 3, 1));
  EXPECT_EQ(joined(texts_of(single, 0, Role::panel_title)), "InputFilterOutput");
  const Film pooled = volume_film(with(layer(4, 2), [](LayerOptions& options) {
    options.op = Operator::average_pooling;
    options.channels = 2;
  }));
  EXPECT_EQ(joined(texts_of(pooled, 0, Role::panel_title)), "InputOutput");
  EXPECT_EQ(joined(texts_of(pooled, 0, Role::panel_words)), "mean");
}

TEST(VolumeView, SaysLengthAndChannelsOfOneDimension) {
  const Film film = volume_film(with(channels(6, 3, 2, 1), [](LayerOptions& options) { options.dims = 1; }));
  EXPECT_EQ(joined(texts_of(film, 0, Role::panel_caption)), "2 × 62 × 34");
}

TEST(VolumeView, PullsGroupsApartAndStacksTheirResults) {
  const Film film = volume_film(channels(5, 3, 4, 4, 2));
  EXPECT_EQ(joined(texts_of(film, 0, Role::panel_title)), "InputGroupsFiltersResultsOutput");
  EXPECT_EQ(joined(texts_of(film, 0, Role::panel_caption)),
            "4 × 5 × 52 of 2 × 5 × 54 of 2 × 3 × 32 of 2 × 3 × 34 × 3 × 3");
  EXPECT_EQ(blocks_of(film, Role::input_cell), 1 + 2);
  EXPECT_EQ(blocks_of(film, Role::kernel_cell), 4);
  // A window in each group, and a current output in each result and in all of them together.
  EXPECT_EQ(of_role(film, 4, Role::region_frame).size(), 2);
  EXPECT_EQ(of_role(film, 4, Role::current_output_outline).size(), 2 + 1);
  EXPECT_EQ(joined(texts_of(film, 0, Role::panel_sign)), "∗∗==");
}

/// The colours of what lies on the cells that a step's frames are around.
std::set<PaintId> faces_around(const Film& film, std::size_t step, Role cells, Cell current) {
  std::set<PaintId> faces;
  for (const Shape& shape : of_role(film, step, cells)) {
    const bool is_whole = std::get<Fill>(shape.form).polygon.size() == 6;
    if (!is_whole && (cells == Role::tap || shape.cell == current)) faces.insert(shape.paint);
  }
  return faces;
}

TEST(VolumeView, FramesStandOutFromAllFacesThatTheyAreAround) {
  const LayerOptions layers[] = {channels(5, 3, 3, 4), channels(4, 3, 12, 12, 6), channels(5, 2, 4, 6, 2),
                                 separable(channels(4, 3, 3, 3, 3), 6), channels(4, 2, 1, 1)};
  for (const std::string& name : builtin_theme_names()) {
    const Theme theme = builtin_theme(name);
    for (const LayerOptions& options : layers) {
      const Subject subject = subject_of_shape(options);
      const Film film = draw_volume(subject, {}, theme).film;
      for (const std::size_t step : {std::size_t{0}, film.steps - 1}) {
        const auto expect_contrast = [&](Role frame, Role cells) {
          const std::vector<Shape> frames = of_role(film, step, frame);
          ASSERT_FALSE(frames.empty());
          const std::set<PaintId> faces = faces_around(film, step, cells, *frames.front().cell);
          ASSERT_FALSE(faces.empty());
          const std::vector<Shape> casings = of_role(film, step, Role::frame_casing);
          for (const PaintId face : faces) {
            double most = contrast(film.paints[frames.front().paint].colour, film.paints[face].colour);
            for (const Shape& casing : casings) {
              const bool is_around = casing.cell == frames.front().cell;
              if (is_around)
                most = std::max(most, contrast(film.paints[casing.paint].colour, film.paints[face].colour));
            }
            EXPECT_GE(most, 3) << name << ", " << to_string(frame) << ", step " << step;
          }
        };
        expect_contrast(Role::current_output_outline, Role::output_cell);
        expect_contrast(Role::region_frame, Role::tap);
      }
    }
  }
}

TEST(VolumeView, TellsTheFiltersOfAGroupApart) {
  // Of each of two groups three filters: those of a hue have shades that are not alike, nor like those of the other.
  const Film film = volume_film(channels(5, 3, 4, 6, 2));
  std::vector<Colour> fronts;
  for (const Shape& shape : of_role(film, 0, Role::kernel_cell)) {
    const Box box = box_of(shape);
    const auto& polygon = std::get<Fill>(shape.form).polygon;
    const bool is_front = polygon.size() == 4 && polygon[0].y == polygon[1].y && polygon[0].x == polygon[3].x;
    if (is_front && box.width() > 0) fronts.push_back(film.paints[shape.paint].colour);
  }
  ASSERT_EQ(fronts.size(), 6U);
  for (std::size_t i = 0; i < fronts.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const int difference = std::abs(fronts[i].red - fronts[j].red) + std::abs(fronts[i].green - fronts[j].green) +
                             std::abs(fronts[i].blue - fronts[j].blue);
      EXPECT_GT(difference, 60) << i << " and " << j;
    }
  }
}

TEST(VolumeView, OfASeparableLayerGoesThroughBothStages) {
  const Film film = volume_film(separable(channels(4, 3, 3, 3, 3), 2));
  ASSERT_EQ(film.steps, 2 * 4);
  EXPECT_EQ(joined(texts_of(film, 0, Role::panel_title)),
            "InputChannelsDepthwise filtersResultsStacked1 × 1 filtersOutput");
  for (std::size_t step = 0; step < 8; ++step) {
    const bool is_first = step < 4;
    EXPECT_EQ(of_role(film, step, Role::region_frame).size(), is_first ? 3 : 1) << step;
    const std::vector<Shape> outputs = of_role(film, step, Role::current_output_outline);
    ASSERT_EQ(outputs.size(), is_first ? 4 : 1) << step;
    const Cell current{static_cast<int>(step % 4) / 2, static_cast<int>(step % 2)};
    for (const Shape& shape : outputs) EXPECT_EQ(shape.cell, current) << step;
  }
}

TEST(VolumeView, ShowsTheFirstTwoAndTheLastOfMany) {
  const Film filters = volume_film(channels(4, 3, 2, 64));
  EXPECT_EQ(blocks_of(filters, Role::kernel_cell), 3);
  EXPECT_EQ(of_role(filters, 0, Role::panel_dots).size(), 3);
  const Film groups = volume_film(channels(4, 3, 7, 7, 7));
  EXPECT_EQ(blocks_of(groups, Role::input_cell), 1 + 3);
  // Between inputs, filters and results.
  EXPECT_EQ(of_role(groups, 0, Role::panel_dots).size(), 3 * 3);
  EXPECT_TRUE(of_role(volume_film(channels(4, 3, 6, 6, 6)), 0, Role::panel_dots).empty());
}

TEST(VolumeView, IsNeverDeeperThanAFewCells) {
  const auto depth_of = [](int count) {
    const Film film = volume_film(channels(4, 3, count, 1));
    const std::vector<Point> outline = std::get<Fill>(of_role(film, 0, Role::input_cell).front().form).polygon;
    return outline[2].x - outline[1].x;
  };
  EXPECT_NEAR(depth_of(3), 3 * 4.5, 1e-9);
  EXPECT_NEAR(depth_of(10), 45, 1e-9);
  EXPECT_NEAR(depth_of(11), 45, 1e-9);
  EXPECT_NEAR(depth_of(512), 45, 1e-9);
}

TEST(VolumeView, FillsItsOutputCellByCell) {
  const Film film = volume_film(channels(4, 2, 1, 1));
  const auto computed = [&film](std::size_t step) {
    std::set<std::pair<int, int>> cells;
    for (const Shape& shape : of_role(film, step, Role::output_cell)) {
      if (film.paints[shape.paint].colour == kBook.hues[0]) cells.insert({shape.cell->row, shape.cell->col});
    }
    return cells;
  };
  EXPECT_EQ(computed(0), (std::set<std::pair<int, int>>{{0, 0}}));
  EXPECT_EQ(computed(3), (std::set<std::pair<int, int>>{{0, 0}, {0, 1}, {0, 2}, {1, 0}}));
  EXPECT_EQ(computed(8).size(), 9);
}

/// Everything lies on the page, and what stays says so.
TEST(VolumeView, StaysOnThePage) {
  for (unsigned number = 0; number < most_of(4) * kSorts; ++number) {
    SCOPED_TRACE("layer " + std::to_string(number));
    LayerOptions options = options_of(random_layer(number));
    options.channels = 1 + static_cast<int>(number % 9);
    const Film film = volume_film(options);
    const Box page = Box{0, 0, film.width, film.height}.grown(-9);
    for (std::size_t step = 0; step < film.steps; ++step) {
      for (const Shape& shape : film.scene(step)) {
        const Box box = box_of(shape);
        ASSERT_TRUE(box.left >= page.left && box.right <= page.right && box.bottom >= page.bottom &&
                    box.top <= page.top)
            << "step " << step << ", " << to_string(shape.role);
      }
    }
  }
}

TEST(VolumeView, HasTextsToBeReadAtTheWidthOfAColumn) {
  for (const LayerOptions& options : {channels(5, 3, 3, 4), channels(5, 3, 3, 3, 3), channels(28, 5, 1, 6),
                                      separable(channels(5, 3, 3, 3, 3), 4), channels(5, 3, 64, 64, 64)}) {
    const Film film = volume_film(options);
    for (const Shape& shape : film.scene(0)) {
      const auto* const text = std::get_if<Text>(&shape.form);
      if (text == nullptr) continue;
      EXPECT_GT(text->size * 400 / film.width, 6.9) << film.width;
    }
  }
}

TEST(VolumeView, PutsFlatBlocksBelowEachOtherWhereARowWouldBeWide) {
  const auto flat = [](int n) {
    return volume_film(with(channels(n, 3, 2, 1), [](LayerOptions& options) { options.dims = 1; }));
  };
  EXPECT_GT(flat(8).width, 2 * flat(8).height);
  EXPECT_LT(flat(40).width, 5 * flat(40).height);
}

std::string refusal(const LayerOptions& options) {
  const Subject subject = subject_of_shape(options);
  const Status status = check_volume(subject, {});
  return status ? std::string() : to_line(status.problems().front());
}

TEST(VolumeView, RefusesWhatWouldBeDrawnForEver) {
  EXPECT_EQ(refusal(layer(128, 128)), "");
  EXPECT_EQ(refusal(layer(129, 129)),
            "view: draws all taps of a window separately, and 16641 are over the limit of 16384; use a smaller "
            "layer, or --view projection");
  const auto transposed = [](int n, int stride) {
    return with(layer(n, 3), [stride](LayerOptions& options) {
      options.transposed = true;
      options.s = PerAxis::all(stride);
    });
  };
  EXPECT_EQ(refusal(transposed(129, 1)), "");
  EXPECT_EQ(refusal(transposed(129, 2)),
            "view: draws inputs with zeros between them separately, and 16641 are over the limit of 16384; use a "
            "smaller layer, or --view projection");
}

TEST(VolumeView, ExplainsItsColoursInALegend) {
  const auto texts = [](const LayerOptions& options) {
    FigureOptions figure = view("volume");
    figure.legend = true;
    return joined(texts_of(film_of(subject_of_shape(options), figure), 0, Role::legend_text));
  };
  EXPECT_EQ(texts(channels(5, 3, 3, 4)), "inputkernel 3 × 3filters and their outputs, each in its hueoutput to come");
  const auto padded = with(layer(5, 3), [](LayerOptions& options) { options.p = PerAxis::all(1); });
  EXPECT_EQ(texts(padded), "inputkernel 3 × 3padding (zeros)filter and its outputoutput to come");
  const auto mirrored = with(padded, [](LayerOptions& options) { options.padding_mode = PaddingMode::reflect; });
  EXPECT_EQ(texts(mirrored), "inputkernel 3 × 3padding, copied from inputsfilter and its outputoutput to come");
  const auto pooling = with(layer(4, 2), [](LayerOptions& options) { options.op = Operator::max_pooling; });
  EXPECT_EQ(texts(pooling), "inputwindow 2 × 2outputoutput to come");
  auto separable = channels(5, 3, 3, 3);
  separable.groups = 3;
  separable.pointwise = 2;
  EXPECT_EQ(texts(separable),
            "input, filters and results, each group in its huekernel 3 × 31 × 1 filters and their outputs, each in its "
            "hueoutput to come");
}

}  // namespace
}  // namespace convarith::testing::volume_test
