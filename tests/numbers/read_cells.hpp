#pragma once

// Reads what is written in the cells of figures, and looks whether there is room for it.

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <regex>
#include <string>
#include <vector>

#include "layout/film.hpp"
#include "tests/numbers/pdf_words.hpp"

namespace convarith::testing {

/// What must be written in a cell: in the middle, and for weights on inputs also in the corner.
struct Expected {
  Box cell;
  std::vector<double> numbers;
};

inline Box box_of(const Fill& fill) {
  Box box;
  for (const Point& point : fill.polygon) box.add(point);
  return box;
}

inline std::vector<double> as_list(const std::optional<double>& number) {
  return number ? std::vector{*number} : std::vector<double>{};
}

/// What a word says; nothing if it is no number as figures write it.
inline std::optional<double> number_of(const std::string& word) {
  static const std::regex number("((?:\u2212)?)(\u221E|[0-9]+(\\.[0-9]+)?)");
  std::smatch match;
  if (!std::regex_match(word, match, number)) return std::nullopt;
  const double size =
      match[2] == "\u221E" ? std::numeric_limits<double>::infinity() : std::strtod(match[2].str().c_str(), nullptr);
  return match[1].length() > 0 ? -size : size;
}

/// Half a unit of the last digit that is written.
inline double rounding_of(const std::string& word) {
  const std::size_t point = word.find('.');
  const std::size_t decimals = point == std::string::npos ? 0 : word.size() - point - 1;
  return 0.5 * std::pow(10.0, -static_cast<double>(decimals)) + 1e-9;
}

inline void expect_number(const Word& word, double expected) {
  const std::optional<double> written = number_of(word.text);
  ASSERT_TRUE(written) << word.text;
  if (std::isinf(expected)) {
    EXPECT_EQ(*written, expected);
  } else {
    EXPECT_NEAR(*written, expected, rounding_of(word.text)) << word.text;
  }
}

/// Every expected number is where it should be, and there is nothing else in its cell.
inline void expect_words_in_cells(const std::vector<Word>& words, const std::vector<Expected>& cells) {
  for (const Expected& cell : cells) {
    SCOPED_TRACE(fmt::format("cell at {:.1f}, {:.1f}", cell.cell.left, cell.cell.bottom));
    std::vector<Word> inside;
    for (const Word& word : words) {
      const Point middle = word.middle();
      if (middle.x > cell.cell.left && middle.x < cell.cell.right && middle.y > cell.cell.bottom &&
          middle.y < cell.cell.top) {
        inside.push_back(word);
      }
    }
    ASSERT_EQ(inside.size(), cell.numbers.size())
        << (cell.numbers.empty() ? 0.0 : cell.numbers.front()) << " of " << words.size() << " words";
    // The larger one is the cell's own.
    std::sort(inside.begin(), inside.end(),
              [](const Word& a, const Word& b) { return a.box.height() > b.box.height(); });
    for (std::size_t i = 0; i < inside.size(); ++i) {
      expect_number(inside[i], cell.numbers[i]);
      EXPECT_GE(inside[i].box.left, cell.cell.left);
      EXPECT_LE(inside[i].box.right, cell.cell.right);
    }
    if (inside.empty()) continue;
    const double tolerance = 0.15 * inside[0].box.height();
    EXPECT_NEAR(inside[0].middle().x, cell.cell.middle(), tolerance);
  }
}

/// What digits and letters of a text take, without what fonts leave free above and below.
inline Box box_of(const Text& text) {
  const Text::Glyph& last = text.glyphs.back();
  const double advance = text.face->glyph(last.id)->advance / static_cast<double>(text.face->units_per_em);
  const double right = text.origin.x + (last.offset.x + advance) * text.size;
  return {text.origin.x, text.origin.y, right, text.origin.y + 0.65 * text.size};
}

/// Nothing is cut off, and no text runs into another.
inline void expect_room(const Film& film, std::size_t step) {
  const Box page{0, 0, film.width, film.height};
  const auto expect_on_page = [&page](Point point, Role role) {
    EXPECT_TRUE(point.x >= page.left && point.x <= page.right && point.y >= page.bottom && point.y <= page.top)
        << to_string(role) << " at " << point.x << ", " << point.y;
  };
  struct Written {
    Box box;
    std::string characters;
    bool is_weight;
  };
  std::vector<Written> texts;
  for (const Shape& shape : film.scene(step)) {
    if (const auto* fill = std::get_if<Fill>(&shape.form)) {
      for (const Point& point : fill->polygon) expect_on_page(point, shape.role);
    } else if (const auto* stroke = std::get_if<Stroke>(&shape.form)) {
      for (const Stroke::Path& path : stroke->paths) {
        for (const Point& point : path.points) expect_on_page(point, shape.role);
      }
    } else {
      const auto& text = std::get<Text>(shape.form);
      texts.push_back({box_of(text), text.characters, shape.role == Role::weight_number});
      for (const Point& corner : texts.back().box.corners()) expect_on_page(corner, shape.role);
    }
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (std::size_t j = i + 1; j < texts.size(); ++j) {
      // A weight keeps clear of the number that it is on; parts of one text touch.
      const double clearance = texts[i].is_weight != texts[j].is_weight ? 0.14 : -0.05;
      EXPECT_FALSE(texts[i].box.grown(clearance).overlaps(texts[j].box.grown(clearance)))
          << texts[i].characters << " and " << texts[j].characters << " at " << texts[i].box.left;
    }
  }
}

}  // namespace convarith::testing
