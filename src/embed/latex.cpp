#include <fmt/core.h>

#include <algorithm>

#include "embed/escaping.hpp"
#include "embed/hosts.hpp"
#include "embed/places.hpp"

namespace convarith {
namespace {

constexpr double kTextWidth = 345;  // bp, about the text width of an article

/// Writes one step, or all steps with the package animate.
std::string picture(const Snippet& snippet, const EmbedOptions& options) {
  const bool is_wide = options.columns > 0 || snippet.page_width > kTextWidth;
  const std::string width = is_wide ? "width=\\linewidth, " : "";
  if (snippet.page_stem.empty()) {
    return fmt::format("\\includegraphics[{}alt={{{}}}]{{{}}}", width, in_latex(snippet.alt),
                       path_below(options.base, snippet.page));
  }
  return fmt::format("\\animategraphics[{}controls{}]{{{:.4g}}}{{{}}}{{{}}}{{{}}}", width,
                     snippet.is_repeated ? ", loop" : "", snippet.pages_per_second,
                     path_below(options.base, snippet.page_stem), snippet.first_page, snippet.last_page);
}

std::string latex_figure(const Snippet& snippet, const EmbedOptions& options) {
  return fmt::format(
      "\\begin{{figure}}\n  \\centering\n  {}\n  \\caption{{{}}}\n  \\label{{fig:{}}}\n\\end{{figure}}\n",
      picture(snippet, options), in_latex(snippet.caption), snippet.name);
}

std::string latex_cell(const Snippet& snippet, const EmbedOptions& options) {
  std::string text =
      fmt::format("  \\begin{{minipage}}[t]{{{:.3f}\\linewidth}}\n    \\centering\n    {}\\\\\n    {}",
                  0.96 / static_cast<double>(options.columns), picture(snippet, options), in_latex(snippet.caption));
  text += fmt::format("\\\\\n    {{\\footnotesize {}}}", in_latex(snippet.parameters));
  // Formulas are written as text, because text breaks into lines where a column is narrow.
  for (const std::string& formula : snippet.formulas) {
    text += fmt::format("\\\\\n    {{\\footnotesize {}}}", in_latex(formula));
  }
  return text + "\n  \\end{minipage}";
}

std::string latex_table(std::span<const Snippet> snippets, const EmbedOptions& options) {
  std::string text = "\\begin{center}\n";
  for (std::size_t i = 0; i < snippets.size(); ++i) {
    const bool is_last_of_row = (i + 1) % options.columns == 0 || i + 1 == snippets.size();
    text += latex_cell(snippets[i], options);
    text += is_last_of_row ? (i + 1 == snippets.size() ? "\n" : "\n\n  \\bigskip\n") : "\\hfill\n";
  }
  return text + "\\end{center}\n";
}

}  // namespace

std::string write_latex(std::span<const Snippet> snippets, const EmbedOptions& options) {
  const bool is_animated = !snippets.empty() && !snippets.front().page_stem.empty();
  std::string text = is_animated ? "% In the preamble: \\usepackage{graphicx} \\usepackage{animate}\n"
                                 : "% In the preamble: \\usepackage{graphicx}  (alt= needs TeX Live 2022 or newer)\n";
  if (options.columns > 0) return text + latex_table(snippets, options);
  for (const Snippet& snippet : snippets) text += latex_figure(snippet, options);
  return text;
}

}  // namespace convarith
