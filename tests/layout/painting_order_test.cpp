// What is painted later lies above: nothing that a figure says is hidden by what is painted after it.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "layout/views/views.hpp"
#include "tests/layout/films.hpp"
#include "tests/layout/number_figures.hpp"
#include "tests/pictures/random_layers.hpp"

namespace convarith::testing::painting_order_test {
namespace {

bool is_opaque_fill(const Film& film, const Shape& shape) {
  return std::holds_alternative<Fill>(shape.form) && film.paints[shape.paint].opacity == 1;
}

bool is_inside(const std::vector<Point>& corners, const Point& point) {
  int left = 0;
  int right = 0;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const Point& a = corners[i];
    const Point& b = corners[(i + 1) % corners.size()];
    ++((b.x - a.x) * (point.y - a.y) > (b.y - a.y) * (point.x - a.x) ? left : right);
  }
  return left == 0 || right == 0;
}

Point middle_of(const Box& box) {
  return {(box.left + box.right) / 2, (box.bottom + box.top) / 2};
}

/// Calls check(film, step's shapes) for figures of random layers with numbers, in every view that draws them.
template <class Check>
void for_random_figures(const Check& check) {
  for (unsigned number = 0; number < 2 * kSorts; ++number) {
    FigureLayer drawn = random_layer(number);
    if (number % 2 == 1 && number % 3 != 0) drawn.channels = drawn.filters = 2;
    const Subject subject = subject_of(options_of(drawn));
    for (const View& each : views()) {
      const Result<Film> film = lay_out_figure(subject, view(std::string(each.name)), Typesetter());
      if (!film) continue;
      SCOPED_TRACE(std::string(each.name) + ": " + ::testing::PrintToString(flags_of(drawn)));
      for (const std::size_t step : std::set{std::size_t{0}, film->steps / 2, film->steps - 1}) {
        check(*film, film->scene(step));
      }
      if (::testing::Test::HasFailure()) return;
    }
  }
}

TEST(PaintingOrder, LeavesEveryTextVisible) {
  int texts = 0;
  for_random_figures([&texts](const Film&, const DisplayList& shapes) {
    for (auto text = shapes.begin(); text != shapes.end(); ++text) {
      if (!std::holds_alternative<Text>(text->form)) continue;
      ++texts;
      const Point middle = middle_of(box_of(*text));
      const auto hiding = std::find_if(text + 1, shapes.end(), [&middle](const Shape& later) {
        return std::holds_alternative<Fill>(later.form) && is_inside(std::get<Fill>(later.form).polygon, middle);
      });
      EXPECT_TRUE(hiding == shapes.end()) << to_string(text->role) << " '" << std::get<Text>(text->form).characters
                                          << "' is hidden by " << to_string(hiding->role);
    }
  });
  EXPECT_GT(texts, 1000);
}

bool are_same(const Box& a, const Box& b) {
  constexpr double tolerance = 0.01;  // bp
  return std::abs(a.left - b.left) < tolerance && std::abs(a.right - b.right) < tolerance &&
         std::abs(a.bottom - b.bottom) < tolerance && std::abs(a.top - b.top) < tolerance;
}

TEST(PaintingOrder, HidesNoCellUnderAnotherOfTheSamePlace) {
  int cells = 0;
  for_random_figures([&cells](const Film& film, const DisplayList& shapes) {
    for (auto cell = shapes.begin(); cell != shapes.end(); ++cell) {
      if (!std::holds_alternative<Fill>(cell->form)) continue;
      ++cells;
      const Box box = box_of(*cell);
      const auto hiding = std::find_if(cell + 1, shapes.end(), [&](const Shape& later) {
        // Sheets of a stack may meet in a place, and where taps are opaque they are the inputs under the kernel.
        if (later.role == cell->role || later.role == Role::tap) return false;
        return is_opaque_fill(film, later) && are_same(box, box_of(later));
      });
      EXPECT_TRUE(hiding == shapes.end()) << to_string(cell->role) << " is hidden by " << to_string(hiding->role);
    }
  });
  EXPECT_GT(cells, 10000);
}

/// Whether part of a line runs along an edge of a polygon.
bool runs_along(const Point& from, const Point& to, const std::vector<Point>& corners) {
  constexpr double tolerance = 0.01;  // bp
  const Point middle{0.37 * from.x + 0.63 * to.x, 0.37 * from.y + 0.63 * to.y};
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const Point& a = corners[i];
    const Point way{corners[(i + 1) % corners.size()].x - a.x, corners[(i + 1) % corners.size()].y - a.y};
    const double length = std::hypot(way.x, way.y);
    const double off = std::abs(way.x * (middle.y - a.y) - way.y * (middle.x - a.x)) / length;
    const double turn = std::abs(way.x * (to.y - from.y) - way.y * (to.x - from.x)) / length;
    const double along = (way.x * (middle.x - a.x) + way.y * (middle.y - a.y)) / (length * length);
    if (off < tolerance && turn < tolerance && along > 0 && along < 1) return true;
  }
  return false;
}

