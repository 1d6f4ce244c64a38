#include "config/naming.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>

#include "config/colours.hpp"
#include "config/fields.hpp"
#include "config/themes.hpp"
#include "config/values.hpp"

namespace convarith {
namespace {

constexpr std::size_t kLongestName = 100;

std::string_view kind(const LayerOptions& layer) {
  switch (layer.op.value_or(Operator::convolution)) {
    case Operator::max_pooling:
      return "maxpool";
    case Operator::average_pooling:
      return "avgpool";
    case Operator::convolution:
      break;
  }
  return layer.transposed.value_or(false) ? "convt" : "conv";
}

/// Returns the word for a model in a name: its stem, or "model", or "chain" for layers that were given one by one.
std::string model_word(const Model& model) {
  if (model.source.empty()) return "chain";
  const std::string stem = stem_of(model);
  return stem.empty() ? "model" : stem;
}

/// Returns the first word of a name: "conv", "maxpool1d", ...
std::string prefix(const Request& layer) {
  if (layer.model) return model_word(*layer.model);
  const int dims = layer.dims.value_or(2);
  return dims == 2 ? std::string(kind(layer)) : fmt::format("{}{}d", kind(layer), dims);
}

/// Returns the part of a name for some layers of a model: "_only_conv1-layer2".
std::string only_part(std::string only) {
  for (char& c : only) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '-';
  }
  if (only.starts_with('-')) only.insert(0, "0");
  return "_only_" + only.substr(0, 24);
}

/// Returns the part of a name for a field of the layer or its numbers: "_s2", "_p1-1-0-2", "_pw4",
/// "_padding_mode_reflect". For numbers it says only that there are some. For a switch it is the first letter, since no
/// preset's name followed by such a letter is the name of another preset.
std::string part(const Request& request, const Field& field) {
  if (field.key == "only") return only_part(*request.only);
  if (field.key == "model") return "_" + model_word(*request.model);
  if (std::holds_alternative<std::optional<Tensor> Request::*>(field.member)) return fmt::format("_{}", field.key);
  if (field.key == "has_bias") return *request.has_bias ? "_bias" : "_no_bias";
  if (field.key == "pointwise") return fmt::format("_pw{}", *request.pointwise);
  if (field.metavar.empty()) return fmt::format("_{}", field.key[0]);
  std::string text = to_text(request, field);
  std::replace(text.begin(), text.end(), ',', '-');
  const bool needs_gap = field.key.size() > 2 && std::isalpha(static_cast<unsigned char>(text.front())) != 0;
  return fmt::format("_{}{}{}", field.key, needs_gap ? "_" : "", text);
}

/// Returns the part of a name for a background, such as "_background_0d1117".
std::string background_part(const std::string& background) {
  if (background == kTransparent) return "_transparent";
  // Errors in a colour are not reported here.
  if (!colour_of_text(background)) return {};
  return fmt::format("_background_{}", background.substr(background.find('#') + 1));
}

/// Returns the part of a name for a range, such as "_per-map" or "_range0to0_5".
std::string range_part(const std::string& range) {
  if (range.find(':') == std::string::npos) return "_" + range;
  std::string part = "_range" + range;
  std::erase(part, '+');
  std::replace(part.begin(), part.end(), '.', '_');
  part.replace(part.find(':'), 1, "to");
  return part;
}

/// Returns the part of a name for a field of the figure: "_stamp", "_beside_transpose", "_strip4", "_cell2x3",
/// "_labels", "_dark". For a title or caption it says only that there is one.
std::string figure_part(const Request& request, const Field& field) {
  if (field.key == "theme")
    return fmt::format("_{}", request.theme == kAutoTheme ? kAutoTheme : name_of_theme(*request.theme));
  if (field.key == "background") return background_part(*request.background);
  if (field.key == "view") return fmt::format("_{}", *request.view);
  if (field.key == "beside") return fmt::format("_beside_{}", *request.beside);
  if (field.key == "strip")
    return fmt::format("_strip{}{}", request.strip->pictures ? "" : "_", to_text(request, field));
  if (field.key == "cell") return fmt::format("_cell{}", to_text(request, field));
  if (field.key == "cells") return fmt::format("_{}", *request.cells);
  if (field.key == "colormap") return fmt::format("_{}", *request.colormap);
  if (field.key == "range") return range_part(*request.range);
  if (field.key == "columns") return fmt::format("_columns{}", *request.columns);
  if (field.key == "depth") return fmt::format("_depth{}", *request.depth);
  return fmt::format("_{}", field.key);
}

/// Whether a name leaves a field out, because its first word tells it or the field has its default.
bool goes_without_saying(const Field& field, const Request& request) {
  const std::string_view key = field.key;
  if (key == "op" || key == "dims" || key == "transposed") return true;
  if (key == "p") return request.p == Padding(PerAxis::all(0));
  if (key == "a") return request.a == PerAxis::all(0);
  if (key == "d") return request.d == PerAxis::all(1);
  if (key == "s") return request.s == (kind(request).starts_with("conv") ? PerAxis::all(1) : request.k);
  if (key == "padding_mode") return request.padding_mode == PaddingMode::zeros;
  if (key == "ceil_mode") return request.ceil_mode == false;
  if (key == "count_include_pad") return request.count_include_pad == true;
  if (key == "channels") return request.channels == 1;
  if (key == "filters") return request.filters == 1;
  if (key == "groups") return request.groups == 1;
  if (key == "has_bias") return request.has_bias == false || request.bias;
  return false;
}

/// Whether a name leaves a field of the figure out, because its value is the usual one. A figure in both light and dark
/// colours still counts as the usual figure.
bool is_usual_in_figures(const Field& field, const Request& request) {
  if (field.key == "view") return request.view == "projection" || request.view == "insertion";
  if (field.key == "theme") return request.theme == kAutoTheme;
  if (field.key == "cells") return request.cells == "auto";
  if (field.key == "range") return request.range == "auto";
  if (field.key == "title") return request.title->empty();
  if (field.key == "caption") return request.caption->empty();
  const auto* is_on = std::get_if<std::optional<bool> Request::*>(&field.member);
  return is_on != nullptr && request.*(*is_on) == false;
}

/// Returns the part of a name for a layer's numbers and how they are written, such as "_values_random7_precision2".
std::string numbers_part(const Request& request) {
  const bool has_any = request.values || request.weights || request.pointwise_weights || request.bias;
  std::string name = has_any ? "_values" : "";
  if (request.random) name += fmt::format("_random{}", *request.random);
  if (request.precision) name += fmt::format("_precision{}", *request.precision);
  return name;
}

bool is_layer_field(const Field& field) {
  return field.group == kLayerGroup || (field.group == kModelGroup && field.key != "model" && field.key != "depth");
}

}  // namespace

