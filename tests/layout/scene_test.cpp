// What is drawn in a step, and where.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "tests/layout/films.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/scene_text.hpp"

namespace convarith::testing::scene_test {
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

void expect_at(const Point& point, const Spot& expected) {
  EXPECT_NEAR(point.x, expected.x, 0.01);
  EXPECT_NEAR(point.y, expected.y, 0.01);
}

/// To a thousandth of a bp, so that points can be compared.
std::pair<long, long> place_of(const Point& point) {
  return {std::lround(1000 * point.x), std::lround(1000 * point.y)};
}

std::set<std::pair<long, long>> ends_of(const Stroke::Path& path) {
  return {place_of(path.points.front()), place_of(path.points.back())};
}

/// Calls `check` with every scene of many layers of all sorts.
template <class Check>
void for_scenes_of_random_layers(const Check& check) {
  for (unsigned number = 0; number < most_of(8) * kSorts; ++number) {
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

TEST(Scene, OfReflectingPaddingIsAsBefore) {
  FigureLayer layer{Kind::direct, {1, 1, 1, 0, 1, 0}, {4, 3, 2, 2, 1, 0, 1}, Mode::reflect};
  layer.dims = 1;
  expect_golden("reflected_row.scene", to_text(lay_out(layer), 1));
}

TEST(Scene, OfADroppedWindowIsAsBefore) {
  const FigureLayer layer{Kind::max_pooling, {2, 2, 2, 0, 1, 0}, {3, 2, 2, 1, 1, 0}, Mode::zeros, true};
  expect_golden("dropped_window.scene", to_text(lay_out(layer), 1));
}

TEST(Scene, OfACroppedConvolutionIsAsBefore) {
  const FigureLayer layer{Kind::transposed, {1, 2, 1, 0, 1, 0}, {4, 1, 2, 1, 1, 0, 2}};
  expect_golden("cropped.scene", to_text(lay_out(layer), 0));
}

/// Whether there is more than the padded input on the lower plane: something over its end, or inputs that are cut off.
bool has_more_than_padded_input(const Figure& figure) {
  const auto has_more = [](const AxisPicture& axis) {
    return axis.plane() > axis.padded() || axis.cropped_before() > 0 || axis.cropped_after() > 0;
  };
  return has_more(figure.rows) || has_more(figure.cols);
}

TEST(Scene, FillsThePageUpToItsBorder) {
  for_scenes_of_random_layers([](const Film& film, const Figure& figure, int, const DisplayList& scene) {
    // Else a corner of the page may be empty.
    if (has_more_than_padded_input(figure)) return;
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

/// The inputs for which `belongs(row, col)` says so.
template <class Belongs>
Cells inputs_that(const Figure& figure, const Belongs& belongs) {
  Cells cells;
  for (int row = 0; row < figure.rows.inputs(); ++row) {
    for (int col = 0; col < figure.cols.inputs(); ++col) {
      if (belongs(row, col)) cells.insert({row, col});
    }
  }
  return cells;
}

bool is_cropped(const Figure& figure, int row, int col) {
  return figure.rows.is_cropped(row) || figure.cols.is_cropped(col);
}

bool is_visited(const Figure& figure, int row, int col) {
  return figure.rows.is_visited(row) && figure.cols.is_visited(col);
}

TEST(Scene, HasOneCellForEachInputInTheRoleThatItPlays) {
  for_scenes_of_random_layers([](const Film&, const Figure& figure, int, const DisplayList& scene) {
    EXPECT_EQ(cells_of(scene, Role::input_cell),
              inputs_that(figure, [&](int row, int col) { return is_visited(figure, row, col); }));
    EXPECT_EQ(cells_of(scene, Role::cropped_cell),
              inputs_that(figure, [&](int row, int col) { return is_cropped(figure, row, col); }));
    EXPECT_EQ(cells_of(scene, Role::unvisited_input_cell), inputs_that(figure, [&](int row, int col) {
                return !is_visited(figure, row, col) && !is_cropped(figure, row, col);
              }));
  });
}

/// The same number for shapes in the same place on the page, near enough.
std::pair<long, long> place_on_page(const Shape& shape) {
  const auto [low, right, high, left] = extremes(points_of(shape));
  return {std::lround(100 * left.x), std::lround(100 * low.y)};
}

TEST(Scene, PutsInputsOnPlacesOfTheirOwn) {
  for_scenes_of_random_layers([](const Film&, const Figure& figure, int step, const DisplayList& scene) {
    if (step > 0) return;
    std::set<std::pair<long, long>> places;
    for (const Role role : {Role::input_cell, Role::unvisited_input_cell, Role::cropped_cell}) {
      for (const Shape& shape : of_role(scene, role)) {
        const double row = figure.rows.place_of(shape.cell->row);
        const double col = figure.cols.place_of(shape.cell->col);
        const auto [low, right, high, left] = extremes(points_of(shape));
        expect_at(left, figure.lower(row, col));
        expect_at(right, figure.lower(row + 1, col + 1));
        EXPECT_TRUE(places.insert(place_on_page(shape)).second) << "two cells in one place";
      }
    }
  });
}

/// Those that fill the cell on a place of the lower plane.
DisplayList on_place(const DisplayList& shapes, const Figure& figure, int row, int col) {
  const auto is_at = [](const Point& point, const Spot& spot) {
    return std::hypot(point.x - spot.x, point.y - spot.y) < 0.01;
  };
  DisplayList there;
  std::copy_if(shapes.begin(), shapes.end(), std::back_inserter(there), [&](const Shape& shape) {
    const auto [low, right, high, left] = extremes(points_of(shape));
    return is_at(left, figure.lower(row, col)) && is_at(right, figure.lower(row + 1, col + 1));
  });
  return there;
}

TEST(Scene, FillsPaddingWithTheColourOfWhatItHolds) {
  for_scenes_of_random_layers([](const Film& film, const Figure& figure, int step, const DisplayList& scene) {
    if (step > 0) return;
    const DisplayList filled = of_role(scene, Role::padded_cell);
    std::size_t found = 0;
    for (int row = 0; row < figure.rows.plane(); ++row) {
      for (int col = 0; col < figure.cols.plane(); ++col) {
        const DisplayList here = on_place(filled, figure, row, col);
        ASSERT_EQ(here.size(), figure.is_filled_padding(row, col) ? 1u : 0u) << "place " << row << "," << col;
        if (here.empty()) continue;
        ++found;
        const Cell source{*figure.rows.value_at(row), *figure.cols.value_at(col)};
        EXPECT_EQ(here.front().cell, source);
        EXPECT_EQ(film.paints[here.front().paint].colour, colours::of_source(source.row, source.col));
      }
    }
    EXPECT_EQ(found, filled.size()) << "padding is filled where there is none";
  });
}

TEST(Scene, MarksEachInputOnceThatPaddingTakesItsValueFrom) {
  for_scenes_of_random_layers([](const Film& film, const Figure& figure, int step, const DisplayList& scene) {
    if (step > 0) return;
    EXPECT_EQ(cells_of(scene, Role::source_mark), inputs_that(figure, [&](int row, int col) {
                return figure.is_marked(figure.rows.place_of(row), figure.cols.place_of(col));
              }));
    for (const Shape& shape : of_role(scene, Role::source_mark)) {
      const auto [low, right, high, left] = extremes(points_of(shape));
      const Spot middle =
          figure.lower(figure.rows.place_of(shape.cell->row) + 0.5, figure.cols.place_of(shape.cell->col) + 0.5);
      expect_at({(left.x + right.x) / 2, (left.y + right.y) / 2}, middle);
      expect_at({(low.x + high.x) / 2, (low.y + high.y) / 2}, middle);
      EXPECT_EQ(film.paints[shape.paint].colour, colours::of_source(shape.cell->row, shape.cell->col));
    }
  });
}

TEST(Scene, GivesNeighbouringInputsMarksOfOtherColours) {
  const FigureLayer layer{Kind::direct, {4, 1, 1, 4, 1, 0}, {5, 1, 1, 5, 1, 0}, Mode::circular};
  std::map<std::pair<int, int>, PaintId> marks;
  for (const Shape& shape : of_role(lay_out(layer).scene(0), Role::source_mark))
    marks[{shape.cell->row, shape.cell->col}] = shape.paint;
  ASSERT_EQ(marks.size(), 20u);
  for (const auto& [cell, paint] : marks) {
    for (const auto& [down, right] : {std::pair(0, 1), std::pair(1, 0), std::pair(1, 1), std::pair(1, -1)}) {
      const auto neighbour = marks.find({cell.first + down, cell.second + right});
      if (neighbour == marks.end()) continue;
      EXPECT_NE(paint, neighbour->second) << cell.first << "," << cell.second;
    }
  }
}

TEST(Scene, CoversThePaddedInputWithItsGridAndNothingBeyond) {
  for_scenes_of_random_layers([](const Film&, const Figure& figure, int step, const DisplayList& scene) {
    if (step > 0) return;
    const DisplayList grids = of_role(scene, Role::plane_grid);
    ASSERT_EQ(grids.size(), 1u);
    const auto [low, right, high, left] = extremes(points_of(grids));
    expect_at(left, figure.lower(0, 0));
    expect_at(low, figure.lower(figure.rows.padded(), 0));
    expect_at(high, figure.lower(0, figure.cols.padded()));
    expect_at(right, figure.lower(figure.rows.padded(), figure.cols.padded()));
    EXPECT_EQ(std::get<Stroke>(grids.front().form).paths.size(),
              static_cast<std::size_t>(figure.rows.padded() + 1 + figure.cols.padded() + 1));
  });
}

TEST(Scene, CrossesOutTheWindowThatIsNotComputed) {
  for_scenes_of_random_layers([](const Film& film, const Figure& figure, int step, const DisplayList& scene) {
    if (step > 0) return;
    const std::vector<Segment> expected = figure.dropped_window();
    const DisplayList dropped = of_role(scene, Role::dropped_window);
    ASSERT_EQ(dropped.size(), expected.empty() ? 0u : 1u);
    if (expected.empty()) return;
    EXPECT_EQ(film.paints[dropped.front().paint].colour, colours::kDropped);
    const auto& paths = std::get<Stroke>(dropped.front().form).paths;
    ASSERT_EQ(paths.size(), 3u) << "an outline and two diagonals";
    EXPECT_TRUE(paths[0].closed);
    const Segment& top = expected[0];
    const Segment& bottom = expected[1];
    const auto [low, right, high, left] = extremes(paths[0].points);
    expect_at(left, top.from);
    expect_at(high, top.to);
    expect_at(low, bottom.from);
    expect_at(right, bottom.to);
    EXPECT_EQ(ends_of(paths[1]), (std::set{place_of(low), place_of(high)}));
    EXPECT_EQ(ends_of(paths[2]), (std::set{place_of(left), place_of(right)}));
  });
}

TEST(Scene, LiesWithinThePage) {
  for_scenes_of_random_layers([](const Film& film, const Figure&, int, const DisplayList& scene) {
    for (const Shape& shape : scene) {
      const auto* stroke = std::get_if<Stroke>(&shape.form);
      const double around = stroke != nullptr ? stroke->width / 2 : 0;
      const auto [low, right, high, left] = extremes(points_of(shape));
      EXPECT_GE(left.x, around) << to_string(shape.role);
      EXPECT_GE(low.y, around) << to_string(shape.role);
      EXPECT_LE(right.x, film.width - around) << to_string(shape.role);
      EXPECT_LE(high.y, film.height - around) << to_string(shape.role);
    }
  });
}

/// The straight lines of a stroke.
std::vector<Segment> segments_of(const Stroke& stroke) {
  std::vector<Segment> segments;
  for (const Stroke::Path& path : stroke.paths) {
    const std::size_t count = path.points.size();
    for (std::size_t i = 0; i + (path.closed ? 0 : 1) < count; ++i) {
      const Point& from = path.points[i];
      const Point& to = path.points[(i + 1) % count];
      segments.push_back({{from.x, from.y}, {to.x, to.y}});
    }
  }
  return segments;
}

/// Whether both lie on one line for some way.
bool overlap(const Segment& a, const Segment& b) {
  const auto within = [](const Segment& part, const Segment& whole) {
    // A tenth and nine tenths of the way, lest segments that only meet count.
    const auto at = [&](double share) {
      return Spot{part.from.x + share * (part.to.x - part.from.x), part.from.y + share * (part.to.y - part.from.y)};
    };
    return whole.distance(at(0.1)) < 0.001 && whole.distance(at(0.9)) < 0.001;
  };
  return within(a, b) || within(b, a);
}

TEST(Scene, HasNoStrokeThatDrawsALineTwice) {
  // It would be thicker there: the outlines of a stroke add to each other's edges.
  for_scenes_of_random_layers([](const Film&, const Figure&, int step, const DisplayList& scene) {
    if (step > 0) return;
    for (const Shape& shape : scene) {
      const auto* stroke = std::get_if<Stroke>(&shape.form);
      if (stroke == nullptr) continue;
      const std::vector<Segment> segments = segments_of(*stroke);
      for (std::size_t i = 0; i < segments.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
          ASSERT_FALSE(overlap(segments[i], segments[j])) << to_string(shape.role);
        }
      }
    }
  });
}

TEST(Scene, OutlinesEachCroppedInput) {
  // A 3x3 input of which one row and one column are cut off on each side: the one in the middle is left.
  const FigureLayer layer = square(Kind::transposed, {3, 1, 1, 1, 1, 0});
  const DisplayList scene = lay_out(layer).scene(0);
  const DisplayList grids = of_role(scene, Role::cropped_grid);
  ASSERT_FALSE(grids.empty());
  const auto grid = extremes(points_of(grids));
  const auto cells = extremes(points_of(of_role(scene, Role::cropped_cell)));
  for (std::size_t i = 0; i < grid.size(); ++i) expect_near(grid[i], cells[i]);
  EXPECT_EQ(of_role(scene, Role::input_cell).size(), 1u);
  EXPECT_EQ(of_role(lay_out(square(Kind::transposed, {3, 1, 1, 0, 1, 0})).scene(0), Role::cropped_grid).size(), 0u);
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
        SCOPED_TRACE(to_string(role));
        const Spot top_left = (figure.*place)(shape.cell->row, shape.cell->col);
        const Spot bottom_right = (figure.*place)(shape.cell->row + 1, shape.cell->col + 1);
        expect_at(left, top_left);
        expect_at(right, bottom_right);
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
  for_scenes_of_random_layers([](const Film&, const Figure& figure, int step, const DisplayList& scene) {
    const DisplayList grids = of_role(scene, Role::window_grid);
    ASSERT_EQ(grids.size(), 1u);
    const auto lines = static_cast<int>(std::get<Stroke>(grids.front().form).paths.size());
    EXPECT_EQ(lines, figure.rows.extent(step / figure.cols.output()) + 1 +
                         figure.cols.extent(step % figure.cols.output()) + 1);
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

TEST(Scene, PutsWhatIsNewBelowTheKernelInThisOrder) {
  const auto order_of = [](const FigureLayer& layer) {
    std::vector<Role> order;
    for (const Shape& shape : lay_out(layer).scene(0)) {
      if (order.empty() || order.back() != shape.role) order.push_back(shape.role);
    }
    order.erase(std::find(order.begin(), order.end(), Role::tap), order.end());
    return order;
  };
  using Roles = std::vector<Role>;
  EXPECT_EQ(order_of({Kind::direct, {1, 1, 1, 0, 1, 0}, {3, 3, 1, 1, 1, 0}, Mode::replicate}),
            (Roles{Role::padded_cell, Role::plane_grid, Role::input_cell, Role::input_grid, Role::source_mark}));
  EXPECT_EQ(order_of({Kind::max_pooling, {1, 1, 1, 0, 1, 0}, {3, 2, 2, 1, 1, 0}, Mode::zeros, true}),
            (Roles{Role::plane_grid, Role::dropped_window, Role::input_cell, Role::input_grid}));
  EXPECT_EQ(order_of({Kind::transposed, {1, 1, 1, 0, 1, 0}, {3, 1, 1, 1, 1, 0}}),
            (Roles{Role::plane_grid, Role::cropped_cell, Role::cropped_grid, Role::input_cell, Role::input_grid}));
  EXPECT_EQ(order_of({Kind::direct, {1, 1, 1, 0, 1, 0}, {4, 2, 3, 0, 1, 0}}),
            (Roles{Role::plane_grid, Role::input_cell, Role::unvisited_input_cell, Role::input_grid}));
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
}  // namespace convarith::testing::scene_test
