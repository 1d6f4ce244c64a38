#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "layout/film.hpp"

namespace convarith {

/// Steps that follow each other, counted from the first that is shown.
struct StepRun {
  std::size_t first = 0;
  std::size_t last = 0;  ///< exclusive

  bool operator==(const StepRun&) const = default;
  bool operator<(const StepRun& other) const { return std::tie(first, last) < std::tie(other.first, other.last); }
};

/// Apart, in order, and with gaps between.
using StepRuns = std::vector<StepRun>;

/// A shape, and when it is there.
struct TimedShape {
  Shape shape;
  PaintId dark = kPaper;  ///< its paint in the dark film; where there is none, the light one
  StepRuns steps;
  bool lasts = true;  ///< it stays while others come and go, and is not one of those under a moving window
};

/// Brings the shapes that one sheet has at each step into one order.
class SheetMerger {
 public:
  /// All that a step shows, in painter's order; `darks` has each shape's dark paint.
  void add_step(DisplayList shapes, std::span<const PaintId> darks);
  /// What a step shows besides all that was there before.
  void add_to_what_stays(DisplayList shapes, std::span<const PaintId> darks);

  /// The shapes of a sheet that has had so many steps.
  std::vector<TimedShape> finish(std::size_t steps) &&;

 private:
  std::size_t find_or_add(Shape shape, PaintId dark, std::set<std::size_t>& taken);
  void find_what_lasts(std::size_t steps);
  std::vector<std::size_t> sorted() const;
  std::vector<TimedShape> one_step_at_a_time();

  std::vector<TimedShape> shapes_;  // in order of first appearance
  std::unordered_multimap<std::uint64_t, std::size_t> by_hash_;
  std::vector<std::vector<std::size_t>> steps_;  // the shapes of each, in order
  std::size_t count_ = 0;                        // of steps
  bool stays_ = false;
};

}  // namespace convarith
