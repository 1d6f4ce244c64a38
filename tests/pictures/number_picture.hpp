#pragma once

// The numbers that a figure must show, worked out from the definitions alone. Nothing of the program is used here.

#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <random>
#include <vector>

#include "tests/pictures/figure.hpp"

namespace convarith::testing {

using Grid = std::vector<std::vector<double>>;

/// Numbers of one manner: digits, numbers of two, decimals, or long ones.
inline Grid random_grid(int rows, int cols, std::mt19937& engine) {
  const auto manner = engine() % 4;
  const auto between = [&engine](int least, int most) {
    return least + static_cast<int>(engine() % static_cast<unsigned>(most - least + 1));
  };
  const auto number = [&]() -> double {
    switch (manner) {
      case 0:
        return between(0, 9);
      case 1:
        return between(-19, 19);
      case 2:
        return between(-99, 99) / 100.0;
      default:
        return between(-123456, 123456) / 100.0;
    }
  };
  Grid grid(static_cast<std::size_t>(rows));
  for (auto& row : grid) {
    for (int col = 0; col < cols; ++col) row.push_back(number());
  }
  return grid;
}

inline double at(const Grid& grid, int row, int col) {
  return grid.at(static_cast<std::size_t>(row)).at(static_cast<std::size_t>(col));
}

/// A layer of one channel with its numbers.
struct NumberPicture {
  FigureLayer layer;
  Grid input;
  Grid weights;  ///< as stored; empty for poolings
  std::optional<double> bias;

  AxisPicture rows() const { return {layer.rows, layer.manner()}; }
  AxisPicture cols() const { return {layer.cols, layer.manner()}; }

  /// What a place of the plane holds, if it counts for anything.
  std::optional<double> at_place(int row, int col) const {
    const AxisPicture row_axis = rows();
    const AxisPicture col_axis = cols();
    const std::optional<int> i = row_axis.value_at(row);
    const std::optional<int> j = col_axis.value_at(col);
    if (i && j) return at(input, *i, *j);
    const bool is_beyond = row >= row_axis.padded() || col >= col_axis.padded();
    if (layer.is_pooling() && is_beyond) return std::nullopt;
    return layer.kind == Kind::max_pooling ? -std::numeric_limits<double>::infinity() : 0;
  }

  bool is_ever_tapped(int row, int col) const {
    const auto is_tapped = [](const AxisPicture& axis, int place) {
      for (int output = 0; output < axis.output(); ++output) {
        if (axis.taps(output, place)) return true;
      }
      return false;
    };
    return is_tapped(rows(), row) && is_tapped(cols(), col);
  }

  /// The stored weight over a place of a window's, counted in taps; that of a transposed layer lies the other way
  /// round.
  double weight_over(int row_tap, int col_tap) const {
    if (layer.kind != Kind::transposed) return at(weights, row_tap, col_tap);
    return at(weights, layer.rows.k - 1 - row_tap, layer.cols.k - 1 - col_tap);
  }

  double output(int row, int col) const {
    if (layer.kind == Kind::transposed) return stamped(row, col);
    const AxisPicture row_axis = rows();
    const AxisPicture col_axis = cols();
    double sum = bias.value_or(0);
    double largest = -std::numeric_limits<double>::infinity();
    int counted = 0;
    for (int r = 0; r < row_axis.plane(); ++r) {
      for (int c = 0; c < col_axis.plane(); ++c) {
        if (!row_axis.taps(row, r) || !col_axis.taps(col, c)) continue;
        const std::optional<double> number = at_place(r, c);
        if (!number) continue;
        largest = std::max(largest, *number);
        ++counted;
        if (layer.is_pooling()) {
          sum += *number;
        } else {
          const int i = (r - row_axis.window(row)) / layer.rows.d;
          const int j = (c - col_axis.window(col)) / layer.cols.d;
          sum += *number * weight_over(i, j);
        }
      }
    }
    if (layer.kind == Kind::max_pooling) return largest;
    return layer.kind == Kind::average_pooling ? sum / counted : sum;
  }

 private:
  /// What all inputs, each times the kernel, add up to at an output.
  double stamped(int row, int col) const {
    double sum = bias.value_or(0);
    for (int i = 0; i < layer.rows.n; ++i) {
      for (int j = 0; j < layer.cols.n; ++j) {
        for (int u = 0; u < layer.rows.k; ++u) {
          for (int v = 0; v < layer.cols.k; ++v) {
            const int r = i * layer.rows.s + u * layer.rows.d - layer.rows.p;
            const int c = j * layer.cols.s + v * layer.cols.d - layer.cols.p;
            if (r == row && c == col) sum += at(input, i, j) * at(weights, u, v);
          }
        }
      }
    }
    return sum;
  }
};

}  // namespace convarith::testing
