#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace convarith {

/// The known words nearest to a mistyped one, best first; none where nothing is near.
std::vector<std::string_view> nearest_words(std::string_view word, std::span<const std::string_view> known);

/// A hint: "did you mean x?" where something is near, else "choose from a, b, c".
std::string choose_from(std::string_view word, std::span<const std::string_view> known);

}  // namespace convarith
