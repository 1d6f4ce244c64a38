#pragma once

#include <string>

#include "convarith/result.hpp"
#include "hosts.hpp"

namespace convarith {

/// Errors: files can't be below this folder or address, or the host can't name them there.
Status check_base(const std::string& base, const Host& host);

}  // namespace convarith
