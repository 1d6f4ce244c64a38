#pragma once

#include <string>
#include <string_view>

#include "convarith/figure_options.hpp"
#include "convarith/result.hpp"
#include "layout/film.hpp"
#include "layout/subject.hpp"
#include "layout/text/typesetting.hpp"
#include "layout/theme.hpp"
#include "layout/views/views.hpp"

namespace convarith {

/// Returns the view of a figure that is no comparison. Names of views must be known.
const View& view_of_figure(const Subject& subject, const FigureOptions& options);

/// Returns the name of the theme that a figure has if none is asked for. Names of views must be known.
std::string_view usual_theme(const Subject& subject, const FigureOptions& options);

/// Returns the flag of the figure's view or comparison, such as "--view volume", if it writes no numbers into cells;
/// otherwise an empty string.
std::string drawn_without_numbers(const Subject& subject, const FigureOptions& options);

/// Whether the figure's view is about the channels and filters of a layer.
bool is_about_channels(const Subject& subject, const FigureOptions& options);

/// Checks that a subject can be drawn as the options say; whether a comparison finds its counterpart is known only when
/// it is drawn. Names must be known. Errors: `where` of each problem is the name of a member of FigureOptions.
Status check_drawing(const Subject& subject, const FigureOptions& options);

/// Lays out the figure of a layer, and the texts around it, in the colours of a theme. Every theme gives the same
/// shapes in the same order, unless a theme has a single colour for everything. Texts must be valid UTF-8 in characters
/// that the typesetter can set; names of views, comparisons and panels must be known. What `options` say of colours is
/// ignored. A strip shows some of `steps`; other figures have all of them.
/// Errors: `where` of each problem is the name of a member of FigureOptions, or "steps".
Result<Film> lay_out_figure(const Subject& subject, const FigureOptions& options, const Theme& theme,
                            const Typesetter& typesetter, const StepRange& steps = {});

}  // namespace convarith
