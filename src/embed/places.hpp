#pragma once

#include <string>
#include <string_view>

namespace convarith {

/// Whether a base is an address on the web: "https://example.org/img" or "//example.org/img".
bool is_address(std::string_view base);

/// A file below a folder or an address: "docs/img/gif/a.gif".
std::string path_below(std::string_view base, std::string_view file);

/// The same as a reference for web pages, in which only characters stand that may: others are percent-encoded. What is
/// encoded in an address stays so.
std::string link_below(std::string_view base, std::string_view file);

}  // namespace convarith
