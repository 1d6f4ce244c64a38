#pragma once

#include <string>

#include "convarith/figure_options.hpp"
#include "layout/subject.hpp"

namespace convarith {

/// Describes what a figure laid out by lay_out_figure() shows, for readers who cannot see it, in the words of
/// alt_text().
std::string figure_alt_text(const Subject& subject, const FigureOptions& options);

/// Returns a heading for the figure in the style of heading_text(): what layer it is of, or what model.
std::string figure_heading(const Subject& subject, const FigureOptions& options);

}  // namespace convarith
