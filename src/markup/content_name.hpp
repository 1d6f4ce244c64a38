#pragma once

#include <string>
#include <string_view>

namespace convarith {

/// Stands for a figure's own name while its markup is written. It is a character that XML doesn't have, and that texts
/// never keep.
inline constexpr std::string_view kOwnName = "\x1a";

/// Six letters that follow from a text, the same on every machine: different texts hardly ever share them.
std::string content_name(std::string_view text);

/// Markup with the name of all of it wherever kOwnName stands, so that what it defines meets nothing that another
/// figure of the same page defines, unless they are the same figure.
std::string with_own_name(std::string_view markup);

}  // namespace convarith
