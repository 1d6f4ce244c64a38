// Before and after a move of the region.

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/layout/number_figures.hpp"
#include "tests/layout/stamp_films.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/support/scene_text.hpp"

namespace convarith::testing::stride_test {
namespace {

using Cells = std::set<std::pair<int, int>>;

Film stride_film(const Subject& subject) {
  return film_of(subject, view("stride"));
}

/// The places that the taps of a window lie on.
Cells tapped(const Figure& figure, int window) {
  Cells cells;
  for (int row = 0; row < figure.rows.plane(); ++row) {
    for (int col = 0; col < figure.cols.plane(); ++col) {
      if (figure.is_tapped(window, row, col)) cells.insert({row, col});
    }
  }
  return cells;
}

/// Of shapes that are first drawn in the one panel, then in the other, those of one of them.
std::vector<Shape> half_of(const std::vector<Shape>& shapes, std::size_t first, std::size_t last) {
  return {shapes.begin() + static_cast<std::ptrdiff_t>(first), shapes.begin() + static_cast<std::ptrdiff_t>(last)};
}

/// Without places so far beyond the padded input that nothing is seen of them.
Cells seen(const Figure& figure, const Cells& places) {
  Cells cells;
  for (const auto& [row, col] : places) {
    if (row <= figure.rows.padded() && col <= figure.cols.padded()) cells.insert({row, col});
  }
  return cells;
}

Cells cells_of(const std::vector<Shape>& shapes) {
  Cells cells;
  for (const Shape& shape : shapes) cells.insert({shape.cell->row, shape.cell->col});
  return cells;
}

/// Calls `check` with layers of all sorts that have more than one window, and their films without numbers.
template <class Check>
void for_random_moves(const Check& check) {
  int layers = 0;
  for (unsigned number = 0; number < 4 * kSorts; ++number) {
    SCOPED_TRACE("layer " + std::to_string(number));
    const FigureLayer random = random_layer(number);
    const Figure figure(random);
    if (figure.steps() < 2) continue;
    ++layers;
    check(figure, stride_film({operation_of(random)}));
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_GT(layers, 20);
}

TEST(StrideView, HasAStepForEachMove) {
  for_random_moves([](const Figure& figure, const Film& film) {
    EXPECT_EQ(film.steps, static_cast<std::size_t>(figure.steps() - 1));
  });
}

TEST(StrideView, ShadesAWindowBeforeAndTheNextOneAfter) {
  for_random_moves([](const Figure& figure, const Film& film) {
    for (std::size_t step = 0; step < film.steps; ++step) {
      const Cells before = seen(figure, tapped(figure, static_cast<int>(step)));
      const Cells after = seen(figure, tapped(figure, static_cast<int>(step) + 1));
      const std::vector<Shape> taps = of_role(film, step, Role::tap);
      ASSERT_EQ(taps.size(), before.size() + after.size());
      EXPECT_EQ(cells_of(half_of(taps, 0, before.size())), before);
      EXPECT_EQ(cells_of(half_of(taps, before.size(), taps.size())), after);
    }
  });
}

TEST(StrideView, DashesTheRegionsAroundTheirTaps) {
  for_random_moves([](const Figure&, const Film& film) {
    for (std::size_t step = 0; step < film.steps; ++step) {
      const std::vector<Shape> taps = of_role(film, step, Role::tap);
      const std::vector<Shape> frames = of_role(film, step, Role::region_frame);
      // Two shapes each: the upright sides and the level ones. Corners are closed, by half a line's width.
      ASSERT_EQ(frames.size(), 4U);
      expect_near(box_of(frames), box_of(taps), 0.76);
      for (const Shape& frame : frames) EXPECT_GT(std::get<Stroke>(frame.form).dash, 0);
    }
  });
}

TEST(StrideView, LiesWithinThePage) {
  for_random_moves([](const Figure&, const Film& film) {
    for (std::size_t step = 0; step < film.steps; ++step) expect_on_page(film, step);
  });
}

/// Around some cells of one of the panels.
Box box_around(const std::vector<Shape>& cells, const Cells& wanted) {
  Box box;
  for (const Shape& cell : cells) {
    if (wanted.contains({cell.cell->row, cell.cell->col})) box.add(box_of(cell));
  }
  return box;
}

TEST(StrideView, LeavesAFaintFrameWhereTheRegionWas) {
  // A 2 x 2 region that moves by 1 over 3 x 3 cells: to the right, back and down, to the right.
  const Film film = stride_film({*make_operation(layer(3, 2))});
  const std::vector<Shape> cells = of_role(film, 0, Role::input_cell);
  const std::vector<Shape> after = half_of(cells, 9, 18);
  const Cells was[] = {{{0, 0}, {1, 1}}, {{0, 1}, {1, 2}}, {{1, 0}, {2, 1}}};
  for (std::size_t step = 0; step < film.steps; ++step) {
    SCOPED_TRACE(step);
    const std::vector<Shape> frames = of_role(film, step, Role::earlier_region_frame);
    const Box region = box_around(after, was[step]);
    const Box now = box_of(half_of(of_role(film, step, Role::tap), 4, 8));
    double length = 0;
    for (const Shape& frame : frames) {
      const Box side = box_of(frame);
      EXPECT_GE(side.left, region.left - 0.01);
      EXPECT_LE(side.right, region.right + 0.01);
      EXPECT_GE(side.bottom, region.bottom - 0.01);
      EXPECT_LE(side.top, region.top + 0.01);
      const bool is_level = side.height() < 0.01;
      const bool lies_on_new_frame =
          is_level ? (std::abs(side.top - now.top) < 0.01 || std::abs(side.top - now.bottom) < 0.01) &&
                         side.right > now.left + 0.01 && side.left < now.right - 0.01
                   : (std::abs(side.left - now.left) < 0.01 || std::abs(side.left - now.right) < 0.01) &&
                         side.top > now.bottom + 0.01 && side.bottom < now.top - 0.01;
      EXPECT_FALSE(lies_on_new_frame);
      length += side.width() + side.height();
      EXPECT_LT(std::get<Stroke>(frame.form).width, 1);
    }
    // Along a row, the new frame covers a side of a cell above and one below; from row to row, nothing.
    EXPECT_NEAR(length, (step == 1 ? 8 : 6) * 17, 0.01);
  }
}

TEST(StrideView, PointsFromTheOldEdgeToTheNewOne) {
  const auto strided = with(layer(5, 3), [](LayerOptions& options) { options.s = PerAxis::all(2); });
  const Film film = stride_film({*make_operation(strided)});
  const std::vector<Shape> cells = of_role(film, 0, Role::input_cell);
  const std::vector<Shape> after = half_of(cells, 25, 50);
  const Box map = box_of(after);
  const auto tips = [&](std::size_t step) {
    std::vector<Box> arrows;
    for (const Shape& shape : of_role(film, step, Role::move_arrow)) {
      if (std::holds_alternative<Fill>(shape.form)) arrows.push_back(box_of(shape));
    }
    return arrows;
  };
  const std::vector<Box> right = tips(0);
  ASSERT_EQ(right.size(), 1U);
  EXPECT_NEAR(right[0].right, map.left + 2 * 17, 0.01);
  EXPECT_GT(right[0].bottom, map.top);
  EXPECT_NEAR(box_of(of_role(film, 0, Role::move_arrow)).left, map.left, 0.01);
  const std::vector<Box> back = tips(1);
  ASSERT_EQ(back.size(), 2U);
  EXPECT_NEAR(back[0].left, map.left, 0.01);
  EXPECT_GT(back[0].bottom, map.top);
  EXPECT_NEAR(back[1].bottom, map.top - 2 * 17, 0.01);
  EXPECT_LT(back[1].right, map.left);
}

std::string words_of(const Film& film, std::size_t step) {
  std::string all;
  for (const std::string& words : texts_of(film, step, Role::panel_words)) all += (all.empty() ? "" : " ") + words;
  return all;
}

TEST(StrideView, SaysHowFarTheRegionMoves) {
  const auto both = with(layer(7, 3), [](LayerOptions& options) { options.s = PerAxis{1, 2}; });
  const Film film = stride_film({*make_operation(both)});
  EXPECT_EQ(words_of(film, 0), "stride 2 2 columns to the right");
  EXPECT_EQ(words_of(film, 2), "stride 1 back to the first column, 1 row down");
  const auto tall = with(layer(6, 3), [](LayerOptions& options) {
    options.n = PerAxis{6, 3};
    options.s = PerAxis::all(3);
  });
  EXPECT_EQ(words_of(stride_film({*make_operation(tall)}), 0), "stride 3 3 rows down");
  const auto row = with(layer(4, 3), [](LayerOptions& options) { options.dims = 1; });
  EXPECT_EQ(words_of(stride_film({*make_operation(row)}), 0), "stride 1 1 column to the right");
}

TEST(StrideView, SaysNoStrideWhereTheRegionFollowsNone) {
  // Its stride is between inputs; the region moves by one.
  const auto transposed = with(layer(3, 2), [](LayerOptions& options) {
    options.transposed = true;
    options.s = PerAxis::all(2);
  });
  EXPECT_EQ(words_of(stride_film({*make_operation(transposed)}), 0), "1 column to the right");
  LayerOptions adaptive;
  adaptive.op = Operator::average_pooling;
  adaptive.dims = 1;
  adaptive.n = PerAxis::all(3);
  adaptive.adaptive = PerAxis::all(5);
  // Cells 0, 0 to 1, 1, 1 to 2, 2.
  const Film film = stride_film({*make_operation(adaptive)});
  EXPECT_EQ(words_of(film, 0), "1 column wider");
  EXPECT_EQ(words_of(film, 1), "1 column to the right");
  EXPECT_EQ(words_of(film, 2), "1 column wider");
  adaptive.adaptive = PerAxis::all(6);
  EXPECT_EQ(words_of(stride_film({*make_operation(adaptive)}), 0), "the same columns again");
}

TEST(StrideView, ShowsTheNumbersThatThereAre) {
  const Film bare = stride_film({*make_operation(layer(3, 2))});
  EXPECT_TRUE(texts_of(bare, 0, Role::input_number).empty());
  Subject subject = subject_of(layer(3, 2), {1, 2, 3, 4, 5, 6, 7, 8, 9});
  subject.values.front().weights = {};
  EXPECT_EQ(joined(texts_of(stride_film(subject), 0, Role::input_number)), "123456789123456789");
  const auto padded = with(layer(2, 2), [](LayerOptions& options) { options.p = PerAxis::all(1); });
  EXPECT_EQ(texts_of(stride_film(subject_of(padded)), 0, Role::padding_number).size(), 2U * 12U);
}

TEST(StrideView, PutsWideInputsBelowEachOther) {
  const auto corners = [](const LayerOptions& options) {
    const Film film = stride_film({*make_operation(options)});
    const std::vector<Shape> titles = of_role(film, 0, Role::panel_title);
    return std::pair(box_of(titles.at(0)), box_of(titles.at(1)));
  };
  const auto [left, right] = corners(layer(5, 3));
  EXPECT_NEAR(left.bottom, right.bottom, 0.01);
  EXPECT_LT(left.left, right.left);
  const auto [above, below] = corners(with(layer(8, 3), [](LayerOptions& options) { options.dims = 1; }));
  EXPECT_GT(above.bottom, below.bottom);
}

TEST(StrideView, IsPlacedAsBefore) {
  const auto options = with(layer(4, 3), [](LayerOptions& some) {
    some.p = PerAxis::all(1);
    some.s = PerAxis::all(2);
  });
  expect_golden("stride_padded.scene", to_text(stride_film(subject_of(options)), 1));
}

TEST(StrideView, IsOfLayersWithMoreThanOneWindow) {
  EXPECT_EQ(problem_of({*make_operation(layer(3, 3))}, view("stride")),
            "view: shows how the region moves, but this layer has only one window; use a larger input or a smaller "
            "kernel, or another view");
  EXPECT_EQ(problem_of({*make_operation(layer(200, 3))}, view("stride")),
            "view: would show 40000 numbers, over the limit of 16384; use a smaller layer, or --view projection");
}

TEST(StrideView, ShowsSeveralChannelsWhereTheyHaveNumbers) {
  const auto channels = with(layer(3, 2), [](LayerOptions& options) { options.channels = 2; });
  const Film without = film_of({*make_operation(channels)}, view("stride"));
  EXPECT_EQ(of_role(without, 0, Role::input_cell).size(), 2 * 9U);
  // Of the sheet behind, the first row and the last column are seen.
  const Film film = film_of(subject_of(channels), view("stride"));
  EXPECT_EQ(of_role(film, 0, Role::input_cell).size(), 2 * (9U + 5U));
  EXPECT_EQ(of_role(film, 0, Role::input_number).size(), 2 * (9U + 5U));
  for (std::size_t step = 0; step < film.steps; ++step) expect_on_page(film, step);
}

}  // namespace
}  // namespace convarith::testing::stride_test
