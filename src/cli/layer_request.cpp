#include "layer_request.hpp"

#include "fields.hpp"
#include "layer_text.hpp"

namespace convarith {

Result<SourcedRequest> request_of_text(const std::string& text, const std::string& place) {
  Result<LayerOptions> layer = parse_layer_text(text);
  if (!layer) {
    Problems problems = std::move(layer).problems();
    for (Problem& problem : problems) problem.where = place;
    return problems;
  }
  SourcedRequest request;
  static_cast<LayerOptions&>(request.request) = *layer;
  for (const Field& field : fields()) {
    // The text has no place for the input's size, so that the flag is what to name.
    if (field.group == kLayerGroup && field.key != "n") request.places.emplace(field.key, place);
  }
  return request;
}

Status check_beside_text(const SourcedRequest& flags) {
  Problems problems;
  for (const Field& field : fields()) {
    if (field.group != kLayerGroup || field.key == "n" || !is_set(flags.request, field)) continue;
    problems.push_back(usage_problem(flag_names(field), "--layer says what the layer is",
                                     "leave one of them out, or say it in the text"));
  }
  if (!problems.empty()) return problems;
  return ok();
}

}  // namespace convarith
