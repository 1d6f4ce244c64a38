#pragma once

#include <optional>
#include <string>

namespace convarith {

/// What a cell shows of its number.
enum class CellKind {
  number,  ///< digits
  heat,    ///< a colour
  both,
};

/// A range of numbers; both ends are included.
struct NumberRange {
  double least = 0;
  double most = 0;

  bool operator==(const NumberRange&) const = default;
};

/// How a figure draws the cells that have numbers.
struct CellChoice {
  CellKind planes = CellKind::number;          ///< cells of inputs and outputs
  CellKind kernels = CellKind::number;         ///< cells of weights, and of what is as large as the kernel
  int longest = 0;                             ///< the most cells along a side of a plane or of an output
  std::optional<std::string> colour_map = {};  ///< its name; default: as the signs of the numbers require
  std::optional<NumberRange> range = {};       ///< of all colours; default: the range of the numbers
  bool is_per_map = false;                     ///< whether each channel and filter has a range of its own
  bool is_asked_for = false;                   ///< whether heat was asked for, or is the usual for so many cells

  bool has_heat() const { return planes != CellKind::number || kernels != CellKind::number; }
  bool has_both() const { return planes == CellKind::both || kernels == CellKind::both; }
};

}  // namespace convarith
