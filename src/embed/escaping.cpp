#include "embed/escaping.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <span>

namespace convarith {
namespace {

struct Replacement {
  std::string_view text;
  std::string_view by;
};

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// Puts text on one line without blanks at its ends. Runs of blanks become one blank.
std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    if (!is_blank(c)) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  if (line.ends_with(' ')) line.pop_back();
  return line;
}

std::string replace_all(std::string_view text, std::span<const Replacement> replacements) {
  std::string replaced;
  for (std::size_t i = 0; i < text.size();) {
    const auto found = std::find_if(replacements.begin(), replacements.end(), [&](const Replacement& replacement) {
      return text.substr(i).starts_with(replacement.text);
    });
    if (found == replacements.end()) {
      replaced += text[i++];
      continue;
    }
    replaced += found->by;
    i += found->text.size();
  }
  return replaced;
}

/// Whether the text would be taken for an item of a list: "1.", "a)".
bool begins_like_a_list(std::string_view text) {
  const auto is_word = [](unsigned char c) { return std::isalnum(c) != 0; };
  const std::size_t end = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_word) - text.begin());
  return end > 0 && end < text.size() && (text[end] == '.' || text[end] == ')');
}

constexpr Replacement kHtml[] = {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}};

// Characters get a backslash where Python-Markdown knows it, and become references elsewhere. "==" and the like are
// replaced only in pairs, because a single one has no meaning.
constexpr Replacement kMarkdown[] = {
    {"\\", "\\\\"}, {"`", "\\`"},       {"*", "\\*"},     {"_", "\\_"},         {"[", "\\["},         {"]", "\\]"},
    {"#", "\\#"},   {"!", "\\!"},       {"{", "\\{"},     {"}", "\\}"},         {"&", "&amp;"},       {"<", "&lt;"},
    {">", "&gt;"},  {"|", "&#124;"},    {"$", "&#36;"},   {"==", "&#61;&#61;"}, {"%%", "&#37;&#37;"}, {"~", "&#126;"},
    {"^", "&#94;"}, {"://", "&#58;//"}, {"\"", "&quot;"}, {"--", "&#45;&#45;"}};

constexpr Replacement kRst[] = {{"\\", "\\\\"}, {"*", "\\*"}, {"`", "\\`"}, {"|", "\\|"}, {"_", "\\_"}, {":", "\\:"}};

constexpr Replacement kLatex[] = {{"\\", "\\textbackslash{}"},
                                  {"{", "\\{"},
                                  {"}", "\\}"},
                                  {"$", "\\$"},
                                  {"&", "\\&"},
                                  {"#", "\\#"},
                                  {"%", "\\%"},
                                  {"_", "\\_"},
                                  {"~", "\\textasciitilde{}"},
                                  {"^", "\\textasciicircum{}"},
                                  {"<", "\\textless{}"},
                                  {">", "\\textgreater{}"},
                                  {"|", "\\textbar{}"},
                                  {"\"", "\\char34{}"},
                                  {"[", "{[}"},
                                  {"]", "{]}"},
                                  {"×", "$\\times$"},
                                  {"−", "$-$"},
                                  {"·", "$\\cdot$"},
                                  {"′", "$'$"},
                                  {"⌊", "$\\lfloor$"},
                                  {"⌋", "$\\rfloor$"},
                                  {"⌈", "$\\lceil$"},
                                  {"⌉", "$\\rceil$"},
                                  {"…", "\\dots{}"},
                                  {" = ", "~=~"}};

}  // namespace

std::string in_html(std::string_view text) {
  return replace_all(on_one_line(text), kHtml);
}

std::string in_markdown(std::string_view text) {
  const std::string line = on_one_line(text);
  std::string escaped = replace_all(line, kMarkdown);
  if (begins_like_a_list(line)) {
    escaped.insert(escaped.find_first_of(".)"), "\\");
  } else if (line.starts_with('-') || line.starts_with('+')) {
    if (!escaped.starts_with('&')) escaped.insert(0, "\\");
  }
  return escaped;
}

std::string in_rst(std::string_view text) {
  const std::string line = on_one_line(text);
  std::string escaped = replace_all(line, kRst);
  const bool is_word = !line.empty() && (std::isalnum(static_cast<unsigned char>(line.front())) != 0 ||
                                         (static_cast<unsigned char>(line.front()) & 0x80U) != 0);
  if (!line.empty() && !escaped.starts_with('\\') && (!is_word || begins_like_a_list(line))) escaped.insert(0, "\\");
  return escaped;
}

std::string in_latex(std::string_view text) {
  return replace_all(on_one_line(text), kLatex);
}

std::string in_shell(std::string_view word) {
  const auto is_plain = [](unsigned char c) {
    return std::isalnum(c) != 0 || std::string_view("_-./,:=+@%").find(static_cast<char>(c)) != std::string_view::npos;
  };
  if (!word.empty() && std::all_of(word.begin(), word.end(), is_plain)) return std::string(word);
  constexpr Replacement quotes[] = {{"'", "'\\''"}};
  return fmt::format("'{}'", replace_all(word, quotes));
}

}  // namespace convarith
