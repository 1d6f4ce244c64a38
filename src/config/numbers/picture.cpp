#include "config/numbers/picture.hpp"

#include <fmt/core.h>

#include "config/value_parts.hpp"

namespace convarith {

Status check_picture_size(std::uint64_t rows, std::uint64_t cols) {
  if (rows > 0 && cols > 0 && rows <= kMostPicturePixels / cols) return ok();
  return wrong(fmt::format("has {}x{} pixels, over the limit of {}", rows, cols, kMostPicturePixels),
               "make it smaller in another program");
}

Problem damaged_picture(const char* message) {
  return wrong(fmt::format("is damaged or cut off: {}", message));
}

}  // namespace convarith
