// What lies on top is what is seen, whichever sheets move: piles of shapes against a painter who knows nothing but
// their order.

#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/render/films.hpp"

namespace convarith::testing::piled_shapes_test {
namespace {

/// The corners of what a shape covers, lines being level.
std::vector<Point> corners_of(const Shape& shape) {
  if (const auto* fill = std::get_if<Fill>(&shape.form)) return fill->polygon;
  const auto& stroke = std::get<Stroke>(shape.form);
  const Point& from = stroke.paths.front().points.front();
  const Point& to = stroke.paths.front().points.back();
  const double half = stroke.width / 2;
  return {{from.x, from.y - half}, {to.x, to.y - half}, {to.x, to.y + half}, {from.x, from.y + half}};
}

enum class Share { none, some, all };

/// How much of a pixel of 1 bp lies in a shape whose corners go round against the clock.
Share share_of(const std::vector<Point>& corners, int x, int y) {
  Share share = Share::all;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const Point& a = corners[i];
    const Point& b = corners[(i + 1) % corners.size()];
    int inside = 0;
    for (const Point corner : {Point{0, 0}, {1, 0}, {0, 1}, {1, 1}}) {
      const double side = (b.x - a.x) * (y + corner.y - a.y) - (b.y - a.y) * (x + corner.x - a.x);
      if (side > -1e-9) ++inside;
    }
    if (inside == 0) return Share::none;
    if (inside < 4) share = Share::some;
  }
  return share;
}

/// The colour of a pixel on which one shape comes after the other; none where an edge crosses it, or where a glaze lies
/// on a glaze, for which a near colour may stand in.
std::optional<Rgb> top_colour(const Film& film, const DisplayList& shapes, int x, int y) {
  std::optional<Rgb> colour = to_rgb(film.paints[kPaper].colour);
  bool is_glazed = false;
  for (const Shape& shape : shapes) {
    const Share share = share_of(corners_of(shape), x, y);
    if (share == Share::none) continue;
    const Paint& paint = film.paints[shape.paint];
    const bool is_glaze = paint.opacity < 1;
    if (share == Share::some || (is_glaze && is_glazed)) {
      colour = std::nullopt;
    } else if (!is_glaze) {
      colour = to_rgb(paint.colour);
    } else if (colour) {
      colour = mix(*colour, to_rgb(paint.colour), paint.opacity);
    }
    if (share == Share::all) is_glazed = is_glaze;
  }
  return colour;
}

/// Makes up films of rectangles, triangles and wide lines on each other.
class Pile {
 public:
  explicit Pile(unsigned seed) : random_(seed) {}

  Film film() {
    std::vector<Sheet> sheets{still(shapes())};
    const int more = from(1, 5);
    for (int i = 0; i < more; ++i) sheets.push_back(from(0, 1) == 0 ? still(shapes()) : moving_sheet());
    return small_film(paints(), std::move(sheets), kSteps);
  }

  static constexpr std::size_t kSteps = 4;

 private:
  static constexpr int kGlaze = 7;

  int from(int least, int most) { return std::uniform_int_distribution(least, most)(random_); }

  /// The paper, opaque paints that may lie on each other, and a glaze on all of them.
  static std::vector<Paint> paints() {
    const Colour colours[kGlaze] = {kWhite, kRed, kBlue, kBlack, {20, 160, 60}, {240, 200, 0}, {120, 120, 120}};
    std::vector<Paint> paints;
    std::vector<PaintId> all;
    for (const Colour& colour : colours) {
      paints.push_back({colour, 1, all, 0});
      all.push_back(static_cast<PaintId>(all.size()));
    }
    paints.push_back({kBlue, 0.4, all, 0});
    return paints;
  }

  Shape shape() {
    const auto paint = static_cast<PaintId>(from(1, kGlaze));
    const Point corner{static_cast<double>(from(0, 25)), static_cast<double>(from(0, 18))};
    const Point other{corner.x + from(4, 15), corner.y + from(4, 12)};
    const double middle = (corner.y + other.y) / 2;
    switch (from(0, 2)) {
      case 0:
        return line(paint, {corner.x, middle}, {other.x, middle}, other.y - corner.y);
      case 1:
        return {Role::output_cell, std::nullopt, paint, Fill{{corner, {other.x, corner.y}, {corner.x, other.y}}}};
      default:
        return rectangle(paint, corner, other);
    }
  }

  DisplayList shapes() {
    DisplayList shapes;
    const int count = from(1, 4);
    for (int i = 0; i < count; ++i) shapes.push_back(shape());
    return shapes;
  }

  Sheet moving_sheet() {
    std::vector<DisplayList> steps(kSteps);
    for (DisplayList& step : steps) step = shapes();
    return moving([steps = std::move(steps)](std::size_t step) { return steps[step]; });
  }

  std::mt19937 random_;
};

/// How many pixels there were to be compared.
int expect_top_colours(const Film& film, const Image& image, std::size_t step) {
  const DisplayList shapes = film.scene(step);
  int count = 0;
  for (int y = 0; y < image.size.height; ++y) {
    for (int x = 0; x < image.size.width; ++x) {
      const std::optional<Rgb> wanted = top_colour(film, shapes, x, image.size.height - 1 - y);
      if (!wanted) continue;
      ++count;
      const Rgb seen = to_rgb(image.at(x, y));
      for (std::size_t channel = 0; channel < 3; ++channel) {
        EXPECT_NEAR(seen[channel], (*wanted)[channel], 1) << "step " << step << ", pixel " << x << "," << y;
      }
    }
  }
  return count;
}

TEST(PiledShapes, ShowTheUppermost) {
  int count = 0;
  for (unsigned seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE("pile " + std::to_string(seed));
    const Film film = Pile(seed).film();
    FrameRenderer renderer(film, size_at_dpi(film, 72));
    for (const std::size_t step : {std::size_t{2}, std::size_t{0}, std::size_t{3}, std::size_t{1}}) {
      count += expect_top_colours(film, Image(renderer.render(step)), step);
      if (HasFailure()) return;
    }
  }
  EXPECT_GT(count, 100000);
}

}  // namespace
}  // namespace convarith::testing::piled_shapes_test
