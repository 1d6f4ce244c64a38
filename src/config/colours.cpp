#include "config/colours.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <utility>

namespace convarith {
namespace {

constexpr std::array<std::pair<std::string_view, Colour>, 16> kBasicNames{{
    {"black", {0, 0, 0}},
    {"silver", {192, 192, 192}},
    {"gray", {128, 128, 128}},
    {"white", {255, 255, 255}},
    {"maroon", {128, 0, 0}},
    {"red", {255, 0, 0}},
    {"purple", {128, 0, 128}},
    {"fuchsia", {255, 0, 255}},
    {"green", {0, 128, 0}},
    {"lime", {0, 255, 0}},
    {"olive", {128, 128, 0}},
    {"yellow", {255, 255, 0}},
    {"navy", {0, 0, 128}},
    {"blue", {0, 0, 255}},
    {"teal", {0, 128, 128}},
    {"aqua", {0, 255, 255}},
}};

}  // namespace

std::optional<Colour> colour_of_hex(std::string_view text) {
  const auto is_digit = [](unsigned char c) { return std::isxdigit(c) != 0; };
  if (text.size() != 7 || text.front() != '#' || !std::all_of(text.begin() + 1, text.end(), is_digit)) {
    return std::nullopt;
  }
  const auto channel = [text](std::size_t place) {
    std::uint8_t value = 0;
    std::from_chars(text.data() + place, text.data() + place + 2, value, 16);
    return value;
  };
  return Colour{channel(1), channel(3), channel(5)};
}

std::optional<Colour> colour_of_text(std::string_view text) {
  for (const auto& [name, colour] : kBasicNames) {
    if (name == text) return colour;
  }
  if (text.size() != 4) return colour_of_hex(text);
  std::string full(1, text.front());
  for (const char digit : text.substr(1)) full.append(2, digit);
  return colour_of_hex(full);
}

}  // namespace convarith
