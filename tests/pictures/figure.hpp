#pragma once

// What a figure must show, worked out from the definitions alone. Nothing of the program is used here.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "layout/theme.hpp"
#include "tests/pictures/axis_picture.hpp"

namespace convarith::testing {

struct FigureLayer {
  Kind kind = Kind::direct;
  AxisNumbers rows;
  AxisNumbers cols;
  Mode mode = Mode::zeros;
  bool ceil = false;
  int dims = 2;                ///< 1: the rows are a single cell
  std::string padding_word{};  ///< what asks for the padding instead of its numbers
  int channels = 1;
  int filters = 1;  ///< of a pooling as many as channels
  int groups = 1;

  bool is_pooling() const { return kind == Kind::max_pooling || kind == Kind::average_pooling; }
  bool is_adaptive() const { return cols.m > 0; }
  Manner manner() const { return {kind, mode, ceil}; }
};

/// A layer that is the same along both axes.
inline FigureLayer square(Kind kind, const AxisNumbers& numbers) {
  return {kind, numbers, numbers};
}

inline std::string word_of(Mode mode) {
  const std::array<std::string, 4> words{"zeros", "reflect", "replicate", "circular"};
  return words.at(static_cast<std::size_t>(mode));
}

/// What follows -p.
inline std::string padding_flag(const FigureLayer& layer) {
  if (!layer.padding_word.empty()) return layer.padding_word;
  const auto number = [](int cells) { return std::to_string(cells); };
  const std::string sides = number(layer.cols.p) + "," + number(layer.cols.after());
  if (layer.dims == 1) return layer.cols.p_after ? sides : number(layer.cols.p);
  if (layer.rows.p_after || layer.cols.p_after)
    return number(layer.rows.p) + "," + number(layer.rows.after()) + "," + sides;
  return number(layer.rows.p) + "x" + number(layer.cols.p);
}

/// The flags that ask for a layer.
inline std::vector<std::string> flags_of(const FigureLayer& layer) {
  std::vector<std::string> flags;
  const auto add = [&](const std::string& flag, int AxisNumbers::*member) {
    const std::string rows = layer.dims == 1 ? "" : std::to_string(layer.rows.*member) + "x";
    flags.insert(flags.end(), {flag, rows + std::to_string(layer.cols.*member)});
  };
  add("-n", &AxisNumbers::n);
  if (layer.dims != 2) flags.insert(flags.end(), {"--dims", std::to_string(layer.dims)});
  if (layer.kind == Kind::max_pooling) flags.insert(flags.end(), {"--op", "max"});
  if (layer.kind == Kind::average_pooling) flags.insert(flags.end(), {"--op", "avg"});
  const auto add_count = [&](const std::string& flag, int count) {
    if (count > 1) flags.insert(flags.end(), {flag, std::to_string(count)});
  };
  add_count("--channels", layer.channels);
  if (!layer.is_pooling()) {
    add_count("--filters", layer.filters);
    add_count("--groups", layer.groups);
  }
  if (layer.is_adaptive()) {
    add("--adaptive", &AxisNumbers::m);
    return flags;
  }
  add("-k", &AxisNumbers::k);
  add("-s", &AxisNumbers::s);
  flags.insert(flags.end(), {"-p", padding_flag(layer)});
  if (layer.kind != Kind::average_pooling) add("-d", &AxisNumbers::d);
  if (layer.mode != Mode::zeros) flags.insert(flags.end(), {"--padding-mode", word_of(layer.mode)});
  if (layer.ceil) flags.emplace_back("--ceil-mode");
  if (layer.kind != Kind::transposed) return flags;
  add("-a", &AxisNumbers::a);
  flags.emplace_back("--transposed");
  return flags;
}

namespace colours {

inline constexpr Colour kPaper{255, 255, 255};
inline constexpr Colour kInput{38, 139, 210};
inline constexpr Colour kUnvisited{179, 214, 239};
inline constexpr Colour kDropped{220, 50, 47};

/// What the kernel's taps do to a colour: four tenths of a dark blue over it.
inline Colour shaded(const Colour& below) {
  const auto channel = [](int colour, int shade) {
    return static_cast<std::uint8_t>(std::lround(0.6 * colour + 0.4 * shade));
  };
  return {channel(below.red, 7), channel(below.green, 54), channel(below.blue, 66)};
}

/// An accent of Solarized, half way to white. Neighbouring inputs have different ones.
inline Colour of_source(int row, int col) {
  constexpr std::array<Colour, 6> accents{
      {{181, 137, 0}, {108, 113, 196}, {203, 75, 22}, {133, 153, 0}, {211, 54, 130}, {88, 110, 117}}};
  const Colour accent = accents.at(static_cast<std::size_t>((row + 2 * col) % 6));
  const auto channel = [](int colour) { return static_cast<std::uint8_t>((colour + 255 + 1) / 2); };
  return {channel(accent.red), channel(accent.green), channel(accent.blue)};
}

}  // namespace colours

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
      : rows(layer.rows, layer.manner()), cols(layer.cols, layer.manner()), has_marks_(layer.mode != Mode::zeros) {
    const int height = rows.cropped_before() + rows.plane();
    const int width = cols.plane() + cols.cropped_after();
    const double rise = ((0.5 * width + 0.65 * height) / 1.15 + 1) * kCellSide;
    upper_corner_ = {-2.49, rise};
    std::vector<Spot> corners;
    for (const int row : {first_row(), last_row()}) {
      for (const int col : {first_col(), last_col()}) corners.push_back(lower(row, col));
    }
    for (const int row : {0, rows.output()}) {
      for (const int col : {0, cols.output()}) corners.push_back(upper(row, col));
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

  /// From the first place on which anything lies to behind the last, be it outside of the plane.
  int first_row() const { return -rows.cropped_before(); }
  int last_row() const { return rows.plane() + rows.cropped_after(); }
  int first_col() const { return -cols.cropped_before(); }
  int last_col() const { return cols.plane() + cols.cropped_after(); }

  int steps() const { return rows.output() * cols.output(); }

  /// A place on the lower plane, in cells from its top left corner.
  Spot lower(double row, double col) const { return shear(lower_corner_, col, rows.plane() - row); }
  /// The same on the upper plane.
  Spot upper(double row, double col) const { return shear(upper_corner_, col, rows.output() - row); }

  /// The row and column of the lower plane that a spot lies on.
  std::array<int, 2> lower_cell_at(const Spot& spot) const {
    const auto [x, y] = unshear(lower_corner_, spot);
    return {static_cast<int>(std::floor(rows.plane() - y)), static_cast<int>(std::floor(x))};
  }

  /// Whether a spot lies on the upper plane or within `margin` cells of it.
  bool is_on_upper_plane(const Spot& spot, double margin) const {
    const auto [x, y] = unshear(upper_corner_, spot);
    return x > -margin && x < cols.output() + margin && y > -margin && y < rows.output() + margin;
  }

  std::array<Segment, 4> projectors(int step) const {
    const int row = step / cols.output();
    const int col = step % cols.output();
    const int top = rows.window(row);
    const int left = cols.window(col);
    const int bottom = top + rows.extent(row);
    const int right = left + cols.extent(col);
    return {Segment{lower(top, left), upper(row, col)}, Segment{lower(top, right), upper(row, col + 1)},
            Segment{lower(bottom, left), upper(row + 1, col)}, Segment{lower(bottom, right), upper(row + 1, col + 1)}};
  }

  /// The outline and the diagonals of the window that ceil_mode drops; where only one axis drops one, it stands at the
  /// other's end.
  std::vector<Segment> dropped_window() const {
    const std::optional<int> row = rows.dropped_window();
    const std::optional<int> col = cols.dropped_window();
    if (!row && !col) return {};
    const int top = row.value_or(rows.window(rows.output() - 1));
    const int left = col.value_or(cols.window(cols.output() - 1));
    const int bottom = top + rows.extent(rows.output() - 1);
    const int right = left + cols.extent(cols.output() - 1);
    return {{lower(top, left), lower(top, right)},    {lower(bottom, left), lower(bottom, right)},
            {lower(top, left), lower(bottom, left)},  {lower(top, right), lower(bottom, right)},
            {lower(top, left), lower(bottom, right)}, {lower(top, right), lower(bottom, left)}};
  }

  bool is_tapped(int step, int row, int col) const {
    return rows.taps(step / cols.output(), row) && cols.taps(step % cols.output(), col);
  }

  bool is_input(int row, int col) const { return rows.input_at(row) && cols.input_at(col); }

  /// Whether the place is padding that has the value of an input.
  bool is_filled_padding(int row, int col) const {
    return has_marks_ && !is_input(row, col) && rows.value_at(row) && cols.value_at(col);
  }

  /// Whether the place is an input that some padding takes its value from.
  bool is_marked(int row, int col) const {
    if (!is_input(row, col)) return false;
    for (int r = 0; r < rows.padded(); ++r) {
      for (int c = 0; c < cols.padded(); ++c) {
        if (is_filled_padding(r, c) && rows.value_at(r) == rows.input_at(row) && cols.value_at(c) == cols.input_at(col))
          return true;
      }
    }
    return false;
  }

  bool is_visited(int row, int col) const {
    return rows.is_visited(*rows.input_at(row)) && cols.is_visited(*cols.input_at(col));
  }

  /// The colour of a cell of the lower plane, next to its mark if it has one.
  Colour lower_colour(int step, int row, int col) const {
    Colour colour = colours::kPaper;
    if (is_input(row, col)) colour = is_visited(row, col) ? colours::kInput : colours::kUnvisited;
    if (is_filled_padding(row, col)) colour = colours::of_source(*rows.value_at(row), *cols.value_at(col));
    return is_tapped(step, row, col) ? colours::shaded(colour) : colour;
  }

  /// The colour of the mark in the middle of an input that padding takes its value from.
  Colour mark_colour(int step, int row, int col) const {
    const Colour colour = colours::of_source(*rows.input_at(row), *cols.input_at(col));
    return is_tapped(step, row, col) ? colours::shaded(colour) : colour;
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

  static Spot unshear(const Spot& corner, const Spot& spot) {
    const double a = (spot.x - corner.x) / kCellSide;
    const double b = (spot.y - corner.y) / kCellSide;
    // The shear's determinant is 0.65 + 0.7 * 0.5 = 1.
    return {0.65 * a + 0.7 * b, b - 0.5 * a};
  }

  bool has_marks_;
  Spot lower_corner_;
  Spot upper_corner_;
};

}  // namespace convarith::testing
