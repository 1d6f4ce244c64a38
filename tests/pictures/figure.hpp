#pragma once

// What a figure must show, worked out from the definitions alone. Nothing of the program is used here.

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "convarith/theme.hpp"

namespace convarith::testing {

enum class Kind { direct, transposed, max_pooling, average_pooling };

struct AxisNumbers {
  int n = 1;
  int k = 1;
  int s = 1;
  int p = 0;
  int d = 1;
  int a = 0;
};

struct FigureLayer {
  Kind kind = Kind::direct;
  AxisNumbers rows;
  AxisNumbers cols;
};

/// A layer that is the same along both axes.
inline FigureLayer square(Kind kind, const AxisNumbers& numbers) {
  return {kind, numbers, numbers};
}

/// The flags that ask for a layer.
inline std::vector<std::string> flags_of(const FigureLayer& layer) {
  std::vector<std::string> flags;
  const auto add = [&](const std::string& flag, int AxisNumbers::*member) {
    flags.push_back(flag);
    flags.push_back(std::to_string(layer.rows.*member) + "x" + std::to_string(layer.cols.*member));
  };
  add("-n", &AxisNumbers::n);
  add("-k", &AxisNumbers::k);
  add("-s", &AxisNumbers::s);
  add("-p", &AxisNumbers::p);
  if (layer.kind != Kind::average_pooling) add("-d", &AxisNumbers::d);
  if (layer.kind == Kind::max_pooling) flags.insert(flags.end(), {"--op", "max"});
  if (layer.kind == Kind::average_pooling) flags.insert(flags.end(), {"--op", "avg"});
  if (layer.kind != Kind::transposed) return flags;
  add("-a", &AxisNumbers::a);
  flags.push_back("--transposed");
  return flags;
}

/// One axis of a figure, by brute force.
class AxisPicture {
 public:
  AxisPicture(const AxisNumbers& numbers, bool transposed) : numbers_(numbers), transposed_(transposed) {}

  /// Places from a kernel's first tap to its last.
  int reach() const { return numbers_.d * (numbers_.k - 1) + 1; }

  int output() const {
    if (transposed_) return (numbers_.n - 1) * numbers_.s - 2 * numbers_.p + reach() + numbers_.a;
    int windows = 0;
    while (windows * numbers_.s + reach() <= numbers_.n + 2 * numbers_.p) ++windows;
    return windows;
  }

  int plane() const { return transposed_ ? output() + reach() - 1 : numbers_.n + 2 * numbers_.p; }

  int window(int output) const { return transposed_ ? output : output * numbers_.s; }

  bool holds_input(int place) const {
    for (int i = 0; i < numbers_.n; ++i) {
      // Input i of a transposed layer meets output i * s - p through the first weight, the last one of the window.
      const int there = transposed_ ? i * numbers_.s - numbers_.p + reach() - 1 : i + numbers_.p;
      if (there == place) return true;
    }
    return false;
  }

  bool taps(int output, int place) const {
    for (int j = 0; j < numbers_.k; ++j) {
      if (window(output) + j * numbers_.d == place) return true;
    }
    return false;
  }

  int shown_inputs() const {
    int shown = 0;
    for (int place = 0; place < plane(); ++place) shown += holds_input(place) ? 1 : 0;
    return shown;
  }

 private:
  AxisNumbers numbers_;
  bool transposed_;
};

/// A place on the page, bp from its lower left corner.
struct Spot {
  double x = 0;
  double y = 0;
};

struct Segment {
  Spot from;
  Spot to;

  double distance(const Spot& spot) const {
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    const double along = ((spot.x - from.x) * dx + (spot.y - from.y) * dy) / (dx * dx + dy * dy);
    const double nearest = std::clamp(along, 0.0, 1.0);
    return std::hypot(from.x + nearest * dx - spot.x, from.y + nearest * dy - spot.y);
  }
};

/// The two planes of a figure on their page.
class Figure {
 public:
  static constexpr double kCellSide = 14.17339;
  static constexpr double kThickLine = 0.7970;
  static constexpr double kPageBorder = 9.963;

