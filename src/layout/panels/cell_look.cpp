#include "layout/panels/cell_look.hpp"

#include <algorithm>
#include <cmath>

namespace convarith {
namespace {

// Maps of heat are about this wide, but their cells are neither larger than those with numbers nor too small to be
// seen.
constexpr double kHeatWidth = 240;                  // bp
constexpr double kSmallestHeat = 1.44;              // bp
constexpr double kPixel = 72.0 / 150;               // bp; cells are whole pixels wide at the usual resolution
constexpr double kLargestHeat = NumberSize{}.cell;  // bp

constexpr double kLeastShift = 12;  // bp

double side_of_heat(int longest) {
  const double pixels = std::floor(kHeatWidth / longest / kPixel);
  return std::clamp(pixels * kPixel, kSmallestHeat, kLargestHeat);
}

}  // namespace

NumberSize CellLook::size() const {
  NumberSize size;
  if (side > 0) size.cell = side;
  return size;
}

int CellLook::least_shift() const {
  return side > 0 ? static_cast<int>(std::ceil(kLeastShift / side)) : 1;
}

double CellLook::width_for(std::span<const std::string> numbers) const {
  return side > 0 ? side : cell_width_for(numbers, {});
}

CellLook look_of(CellKind kind, int longest, std::span<const std::string> numbers) {
  switch (kind) {
    case CellKind::number:
      break;
    case CellKind::heat:
      return {true, false, side_of_heat(longest)};
    case CellKind::both:
      return {true, true, cell_width_for(numbers, {})};
  }
  return {};
}

}  // namespace convarith
