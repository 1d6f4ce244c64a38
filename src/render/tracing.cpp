#include "render/tracing.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace convarith {
namespace {

double length(Point a) {
  return std::sqrt(a.x * a.x + a.y * a.y);
}

/// Returns a vector of length `distance` that is perpendicular to the way from `from` to `to`, on its right.
Point normal(Point from, Point to, double distance) {
  const Point way = to - from;
  const double factor = distance / length(way);
  return {way.y * factor, -way.x * factor};
}

/// Returns where two lines meet. Each is given by a point and a direction.
Point meet(Point a, Point a_way, Point b, Point b_way) {
  return a + a_way * (cross(b - a, b_way) / cross(a_way, b_way));
}

/// Returns a convex polygon with every side moved by `distance` and its corners mitred.
std::vector<Point> offset(std::span<const Point> polygon, double distance) {
  const std::size_t count = polygon.size();
  std::vector<Point> moved;
  for (std::size_t i = 0; i < count; ++i) {
    const Point before = polygon[(i + count - 1) % count];
    const Point corner = polygon[i];
    const Point after = polygon[(i + 1) % count];
    moved.push_back(meet(corner + normal(before, corner, distance), corner - before,
                         corner + normal(corner, after, distance), after - corner));
  }
  return moved;
}

}  // namespace

Tracing::Tracing(FrameSize size, const Film& film)
    : size_(size), page_height_(film.height), across_(size.width / film.width), down_(size.height / film.height) {}

void Tracing::clear() {
  edges_.clear();
  outlines_.clear();
  marks_.clear();
}

Point Tracing::to_pixels(Point point) const {
  return {point.x * across_, (page_height_ - point.y) * down_};
}

std::vector<Point> Tracing::to_pixels(std::span<const Point> points) const {
  std::vector<Point> pixels;
  pixels.reserve(points.size());
  for (const Point& point : points) pixels.push_back(to_pixels(point));
  return pixels;
}

void Tracing::add(const DisplayList& shapes) {
  for (const Shape& shape : shapes) {
    begin_mark(shape);
    if (const auto* fill = std::get_if<Fill>(&shape.form)) {
      add_fill(*fill);
    } else if (const auto* stroke = std::get_if<Stroke>(&shape.form)) {
      add_stroke(*stroke);
    } else {
      add_text(std::get<Text>(shape.form));
    }
  }
}

/// Begins a mark, unless the shape is a fill (as glyphs are, too) of the same role and paint as the fill before it:
/// consecutive ones become one mark.
void Tracing::begin_mark(const Shape& shape) {
  const bool is_fill = !std::holds_alternative<Stroke>(shape.form);
  const bool continues = is_fill && !marks_.empty() && marks_.back().is_fill && marks_.back().paint == shape.paint &&
                         last_role_ == shape.role;
  last_role_ = shape.role;
  if (continues) return;
  const auto outlines = static_cast<std::uint32_t>(outlines_.size());
  marks_.push_back({shape.paint, is_fill, outlines, outlines, size_.height, 0});
}

void Tracing::add_fill(const Fill& fill) {
  begin_outline();
  add_edges(to_pixels(fill.polygon));
  end_outline();
}

void Tracing::add_stroke(const Stroke& stroke) {
  const double width = stroke.width * size_.scale;
  for (const Stroke::Path& path : stroke.paths) {
    if (path.closed) {
      add_ring(to_pixels(path.points), width);
    } else if (stroke.dash > 0) {
      add_dashes(to_pixels(path.points[0]), to_pixels(path.points[1]), width, stroke.dash * size_.scale);
    } else {
      add_line(to_pixels(path.points[0]), to_pixels(path.points[1]), width);
    }
  }
}

void Tracing::add_line(Point from, Point to, double width) {
  const Point side = normal(from, to, width / 2);
  begin_outline();
  add_edges(std::array{from + side, to + side, to - side, from - side});
  end_outline();
}

void Tracing::add_dashes(Point from, Point to, double width, double dash) {
  const double whole = length(to - from);
  const Point way = (to - from) * (1 / whole);
  for (int i = 0; 2 * i * dash < whole; ++i) {
    const double begin = 2 * i * dash;
    add_line(from + way * begin, from + way * std::min(begin + dash, whole), width);
  }
}

