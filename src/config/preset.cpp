#include "preset.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "fields.hpp"
#include "key_places.hpp"
#include "naming.hpp"
#include "suggest.hpp"
#include "values.hpp"

namespace convarith {
namespace {

using nlohmann::json;

constexpr std::uintmax_t kLargestFile = 64 << 20;

/// Where a byte of a text stands, as "line:column", both counted from 1.
std::string place_of_byte(std::string_view text, std::size_t byte, int first_line) {
  const std::string_view before = text.substr(0, std::min(byte == 0 ? 0 : byte - 1, text.size()));
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t line_start = before.rfind('\n') + 1;  // 0 where there is no line feed
  return fmt::format("{}:{}", first_line + lines, before.size() - line_start + 1);
}

/// The library's message without its number and place: "source:line:column: not valid JSON: why".
Problem syntax_problem(const json::parse_error& error, std::string_view text, const std::string& source,
                       int first_line) {
  std::string why = error.what();
  const std::size_t place = why.find("parse error");
  const std::size_t colon = place == std::string::npos ? place : why.find(": ", place);
  if (colon != std::string::npos) why.erase(0, colon + 2);
  return usage_problem(fmt::format("{}:{}", source, place_of_byte(text, error.byte, first_line)),
                       "not valid JSON: " + why);
}

/// What was meant by an unknown key: one like it, or the letter of the flag that it is like.
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

Status check_version(const json& value) {
  if (!value.is_number_integer() || value.get<long long>() < 1) {
    return usage_problem({}, "must be a whole number from 1, not " + value.dump());
  }
  if (value.get<long long>() > kPresetVersion) {
    return usage_problem({}, fmt::format("version {} is newer than this program knows", value.dump()),
                         fmt::format("it reads versions up to {}", kPresetVersion));
  }
  return ok();
}

Status read_value(Request& request, const std::string& key, const json& value) {
  if (key == "version") return check_version(value);
  const Field* field = find_field(key);
  if (field == nullptr) return usage_problem({}, "unknown key", suggest_key(key));
  return set_from_json(request, *field, value);
}

/// What a file or standard input holds, and how messages call it.
struct Source {
  std::string name;
  std::string text;
};

Result<Source> read_all(std::istream& stream, const std::string& name) {
  Source source{name, {}};
  std::array<char, 1 << 16> part;
  while (stream.read(part.data(), part.size()), stream.gcount() > 0) {
    source.text.append(part.data(), static_cast<std::size_t>(stream.gcount()));
  }
  if (stream.bad()) return failure(name, "can't be read");
  return source;
}

/// The file of a name, or standard input where that is "-".
Result<Source> open_source(const std::string& argument, const std::string& flag) {
  if (argument == "-") return read_all(std::cin, "standard input");
  std::error_code error;
  if (!std::filesystem::exists(argument, error)) {
    return usage_problem(flag, fmt::format("there is no file '{}'", argument));
  }
  if (std::filesystem::is_directory(argument, error)) return usage_problem(argument, "is a folder, not a file");
  if (std::filesystem::is_regular_file(argument, error) && std::filesystem::file_size(argument, error) > kLargestFile) {
    return usage_problem(argument, "is too large to hold presets");
  }
  std::ifstream file(argument, std::ios::binary);
  if (!file) return failure(argument, "can't be read");
  return read_all(file, argument);
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
                                   std::optional<int> only_line) {
  const int first_line = only_line.value_or(1);
  const std::string whole = only_line ? fmt::format("{}:{}", source, *only_line) : source;
  json document;
  try {
    document = json::parse(text);
  } catch (const json::parse_error& error) {
    return syntax_problem(error, text, source, first_line);
  } catch (const json::out_of_range& error) {
    const std::string why = error.what();
    return usage_problem(whole, why.substr(why.find("] ") + 2), "use a smaller number");
  }
  if (!document.is_object()) return usage_problem(whole, "a preset is a JSON object, such as {\"n\": 5, \"k\": 3}");

  SourcedRequest result;
  Problems problems;
  for (const KeyPlace& place : places_of_keys(text)) {
    const std::string where = fmt::format("{}:{}: \"{}\"", source, first_line + place.line - 1, place.key);
    if (!result.places.emplace(place.key, where).second) {
      problems.push_back(usage_problem(where, "the key is given twice"));
      continue;
    }
    const Status read = read_value(result.request, place.key, document.at(place.key));
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
  // A line for each key, but short lists on theirs.
  std::string text = "{";
  for (const auto& [key, value] : document.items()) {
    text += fmt::format("{}\n  {}: {}", text.size() > 1 ? "," : "", nlohmann::json(key).dump(), value.dump());
  }
  return text + "\n}\n";
}

SourcedRequest merge(SourcedRequest base, const SourcedRequest& over) {
  // Both say how large the frames are.
  if (over.request.width) base.request.dpi.reset();
  if (over.request.dpi) base.request.width.reset();
  for (const Field& field : fields()) {
    if (is_set(over.request, field)) copy_field(field, over.request, base.request);
  }
  for (const auto& [key, place] : over.places) base.places.insert_or_assign(key, place);
  return base;
}

Problems locate(Problems problems, const SourcedRequest& request) {
  for (Problem& problem : problems) {
    const Field* field = find_field(problem.where);
    if (field == nullptr) continue;
    const auto place = request.places.find(field->key);
    problem.where = place != request.places.end() ? place->second : flag_names(*field);
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
    const bool looks_like_file = argument.find('/') != std::string::npos || argument.ends_with(".json");
    if (!looks_like_file && !std::filesystem::exists(argument, error)) return unknown_preset(argument);
    return source.problems();
  }
  return read_preset(source->text, source->name,
                     argument == "-" ? std::string() : std::filesystem::path(argument).stem().string());
}

Result<std::vector<Result<SourcedRequest>>> load_manifest(const std::string& argument) {
  const Result<Source> source = open_source(argument, "--manifest");
  if (!source) return source.problems();
  std::vector<Result<SourcedRequest>> requests;
  std::istringstream lines(source->text);
  int number = 1;
  for (std::string line; std::getline(lines, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    requests.push_back(read_preset(line, source->name, {}, number));
    if (requests.back()) requests.back()->line = fmt::format("{}:{}", source->name, number);
  }
  return requests;
}

}  // namespace convarith
