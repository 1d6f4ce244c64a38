#include "embed/places.hpp"

#include <fmt/core.h>

#include <cctype>
#include <cstddef>

namespace convarith {
namespace {

bool may_stand(char c, bool is_in_address) {
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 0x80) return false;
  // In a relative reference ':' could be taken for the end of a scheme; in an address the scheme has already ended.
  return std::isalnum(byte) != 0 || std::string_view("-._~/!$*+,;=@").find(c) != std::string_view::npos ||
         (is_in_address && c == ':');
}

bool is_encoded(std::string_view text) {
  const auto is_digit = [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; };
  return text.size() >= 3 && text[0] == '%' && is_digit(text[1]) && is_digit(text[2]);
}

}  // namespace

bool is_address(std::string_view base) {
  return base.starts_with("//") || base.find("://") != std::string_view::npos;
}

std::string path_below(std::string_view base, std::string_view file) {
  if (base.empty()) return std::string(file);
  return fmt::format("{}{}{}", base, base.ends_with('/') ? "" : "/", file);
}

std::string link_below(std::string_view base, std::string_view file) {
  const std::string path = path_below(base, file);
  const bool is_in_address = is_address(base);
  std::string link;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const bool stays =
        may_stand(path[i], is_in_address) || (is_in_address && is_encoded(std::string_view(path).substr(i)));
    link += stays ? std::string(1, path[i]) : fmt::format("%{:02X}", static_cast<unsigned char>(path[i]));
  }
  return link;
}

}  // namespace convarith
