#include "layout/shapes/transforms.hpp"

#include <utility>

namespace convarith {
namespace {

/// Every point becomes factor * point + shift.
struct Mapping {
  double factor = 1;
  Point shift;

  void apply(Point& point) const { point = factor * point + shift; }

  void apply(Shape& shape) const {
    if (auto* fill = std::get_if<Fill>(&shape.form)) {
      for (Point& point : fill->polygon) apply(point);
    } else if (auto* stroke = std::get_if<Stroke>(&shape.form)) {
      for (Stroke::Path& path : stroke->paths) {
        for (Point& point : path.points) apply(point);
      }
      stroke->width *= factor;
      stroke->dash *= factor;
    } else {
      auto& text = std::get<Text>(shape.form);
      apply(text.origin);
      text.size *= factor;
    }
  }
};

Film mapped(Film film, const Mapping& mapping) {
  const auto map_all = [mapping](std::function<DisplayList(std::size_t)>& draw) {
    if (!draw) return;
    draw = [draw = std::move(draw), mapping](std::size_t step) {
      DisplayList shapes = draw(step);
      for (Shape& shape : shapes) mapping.apply(shape);
      return shapes;
    };
  };
  for (Sheet& sheet : film.sheets) {
    map_all(sheet.draw);
    map_all(sheet.added);
  }
  return film;
}

}  // namespace

Film moved(Film film, Point shift) {
  return mapped(std::move(film), {1, shift});
}

Film scaled(Film film, double factor) {
  film.width *= factor;
  film.height *= factor;
  for (Paint& paint : film.paints) paint.rim *= factor;
  return mapped(std::move(film), {factor, {}});
}

}  // namespace convarith
