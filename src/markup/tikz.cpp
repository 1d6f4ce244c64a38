#include "markup/tikz.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "markup/content_name.hpp"
#include "markup/tex_paints.hpp"
#include "markup/tikz_shapes.hpp"

namespace convarith {
namespace {

constexpr std::string_view kFonts = R"(% Latin Modern as it is drawn for 8 points, at any size; digits as for 5 points.
\DeclareFontFamily{T1}{figure}{}
\DeclareFontShape{T1}{figure}{m}{n}{<-> ec-lmr8}{}
\DeclareFontShape{T1}{figure}{m}{it}{<-> ec-lmri8}{}
\DeclareFontFamily{TS1}{figure}{}
\DeclareFontShape{TS1}{figure}{m}{n}{<-> ts1-lmr8}{}
\DeclareFontShape{TS1}{figure}{m}{it}{<-> ts1-lmri8}{}
\DeclareFontFamily{T1}{figuredigits}{}
\DeclareFontShape{T1}{figuredigits}{m}{n}{<-> ec-lmr5}{}
)";

constexpr std::string_view kLetters = R"(  % Letters.
  \def\straightquote{{\fontencoding{TS1}\selectfont\char39}}
  \def\middledot{{\fontencoding{TS1}\selectfont\char183}}
  \def\figurefont##1##2##3{\fontsize{##3bp}{##3bp}\usefont{T1}{##1}{m}{##2}\frenchspacing}
  \def\letters{\figurefont{figure}{n}}
  \def\variables{\figurefont{figure}{it}}
  \def\digits{\figurefont{figuredigits}{n}}
)";

/// "\sheetA", ..., "\sheetZ", "\sheetAA", ...
std::string macro_of(std::size_t sheet) {
  return "\\sheet" + tex_letters(sheet);
}

/// Replaces new lines by spaces, because a comment cannot contain a new line.
std::string in_one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace

TikzWriter::TikzWriter(const Film& film)
    : film_(film),
      paints_(names_of_paints(film)),
      definitions_(colours() + std::string(kLetters) + still_sheets()),
      name_("figure" + content_name(definitions_)) {}

std::string TikzWriter::colours() const {
  std::string text = "  % Colours, by what is drawn with them.\n";
  for (std::size_t i = 0; i < paints_.size(); ++i) {
    const Colour& colour = film_.paints[i].colour;
    text +=
        fmt::format("  \\definecolor{{{}}}{{RGB}}{{{},{},{}}}\n", paints_[i], colour.red, colour.green, colour.blue);
  }
  return text;
}

std::string TikzWriter::still_sheets() const {
  std::string text;
  for (std::size_t i = 0; i < film_.sheets.size(); ++i) {
    if (!film_.sheets[i].still) continue;
    text += fmt::format("  % Sheet {}, the same in every step.\n  \\def{}{{%\n", i + 1, macro_of(i));
    text += tikz_of(film_.sheets[i].draw(0), film_, paints_, "    ") + "  }\n";
  }
  return text;
}

std::string TikzWriter::beginning(const std::string& title, const std::string& description) const {
  std::string text = fmt::format("% {}\n", in_one_line(title));
  if (!description.empty()) text += fmt::format("% {}\n", in_one_line(description));
  text += fmt::format(
      "% To be compiled with pdflatex: a page for each step. Their pictures can be used in other documents, also\n"
      "% beside those of other figures, together with what is between the two lines below and the packages fontenc\n"
      "% (with T1) and tikz.\n"
      "\\documentclass{{article}}\n"
      "\\usepackage[paperwidth={}bp, paperheight={}bp, margin=0bp]{{geometry}}\n"
      "\\usepackage[T1]{{fontenc}}\n"
      "\\usepackage{{lmodern}}\n"
      "\\usepackage{{tikz}}\n"
      "\\pagestyle{{empty}}\n"
      "\\setlength{{\\parindent}}{{0pt}}\n"
      "\\setlength{{\\topskip}}{{0pt}}\n"
      "\\hfuzz=1bp \\vfuzz=1bp\n"
      "\n% {:-<70}\n",
      fmt::format("{:.3f}", film_.width), fmt::format("{:.3f}", film_.height), "");
  text += kFonts;
  text += fmt::format("% What the pictures of this figure know, and no others.\n\\providecommand*{{\\{}}}{{%\n{}}}\n",
                      name_, definitions_);
  text += fmt::format(
      "% Lengths are in bp, 72 to the inch; texts stand on their base lines, to the right of where they are put.\n"
      "\\tikzset{{{0}/.style={{x=1bp, y=1bp, line cap=butt, line join=miter, miter limit=10,\n"
      "  every node/.style={{anchor=base west, inner sep=0pt, outer sep=0pt}}, execute at begin picture=\\{0}}}}}\n",
      name_);
  return text + fmt::format("% {:-<70}\n\n\\begin{{document}}\n", "");
}

std::string TikzWriter::step(std::size_t step) const {
  std::string text = fmt::format("\n% Step {} of {}\n\\begin{{tikzpicture}}[{}]\n", step + 1, film_.steps, name_);
  text += fmt::format("  \\useasboundingbox (0,0) rectangle ({:.3f},{:.3f});\n", film_.width, film_.height);
  if (film_.has_paper && film_.paints[kPaper].colour != Colour{255, 255, 255}) {
    text +=
        fmt::format("  \\fill[fill={}] (0,0) rectangle ({:.3f},{:.3f});\n", paints_[kPaper], film_.width, film_.height);
  }
  for (std::size_t i = 0; i < film_.sheets.size(); ++i) {
    const Sheet& sheet = film_.sheets[i];
    if (sheet.still) {
      text += fmt::format("  {}\n", macro_of(i));
      continue;
    }
    const DisplayList shapes = sheet.draw(step);
    if (shapes.empty()) continue;
    text += fmt::format("  \\begin{{scope}} % sheet {}\n{}  \\end{{scope}}\n", i + 1,
                        tikz_of(shapes, film_, paints_, "    "));
  }
  return text + "\\end{tikzpicture}\\clearpage\n";
}

std::string TikzWriter::ending() {
  return "\n\\end{document}\n";
}

}  // namespace convarith
