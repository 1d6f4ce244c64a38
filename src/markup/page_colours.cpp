#include "markup/page_colours.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "markup/page_key.hpp"

namespace convarith {
namespace {

bool is_dark(const Colour& colour) {
  // The weights of Rec. 709 say well enough how the eye weighs the channels.
  return 0.2126 * colour.red + 0.7152 * colour.green + 0.0722 * colour.blue < 128;
}

/// Returns CSS variables for a film. The ring is magenta, because none of the themes has that hue.
std::string variables(const Film& film) {
  const Colour& paper = film.paints[kPaper].colour;
  std::string text = fmt::format("--paper:{};--ring:{}", css_colour(paper), is_dark(paper) ? "#ff5fb0" : "#c2006a");
  if (const Colour* input = colour_of_inputs(film)) text += ";--input:" + css_colour(*input);
  if (const Colour* output = colour_of_outputs(film)) text += ";--output:" + css_colour(*output);
  return fmt::format(":root{{{}}}", text);
}

}  // namespace

std::string page_colours(const Film& film, const Film* dark, const std::string& style, const std::string& dark_style) {
  std::string rules = variables(film) + style + "\n";
  if (dark == nullptr) return rules;
  return rules + fmt::format("@media screen and (prefers-color-scheme:dark){{{}{}}}\n", variables(*dark), dark_style);
}

std::string css_colour(const Colour& colour) {
  return fmt::format("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue);
}

std::string heading_of(const EncodeOptions& options) {
  std::string heading = !options.heading.empty() ? options.heading : options.summary;
  if (heading.empty()) heading = options.title;
  // Titles may have several lines in their figures.
  std::replace(heading.begin(), heading.end(), '\n', ' ');
  return heading;
}

std::string unbroken(const std::string& parameters) {
  constexpr std::string_view sign = " = ";
  std::string out;
  std::size_t from = 0;
  for (std::size_t at = parameters.find(sign); at != std::string::npos; at = parameters.find(sign, from)) {
    out += parameters.substr(from, at - from) + "\u00a0=\u00a0";
    from = at + sign.size();
  }
  return out + parameters.substr(from);
}

}  // namespace convarith
