#pragma once

#include "layout/film.hpp"

namespace convarith {

/// Whether a shape of a film only shows what the current step looks at: a frame, an arrow, a line from one plane to
/// another, or a shade over cells. Cells and numbers do more. A page can dim such shapes while another cell is pointed
/// at, and nothing is missing from the figure.
bool is_aim(const Film& film, const Shape& shape);

}  // namespace convarith
