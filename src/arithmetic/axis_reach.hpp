#pragma once

#include <optional>
#include <vector>

#include "arithmetic/operation.hpp"

namespace convarith {

/// A limit for distances in cells: far beyond any input, and small enough that calculations with it do not overflow.
inline constexpr long long kFarthestCell = 1LL << 40;

/// Returns the product of `a` and `b`, limited to kFarthestCell on both sides. Neither factor may lie beyond this
/// limit, and `b` must not be negative.
long long limited_product(long long a, long long b);

/// A fraction in lowest terms.
struct Ratio {
  long long numerator = 1;
  long long denominator = 1;

  bool operator==(const Ratio&) const = default;
};

Ratio operator*(const Ratio& a, const Ratio& b);

/// Neighbouring cells, from the first to the last (inclusive).
struct CellStretch {
  long long first = 0;
  long long last = 0;

  long long cells() const { return last - first + 1; }
  bool operator==(const CellStretch&) const = default;
};

/// Returns the shortest stretch that holds both; either may be empty.
std::optional<CellStretch> joined(const std::optional<CellStretch>& a, const std::optional<CellStretch>& b);

/// How the outputs of a layer depend on its inputs along one axis.
class AxisReach {
 public:
  /// The windows of a convolution or a pooling.
  static AxisReach of_windows(const Axis& axis, const Operation& operation);
  /// Each output is the input at the same place.
  static AxisReach of_same(int length);
  /// Cells are added on both sides, or cut off where the numbers are negative.
  static AxisReach of_border(int input, Sides sides);
  /// Each input is repeated for several outputs.
  static AxisReach of_repetition(int input, int output);
  /// Each output lies between two inputs, of which it is a mean (PyTorch: Upsample with align_corners=False).
  static AxisReach of_interpolation(int input, int output);
  /// Each output depends on all inputs.
  static AxisReach of_all(int input, int output);

  int input() const { return axis_.input; }
  int output() const { return axis_.output; }

  /// Returns the distance in inputs from one output to the next.
  Ratio jump() const;
  /// Returns after how many outputs the view repeats: an output sees what the output one period earlier sees, moved by
  /// whole cells.
  long long period() const;
  /// Whether what an output sees depends on the length of the input, so that it can't be told for inputs that go on for
  /// ever.
  bool is_bounded() const { return kind_ == Kind::adaptive || kind_ == Kind::all; }

  /// Returns the inputs that some outputs depend on, from the first to the last, as if the inputs went on for ever on
  /// both sides.
  std::optional<CellStretch> inputs_of(const CellStretch& outputs) const;
  /// Returns those of inputs_of() that exist. Where padding holds copies, it adds the inputs that are copied.
  std::optional<CellStretch> existing_inputs_of(const CellStretch& outputs) const;
  /// Whether an output may depend on inputs that do not lie side by side.
  bool has_gaps() const {
    return kind_ == Kind::stamps || copies_ || (kind_ == Kind::windows && axis_.kernel > 1 && axis_.dilation > 1);
  }
  /// Returns the inputs that one output depends on, in ascending order.
  std::vector<int> taps_of(int output) const;

 private:
  enum class Kind { windows, stamps, adaptive, same, border, repetition, interpolation, all };

  AxisReach(Kind kind, const Axis& axis) : kind_(kind), axis_(axis) {}

  Kind kind_;
  Axis axis_;
  bool copies_ = false;  ///< whether padding holds copies of inputs
  Operation operation_;  ///< the layer, for windows
};

}  // namespace convarith
