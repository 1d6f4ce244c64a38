#include "config/numbers/number_files.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "config/numbers/csv_file.hpp"
#include "config/numbers/npy_file.hpp"
#include "config/numbers/number_lists.hpp"
#ifndef CONVARITH_CORE_ONLY
#include "config/numbers/jpeg_file.hpp"
#include "config/numbers/png_file.hpp"
#endif
#include "config/shortened.hpp"
#include "config/source_bytes.hpp"
#include "config/value_parts.hpp"

namespace convarith {
namespace {

namespace fs = std::filesystem;

/// A format of number files, or of pictures.
struct NumberFormat {
  std::string_view suffix;
  /// Reads the bytes of a file; null for pictures. Errors: `where` is the place in the file, if any.
  Result<Tensor> (*read)(std::string_view bytes);
  Result<InputPicture> (*read_picture)(std::string_view bytes) = nullptr;
};

/// All formats. Those that need a library are left out where the build does without.
constexpr NumberFormat kNumberFormats[] = {
    {".json", read_number_lists}, {".csv", read_csv},           {".npy", read_npy},
#ifndef CONVARITH_CORE_ONLY
    {".png", nullptr, read_png},  {".jpg", nullptr, read_jpeg}, {".jpeg", nullptr, read_jpeg},
#endif
};

const NumberFormat* format_of(const fs::path& file) {
  std::string suffix = file.extension().string();
  std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const auto* const found = std::find_if(std::begin(kNumberFormats), std::end(kNumberFormats),
                                         [&](const NumberFormat& format) { return format.suffix == suffix; });
  return found == std::end(kNumberFormats) ? nullptr : found;
}

/// Whether a name has only characters that occur in numbers and lists of numbers.
bool looks_like_numbers(const std::string& name) {
  return name.find_first_not_of("0123456789+-.,;eE[](){} \t\n'\"") == std::string::npos;
}

Problem missing(const fs::path& file) {
  return wrong(fmt::format("there is no file '{}'", shortened(file.string())),
               looks_like_numbers(file.filename().string()) ? "give numbers as lists, such as [[1, 2], [3, 4]]" : "");
}

Problem of_file(const fs::path& file, Problem problem) {
  problem.why = fmt::format("{}{}{}: {}", file.string(), problem.where.empty() ? "" : ":", problem.where, problem.why);
  problem.where.clear();
  return problem;
}

/// Reads a file that exists by one of the readers of its format, as `NumberFormat::read`.
template <class T>
Result<T> read_existing(const fs::path& file, Result<T> (*NumberFormat::*reader)(std::string_view)) {
  std::error_code error;
  if (fs::is_directory(file, error)) return wrong("is a folder, not a file");
  const NumberFormat* format = format_of(file);
  if (format == nullptr) {
    return wrong("its suffix does not indicate a format",
                 fmt::format("use one of {}", fmt::join(number_file_suffixes(), ", ")));
  }
  if (format->*reader == nullptr) return wrong("is a picture, not numbers", "only --values takes pictures");
  // A device or a pipe may have no end.
  if (!fs::is_regular_file(file, error)) return wrong("is not a regular file");
  const Result<std::string> bytes = bytes_of_source(file);
  if (!bytes) return bytes.problems();
  return (format->*reader)(*bytes);
}

template <class T>
Result<T> read_by(const fs::path& file, Result<T> (*NumberFormat::*reader)(std::string_view)) {
  std::error_code error;
  if (!fs::exists(file, error)) return missing(file);
  Result<T> read = read_existing(file, reader);
  if (read) return read;
  return of_file(file, read.problems().front());
}

}  // namespace

Result<Tensor> read_number_file(const fs::path& file) {
  return read_by(file, &NumberFormat::read);
}

bool is_picture_file(const fs::path& file) {
  const NumberFormat* format = format_of(file);
  return format != nullptr && format->read_picture != nullptr;
}

Result<InputPicture> read_picture_file(const fs::path& file) {
  return read_by(file, &NumberFormat::read_picture);
}

std::vector<std::string_view> number_file_suffixes() {
  std::vector<std::string_view> suffixes;
  for (const NumberFormat& format : kNumberFormats) suffixes.push_back(format.suffix);
  return suffixes;
}

}  // namespace convarith
