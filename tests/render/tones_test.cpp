// Edges are as much of a colour as they cover, and what is painted later lies above: against blending and painting
// without a palette.

#include "render/tones.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/layout/films.hpp"
#include "tests/layout/number_figures.hpp"
#include "tests/layout/stamp_films.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/render/films.hpp"

namespace convarith::testing::tones_test {
namespace {

/// The root of the mean square over the channels.
double distance_between(const Rgb& a, const Rgb& b) {
  double sum = 0;
  for (std::size_t i = 0; i < 3; ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return std::sqrt(sum / 3);
}

std::vector<Film> films_of_views() {
  std::vector<Film> films;
  for (unsigned number = 0; number < kSorts; ++number) films.push_back(lay_out(random_layer(number)));
  for (const unsigned number : {0U, 5U, 12U}) films.push_back(lay_out(with_channels(random_layer(number), number)));
  for (const FigureLayer& stamped : transposed_layers(4)) films.push_back(draw_stamps(stamped).film);
  const LayerOptions padded = with(layer(5, 3), [](LayerOptions& options) { options.p = PerAxis::all(1); });
  for (const char* const name : {"numeric", "equation", "breakdown", "stride", "volume"}) {
    films.push_back(film_of(subject_of(padded), view(name)));
  }
  LayerOptions pooled = layer(5, 2);
  pooled.op = Operator::max_pooling;
  films.push_back(film_of(subject_of(pooled), view("pooling")));
  return films;
}

constexpr double kScales[] = {0.3, 0.6, 1.5, 4};

/// What a palette makes of coverage, over areas and over edges.
class Blending {
 public:
  explicit Blending(const Film& film, double scale) : palette_(film.paints, scale), tones_(palette_) {}

  const Palette& palette() const { return palette_; }
  Tone area(PaintId paint) { return tones_.blend(tones_.paper(), paint, 1); }
  Tone blend(Tone below, PaintId paint, double coverage) { return tones_.blend(below, paint, coverage); }
  Rgb seen(Tone tone) { return to_rgb(palette_.colours()[tones_.index(tone)]); }

  /// The alpha blend that a colour of the palette stands in for.
  Rgb exact(const Rgb& below, PaintId paint, double coverage) const {
    const Paint& above = palette_.paints()[paint];
    return mix(below, to_rgb(above.colour), above.opacity * coverage);
  }

  /// How far the nearest colour of the palette is.
  double least_error(const Rgb& wanted) const {
    double least = 1000;
    for (const Colour& colour : palette_.colours()) least = std::min(least, distance_between(to_rgb(colour), wanted));
    return least;
  }

 private:
  Palette palette_;
  Tones tones_;
};

/// Coverage is told in 32 levels, and colours are whole numbers.
double rounding(const Rgb& below, const Rgb& above) {
  return distance_between(below, above) / 64 + 1;
}

/// Calls check(paint, what it may come to lie over) for all that a film's paints say.
template <class Check>
void for_each_meeting(const Film& film, const Check& check) {
  for (std::size_t i = 0; i < film.paints.size(); ++i) {
    for (const PaintId below : film.paints[i].over) check(static_cast<PaintId>(i), below);
  }
}

TEST(Tones, OfAGlazesEdgeAreTheNearestToTheShareThatItCovers) {
  for (const Film& film : films_of_views()) {
    for (const double scale : kScales) {
      Blending blending(film, scale);
      for_each_meeting(film, [&](PaintId paint, PaintId below) {
        if (film.paints[paint].opacity == 1) return;
        const Rgb area = to_rgb(film.paints[below].colour);
        for (int part = 0; part <= 20; ++part) {
          const double coverage = part / 20.0;
          const Rgb wanted = blending.exact(area, paint, coverage);
          const Rgb seen = blending.seen(blending.blend(blending.area(below), paint, coverage));
          const double error = distance_between(seen, wanted);
          const double slack = 2 * rounding(area, blending.exact(area, paint, 1));
          ASSERT_LE(error, blending.least_error(wanted) + slack)
              << "paint " << +paint << " over " << +below << ", " << coverage;
        }
      });
    }
  }
}

TEST(Tones, OfAnOpaqueEdgeAreOffByHalfALevelAtMost) {
  // Half of the widest step that there is between levels of a palette, one that had to be made coarser once to fit.
  constexpr double half_a_level = 9.5 * 1.5 * 1.5;
  for (const Film& film : films_of_views()) {
    for (const double scale : kScales) {
      Blending blending(film, scale);
      for_each_meeting(film, [&](PaintId paint, PaintId below) {
        if (film.paints[paint].opacity < 1 || blending.palette().has_hidden_edges(paint)) return;
        const Rgb area = to_rgb(film.paints[below].colour);
        const Rgb line = to_rgb(film.paints[paint].colour);
        for (int part = 0; part <= 20; ++part) {
          const double coverage = part / 20.0;
          const Rgb seen = blending.seen(blending.blend(blending.area(below), paint, coverage));
          const double error = distance_between(seen, mix(area, line, coverage));
          ASSERT_LE(error, half_a_level * film.paints[paint].coarseness + rounding(area, line))
              << "paint " << +paint << " over " << +below << ", " << coverage;
        }
      });
    }
  }
}

TEST(Tones, OfEdgesOverEdgesAreTheNearestToBothOneAfterTheOther) {
  for (const Film& film : films_of_views()) {
    for_each_meeting(film, [&](PaintId first, PaintId below) {
      if (film.paints[first].opacity < 1) return;
      Blending blending(film, 1.5);
      const Rgb area = to_rgb(film.paints[below].colour);
      for (std::size_t i = 1; i < film.paints.size(); ++i) {
        const auto second = static_cast<PaintId>(i);
        if (second == first) continue;
        for (const auto& [one, other] : {std::pair{0.25, 0.5}, {0.75, 0.25}, {0.5, 0.875}}) {
          const Rgb between = blending.exact(area, first, one);
          const Rgb wanted = blending.exact(between, second, other);
          const Tone tone = blending.blend(blending.blend(blending.area(below), first, one), second, other);
          const double most = 9.5 * 1.5 * 1.5 * film.paints[second].coarseness;
          const double bound = std::max(blending.least_error(wanted), film.paints[second].opacity == 1 ? most : 0);
          ASSERT_LE(distance_between(blending.seen(tone), wanted), bound + 3) << +second << " over " << +first;
        }
      }
    });
  }
}

/// Whether a point is well inside of a shape or well outside of it; neither where it is near an edge.
enum class Side { inside, outside, edge };

double distance_to(const Point& a, const Point& b, const Point& point) {
  const double x = b.x - a.x;
  const double y = b.y - a.y;
  const double squared = x * x + y * y;
  const double along = squared == 0 ? 0 : std::clamp(((point.x - a.x) * x + (point.y - a.y) * y) / squared, 0.0, 1.0);
  return std::hypot(a.x + along * x - point.x, a.y + along * y - point.y);
}

Side side_of(const Fill& fill, const Point& point, double margin) {
  int left = 0;
  int right = 0;
  const std::vector<Point>& corners = fill.polygon;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const Point& a = corners[i];
    const Point& b = corners[(i + 1) % corners.size()];
    if (distance_to(a, b, point) < margin) return Side::edge;
    ++((b.x - a.x) * (point.y - a.y) > (b.y - a.y) * (point.x - a.x) ? left : right);
  }
  return left == 0 || right == 0 ? Side::inside : Side::outside;
}

Side side_of(const Stroke& stroke, const Point& point, double margin) {
  Side side = Side::outside;
  for (const Stroke::Path& path : stroke.paths) {
    const std::size_t lines = path.points.size() - (path.closed ? 0 : 1);
    for (std::size_t i = 0; i < lines; ++i) {
      const Point& a = path.points[i];
      const Point& b = path.points[(i + 1) % path.points.size()];
      const double distance = distance_to(a, b, point);
      if (distance >= stroke.width * 1.5 + margin) continue;  // mitred corners reach further than lines are wide
      const bool ends_far =
          std::min(std::hypot(a.x - point.x, a.y - point.y), std::hypot(b.x - point.x, b.y - point.y)) > stroke.width;
      const bool is_inside = stroke.dash == 0 && ends_far && distance <= stroke.width / 2 - margin;
      if (!is_inside && (!ends_far || stroke.dash > 0 || distance < stroke.width / 2 + margin)) return Side::edge;
      if (is_inside) side = Side::inside;
    }
  }
  return side;
}

/// Lines reach over their ends' box by half their width, their mitred corners and the letters of texts by more.
Box reach_of(const Shape& shape, double margin) {
  const auto* stroke = std::get_if<Stroke>(&shape.form);
  return box_of(shape).grown(margin + (stroke != nullptr ? 2 * stroke->width : 1));
}

Side side_of(const Shape& shape, const Point& point, double margin) {
  const Box box = reach_of(shape, margin);
  if (point.x < box.left || point.x > box.right || point.y < box.bottom || point.y > box.top) return Side::outside;
  if (const auto* fill = std::get_if<Fill>(&shape.form)) return side_of(*fill, point, margin);
  if (const auto* stroke = std::get_if<Stroke>(&shape.form)) return side_of(*stroke, point, margin);
  return Side::edge;
}

/// The colour at a point when one shape is painted after the other; none near what is left of edges.
std::optional<Rgb> painted(const Film& film, const DisplayList& shapes, const Point& point, double margin) {
  Rgb colour = to_rgb(film.paints[kPaper].colour);
  bool is_sure = true;
  for (const Shape& shape : shapes) {
    const Paint& paint = film.paints[shape.paint];
    const Side side = side_of(shape, point, margin);
    if (side == Side::edge) is_sure = false;
    if (side != Side::inside) continue;
    colour = mix(colour, to_rgb(paint.colour), paint.opacity);
    if (paint.opacity == 1) is_sure = true;
  }
  return is_sure ? std::optional(colour) : std::nullopt;
}

/// Every fourth pixel of every fourth row that is far enough from edges; how many there were.
int expect_painted(const Film& film, const DisplayList& shapes, const Image& image) {
  const double pixel = film.width / image.size.width;
  int count = 0;
  for (int y = 0; y < image.size.height; y += 4) {
    for (int x = y / 4 % 4; x < image.size.width; x += 4) {
      const Point point{(x + 0.5) * pixel, film.height * (1 - (y + 0.5) / image.size.height)};
      const std::optional<Rgb> wanted = painted(film, shapes, point, 0.8 * pixel);
      if (!wanted) continue;
      ++count;
      const double error = distance_between(to_rgb(image.at(x, y)), *wanted);
      EXPECT_LE(error, 1.5) << "pixel " << x << "," << y;
    }
  }
  return count;
}

TEST(Pictures, HaveLaterShapesAboveEarlierOnes) {
  for (const Film& film : films_of_views()) {
    const FrameSize size = size_at_width(film, 200);
    FrameRenderer renderer(film, size);
    for (const std::size_t step : {std::size_t{0}, film.steps / 2, film.steps - 1}) {
      const int count = expect_painted(film, film.scene(step), Image(renderer.render(step)));
      EXPECT_GT(count, 100);
      if (HasFailure()) return;
    }
  }
}

/// The share of a pixel that a rectangle covers.
double share_of(const Box& box, int x, int y) {
  const auto overlap = [](double from, double to, int at) {
    return std::max(0.0, std::min(to, at + 1.0) - std::max(from, static_cast<double>(at)));
  };
  return overlap(box.left, box.right, x) * overlap(box.bottom, box.top, y);
}

/// A shape of a paint that covers the box, given in pixels of a page of 30 rows whose y goes down; a line too.
Shape covering(const Box& box, PaintId paint, double pixel, bool is_line) {
  const double middle = 30 - (box.bottom + box.top) / 2 * pixel;
  if (is_line)
    return line(paint, {box.left * pixel, middle}, {box.right * pixel, middle}, (box.top - box.bottom) * pixel);
  return rectangle(paint, {box.left * pixel, 30 - box.top * pixel}, {box.right * pixel, 30 - box.bottom * pixel});
}

TEST(Pictures, OfFewPixelsHaveEachShapeByTheShareOfPixelsThatItCovers) {
  std::mt19937 random(6);
  const auto between = [&random](double least, double most) {
    return std::uniform_real_distribution(least, most)(random);
  };
  // White paper and a red area; over both come an opaque paint or a glaze. Grey has shades for them to be mixed from.
  const std::vector<Paint> paints{
      {kWhite, 1, {}, 0}, {kRed, 1, {0}, 0}, {kBlue, 1, {0, 1}, 0}, {kBlue, 0.4, {0, 1}, 0}, {kBlack, 1, {0, 1}, 0}};
  for (int i = 0; i < 240; ++i) {
    const int width = 4 * (2 + i % 9);
    const double pixel = 40.0 / width;
    const auto paint = static_cast<PaintId>(2 + i % 2);
    const double left = between(0, width / 2.0);
    const double top = between(0, width / 3.0);
    const Box box{left, top, left + between(0.1, width / 2.0), top + between(0.1, width / 3.0)};
    const Film film =
        small_film(paints, {still({rectangle(1, {0, 0}, {20, 30}), covering(box, paint, pixel, i % 4 < 2)})});
    const FrameSize size = size_at_width(film, width);
    const Blending blending(film, size.scale);
    const Image image = draw_alone(film, size, 0);
    for (int y = 0; y < size.height; ++y) {
      for (int x = 0; x < width; ++x) {
        const Rgb area = to_rgb(x < width / 2 ? kRed : kWhite);
        const Rgb wanted = blending.exact(area, paint, share_of(box, x, y));
        const double slack = 2 * rounding(area, to_rgb(kBlue));
        const double error = distance_between(to_rgb(image.at(x, y)), wanted);
        const double half_a_level = paints[paint].opacity == 1 ? 9.5 * 1.5 : 0;
        ASSERT_LE(error, std::max(blending.least_error(wanted), half_a_level) + slack)
            << "pixel " << x << "," << y << " of " << width;
      }
    }
  }
}

}  // namespace
}  // namespace convarith::testing::tones_test
