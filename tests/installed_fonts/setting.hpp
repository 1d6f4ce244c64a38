#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "installed_fonts/installed_fonts.hpp"
#include "layout/film.hpp"
#include "layout/text/typesetting.hpp"

namespace convarith::testing {

/// Fonts for some texts, all of which DejaVu has.
inline InstalledFonts fonts_for(const std::vector<std::string>& texts) {
  Result<InstalledFonts> fonts = InstalledFonts::for_texts(texts);
  if (!fonts) {
    ADD_FAILURE() << to_line(fonts.problems().front());
    return *InstalledFonts::for_texts({});
  }
  return *std::move(fonts);
}

/// A line at 1 bp to the em.
inline TextLine set_line(const std::string& text) {
  return Typesetter(fonts_for({text}).setter()).line(text, 1);
}

/// A page with a line of text in each stretch of so many bp, from the top.
inline Film page_of(const std::vector<TextLine>& lines, double width, double leading) {
  DisplayList shapes;
  double y = leading * (static_cast<double>(lines.size()) - 0.7);
  for (const TextLine& line : lines) {
    for (Text text : line.texts) {
      text.origin = {text.origin.x + leading / 4, text.origin.y + y};
      shapes.push_back({Role::caption, std::nullopt, 1, std::move(text)});
    }
    y -= leading;
  }
  const Paint paper{{255, 255, 255}, 1, {}};
  const Paint ink{{0, 0, 0}, 1, {kPaper}};
  const Sheet sheet{true, [shapes](std::size_t) { return shapes; }};
  return {width, leading * static_cast<double>(lines.size()), 1, {paper, ink}, {sheet}};
}

}  // namespace convarith::testing