/// The cells that a grid, which is seen on all sides of them, is painted after.
std::vector<Role> cells_under(Role grid) {
  switch (grid) {
    case Role::input_grid:
      return {Role::padded_cell, Role::input_cell, Role::unvisited_input_cell};
    case Role::cropped_grid:
      return {Role::cropped_cell};
    case Role::window_grid:
      return {Role::padded_cell, Role::input_cell, Role::unvisited_input_cell, Role::tap};
    case Role::kernel_grid:
      return {Role::kernel_cell};
    case Role::product_grid:
      return {Role::product_cell};
    case Role::region_grid:
      return {Role::region_cell};
    case Role::output_grid:
      return {Role::output_cell};
    case Role::result_grid:
      return {Role::result_cell};
    default:
      return {};
  }
}

/// Whether a figure has several sheets of a map, or blocks in space, the nearer ones of which hide grids of others.
bool has_depth(const DisplayList& shapes) {
  return std::any_of(shapes.begin(), shapes.end(), [](const Shape& shape) {
    return shape.sheet > 0 || (shape.role == Role::region_frame && shape.cell);
  });
}

TEST(PaintingOrder, HasGridsAboveTheirCells) {
  int lines = 0;
  for_random_figures([&lines](const Film& film, const DisplayList& shapes) {
    if (has_depth(shapes)) return;
    for (auto grid = shapes.begin(); grid != shapes.end(); ++grid) {
      const std::vector<Role> cells = cells_under(grid->role);
      if (cells.empty()) continue;
      for (const Stroke::Path& path : std::get<Stroke>(grid->form).paths) {
        ++lines;
        const auto hiding = std::find_if(grid + 1, shapes.end(), [&](const Shape& later) {
          const bool is_cell = std::find(cells.begin(), cells.end(), later.role) != cells.end();
          return is_cell && is_opaque_fill(film, later) &&
                 runs_along(path.points[0], path.points[1], std::get<Fill>(later.form).polygon);
        });
        EXPECT_TRUE(hiding == shapes.end()) << to_string(grid->role) << " is hidden by " << to_string(hiding->role);
      }
    }
  });
  EXPECT_GT(lines, 1000);
}

/// What lies on the lower plane comes first; then, one after the other, this.
int place_in_order(Role role) {
  constexpr Role order[] = {Role::tap,
                            Role::window_grid,
                            Role::projector,
                            Role::output_cell,
                            Role::output_grid,
                            Role::current_output,
                            Role::current_output_outline};
  const auto* const found = std::find(std::begin(order), std::end(order), role);
  return found == std::end(order) ? -1 : static_cast<int>(found - std::begin(order));
}

TEST(PaintingOrder, OfAProjectionIsFromTheLowerPlaneUp) {
  for (unsigned number = 0; number < 4 * kSorts; ++number) {
    SCOPED_TRACE(number);
    const Film film = lay_out(random_layer(number));
    const DisplayList shapes = film.scene(film.steps / 2);
    EXPECT_TRUE(std::is_sorted(shapes.begin(), shapes.end(), [](const Shape& a, const Shape& b) {
      return place_in_order(a.role) < place_in_order(b.role);
    }));
  }
}

bool has_corner(const Shape& shape, const Point& point) {
  const auto* fill = std::get_if<Fill>(&shape.form);
  constexpr double tolerance = 0.01;  // bp
  return fill != nullptr && std::any_of(fill->polygon.begin(), fill->polygon.end(), [&point](const Point& corner) {
           return std::hypot(corner.x - point.x, corner.y - point.y) < tolerance;
         });
}

TEST(PaintingOrder, HasEachPlaneAboveTheLinesThatLeadToIt) {
  int ends = 0;
  for (unsigned number = 0; number < 2 * kSorts; ++number) {
    SCOPED_TRACE(number);
    const Film film = lay_out(with_channels(random_layer(number), number));
    const DisplayList shapes = film.scene(film.steps / 2);
    for (auto line = shapes.begin(); line != shapes.end(); ++line) {
      if (line->role != Role::projector) continue;
      for (const Stroke::Path& path : std::get<Stroke>(line->form).paths) {
        const Point end = path.points.back();
        const auto leads_to = [&end](const Shape& shape) { return has_corner(shape, end); };
        EXPECT_TRUE(std::none_of(shapes.begin(), line, leads_to));
        ends += std::any_of(line, shapes.end(), leads_to) ? 1 : 0;
      }
    }
  }
  EXPECT_GT(ends, 200);
}

}  // namespace
}  // namespace convarith::testing::painting_order_test
