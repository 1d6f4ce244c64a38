#pragma once

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace convarith::testing {

/// How many of `full` random cases are tried: all of them by `make test-thorough`, which sets CONVARITH_TEST_EFFORT to
/// "full", one in four by `make test`, one in sixteen where it is "least", as under the sanitizers; at least one.
inline unsigned some_of(unsigned full) {
  const char* set = std::getenv("CONVARITH_TEST_EFFORT");
  const std::string_view effort = set == nullptr ? "" : set;
  if (effort == "full") return full;
  return std::max(1U, full / (effort == "least" ? 16 : 4));
}

/// The same for cases that take long: one in sixteen but where the effort is full.
inline unsigned few_of(unsigned full) {
  const char* set = std::getenv("CONVARITH_TEST_EFFORT");
  return set != nullptr && std::string_view(set) == "full" ? full : std::max(1U, full / 16);
}

/// The same for cases that take little time: all but where the effort is least.
inline unsigned most_of(unsigned full) {
  const char* set = std::getenv("CONVARITH_TEST_EFFORT");
  return set != nullptr && std::string_view(set) == "least" ? std::max(1U, full / 16) : full;
}

}  // namespace convarith::testing
