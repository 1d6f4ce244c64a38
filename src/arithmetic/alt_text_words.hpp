#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "arithmetic/operation.hpp"

namespace convarith {

// Building blocks for sentences about layers.

/// Returns "a 3x3 kernel", "an 8x8 kernel".
std::string with_article(const std::string& text);

std::string with_capital(std::string text);

/// Returns "1 axis", "3 axes".
std::string counted(long long number, std::string_view one, std::string_view many);

/// Returns "1 channel", "3 channels".
std::string counted(long long number, std::string_view noun);

/// Returns the lengths of all axes: "3x5", or "5" for a layer of one dimension.
std::string size_words(const Operation& operation, int Axis::*member);

/// Returns "3x5 kernel", or "kernel of 5" for a layer of one dimension.
std::string sized(const Operation& operation, int Axis::*member, std::string_view thing);

/// Returns "3x5 output", or "row of 5" for a layer of one dimension.
std::string map_words(const Operation& operation, int Axis::*member, std::string_view map);

/// Returns what follows the words for a map: " of 3 channels", or " in 3 channels" for a layer of one dimension.
/// Returns an empty string for a single channel.
std::string channels_words(const Operation& operation, int channels);

/// Returns "2", or "2 down and 1 across" where the axes differ. Returns an empty string if all axes have the usual
/// number.
std::string along_axes_words(const Operation& operation, int Axis::*member, int usual);

/// Describes both sides of each axis, the outermost axis first: "by 1", or "by 1 at the top and left and by 2 at the
/// right". Sides of 0 are not named; the string is empty if all sides are 0. `by` is written before each number.
std::string sides_words(std::string_view by, const std::vector<Sides>& axes);

/// Returns "a, b and c".
std::string enumerate(const std::vector<std::string>& parts);

}  // namespace convarith
