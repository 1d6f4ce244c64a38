#include "markup/content_name.hpp"

#include <cstddef>
#include <cstdint>

namespace convarith {
namespace {

/// Returns a hash of a text: FNV-1a of 64 bits with its upper half mixed into the lower one, which alone would be weak.
std::uint64_t fnv_of(std::string_view text) {
  std::uint64_t value = 0xcbf29ce484222325;
  for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return value ^ (value >> 32);
}

}  // namespace

std::string content_name(std::string_view text) {
  // Without vowels, names do not spell words.
  constexpr std::string_view letters = "bcdfghjklmnpqrstvwxz";
  constexpr std::size_t length = 6;
  std::string name;
  for (std::uint64_t rest = fnv_of(text); name.size() < length; rest /= letters.size()) {
    name += letters[rest % letters.size()];
  }
  return name;
}

std::string with_own_name(std::string_view markup) {
  const std::string name = content_name(markup);
  std::string out;
  out.reserve(markup.size());
  for (std::size_t at = markup.find(kOwnName); at != std::string_view::npos; at = markup.find(kOwnName)) {
    out += markup.substr(0, at);
    out += name;
    markup.remove_prefix(at + kOwnName.size());
  }
  return out += markup;
}

}  // namespace convarith
