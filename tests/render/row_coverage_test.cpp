// How much of each pixel a shape covers, with Cairo as the oracle.

#include "render/row_coverage.hpp"

#include <cairo.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <numbers>
#include <random>
#include <vector>

#include "render/tracing.hpp"
#include "tests/render/films.hpp"

namespace convarith::testing::row_coverage_test {
namespace {

constexpr int kWidth = 64;
constexpr int kHeight = 48;

/// Coverage of each pixel, 0 to 255.
using Mask = std::vector<double>;

/// What Cairo covers, y down. It cuts pixels into 15 rows, so that it is asked for eight times as many each way.
Mask draw_with_cairo(const std::function<void(cairo_t*)>& draw) {
  constexpr int kFiner = 8;
  const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
      cairo_image_surface_create(CAIRO_FORMAT_A8, kFiner * kWidth, kFiner * kHeight), cairo_surface_destroy);
  const std::unique_ptr<cairo_t, decltype(&cairo_destroy)> context(cairo_create(surface.get()), cairo_destroy);
  cairo_set_antialias(context.get(), CAIRO_ANTIALIAS_BEST);
  cairo_scale(context.get(), kFiner, kFiner);
  draw(context.get());
  cairo_surface_flush(surface.get());
  const unsigned char* data = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  Mask mask(static_cast<std::size_t>(kWidth) * kHeight);
  for (int y = 0; y < kFiner * kHeight; ++y) {
    for (int x = 0; x < kFiner * kWidth; ++x) {
      mask[static_cast<std::size_t>(y / kFiner * kWidth + x / kFiner)] += data[y * stride + x];
    }
  }
  for (double& level : mask) level /= kFiner * kFiner;
  return mask;
}

void add_outline(RowCoverage& coverage, const std::vector<Edge>& edges, int y) {
  coverage.add(edges, y);
  coverage.end_outline();
}

/// What RowCoverage covers; each outline a list of edges.
Mask draw_with_rows(const std::vector<std::vector<Edge>>& outlines) {
  Mask mask(static_cast<std::size_t>(kWidth) * kHeight);
  RowCoverage coverage(kWidth);
  for (int y = 0; y < kHeight; ++y) {
    for (const auto& edges : outlines) add_outline(coverage, edges, y);
    coverage.take([&](int x, double share) { mask[static_cast<std::size_t>(y * kWidth + x)] = share * 255; });
  }
  return mask;
}

/// What RowCoverage covers of a stroke on a page of the masks' size, bp being px.
Mask draw_with_rows(const Stroke& stroke) {
  Film film;
  film.width = kWidth;
  film.height = kHeight;
  Tracing tracing(size_at_dpi(film, 72), film);
  tracing.add({{Role::projector, std::nullopt, kPaper, stroke}});
  std::vector<std::vector<Edge>> outlines;
  for (const Mark& mark : tracing.marks()) {
    for (const Outline& outline : tracing.outlines(mark)) {
      const auto edges = tracing.edges(outline);
      outlines.emplace_back(edges.begin(), edges.end());
    }
  }
  return draw_with_rows(outlines);
}

void add_path(cairo_t* context, const std::vector<Point>& points) {
  for (const Point& point : points) cairo_line_to(context, point.x, point.y);
}

std::vector<Edge> edges_around(const std::vector<Point>& polygon) {
  std::vector<Edge> edges;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Point& from = polygon[i];
    const Point& to = polygon[(i + 1) % polygon.size()];
    edges.emplace_back(from, to);
  }
  return edges;
}

void expect_agreement(const Mask& mask, const Mask& oracle) {
  for (std::size_t i = 0; i < mask.size(); ++i) {
    ASSERT_NEAR(mask[i], oracle[i], 5) << "pixel " << i % kWidth << "," << i / kWidth;
  }
}

/// Shapes that may reach over the top and the bottom of the masks, and by `beside` over their sides.
class Shapes {
 public:
  explicit Shapes(double beside = 0) : beside_(beside) {}

  double between(double least, double most) {
    return least + (most - least) * static_cast<double>(engine_()) / 4294967296.0;
  }

  /// Corners on an ellipse, in order.
  std::vector<Point> convex_polygon() {
    std::vector<double> angles(3 + engine_() % 6);
    for (double& angle : angles) angle = between(0, 2 * std::numbers::pi);
    std::sort(angles.begin(), angles.end());
    const double across = between(0.5, kWidth / 2.0);
    const double down = between(0.5, kHeight);
    const Point middle{between(across - beside_, kWidth - across + beside_), between(-10, kHeight + 10)};
    std::vector<Point> polygon;
    for (const double angle : angles) {
      polygon.push_back({middle.x + across * std::cos(angle), middle.y + down * std::sin(angle)});
    }
    return polygon;
  }

  std::vector<Point> line(double width) {
    const auto end = [&] { return Point{between(width, kWidth - width), between(-10, kHeight + 10)}; };
    return {end(), end()};
  }

