#pragma once

#include <span>
#include <string>

#include "convarith/figure_options.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Checks a request's list of formats: there must be at least one, all must exist, and none may be named twice.
/// Errors: `where` is "format".
Status check_formats(std::span<const std::string> names);

/// Checks what a request says about its figure: views, comparisons, panels and colours must exist, and title and
/// caption must be texts that can be set.
/// Errors: `where` is the name of a member of FigureOptions.
Status check_figure(const FigureOptions& figure);

}  // namespace convarith
