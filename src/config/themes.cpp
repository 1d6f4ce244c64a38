#include "config/themes.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

#include "config/colours.hpp"
#include "config/json_text.hpp"
#include "config/key_places.hpp"
#include "config/naming.hpp"
#include "config/shortened.hpp"
#include "config/source_bytes.hpp"
#include "config/suggest.hpp"
#include "config/value_parts.hpp"

namespace convarith {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::size_t kLargestTheme = 1 << 20;

Status read(Colour& colour, const json& value) {
  const auto read = value.is_string() ? colour_of_hex(value.get<std::string>()) : std::nullopt;
  if (!read) return wrong(fmt::format("must be a colour, not {}", brief(value)), "give one such as \"#268bd2\"");
  colour = *read;
  return ok();
}

Status read(double& share, const json& value) {
  const double number = value.is_number() ? value.get<double>() : 0;
  if (number < kLeastShade || number > kMostShade) {
    return wrong(fmt::format("must be a number from {} to {}, not {}", kLeastShade, kMostShade, brief(value)));
  }
  share = number;
  return ok();
}

template <std::size_t count>
Status read(std::array<Colour, count>& colours, const json& value) {
  if (!value.is_array()) return wrong(fmt::format("must be a list of {} colours, not {}", count, brief(value)));
  if (value.size() != count) {
    return wrong(fmt::format("has {} colours", value.size()), fmt::format("give {}", count));
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (Status colour = read(colours[i], value[i]); !colour) return colour;
  }
  return ok();
}

Status read(std::string& text, const json& value) {
  if (!value.is_string()) return wrong(fmt::format("must be a string, not {}", brief(value)));
  text = value.get<std::string>();
  return ok();
}

const ThemeField* find_theme_field(std::string_view key) {
  const auto fields = theme_fields();
  const auto found = std::find_if(fields.begin(), fields.end(), [key](const auto& field) { return field.key == key; });
  return found == fields.end() ? nullptr : &*found;
}

bool names_a_colour(const json& document) {
  const auto fields = theme_fields();
  return std::any_of(fields.begin(), fields.end(),
                     [&](const ThemeField& field) { return document.contains(std::string(field.key)); });
}

Problem unknown_key(const std::string& key) {
  std::vector<std::string_view> known{"version", "name", "description"};
  for (const ThemeField& field : theme_fields()) known.push_back(field.key);
  return wrong("unknown key", choose_from(key, known));
}

Status read_value(NamedTheme& theme, const std::string& key, const json& value) {
  if (key == "version") return check_version(value, kThemeVersion);
  if (key == "description") return read(theme.description, value);
  if (key == "name") {
    if (Status text = read(theme.name, value); !text) return text;
    return check_name(theme.name);
  }
  const ThemeField* field = find_theme_field(key);
  if (field == nullptr) return unknown_key(key);
  return std::visit([&](auto member) { return read(theme.theme.*member, value); }, field->member);
}

std::vector<std::string> missing_keys(const std::set<std::string>& given) {
  std::vector<std::string> missing;
  for (const ThemeField& field : theme_fields()) {
    const std::string key(field.key);
    if (!given.contains(key)) missing.push_back(fmt::format("\"{}\"", key));
  }
  return missing;
}

bool looks_like_file(const std::string& word) {
  return word.find('/') != std::string::npos || word.ends_with(".json");
}

const BuiltinTheme* find_builtin_theme(std::string_view name) {
  const auto all = builtin_themes();
  const auto found = std::find_if(all.begin(), all.end(), [name](const auto& theme) { return theme.name == name; });
  return found == all.end() ? nullptr : &*found;
}

Problem unknown_theme(const std::string& word) {
  std::vector<std::string_view> known{kAutoTheme};
  for (const BuiltinTheme& theme : builtin_themes()) known.push_back(theme.name);
  return wrong(fmt::format("there is no theme or file '{}'", shortened(word)), choose_from(word, known));
}

/// Whether a built-in theme, or "auto", has the name already.
bool is_taken(const std::string& name) {
  return name == kAutoTheme || find_builtin_theme(name) != nullptr;
}

/// Names a theme after its file. This is for a theme with the name of a built-in one, as copies of that have it.
std::string name_of_own(const fs::path& file) {
  const std::string stem = file.stem().string();
  if (!check_name(stem)) return "own";
  return is_taken(stem) ? "own_" + stem : stem;
}

/// Reads a theme's file. Errors: `where` is empty; `why` names the file.
Result<std::string> text_of_file(const fs::path& file) {
  std::error_code error;
  const std::string name = file.string();
  if (!fs::exists(file, error)) return wrong(fmt::format("there is no file '{}'", name));
  // A device or a pipe may have no end.
  if (!fs::is_regular_file(file, error)) return wrong(fmt::format("{} is not a regular file", name));
  Result<std::string> text = bytes_of_source(file, kLargestTheme);
  if (text) return text;
  Problem problem = text.problems().front();
  problem.why = fmt::format("{}: {}", name, problem.why);
  return problem;
}

}  // namespace

