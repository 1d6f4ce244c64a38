#include "arithmetic/stamp_walk.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace convarith {
namespace {

/// Returns the least i >= 0 with i s = gcd(s, d) modulo d.
int inverse_of(int stride, int dilation) {
  const int common = std::gcd(stride, dilation);
  int i = 0;
  while ((i * stride - common) % dilation != 0) ++i;
  return i;
}

}  // namespace

StampAxis::StampAxis(const Axis& axis)
    : inputs_(axis.input),
      outputs_(axis.output),
      stride_(axis.stride),
      taps_(axis.kernel),
      dilation_(axis.dilation),
      cut_before_(axis.padding.before),
      common_(std::gcd(axis.stride, axis.dilation)),
      inverse_(inverse_of(axis.stride, axis.dilation)) {}

int StampAxis::canvas() const {
  return std::max(window(inputs_ - 1) + extent(), place_of_output(outputs_));
}

std::optional<int> StampAxis::output_at(int place) const {
  const int output = place - cut_before_;
  if (output < 0 || output >= outputs_) return std::nullopt;
  return output;
}

/// The inputs i with place = i s + t d for some 0 <= t < k lie in one stretch. In it, i s = place modulo d holds for
/// every d/gcd(s, d)'th input, or for none.
int StampAxis::stamps_on(int output, int end) const {
  const int place = place_of_output(output);
  if (place % common_ != 0) return 0;
  const int beyond = place - extent();  // a stamp that begins here just misses the place
  const int first = beyond < 0 ? 0 : beyond / stride_ + 1;
  const int last = std::min(end - 1, place / stride_);
  const auto phase = static_cast<int>(static_cast<long long>(place / common_) * inverse_ % period());
  const int first_in_phase = first + ((phase - first) % period() + period()) % period();
  return first_in_phase > last ? 0 : (last - first_in_phase) / period() + 1;
}

StampWalk::StampWalk(const Operation& operation) : rows_(operation.rows), cols_(operation.cols) {
  assert(operation.transposed && operation.dims <= 2);
}

std::size_t StampWalk::steps() const {
  return static_cast<std::size_t>(rows_.inputs()) * static_cast<std::size_t>(cols_.inputs());
}

Cell StampWalk::input_of(std::size_t index) const {
  assert(index < steps());
  const auto width = static_cast<std::size_t>(cols_.inputs());
  return {static_cast<int>(index / width), static_cast<int>(index % width)};
}

Stamp StampWalk::step(std::size_t index) const {
  const Cell input = input_of(index);
  Stamp stamp{input, {rows_.window(input.row), cols_.window(input.col)}, rows_.extent(), cols_.extent(), {}};
  stamp.taps.reserve(static_cast<std::size_t>(rows_.taps()) * static_cast<std::size_t>(cols_.taps()));
  for (int i = 0; i < rows_.taps(); ++i) {
    for (int j = 0; j < cols_.taps(); ++j) {
      const Cell place{rows_.place_of_tap(input.row, i), cols_.place_of_tap(input.col, j)};
      stamp.taps.push_back({place, {i, j}, output_at(place)});
    }
  }
  return stamp;
}

std::optional<Cell> StampWalk::output_at(Cell place) const {
  const std::optional<int> row = rows_.output_at(place.row);
  const std::optional<int> col = cols_.output_at(place.col);
  if (!row || !col) return std::nullopt;
  return Cell{*row, *col};
}

long long StampWalk::stamps_on(Cell output) const {
  return static_cast<long long>(rows_.stamps_on(output.row)) * cols_.stamps_on(output.col);
}

/// Adds up the stamps of all rows of inputs before the current row and, within the current row, those of the inputs up
/// to the current one.
long long StampWalk::stamps_on(Cell output, std::size_t index) const {
  const Cell input = input_of(index);
  const long long rows_before = rows_.stamps_on(output.row, input.row);
  const long long this_row = rows_.stamps_on(output.row, input.row + 1) - rows_before;
  return rows_before * cols_.stamps_on(output.col) + this_row * cols_.stamps_on(output.col, input.col + 1);
}

bool StampWalk::is_passed(Cell output, std::size_t index) const {
  const Cell now = input_of(index);
  const Cell last{rows_.input_before(output.row), cols_.input_before(output.col)};
  return last.row < now.row || (last.row == now.row && last.col <= now.col);
}

}  // namespace convarith
