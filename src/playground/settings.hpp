#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "config/preset.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Reads the settings of a figure: an object with the text that would stand behind each flag, by the JSON key of the
/// field, or true or false for a switch: {"n": "5", "k": "3x1", "transposed": true}. Messages are those of the command
/// line. Errors: all texts that can't be read, and unknown keys; `where` is the flag.
Result<SourcedRequest> request_of_settings(const nlohmann::json& settings);

/// Returns the settings that give a request, as far as flags can say it, but for the name of its files.
nlohmann::ordered_json settings_of(const Request& request);

/// Returns the command line that makes the figure of a request: "convarith render -n 5 -k 3".
std::string command_of(const Request& request);

}  // namespace convarith
