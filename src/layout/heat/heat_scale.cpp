#include "layout/heat/heat_scale.hpp"

#include <algorithm>
#include <cmath>

namespace convarith {
namespace {

const ColourMap& map_for(const CellChoice& choice, const NumberRange& numbers) {
  if (choice.colour_map) return *find_colour_map(*choice.colour_map);
  const bool shows_signs = numbers.least < 0 && (!choice.range || choice.range->least < 0);
  return usual_colour_map(shows_signs);
}

double farthest(const NumberRange& range) {
  return std::max(std::abs(range.least), std::abs(range.most));
}

/// Returns the range that a colour map spans for some numbers. Numbers that are all the same get a range that leads to
/// zero, so that they don't look like nothing.
NumberRange spanned(const ColourMap& map, const NumberRange& numbers) {
  if (map.is_diverging) {
    const double far = farthest(numbers) > 0 ? farthest(numbers) : 1;
    return {-far, far};
  }
  if (numbers.least < numbers.most) return numbers;
  if (numbers.least == 0) return {0, 1};
  return {std::min(0.0, numbers.least), std::max(0.0, numbers.most)};
}

}  // namespace

NumberRange range_of(std::span<const double> numbers) {
  NumberRange range;
  bool is_first = true;
  for (const double number : numbers) {
    if (!std::isfinite(number)) continue;
    if (is_first) range = {number, number};
    range = range_around(range, {number, number});
    is_first = false;
  }
  return range;
}

NumberRange range_around(const NumberRange& a, const NumberRange& b) {
  return {std::min(a.least, b.least), std::max(a.most, b.most)};
}

HeatScale::HeatScale(const CellChoice& choice, const NumberRange& numbers)
    : map_(&map_for(choice, numbers)), range_(choice.range ? *choice.range : spanned(*map_, numbers)) {}

double HeatScale::share_of(double number) const {
  const double shown = std::clamp(number, range_.least, range_.most);
  if (map_->is_diverging) return 0.5 + shown / farthest(range_) / 2;
  // Halves, because the length of a range may be more than the largest number.
  return (shown / 2 - range_.least / 2) / (range_.most / 2 - range_.least / 2);
}

}  // namespace convarith
