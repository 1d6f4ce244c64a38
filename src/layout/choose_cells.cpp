#include "layout/choose_cells.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace convarith {
namespace {

/// Maps with more cells along a side are usually drawn as heat: so many numbers are a texture rather than a text.
constexpr int kMostOfNumbers = 12;

constexpr std::string_view kNumbers = "numbers";
constexpr std::string_view kHeat = "heat";
constexpr std::string_view kBoth = "both";
constexpr CellWord kCellWords[] = {{kNumbers}, {kHeat}, {kBoth}, {"auto"}};

std::optional<double> parse_number(std::string_view text) {
  double number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stop != end || !std::isfinite(number)) return std::nullopt;
  return number;
}

int longest_side(const Operation& operation) {
  return std::max({operation.rows.input, operation.cols.input, operation.rows.output, operation.cols.output});
}

}  // namespace

std::span<const CellWord> cell_words() {
  return kCellWords;
}

std::optional<NumberRange> parse_range(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::optional<double> least = parse_number(text.substr(0, colon));
  const std::optional<double> most = parse_number(text.substr(colon + 1));
  if (!least || !most) return std::nullopt;
  return NumberRange{*least, *most};
}

CellChoice choose_cells(const Subject& subject, const FigureOptions& options) {
  CellChoice choice;
  int kernel = 0;
  bool are_flat = true;
  for (const Operation& operation : subject.chain) {
    choice.longest = std::max(choice.longest, longest_side(operation));
    kernel = std::max({kernel, operation.rows.kernel, operation.cols.kernel});
    are_flat = are_flat && operation.dims > 1;
  }
  const std::string word = options.cells.value_or("auto");
  // A row of numbers remains readable, however long it is.
  const auto kind_of = [&](int side) {
    if (word == kNumbers) return CellKind::number;
    if (word == kBoth) return CellKind::both;
    return word == kHeat || (are_flat && side > kMostOfNumbers) ? CellKind::heat : CellKind::number;
  };
  if (!subject.values.front().input.values.empty()) choice.planes = kind_of(choice.longest);
  if (!subject.values.front().weights.values.empty()) choice.kernels = kind_of(kernel);
  choice.is_asked_for = word == kHeat || word == kBoth || options.colormap || options.range;
  choice.colour_map = options.colormap;
  choice.is_per_map = options.range == "per-map";
  if (options.range) choice.range = parse_range(*options.range);
  return choice;
}

Subject with_cells(Subject subject, const FigureOptions& options) {
  subject.cells = choose_cells(subject, options);
  return subject;
}

}  // namespace convarith
