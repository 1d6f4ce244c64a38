#include "encode/missing_formats.hpp"

#include <algorithm>

namespace convarith {
namespace {

#ifdef CONVARITH_CORE_ONLY
constexpr MissingFormat kMissingFormats[] = {
    {"pdf", "svg or tex"},  {"pdf-pages", "tex"},    {"webp", "gif or apng"},
    {"mp4", "gif or html"}, {"webm", "gif or html"},
};
#else
constexpr std::span<const MissingFormat> kMissingFormats;
#endif

}  // namespace

std::span<const MissingFormat> missing_formats() {
  return kMissingFormats;
}

const MissingFormat* find_missing_format(std::string_view name) {
  const std::span<const MissingFormat> all = missing_formats();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const MissingFormat& format) { return format.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace convarith
