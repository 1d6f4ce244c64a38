#pragma once

#include <span>
#include <string>

#include "convarith/figure_options.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Checks a request's list of formats: that all exist, and none is named twice.
/// Errors: `where` is "format".
Status check_formats(std::span<const std::string> names);

/// Checks what a request says of its figure: that views, comparisons and colours exist, and that texts
/// can be set.
/// Errors: `where` is the name of a member of FigureOptions.
Status check_figure(const FigureOptions& figure);

}  // namespace convarith
