#pragma once

#include <algorithm>
#include <span>
#include <string_view>

namespace convarith {

/// Whether a name is one of those in a list.
inline bool is_among(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace convarith
