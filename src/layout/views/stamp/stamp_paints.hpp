#pragma once

#include <vector>

#include "arithmetic/stamp_walk.hpp"
#include "layout/film.hpp"
#include "layout/shapes/swatches.hpp"
#include "layout/theme.hpp"

namespace convarith {

/// The levels in which output cells fill up, the last being the output's own colour; where there are no more stamps
/// than levels, each brings a cell to another.
class StampLevels {
 public:
  explicit StampLevels(const StampWalk& walk);

  long long count() const { return count_; }
  /// Of a cell that got some of its stamps; 0 is empty.
  long long level(long long stamps, long long all) const;

 private:
  long long count_ = 1;
};

/// The paints of the stamp view, after those of every view, with a tint between paper and output for each level.
struct StampPaints {
  /// Of lines around the current input and its stamp. It takes the place of the shade, which this view does without: so
  /// fills say only what state a cell is in.
  static constexpr PaintId kCurrent = swatch::shade;

  std::vector<Paint> paints;
  PaintId unvisited = kPaper;  ///< kPaper: all inputs have an effect
  PaintId first_tint = kPaper;

  PaintId tint(const StampLevels& levels, long long level) const;
};

StampPaints mix_stamp_paints(const StampLevels& levels, bool has_unvisited, const Theme& theme);

}  // namespace convarith
