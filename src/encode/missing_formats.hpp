#pragma once

#include <span>
#include <string_view>

namespace convarith {

/// A format that other builds have.
struct MissingFormat {
  std::string_view name;     ///< also the suffix of its files, but for "pdf-pages"
  std::string_view instead;  ///< formats of this build for the same purpose
};

/// Returns the formats that this build leaves out.
std::span<const MissingFormat> missing_formats();

/// Returns the format of this name that this build leaves out, or null.
const MissingFormat* find_missing_format(std::string_view name);

}  // namespace convarith
