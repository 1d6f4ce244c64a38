#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "convarith/result.hpp"

namespace convarith {

/// Reads JSON. Errors: `where` is "line:column", both counted from 1, the lines from `first_line`.
Result<nlohmann::json> parse_json(std::string_view text, int first_line = 1);

/// Hands what a text says to `events` until they have enough. Errors: the text has a NUL, which the library would take
/// for its end; `where` as above. What else is wrong with the text goes to the events.
Status walk_json(std::string_view text, nlohmann::json_sax<nlohmann::json>& events, int first_line = 1);

/// What the library has against a byte of a text, counted from 1, in our words; `where` as above. Nothing of the text
/// is quoted but a character or a number.
Problem json_problem(const nlohmann::json::exception& error, std::string_view text, std::size_t byte,
                     int first_line = 1);

/// Whether a file's version, from 1 on, is one that the program knows. Errors: `where` is left empty.
Status check_version(const nlohmann::json& value, int newest);

}  // namespace convarith
