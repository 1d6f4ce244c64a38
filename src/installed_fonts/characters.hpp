#pragma once

#include <string_view>
#include <vector>

#include "layout/text/typesetting.hpp"

namespace convarith {

/// Whether a character belongs to the one before it: a combining mark, a vowel of a Hangul syllable, or one that is
/// invisible.
bool is_mark(char32_t code);

/// Whether a character only says how others are to be shown, and needs no glyph: joiners, variation selectors, signs of
/// direction.
bool is_invisible(char32_t code);

/// What there is to know of each character of a paragraph, whose first letter says which way it runs.
std::vector<CharacterTraits> traits_of(std::u32string_view paragraph);

}  // namespace convarith
