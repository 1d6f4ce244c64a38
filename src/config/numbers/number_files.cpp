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
#include "config/shortened.hpp"
#include "config/source_bytes.hpp"
#include "config/value_parts.hpp"

namespace convarith {
namespace {

namespace fs = std::filesystem;

/// A format of number files.
struct NumberFormat {
  std::string_view suffix;
  /// Reads the bytes of a file. Errors: `where` is the place in the file, if any.
  Result<Tensor> (*read)(std::string_view bytes);
};

/// All formats.
constexpr NumberFormat kNumberFormats[] = {
    {".json", read_number_lists},
    {".csv", read_csv},
    {".npy", read_npy},
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

Result<Tensor> read_existing(const fs::path& file) {
  std::error_code error;
  if (fs::is_directory(file, error)) return wrong("is a folder, not a file");
  const NumberFormat* format = format_of(file);
  if (format == nullptr) {
    return wrong("its suffix does not indicate a format",
                 fmt::format("use one of {}", fmt::join(number_file_suffixes(), ", ")));
  }
  // A device or a pipe may have no end.
  if (!fs::is_regular_file(file, error)) return wrong("is not a regular file");
  const Result<std::string> bytes = bytes_of_source(file);
  if (!bytes) return bytes.problems();
  return format->read(*bytes);
}

}  // namespace

Result<Tensor> read_number_file(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error)) return missing(file);
  Result<Tensor> numbers = read_existing(file);
  if (numbers) return numbers;
  return of_file(file, numbers.problems().front());
}

std::vector<std::string_view> number_file_suffixes() {
  std::vector<std::string_view> suffixes;
  for (const NumberFormat& format : kNumberFormats) suffixes.push_back(format.suffix);
  return suffixes;
}

}  // namespace convarith
