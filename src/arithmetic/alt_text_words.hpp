#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "arithmetic/operation.hpp"

namespace convarith {

// Parts of sentences about layers.

/// "a 3x3 kernel", "an 8x8 kernel".
std::string with_article(const std::string& text);

std::string with_capital(std::string text);

/// "3x5"; of one dimension "5".
std::string size_words(const Operation& operation, int Axis::*member);

/// "3x5 kernel"; of one dimension "kernel of 5".
std::string sized(const Operation& operation, int Axis::*member, std::string_view thing);

/// "3x5 output"; of one dimension "row of 5".
std::string map_words(const Operation& operation, int Axis::*member, std::string_view map);

/// Behind the words for a map: " of 3 channels", of one dimension " in 3 channels"; nothing where there is one.
std::string channels_words(const Operation& operation, int channels);

/// "2", or "2 down and 1 across" where the axes differ; nothing where all have the usual number.
std::string along_axes_words(const Operation& operation, int Axis::*member, int usual);

/// For both sides of each axis, the outermost first: "by 1"; "by 1 at the top and left and by 2 at the right". Sides of
/// nothing are not named; nothing where all are. `by` stands before each number.
std::string sides_words(std::string_view by, const std::vector<Sides>& axes);

/// "a, b and c".
std::string enumerate(const std::vector<std::string>& parts);

}  // namespace convarith