void Tracing::add_ring(std::span<const Point> polygon, double width) {
  const std::vector<Point> one_side = offset(polygon, width / 2);
  std::vector<Point> other_side = offset(polygon, -width / 2);
  std::reverse(other_side.begin(), other_side.end());
  begin_outline();
  add_edges(one_side);
  add_edges(other_side);
  end_outline();
}

/// Makes one outline of the edges of all contours of a glyph. Those of counters run the other way round.
void Tracing::add_text(const Text& text) {
  for (const Text::Glyph& placed : text.glyphs) {
    const Typeface::Glyph* glyph = text.face->glyph(placed.id);
    if (glyph == nullptr || glyph->first == glyph->last) continue;
    const double scale = text.size / text.face->units_per_em;
    const Point origin = text.origin + placed.offset * text.size;
    begin_outline();
    trace_glyph(text.face->outlines.subspan(glyph->first, glyph->last - glyph->first), [&](double x, double y) {
      return to_pixels(origin + Point{x, y} * scale);
    });
    end_outline();
  }
}

template <class ToPixels>
void Tracing::trace_glyph(std::span<const std::int16_t> outline, const ToPixels& to_pixel) {
  Point start;
  Point pen;
  const auto line_to = [&](Point to) {
    if (to != pen) edges_.emplace_back(pen, to);
    pen = to;
  };
  for (std::size_t i = 0; i < outline.size();) {
    const auto verb = outline[i++];
    const auto next = [&] {
      i += 2;
      return to_pixel(outline[i - 2], outline[i - 1]);
    };
    if (verb == Typeface::move) {
      line_to(start);
      start = pen = next();
    } else if (verb == Typeface::line) {
      line_to(next());
    } else {
      const Point first = next();
      const Point second = next();
      add_curve(std::array{pen, first, second, next()});
      pen = to_pixel(outline[i - 2], outline[i - 1]);
    }
  }
  line_to(start);
}

/// Adds a cubic curve as straight pieces that deviate from it by less than a fiftieth of a pixel.
void Tracing::add_curve(const std::array<Point, 4>& points) {
  const auto bend = [](Point a, Point b, Point c) { return length(a - b * 2 + c); };
  const double most = std::max(bend(points[0], points[1], points[2]), bend(points[1], points[2], points[3]));
  constexpr double tolerance = 0.02;
  const int pieces = std::max(1, static_cast<int>(std::ceil(std::sqrt(0.75 * most / tolerance))));
  Point from = points[0];
  for (int i = 1; i <= pieces; ++i) {
    const double t = static_cast<double>(i) / pieces;
    const double u = 1 - t;
    const Point to = i == pieces ? points[3]
                                 : points[0] * (u * u * u) + points[1] * (3 * u * u * t) + points[2] * (3 * u * t * t) +
                                       points[3] * (t * t * t);
    if (to != from) edges_.emplace_back(from, to);
    from = to;
  }
}

void Tracing::add_edges(std::span<const Point> polygon) {
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    edges_.emplace_back(polygon[i], polygon[(i + 1) % polygon.size()]);
  }
}

void Tracing::begin_outline() {
  Outline outline;
  outline.first_edge = static_cast<std::uint32_t>(edges_.size());
  outlines_.push_back(outline);
}

void Tracing::end_outline() {
  Outline& outline = outlines_.back();
  outline.last_edge = static_cast<std::uint32_t>(edges_.size());
  double top = size_.height;
  double bottom = 0;
  for (const Edge& edge : edges(outline)) {
    top = std::min({top, edge.y0, edge.y1});
    bottom = std::max({bottom, edge.y0, edge.y1});
  }
  outline.top = std::clamp(static_cast<int>(std::floor(top)), 0, size_.height);
  outline.bottom = std::clamp(static_cast<int>(std::ceil(bottom)), 0, size_.height);
  Mark& mark = marks_.back();
  mark.last_outline = static_cast<std::uint32_t>(outlines_.size());
  mark.top = std::min(mark.top, outline.top);
  mark.bottom = std::max(mark.bottom, outline.bottom);
}

}  // namespace convarith
