#include "arithmetic/stamped_inputs.hpp"

#include <algorithm>

#include "arithmetic/floor_sum.hpp"

namespace convarith {

StampedInputs::StampedInputs(const Axis& axis, long long first, long long last)
    : stride_(axis.stride),
      dilation_(axis.dilation),
      end_(last + axis.padding.before),
      width_(last - first + 1),
      least_(ceil_of(first + axis.padding.before - axis.effective_kernel() + 1, stride_)),
      most_(floor_of(end_, stride_)) {}

/// Taps cannot step over a stretch that is at least as wide as the dilation. In a narrower stretch, the tap of input i
/// that is nearest to the end lies (end - i s) mod d before it, so that it hits the stretch if this distance is less
/// than the width.
long long StampedInputs::count(long long first, long long end) const {
  first = std::max(first, least_);
  end = std::min(end, most_ + 1);
  const long long inputs = end - first;
  if (inputs <= 0 || width_ >= dilation_) return std::max(inputs, 0LL);
  const long long offset = (end_ - (end - 1) * stride_) % dilation_;
  return floor_sum(inputs, dilation_, stride_, offset) + inputs -
         floor_sum(inputs, dilation_, stride_, offset + dilation_ - width_);
}

long long StampedInputs::find(long long number) const {
  long long low = least_;
  long long high = most_;
  while (low < high) {
    const long long middle = low + (high - low) / 2;
    if (count(least_, middle + 1) >= number) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

std::optional<long long> StampedInputs::first() const {
  return is_any() ? std::optional(find(1)) : std::nullopt;
}

std::optional<long long> StampedInputs::last() const {
  return is_any() ? std::optional(find(count(least_, most_ + 1))) : std::nullopt;
}

}  // namespace convarith
