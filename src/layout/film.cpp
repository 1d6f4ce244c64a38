#include "layout/film.hpp"

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
    case Role::shared_input:
      return "shared_input";
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
    case Role::input_number:
      return "input_number";
    case Role::padding_number:
      return "padding_number";
    case Role::output_number:
      return "output_number";
    case Role::product_number:
      return "product_number";
    case Role::sum_number:
      return "sum_number";
    case Role::kernel_cell:
      return "kernel_cell";
    case Role::kernel_grid:
      return "kernel_grid";
    case Role::output_to_come:
      return "output_to_come";
    case Role::lost_cell:
      return "lost_cell";
    case Role::product_cell:
      return "product_cell";
    case Role::product_grid:
      return "product_grid";
    case Role::region_frame:
      return "region_frame";
    case Role::centre_frame:
      return "centre_frame";
    case Role::result_cell:
      return "result_cell";
    case Role::result_number:
      return "result_number";
    case Role::result_grid:
      return "result_grid";
    case Role::filter_bank:
      return "filter_bank";
    case Role::panel_title:
      return "panel_title";
    case Role::panel_caption:
      return "panel_caption";
    case Role::panel_sign:
      return "panel_sign";
    case Role::panel_words:
      return "panel_words";
    case Role::panel_dots:
      return "panel_dots";
    case Role::position_label:
      return "position_label";
    case Role::channel_label:
      return "channel_label";
    case Role::weight_symbol:
      return "weight_symbol";
    case Role::sum_text:
      return "sum_text";
    case Role::note:
      return "note";
    case Role::panel_arrow:
      return "panel_arrow";
    case Role::earlier_region_frame:
      return "earlier_region_frame";
    case Role::move_arrow:
      return "move_arrow";
    case Role::window_cell:
      return "window_cell";
    case Role::window_number:
      return "window_number";
    case Role::winner_number:
      return "winner_number";
    case Role::winner_frame:
      return "winner_frame";
    case Role::source_frame:
      return "source_frame";
    case Role::region_cell:
      return "region_cell";
    case Role::region_grid:
      return "region_grid";
    case Role::total_cell:
      return "total_cell";
    case Role::bias_cell:
      return "bias_cell";
    case Role::sum_cell:
      return "sum_cell";
    case Role::sum_grid:
      return "sum_grid";
    case Role::bias_number:
      return "bias_number";
    case Role::total_number:
      return "total_number";
    case Role::source_arrow:
      return "source_arrow";
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
    case Role::frame_casing:
      return "frame_casing";
    case Role::left_out:
      return "left_out";
    case Role::current_input_outline:
      return "current_input_outline";
    case Role::canvas:
      return "canvas";
    case Role::stamp_outline:
      return "stamp_outline";
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