Status check_name(std::string_view name) {
  const auto allowed = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-'; };
  if (name.empty()) return usage_problem({}, "the name is empty", "use letters, digits, '_' and '-'");
  if (name.size() > kLongestName) {
    return usage_problem({}, fmt::format("a name of {} characters is too long", name.size()),
                         fmt::format("use at most {}", kLongestName));
  }
  if (!std::all_of(name.begin(), name.end(), allowed)) {
    return usage_problem({}, fmt::format("'{}' can't be part of a file name", name),
                         "use letters, digits, '_' and '-'");
  }
  return ok();
}

std::string stem_of(const Model& model) {
  std::string stem = model.source.substr(model.source.rfind('/') + 1);
  stem.resize(std::min(stem.find('.'), stem.size()));
  for (char& c : stem) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '-') c = '_';
  }
  const bool is_file = model.source.find(' ') == std::string::npos;
  return is_file ? stem.substr(0, kLongestName / 2) : std::string();
}

std::string name_from_parameters(const Request& request) {
  std::string name = prefix(request);
  for (const Field& field : fields()) {
    if (!is_layer_field(field) || !is_set(request, field) || goes_without_saying(field, request)) continue;
    name += part(request, field);
  }
  name += numbers_part(request);
  for (const Field& field : fields()) {
    if (field.group != kFigureGroup || !is_set(request, field) || is_usual_in_figures(field, request)) continue;
    name += figure_part(request, field);
  }
  return name;
}

std::string name_of_overrides(const Request& preset, const Request& merged) {
  std::string overrides;
  for (const Field& field : fields()) {
    const bool is_said_by_bias = field.key == "has_bias" && merged.bias;
    const bool is_same_in_two = field.key == "theme" && merged.theme == kAutoTheme && !preset.theme;
    if (same_field(field, preset, merged) || is_said_by_bias || is_same_in_two) continue;
    if (is_layer_field(field) || field.group == kValuesGroup) overrides += part(merged, field);
    if (field.group == kFigureGroup) overrides += figure_part(merged, field);
  }
  return overrides;
}

}  // namespace convarith
