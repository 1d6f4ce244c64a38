#pragma once

#include <cstddef>

#include "convarith/film.hpp"
#include "sequence_words.hpp"

namespace convarith {

/// The sums of a layer's steps, each set in as many centred lines as it takes, broken between terms only.
class SumBlock {
 public:
  /// Lines are up to `width` bp wide, but for terms that are wider themselves.
  SumBlock(const SequenceWords& words, double width);

  /// Of the widest line of all steps, bp.
  double width() const { return widest_; }
  /// Of the most lines of all steps, bp.
  double height() const;
  /// The sum of a step, the middle of its upper edge at a point.
  void draw(const SequenceWords& words, std::size_t step, Point top, PaintId ink, PaintId accent,
            DisplayList& shapes) const;

 private:
  double width_;
  double widest_ = 0;
  std::size_t most_lines_ = 1;
};

}  // namespace convarith
