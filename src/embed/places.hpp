#pragma once

#include <string>
#include <string_view>

namespace convarith {

/// Whether a base is an address on the web: "https://example.org/img" or "//example.org/img".
bool is_address(std::string_view base);

/// Returns the path of a file below a folder or an address: "docs/img/gif/a.gif".
std::string path_below(std::string_view base, std::string_view file);

/// Returns the same path as a reference for web pages. Characters that are not allowed in references are
/// percent-encoded. In an address, what is already encoded stays so.
std::string link_below(std::string_view base, std::string_view file);

}  // namespace convarith
