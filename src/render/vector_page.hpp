#pragma once

#include <cairo.h>

#include "layout/film.hpp"
#include "render/page_fonts.hpp"

namespace convarith {

/// Draws one step of a film, in bp, on a surface whose y points down.
void draw_vector_page(cairo_t* context, const Film& film, std::size_t step, PageFonts& fonts);

}  // namespace convarith
