#pragma once

#include <string>
#include <string_view>

namespace convarith {

// Plain text for places where some characters mean something. New lines become blanks.

/// For text and quoted attributes of HTML.
std::string in_html(std::string_view text);
/// For a line of Markdown that both CommonMark and Python-Markdown read back as it was.
std::string in_markdown(std::string_view text);
/// For a line of reStructuredText.
std::string in_rst(std::string_view text);
/// For text of LaTeX. Letters beyond ASCII stay as they are.
std::string in_latex(std::string_view text);
/// For a word of a POSIX shell.
std::string in_shell(std::string_view word);

}  // namespace convarith
