#pragma once

#include "convarith/figure.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Checks what a request says of its figure: that views, comparisons and colours exist, and that texts
/// can be set.
/// Errors: `where` is the name of a member of FigureOptions.
Status check_figure(const FigureOptions& figure);

}  // namespace convarith
