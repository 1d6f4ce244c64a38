#pragma once

// What the C++ library of Debian's Emscripten (libc++ 13) lacks of C++20, as far as the program uses it. The compiler reads this
// before each source of that build, and of no other.

#include <charconv>
#include <clocale>
#include <cstdlib>
#include <cstring>
#include <string>
#include <system_error>
#include <type_traits>

namespace std {

template <class To, class From>
  requires(sizeof(To) == sizeof(From) && is_trivially_copyable_v<To> && is_trivially_copyable_v<From>)
To bit_cast(const From& from) noexcept {
  To to;
  memcpy(&to, &from, sizeof(To));
  return to;
}

/// Reads a number as the library's function for whole numbers does: neither blanks nor a plus sign come before it, and
/// hexadecimal digits are none. The locale is "C", which nothing changes.
inline from_chars_result from_chars(const char* first, const char* last, double& value) {
  const char* end = first;
  if (end != last && *end == '-') ++end;
  const auto is_digit = [&] { return end != last && *end >= '0' && *end <= '9'; };
  const char* const digits = end;
  const auto is_word = [&](const char* word) {
    return static_cast<size_t>(last - digits) >= strlen(word) && strncmp(digits, word, strlen(word)) == 0;
  };
  const bool is_special = is_word("inf") || is_word("nan");
  if (is_special) {
    end += is_word("infinity") ? 8 : 3;
  } else {
    size_t count = 0;
    for (; is_digit(); ++end) ++count;
    if (end != last && *end == '.') {
      const char* const point = end++;
      size_t behind = 0;
      for (; is_digit(); ++end) ++behind;
      if (count + behind == 0) end = point;
      count += behind;
    }
    if (count == 0) return {first, errc::invalid_argument};
    if (end != last && (*end == 'e' || *end == 'E')) {
      const char* const exponent = end++;
      if (end != last && (*end == '-' || *end == '+')) ++end;
      const char* const start = end;
      while (is_digit()) ++end;
      if (end == start) end = exponent;
    }
  }
  const string text(first, end);
  const double read = strtod(text.c_str(), nullptr);
  const bool is_far = !is_special && (read == HUGE_VAL || read == -HUGE_VAL);
  if (is_far) return {end, errc::result_out_of_range};
  value = read;
  return {end, errc{}};
}

#ifdef __cpp_exceptions
/// A thread that never starts, because there are none. Whoever wants helpers does the work itself.
class jthread {
 public:
  template <class Work>
  explicit jthread(const Work&) {
    throw system_error(make_error_code(errc::resource_unavailable_try_again));
  }
};
#endif

}  // namespace std
