#pragma once

#include <string_view>
#include <vector>

#include "layout/text/typesetting.hpp"

namespace convarith {

/// Whether a character belongs to the character before it: a combining mark, a vowel or final of a Hangul syllable, or
/// an invisible character.
bool is_mark(char32_t code);

/// Whether a character only says how other characters are to be shown, and needs no glyph: joiners, variation
/// selectors, signs of direction.
bool is_invisible(char32_t code);

/// Returns the traits of each character of a paragraph, whose first letter says which way the paragraph runs.
std::vector<CharacterTraits> traits_of(std::u32string_view paragraph);

}  // namespace convarith
