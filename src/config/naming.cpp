#include "naming.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>

#include "fields.hpp"
#include "values.hpp"

namespace convarith {
namespace {

constexpr std::size_t kLongestName = 100;

std::string_view prefix(const LayerOptions& layer) {
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

/// "_s2"; for a switch its first letter, which together with a preset's name is not the name of another preset.
std::string part(const Request& request, const Field& field) {
  if (std::holds_alternative<std::optional<bool> Request::*>(field.member)) return fmt::format("_{}", field.key[0]);
  return fmt::format("_{}{}", field.key, to_text(request, field));
}

/// What a parameter is when nobody says; the sizes of input and kernel have no default.
std::optional<PerAxis> default_of(std::string_view key, const LayerOptions& layer) {
  if (key == "p" || key == "a") return PerAxis{0, 0};
  if (key == "d") return PerAxis{1, 1};
  if (key == "s") return layer.op.value_or(Operator::convolution) == Operator::convolution ? PerAxis{1, 1} : layer.k;
  return std::nullopt;
}

bool is_layer_field(const Field& field) {
  return field.group == kLayerGroup;
}

}  // namespace

Status check_name(std::string_view name) {
  const auto allowed = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-'; };
  if (name.empty()) return usage_problem({}, "the name is empty", "use letters, digits, '_' and '-'");
  if (name.size() > kLongestName) {
    return usage_problem({}, fmt::format("a name of {} letters is too long", name.size()),
                         fmt::format("use up to {}", kLongestName));
  }
  if (!std::all_of(name.begin(), name.end(), allowed)) {
    return usage_problem({}, fmt::format("'{}' can't be part of a file name", name),
                         "use letters, digits, '_' and '-'");
  }
  return ok();
}

std::string name_from_parameters(const LayerOptions& layer) {
  Request request;
  static_cast<LayerOptions&>(request) = layer;
  std::string name(prefix(layer));
  for (const Field& field : fields()) {
    const auto* member = std::get_if<std::optional<PerAxis> Request::*>(&field.member);
    if (!is_layer_field(field) || member == nullptr || !is_set(request, field)) continue;
    if (request.**member != default_of(field.key, layer)) name += part(request, field);
  }
  return name;
}

std::string name_of_overrides(const Request& preset, const Request& merged) {
  std::string overrides;
  for (const Field& field : fields()) {
    if (is_layer_field(field) && !same_field(field, preset, merged)) overrides += part(merged, field);
  }
  return overrides;
}

}  // namespace convarith
