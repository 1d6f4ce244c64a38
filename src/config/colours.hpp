#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "layout/theme.hpp"

namespace convarith {

/// Instead of a colour: what embeds the figure shows through.
inline constexpr std::string_view kTransparent = "transparent";

/// A colour written as "#rrggbb", in small or capital letters.
std::optional<Colour> colour_of_hex(std::string_view text);

/// A colour written as "#rgb", as "#rrggbb", or as one of the sixteen basic names of CSS, such as "white".
std::optional<Colour> colour_of_text(std::string_view text);

}  // namespace convarith
