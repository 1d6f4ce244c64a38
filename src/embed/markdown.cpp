#include <fmt/core.h>

#include "embed/escaping.hpp"
#include "embed/hosts.hpp"
#include "embed/html_parts.hpp"

namespace convarith {

/// Writes HTML, because forges accept it within Markdown and it has variants and sizes of pictures. There are no blank
/// lines inside, because one would end the HTML.
std::string write_markdown(std::span<const Snippet> snippets, const EmbedOptions& options) {
  if (options.columns > 0) return html_table(snippets, options);
  std::string text;
  for (const Snippet& snippet : snippets) {
    text += fmt::format("{}<p align=\"center\">\n{}<br>{}\n</p>\n", text.empty() ? "" : "\n",
                        html_picture(snippet, options, ""), in_html(snippet.caption));
  }
  return text;
}

}  // namespace convarith
