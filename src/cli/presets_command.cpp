#include <fmt/core.h>

#include <algorithm>
#include <vector>

#include "arithmetic/operation.hpp"
#include "cli/commands.hpp"
#include "cli/job.hpp"
#include "cli/report.hpp"
#include "config/fields.hpp"
#include "config/numbers/fit_values.hpp"
#include "config/suggest.hpp"
#include "config/values.hpp"

namespace convarith {
namespace {

/// Returns the parameters of a layer, such as "n=5 k=3 s=2 p=1 transposed".
std::string parameters(const Request& request) {
  std::string text;
  for (const Field& field : fields()) {
    if (field.group != kLayerGroup || !is_set(request, field)) continue;
    const bool is_switch = field.metavar.empty();
    text += fmt::format("{}{}", text.empty() ? "" : " ", field.key);
    if (!is_switch) text += fmt::format("={}", to_text(request, field));
  }
  return text;
}

struct PresetRow {
  std::string family;
  std::string name;
  std::string parameters;
  std::string output;
  std::string steps;
  std::string view;
};

std::string view_of(const Request& request) {
  if (request.beside) return "beside " + *request.beside;
  return request.view.value_or("projection");
}

PresetRow row_of(const BuiltinPreset& preset) {
  const SourcedRequest sourced = *read_preset(preset.text, std::string(preset.name), preset.name);
  Request request = sourced.request;
  take_sizes_from_values(request);
  const Job job = *plan_job(sourced, {});
  const Operation& operation = job.subject.chain.front();
  const std::string rows = operation.dims == 1 ? "" : fmt::format("{}x", operation.rows.output);
  return {request.family.value_or(""),
          std::string(preset.name),
          parameters(request),
          fmt::format("{}{}", rows, operation.cols.output),
          fmt::format("{}", job.steps()),
          view_of(request)};
}

}  // namespace

int run(const ListPresetsCommand&) {
  std::vector<PresetRow> rows{{"FAMILY", "NAME", "LAYER", "OUTPUT", "STEPS", "VIEW"}};
  for (const BuiltinPreset& preset : builtin_presets()) rows.push_back(row_of(preset));
  std::stable_sort(rows.begin() + 1, rows.end(),
                   [](const PresetRow& a, const PresetRow& b) { return a.family < b.family; });
  const auto widest = [&rows](std::string PresetRow::*column) {
    std::size_t width = 0;
    for (const PresetRow& row : rows) width = std::max(width, (row.*column).size());
    return width;
  };
  std::string text;
  for (const PresetRow& row : rows) {
    text += fmt::format("{:{}}  {:{}}  {:{}}  {:>{}}  {:>{}}  {}\n", row.family, widest(&PresetRow::family), row.name,
                        widest(&PresetRow::name), row.parameters, widest(&PresetRow::parameters), row.output,
                        widest(&PresetRow::output), row.steps, widest(&PresetRow::steps), row.view);
  }
  return run(PrintCommand{text});
}

int run(const ShowPresetCommand& command) {
  const BuiltinPreset* preset = find_builtin_preset(command.name);
  if (preset != nullptr) return run(PrintCommand{std::string(preset->text), true});
  std::vector<std::string_view> names;
  for (const BuiltinPreset& known : builtin_presets()) names.push_back(known.name);
  return report({usage_problem(
      "presets show", fmt::format("there is no preset '{}'", command.name),
      nearest_words(command.name, names).empty() ? "see 'convarith presets'" : choose_from(command.name, names))});
}

}  // namespace convarith
