#pragma once

#include "config/numbers/picture.hpp"
#include "convarith/request.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// The most pixels of a picture whose pixels are drawn as cells.
inline constexpr int kMostPictureCells = 64 * 64;

/// Reads the picture that a request names as values, and makes numbers of it: crops it, makes it smaller and grey, and
/// scales its levels. Then its options are unset, and the values are like any others. A request without a picture stays
/// as it is. With limits the picture must not have too many pixels to be drawn.
/// Errors: `where` is the key of the field that is wrong; options of pictures without one are, too.
Status read_picture_values(Request& request, bool has_limits);

/// Makes numbers of a picture as the options say. Errors: as above.
Result<Tensor> picture_values(InputPicture picture, const ValueOptions& options, bool has_limits);

}  // namespace convarith
