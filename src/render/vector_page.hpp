#pragma once

#include <cairo.h>

#include "convarith/film.hpp"

namespace convarith {

/// Draws one step of a film as lines and areas onto a context whose unit is the bp and whose y axis points down.
void draw_vector_page(cairo_t* context, const Film& film, std::size_t step);

}  // namespace convarith
