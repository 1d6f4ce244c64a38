#pragma once

#include <span>

#include "layout/cell_choice.hpp"
#include "layout/heat/colour_map.hpp"

namespace convarith {

/// Returns the range of some numbers, of those that are finite. Without any it is 0 to 0.
NumberRange range_of(std::span<const double> numbers);

/// Returns the least range that has both others in it.
NumberRange range_around(const NumberRange& a, const NumberRange& b);

/// How the numbers of one or several maps become colours: a colour map, and the range that it spans. A diverging map is
/// centred on zero: numbers that differ only in their signs are equally far from its middle.
class HeatScale {
 public:
  /// `numbers` is the range of the numbers to show. The choice may say another one.
  HeatScale(const CellChoice& choice, const NumberRange& numbers);

  const ColourMap& map() const { return *map_; }
  /// Returns the numbers with the first and the last colour that can occur.
  const NumberRange& range() const { return range_; }
  /// Returns the share of the way through the colour map at which a number stands. Numbers outside of the range stand
  /// at its ends.
  double share_of(double number) const;

 private:
  const ColourMap* map_;
  NumberRange range_;
};

}  // namespace convarith
