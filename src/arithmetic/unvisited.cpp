#include <algorithm>
#include <cassert>
#include <numeric>

#include "arithmetic/facts.hpp"
#include "arithmetic/floor_sum.hpp"
#include "arithmetic/stamped_inputs.hpp"
#include "arithmetic/walkthrough.hpp"

namespace convarith {
namespace {

/// Returns how many pairs of 0 <= i < rows and 0 <= j < cols have i s + j d < bound.
long long count_pairs(long long rows, long long cols, long long s, long long d, long long bound) {
  const long long most = bound - 1;
  if (most < 0 || rows <= 0 || cols <= 0) return 0;
  const long long whole_rows = std::clamp(floor_of(most - (cols - 1) * d, s) + 1, 0LL, rows);
  const long long reached_rows = std::min(most / s + 1, rows);
  const long long other_rows = reached_rows - whole_rows;
  // Sums up the partly reached rows from the last one back to the first.
  const long long others = other_rows > 0 ? floor_sum(other_rows, d, s, most - (reached_rows - 1) * s) + other_rows : 0;
  return whole_rows * cols + others;
}

/// Returns how many places of the plane before `end` have a tap on them, for a layer that is not transposed. Tap j of
/// window i lies on place i s + j d. The pairs (i, j) and (i + d/g, j - s/g), with g = gcd(s, d), lie on the same
/// place. To count each place once, only the pair with the smallest j counts: it has j < s/g, or i is one of the last
/// d/g windows.
long long count_tapped(const Axis& axis, long long end) {
  const long long divisor = std::gcd(axis.stride, axis.dilation);
  const long long taps = std::min<long long>(axis.kernel, axis.stride / divisor);
  const long long windows = std::min<long long>(axis.output, axis.dilation / divisor);
  const long long first_window = axis.output - windows;
  return count_pairs(axis.output, taps, axis.stride, axis.dilation, end) +
         count_pairs(windows, axis.kernel - taps, axis.stride, axis.dilation,
                     end - first_window * axis.stride - taps * axis.dilation);
}

bool is_tapped(const Axis& axis, long long place) {
  return count_tapped(axis, place + 1) > count_tapped(axis, place);
}

/// Returns the inputs that windows see only as copies in the padding, in ascending order.
std::vector<int> seen_in_padding(const Axis& axis, const Operation& operation) {
  std::vector<int> inputs;
  if (operation.padding_mode == PaddingMode::zeros) return inputs;
  const AxisWalk walk = walk_along(axis, operation);
  for (const auto& [first, end] :
       {std::pair{0, axis.padding.before}, std::pair{axis.padding.before + axis.input, axis.padded()}}) {
    for (int place = first; place < end; ++place) {
      const std::optional<int> source = walk.source_of(place);
      if (source && is_tapped(axis, place) && !is_tapped(axis, walk.place_of(*source))) inputs.push_back(*source);
    }
  }
  std::sort(inputs.begin(), inputs.end());
  inputs.erase(std::unique(inputs.begin(), inputs.end()), inputs.end());
  return inputs;
}

}  // namespace

UnvisitedCells::UnvisitedCells(const Axis& axis, const Operation& operation)
    : axis_(axis),
      adaptive_(operation.adaptive),
      transposed_(operation.transposed),
      in_padding_(seen_in_padding(axis, operation)),
      count_(before(axis.input)) {}

long long UnvisitedCells::before(long long end) const {
  if (adaptive_) return 0;
  if (transposed_) return end - StampedInputs(axis_, 0, axis_.output - 1LL).count(0, end);
  const long long tapped = count_tapped(axis_, axis_.padding.before + end) - count_tapped(axis_, axis_.padding.before);
  return end - tapped - (std::lower_bound(in_padding_.begin(), in_padding_.end(), end) - in_padding_.begin());
}

int UnvisitedCells::find(long long index, int from) const {
  assert(index < count_);
  // Doubles the step first, as inputs that are never visited are often close to each other.
  long long step = 1;
  long long low = from;
  while (low + step < axis_.input && before(low + step) <= index) {
    low += step;
    step *= 2;
  }
  long long high = std::min<long long>(low + step, axis_.input);
  while (high - low > 1) {
    const long long middle = low + (high - low) / 2;
    if (before(middle) > index) {
      high = middle;
    } else {
      low = middle;
    }
  }
  return static_cast<int>(low);
}

std::vector<int> UnvisitedCells::first(long long most) const {
  std::vector<int> cells;
  for (long long i = 0; i < std::min(most, count_); ++i) cells.push_back(find(i, cells.empty() ? 0 : cells.back()));
  return cells;
}

std::vector<int> never_visited(const Axis& axis, const Operation& operation) {
  const UnvisitedCells cells(axis, operation);
  return cells.first(cells.count());
}

}  // namespace convarith
