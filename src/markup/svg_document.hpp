#pragma once

#include <cstddef>
#include <string>

#include "markup/svg_timing.hpp"
#include "markup/timeline.hpp"

namespace convarith {

/// What is said of a figure to those who can't see it; UTF-8.
struct FigureWords {
  std::string title;
  std::string description;
};

/// One step as an SVG document, `scale` times as large on a screen as the page is on paper. `dark`: null, or the same
/// film in other paints, which are shown where dark colours are preferred. Ids and classes are the figure's own, so
/// that it may stand in a page beside others.
std::string svg_still(const Film& film, const Film* dark, std::size_t step, const FigureWords& words, double scale = 1);

/// The steps of a timeline of these films as an animated SVG document: style sheets alone make it move, and without
/// them, or where motion is unwanted, its first step is seen.
std::string svg_animation(const Film& film, const Film* dark, const Timeline& timeline, const SvgTiming& timing,
                          const FigureWords& words, double scale = 1);

}  // namespace convarith
