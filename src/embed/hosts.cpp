#include "embed/hosts.hpp"

#include <algorithm>
#include <iterator>

namespace convarith {
namespace {

constexpr std::string_view kWeb[] = {"gif", "svg"};
constexpr std::string_view kPrint[] = {"pdf", "animate"};

constexpr Host kHosts[] = {
    {"markdown", "GitHub, GitLab and other forges", kWeb, true, true, true, false, write_markdown},
    {"html", "a web page of your own", kWeb, true, true, true, false, write_html},
    {"mkdocs", "MkDocs with the Material theme", kWeb, true, true, true, false, write_mkdocs},
    {"rst", "Sphinx: a GIF or SVG in HTML, and one step as PDF in LaTeX", kWeb, false, true, true, true, write_rst},
    {"latex", "one step as PDF or, with --format animate, all steps", kPrint, false, false, false, true, write_latex},
    {"obsidian", "Obsidian notes", kWeb, false, false, true, false, write_obsidian},
};

}  // namespace

std::span<const Host> hosts() {
  return kHosts;
}

const Host* find_host(std::string_view name) {
  const auto* const found =
      std::find_if(std::begin(kHosts), std::end(kHosts), [name](const Host& host) { return host.name == name; });
  return found == std::end(kHosts) ? nullptr : found;
}

}  // namespace convarith
