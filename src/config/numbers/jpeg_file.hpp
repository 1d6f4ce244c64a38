#pragma once

#include <string_view>

#include "config/numbers/picture.hpp"

namespace convarith {

/// Reads a JPEG in grey or in colours, turned as its camera says (Exif). Errors, with an empty `where`: a damaged file,
/// too many pixels, the colours of print (CMYK).
Result<InputPicture> read_jpeg(std::string_view bytes);

}  // namespace convarith