  explicit Figure(const FigureLayer& layer)
      : rows(layer.rows, layer.kind == Kind::transposed), cols(layer.cols, layer.kind == Kind::transposed) {
    const double rise = ((0.5 * cols.plane() + 0.65 * rows.plane()) / 1.15 + 1) * kCellSide;
    upper_corner_ = {-2.49, rise};
    std::vector<Spot> corners;
    for (const int row : {0, 1}) {
      for (const int col : {0, 1}) {
        corners.push_back(lower(row * rows.plane(), col * cols.plane()));
        corners.push_back(upper(row * rows.output(), col * cols.output()));
      }
    }
    const auto [left, right] =
        std::minmax_element(corners.begin(), corners.end(), [](const Spot& a, const Spot& b) { return a.x < b.x; });
    const auto [bottom, top] =
        std::minmax_element(corners.begin(), corners.end(), [](const Spot& a, const Spot& b) { return a.y < b.y; });
    const double around = kPageBorder + kThickLine / 2;
    page_width = right->x - left->x + 2 * around;
    page_height = top->y - bottom->y + 2 * around;
    const Spot origin{around - left->x, around - bottom->y};
    lower_corner_ = origin;
    upper_corner_ = {upper_corner_.x + origin.x, upper_corner_.y + origin.y};
  }

  int steps() const { return rows.output() * cols.output(); }

  /// A place on the lower plane, in cells from its top left corner.
  Spot lower(double row, double col) const { return shear(lower_corner_, col, rows.plane() - row); }
  /// The same on the upper plane.
  Spot upper(double row, double col) const { return shear(upper_corner_, col, rows.output() - row); }

  /// Whether a spot lies on the upper plane or within `margin` cells of it.
  bool is_on_upper_plane(const Spot& spot, double margin) const {
    const double a = (spot.x - upper_corner_.x) / kCellSide;
    const double b = (spot.y - upper_corner_.y) / kCellSide;
    // The shear's determinant is 0.65 + 0.7 * 0.5 = 1.
    const double x = 0.65 * a + 0.7 * b;
    const double y = b - 0.5 * a;
    return x > -margin && x < cols.output() + margin && y > -margin && y < rows.output() + margin;
  }

  std::array<Segment, 4> projectors(int step) const {
    const int row = step / cols.output();
    const int col = step % cols.output();
    const int top = rows.window(row);
    const int left = cols.window(col);
    const int bottom = top + rows.reach();
    const int right = left + cols.reach();
    return {Segment{lower(top, left), upper(row, col)}, Segment{lower(top, right), upper(row, col + 1)},
            Segment{lower(bottom, left), upper(row + 1, col)}, Segment{lower(bottom, right), upper(row + 1, col + 1)}};
  }

  /// The colour in the middle of a cell of the lower plane.
  Colour lower_colour(int step, int row, int col) const {
    const bool is_input = rows.holds_input(row) && cols.holds_input(col);
    const bool is_tapped = rows.taps(step / cols.output(), row) && cols.taps(step % cols.output(), col);
    if (is_tapped) return is_input ? Colour{26, 105, 152} : Colour{156, 175, 179};
    return is_input ? Colour{38, 139, 210} : Colour{255, 255, 255};
  }

  Colour upper_colour(int step, int row, int col) const {
    const bool is_current = row * cols.output() + col == step;
    return is_current ? Colour{28, 118, 118} : Colour{42, 161, 152};
  }

  AxisPicture rows;
  AxisPicture cols;
  double page_width = 0;
  double page_height = 0;

 private:
  static Spot shear(const Spot& corner, double x, double y) {
    return {corner.x + (x - 0.7 * y) * kCellSide, corner.y + (0.5 * x + 0.65 * y) * kCellSide};
  }

  Spot lower_corner_;
  Spot upper_corner_;
};

}  // namespace convarith::testing
