#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "convarith/result.hpp"

namespace convarith {

/// Parses the JSON that stands in `source`. Errors: `where` is "source:line:column"; columns are counted from 1, lines
/// from `first_line`.
Result<nlohmann::json> parse_json(std::string_view text, const std::string& source, int first_line = 1);

/// Passes the contents of a JSON text to `events` until they stop the walk. Errors: the text has a NUL, which the
/// library would take for the end of the text; `where` is "line:column". All other errors of the text go to the events.
Status walk_json(std::string_view text, nlohmann::json_sax<nlohmann::json>& events, int first_line = 1);

/// Rewrites the library's complaint about a byte of a text, counted from 1, in the program's words. `where` is as
/// above. The problem quotes a single character or number of the text at most.
Problem json_problem(const nlohmann::json::exception& error, std::string_view text, std::size_t byte,
                     int first_line = 1);

/// Checks that a file's version is a whole number from 1 to `newest`. Errors: `where` is left empty.
Status check_version(const nlohmann::json& value, int newest);

}  // namespace convarith
