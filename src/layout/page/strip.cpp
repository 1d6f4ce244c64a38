#include "layout/page/strip.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

#include "layout/shapes/box.hpp"
#include "layout/shapes/cell_maps.hpp"
#include "layout/shapes/measures.hpp"
#include "layout/shapes/transforms.hpp"

namespace convarith {
namespace {

// Gaps between pictures, as shares of the side of a square as large as a picture. The parts of a picture are nearer to
// each other than that.
constexpr double kGapOfPicture = 0.24;
constexpr double kGapOfRow = 0.18;

// Shapes of whole strips: width divided by height.
constexpr double kLongestRow = 6.5;
constexpr double kGoodShape = 1.5;
constexpr double kTooHigh = 0.6;
constexpr double kTooWide = 2.6;

// At most this many pictures stand in a single row, if the row can be read in print after it is made to fit the page.
constexpr std::size_t kMostInRow = 5;
constexpr double kWidestStripRow = 1250;  // bp

Box box_of(const Drawing& drawing) {
  Box box;
  for (const Point& point : drawing.outline) box.add(point);
  return box.grown(kThick / 2);
}

double shape_of(const StripGrid& grid) {
  return grid.width() / grid.height();
}

StripGrid with_columns(StripGrid grid, std::size_t columns) {
  grid.columns = columns;
  return grid;
}

/// Returns how far a grid is from a good shape. Places left empty count as well.
double distance_from_good_shape(const StripGrid& grid) {
  const double empty = static_cast<double>(grid.rows() * grid.columns - grid.count);
  return std::abs(std::log(shape_of(grid) / kGoodShape)) + empty / static_cast<double>(grid.columns);
}

/// Returns the lower left corner of a picture, relative to the upper left corner of the strip.
Point place_of(const StripGrid& grid, std::size_t number) {
  const std::size_t rows_above = number / grid.columns;
  const auto column = static_cast<double>(number % grid.columns);
  const auto row = static_cast<double>(rows_above);
  return {column * (grid.picture_width + grid.gap()),
          -row * (grid.picture_height + grid.counter + grid.row_gap()) - grid.picture_height};
}

void add_counter(std::size_t step, std::size_t steps, Point below, double size, PaintId ink,
                 const Typesetter& typesetter, DisplayList& shapes) {
  const TextLine line = typesetter.line(fmt::format("{}/{}", step + 1, steps), size);
  write_line(shapes, Role::step_counter, std::nullopt, ink, line,
             {below.x - line.width / 2, below.y + kDescent * size});
}

}  // namespace

Result<std::vector<std::size_t>> steps_of_strip(const Strip& strip, const StepRange& range, std::size_t all) {
  const std::size_t first = range.first.value_or(0);
  const std::size_t last = std::min(range.last.value_or(all), all);
  if (first >= all) {
    return usage_problem("steps", fmt::format("there is no step {}", first),
                         fmt::format("the figure has {} steps, 0 to {}", all, all - 1));
  }
  const std::size_t chosen = last - first;
  const std::size_t pictures = strip.pictures ? std::min(static_cast<std::size_t>(*strip.pictures), chosen) : chosen;
  if (pictures > kMostInStrip) {
    return usage_problem("strip",
                         fmt::format("the strip would show all {} steps, over the limit of {}", pictures, kMostInStrip),
                         "give a number of pictures, or fewer --steps");
  }
  std::vector<std::size_t> steps;
  steps.reserve(pictures);
  for (std::size_t i = 0; i < pictures; ++i) {
    // Round to the nearest step.
    const std::size_t between = std::max<std::size_t>(pictures - 1, 1);
    steps.push_back(first + (2 * i * (chosen - 1) + between) / (2 * between));
  }
  return steps;
}

double StripGrid::gap() const {
  return kGapOfPicture * std::sqrt(picture_width * picture_height);
}

double StripGrid::row_gap() const {
  return kGapOfRow * std::sqrt(picture_width * picture_height);
}

double StripGrid::width() const {
  return static_cast<double>(columns) * (picture_width + gap()) - gap();
}

double StripGrid::height() const {
  return static_cast<double>(rows()) * (picture_height + counter + row_gap()) - row_gap();
}

StripGrid grid_for(const Drawing& drawing, std::size_t count) {
  const Box box = box_of(drawing);
  return {count, 1, box.width(), box.height(), 0};
}

std::size_t good_columns(StripGrid grid, std::optional<std::size_t> usual) {
  const StripGrid row = with_columns(grid, grid.count);
  if (grid.count <= kMostInRow && shape_of(row) <= kLongestRow && row.width() <= kWidestStripRow) return grid.count;
  if (usual && *usual <= grid.count) {
    const double shape = shape_of(with_columns(grid, *usual));
    if (kTooHigh <= shape && shape <= kTooWide) return *usual;
  }
  std::size_t best = 1;
  double least = std::numeric_limits<double>::max();
  for (std::size_t columns = 1; columns <= grid.count; ++columns) {
    const double distance = distance_from_good_shape(with_columns(grid, columns));
    if (distance >= least) continue;
    best = columns;
    least = distance;
  }
  return best;
}

Drawing strip_of(const Drawing& drawing, const std::vector<std::size_t>& steps, const StripGrid& grid,
                 double counter_size, const Typesetter& typesetter) {
  const Box picture = box_of(drawing);
  Drawing strip = drawing;
  strip.labels.clear();
  strip.film.steps = 1;
  strip.film.walk = Walk::other;
  strip.film.width = grid.width() + 2 * kBorder;
  strip.film.height = grid.height() + 2 * kBorder;
  const Box box{kBorder, kBorder, kBorder + grid.width(), kBorder + grid.height()};
  strip.outline = box.grown(-kThick / 2).corners();

  // The counters are few and made at once; the pictures are made when they are asked for.
  DisplayList counters;
  std::vector<Point> shifts;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Point corner = Point{box.left, box.top} + place_of(grid, i);
    shifts.push_back(corner - Point{picture.left, picture.bottom});
    if (grid.counter == 0) continue;
    const Point below{corner.x + grid.picture_width / 2, corner.y - grid.counter};
    add_counter(steps[i], drawing.film.steps, below, counter_size, drawing.ink, typesetter, counters);
  }
  std::vector<CellMap> maps;
  for (const Point& shift : shifts) add_maps(moved(drawing.film, shift).maps(), maps);
  const auto draw = [film = drawing.film, steps, shifts, counters](std::size_t) {
    DisplayList shapes;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      DisplayList scene = moved(film, shifts[i]).scene(steps[i]);
      std::move(scene.begin(), scene.end(), std::back_inserter(shapes));
    }
    shapes.insert(shapes.end(), counters.begin(), counters.end());
    return shapes;
  };
  strip.film.sheets = {{true, draw, {}, std::move(maps)}};
  return strip;
}

}  // namespace convarith
