#pragma once

#include <optional>

#include "arithmetic/operation.hpp"

namespace convarith {

/// The inputs of a transposed convolution that stamp a stretch of its output, as if the inputs went on for ever on both
/// sides. They are counted without a list.
class StampedInputs {
 public:
  /// The stretch runs from output `first` to output `last`. Outputs that are cut off before output 0 have negative
  /// numbers.
  StampedInputs(const Axis& axis, long long first, long long last);

  /// Returns how many inputs from `first` to `end` (exclusive) stamp the stretch.
  long long count(long long first, long long end) const;
  std::optional<long long> first() const;
  std::optional<long long> last() const;

 private:
  bool is_any() const { return least_ <= most_ && count(least_, most_ + 1) > 0; }
  /// Returns the input up to which, itself included, `number` inputs stamp the stretch.
  long long find(long long number) const;

  long long stride_;
  long long dilation_;
  long long end_;    ///< last cell of the stretch, counted before anything is cut off
  long long width_;  ///< length of the stretch
  long long least_;  ///< no input before this one reaches the stretch
  long long most_;   ///< no input after this one reaches the stretch
};

}  // namespace convarith
