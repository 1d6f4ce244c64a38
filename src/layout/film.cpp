#include "convarith/film.hpp"

#include <cassert>
#include <iterator>

namespace convarith {

std::string_view to_string(Role role) {
  switch (role) {
    case Role::plane_grid:
      return "plane_grid";
    case Role::input_cell:
      return "input_cell";
    case Role::input_grid:
      return "input_grid";
    case Role::tap:
      return "tap";
    case Role::window_grid:
      return "window_grid";
    case Role::projector:
      return "projector";
    case Role::output_cell:
      return "output_cell";
    case Role::output_grid:
      return "output_grid";
    case Role::current_output:
      return "current_output";
    case Role::current_output_outline:
      return "current_output_outline";
  }
  assert(false);
  return {};
}

DisplayList Film::scene(std::size_t step) const {
  DisplayList scene;
  for (const Sheet& sheet : sheets) {
    DisplayList shapes = sheet.draw(step);
    std::move(shapes.begin(), shapes.end(), std::back_inserter(scene));
  }
  return scene;
}

}  // namespace convarith
