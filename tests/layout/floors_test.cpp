// Layers with channels, filters and groups: which planes there are, and what leads from one to the next.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "tests/layout/films.hpp"
#include "tests/layout/shape_boxes.hpp"
#include "tests/pictures/floors_figure.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/scene_text.hpp"

namespace convarith::testing::floors_test {
namespace {

FigureLayer with_counts(FigureLayer layer, int channels, int filters, int groups = 1) {
  layer.channels = channels;
  layer.filters = filters;
  layer.groups = groups;
  return layer;
}

std::ptrdiff_t count_of(const DisplayList& scene, Role role) {
  return std::count_if(scene.begin(), scene.end(), [role](const Shape& shape) { return shape.role == role; });
}

/// Calls `check` with the first and the last scene of many layers of all sorts, with channels.
template <class Check>
void for_scenes_with_channels(const Check& check) {
  for (unsigned number = 0; number < most_of(8) * kSorts; ++number) {
    SCOPED_TRACE("layer " + std::to_string(number));
    const FigureLayer layer = with_channels(random_layer(number), number);
    const Film film = lay_out(layer);
    const FloorsFigure figure(layer);
    for (const int step : {0, figure.planes.steps() - 1})
      check(figure, step, film.scene(static_cast<std::size_t>(step)));
    if (::testing::Test::HasFailure()) return;
  }
}

TEST(Floors, OfTwoChannelsAndTwoFiltersAreAsBefore) {
  const FigureLayer layer = with_counts({Kind::direct, {2, 2, 1, 0, 1, 0}, {3, 2, 1, 1, 1, 0}}, 2, 2);
  expect_golden("channels.scene", to_text(lay_out(layer), 1));
}

TEST(Floors, OfTwoGroupsAreAsBefore) {
  const FigureLayer layer = with_counts(square(Kind::direct, {3, 2, 1, 0, 1, 0}), 4, 2, 2);
  expect_golden("groups.scene", to_text(lay_out(layer), 2));
}

TEST(Floors, AreOneForEachChannelAndFilterThatIsShown) {
  for_scenes_with_channels([](const FloorsFigure& figure, int, const DisplayList& scene) {
    const auto inputs =
        std::count_if(figure.floors.begin(), figure.floors.end(), [](const Floor& f) { return f.is_input; });
    const auto outputs = static_cast<std::ptrdiff_t>(figure.floors.size()) - inputs;
    EXPECT_EQ(count_of(scene, Role::plane_grid), inputs);
    EXPECT_EQ(count_of(scene, Role::window_grid), inputs);
    EXPECT_EQ(count_of(scene, Role::output_grid), outputs);
    EXPECT_EQ(count_of(scene, Role::current_output), outputs);
    EXPECT_EQ(count_of(scene, Role::left_out), figure.dots);
  });
}

TEST(Floors, OfManySheetsAreTheFirstTwoAndTheLast) {
  const FigureLayer plain = square(Kind::direct, {4, 3, 1, 0, 1, 0});
  const auto planes_of = [&](int channels, int filters, int groups) {
    const DisplayList scene = lay_out(with_counts(plain, channels, filters, groups)).scene(0);
    return std::vector{count_of(scene, Role::plane_grid), count_of(scene, Role::output_grid),
                       count_of(scene, Role::left_out)};
  };
  EXPECT_EQ(planes_of(6, 6, 1), (std::vector<std::ptrdiff_t>{6, 6, 0}));
  EXPECT_EQ(planes_of(7, 1, 1), (std::vector<std::ptrdiff_t>{3, 1, 3}));
  EXPECT_EQ(planes_of(64, 128, 1), (std::vector<std::ptrdiff_t>{3, 3, 6}));
  EXPECT_EQ(planes_of(64, 64, 64), (std::vector<std::ptrdiff_t>{3, 3, 3}));
  EXPECT_EQ(planes_of(16, 8, 8), (std::vector<std::ptrdiff_t>{6, 3, 3}));
}

TEST(Floors, OfAPoolingAreAColumnForEachChannel) {
  const FigureLayer pooling = with_counts(square(Kind::max_pooling, {4, 2, 2, 0, 1, 0}), 3, 3);
  const FigureLayer depthwise = with_counts(square(Kind::direct, {4, 2, 2, 0, 1, 0}), 3, 3, 3);
  EXPECT_EQ(to_text(lay_out(pooling), 1), to_text(lay_out(depthwise), 1));
}

bool is_at(const Point& point, const Spot& spot) {
  return std::hypot(point.x - spot.x, point.y - spot.y) < 0.02;
}

TEST(Floors, AreJoinedByLinesFromTheLowestWindowToTheHighestOutput) {
  for_scenes_with_channels([](const FloorsFigure& figure, int step, const DisplayList& scene) {
    std::vector<Stroke::Path> lines;
    for (const Shape& shape : scene) {
      if (shape.role != Role::projector) continue;
      const auto& paths = std::get<Stroke>(shape.form).paths;
      lines.insert(lines.end(), paths.begin(), paths.end());
    }
    std::size_t expected = 0;
    for (std::size_t i = 0; i < figure.floors.size(); ++i) {
      if (i > 0 && figure.floors[i].column == figure.floors[i - 1].column) continue;
      for (const Segment& segment : figure.projectors(step, figure.floors[i])) {
        ++expected;
        EXPECT_TRUE(std::any_of(lines.begin(), lines.end(),
                                [&](const Stroke::Path& line) {
                                  return is_at(line.points.front(), segment.from) &&
                                         is_at(line.points.back(), segment.to);
                                }))
            << segment.from.x << "," << segment.from.y;
      }
    }
    EXPECT_EQ(lines.size(), expected);
  });
}

/// Areas that hide what is below them.
struct Cover {
  Box box;
  const std::vector<Point>* polygon;

