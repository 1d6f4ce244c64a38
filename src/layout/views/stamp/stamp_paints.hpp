#pragma once

#include <vector>

#include "arithmetic/stamp_walk.hpp"
#include "layout/film.hpp"
#include "layout/shapes/swatches.hpp"
#include "layout/theme.hpp"

namespace convarith {

/// The levels in which output cells fill up. The last level is the output's own colour. If there are no more stamps
/// than levels, each stamp brings a cell to another level.
class StampLevels {
 public:
  explicit StampLevels(const StampWalk& walk);

  long long count() const { return count_; }
  /// Returns the level of a cell that has got `stamps` of `all` its stamps; 0 means empty.
  long long level(long long stamps, long long all) const;

 private:
  long long count_ = 1;
};

/// The paints of the stamp view, which follow those of every view, with a tint between paper and output for each level.
struct StampPaints {
  /// The paint of lines around the current input and its stamp. It takes the place of the shade, which this view does
  /// without, so that fills show only what state a cell is in.
  static constexpr PaintId kCurrent = swatch::shade;

  std::vector<Paint> paints;
  PaintId unvisited = kPaper;  ///< kPaper if all inputs are visited
  PaintId first_tint = kPaper;

  PaintId tint(const StampLevels& levels, long long level) const;
};

StampPaints mix_stamp_paints(const StampLevels& levels, bool has_unvisited, const Theme& theme);

}  // namespace convarith
