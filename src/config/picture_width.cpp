#include <fmt/core.h>

#include <charconv>
#include <cmath>

#include "config/value_parts.hpp"

namespace convarith {
namespace {

/// A unit, with its word and its length in bp.
struct UnitOfWidth {
  std::string_view word;
  PictureWidth::Unit unit;
  double bp;
};

constexpr UnitOfWidth kUnits[] = {
    {"px", PictureWidth::Unit::px, 72.0 / 96},    {"cm", PictureWidth::Unit::cm, 72 / 2.54},
    {"mm", PictureWidth::Unit::mm, 7.2 / 2.54},   {"in", PictureWidth::Unit::in, 72},
    {"pt", PictureWidth::Unit::pt, 72.0 / 72.27}, {"bp", PictureWidth::Unit::bp, 1},
};

constexpr std::string_view kHint = "give px, such as 300, or a width on paper, such as 8cm, 80mm, 3.2in or 230pt";
constexpr double kLeastOnPaper = 1;      // bp
constexpr double kMostOnPaper = 14'400;  // bp: 200 in

const UnitOfWidth& row_of(PictureWidth::Unit unit) {
  return *std::find_if(std::begin(kUnits), std::end(kUnits),
                       [unit](const UnitOfWidth& row) { return row.unit == unit; });
}

Result<PictureWidth> check_on_paper(const PictureWidth& width, std::string_view text) {
  const double bp = width_in_bp(width);
  if (bp >= kLeastOnPaper && bp <= kMostOnPaper) return width;
  return wrong(fmt::format("{} is out of range", text), "give a width on paper from 1bp to 200in");
}

}  // namespace

double width_in_bp(const PictureWidth& width) {
  return width.amount * row_of(width.unit).bp;
}

std::string text_of_width(const PictureWidth& width) {
  return fmt::format("{}{}", width.amount, width.is_on_paper() ? row_of(width.unit).word : std::string_view());
}

Result<PictureWidth> parse(As<PictureWidth>, std::string_view text, const Field& field) {
  double amount = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), amount);
  const auto digits = static_cast<std::size_t>(end - text.data());
  std::string_view word = text.substr(digits);
  if (word.starts_with(' ')) word.remove_prefix(1);
  const auto* const row = std::find_if(std::begin(kUnits), std::end(kUnits),
                                       [word](const UnitOfWidth& known) { return known.word == word; });
  const bool has_unit = row != std::end(kUnits);
  if (error == std::errc::invalid_argument || (!has_unit && digits != text.size())) {
    return wrong(fmt::format("'{}' is not a width", text), std::string(kHint));
  }
  if (has_unit && row->unit != PictureWidth::Unit::px) return check_on_paper({amount, row->unit}, text);
  const Result<int> pixels = parse(As<int>{}, text.substr(0, digits), field);
  if (!pixels) return pixels.problems();
  return PictureWidth{static_cast<double>(*pixels), PictureWidth::Unit::px};
}

}  // namespace convarith
