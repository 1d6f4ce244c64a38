#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "config/fields.hpp"
#include "convarith/request.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Sets a field from the text after its flag ("5x7", "2:4"; empty for a switch).
/// Errors: `where` is left empty for the caller, who knows where the text came from.
Status set_from_text(Request& request, const Field& field, std::string_view text);

/// Sets a field from its value in a preset. File names are relative to `folder`, or to the current folder if that is
/// empty. Errors: as above.
Status set_from_json(Request& request, const Field& field, const nlohmann::json& value,
                     const std::filesystem::path& folder = {});

/// Writes a field's value as a preset has it. The field must be set.
nlohmann::ordered_json to_json(const Request& request, const Field& field);

/// Writes a field's value as the text after its flag. The field must be set.
std::string to_text(const Request& request, const Field& field);

}  // namespace convarith
