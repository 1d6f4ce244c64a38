#pragma once

#include <string>
#include <string_view>

namespace convarith {

// These functions escape plain text for a format in which some characters have a meaning. Except in words of a shell,
// runs of blanks and line breaks become one blank.

/// Escapes text and quoted attributes of HTML.
std::string in_html(std::string_view text);
/// Escapes a line of Markdown so that both CommonMark and Python-Markdown read back the same text.
std::string in_markdown(std::string_view text);
/// Escapes a line of reStructuredText.
std::string in_rst(std::string_view text);
/// Escapes text of LaTeX. Letters beyond ASCII stay as they are.
std::string in_latex(std::string_view text);
/// Quotes a word of a POSIX shell where necessary.
std::string in_shell(std::string_view word);

}  // namespace convarith
