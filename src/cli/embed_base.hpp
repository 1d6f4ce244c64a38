#pragma once

#include <string>

#include "convarith/result.hpp"
#include "embed/hosts.hpp"

namespace convarith {

/// Checks the folder or address that contains the files.
/// Errors: files can't be below this folder or address, or the host can't name them there.
Status check_base(const std::string& base, const Host& host);

/// Whether a base names a place on a server: an address or, for hosts that take addresses, a path from the server's
/// root.
bool is_place_on_server(const std::string& base, const Host& host);

}  // namespace convarith
