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

/// A run of steps that follow each other, counted from the first step that is shown.
struct StepRun {
  std::size_t first = 0;
  std::size_t last = 0;  ///< exclusive

  bool operator==(const StepRun&) const = default;
  bool operator<(const StepRun& other) const { return std::tie(first, last) < std::tie(other.first, other.last); }
};

/// Runs in ascending order, with gaps between them.
using StepRuns = std::vector<StepRun>;

/// A shape, and the steps in which it is shown.
struct TimedShape {
  Shape shape;
  PaintId dark = kPaper;  ///< its paint in the dark film; without a dark film, the light one
  StepRuns steps;
  bool lasts = true;  ///< whether it stays while others come and go; false for shapes under a moving window
};

/// Brings the shapes that one sheet has in all of its steps into one order.
class SheetMerger {
 public:
  /// Adds everything that a step shows, in painter's order; `darks` has each shape's dark paint.
  void add_step(DisplayList shapes, std::span<const PaintId> darks);
  /// Adds what a step shows besides everything that was there before.
  void add_to_what_stays(DisplayList shapes, std::span<const PaintId> darks);

  /// Returns the shapes of a sheet that has had this many steps.
  std::vector<TimedShape> finish(std::size_t steps) &&;

 private:
  std::size_t find_or_add(Shape shape, PaintId dark, std::set<std::size_t>& taken);
  void find_what_lasts(std::size_t steps);
  std::vector<std::size_t> sorted() const;
  std::vector<TimedShape> one_step_at_a_time();

  std::vector<TimedShape> shapes_;  // in order of first appearance
  std::unordered_multimap<std::uint64_t, std::size_t> by_hash_;
  std::vector<std::vector<std::size_t>> steps_;  // shapes of each step, in order
  std::size_t count_ = 0;                        // number of steps
  bool stays_ = false;
};

}  // namespace convarith
