#include "markup/page_aim.hpp"

namespace convarith {

bool is_aim(const Film& film, const Shape& shape) {
  switch (shape.role) {
    case Role::projector:
    case Role::connection:
    case Role::window_grid:
    case Role::region_frame:
    case Role::earlier_region_frame:
    case Role::centre_frame:
    case Role::frame_casing:
    case Role::winner_frame:
    case Role::source_frame:
    case Role::source_arrow:
    case Role::move_arrow:
    case Role::current_output_outline:
    case Role::current_input_outline:
    case Role::stamp_outline:
      return true;
    // Shades let cells show through; in some views a cell is filled anew instead.
    case Role::tap:
    case Role::current_output:
      return film.paints[shape.paint].opacity < 1;
    default:
      return false;
  }
}

}  // namespace convarith
