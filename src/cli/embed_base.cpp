#include "cli/embed_base.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "embed/places.hpp"
#include "type/utf8.hpp"

namespace convarith {
namespace {

constexpr const char* kFlag = "--base";

/// Characters that have a special meaning to a host and can't be escaped in the names of folders.
std::string_view special_characters(const Host& host) {
  if (host.name == "latex") return "{}%#~\\^$&\" ";
  if (host.name == "obsidian") return "[]|#^";
  return {};
}

}  // namespace

Status check_base(const std::string& base, const Host& host) {
  if (base.empty()) return ok();
  if (!decode_utf8(base)) return usage_problem(kFlag, "is not valid UTF-8", "give the folder or address in UTF-8");
  const auto is_control = [](unsigned char c) { return c < 0x20 || c == 0x7F; };
  if (std::any_of(base.begin(), base.end(), is_control)) {
    return usage_problem(kFlag, "contains a control character, such as a line break", "give a folder or an address");
  }
  if (is_address(base)) {
    if (!host.takes_addresses) {
      return usage_problem(kFlag, fmt::format("{} can't show pictures from the web", host.name), "give a folder");
    }
    if (base.find_first_of("?#") == std::string::npos) return ok();
    return usage_problem(kFlag, "has a query or fragment ('?', '#'), after which no file can be named",
                         "give only the part before it");
  }
  const std::size_t special = base.find_first_of(special_characters(host));
  if (special == std::string::npos) return ok();
  return usage_problem(kFlag, fmt::format("{} can't read a file name with '{}'", host.name, base[special]),
                       "use a folder with another name");
}

bool is_place_on_server(const std::string& base, const Host& host) {
  return is_address(base) || (host.takes_addresses && base.starts_with('/'));
}

}  // namespace convarith
