#include "projection_notes.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string>

#include "convarith/formula.hpp"

namespace convarith {
namespace {

/// How far the plane goes beyond the inputs on both sides; less than 0 where it cuts some off.
Sides padding_of(const AxisWalk& axis) {
  return {axis.first_input, axis.padded - axis.place_of(axis.input - 1) - 1};
}

class Labels {
 public:
  Labels(const Walkthrough& walkthrough, const Lattice& lower)
      : walkthrough_(walkthrough),
        operation_(walkthrough.operation()),
        lower_(lower),
        rows_(walkthrough.rows()),
        cols_(walkthrough.cols()) {}

  std::vector<Label> take() {
    add_input();
    add_padding();
    add_inserted_zeros();
    return std::move(labels_);
  }

 private:
  /// Along the edge that has no label of inserted zeros, or outside that.
  void add_input() {
    const std::string text = fmt::format("input {}", map_size(operation_, &Axis::input));
    const auto extent = [](const AxisWalk& axis) { return Span{axis.place_of(0), axis.place_of(axis.input - 1) + 1}; };
    if (operation_.dims == 2 && has_gaps(cols_) && !has_gaps(rows_)) {
      add_along_rows(text, extent(rows_));
    } else {
      add_along_cols(text, extent(cols_));
      labels_.back().level = operation_.dims == 1 && has_gaps(cols_) ? 1 : 0;
    }
  }

  /// Where the sides are alike, one label speaks for all of them: near the lower plane's lowest corner, around which
  /// there is room.
  void add_padding() {
    const Sides rows = padding_of(rows_);
    const Sides cols = padding_of(cols_);
    const bool is_flat = operation_.dims == 1;
    const bool is_even = rows.before == rows.after && cols.before == cols.after;
    const bool are_alike = rows == cols && !is_flat;
    if (is_even && are_alike) return add_after_rows(rows.after);
    if (is_even || are_alike) {
      if (!is_flat) add_after_rows(rows.after);
      return add_before_cols(cols.before);
    }
    if (!is_flat) {
      add_before_rows(rows.before);
      add_after_rows(rows.after);
    }
    add_before_cols(cols.before);
    add_after_cols(cols.after);
  }

  void add_before_rows(int cells) {
    if (cells != 0) add_along_rows(padding_text(cells, false), {std::min(0, cells), std::max(0, cells)});
  }
  void add_before_cols(int cells) {
    if (cells != 0) add_along_cols(padding_text(cells, false), {std::min(0, cells), std::max(0, cells)});
  }
  void add_after_rows(int cells) {
    if (cells != 0) add_along_rows(padding_text(cells, true), after(rows_, cells));
  }
  void add_after_cols(int cells) {
    if (cells != 0) add_along_cols(padding_text(cells, true), after(cols_, cells));
  }

  static Span after(const AxisWalk& axis, int cells) {
    return {axis.padded - std::max(0, cells), axis.padded - std::min(0, cells)};
  }

  /// A transposed layer's own p is something else: it is cut off the output.
  std::string padding_text(int cells, bool is_after) const {
    if (operation_.transposed) {
      const bool has_more = is_after && (operation_.rows.output_padding > 0 || operation_.cols.output_padding > 0);
      return fmt::format("{} = {}{}", has_more ? "p_t + a" : "p_t", cells < 0 ? "−" : "", std::abs(cells));
    }
    return fmt::format("padding {}", cells);
  }

  static bool has_gaps(const AxisWalk& axis) { return axis.spread > 1 && axis.input > 1; }

  void add_inserted_zeros() {
    if (has_gaps(rows_)) {
      add_along_rows(zeros_text(), {rows_.place_of(rows_.input - 2) + 1, rows_.place_of(rows_.input - 1)});
    } else if (has_gaps(cols_)) {
      add_along_cols(zeros_text(), {cols_.place_of(0) + 1, cols_.place_of(1)});
    }
  }

  std::string zeros_text() const {
    const int rows = has_gaps(rows_) ? rows_.spread - 1 : 0;
    const int cols = has_gaps(cols_) ? cols_.spread - 1 : 0;
    const bool is_one_number = operation_.dims == 1 || rows == cols;
    const std::string zeros = is_one_number ? fmt::format("{}", cols) : fmt::format("{} × {}", rows, cols);
    return fmt::format("{} inserted zero{}", zeros, zeros == "1" ? "" : "s");
  }

  void add_along_cols(const std::string& text, Span cols) {
    const int row = end_of(rows_);
    labels_.push_back({text, lower_.at(row, cols.first), lower_.at(row, cols.last), Side::right});
  }
  void add_along_rows(const std::string& text, Span rows) {
    const int col = drawn_span(cols_).first;
    labels_.push_back({text, lower_.at(rows.last, col), lower_.at(rows.first, col), Side::left});
  }

  const Walkthrough& walkthrough_;
  const Operation& operation_;
  const Lattice& lower_;
  const AxisWalk& rows_;
  const AxisWalk& cols_;
  std::vector<Label> labels_;
};

}  // namespace

int end_of(const AxisWalk& axis) {
  const int last = axis.output - 1;
  return std::max({axis.padded, axis.window(last) + axis.extent_of(last), axis.place_of(axis.input - 1) + 1});
}

Span drawn_span(const AxisWalk& axis) {
  return {std::min(0, axis.place_of(0)), std::max(axis.plane, axis.place_of(axis.input - 1) + 1)};
}

std::vector<Label> label_projection(const Walkthrough& walkthrough, const Lattice& lower, const Lattice& upper) {
  std::vector<Label> labels = Labels(walkthrough, lower).take();
  labels.push_back({fmt::format("output {}", map_size(walkthrough.operation(), &Axis::output)), upper.at(0, 0),
                    upper.at(0, upper.cols()), Side::left});
  return labels;
}

}  // namespace convarith
