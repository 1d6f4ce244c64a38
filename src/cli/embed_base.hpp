#pragma once

#include <string>

#include "convarith/result.hpp"
#include "embed/hosts.hpp"

namespace convarith {

/// Errors: files can't be below this folder or address, or the host can't name them there.
Status check_base(const std::string& base, const Host& host);

/// Whether a base is a place that only a server knows: an address or, where pages have one, a path from its root.
bool is_place_on_server(const std::string& base, const Host& host);

}  // namespace convarith
