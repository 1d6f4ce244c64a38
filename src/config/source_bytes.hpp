#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "convarith/result.hpp"

namespace convarith {

/// The most bytes that are taken from anything, be it a file, a device or a pipe that has no end.
inline constexpr std::size_t kMostBytesRead = 64 << 20;

/// What standard input is called on the command line.
inline constexpr const char* kStandardInput = "-";

/// All bytes of a file, or of standard input where its name is "-". Errors, with an empty `where`: its name has a
/// NUL, for which the system would read another file, it is a folder, has more than `most` bytes, or can't be read.
Result<std::string> bytes_of_source(const std::filesystem::path& file, std::size_t most = kMostBytesRead);

}  // namespace convarith
