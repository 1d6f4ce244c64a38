#include <nlohmann/json.hpp>
#include <string>

#include "config/models/model_file.hpp"
#include "config/models/read_model.hpp"
#include "config/value_parts.hpp"

namespace convarith {
namespace {

/// Reads a model from its lines in a preset.
Result<Model> read_lines(const nlohmann::json& lines) {
  std::string text;
  for (const nlohmann::json& line : lines) text += line.get<std::string>() + "\n";
  Result<Model> model = read_model(text, "the model");
  if (model) return model;
  Problems problems = std::move(model).problems();
  for (Problem& problem : problems) problem.where.clear();
  return problems;
}

}  // namespace

Result<Model> parse(As<Model>, std::string_view text, const Field&) {
  if (text.empty()) return wrong("the file name is empty", "name a file, or - for standard input");
  return load_model(std::string(text));
}

Result<Model> read(As<Model>, const nlohmann::json& value, const Field&, const std::filesystem::path& folder) {
  const bool is_lines = value.is_array() && std::all_of(value.begin(), value.end(),
                                                        [](const nlohmann::json& line) { return line.is_string(); });
  if (is_lines) return read_lines(value);
  if (!value.is_string()) return wrong("must be a file name or a list of lines, not " + brief(value));
  return load_model(folder / value.get<std::string>());
}

}  // namespace convarith
