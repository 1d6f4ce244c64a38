#pragma once

#include <optional>
#include <string>

#include "layout/film.hpp"

namespace convarith {

/// Returns the macro that chooses a text's font in LaTeX: \letters, \variables or \digits.
std::string tex_font_of(const Text& text);

/// Returns a text as LaTeX source that pdflatex sets as it is drawn; nullopt if pdflatex cannot.
std::optional<std::string> tex_of(const Text& text);

}  // namespace convarith
