#pragma once

#include <span>
#include <vector>

#include "render/tracing.hpp"

namespace convarith {

/// Pixels of one row, from first to last, exclusive.
struct Stretch {
  int first = 0;
  int last = 0;
};

/// The pixels of row `y` whose centres lie inside a convex outline.
Stretch centres_inside(std::span<const Edge> edges, int y, int width);

/// How much of each pixel of one row lies inside some outlines: the exact area for each, and of a pixel that several
/// cover, each takes its share of what the others leave.
class RowCoverage {
 public:
  explicit RowCoverage(int width);

  /// Adds to the outline at hand where `edges` cross row `y`.
  void add(std::span<const Edge> edges, int y);
  /// Ends the outline at hand: from its closed edges follows what it covers.
  void end_outline();

  /// Calls visit(x, coverage) for each pixel of which some is covered (0 < coverage <= 1), each once, and forgets them.
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
  std::vector<double> change_;  // of the running coverage of the outline at hand, from pixel to pixel
  std::vector<double> cover_;
  std::vector<Stretch> stretches_;  // where outlines were; they may overlap
};

}  // namespace convarith
