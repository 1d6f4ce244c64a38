#pragma once

#include "convarith/figure.hpp"
#include "convarith/film.hpp"
#include "convarith/result.hpp"
#include "convarith/theme.hpp"
#include "convarith/walkthrough.hpp"
#include "typesetting.hpp"

namespace convarith {

/// Lays out the figure of a layer and what is to be written around it. Texts are valid UTF-8 in characters that the
/// typesetter can set.
/// Errors: `where` of each problem is the name of a member of FigureOptions.
Result<Film> lay_out_figure(const Walkthrough& walkthrough, const FigureOptions& options, const Theme& theme,
                            const Typesetter& typesetter);

}  // namespace convarith
