#pragma once

#include <cstddef>

#include "config/numbers/picture.hpp"
#include "convarith/request.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// The most pixels of a picture whose pixels are drawn as cells.
inline constexpr int kMostPictureCells = 64 * 64;

/// The most pictures that a folder may have.
inline constexpr std::size_t kMostPictures = 64;

/// Reads the picture that a request names as values, or all pictures of a folder, and makes numbers of them: crops
/// them, makes them smaller and grey, and scales their levels. Then its options are unset, and the values are like any
/// others. A request without a picture stays as it is. With limits the picture must not have too many pixels to be
/// drawn. Errors: `where` is the key of the field that is wrong; options of pictures without one are, too.
Status read_picture_values(Request& request, bool has_limits);

/// Makes numbers of a picture as the options say. Errors: as above.
Result<Tensor> picture_values(InputPicture picture, const ValueOptions& options, bool has_limits);

}  // namespace convarith
