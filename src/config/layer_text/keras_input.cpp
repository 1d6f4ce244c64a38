#include "config/layer_text/keras_input.hpp"
#include "arithmetic/layer_values.hpp"

#include <fmt/core.h>

#include <optional>
#include <utility>
#include <vector>

#include "config/value_parts.hpp"

namespace convarith {
namespace {

using Kind = CallValue::Kind;

bool has_channels_first(const LayerCall& call) {
  const CallValue* format = call.named("data_format");
  if (format == nullptr) format = call.value_of("data_format");
  return format != nullptr && (format->text == "channels_first" || format->text == "th");
}

/// Returns the axes of the input, including its channels but not the batch. Returns nothing if the text gives no shape,
/// or a variable instead of one, or if the shape has the wrong length, which is a problem of the call.
std::optional<std::vector<CallValue>> input_axes(LayerCall& call) {
  for (const auto& [name, batch] : {std::pair{"input_shape", 0}, {"batch_input_shape", 1}, {"batch_shape", 1}}) {
    const CallValue* shape = call.named(name);
    if (shape == nullptr || shape->kind != Kind::sequence) continue;
    const auto wanted = static_cast<std::size_t>(call.dims()) + 1 + static_cast<std::size_t>(batch);
    if (shape->items.size() == wanted) return std::vector(shape->items.begin() + batch, shape->items.end());
    call.complain(shape->start,
                  fmt::format("{} has {} number{}, but the input of {} has {}", name, shape->items.size(),
                              shape->items.size() == 1 ? "" : "s", call.name(), wanted),
                  batch > 0 ? "give the batch, the axes and the channels" : "give the axes and the channels");
    return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

void read_keras_input(LayerCall& call, LayerOptions& options) {
  auto axes = input_axes(call);
  if (!axes) return;
  for (const CallValue& axis : *axes) {
    if (axis.kind != Kind::huge && (axis.kind != Kind::whole || axis.number > 0)) continue;
    call.complain(axis.start, fmt::format("the input can't have the size {}", call.shown(axis)),
                  "give whole numbers of at least 1, or None");
    return;
  }
  const CallValue channels = has_channels_first(call) ? axes->front() : axes->back();
  axes->erase(has_channels_first(call) ? axes->begin() : axes->end() - 1);
  if (channels.kind == Kind::whole) options.channels = channels.number;
  std::vector<int> sizes;
  for (const CallValue& axis : *axes) {
    if (axis.kind == Kind::whole) sizes.push_back(axis.number);
  }
  if (sizes.size() == axes->size()) options.n = per_axis(sizes);
}

}  // namespace convarith
