#include "cli/borrowed_flags.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

namespace convarith {
namespace {

/// A flag of other programs, the long name of the flag to use instead, and the hint to give in place of that name.
struct BorrowedFlag {
  std::string_view flag;
  std::string_view ours;
  std::string_view hint = {};
};

constexpr std::string_view kDelayHint =
    "--delay sets how many seconds each step is shown, such as --delay 0.2 for five steps per second";
constexpr std::string_view kPoolHint = "use --op max or --op avg";
constexpr std::string_view kOutputHint =
    "-o FILE writes one file, and --out-dir DIR sets where folders such as gif are created";
constexpr std::string_view kVersionHint = "'convarith --version' prints the version";

/// The first row that matches and whose `ours` the command has is used.
constexpr BorrowedFlag kBorrowedFlags[] = {
    {"--kernel-size", "--kernel"},
    {"--kernel-shape", "--kernel"},
    {"--filter-size", "--kernel"},
    {"--pool-size", "--kernel"},
    {"--input-size", "--input"},
    {"--input-shape", "--input"},
    {"--image-size", "--input"},
    {"--dilation-rate", "--dilation"},
    {"--pads", "--padding"},
    {"--in-channels", "--channels"},
    {"--out-channels", "--filters"},
    {"--pool", "--op", kPoolHint},
    {"--pooling", "--op", kPoolHint},
    {"--size", "--width", "-n/--input sets the size of the layer's input, and --width that of the picture"},
    {"--size", "--input"},
    {"--height", "--width", "--width sets the size, and the height follows from it"},
    {"--resolution", "--dpi"},
    {"--fps", "--delay", kDelayHint},
    {"--speed", "--delay", kDelayHint},
    {"--duration", "--delay", kDelayHint},
    {"--frames", "--steps"},
    {"--dark", "--theme", "use --theme dark"},
    {"--light", "--theme", "leave it out, or choose a --theme"},
    {"--color", "--theme"},
    {"--colors", "--theme"},
    {"--colour", "--theme"},
    {"--colours", "--theme"},
    {"--out", "--output", kOutputHint},
    {"--outfile", "--output", kOutputHint},
    {"--file", "--output", kOutputHint},
    {"--verbose", "--quiet", "a run reports what it wrote unless --quiet is given"},
    {"-f", "--format"},
    {"-i", "--input"},
    {"-j", "--jobs"},
    {"-q", "--quiet"},
    {"-t", "--transposed"},
    {"-w", "--width"},
    {"-v", "", kVersionHint},
    {"-V", "", kVersionHint},
};

/// Returns the spellings under which to look up a flag: the flag itself, --fps for -fps, and -f for -fgif, which is -f
/// with its value. Underscores count as hyphens.
std::vector<std::string> readings_of(std::string_view flag) {
  std::string name(flag);
  std::replace(name.begin(), name.end(), '_', '-');
  std::vector<std::string> readings{name};
  if (name.size() > 2 && !name.starts_with("--")) {
    readings.push_back("-" + name);
    readings.push_back(name.substr(0, 2));
  }
  return readings;
}

}  // namespace

std::string hint_for_borrowed_flag(std::string_view flag,
                                   const std::function<std::string(const std::string&)>& names_of_flag) {
  for (const std::string& reading : readings_of(flag)) {
    for (const BorrowedFlag& row : kBorrowedFlags) {
      if (row.flag != reading) continue;
      const std::string names = row.ours.empty() ? std::string() : names_of_flag(std::string(row.ours));
      if (names.empty() && !row.ours.empty()) continue;
      return row.hint.empty() ? fmt::format("did you mean {}?", names) : std::string(row.hint);
    }
  }
  return {};
}

}  // namespace convarith
