#include "arithmetic/axis_reach.hpp"

#include <algorithm>
#include <cstdlib>
#include <numeric>

#include "arithmetic/floor_sum.hpp"
#include "arithmetic/stamped_inputs.hpp"
#include "arithmetic/walkthrough.hpp"

namespace convarith {
namespace {

Axis axis_of_lengths(int input, int output) {
  Axis axis;
  axis.input = input;
  axis.output = output;
  return axis;
}

/// Returns the first input that an interpolated output depends on: floor((o + 1/2) n/m - 1/2).
long long input_before(long long output, const Axis& axis) {
  return floor_of((2 * output + 1) * axis.input - axis.output, 2LL * axis.output);
}

/// Returns the last input that an interpolated output depends on.
long long input_behind(long long output, const Axis& axis) {
  return ceil_of((2 * output + 1) * axis.input - axis.output, 2LL * axis.output);
}

}  // namespace

long long limited_product(long long a, long long b) {
  if (b > 0 && std::abs(a) > kFarthestCell / b) return a < 0 ? -kFarthestCell : kFarthestCell;
  return a * b;
}

Ratio operator*(const Ratio& a, const Ratio& b) {
  // Cancels crosswise first, so that the products are in lowest terms.
  const long long over = std::gcd(a.numerator, b.denominator);
  const long long under = std::gcd(b.numerator, a.denominator);
  return {limited_product(a.numerator / over, b.numerator / under),
          limited_product(a.denominator / under, b.denominator / over)};
}

std::optional<CellStretch> joined(const std::optional<CellStretch>& a, const std::optional<CellStretch>& b) {
  if (!a || !b) return a ? a : b;
  return CellStretch{std::min(a->first, b->first), std::max(a->last, b->last)};
}

AxisReach AxisReach::of_windows(const Axis& axis, const Operation& operation) {
  const Kind kind = operation.adaptive ? Kind::adaptive : operation.transposed ? Kind::stamps : Kind::windows;
  AxisReach reach(kind, axis);
  reach.copies_ = operation.padding_mode != PaddingMode::zeros;
  reach.operation_ = operation;
  return reach;
}

AxisReach AxisReach::of_same(int length) {
  return {Kind::same, axis_of_lengths(length, length)};
}

AxisReach AxisReach::of_border(int input, Sides sides) {
  Axis axis = axis_of_lengths(input, input + sides.before + sides.after);
  axis.padding = sides;
  return {Kind::border, axis};
}

AxisReach AxisReach::of_repetition(int input, int output) {
  return {Kind::repetition, axis_of_lengths(input, output)};
}

AxisReach AxisReach::of_interpolation(int input, int output) {
  return {Kind::interpolation, axis_of_lengths(input, output)};
}

AxisReach AxisReach::of_all(int input, int output) {
  return {Kind::all, axis_of_lengths(input, output)};
}

Ratio AxisReach::jump() const {
  switch (kind_) {
    case Kind::windows:
      return {axis_.stride, 1};
    case Kind::stamps:
      return {1, axis_.stride};
    case Kind::same:
    case Kind::border:
      return {1, 1};
    default:
      break;
  }
  const int divisor = std::gcd(axis_.input, axis_.output);
  return {axis_.input / divisor, axis_.output / divisor};
}

long long AxisReach::period() const {
  const bool is_enlarged = kind_ == Kind::repetition || kind_ == Kind::interpolation;
  if (is_enlarged) return axis_.output / std::gcd(axis_.input, axis_.output);
  return kind_ == Kind::stamps ? axis_.stride : 1;
}

std::optional<CellStretch> AxisReach::inputs_of(const CellStretch& outputs) const {
  switch (kind_) {
    case Kind::windows:
      return CellStretch{
          limited_product(outputs.first, axis_.stride) - axis_.padding.before,
          limited_product(outputs.last, axis_.stride) - axis_.padding.before + axis_.effective_kernel() - 1};
    case Kind::stamps: {
      const StampedInputs inputs(axis_, outputs.first, outputs.last);
      const std::optional<long long> first = inputs.first();
      return first ? std::optional(CellStretch{*first, *inputs.last()}) : std::nullopt;
    }
    case Kind::adaptive:
      return CellStretch{floor_of(outputs.first * axis_.input, axis_.output),
                         ceil_of((outputs.last + 1) * axis_.input, axis_.output) - 1};
    case Kind::same:
      return outputs;
    case Kind::border:
      return CellStretch{outputs.first - axis_.padding.before, outputs.last - axis_.padding.before};
    case Kind::repetition:
      return CellStretch{floor_of(outputs.first * axis_.input, axis_.output),
                         floor_of(outputs.last * axis_.input, axis_.output)};
    case Kind::interpolation:
      return CellStretch{input_before(outputs.first, axis_), input_behind(outputs.last, axis_)};
    case Kind::all:
      return CellStretch{0, axis_.input - 1};
  }
  return std::nullopt;
}

std::optional<CellStretch> AxisReach::existing_inputs_of(const CellStretch& outputs) const {
  const std::optional<CellStretch> inputs = inputs_of(outputs);
  if (!inputs) return std::nullopt;
  CellStretch within{std::max(inputs->first, 0LL), std::min(inputs->last, axis_.input - 1LL)};
  const bool is_within = within == *inputs;
  if (kind_ == Kind::interpolation) {
    // At the borders the outermost input stands for those beyond it.
    within = {std::clamp(inputs->first, 0LL, axis_.input - 1LL), std::clamp(inputs->last, 0LL, axis_.input - 1LL)};
  } else if (copies_ && !is_within) {
    std::optional<CellStretch> all;
    for (long long output = outputs.first; output <= outputs.last; ++output) {
      const std::vector<int> taps = taps_of(static_cast<int>(output));
      if (!taps.empty()) all = joined(all, CellStretch{taps.front(), taps.back()});
    }
    return all;
  }
  return within.first <= within.last ? std::optional(within) : std::nullopt;
}

std::vector<int> AxisReach::taps_of(int output) const {
  std::vector<int> taps;
  if (kind_ == Kind::windows || kind_ == Kind::stamps || kind_ == Kind::adaptive) {
    const AxisWalk walk = walk_along(axis_, operation_);
    for (int i = 0; i < walk.taps_of(output); ++i) {
      const AxisTap tap = walk.tap(output, i);
      if (tap.input) taps.push_back(*tap.input);
      if (!tap.input && tap.source) taps.push_back(*tap.source);
    }
    std::sort(taps.begin(), taps.end());
    taps.erase(std::unique(taps.begin(), taps.end()), taps.end());
    return taps;
  }
  const std::optional<CellStretch> inputs = existing_inputs_of({output, output});
  for (long long input = inputs ? inputs->first : 0; inputs && input <= inputs->last; ++input) {
    taps.push_back(static_cast<int>(input));
  }
  return taps;
}

}  // namespace convarith
