#include "engine/layer_request.hpp"

#include <fmt/core.h>

#include "arithmetic/alt_text_words.hpp"
#include "config/fields.hpp"
#include "config/layer_text/layer_text.hpp"

namespace convarith {
namespace {

/// Checks the channels, which are part of the layer. The size of the input is not checked: a flag overrides the example
/// in the text.
Status check_channels_beside_text(const LayerOptions& text, const Request& flags, const std::string& place) {
  if (!text.channels || !flags.channels || *text.channels == *flags.channels) return ok();
  return usage_problem(flag_names(*find_field("channels")),
                       fmt::format("{} says {}, not {}", place, counted(*text.channels, "channel"), *flags.channels),
                       "leave it out");
}

}  // namespace

Result<SourcedRequest> request_of_text(const std::string& text, const std::string& place, const SourcedRequest& flags) {
  Result<LayerText> layer = read_layer_text(text);
  if (!layer) {
    Problems problems = std::move(layer).problems();
    for (Problem& problem : problems) problem.where = place;
    return problems;
  }
  const LayerOptions& options = layer->options;
  if (Status agree = check_channels_beside_text(options, flags.request, place); !agree) return agree.problems();
  SourcedRequest request;
  static_cast<LayerOptions&>(request.request) = options;
  request.framework = layer->framework;
  request.words = std::move(layer->words);
  request.remarks = std::move(layer->remarks);
  for (const Field& field : fields()) {
    // Messages about a value that only flags can give name the flag.
    const bool is_of_flags = (field.key == "n" && !options.n) || (field.key == "channels" && !options.channels);
    if (field.group == kLayerGroup && !is_of_flags) request.places.emplace(field.key, place);
  }
  return merge(std::move(request), flags);
}

Status check_beside_text(const SourcedRequest& flags) {
  Problems problems;
  for (const Field& field : fields()) {
    const bool is_of_input = field.key == "n" || field.key == "channels";
    if (field.group != kLayerGroup || is_of_input || !is_set(flags.request, field)) continue;
    problems.push_back(usage_problem(flag_names(field), "--layer already specifies the layer",
                                     "leave one of them out, or put it in the text of the layer"));
  }
  if (!problems.empty()) return problems;
  return ok();
}

}  // namespace convarith
