#include "stamp.hpp"
#include "projection.hpp"
namespace convarith {
Drawing draw_stamp(const Walkthrough& walkthrough, const Theme& theme) {
  return draw_projection(walkthrough, theme);
}
}  // namespace convarith
