#pragma once

#include <vector>

#include "convarith/film.hpp"
#include "convarith/stamp_walk.hpp"
#include "convarith/theme.hpp"

namespace convarith {

/// The levels in which output cells fill up, the last being the output's own colour; where there are no more stamps
/// than levels, each brings a cell to another.
class StampLevels {
 public:
  explicit StampLevels(const StampWalk& walk);

  long long count() const { return count_; }
  /// Of a cell that got some of its stamps; 0 is empty.
  long long level(long long stamps, long long all) const;
  /// Whether a cell may stay at a level below the last when its stamp has moved on. With too many stamps to tell, any.
  bool is_resting(long long level) const { return is_resting_[static_cast<std::size_t>(level)]; }
  /// That in the middle, or the next one at which cells stay.
  long long half() const;

 private:
  void find_resting(long long row_count, long long col_count, bool are_neighbours);

  long long count_ = 1;
  std::vector<bool> is_resting_;
};

/// The paints of the stamp view, after those of every view, with a tint between paper and output for each level.
struct StampPaints {
  std::vector<Paint> paints;
  PaintId unvisited = kPaper;  ///< kPaper: all inputs have an effect
  PaintId first_tint = kPaper;

  PaintId tint(const StampLevels& levels, long long level) const;
};

/// `has_ring`: whether some of the canvas is cut off.
StampPaints mix_stamp_paints(const StampLevels& levels, bool has_unvisited, bool has_ring, const Theme& theme);

}  // namespace convarith
