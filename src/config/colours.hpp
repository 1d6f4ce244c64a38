#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "layout/theme.hpp"

namespace convarith {

/// The word that stands for no colour: the page that embeds the figure shows through.
inline constexpr std::string_view kTransparent = "transparent";

/// Reads a colour written as "#rrggbb", in small or capital letters.
std::optional<Colour> colour_of_hex(std::string_view text);

/// Reads a colour written as "#rgb", "#rrggbb", or one of the sixteen basic names of CSS, such as "white".
std::optional<Colour> colour_of_text(std::string_view text);

}  // namespace convarith
