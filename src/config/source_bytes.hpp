#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "convarith/result.hpp"

namespace convarith {

/// The most bytes that are read from any source, since a device or a pipe may have no end.
inline constexpr std::size_t kMostBytesRead = 64 << 20;

/// The name of standard input on the command line.
inline constexpr const char* kStandardInput = "-";

/// Reads all bytes of a file, or of standard input if the name is "-".
/// Errors, with an empty `where`: the name has a NUL, which would make the system read another file; the file is a
/// folder, has more than `most` bytes, or can't be read.
Result<std::string> bytes_of_source(const std::filesystem::path& file, std::size_t most = kMostBytesRead);

}  // namespace convarith
