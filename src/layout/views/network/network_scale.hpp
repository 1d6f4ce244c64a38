#pragma once

#include <vector>

#include "layout/point.hpp"
#include "layout/views/network/network_plan.hpp"

namespace convarith {

/// Lengths (bp) for numbers: in proportion to them, or to their square roots where they differ too much.
class NumberScale {
 public:
  NumberScale() = default;
  /// The largest of `numbers` is `longest` long. Square roots are taken if it is more than `widest_range` times the
  /// least.
  NumberScale(const std::vector<int>& numbers, double longest, double widest_range);

  bool is_used() const { return factor_ > 0; }
  bool has_roots() const { return has_roots_; }
  double length_of(int number) const;

 private:
  bool has_roots_ = false;
  double factor_ = 0;  // 0: there are no numbers
};

/// The size of a block on the page: its front, and how far its back is shifted.
struct BlockExtent {
  double width = 0;
  double height = 0;
  Point depth;
  bool is_flat = false;  ///< whether the depth stands for nothing: in bars, and in maps of a single axis
};

/// The scales of a figure. Maps are as high and as deep as their last two axes are long, and as wide as they have
/// channels; features are bars.
class NetworkScale {
 public:
  explicit NetworkScale(const NetworkPlan& plan);

  BlockExtent extent_of(const NetworkBlock& block) const;

  NumberScale sizes;
  NumberScale channels;
  NumberScale features;
  bool knows_channels = true;   ///< whether the channels of all maps are known
  bool has_three_axes = false;  ///< whether maps have an axis that is not drawn
};

}  // namespace convarith
