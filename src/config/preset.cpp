#include "config/preset.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>
#include <utility>

#include "config/fields.hpp"
#include "config/json_text.hpp"
#include "config/key_places.hpp"
#include "config/naming.hpp"
#include "config/source_bytes.hpp"
#include "config/suggest.hpp"
#include "config/themes.hpp"
#include "config/values.hpp"

namespace convarith {
namespace {

using nlohmann::json;

/// Returns a hint for an unknown key: the key of the field whose long flag is similar, or else similar keys.
std::string suggest_key(const std::string& key) {
  std::vector<std::string> keys{"version"};
  std::vector<std::string> long_names;
  for (const Field& field : fields()) {
    keys.emplace_back(field.key);
    long_names.push_back(long_name(field));
  }
  const std::vector<std::string_view> known_names(long_names.begin(), long_names.end());
  const std::vector<std::string_view> near = nearest_words(key, known_names);
  for (const Field& field : fields()) {
    if (!near.empty() && long_name(field) == near.front() && field.key != near.front()) {
      return fmt::format("did you mean {}, the {}?", field.key, near.front());
    }
  }
  return choose_from(key, std::vector<std::string_view>(keys.begin(), keys.end()));
}

Status read_value(Request& request, const std::string& key, const json& value, const std::filesystem::path& folder) {
  if (key == "version") return check_version(value, kPresetVersion);
  const Field* field = find_field(key);
  if (field == nullptr) return usage_problem({}, "unknown key", suggest_key(key));
  Status set = set_from_json(request, *field, value, folder);
  if (set && key == "theme") request.theme = theme_seen_from(folder, *request.theme);
  return set;
}

/// The contents of a file or of standard input, with its name in messages.
struct Source {
  std::string name;
  std::string text;
};

/// Reads a file, or standard input if the name is "-".
Result<Source> open_source(const std::string& argument, const std::string& flag) {
  const std::string name = argument == kStandardInput ? "standard input" : argument;
  std::error_code error;
  if (argument != kStandardInput && !std::filesystem::exists(argument, error)) {
    return usage_problem(flag, fmt::format("there is no file '{}'", argument));
  }
  Result<std::string> text = bytes_of_source(argument);
  if (text) return Source{name, *std::move(text)};
  Problem problem = text.problems().front();
  problem.where = name;
  return problem;
}

Problem unknown_preset(const std::string& name) {
  std::vector<std::string_view> names;
  for (const BuiltinPreset& preset : builtin_presets()) names.push_back(preset.name);
  const std::vector<std::string_view> near = nearest_words(name, names);
  return usage_problem("--preset", fmt::format("there is no preset or file '{}'", name),
                       near.empty() ? "see 'convarith presets'" : choose_from(name, near));
}

}  // namespace

Result<SourcedRequest> read_preset(std::string_view text, const std::string& source, std::string_view stem,
                                   std::optional<int> only_line, const std::filesystem::path& folder) {
  const int first_line = only_line.value_or(1);
  const std::string whole = only_line ? fmt::format("{}:{}", source, *only_line) : source;
  const Result<json> document = parse_json(text, source, first_line);
  if (!document) return document.problems();
  if (!document->is_object()) return usage_problem(whole, "a preset is a JSON object, such as {\"n\": 5, \"k\": 3}");

  SourcedRequest result;
  Problems problems;
  for (const KeyPlace& place : places_of_keys(text)) {
    const std::string where = fmt::format("{}:{}: \"{}\"", source, first_line + place.line - 1, place.key);
    if (!result.places.emplace(place.key, where).second) {
      problems.push_back(usage_problem(where, "the key is given twice"));
      continue;
    }
    const Status read = read_value(result.request, place.key, document->at(place.key), folder);
    if (read) continue;
    for (Problem problem : read.problems()) {
      problem.where = where;
      problems.push_back(std::move(problem));
    }
  }
  if (!result.request.name && !stem.empty()) result.request.name = std::string(stem);
  if (result.request.name) {
    if (Status named = check_name(*result.request.name); !named && problems.empty()) {
      const auto place = result.places.find("name");
      Problem problem = std::move(named).problems().front();
      problem.where = place != result.places.end() ? place->second : whole;
      problems.push_back(std::move(problem));
    }
  }
  if (!problems.empty()) return problems;
  return result;
}

std::string write_preset(const Request& request) {
  nlohmann::ordered_json document;
  document["version"] = kPresetVersion;
  for (const Field& field : fields()) {
    if (is_set(request, field)) document[std::string(field.key)] = to_json(request, field);
  }
  // Each key has one line, and lists stay on it.
  std::string text = "{";
  for (const auto& [key, value] : document.items()) {
    text += fmt::format("{}\n  {}: {}", text.size() > 1 ? "," : "", nlohmann::json(key).dump(), value.dump());
  }
  return text + "\n}\n";
}

SourcedRequest merge(SourcedRequest base, const SourcedRequest& over) {
  // A width in px and a resolution both determine the size of the frames.
  if (over.request.width && !over.request.width->is_on_paper()) base.request.dpi.reset();
  if (over.request.dpi && base.request.width && !base.request.width->is_on_paper()) base.request.width.reset();
  for (const Field& field : fields()) {
    if (is_set(over.request, field)) copy_field(field, over.request, base.request);
  }
  for (const auto& [key, place] : over.places) base.places.insert_or_assign(key, place);
  return base;
}

namespace {

/// Returns the place where a parameter, or else the numbers that it follows from, was given. Nothing if neither was.
std::optional<std::string> place_of(std::string_view key, const SourcedRequest& request) {
  constexpr std::pair<std::string_view, std::string_view> sources[] = {{"n", "values"},
                                                                       {"channels", "values"},
                                                                       {"k", "weights"},
                                                                       {"channels", "weights"},
                                                                       {"filters", "weights"},
                                                                       {"filters", "pointwise_weights"},
                                                                       {"pointwise", "pointwise_weights"}};
  if (const auto place = request.places.find(key); place != request.places.end()) return place->second;
  for (const auto& [size, numbers] : sources) {
    const auto place = request.places.find(numbers);
    if (size == key && place != request.places.end()) return place->second;
  }
  return std::nullopt;
}

/// Returns what stands before a field's value in the request's own notation, such as "-k " or "kernel_size=".
std::string assignment(const Field& field, const SourcedRequest& request) {
  if (const auto word = request.words.find(field.key); word != request.words.end()) return word->second + "=";
  if (!request.line.empty()) return fmt::format("\"{}\": ", field.key);
  return fmt::format("{} ", field.flags.substr(0, field.flags.find(',')));
}

/// Rewrites a hint such as "use k=3 or less" in the request's own notation.
std::string in_words_of(const SourcedRequest& request, const std::string& hint) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz_";
  std::string text;
  for (std::size_t at = 0; at < hint.size();) {
    const std::size_t end = std::min(hint.find_first_not_of(letters, at), hint.size());
    const std::string word = hint.substr(at, end - at);
    const Field* field = end < hint.size() && hint[end] == '=' ? find_field(word) : nullptr;
    text += field != nullptr ? assignment(*field, request) : hint.substr(at, end - at + 1);
    at = end + 1;
  }
  return text;
}

}  // namespace

