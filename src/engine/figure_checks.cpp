#include "engine/figure_checks.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/suggest.hpp"
#include "encode/encoder.hpp"
#include "encode/missing_formats.hpp"
#include "engine/figure_colours.hpp"
#include "layout/choose_cells.hpp"
#include "layout/heat/colour_map.hpp"
#include "layout/views/comparisons.hpp"
#include "layout/views/equation/equation_panels.hpp"
#include "layout/views/views.hpp"
#include "type/utf8.hpp"

namespace convarith {
namespace {

constexpr std::size_t kLongestText = 2000;

/// Checks that a word is the name of a row of a table.
template <class Table>
Status check_word(std::string_view where, std::string_view what, const std::string& word, const Table& table) {
  std::vector<std::string_view> names;
  names.reserve(table.size());
  for (const auto& row : table) names.push_back(row.name);
  if (std::find(names.begin(), names.end(), word) != names.end()) return ok();
  return usage_problem(std::string(where), fmt::format("there is no {} '{}'", what, word), choose_from(word, names));
}

Status check_panels(const std::string& list) {
  const std::vector<std::string_view> names = names_of_panels(list);
  for (const std::string_view name : names) {
    if (Status known = check_word("panels", "panel", std::string(name), panels_of_equations()); !known) return known;
    if (std::count(names.begin(), names.end(), name) > 1) {
      return usage_problem("panels", fmt::format("names '{}' twice", name), "name each panel once");
    }
  }
  return ok();
}

Status check_range(const std::string& text) {
  constexpr const char* hint = "give auto, per-map or two numbers, such as --range -1:1";
  if (text == "auto" || text == "per-map") return ok();
  const std::optional<NumberRange> range = parse_range(text);
  if (!range) return usage_problem("range", fmt::format("'{}' is no range", text), hint);
  if (range->least < range->most) return ok();
  return usage_problem("range", fmt::format("'{}' ends before it begins, or where it begins", text),
                       "give the smaller number first");
}

Status check_text(std::string_view where, const std::string& text) {
  const auto wrong = [where](std::string why, std::string hint) {
    return usage_problem(std::string(where), std::move(why), std::move(hint));
  };
  const std::optional<std::u32string> characters = decode_utf8(text);
  if (!characters) return wrong("is not valid UTF-8", "give the text in UTF-8");
  if (characters->empty()) return ok();
  if (characters->size() > kLongestText) {
    return wrong(fmt::format("has {} characters, which is too long", characters->size()),
                 fmt::format("use at most {}", kLongestText));
  }
  const auto is_control = [](char32_t code) { return (code < U' ' && code != U'\n') || (code >= 0x7F && code < 0xA0); };
  const auto control = std::find_if(characters->begin(), characters->end(), is_control);
  if (control != characters->end()) {
    return wrong(fmt::format("contains the control character U+{:04X}", static_cast<unsigned>(*control)),
                 "only line breaks are allowed");
  }
  const auto is_blank = [](char32_t code) { return code == U' ' || code == U'\n'; };
  if (std::all_of(characters->begin(), characters->end(), is_blank))
    return wrong("is blank", "give a text, or an empty one to leave it out");
  return ok();
}

}  // namespace

Status check_formats(std::span<const std::string> names) {
  std::vector<std::string_view> known;
  for (const Format& format : formats()) known.push_back(format.name);
  if (names.empty()) return usage_problem("format", "no format is given", choose_from({}, known));
  for (auto name = names.begin(); name != names.end(); ++name) {
    if (find_format(*name) == nullptr) {
      if (const MissingFormat* missing = find_missing_format(*name); missing != nullptr) {
        return usage_problem("format", fmt::format("this build does not write {}", missing->name),
                             fmt::format("use {}", missing->instead));
      }
      return usage_problem("format", fmt::format("there is no format '{}'", *name), choose_from(*name, known));
    }
    if (std::find(names.begin(), name, *name) != name) {
      return usage_problem("format", fmt::format("the format {} is given twice", *name));
    }
  }
  return ok();
}

Status check_figure(const FigureOptions& figure) {
  Problems problems;
  const auto note = [&problems](const Status& status) {
    if (!status) problems.insert(problems.end(), status.problems().begin(), status.problems().end());
  };
  if (figure.view) note(check_word("view", "view", *figure.view, views()));
  if (figure.beside) note(check_word("beside", "comparison", *figure.beside, comparisons()));
  note(check_colours(figure));
  if (figure.cells) note(check_word("cells", "kind of cells", *figure.cells, cell_words()));
  if (figure.colormap) note(check_word("colormap", "colour map", *figure.colormap, colour_maps()));
  if (figure.range) note(check_range(*figure.range));
  if (figure.panels) note(check_panels(*figure.panels));
  if (figure.title) note(check_text("title", *figure.title));
  if (figure.caption) note(check_text("caption", *figure.caption));
  if (!problems.empty()) return problems;
  return ok();
}

}  // namespace convarith
