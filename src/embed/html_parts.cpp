#include "embed/html_parts.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "embed/escaping.hpp"
#include "embed/places.hpp"

namespace convarith {
namespace {

constexpr int kPageWidth = 800;  // px that forges and documentation leave for text
constexpr int kCellMargin = 20;  // px on both sides together

constexpr std::string_view kLessMotion = "(prefers-reduced-motion: reduce)";
constexpr std::string_view kDark = "(prefers-color-scheme: dark)";

/// Replaces the blanks around "=" so that equations stay on one line.
std::string unbroken(std::string text) {
  constexpr std::string_view sign = " = ";
  constexpr std::string_view unbroken_sign = "&nbsp;=&nbsp;";
  for (std::size_t at = text.find(sign); at != std::string::npos; at = text.find(sign, at)) {
    text.replace(at, sign.size(), unbroken_sign);
  }
  return text;
}

std::string html_cell(const Snippet& snippet, const EmbedOptions& options, std::string_view attributes) {
  std::string cell = fmt::format("<td width=\"{}%\" align=\"center\" valign=\"top\">\n{}", 100 / options.columns,
                                 html_picture(snippet, options, "", attributes));
  cell += fmt::format("<br>{}\n", in_html(snippet.caption));
  for (const std::string& fact : html_facts(snippet)) cell += fmt::format("<br><small>{}</small>\n", fact);
  return cell + "</td>\n";
}

}  // namespace

int shown_width(const Snippet& snippet, const EmbedOptions& options) {
  const int room = options.columns == 0 ? snippet.width : kPageWidth / static_cast<int>(options.columns) - kCellMargin;
  return std::min(snippet.width, room);
}

int shown_height(const Snippet& snippet, const EmbedOptions& options) {
  const double scale = static_cast<double>(shown_width(snippet, options)) / snippet.width;
  return std::max(1, static_cast<int>(std::lround(snippet.height * scale)));
}

std::string html_picture(const Snippet& snippet, const EmbedOptions& options, const std::string& indent,
                         std::string_view attributes) {
  std::string sources;
  // Browsers take the first source whose media match, so the more specific ones come first.
  const auto add = [&](const std::string& file, const std::string& media) {
    if (file.empty()) return;
    sources += fmt::format("{}  <source media=\"{}\" srcset=\"{}\">\n", indent, media,
                           in_html(link_below(options.base, file)));
  };
  add(snippet.dark_still, fmt::format("{} and {}", kLessMotion, kDark));
  add(snippet.still, std::string(kLessMotion));
  add(snippet.dark_picture, std::string(kDark));
  const std::string image = fmt::format(
      "<img src=\"{}\" width=\"{}\" height=\"{}\" alt=\"{}\"{}>\n", in_html(link_below(options.base, snippet.picture)),
      shown_width(snippet, options), shown_height(snippet, options), in_html(snippet.alt), attributes);
  if (sources.empty()) return indent + image;
  return fmt::format("{0}<picture>\n{1}{0}  {2}{0}</picture>\n", indent, sources, image);
}

std::vector<std::string> html_facts(const Snippet& snippet) {
  std::vector<std::string> facts{unbroken(in_html(snippet.parameters))};
  for (const std::string& formula : snippet.formulas) facts.push_back(in_html(formula));
  return facts;
}

std::string html_table(std::span<const Snippet> snippets, const EmbedOptions& options, std::string_view attributes) {
  std::string table = "<table>\n";
  for (std::size_t first = 0; first < snippets.size(); first += options.columns) {
    table += "<tr>\n";
    for (std::size_t i = first; i < std::min(first + options.columns, snippets.size()); ++i) {
      table += html_cell(snippets[i], options, attributes);
    }
    table += "</tr>\n";
  }
  return table + "</table>\n";
}

}  // namespace convarith
