#pragma once

#include <string>
#include <string_view>

#include "convarith/figure_options.hpp"
#include "convarith/result.hpp"
#include "layout/film.hpp"
#include "layout/subject.hpp"
#include "layout/text/typesetting.hpp"
#include "layout/theme.hpp"

namespace convarith {

/// The name of the theme that a figure has if none is asked for; names of views are known ones.
std::string_view usual_theme(const Subject& subject, const FigureOptions& options);

/// The flag of the view or comparison that a figure has, as "--view volume", where it writes no numbers into cells;
/// else empty.
std::string drawn_without_numbers(const Subject& subject, const FigureOptions& options);

/// Whether a figure's view is about the channels and filters of a layer.
bool is_about_channels(const Subject& subject, const FigureOptions& options);

/// Lays out the figure of a layer, and what is to be written around it, in a theme's colours: in any theme the same
/// shapes in the same order (if none has one colour for all). Texts are valid UTF-8 in characters that the typesetter
/// can set; names of views, comparisons and panels are known ones. What `options` say of colours is not looked at.
/// A strip shows some of `steps`; other figures have all of them.
/// Errors: `where` of each problem is the name of a member of FigureOptions, or "steps".
Result<Film> lay_out_figure(const Subject& subject, const FigureOptions& options, const Theme& theme,
                            const Typesetter& typesetter, const StepRange& steps = {});

}  // namespace convarith
