#pragma once

#include <span>
#include <vector>

#include "render/tracing.hpp"

namespace convarith {

/// Pixels of one row, from `first` to `last` (exclusive).
struct Stretch {
  int first = 0;
  int last = 0;
};

/// Returns the pixels of row `y` whose centres lie inside a convex outline.
Stretch centres_inside(std::span<const Edge> edges, int y, int width);

/// How much of each pixel of one row lies inside some outlines. The area is exact for each outline. In a pixel that
/// several outlines cover, each takes its share of what the others leave.
class RowCoverage {
 public:
  explicit RowCoverage(int width);

  /// Adds edges to the current outline where they cross row `y`.
  void add(std::span<const Edge> edges, int y);
  /// Ends the current outline, whose edges must be closed, and adds the area that it covers.
  void end_outline();

  /// Calls visit(x, coverage) once for each pixel that is covered at least in part (0 < coverage <= 1), and then
  /// forgets the coverage.
  template <class Visit>
  void take(const Visit& visit) {
    for (const Stretch& stretch : stretches_) {
      for (int x = stretch.first; x < stretch.last; ++x) {
        double& coverage = cover_[static_cast<std::size_t>(x)];
        if (coverage > 0) visit(x, coverage);
        coverage = 0;
      }
    }
    stretches_.clear();
  }

 private:
  void add_edge(const Edge& edge, int y);
  void add_part(double x0, double x1, double height);
  void add_slope(double x0, double x1, double height);

  int width_;
  int outline_first_;
  int outline_last_ = 0;
  // The change of the current outline's running coverage from pixel to pixel.
  std::vector<double> change_;
  std::vector<double> cover_;
  std::vector<Stretch> stretches_;  // where outlines lie; they may overlap
};

}  // namespace convarith
