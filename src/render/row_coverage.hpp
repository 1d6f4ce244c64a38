#pragma once

#include <span>
#include <vector>

#include "tracing.hpp"

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

  int first() const { return first_; }
  int last() const { return last_; }  ///< exclusive; not above first() where nothing is covered
  /// Of pixel `x` from first() to last(): 0 to 1.
  double operator[](int x) const { return cover_[static_cast<std::size_t>(x)]; }
  void clear();

 private:
  void add_edge(const Edge& edge, int y);
  void add_part(double x0, double x1, double height);
  void add_slope(double x0, double x1, double height);

  int width_;
  int first_;
  int last_ = 0;
  int outline_first_;
  int outline_last_ = 0;
  std::vector<double> change_;  // of the running coverage of the outline at hand, from pixel to pixel
  std::vector<double> cover_;
};

}  // namespace convarith