  /// A parallelogram without narrow corners, as cells are.
  std::vector<Point> cell() {
    const Point corner{between(14, 30), between(-5, 30)};
    const Point right{between(8, 20), between(-4, 8)};
    const Point up{between(-7, 7), between(8, 16)};
    return {corner,
            {corner.x + right.x, corner.y + right.y},
            {corner.x + right.x + up.x, corner.y + right.y + up.y},
            {corner.x + up.x, corner.y + up.y}};
  }

 private:
  double beside_;
  std::mt19937 engine_{7};
};

void expect_polygons_agree(Shapes shapes) {
  for (int i = 0; i < 400; ++i) {
    SCOPED_TRACE("polygon " + std::to_string(i));
    const std::vector<Point> polygon = shapes.convex_polygon();
    const Mask oracle = draw_with_cairo([&](cairo_t* context) {
      add_path(context, polygon);
      cairo_fill(context);
    });
    expect_agreement(draw_with_rows({edges_around(polygon)}), oracle);
    if (::testing::Test::HasFailure()) return;
  }
}

/// Strokes of a path as Cairo draws it, with lines and dashes of random width.
template <class MakePath>
void expect_strokes_agree(bool closed, bool dashed, const MakePath& make_path) {
  Shapes shapes;
  for (int i = 0; i < 300; ++i) {
    SCOPED_TRACE("stroke " + std::to_string(i));
    const double width = shapes.between(0.3, 5);
    const double dash = dashed ? shapes.between(2, 9) : 0;
    const std::vector<Point> path = make_path(shapes, width);
    const Mask oracle = draw_with_cairo([&](cairo_t* context) {
      cairo_set_line_width(context, width);
      if (dashed) cairo_set_dash(context, &dash, 1, 0);
      add_path(context, path);
      if (closed) cairo_close_path(context);
      cairo_stroke(context);
    });
    // Paper has its origin at the bottom, masks at the top.
    Stroke stroke{{{{}, closed}}, width, dash};
    for (const Point& point : path) stroke.paths[0].points.push_back({point.x, kHeight - point.y});
    expect_agreement(draw_with_rows(stroke), oracle);
    if (::testing::Test::HasFailure()) return;
  }
}

TEST(RowCoverage, OfPolygonsIsCairos) {
  expect_polygons_agree(Shapes());
}

TEST(RowCoverage, OfPolygonsOverTheSidesIsCairos) {
  expect_polygons_agree(Shapes(20));
}

TEST(RowCoverage, OfLinesIsCairos) {
  expect_strokes_agree(false, false, [](Shapes& shapes, double width) { return shapes.line(width); });
}

TEST(RowCoverage, OfDashedLinesIsCairos) {
  expect_strokes_agree(false, true, [](Shapes& shapes, double width) { return shapes.line(width); });
}

TEST(RowCoverage, OfClosedOutlinesIsCairos) {
  expect_strokes_agree(true, false, [](Shapes& shapes, double) { return shapes.cell(); });
}

TEST(RowCoverage, DoesNotDependOnTheDirectionOfAnOutline) {
  Shapes shapes;
  for (int i = 0; i < 100; ++i) {
    std::vector<Point> polygon = shapes.convex_polygon();
    const Mask one_way = draw_with_rows({edges_around(polygon)});
    std::reverse(polygon.begin(), polygon.end());
    const Mask other_way = draw_with_rows({edges_around(polygon)});
    for (std::size_t j = 0; j < one_way.size(); ++j) ASSERT_NEAR(one_way[j], other_way[j], 1e-6);
  }
}

/// Takes a row of eight pixels.
std::vector<double> take(RowCoverage& coverage) {
  std::vector<double> row(8);
  coverage.take([&](int x, double share) { row[static_cast<std::size_t>(x)] += share; });
  return row;
}

TEST(RowCoverage, GivesEachOutlineItsShareOfTheRest) {
  const std::vector<Edge> half = edges_around({{2, 0}, {2.5, 0}, {2.5, 1}, {2, 1}});
  RowCoverage coverage(8);
  add_outline(coverage, half, 0);
  EXPECT_EQ(take(coverage), (std::vector<double>{0, 0, 0.5, 0, 0, 0, 0, 0}));
  add_outline(coverage, half, 0);
  add_outline(coverage, half, 0);
  EXPECT_EQ(take(coverage), (std::vector<double>{0, 0, 0.75, 0, 0, 0, 0, 0}));
}

TEST(RowCoverage, ForgetsWhatWasTaken) {
  RowCoverage coverage(8);
  add_outline(coverage, edges_around({{1, 0}, {7, 0}, {7, 1}, {1, 1}}), 0);
  take(coverage);
  EXPECT_EQ(take(coverage), std::vector<double>(8, 0.0));
  add_outline(coverage, edges_around({{0, 0}, {8, 0}, {8, 0.25}, {0, 0.25}}), 0);
  EXPECT_EQ(take(coverage), std::vector<double>(8, 0.25));
}

}  // namespace
}  // namespace convarith::testing::row_coverage_test
