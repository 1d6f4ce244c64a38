#include "cli/figure_requests.hpp"

#include <fmt/core.h>

#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "config/fields.hpp"
#include "config/models/layer_list.hpp"
#include "config/naming.hpp"
#include "config/numbers/fit_values.hpp"
#include "config/numbers/picture_values.hpp"
#include "config/padding_pairs.hpp"
#include "config/suggest.hpp"
#include "engine/layer_request.hpp"

namespace convarith {
namespace {

/// Returns the presets that the command names, in order, or no preset if the layer comes from flags alone.
Result<std::vector<std::string>> chosen_presets(const FigureArguments& command) {
  std::vector<std::string> presets = command.presets;
  if (!command.all && !command.family) return presets;
  std::set<std::string> families;
  for (const BuiltinPreset& preset : builtin_presets()) {
    const auto read = read_preset(preset.text, std::string(preset.name), preset.name);
    families.insert(*read->request.family);
    if (command.all || read->request.family == command.family) presets.emplace_back(preset.name);
  }
  if (command.family && !families.contains(*command.family)) {
    const std::vector<std::string_view> known(families.begin(), families.end());
    return usage_problem("--family", fmt::format("there is no family '{}'", *command.family),
                         choose_from(*command.family, known));
  }
  return presets;
}

/// Puts the command's flags over a preset, and names the result after both.
Result<SourcedRequest> with_flags(const Result<SourcedRequest>& preset, const SourcedRequest& flags) {
  if (!preset) return preset;
  SourcedRequest merged = merge(*preset, flags);
  settle_pair_of_padding(merged);
  if (!flags.request.name && merged.request.name) {
    *merged.request.name += name_of_overrides(preset->request, merged.request);
  }
  return merged;
}

/// Returns the layer of a text, with the command's flags. The bias, which a framework adds unasked, is left out of its
/// name.
Result<SourcedRequest> layer_with_flags(const std::string& text, const SourcedRequest& flags) {
  Result<SourcedRequest> request = request_of_text(text, "--layer", flags);
  if (request && request->request.pointwise_weights && !request->request.pointwise) {
    return usage_problem(flag_names(*find_field("pointwise_weights")),
                         "no 1×1 convolution follows the layer of --layer", "leave it out, or give a SeparableConv2D");
  }
  if (request) say_groups_of_multiplier(request->request);
  if (!request || request->request.name) return request;
  Request named = request->request;
  if (const Status read = read_picture_values(named, false); !read) return locate(read.problems(), *request);
  take_sizes_from_values(named);
  named.has_bias.reset();
  request->request.name = name_from_parameters(named);
  return request;
}

/// Returns the request of several layers, one after the other, with the command's flags.
Result<SourcedRequest> layers_with_flags(const std::vector<std::string>& texts, const SourcedRequest& flags) {
  Result<Model> model = read_layer_list(texts);
  if (!model) return model.problems();
  SourcedRequest request = flags;
  request.request.model = *std::move(model);
  request.places.insert_or_assign("model", "--layer");
  return request;
}

Status check_layer_text(const FigureArguments& command) {
  if (command.layers.empty()) return ok();
  if (command.flags.request.model) {
    return usage_problem("--layer", "specifies what to draw, and so does --model", "give only one of them");
  }
  if (command.all || command.family || command.manifest || !command.presets.empty()) {
    return usage_problem("--layer", "specifies what to draw, and so does a preset", "give only one of them");
  }
  return check_beside_text(command.flags);
}

}  // namespace

Result<std::vector<Result<SourcedRequest>>> requests_of(const FigureArguments& command) {
  if (Status checked = check_layer_text(command); !checked) return checked.problems();
  const Result<std::vector<std::string>> presets = chosen_presets(command);
  if (!presets) return presets.problems();
  std::vector<Result<SourcedRequest>> requests;
  requests.reserve(presets->size());
  if (command.layers.size() == 1) requests.push_back(layer_with_flags(command.layers.front(), command.flags));
  if (command.layers.size() > 1) requests.push_back(layers_with_flags(command.layers, command.flags));
  for (const std::string& preset : *presets) requests.push_back(with_flags(load_preset(preset), command.flags));
  if (command.manifest) {
    const auto lines = load_manifest(*command.manifest);
    if (!lines) return lines.problems();
    for (const Result<SourcedRequest>& line : *lines) requests.push_back(with_flags(line, command.flags));
  } else if (requests.empty()) {
    SourcedRequest flags = command.flags;
    settle_pair_of_padding(flags);
    requests.emplace_back(std::move(flags));
  }
  return requests;
}

}  // namespace convarith
