// What is drawn in a step, and where.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "../pictures/random_layers.hpp"
#include "films.hpp"
#include "scene_text.hpp"

namespace convarith::testing {
namespace {

using Cells = std::multiset<std::pair<int, int>>;

std::vector<Point> points_of(const Shape& shape) {
  if (const auto* fill = std::get_if<Fill>(&shape.form)) return fill->polygon;
  std::vector<Point> points;
  for (const Stroke::Path& path : std::get<Stroke>(shape.form).paths) {
    points.insert(points.end(), path.points.begin(), path.points.end());
  }
  return points;
}

std::vector<Point> points_of(const DisplayList& scene) {
  std::vector<Point> all;
  for (const Shape& shape : scene) {
    const std::vector<Point> points = points_of(shape);
    all.insert(all.end(), points.begin(), points.end());
  }
  return all;
}

DisplayList of_role(const DisplayList& scene, Role role) {
  DisplayList shapes;
  std::copy_if(scene.begin(), scene.end(), std::back_inserter(shapes),
               [role](const Shape& s) { return s.role == role; });
  return shapes;
}

Cells cells_of(const DisplayList& scene, Role role) {
  Cells cells;
  for (const Shape& shape : of_role(scene, role)) {
    EXPECT_TRUE(shape.cell) << to_string(role);
    if (shape.cell) cells.insert({shape.cell->row, shape.cell->col});
  }
  return cells;
}

/// The lowest, rightmost, highest and leftmost of some points: of a block of cells, its corners.
std::array<Point, 4> extremes(const std::vector<Point>& points) {
  const auto [left, right] =
      std::minmax_element(points.begin(), points.end(), [](const Point& a, const Point& b) { return a.x < b.x; });
  const auto [low, high] =
      std::minmax_element(points.begin(), points.end(), [](const Point& a, const Point& b) { return a.y < b.y; });
  return {*low, *right, *high, *left};
}

void expect_near(const Point& point, const Point& expected) {
  EXPECT_NEAR(point.x, expected.x, 1e-6);
  EXPECT_NEAR(point.y, expected.y, 1e-6);
}

/// Calls `check` with every scene of many layers of all kinds.
template <class Check>
void for_scenes_of_random_layers(const Check& check) {
  for (unsigned number = 0; number < 90; ++number) {
    SCOPED_TRACE("layer " + std::to_string(number));
    const FigureLayer layer = random_layer(number);
    const Film film = lay_out(layer);
    const Figure figure(layer);
    ASSERT_EQ(film.steps, static_cast<std::size_t>(figure.steps()));
    for (int step = 0; step < figure.steps(); ++step)
      check(film, figure, step, film.scene(static_cast<std::size_t>(step)));
    if (::testing::Test::HasFailure()) return;
  }
}

TEST(Scene, OfAConvolutionIsAsBefore) {
  const Film film = lay_out(square(Kind::direct, {3, 3, 2, 1, 1, 0}));
  expect_golden("padded_strided.scene", to_text(film, 1));
}

TEST(Scene, OfATransposedConvolutionIsAsBefore) {
  const Film film = lay_out(square(Kind::transposed, {2, 2, 2, 0, 1, 1}));
  expect_golden("transposed_output_padding.scene", to_text(film, 6));
}

TEST(Scene, OfADilatedConvolutionIsAsBefore) {
  const Film film = lay_out(square(Kind::direct, {4, 2, 1, 0, 2, 0}));
  expect_golden("dilated.scene", to_text(film, 3));
}

TEST(Scene, OfARectangleIsAsBefore) {
  const Film film = lay_out({Kind::direct, {2, 1, 1, 0, 1, 0}, {4, 3, 1, 1, 1, 0}});
  expect_golden("rectangle.scene", to_text(film, 5));
}

TEST(Scene, FillsThePageUpToItsBorder) {
  for_scenes_of_random_layers([](const Film& film, const Figure&, int, const DisplayList& scene) {
    const double around = Figure::kPageBorder + Figure::kThickLine / 2;
    const auto [low, right, high, left] = extremes(points_of(scene));
    EXPECT_NEAR(low.y, around, 0.01);
    EXPECT_NEAR(right.x, film.width - around, 0.01);
    EXPECT_NEAR(high.y, film.height - around, 0.01);
    EXPECT_NEAR(left.x, around, 0.01);
  });
}

TEST(Scene, HasOneTapForEachWeight) {
  for_scenes_of_random_layers([](const Film&, const Figure& figure, int step, const DisplayList& scene) {
    Cells expected;
    for (int row = 0; row < figure.rows.plane(); ++row) {
      for (int col = 0; col < figure.cols.plane(); ++col) {
        const int outputs = figure.cols.output();
        if (figure.rows.taps(step / outputs, row) && figure.cols.taps(step % outputs, col)) expected.insert({row, col});
      }
    }
    EXPECT_EQ(cells_of(scene, Role::tap), expected);
  });
}

TEST(Scene, HasOneCellForEachInputThatThePlaneShows) {
  for_scenes_of_random_layers([](const Film&, const Figure& figure, int, const DisplayList& scene) {
    const Cells inputs = cells_of(scene, Role::input_cell);
    const int shown = figure.rows.shown_inputs() * figure.cols.shown_inputs();
    EXPECT_EQ(inputs.size(), static_cast<std::size_t>(shown));
    EXPECT_EQ(std::set(inputs.begin(), inputs.end()).size(), inputs.size()) << "an input is drawn twice";
  });
}

TEST(Scene, HasOneCellForEachOutputAndOneOfThemIsCurrent) {
  for_scenes_of_random_layers([](const Film&, const Figure& figure, int step, const DisplayList& scene) {
    Cells outputs;
    for (int row = 0; row < figure.rows.output(); ++row) {
      for (int col = 0; col < figure.cols.output(); ++col) outputs.insert({row, col});
    }
    const Cells current{{step / figure.cols.output(), step % figure.cols.output()}};
    EXPECT_EQ(cells_of(scene, Role::output_cell), outputs);
    EXPECT_EQ(cells_of(scene, Role::current_output), current);
    EXPECT_EQ(cells_of(scene, Role::current_output_outline), current);
  });
}

TEST(Scene, PutsCellsWhereTheGeometryWantsThem) {
  for_scenes_of_random_layers([](const Film&, const Figure& figure, int, const DisplayList& scene) {
    const auto expect_corners = [&](Role role, Spot (Figure::*place)(double, double) const) {
      for (const Shape& shape : of_role(scene, role)) {
        const auto [low, right, high, left] = extremes(points_of(shape));
        const Spot top_left = (figure.*place)(shape.cell->row, shape.cell->col);
        const Spot bottom_right = (figure.*place)(shape.cell->row + 1, shape.cell->col + 1);
        EXPECT_NEAR(left.x, top_left.x, 0.01) << to_string(role);
        EXPECT_NEAR(left.y, top_left.y, 0.01) << to_string(role);
        EXPECT_NEAR(right.x, bottom_right.x, 0.01) << to_string(role);
        EXPECT_NEAR(right.y, bottom_right.y, 0.01) << to_string(role);
      }
    };
    expect_corners(Role::tap, &Figure::lower);
    expect_corners(Role::output_cell, &Figure::upper);
    expect_corners(Role::current_output, &Figure::upper);
  });
}

TEST(Scene, LeadsProjectorsFromTheWindowsCornersToTheOutputs) {
  for_scenes_of_random_layers([](const Film&, const Figure&, int, const DisplayList& scene) {
    const DisplayList projectors = of_role(scene, Role::projector);
    ASSERT_EQ(projectors.size(), 1u);
    const auto& lines = std::get<Stroke>(projectors.front().form).paths;
    ASSERT_EQ(lines.size(), 4u);
    const auto window = extremes(points_of(of_role(scene, Role::tap)));
    const auto output = extremes(points_of(of_role(scene, Role::current_output)));
    std::vector<Point> starts;
    for (const Stroke::Path& line : lines) starts.push_back(line.points.front());
    const auto corners = extremes(starts);
    for (std::size_t i = 0; i < corners.size(); ++i) {
      expect_near(corners[i], window[i]);
      const auto line =
          std::find_if(lines.begin(), lines.end(), [&](const auto& path) { return path.points.front() == corners[i]; });
      expect_near(line->points.back(), output[i]);
    }
  });
}

TEST(Scene, SpansTheKernelsExtentWithAGrid) {
  for_scenes_of_random_layers([](const Film&, const Figure& figure, int, const DisplayList& scene) {
    const DisplayList grids = of_role(scene, Role::window_grid);
    ASSERT_EQ(grids.size(), 1u);
    const auto lines = static_cast<int>(std::get<Stroke>(grids.front().form).paths.size());
    EXPECT_EQ(lines, figure.rows.reach() + 1 + figure.cols.reach() + 1);
    const auto window = extremes(points_of(of_role(scene, Role::tap)));
    const auto grid = extremes(points_of(grids));
    for (std::size_t i = 0; i < grid.size(); ++i) expect_near(grid[i], window[i]);
  });
}

TEST(Scene, PaintsInTheOrderOfThePublishedFigures) {
  const std::vector<Role> expected{Role::plane_grid,     Role::input_cell,
                                   Role::input_grid,     Role::tap,
                                   Role::window_grid,    Role::projector,
                                   Role::output_cell,    Role::output_grid,
                                   Role::current_output, Role::current_output_outline};
  std::vector<Role> order;
  for (const Shape& shape : lay_out(square(Kind::direct, {3, 2, 1, 1, 1, 0})).scene(4)) {
    if (order.empty() || order.back() != shape.role) order.push_back(shape.role);
  }
  EXPECT_EQ(order, expected);
}

TEST(Scene, DrawsLinesAsThickAsThePublishedFigures) {
  std::map<Role, double> widths;
  std::map<Role, double> dashes;
  for (const Shape& shape : lay_out(square(Kind::direct, {3, 2, 1, 1, 1, 0})).scene(0)) {
    const auto* stroke = std::get_if<Stroke>(&shape.form);
    if (stroke == nullptr) continue;
    widths[shape.role] = stroke->width;
    dashes[shape.role] = stroke->dash;
  }
  for (const auto& [role, width] : widths) EXPECT_NEAR(width, role == Role::projector ? 0.3985 : 0.797, 1e-3);
  for (const auto& [role, dash] : dashes) EXPECT_NEAR(dash, role == Role::plane_grid ? 2.989 : 0, 1e-3);
}

TEST(Scene, OfStillSheetsIsTheSameInEveryStep) {
  const Film film = lay_out(square(Kind::direct, {3, 2, 1, 0, 1, 0}));
  for (const Sheet& sheet : film.sheets) {
    const auto text = [&](std::size_t step) {
      Film alone{film.width, film.height, film.steps, film.paints, {sheet}};
      return to_text(alone, step);
    };
    EXPECT_EQ(text(0) == text(3), sheet.still);
  }
}

}  // namespace
}  // namespace convarith::testing
