#pragma once

#include "convarith/figure_options.hpp"
#include "convarith/result.hpp"
#include "layout/drawing.hpp"
#include "layout/subject.hpp"
#include "layout/theme.hpp"

namespace convarith {

/// Checks that the subject is a model whose layers are in a row, with maps that can be drawn, and that there is the
/// output cell that is asked for. Errors: `where` is "view" or "cell".
Status check_receptive(const Subject& subject, const FigureOptions& options);

/// Whether the subject is a model whose usual view this is: its layers are in a row and its maps are small.
bool is_usually_receptive(const Subject& subject);

/// Draws the maps of a model one above the other, the input below, and what one output cell sees of each of them. Each
/// step has another output cell as the current one.
Drawing draw_receptive(const Subject& subject, const FigureOptions& options, const Theme& theme);

}  // namespace convarith