Result<NamedTheme> read_theme(std::string_view text, const std::string& source, std::string_view stem) {
  const Result<json> document = parse_json(text, source);
  if (!document) return document.problems();
  if (!document->is_object()) return usage_problem(source, "a theme is a JSON object that names its colours");
  // A file that is named by mistake may be confidential, so the message tells nothing of its contents.
  if (!names_a_colour(*document)) {
    return usage_problem(source, "none of its keys is a colour of a theme",
                         "presets/themes/solarized.json has every colour");
  }
  NamedTheme theme{std::string(stem), {}, {}};
  Problems problems;
  std::set<std::string> given;
  for (const KeyPlace& place : places_of_keys(text)) {
    const bool is_new = given.insert(place.key).second;
    const Status read =
        is_new ? read_value(theme, place.key, document->at(place.key)) : wrong("the key is given twice");
    if (read) continue;
    Problem problem = read.problems().front();
    problem.where = fmt::format("{}:{}: \"{}\"", source, place.line, place.key);
    problems.push_back(std::move(problem));
  }
  if (const std::vector<std::string> missing = missing_keys(given); !missing.empty()) {
    problems.push_back(usage_problem(source, fmt::format("is missing {}", fmt::join(missing, ", ")),
                                     "presets/themes/solarized.json has every colour"));
  }
  if (!given.contains("name") && !check_name(theme.name)) {
    problems.push_back(
        usage_problem(source, "the name of the file can't be part of other file names", "add a \"name\""));
  }
  if (!problems.empty()) return problems;
  return theme;
}

Result<NamedTheme> load_theme(const std::string& word) {
  if (const BuiltinTheme* theme = find_builtin_theme(word)) {
    return read_theme(theme->text, fmt::format("theme {}", word), word);
  }
  std::error_code error;
  if (!looks_like_file(word) && !fs::exists(word, error)) return unknown_theme(word);
  const Result<std::string> text = text_of_file(word);
  if (!text) return text.problems();
  Result<NamedTheme> theme = read_theme(*text, word, fs::path(word).stem().string());
  if (theme) {
    if (is_taken(theme->name)) theme->name = name_of_own(word);
    return theme;
  }
  Problems problems = std::move(theme).problems();
  for (Problem& problem : problems) {
    problem.why = fmt::format("{}: {}", std::exchange(problem.where, {}), problem.why);
  }
  return problems;
}

std::string theme_seen_from(const fs::path& folder, const std::string& word) {
  std::error_code error;
  if (word == kAutoTheme || find_builtin_theme(word) != nullptr) return word;
  const fs::path file = folder / word;
  return looks_like_file(word) || fs::exists(file, error) ? file.string() : word;
}

std::string name_of_theme(const std::string& word) {
  const Result<NamedTheme> theme = load_theme(word);
  return theme ? theme->name : std::string();
}

}  // namespace convarith
