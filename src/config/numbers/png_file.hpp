#pragma once

#include <string_view>

#include "config/numbers/picture.hpp"

namespace convarith {

/// Reads a PNG of any colour type, with 1 to 16 bits. Errors, with an empty `where`: a damaged file, too many pixels.
Result<InputPicture> read_png(std::string_view bytes);

}  // namespace convarith
