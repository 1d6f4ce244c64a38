#include "layout/shapes/transforms.hpp"

#include <utility>

namespace convarith {
namespace {

void transform(CellMap& map, double factor, Point shift) {
  for (Point* const corner : {&map.origin, &map.beside, &map.below}) *corner = factor * *corner + shift;
}

Film transformed(Film film, double factor, Point shift) {
  const auto map_all = [factor, shift](std::function<DisplayList(std::size_t)>& draw) {
    if (!draw) return;
    draw = [draw = std::move(draw), factor, shift](std::size_t step) {
      DisplayList shapes = draw(step);
      for (Shape& shape : shapes) transform(shape, factor, shift);
      return shapes;
    };
  };
  for (Sheet& sheet : film.sheets) {
    map_all(sheet.draw);
    map_all(sheet.added);
    for (CellMap& map : sheet.maps) transform(map, factor, shift);
  }
  return film;
}

}  // namespace

void transform(Shape& shape, double factor, Point shift) {
  const auto map = [&](Point& point) { point = factor * point + shift; };
  if (auto* fill = std::get_if<Fill>(&shape.form)) {
    for (Point& point : fill->polygon) map(point);
  } else if (auto* stroke = std::get_if<Stroke>(&shape.form)) {
    for (Stroke::Path& path : stroke->paths) {
      for (Point& point : path.points) map(point);
    }
    stroke->width *= factor;
    stroke->dash *= factor;
  } else {
    auto& text = std::get<Text>(shape.form);
    map(text.origin);
    text.size *= factor;
  }
}

Film moved(Film film, Point shift) {
  return transformed(std::move(film), 1, shift);
}

Film scaled(Film film, double factor) {
  film.width *= factor;
  film.height *= factor;
  for (Paint& paint : film.paints) paint.rim *= factor;
  return transformed(std::move(film), factor, {});
}

}  // namespace convarith
