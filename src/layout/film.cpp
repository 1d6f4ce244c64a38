#include "convarith/film.hpp"

#include <cassert>
#include <iterator>

namespace convarith {

std::string_view to_string(Role role) {
  switch (role) {
    case Role::padded_cell:
      return "padded_cell";
    case Role::plane_grid:
      return "plane_grid";
    case Role::cropped_cell:
      return "cropped_cell";
    case Role::cropped_grid:
      return "cropped_grid";
    case Role::dropped_window:
      return "dropped_window";
    case Role::input_cell:
      return "input_cell";
    case Role::unvisited_input_cell:
      return "unvisited_input_cell";
    case Role::source_mark:
      return "source_mark";
    case Role::input_grid:
      return "input_grid";
    case Role::tap:
      return "tap";
    case Role::window_grid:
      return "window_grid";
    case Role::weight_number:
      return "weight_number";
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
    case Role::current_input:
      return "current_input";
    case Role::current_input_outline:
      return "current_input_outline";
    case Role::canvas:
      return "canvas";
    case Role::sum_mark:
      return "sum_mark";
    case Role::label:
      return "label";
    case Role::label_bracket:
      return "label_bracket";
    case Role::legend_swatch:
      return "legend_swatch";
    case Role::legend_outline:
      return "legend_outline";
    case Role::legend_text:
      return "legend_text";
    case Role::title:
      return "title";
    case Role::caption:
      return "caption";
    case Role::step_counter:
      return "step_counter";
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
