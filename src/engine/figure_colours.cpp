#include "engine/figure_colours.hpp"

#include <fmt/core.h>

#include <string_view>
#include <utility>

#include "config/colours.hpp"
#include "config/fields.hpp"
#include "config/themes.hpp"
#include "layout/figure/figure.hpp"
#include "layout/shapes/contrast.hpp"

namespace convarith {
namespace {

// The least contrasts that WCAG 2.1 demands of graphics and of text.
constexpr double kLeastContrastOfLines = 3;
constexpr double kLeastContrastOfNumbers = 4.5;

bool has_both(const FigureOptions& figure) {
  return figure.theme == kAutoTheme;
}

bool has_own_paper(const FigureOptions& figure) {
  return figure.background && !is_transparent(figure);
}

Result<Theme> theme_of(const std::string& word) {
  Result<NamedTheme> theme = load_theme(word);
  if (theme) return theme->theme;
  Problems problems = std::move(theme).problems();
  for (Problem& problem : problems) problem.where = "theme";
  return problems;
}

Status check_background(const FigureOptions& figure) {
  if (!colour_of_text(*figure.background)) {
    return usage_problem("background", fmt::format("there is no colour '{}'", *figure.background),
                         "give transparent, #rgb, #rrggbb or a basic name such as white");
  }
  if (has_both(figure)) {
    return usage_problem("background", "is a single colour, but --theme auto is for both light and dark pages",
                         "use --background transparent, or leave one of them out");
  }
  return ok();
}

/// Returns the beginning of a warning that names what is hard to see on the paper; the text is empty if nothing is.
std::string faint_on(const Colour& paper, const std::string& where, const Theme& theme) {
  struct Part {
    std::string_view what;
    Colour colour;
    double least;
  };
  for (const Part& part :
       {Part{"lines", theme.line, kLeastContrastOfLines}, Part{"numbers", theme.number, kLeastContrastOfNumbers}}) {
    const double found = contrast(part.colour, paper);
    if (found >= part.least) continue;
    return fmt::format("{}: {} are hard to see on {}, with a contrast of {:.1f} to 1, below {}",
                       flag_names(*find_field("background")), part.what, where, found, part.least);
  }
  return {};
}

/// Whether the theme's paper is nearer to white than to black.
bool is_light(const Theme& theme) {
  return contrast(theme.paper, {0, 0, 0}) > contrast(theme.paper, {255, 255, 255});
}

}  // namespace

Status check_colours(const FigureOptions& figure) {
  Problems problems;
  if (figure.theme && !has_both(figure)) {
    if (const Result<Theme> theme = theme_of(*figure.theme); !theme) problems = theme.problems();
  }
  if (has_own_paper(figure)) {
    const Status checked = check_background(figure);
    if (!checked) problems.push_back(checked.problems().front());
  }
  if (!problems.empty()) return problems;
  return ok();
}

Result<Theme> colours_of(const FigureOptions& figure, const Subject& subject) {
  const bool is_named = figure.theme && !has_both(figure);
  Result<Theme> theme = theme_of(is_named ? *figure.theme : std::string(usual_theme(subject, figure)));
  if (theme && has_own_paper(figure)) theme->paper = *colour_of_text(*figure.background);
  return theme;
}

std::optional<Theme> dark_colours_of(const FigureOptions& figure, bool wants_dark) {
  const bool says_nothing = !figure.theme && !has_own_paper(figure);
  if (!has_both(figure) && !(says_nothing && wants_dark)) return std::nullopt;
  return *theme_of(std::string(kDarkTheme));
}

bool is_transparent(const FigureOptions& figure) {
  return figure.background == kTransparent;
}

std::string warning_of_background(const FigureOptions& figure, const Theme& theme) {
  if (!has_own_paper(figure)) return {};
  const std::string faint = faint_on(theme.paper, fmt::format("'{}'", *figure.background), theme);
  return faint.empty() ? std::string() : faint + "; use another --theme";
}

std::string warning_of_dark_pages(const FigureOptions& figure, const Theme& theme, bool can_have_both) {
  if (!is_transparent(figure) || !is_light(theme)) return {};
  const std::string faint = faint_on(theme_of(std::string(kDarkTheme))->paper, "dark pages", theme);
  if (faint.empty()) return {};
  return faint + (can_have_both ? "; use --theme auto, which has colours for both"
                                : "; leave out --background, or make a second figure for them with --theme dark");
}

}  // namespace convarith
