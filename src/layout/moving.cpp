#include "moving.hpp"

#include <utility>

namespace convarith {
namespace {

void move_point(Point& point, Point shift) {
  point = {point.x + shift.x, point.y + shift.y};
}

void move_shape(Shape& shape, Point shift) {
  if (auto* fill = std::get_if<Fill>(&shape.form)) {
    for (Point& point : fill->polygon) move_point(point, shift);
  } else if (auto* stroke = std::get_if<Stroke>(&shape.form)) {
    for (Stroke::Path& path : stroke->paths) {
      for (Point& point : path.points) move_point(point, shift);
    }
  } else {
    move_point(std::get<Text>(shape.form).origin, shift);
  }
}

}  // namespace

Film moved(Film film, Point shift) {
  const auto move_all = [shift](std::function<DisplayList(std::size_t)>& draw) {
    if (!draw) return;
    draw = [draw = std::move(draw), shift](std::size_t step) {
      DisplayList shapes = draw(step);
      for (Shape& shape : shapes) move_shape(shape, shift);
      return shapes;
    };
  };
  for (Sheet& sheet : film.sheets) {
    move_all(sheet.draw);
    move_all(sheet.added);
  }
  return film;
}

}  // namespace convarith
