#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "convarith/result.hpp"

namespace convarith {

/// The most pixels of a picture that is read, so that a small file can't fill the memory.
inline constexpr std::size_t kMostPicturePixels = std::size_t{32} << 20;

/// The level of white. The levels of 8 bits are these divided by 257.
inline constexpr int kWhiteLevel = 65535;

/// A picture as a file has it, over white where it is transparent.
struct InputPicture {
  int rows = 0;
  int cols = 0;
  int channels = 1;                   ///< 1: grey; 3: red, green, blue
  std::vector<std::uint16_t> levels;  ///< row by row, all channels of a pixel together
};

/// Checks the size that the header of a file says, before anything is allocated for it.
Status check_picture_size(std::uint64_t rows, std::uint64_t cols);

/// Returns the problem with a file that a library can't decode, with the library's words.
Problem damaged_picture(const char* message);

}  // namespace convarith
