#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "layout/film.hpp"
#include "render/frame.hpp"

namespace convarith {

/// A straight piece of an outline, in px with y downwards.
struct Edge {
  Edge(Point from, Point to)
      : x0(from.x), y0(from.y), x1(to.x), y1(to.y), slope(y0 == y1 ? 0 : (x1 - x0) / (y1 - y0)) {}

  double x0, y0, x1, y1;
  double slope;  ///< px to the right for each px down; 0 if the edge is level

  double x_at(double y) const { return x0 + (y - y0) * slope; }
};

/// One closed outline: a convex polygon or, for a ring or a glyph, outer edges that run one way round and inner edges
/// that run the other way.
struct Outline {
  std::uint32_t first_edge = 0;
  std::uint32_t last_edge = 0;  // exclusive
  int top = 0;                  // first row that the outline touches
  int bottom = 0;               // end of the rows that it touches (exclusive)
};

/// The outlines of one shape, or of neighbouring fills, which are drawn together with one paint.
struct Mark {
  PaintId paint = kPaper;
  bool is_fill = false;
  std::uint32_t first_outline = 0;
  std::uint32_t last_outline = 0;  // exclusive
  int top = 0;                     // first row that the outlines touch
  int bottom = 0;                  // end of the rows that they touch (exclusive)
};

/// Shapes as outlines in pixels. Strokes have become polygons, and each dash is a polygon of its own.
class Tracing {
 public:
  /// The page is stretched to fill the frame exactly, because the sides of a frame are rounded to whole pixels.
  Tracing(FrameSize size, const Film& film);

  void clear();
  void add(const DisplayList& shapes);

  std::span<const Mark> marks() const { return marks_; }
  std::span<const Outline> outlines(const Mark& mark) const {
    return std::span(outlines_).subspan(mark.first_outline, mark.last_outline - mark.first_outline);
  }
  std::span<const Edge> edges(const Outline& outline) const {
    return std::span(edges_).subspan(outline.first_edge, outline.last_edge - outline.first_edge);
  }

 private:
  Point to_pixels(Point point) const;
  std::vector<Point> to_pixels(std::span<const Point> points) const;
  void begin_mark(const Shape& shape);
  void add_fill(const Fill& fill);
  void add_stroke(const Stroke& stroke);
  void add_line(Point from, Point to, double width);
  void add_dashes(Point from, Point to, double width, double dash);
  void add_ring(std::span<const Point> polygon, double width);
  void add_text(const Text& text);
  template <class ToPixels>
  void trace_glyph(std::span<const std::int16_t> outline, const ToPixels& to_pixel);
  void add_curve(const std::array<Point, 4>& points);
  void add_edges(std::span<const Point> polygon);
  void begin_outline();
  void end_outline();

  FrameSize size_;
  double page_height_;  // bp
  double across_;       // px per bp
  double down_;         // px per bp
  std::vector<Edge> edges_;
  std::vector<Outline> outlines_;
  std::vector<Mark> marks_;
  Role last_role_ = Role::plane_grid;
};

}  // namespace convarith
