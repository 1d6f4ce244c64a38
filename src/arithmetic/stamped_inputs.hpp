#pragma once

#include <optional>

#include "arithmetic/operation.hpp"

namespace convarith {

/// The inputs of a transposed convolution that stamp a stretch of its output, inputs going on for ever on both sides.
/// They are counted, not listed.
class StampedInputs {
 public:
  /// `first` and `last` are outputs; those that are cut off before output 0 have negative numbers.
  StampedInputs(const Axis& axis, long long first, long long last);

  /// How many there are from `first` on and before `end`.
  long long count(long long first, long long end) const;
  std::optional<long long> first() const;
  std::optional<long long> last() const;

 private:
  bool is_any() const { return least_ <= most_ && count(least_, most_ + 1) > 0; }
  /// The input behind which there are `number` of them, itself included.
  long long find(long long number) const;

  long long stride_;
  long long dilation_;
  long long end_;    ///< of the stretch, in cells before anything is cut off
  long long width_;  ///< of the stretch
  long long least_;  ///< no earlier input reaches the stretch
  long long most_;   ///< nor does a later one
};

}  // namespace convarith
