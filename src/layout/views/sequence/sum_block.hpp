#pragma once

#include <cstddef>
#include <vector>

#include "layout/film.hpp"
#include "layout/views/sequence/sequence_texts.hpp"
#include "layout/views/sequence/sum_text.hpp"

namespace convarith {

/// The sums of a layer's steps, like "y_0 = 2·w_0 + 3·w_1 = 7". Each is set in as many lines as it takes, broken only
/// between terms. Signs and terms stand at the same place in all steps, so that only what changes is seen to change.
class SumBlock {
 public:
  /// Lines are at most `width` bp wide, except for single terms that are wider themselves.
  SumBlock(const SequenceTexts& cell_texts, double width);

  /// Returns the width (bp) of the widest line of all steps.
  double width() const { return widest_; }
  /// Returns the height (bp) of the lines, which is the same in all steps.
  double height() const;
  /// Draws the sum of a step, with the middle of its upper edge at `top`.
  void draw(const SequenceTexts& cell_texts, std::size_t step, Point top, PaintId ink, PaintId accent,
            DisplayList& shapes) const;

 private:
  /// The position and the widths of a part of the sum, the same in all steps: its sign on the left, then its number,
  /// flush right, then the rest. All in bp.
  struct Column {
    double sign = 0;
    double number = 0;
    double rest = 0;
    double left = 0;  // from the left edge of the block
    std::size_t line = 0;
    bool begins_line = false;
  };
  bool has_value() const { return value_.rest > 0; }
  void break_lines(double width);

  double space_;
  double head_ = 0;  // from the left edge of the block to the first term, bp
  std::vector<Column> terms_;
  Column value_;
  double widest_ = 0;
  std::size_t lines_ = 1;
};

}  // namespace convarith
