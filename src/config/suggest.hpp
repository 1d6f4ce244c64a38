#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace convarith {

/// Returns the known words nearest to a mistyped one, three at most, the nearest first. Empty if no word is near.
std::vector<std::string_view> nearest_words(std::string_view word, std::span<const std::string_view> known);

/// Returns a hint: "did you mean x?" if known words are near, else "choose from a, b, c".
std::string choose_from(std::string_view word, std::span<const std::string_view> known);

}  // namespace convarith
