#include "vector_page.hpp"

namespace convarith {
namespace {

void use_paint(cairo_t* context, const Paint& paint) {
  cairo_set_source_rgba(context, paint.colour.red / 255.0, paint.colour.green / 255.0, paint.colour.blue / 255.0,
                        paint.opacity);
}

void add_path(cairo_t* context, const std::vector<Point>& points, bool closed) {
  cairo_move_to(context, points.front().x, points.front().y);
  for (std::size_t i = 1; i < points.size(); ++i) cairo_line_to(context, points[i].x, points[i].y);
  if (closed) cairo_close_path(context);
}

void draw_stroke(cairo_t* context, const Stroke& stroke) {
  cairo_set_line_width(context, stroke.width);
  if (stroke.dash > 0) {
    cairo_set_dash(context, &stroke.dash, 1, 0);
  } else {
    cairo_set_dash(context, nullptr, 0, 0);
  }
  for (const Stroke::Path& path : stroke.paths) add_path(context, path.points, path.closed);
  cairo_stroke(context);
}

/// Whether `next` can be filled together with `shape`: neighbours in one path show no seam between them.
bool continues(const Shape& shape, const Shape& next) {
  return shape.role == next.role && shape.paint == next.paint && std::holds_alternative<Fill>(next.form);
}

}  // namespace

void draw_vector_page(cairo_t* context, const Film& film, std::size_t step) {
  cairo_save(context);
  cairo_translate(context, 0, film.height);
  cairo_scale(context, 1, -1);
  cairo_set_line_cap(context, CAIRO_LINE_CAP_BUTT);
  cairo_set_line_join(context, CAIRO_LINE_JOIN_MITER);
  use_paint(context, film.paints[kPaper]);
  cairo_paint(context);
  const DisplayList scene = film.scene(step);
  for (std::size_t i = 0; i < scene.size(); ++i) {
    const Shape& shape = scene[i];
    use_paint(context, film.paints[shape.paint]);
    if (const auto* fill = std::get_if<Fill>(&shape.form)) {
      add_path(context, fill->polygon, true);
      if (i + 1 == scene.size() || !continues(shape, scene[i + 1])) cairo_fill(context);
    } else {
      draw_stroke(context, std::get<Stroke>(shape.form));
    }
  }
  cairo_restore(context);
}

}  // namespace convarith
