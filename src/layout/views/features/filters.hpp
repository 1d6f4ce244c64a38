#pragma once

#include <string>

#include "convarith/figure_options.hpp"
#include "convarith/result.hpp"
#include "layout/drawing.hpp"
#include "layout/subject.hpp"
#include "layout/theme.hpp"

namespace convarith {

/// Checks that the subject is a single convolution whose weights are known. Errors: `where` is "view".
Status check_filters(const Subject& subject, const FigureOptions& options);

/// Draws the weights of a convolution as heat: a row for each filter, with a tile for each channel that it takes. The
/// film has one step.
Drawing draw_filters(const Subject& subject, const FigureOptions& options, const Theme& theme);

/// Returns a description of the figure in the style of alt_text().
std::string tell_filters(const Subject& subject);

}  // namespace convarith
