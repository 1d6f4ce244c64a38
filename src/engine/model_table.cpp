#include "engine/model_table.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <optional>

namespace convarith {
namespace {

/// The width of a text that fits a terminal and a page.
constexpr std::size_t kMostColumns = 100;

enum class Align { left, right };

struct TableColumn {
  std::string_view heading;
  Align align = Align::right;
  std::size_t least = 1000;  ///< to which width texts may be shortened where the table would be too wide
};

constexpr TableColumn kColumns[] = {
    {"NAME", Align::left, 16},
    {"LAYER", Align::left, 10},
    {"OUTPUT"},
    {"FIELD"},
    {"JUMP"},
    {"START"},
    {"WEIGHTS"},
    {"MULT-ADDS"},
};

using TableCells = std::vector<std::string>;

/// Returns the number of characters of a text, which has no wide ones.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

/// Returns what is told of each axis, once if all axes have the same.
std::string once_or_each(const std::vector<std::string>& parts) {
  if (parts.empty()) return "-";
  const bool are_alike =
      std::all_of(parts.begin(), parts.end(), [&](const auto& part) { return part == parts.front(); });
  return are_alike ? parts.front() : fmt::format("{}", fmt::join(parts, " x "));
}

template <class Tell>
std::string told_of_axes(const ModelRow& row, const Tell& tell) {
  std::vector<std::string> parts;
  for (const SeenAlong& seen : row.seen) parts.push_back(tell(seen));
  return once_or_each(parts);
}

/// Returns the receptive field, with a star if it depends on the path.
std::string field_words(const ModelRow& row) {
  const std::string cells =
      told_of_axes(row, [](const SeenAlong& seen) { return fmt::format("{}", seen.field.cells); });
  const bool depends =
      std::any_of(row.seen.begin(), row.seen.end(), [](const auto& seen) { return seen.depends_on_path; });
  return depends ? cells + "*" : cells;
}

std::string jump_words(const ModelRow& row) {
  return told_of_axes(row, [](const SeenAlong& seen) {
    const Ratio& jump = seen.field.jump;
    return jump.denominator == 1 ? fmt::format("{}", jump.numerator)
                                 : fmt::format("{}/{}", jump.numerator, jump.denominator);
  });
}

std::string start_words(const ModelRow& row) {
  return told_of_axes(row, [](const SeenAlong& seen) {
    return seen.field.start ? fmt::format("{}", *seen.field.start) : std::string("-");
  });
}

/// Returns a number of products in short: "1.82 G".
std::string short_number(double number) {
  constexpr std::string_view units[] = {"", " k", " M", " G", " T", " P"};
  std::size_t unit = 0;
  while (number >= 999.5 && unit + 1 < std::size(units)) {
    number /= 1000;
    ++unit;
  }
  if (unit == 0) return fmt::format("{:.0f}", number);
  const int decimals = number < 9.995 ? 2 : number < 99.95 ? 1 : 0;
  return fmt::format("{:.{}f}{}", number, decimals, units[unit]);
}

std::string weights_words(const std::optional<Costs>& costs) {
  return costs ? fmt::format("{}", costs->weights) : "?";
}

std::string products_words(const std::optional<Costs>& costs) {
  return costs ? short_number(costs->multiplications) : "?";
}

TableCells cells_of(const ModelRow& row, Framework framework) {
  return {row.name,        row.words,        shape_words(row.output, framework), field_words(row),
          jump_words(row), start_words(row), weights_words(row.costs),           products_words(row.costs)};
}

/// Returns the sums below a table. Where some are unknown, they are the least that is possible.
TableCells cells_of_total(const std::vector<ModelRow>& rows) {
  const Costs total = total_costs(rows);
  const std::string least = has_all_costs(rows) ? "" : "> ";
  return {"total", "", "", "", "", "", least + weights_words(total), least + products_words(total)};
}

/// Cuts a text to a width: its middle is left out.
std::string cut_to(const std::string& text, std::size_t width) {
  if (width_of(text) <= width) return text;
  std::vector<std::string> characters;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xc0) == 0x80) {
      characters.back() += c;
    } else {
      characters.emplace_back(1, c);
    }
  }
  const std::size_t head = (width - 1) / 2;
  const std::size_t tail = width - 1 - head;
  std::string cut;
  for (std::size_t i = 0; i < head; ++i) cut += characters[i];
  cut += "…";
  for (std::size_t i = characters.size() - tail; i < characters.size(); ++i) cut += characters[i];
  return cut;
}

std::vector<std::size_t> widths_of(const std::vector<TableCells>& lines) {
  std::vector<std::size_t> widths(std::size(kColumns));
  for (const TableCells& line : lines) {
    for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], width_of(line[i]));
  }
  // Names give way before layers do, whose numbers are worth more.
  constexpr std::size_t gap = 2;
  std::size_t all = gap * (widths.size() - 1);
  for (const std::size_t width : widths) all += width;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const std::size_t least = std::min(kColumns[i].least, widths[i]);
    const std::size_t cut = std::min(widths[i] - least, all - std::min(all, kMostColumns));
    widths[i] -= cut;
    all -= cut;
  }
  return widths;
}

std::string padded_to(const std::string& text, std::size_t width, Align align) {
  const std::string blanks(width - std::min(width, width_of(text)), ' ');
  return align == Align::left ? text + blanks : blanks + text;
}

bool depends_on_path(const std::vector<ModelRow>& rows) {
  return std::any_of(rows.begin(), rows.end(), [](const ModelRow& row) { return field_words(row).ends_with('*'); });
}

