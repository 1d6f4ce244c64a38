#include "layout/views/projection/projection_labels.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "arithmetic/formula.hpp"
#include "layout/layer_words.hpp"
#include "layout/shapes/swatches.hpp"
#include "layout/views/projection/projection_planes.hpp"

namespace convarith {
namespace {

/// Returns how many places the plane extends beyond the inputs on both sides; negative where it cuts inputs off.
Sides padding_of(const AxisWalk& axis) {
  return {axis.first_input, axis.padded - axis.place_of(axis.input - 1) - 1};
}

/// Returns the number of channels, as text behind the size of a map; empty for one channel.
std::string channels_text(const Operation& operation, int channels) {
  if (channels == 1) return {};
  const std::string text = fmt::format(", {} channels", channels);
  return operation.groups == 1 ? text : fmt::format("{} in {} groups", text, operation.groups);
}

class Labels {
 public:
  Labels(const Walkthrough& walkthrough, const ProjectionFloors& floors)
      : operation_(walkthrough.operation()),
        left_(floors.columns.front().inputs.front()),
        right_(floors.columns.back().inputs.front()),
        rows_(walkthrough.rows()),
        cols_(walkthrough.cols()) {}

  std::vector<Label> take() {
    add_padding();
    add_inserted_zeros();
    add_input();
    return std::move(labels_);
  }

 private:
  /// Adds the label of the input along an edge where it overlaps no other label, or else outside the other labels.
  void add_input() {
    const std::string text =
        fmt::format("input {}{}", map_size(operation_, &Axis::input), channels_text(operation_, operation_.channels));
    const auto extent = [](const AxisWalk& axis) { return Span{axis.place_of(0), axis.place_of(axis.input - 1) + 1}; };
    const bool covers_cols = covers_any(extent(cols_), along_cols_);
    if (covers_cols && operation_.dims == 2 && !covers_any(extent(rows_), along_rows_)) {
      add_along_rows(text, extent(rows_));
    } else {
      add_along_cols(text, extent(cols_));
      labels_.back().level = covers_cols ? 1 : 0;
    }
  }

  static bool covers_any(const Span& span, const std::vector<Span>& others) {
    return std::any_of(others.begin(), others.end(),
                       [&span](const Span& other) { return span.first < other.last && other.first < span.last; });
  }

  /// Adds the labels of the padding. Where sides are alike, one label stands for all of them. It stands near the lower
  /// plane's lowest corner, where there is room.
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
    if (cells != 0) add_along_rows(padding_text(cells, 0), {std::min(0, cells), std::max(0, cells)});
  }
  void add_before_cols(int cells) {
    if (cells != 0) add_along_cols(padding_text(cells, 0), {std::min(0, cells), std::max(0, cells)});
  }
  void add_after_rows(int cells) {
    if (cells != 0)
      add_along_rows(padding_text(cells, operation_.rows.output_padding, name_after()), after(rows_, cells));
  }
  void add_after_cols(int cells) {
    if (cells != 0)
      add_along_cols(padding_text(cells, operation_.cols.output_padding, name_after()), after(cols_, cells));
  }

  /// Returns the name of padding after the inputs, as formulas call it. It has a name of its own where the sides
  /// differ.
  std::string_view name_after() const {
    const auto differs = [](const Axis& axis) { return axis.padding.before != axis.padding.after; };
    return differs(operation_.rows) || differs(operation_.cols) ? "p_t′" : "p_t";
  }

  static Span after(const AxisWalk& axis, int cells) {
    return {axis.padded - std::max(0, cells), axis.padded - std::min(0, cells)};
  }

  /// Returns the text of a label for padding. In a transposed layer the padding is p_t, because the layer's own p is
  /// what is cut off the output. `more` is the output_padding that `cells` includes.
  std::string padding_text(int cells, int more, std::string_view name = "p_t") const {
    if (!operation_.transposed) return fmt::format("padding {}", cells);
    const std::string number = fmt::format("{}{}", cells < 0 ? "−" : "", std::abs(cells));
    return fmt::format("{}{} = {}", cells < 0 ? "" : "padding ",
                       more > 0 ? fmt::format("{} + a", name) : std::string(name), number);
  }

  /// Adds a label for one gap between inputs, if the plane shows a whole one.
  void add_inserted_zeros() {
    const std::optional<Span> row_gap = shown_gap(rows_);
    const std::optional<Span> col_gap = shown_gap(cols_);
    if (row_gap) {
      add_along_rows(zeros_text(row_gap->length(), col_gap ? col_gap->length() : 0), *row_gap);
    } else if (col_gap) {
      add_along_cols(zeros_text(0, col_gap->length()), *col_gap);
    }
  }

