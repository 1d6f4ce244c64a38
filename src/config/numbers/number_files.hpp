#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "config/numbers/picture.hpp"
#include "convarith/result.hpp"
#include "convarith/tensor.hpp"

namespace convarith {

/// Reads the numbers in a file, whose suffix tells its format. A single number has no axes.
/// Errors: `where` is left empty for the caller, who knows where the file was named. `why` names the file and, if its
/// format has lines, the line.
Result<Tensor> read_number_file(const std::filesystem::path& file);

/// Whether a file is a picture by its suffix, and this build reads such.
bool is_picture_file(const std::filesystem::path& file);

/// Reads a picture. Errors: as above.
Result<InputPicture> read_picture_file(const std::filesystem::path& file);

/// Returns the suffixes of files with numbers, and of pictures, in lower case and with their dots.
std::vector<std::string_view> number_file_suffixes();

}  // namespace convarith
