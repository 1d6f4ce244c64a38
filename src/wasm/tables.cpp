#include "wasm/tables.hpp"

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/version.hpp"
#include "config/fields.hpp"
#include "config/preset.hpp"
#include "config/themes.hpp"
#include "config/value_parts.hpp"
#include "embed/hosts.hpp"
#include "encode/encoder.hpp"
#include "layout/heat/colour_map.hpp"
#include "layout/views/comparisons.hpp"
#include "layout/views/views.hpp"

namespace convarith {
namespace {

using nlohmann::ordered_json;

// What kind of value a field has, in one word.
std::string_view kind_of(std::optional<std::string> Request::*) {
  return "text";
}
std::string_view kind_of(std::optional<Operator> Request::*) {
  return "word";
}
std::string_view kind_of(std::optional<PaddingMode> Request::*) {
  return "word";
}
std::string_view kind_of(std::optional<PerAxis> Request::*) {
  return "sizes";
}
std::string_view kind_of(std::optional<Padding> Request::*) {
  return "padding";
}
std::string_view kind_of(std::optional<Model> Request::*) {
  return "model";
}
std::string_view kind_of(std::optional<Tensor> Request::*) {
  return "numbers";
}
std::string_view kind_of(std::optional<NamedTensors> Request::*) {
  return "tensors";
}
std::string_view kind_of(std::optional<bool> Request::*) {
  return "switch";
}
std::string_view kind_of(std::optional<int> Request::*) {
  return "whole";
}
std::string_view kind_of(std::optional<double> Request::*) {
  return "number";
}
std::string_view kind_of(std::optional<StepRange> Request::*) {
  return "steps";
}
std::string_view kind_of(std::optional<Strip> Request::*) {
  return "strip";
}
std::string_view kind_of(std::optional<PictureWidth> Request::*) {
  return "width";
}
std::string_view kind_of(std::optional<PictureScale> Request::*) {
  return "scale";
}
std::string_view kind_of(std::optional<std::vector<std::string>> Request::*) {
  return "list";
}

template <class Table>
std::vector<std::string_view> names_of(const Table& table) {
  std::vector<std::string_view> names;
  for (const auto& row : table) names.push_back(row.name);
  return names;
}

std::vector<std::string_view> names_of_themes() {
  std::vector<std::string_view> names = names_of(builtin_themes());
  names.push_back(kAutoTheme);
  return names;
}

/// Returns the words that a field can be, or stands for in part, from the tables that have them. Empty: any text, or
/// numbers.
std::vector<std::string_view> choices_of(std::string_view key) {
  if (key == "op") return words_of(kOperators);
  if (key == "p") return words_of(kPaddingRules);
  if (key == "padding_mode") return words_of(kPaddingModes);
  if (key == "view") return names_of(views());
  if (key == "beside") return names_of(comparisons());
  if (key == "theme") return names_of_themes();
  if (key == "colormap") return names_of(colour_maps());
  if (key == "format") return names_of(formats());
  if (key == "cells") return {"auto", "numbers", "heat", "both"};
  if (key == "panels") return {"input", "kernel", "results", "output", "breakdown"};
  if (key == "caption") return {"params", "formula", "both"};
  return {};
}

ordered_json field_json(const Field& field) {
  ordered_json json{
      {"key", field.key},         {"flags", field.flags},
      {"metavar", field.metavar}, {"group", field.group},
      {"help", field.help},       {"kind", std::visit([](auto member) { return kind_of(member); }, field.member)}};
  if (field.most > field.least) json.update({{"least", field.least}, {"most", field.most}});
  if (const auto choices = choices_of(field.key); !choices.empty()) json["choices"] = choices;
  return json;
}

template <class Table>
ordered_json rows_json(const Table& table) {
  ordered_json rows = ordered_json::array();
  for (const auto& row : table) rows.push_back({{"name", row.name}, {"help", row.help}});
  return rows;
}

ordered_json formats_json() {
  ordered_json rows = ordered_json::array();
  for (const Format& format : formats()) {
    rows.push_back({{"name", format.name},
                    {"suffix", format.suffix},
                    {"help", format.help},
                    {"file_per_step", format.file_per_step},
                    {"can_have_dark", format.can_have_dark}});
  }
  return rows;
}

ordered_json views_json() {
  ordered_json rows = ordered_json::array();
  for (const View& view : views()) {
    ordered_json own = ordered_json::array();
    for (const OwnOption& option : view.own_options) own.push_back(option.name);
    rows.push_back({{"name", view.name},
                    {"help", view.help},
                    {"theme", view.theme},
                    {"shows_numbers", view.shows_numbers},
                    {"shows_model", view.shows_model},
                    {"own_options", std::move(own)}});
  }
  return rows;
}

ordered_json themes_json() {
  ordered_json rows = ordered_json::array();
  for (const BuiltinTheme& builtin : builtin_themes()) {
    const ordered_json theme = ordered_json::parse(builtin.text);
    rows.push_back({{"name", builtin.name}, {"help", theme.value("description", "")}});
  }
  return rows;
}

ordered_json colour_maps_json() {
  ordered_json rows = ordered_json::array();
  for (const ColourMap& map : colour_maps()) rows.push_back({{"name", map.name}, {"is_diverging", map.is_diverging}});
  return rows;
}

ordered_json presets_json() {
  ordered_json rows = ordered_json::array();
  for (const BuiltinPreset& preset : builtin_presets()) {
    rows.push_back({{"name", preset.name}, {"request", ordered_json::parse(preset.text)}});
  }
  return rows;
}

}  // namespace

std::string tables_json() {
  ordered_json all_fields = ordered_json::array();
  for (const Field& field : fields()) all_fields.push_back(field_json(field));
  return ordered_json{{"version", kVersion},
                      {"fields", std::move(all_fields)},
                      {"formats", formats_json()},
                      {"views", views_json()},
                      {"comparisons", rows_json(comparisons())},
                      {"themes", themes_json()},
                      {"colormaps", colour_maps_json()},
                      {"hosts", rows_json(hosts())},
                      {"presets", presets_json()}}
      .dump();
}

}  // namespace convarith
