#pragma once

#include <string>
#include <string_view>

namespace convarith {

/// Stands for a figure's own name while the figure's markup is written. XML does not allow this character, and texts
/// never keep it.
inline constexpr std::string_view kOwnName = "\x1a";

/// Returns six letters that follow from a text and are the same on every machine. Different texts hardly ever share
/// them.
std::string content_name(std::string_view text);

/// Replaces every kOwnName in markup by the content name of the whole markup. What the markup defines then never
/// clashes with what another figure of the same page defines, unless they are the same figure.
std::string with_own_name(std::string_view markup);

}  // namespace convarith
