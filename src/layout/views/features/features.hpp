#pragma once

#include "convarith/figure_options.hpp"
#include "convarith/result.hpp"
#include "layout/drawing.hpp"
#include "layout/subject.hpp"
#include "layout/theme.hpp"

namespace convarith {

/// Checks that the subject is a model with numbers, whose maps can be drawn. Errors: `where` is "view".
Status check_features(const Subject& subject, const FigureOptions& options);

/// Draws what each layer of a model makes of a picture, or of several: a row for each layer, with its maps as heat.
/// Each step adds the output of the next layer, and the lines that lead to it.
Drawing draw_features(const Subject& subject, const FigureOptions& options, const Theme& theme);

/// Returns a description of the figure in the style of alt_text().
std::string tell_features(const Subject& subject);

}  // namespace convarith
