#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "embed/escaping.hpp"
#include "embed/hosts.hpp"
#include "embed/html_parts.hpp"
#include "embed/places.hpp"

namespace convarith {
namespace {

/// Returns the address or path of a file. Blanks in paths need a backslash; addresses have no blanks.
std::string place_of(const EmbedOptions& options, const std::string& file) {
  if (is_address(options.base)) return link_below(options.base, file);
  std::string place;
  for (const char c : path_below(options.base, file)) {
    if (c == ' ' || c == '\\') place += '\\';
    place += c;
  }
  return place;
}

/// Puts `margin` before every line that is not empty.
std::string indented(const std::string& text, std::string_view margin) {
  std::string result;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) result += fmt::format("{}{}", margin, text.substr(begin, end - begin));
    result += '\n';
    begin = end + 1;
  }
  return result;
}

/// Writes a picture for one sort of pages, as a figure if it has a caption.
std::string picture(const Snippet& snippet, const EmbedOptions& options, const std::string& file,
                    std::string_view scheme, bool has_caption) {
  const bool is_page = file == snippet.page;
  std::string text =
      fmt::format(".. {}:: {}\n   :alt: {}\n", has_caption ? "figure" : "image", place_of(options, file), snippet.alt);
  if (is_page && !has_caption) text += "   :width: 100%\n";
  if (!is_page) text += fmt::format("   :width: {}px\n", shown_width(snippet, options));
  if (!scheme.empty()) text += fmt::format("   :{}: {}\n", has_caption ? "figclass" : "class", scheme);
  return has_caption ? text + fmt::format("\n   {}\n", in_rst(snippet.caption)) : text;
}

/// Writes the animation for all builders except LaTeX, which can't show animations and gets a page.
std::string pictures(const Snippet& snippet, const EmbedOptions& options, bool has_caption) {
  const bool has_dark = !snippet.dark_picture.empty();
  std::string moving = picture(snippet, options, snippet.picture, has_dark ? "only-light" : "", has_caption);
  if (has_dark) moving += "\n" + picture(snippet, options, snippet.dark_picture, "only-dark", has_caption);
  return fmt::format(".. only:: not latex\n\n{}\n.. only:: latex\n\n{}", indented(moving, "   "),
                     indented(picture(snippet, options, snippet.page, "", has_caption), "   "));
}

std::string rst_cell(const Snippet& snippet, const EmbedOptions& options) {
  std::string text = fmt::format("{}\n{}\n\n{}\n", pictures(snippet, options, false), in_rst(snippet.caption),
                                 in_rst(snippet.parameters));
  for (const std::string& formula : snippet.latex_formulas) text += fmt::format("\n:math:`{}`\n", formula);
  return text;
}

std::string rst_table(std::span<const Snippet> snippets, const EmbedOptions& options) {
  std::string text = ".. list-table::\n   :align: center\n";
  for (std::size_t i = 0; i < snippets.size(); ++i) {
    std::string content = indented(rst_cell(snippets[i], options), "       ");
    content.replace(0, 7, i % options.columns == 0 ? "   * - " : "     - ");
    text += "\n" + content;
  }
  // Fills the last row, because all rows of a list-table must be equally long.
  for (std::size_t i = snippets.size(); i > options.columns && i % options.columns != 0; ++i) text += "\n     -\n";
  return text;
}

}  // namespace

std::string write_rst(std::span<const Snippet> snippets, const EmbedOptions& options) {
  if (options.columns > 0) return rst_table(snippets, options);
  std::string text;
  for (const Snippet& snippet : snippets) {
    text += (text.empty() ? "" : "\n") + pictures(snippet, options, true);
  }
  return text;
}

}  // namespace convarith
