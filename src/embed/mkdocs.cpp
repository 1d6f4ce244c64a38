#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "embed/escaping.hpp"
#include "embed/hosts.hpp"
#include "embed/html_parts.hpp"
#include "embed/places.hpp"

namespace convarith {
namespace {

// MkDocs adjusts the paths of Markdown's own pictures only, not those of <source>. So all variants are written as
// pictures and all but one are hidden. Material hides those of the other colour scheme (its pages may be dark when the
// reader's system is not), and this style sheet hides those with the wrong motion.
constexpr std::string_view kStyle =
    "<style>\n"
    "@media (prefers-reduced-motion: reduce) { img.convarith-moving { display: none; } }\n"
    "@media not all and (prefers-reduced-motion: reduce) { img.convarith-still { display: none; } }\n"
    "</style>\n\n";

std::string pictures(const Snippet& snippet, const EmbedOptions& options) {
  std::string text;
  const bool has_still = !snippet.still.empty();
  const bool has_dark = !snippet.dark_picture.empty();
  const auto add = [&](const std::string& file, std::string_view scheme, std::string_view motion) {
    if (file.empty()) return;
    text += fmt::format("![{}]({}{}){{ {}width=\"{}\" height=\"{}\" }}\n", in_markdown(snippet.alt),
                        link_below(options.base, file), has_dark ? scheme : "", has_still ? motion : "",
                        shown_width(snippet, options), shown_height(snippet, options));
  };
  add(snippet.picture, "#only-light", ".convarith-moving ");
  add(snippet.still, "#only-light", ".convarith-still ");
  add(snippet.dark_picture, "#only-dark", ".convarith-moving ");
  add(snippet.dark_still, "#only-dark", ".convarith-still ");
  return text;
}

std::string mkdocs_figure(const Snippet& snippet, const EmbedOptions& options) {
  std::string caption = in_html(snippet.caption);
  if (options.columns > 0) {
    for (const std::string& fact : html_facts(snippet)) caption += fmt::format("<br><small>{}</small>", fact);
  }
  return fmt::format("<figure markdown=\"span\">\n{}<figcaption>{}</figcaption>\n</figure>\n",
                     pictures(snippet, options), caption);
}

}  // namespace

std::string write_mkdocs(std::span<const Snippet> snippets, const EmbedOptions& options) {
  const bool has_stills =
      std::any_of(snippets.begin(), snippets.end(), [](const Snippet& snippet) { return !snippet.still.empty(); });
  std::string text(has_stills ? kStyle : "");
  std::string figures;
  for (const Snippet& snippet : snippets) {
    figures += fmt::format("{}{}", figures.empty() ? "" : "\n", mkdocs_figure(snippet, options));
  }
  if (options.columns == 0) return text + figures;
  return fmt::format(
      "{}<div markdown=\"block\" style=\"display: grid; grid-template-columns: repeat({}, 1fr); gap: 1em\">"
      "\n\n{}\n</div>\n",
      text, options.columns, figures);
}

}  // namespace convarith