  /// Returns the zeros between two inputs, in the last gap that the plane shows as a whole; none if there is no such
  /// gap.
  static std::optional<Span> shown_gap(const AxisWalk& axis) {
    for (int i = axis.input - 2; axis.has_gaps() && i >= 0; --i) {
      const Span gap{axis.place_of(i) + 1, axis.place_of(i + 1)};
      if (gap.first >= 0 && gap.last <= axis.plane) return gap;
    }
    return std::nullopt;
  }

  /// Returns the text of a label for zeros. It gives rows and columns apart if both have zeros, in different numbers.
  static std::string zeros_text(int rows, int cols) {
    const bool is_one_number = rows == cols || rows == 0 || cols == 0;
    const std::string zeros =
        is_one_number ? fmt::format("{}", std::max(rows, cols)) : fmt::format("{} × {}", rows, cols);
    return fmt::format("{} inserted zero{}", zeros, zeros == "1" ? "" : "s");
  }

  void add_along_cols(const std::string& text, Span cols) {
    along_cols_.push_back(cols);
    const int row = end_of(rows_);
    labels_.push_back({text, right_.at(row, cols.first), right_.at(row, cols.last), Side::right});
  }
  void add_along_rows(const std::string& text, Span rows) {
    along_rows_.push_back(rows);
    const int col = drawn_span(cols_).first;
    labels_.push_back({text, left_.at(rows.last, col), left_.at(rows.first, col), Side::left});
  }

  const Operation& operation_;
  const Lattice& left_;
  const Lattice& right_;
  const AxisWalk& rows_;
  const AxisWalk& cols_;
  std::vector<Label> labels_;
  std::vector<Span> along_rows_;  // stretches along the rows that have labels
  std::vector<Span> along_cols_;
};

}  // namespace

std::vector<Label> label_projection(const Walkthrough& walkthrough, const ProjectionFloors& floors) {
  const Operation& operation = walkthrough.operation();
  const Lattice& highest = floors.columns.front().outputs.back();
  std::vector<Label> labels = Labels(walkthrough, floors).take();
  labels.push_back(
      {fmt::format("output {}{}", map_size(operation, &Axis::output), channels_text(operation, operation.filters)),
       highest.at(0, 0), highest.at(0, highest.cols()), Side::left});
  return labels;
}

std::vector<Key> projection_keys(const Walkthrough& walkthrough, const ProjectionPaints& paints, bool has_numbers) {
  const AxisWalk& rows = walkthrough.rows();
  const AxisWalk& cols = walkthrough.cols();
  const bool has_empty = !is_full(rows, rows.padded) || !is_full(cols, cols.padded);
  const bool is_mirrored = walkthrough.operation().padding_mode != PaddingMode::zeros;
  std::vector<Key> keys{{"input", swatch::input, {}, swatch::line}};
  if (paints.unvisited != kPaper) {
    const bool is_cut = rows.first_input < 0 || cols.first_input < 0 || drawn_span(rows).last > rows.plane ||
                        drawn_span(cols).last > cols.plane;
    keys.push_back({is_cut ? "input, cut off" : "input, never visited", paints.unvisited, {}, swatch::line});
  }
  if (has_empty && is_mirrored)
    keys.push_back({has_numbers ? "padding, copied from inputs" : "padding, copied from cells marked alike",
                    paints.first_origin,
                    {},
                    swatch::line});
  if (has_empty && !is_mirrored) keys.push_back({empty_place_words(walkthrough), std::nullopt, {}, swatch::line, true});
  const std::string window = window_words(walkthrough.operation());
  keys.push_back({has_numbers ? window + ", numbered as stored" : window, swatch::input, swatch::shade, swatch::line});
  if (paints.dropped != kPaper) keys.push_back({"dropped window", std::nullopt, {}, paints.dropped, false, true});
  keys.push_back({"output", swatch::output, {}, swatch::line});
  keys.push_back({"current output", swatch::output, swatch::shade, swatch::line});
  return keys;
}

std::vector<std::string> projection_formulas(const Operation& operation) {
  if (!operation.transposed) return {};
  return by_axis(transposed_padding_formula(operation, FormulaFormat::text).worked, operation);
}

}  // namespace convarith
