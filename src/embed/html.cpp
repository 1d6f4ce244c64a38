#include <fmt/core.h>

#include "embed/escaping.hpp"
#include "embed/hosts.hpp"
#include "embed/html_parts.hpp"

namespace convarith {

std::string write_html(std::span<const Snippet> snippets, const EmbedOptions& options) {
  if (options.columns > 0) return html_table(snippets, options, kFitsPage);
  std::string text;
  for (const Snippet& snippet : snippets) {
    text += fmt::format("<figure>\n{}  <figcaption>{}</figcaption>\n</figure>\n",
                        html_picture(snippet, options, "  ", kFitsPage), in_html(snippet.caption));
  }
  return text;
}

}  // namespace convarith
