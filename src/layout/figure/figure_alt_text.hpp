#pragma once

#include <string>

#include "convarith/figure_options.hpp"
#include "layout/subject.hpp"

namespace convarith {

/// What a figure that lay_out_figure() has laid out shows, for those who can't see it, as alt_text() says it.
std::string figure_alt_text(const Subject& subject, const FigureOptions& options);

}  // namespace convarith
