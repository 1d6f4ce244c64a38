#pragma once

#include <span>
#include <vector>

#include "tracing.hpp"

namespace convarith {

/// How much of each pixel of one row lies inside some outlines: the exact area for each outline, and for several the
/// share that is left when each takes its share of the rest.
class RowCoverage {
 public:
  explicit RowCoverage(int width);

  /// Adds the outline made of `edges` where it crosses row `y`.
  void add(std::span<const Edge> edges, int y);

  int first() const { return first_; }
  int last() const { return last_; }  ///< exclusive; not above first() where nothing is covered
  /// Of pixel `x` from first() to last(): 0 to 1.
  double operator[](int x) const { return cover_[static_cast<std::size_t>(x)]; }
  void clear();

 private:
  void add_edge(const Edge& edge, int y);
  void add_slope(double x0, double x1, double height);

  int width_;
  int first_;
  int last_ = 0;
  int outline_first_ = 0;
  int outline_last_ = 0;
  std::vector<double> change_;  // of the running coverage of the outline at hand, from pixel to pixel
  std::vector<double> cover_;
};

}  // namespace convarith
