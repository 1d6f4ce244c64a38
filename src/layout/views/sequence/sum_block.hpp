#pragma once

#include <cstddef>
#include <vector>

#include "layout/film.hpp"
#include "layout/views/sequence/sequence_words.hpp"
#include "layout/views/sequence/sum_text.hpp"

namespace convarith {

/// The sums of a layer's steps, "y_0 = 2·w_0 + 3·w_1 = 7", each set in as many lines as it takes, broken between terms
/// only. Signs and terms stand where they do in all steps, so that only what changes is seen to change.
class SumBlock {
 public:
  /// Lines are up to `width` bp wide, but for terms that are wider themselves.
  SumBlock(const SequenceWords& words, double width);

  /// Of the widest line of all steps, bp.
  double width() const { return widest_; }
  /// Of the lines of all steps, bp.
  double height() const;
  /// The sum of a step, the middle of its upper edge at a point.
  void draw(const SequenceWords& words, std::size_t step, Point top, PaintId ink, PaintId accent,
            DisplayList& shapes) const;

 private:
  /// Where a part stands in all steps: its sign on the left, then its number, flush right, and the rest. All in bp.
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
