#pragma once

#include "convarith/figure.hpp"
#include "convarith/film.hpp"
#include "convarith/result.hpp"
#include "subject.hpp"
#include "typesetting.hpp"

namespace convarith {

/// Lays out the figure of a layer and what is to be written around it. Texts are valid UTF-8 in characters that the
/// typesetter can set; names of views, comparisons, themes and panels are known ones.
/// Errors: `where` of each problem is the name of a member of FigureOptions.
Result<Film> lay_out_figure(const Subject& subject, const FigureOptions& options, const Typesetter& typesetter);

}  // namespace convarith