/// Returns the largest field of all layers where the borders of the input cut it off: "the input has 224 x 224 cells,
/// of which fc sees all". Empty if no field is larger than what exists.
std::string border_note(const std::vector<ModelRow>& rows) {
  for (const ModelRow& row : rows) {
    for (const SeenAlong& seen : row.seen) {
      if (!seen.existing_cells || *seen.existing_cells >= seen.field.cells) continue;
      const std::string field =
          told_of_axes(row, [](const SeenAlong& each) { return fmt::format("{}", each.field.cells); });
      const std::string existing = told_of_axes(row, [](const SeenAlong& each) {
        return each.existing_cells ? fmt::format("{}", *each.existing_cells) : std::string("?");
      });
      return fmt::format(
          "Fields count cells beyond the borders of the input, too: from {} on they are larger than what is seen of "
          "the "
          "input ({} of {}).",
          row.name.empty() ? row.type : row.name, existing, field);
    }
  }
  return {};
}

std::vector<std::string> notes_below(const std::vector<ModelRow>& rows) {
  std::vector<std::string> notes;
  if (depends_on_path(rows)) {
    notes.emplace_back("* The field depends on the path through branches; this is the largest.");
  }
  if (const std::string note = border_note(rows); !note.empty()) notes.push_back(note);
  return notes;
}

/// Breaks a text into lines of at most kMostColumns characters.
std::string wrapped(std::string_view text) {
  std::string lines;
  while (text.size() > kMostColumns) {
    const std::size_t blank = text.rfind(' ', kMostColumns);
    if (blank == std::string_view::npos || blank == 0) break;
    lines += std::string(text.substr(0, blank)) + "\n";
    text.remove_prefix(blank + 1);
  }
  return lines + std::string(text) + "\n";
}

std::string write_text(const GivenModel& model, const std::vector<ModelRow>& rows) {
  const Framework framework = model.traced.model.framework;
  std::vector<TableCells> lines(1);
  for (const TableColumn& column : kColumns) lines.front().emplace_back(column.heading);
  lines.push_back({"(input)", "", shape_words(model.traced.trace.inputs.front().shape, framework), "", "", "", "", ""});
  for (const ModelRow& row : rows) lines.push_back(cells_of(row, framework));
  if (model.stop.empty()) lines.push_back(cells_of_total(rows));
  const std::vector<std::size_t> widths = widths_of(lines);
  std::string text;
  for (const TableCells& line : lines) {
    std::string row;
    for (std::size_t i = 0; i < line.size(); ++i) {
      row += (i == 0 ? "" : "  ") + padded_to(cut_to(line[i], widths[i]), widths[i], kColumns[i].align);
    }
    text += row.substr(0, row.find_last_not_of(' ') + 1) + "\n";
  }
  for (const std::string& note : notes_below(rows)) text += wrapped(note);
  return text;
}

std::string in_table_of_markdown(std::string text) {
  for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2)) text.insert(at, "\\");
  return text;
}

std::string write_markdown(const GivenModel& model, const std::vector<ModelRow>& rows) {
  const Framework framework = model.traced.model.framework;
  std::string text =
      "| name | layer | output | receptive field | jump | start | weights | multiplications |\n"
      "| :-- | :-- | --: | --: | --: | --: | --: | --: |\n";
  text +=
      fmt::format("| (input) | | {} | | | | | |\n", shape_words(model.traced.trace.inputs.front().shape, framework));
  for (const ModelRow& row : rows) {
    TableCells cells = cells_of(row, framework);
    cells.back() = row.costs ? fmt::format("{:.0f}", row.costs->multiplications) : "?";
    for (std::string& cell : cells) cell = in_table_of_markdown(cell);
    text += fmt::format("| {} |\n", fmt::join(cells, " | "));
  }
  if (model.stop.empty()) {
    TableCells total = cells_of_total(rows);
    text += fmt::format("| **total** | | | | | | {} | {} |\n", total[6],
                        (has_all_costs(rows) ? "" : "> ") + fmt::format("{:.0f}", total_costs(rows).multiplications));
  }
  for (const std::string& note : notes_below(rows)) text += "\n" + note + "\n";
  return text;
}

/// Writes a cell as RFC 4180 has it.
std::string in_quotes(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string write_csv(const GivenModel& model, const std::vector<ModelRow>& rows) {
  const Framework framework = model.traced.model.framework;
  std::string text = "name,layer,output,receptive_field,jump,start,weights,multiplications\n";
  for (const ModelRow& row : rows) {
    const auto cells = [](const SeenAlong& seen) { return fmt::format("{}", seen.field.cells); };
    const TableCells line{row.name,
                          row.words,
                          shape_words(row.output, framework),
                          told_of_axes(row, cells),
                          jump_words(row),
                          start_words(row),
                          row.costs ? fmt::format("{}", row.costs->weights) : "",
                          row.costs ? fmt::format("{:.0f}", row.costs->multiplications) : ""};
    std::vector<std::string> quoted;
    for (const std::string& cell : line) quoted.push_back(in_quotes(cell));
    text += fmt::format("{}\n", fmt::join(quoted, ","));
  }
  return text;
}

constexpr TableForm kTableForms[] = {{"text", write_text}, {"markdown", write_markdown}, {"csv", write_csv}};

}  // namespace

std::span<const TableForm> table_forms() {
  return kTableForms;
}

}  // namespace convarith