Problems locate(Problems problems, const SourcedRequest& request) {
  for (Problem& problem : problems) {
    const Field* field = find_field(problem.where);
    if (field == nullptr) continue;
    problem.hint = in_words_of(request, problem.hint);
    problem.where = place_of(field->key, request).value_or(flag_names(*field));
  }
  return problems;
}

const BuiltinPreset* find_builtin_preset(std::string_view name) {
  const auto presets = builtin_presets();
  const auto found =
      std::find_if(presets.begin(), presets.end(), [name](const BuiltinPreset& preset) { return preset.name == name; });
  return found == presets.end() ? nullptr : &*found;
}

Result<SourcedRequest> load_preset(const std::string& argument) {
  if (const BuiltinPreset* preset = find_builtin_preset(argument)) {
    return read_preset(preset->text, "preset " + argument, argument);
  }
  const Result<Source> source = open_source(argument, "--preset");
  if (!source) {
    std::error_code error;
    const bool looks_like_file =
        argument == kStandardInput || argument.find('/') != std::string::npos || argument.ends_with(".json");
    if (!looks_like_file && !std::filesystem::exists(argument, error)) return unknown_preset(argument);
    return source.problems();
  }
  const std::filesystem::path file = argument == kStandardInput ? "" : argument;
  return read_preset(source->text, source->name, file.stem().string(), std::nullopt, file.parent_path());
}

Result<std::vector<Result<SourcedRequest>>> load_manifest(const std::string& argument) {
  const Result<Source> source = open_source(argument, "--manifest");
  if (!source) return source.problems();
  const std::filesystem::path file = argument == kStandardInput ? "" : argument;
  std::vector<Result<SourcedRequest>> requests;
  std::istringstream lines(source->text);
  int number = 1;
  for (std::string line; std::getline(lines, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    requests.push_back(read_preset(line, source->name, {}, number, file.parent_path()));
    if (requests.back()) requests.back()->line = fmt::format("{}:{}", source->name, number);
  }
  return requests;
}

}  // namespace convarith
