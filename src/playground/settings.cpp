#include "playground/settings.hpp"

#include <fmt/core.h>

#include <string_view>
#include <utility>

#include "config/fields.hpp"
#include "config/padding_pairs.hpp"
#include "config/values.hpp"
#include "embed/escaping.hpp"

namespace convarith {
namespace {

bool is_switch(const Field& field) {
  return std::holds_alternative<std::optional<bool> Request::*>(field.member);
}

/// Returns the text of a setting as it stands behind its flag. Errors: it is neither a text nor true or false.
Result<std::string> text_of_setting(const Field& field, const nlohmann::json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean()) return std::string(value.get<bool>() ? "yes" : "no");
  if (value.is_number()) return value.dump();
  return usage_problem(flag_names(field), "is neither a text nor a number nor true or false");
}

Status set(Request& request, const Field& field, const nlohmann::json& value) {
  const Result<std::string> text = text_of_setting(field, value);
  if (!text) return text.problems();
  Status read = set_from_text(request, field, *text);
  if (read) return read;
  Problems problems = std::move(read).problems();
  for (Problem& problem : problems) problem.where = flag_names(field);
  return problems;
}

bool is_setting(const Field& field) {
  return !field.flags.empty();
}

Problems unknown_settings(const nlohmann::json& settings) {
  Problems problems;
  for (const auto& [key, value] : settings.items()) {
    const Field* field = find_field(key);
    if (field != nullptr && is_setting(*field)) continue;
    problems.push_back(usage_problem(key, "is no setting of figures", "leave it out"));
  }
  return problems;
}

/// Returns the flag that is shortest to type: "-n", or "--view".
std::string_view short_flag(const Field& field) {
  return field.flags.substr(0, field.flags.find(','));
}

}  // namespace

Result<SourcedRequest> request_of_settings(const nlohmann::json& settings) {
  if (!settings.is_object()) return usage_problem("settings", "are no object");
  SourcedRequest sourced;
  Problems problems = unknown_settings(settings);
  // In the order in which the command line reads them.
  for (const Field& field : fields()) {
    const auto given = settings.find(field.key);
    if (given == settings.end() || !is_setting(field)) continue;
    const Status read = set(sourced.request, field, *given);
    if (read) continue;
    problems.insert(problems.end(), read.problems().begin(), read.problems().end());
  }
  if (!problems.empty()) return problems;
  settle_pair_of_padding(sourced);
  return sourced;
}

nlohmann::ordered_json settings_of(const Request& request) {
  nlohmann::ordered_json settings = nlohmann::ordered_json::object();
  for (const Field& field : fields()) {
    if (!is_setting(field) || field.group == kNamingGroup || !is_set(request, field)) continue;
    const std::string text = to_text(request, field);
    settings[std::string(field.key)] =
        is_switch(field) ? nlohmann::ordered_json(text != "no") : nlohmann::ordered_json(text);
  }
  return settings;
}

std::string command_of(const Request& request) {
  std::string command = "convarith render";
  for (const Field& field : fields()) {
    if (!is_setting(field) || !is_set(request, field)) continue;
    const std::string text = to_text(request, field);
    if (is_switch(field)) {
      command += fmt::format(" {}{}", short_flag(field), text == "no" ? "=no" : "");
    } else {
      command += fmt::format(" {} {}", short_flag(field), in_shell(text));
    }
  }
  return command;
}

}  // namespace convarith
