#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "embed/escaping.hpp"
#include "embed/hosts.hpp"
#include "embed/html_parts.hpp"
#include "embed/places.hpp"

namespace convarith {
namespace {

/// Writes a file of the vault as a wiki link, which works from every note, and a web address as Markdown. `bar`
/// separates the size from what is before it; in tables it needs a backslash.
std::string picture(const Snippet& snippet, const EmbedOptions& options, std::string_view bar) {
  const int width = shown_width(snippet, options);
  const int height = shown_height(snippet, options);
  if (is_address(options.base)) {
    return fmt::format("![{}{}{}x{}]({})", in_markdown(snippet.alt), bar, width, height,
                       link_below(options.base, snippet.picture));
  }
  return fmt::format("![[{}{}{}{}{}x{}]]", path_below(options.base, snippet.picture), bar, snippet.alt, bar, width,
                     height);
}

std::string row(std::span<const std::string> cells, std::size_t columns) {
  std::string text = "|";
  for (std::size_t i = 0; i < columns; ++i) text += fmt::format(" {} |", i < cells.size() ? cells[i] : "");
  return text + "\n";
}

std::string obsidian_table(std::span<const Snippet> snippets, const EmbedOptions& options) {
  std::string text;
  for (std::size_t first = 0; first < snippets.size(); first += options.columns) {
    std::vector<std::string> pictures;
    std::vector<std::string> words;
    for (const Snippet& snippet : snippets.subspan(first, std::min(options.columns, snippets.size() - first))) {
      pictures.push_back(picture(snippet, options, "\\|"));
      words.push_back(fmt::format("{}<br>{}", in_markdown(snippet.caption), in_markdown(snippet.parameters)));
      for (const std::string& formula : snippet.formulas) words.back() += "<br>" + in_markdown(formula);
    }
    const std::vector<std::string> rules(options.columns, ":---:");
    text += fmt::format("{}{}{}{}", text.empty() ? "" : "\n", row(pictures, options.columns),
                        row(rules, options.columns), row(words, options.columns));
  }
  return text;
}

}  // namespace

std::string write_obsidian(std::span<const Snippet> snippets, const EmbedOptions& options) {
  if (options.columns > 0) return obsidian_table(snippets, options);
  std::string text;
  for (const Snippet& snippet : snippets) {
    text += fmt::format("{}{}\n\n{}\n", text.empty() ? "" : "\n", picture(snippet, options, "|"),
                        in_markdown(snippet.caption));
  }
  return text;
}

}  // namespace convarith
