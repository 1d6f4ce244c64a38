#pragma once

#include <cstddef>
#include <string>

#include "markup/svg_timing.hpp"
#include "markup/timeline.hpp"

namespace convarith {

/// Texts about a figure for readers who cannot see it, in UTF-8.
struct FigureTexts {
  std::string title;
  std::string description;
};

/// Returns one step as an SVG document, `scale` times as large on a screen as the page is on paper. `dark`: null, or
/// the same film in other paints, which are shown where dark colours are preferred. Ids and classes are the figure's
/// own, so that it may stand in a page beside others.
std::string svg_still(const Film& film, const Film* dark, std::size_t step, const FigureTexts& texts, double scale = 1);

/// Returns the steps of a timeline of these films as an animated SVG document. Style sheets alone make it move; without
/// them, or where motion is unwanted, its first step is shown.
std::string svg_animation(const Film& film, const Film* dark, const Timeline& timeline, const SvgTiming& timing,
                          const FigureTexts& texts, double scale = 1);

}  // namespace convarith