  bool hides(Point point) const {
    if (point.x < box.left || point.x > box.right || point.y < box.bottom || point.y > box.top) return false;
    for (std::size_t i = 0; i < polygon->size(); ++i) {
      const Point& from = (*polygon)[i];
      const Point& to = (*polygon)[(i + 1) % polygon->size()];
      if ((to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x) < 0) return false;
    }
    return true;
  }
};

/// In a cell's middle, and near its corners.
std::vector<Point> rays_of(const std::vector<Point>& cell) {
  Point middle;
  for (const Point& corner : cell) middle = {middle.x + corner.x / 4, middle.y + corner.y / 4};
  std::vector<Point> rays{middle};
  for (const Point& corner : cell) {
    rays.push_back({corner.x + 0.1 * (middle.x - corner.x), corner.y + 0.1 * (middle.y - corner.y)});
  }
  return rays;
}

/// Looks down on a film, sheet by sheet.
class RayCaster {
 public:
  explicit RayCaster(const Film& film) : film_(film) {
    for (const Sheet& sheet : film.sheets) stills_.push_back(sheet.still ? sheet.draw(0) : DisplayList{});
    for (const DisplayList& shapes : stills_) {
      std::vector<Cover>& covers = covers_.emplace_back();
      for (const Shape& shape : shapes) {
        const auto* fill = std::get_if<Fill>(&shape.form);
        if (fill != nullptr && film.paints[shape.paint].opacity == 1) covers.push_back({box_of(shape), &fill->polygon});
      }
    }
  }

  /// The cells under windows, and current cells, of which any is hidden in a step.
  int hidden(std::size_t step) const {
    int count = 0;
    for (std::size_t i = 0; i < film_.sheets.size(); ++i) {
      if (film_.sheets[i].still) continue;
      for (const Shape& shape : film_.sheets[i].draw(step)) {
        if (shape.role != Role::tap && shape.role != Role::current_output) continue;
        const std::vector<Point> rays = rays_of(std::get<Fill>(shape.form).polygon);
        if (std::any_of(rays.begin(), rays.end(), [&](Point ray) { return is_hidden(i, ray); })) ++count;
      }
    }
    return count;
  }

 private:
  bool is_hidden(std::size_t sheet, Point ray) const {
    for (std::size_t above = sheet + 1; above < covers_.size(); ++above) {
      const std::vector<Cover>& covers = covers_[above];
      if (std::any_of(covers.begin(), covers.end(), [ray](const Cover& cover) { return cover.hides(ray); }))
        return true;
    }
    return false;
  }

  const Film& film_;
  std::vector<DisplayList> stills_;
  std::vector<std::vector<Cover>> covers_;
};

TEST(Floors, HideNoWindowAndNoCurrentCellInAnyStep) {
  for (unsigned number = 0; number < most_of(500); ++number) {
    const FigureLayer layer = with_channels(random_layer(number), number);
    if (layer.channels * layer.filters == 1) continue;
    const Film film = lay_out(layer);
    const RayCaster caster(film);
    int hidden = 0;
    for (std::size_t step = 0; step < film.steps; ++step) hidden += caster.hidden(step);
    EXPECT_EQ(hidden, 0) << "layer " << number << ": " << ::testing::PrintToString(flags_of(layer));
  }
}

TEST(Floors, AreSeenByRaysOnlyWhereNothingLiesAbove) {
  Film film = lay_out(with_counts(square(Kind::direct, {3, 2, 1, 0, 1, 0}), 1, 2));
  EXPECT_EQ(RayCaster(film).hidden(0), 0);
  // A roof over all: four taps of the one window and two current cells.
  film.sheets.push_back(
      {true, [&film](std::size_t) {
         return DisplayList{{Role::canvas, std::nullopt, kPaper, Fill{Box{0, 0, film.width, film.height}.corners()}}};
       }});
  EXPECT_EQ(RayCaster(film).hidden(0), 6);
}

/// Whether two polygons that are convex are apart along a side of the first.
bool is_beside(const std::vector<Point>& a, const std::vector<Point>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    const Point& from = a[i];
    const Point& to = a[(i + 1) % a.size()];
    const auto is_outside = [&](const Point& p) {
      return (to.x - from.x) * (p.y - from.y) - (to.y - from.y) * (p.x - from.x) < -0.5;
    };
    if (std::all_of(b.begin(), b.end(), is_outside)) return true;
  }
  return false;
}

TEST(Floors, KeepClearOfDots) {
  for_scenes_with_channels([](const FloorsFigure& figure, int, const DisplayList& scene) {
    const Figure& planes = figure.planes;
    for (const Shape& dot : scene) {
      if (dot.role != Role::left_out) continue;
      for (const Floor& floor : figure.floors) {
        const int rows = floor.is_input ? planes.rows.plane() : planes.rows.output();
        const int cols = floor.is_input ? planes.cols.plane() : planes.cols.output();
        std::vector<Point> corners;
        for (const auto& [row, col] :
             {std::pair(rows, 0), std::pair(rows, cols), std::pair(0, cols), std::pair(0, 0)}) {
          const Spot spot = figure.at(floor, row, col);
          corners.push_back({spot.x, spot.y});
        }
        EXPECT_TRUE(is_beside(corners, std::get<Fill>(dot.form).polygon));
      }
    }
  });
}

}  // namespace
}  // namespace convarith::testing::floors_test
