#pragma once

#include <vector>

#include "render/frame.hpp"
#include "render/tracing.hpp"

namespace convarith {

/// For each row of a frame the stretch that some shapes touch.
class Stretches {
 public:
  explicit Stretches(FrameSize size);

  void clear();
  /// Adds all that traced shapes touch, and a pixel more at both ends.
  void add(const Tracing& tracing);
  void add_all();

  /// Rows outside these have nothing: there first is the frame's width and last 0.
  int top() const { return top_; }
  int bottom() const { return bottom_; }  ///< exclusive
  int first(int y) const { return first_[static_cast<std::size_t>(y)]; }
  int last(int y) const { return last_[static_cast<std::size_t>(y)]; }  ///< exclusive; not above first: nothing

 private:
  void add(const Edge& edge);
  void add_row(int y, int first, int last);

  FrameSize size_;
  std::vector<int> first_;
  std::vector<int> last_;
  int top_;
  int bottom_ = 0;
};

}  // namespace convarith
