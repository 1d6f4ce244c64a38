#pragma once

#include <stdexcept>
#include <vector>

#include "layout/views/stamp/stamp.hpp"
#include "tests/layout/films.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/support/builtin_themes.hpp"

namespace convarith::testing {

inline Operation operation_of(const FigureLayer& layer) {
  const Result<Operation> operation = make_operation(options_of(layer));
  if (!operation) throw std::runtime_error(to_line(operation.problems().front()));
  return *operation;
}

inline Drawing draw_stamps(const FigureLayer& layer) {
  return draw_stamp(Walkthrough(operation_of(layer)), kSolarized);
}

/// Transposed layers of all sorts, one-dimensional ones too.
inline std::vector<FigureLayer> transposed_layers(std::size_t count) {
  std::vector<FigureLayer> layers;
  for (unsigned number = 0; layers.size() < count; ++number) {
    const FigureLayer layer = random_layer(number);
    if (layer.kind == Kind::transposed) layers.push_back(layer);
  }
  return layers;
}

/// What the stamps of a layer cover, by brute force.
class StampedPlaces {
 public:
  explicit StampedPlaces(const FigureLayer& layer) : rows_(layer.rows), cols_(layer.cols) {}

  int rows() const { return places(rows_); }
  int cols() const { return places(cols_); }
  int steps() const { return rows_.n * cols_.n; }
  bool is_output(int row, int col) const { return is_output(rows_, row) && is_output(cols_, col); }
  /// Whether the kernel has a weight on a place of the canvas.
  bool is_stamped(int step, int row, int col) const {
    return is_stamped(rows_, step / cols_.n, row) && is_stamped(cols_, step % cols_.n, col);
  }
  /// How many of the steps before `end` stamp a place.
  int stamps(int row, int col, int end) const {
    int count = 0;
    for (int step = 0; step < end; ++step) count += is_stamped(step, row, col) ? 1 : 0;
    return count;
  }
  int stamps(int row, int col) const { return stamps(row, col, steps()); }
  /// Whether no step from `end` on begins its stamp at or before a place.
  bool is_passed(int row, int col, int end) const {
    for (int step = end; step < steps(); ++step) {
      if (step / cols_.n * rows_.s <= row && step % cols_.n * cols_.s <= col) return false;
    }
    return true;
  }

 private:
  static int stamped(const AxisNumbers& axis) { return (axis.n - 1) * axis.s + axis.d * (axis.k - 1) + 1; }
  static int output_end(const AxisNumbers& axis) { return stamped(axis) - axis.after() + axis.a; }
  static int places(const AxisNumbers& axis) { return std::max(stamped(axis), output_end(axis)); }
  static bool is_output(const AxisNumbers& axis, int place) { return place >= axis.p && place < output_end(axis); }
  static bool is_stamped(const AxisNumbers& axis, int input, int place) {
    for (int t = 0; t < axis.k; ++t) {
      if (input * axis.s + t * axis.d == place) return true;
    }
    return false;
  }

  AxisNumbers rows_;
  AxisNumbers cols_;
};

}  // namespace convarith::testing
