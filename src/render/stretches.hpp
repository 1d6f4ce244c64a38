#pragma once

#include <vector>

#include "render/frame.hpp"
#include "render/tracing.hpp"

namespace convarith {

/// For each row of a frame, the stretch that some shapes touch.
class Stretches {
 public:
  explicit Stretches(FrameSize size);

  void clear();
  /// Adds the pixels that traced shapes touch, and one more pixel at both ends.
  void add(const Tracing& tracing);
  void add_all();

  /// Rows outside of top() to bottom() are empty: their first() is the frame's width and their last() is 0.
  int top() const { return top_; }
  int bottom() const { return bottom_; }  ///< exclusive
  int first(int y) const { return first_[static_cast<std::size_t>(y)]; }
  /// Exclusive. The row is empty if this is not above first(y).
  int last(int y) const { return last_[static_cast<std::size_t>(y)]; }

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
