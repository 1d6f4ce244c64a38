#pragma once

#include <optional>
#include <string>

#include "layout/film.hpp"

namespace convarith {

/// The macro that chooses a text's font in LaTeX: \letters, \variables or \digits.
std::string tex_font_of(const Text& text);

/// A text as LaTeX that pdflatex sets as it is drawn; none where it can't.
std::optional<std::string> tex_of(const Text& text);

}  // namespace convarith
