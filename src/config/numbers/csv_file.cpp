#include "config/numbers/csv_file.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "arithmetic/alt_text_words.hpp"
#include "config/numbers/number_lists.hpp"
#include "config/shortened.hpp"
#include "config/value_parts.hpp"

namespace convarith {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view kBlanks = " \t\r";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

/// Returns the place of the first of several marks that is not within quotes.
std::size_t find_unquoted(std::string_view text, std::string_view marks) {
  bool is_quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') is_quoted = !is_quoted;
    if (!is_quoted && marks.find(text[i]) != std::string_view::npos) return i;
  }
  return std::string_view::npos;
}

/// Returns the separator of a line's numbers. Errors: the line has both commas and semicolons.
Result<char> separator_of(std::string_view line) {
  const bool has_comma = find_unquoted(line, ",") != std::string_view::npos;
  const bool has_semicolon = find_unquoted(line, ";") != std::string_view::npos;
  if (has_comma && has_semicolon) return wrong("has both commas and semicolons", "write decimals with a point");
  if (has_comma) return ',';
  if (has_semicolon) return ';';
  return find_unquoted(line, "\t") == std::string_view::npos ? ' ' : '\t';
}

std::string_view without_quotes(std::string_view cell) {
  const bool is_quoted = cell.size() > 1 && cell.front() == '"' && cell.back() == '"';
  return is_quoted ? trimmed(cell.substr(1, cell.size() - 2)) : cell;
}

Result<double> number_in(std::string_view cell, int column) {
  std::string_view text = without_quotes(trimmed(cell));
  if (text.empty()) return wrong(fmt::format("column {} is empty", column));
  if (text.starts_with('+')) text.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (end != text.data() + text.size() || error == std::errc::invalid_argument) {
    // The message does not quote the cell: a file that is named by mistake may hold secrets.
    return wrong(fmt::format("column {} is not a number", column), "give numbers only, without headings");
  }
  if (error != std::errc{}) return wrong(fmt::format("column {}: {} is out of range", column, shortened(text)));
  if (!std::isfinite(number)) return not_finite(fmt::format("column {}", column), number);
  return number;
}

/// Collects the numbers of a table line by line.
class CsvReader {
 public:
  Result<Tensor> read(std::string_view text) {
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      ++line_;
      if (Status added = add_line(trimmed(text.substr(0, end))); !added) return on_line(added.problems());
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (Status ended = end_channel(); !ended) return on_line(ended.problems());
    if (channels_ == 0) return wrong("has no numbers");
    if (channels_ == 1) return Tensor{{rows_, columns_}, std::move(values_)};
    return Tensor{{channels_, rows_, columns_}, std::move(values_)};
  }

 private:
  Problems on_line(Problems problems) const {
    for (Problem& problem : problems) problem.where = fmt::format("{}", row_line_);
    return problems;
  }

  Status add_line(std::string_view line) {
    if (line.find_first_not_of(",;\t ") == std::string_view::npos) return end_channel();
    row_line_ = line_;
    const Result<char> separator = separator_of(line);
    if (!separator) return separator.problems();
    int columns = 0;
    for (bool is_last = false; !is_last; ++columns) {
      const std::size_t end = find_unquoted(line, std::string_view(&*separator, 1));
      is_last = end == std::string_view::npos;
      const Result<double> number = number_in(line.substr(0, end), columns);
      if (!number) return number.problems();
      if (values_.size() == kMostNumbers) return too_many_numbers();
      values_.push_back(*number);
      if (!is_last) line.remove_prefix(end + 1);
      // Several blanks count as one separator.
      if (*separator == ' ') line = trimmed(line);
    }
    return end_row(columns);
  }

  Status end_row(int columns) {
    if (columns_ == 0) columns_ = columns;
    if (columns != columns_) {
      return wrong(fmt::format("row {}{} has {}, but the rows before it have {}", rows_in_channel_, of_channel(),
                               counted(columns, "number"), columns_));
    }
    ++rows_in_channel_;
    return ok();
  }

  Status end_channel() {
    if (rows_in_channel_ == 0) return ok();
    if (channels_ == 0) rows_ = rows_in_channel_;
    if (rows_in_channel_ != rows_) {
      return wrong(fmt::format("channel {} has {}, but those before it have {}", channels_,
                               counted(rows_in_channel_, "row"), rows_));
    }
    ++channels_;
    rows_in_channel_ = 0;
    return ok();
  }

  std::string of_channel() const { return channels_ == 0 ? "" : fmt::format(" of channel {}", channels_); }

  std::vector<double> values_;
  int line_ = 0;
  int row_line_ = 0;  ///< line of the row that was read last
  int columns_ = 0;   ///< columns of each row
  int rows_ = 0;      ///< rows of each channel
  int rows_in_channel_ = 0;
  int channels_ = 0;
};

}  // namespace

Result<Tensor> read_csv(std::string_view text) {
  return CsvReader().read(text);
}

}  // namespace convarith
