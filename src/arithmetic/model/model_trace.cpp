#include "arithmetic/model/model_trace.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>
#include <utility>
#include <variant>

#include "arithmetic/alt_text_words.hpp"
#include "arithmetic/axes.hpp"

namespace convarith {
namespace {

/// Returns the options of a layer that looks at a map through windows, or null.
const LayerOptions* window_of(const ModelLayer& layer) {
  if (const auto* window = std::get_if<WindowLayer>(&layer.action)) return &window->options;
  if (const auto* unfold = std::get_if<Unfold>(&layer.action)) return &unfold->window;
  return nullptr;
}

/// Returns how many spatial axes the model's input has, as its layers tell: 0 if the first of them takes features.
int dims_of_input(const Model& model) {
  for (const ModelLayer& layer : model.layers) {
    if (const LayerOptions* const options = window_of(layer)) return options->dims.value_or(2);
    if (const auto* border = std::get_if<Border>(&layer.action)) return static_cast<int>(border->sides.size());
    if (std::holds_alternative<Linear>(layer.action)) return 0;
    if (std::holds_alternative<Flatten>(layer.action)) return 2;
  }
  return 2;
}

/// Returns the size of the input that the first layer gives itself, as Keras's input_shape does.
std::optional<PerAxis> size_in_first_layer(const Model& model) {
  const LayerOptions* const options = model.layers.empty() ? nullptr : window_of(model.layers.front());
  return options != nullptr ? options->n : std::nullopt;
}

/// Returns the channels of the model's input as the model tells, or else its first layer that has a number of its own.
/// Layers before it keep their channels.
ChannelCount channels_of_input(const Model& model) {
  if (model.input_channels) return {model.input_channels};
  for (const ModelLayer& layer : model.layers) {
    const auto* const window = std::get_if<WindowLayer>(&layer.action);
    const bool keeps_channels = std::holds_alternative<ShapeKeeper>(layer.action) ||
                                std::holds_alternative<Border>(layer.action) ||
                                std::holds_alternative<Upsampling>(layer.action);
    if (window == nullptr && keeps_channels) continue;
    if (window == nullptr) return {};
    const bool is_pooling = window->options.op.value_or(Operator::convolution) != Operator::convolution;
    if (window->options.channels) return {window->options.channels};
    if (!is_pooling) return {std::nullopt, window->channels_words};
  }
  return {};
}

/// Returns the features that a model of fully connected layers takes.
ChannelCount features_of_input(const Model& model) {
  for (const ModelLayer& layer : model.layers) {
    if (const auto* linear = std::get_if<Linear>(&layer.action)) return linear->in;
  }
  return {};
}

/// Settles the channels of the input: those of the model, or else those that the user gives.
Result<ChannelCount> settled_channels(const ChannelCount& known, const TraceOptions& options) {
  if (!options.channels) return known;
  if (known.number && *known.number != *options.channels) {
    return usage_problem(
        "channels", fmt::format("the model takes {}, not {}", counted(*known.number, "channel"), *options.channels),
        "leave it out");
  }
  return ChannelCount{options.channels};
}

/// Returns the shape of the model's first input.
Result<MapShape> shape_of_input(const Model& model, const TraceOptions& options) {
  const MapShape* const given = !model.inputs.empty() && model.inputs.front() ? &*model.inputs.front() : nullptr;
  const int dims = given != nullptr ? static_cast<int>(given->sizes.size()) : dims_of_input(model);
  if (dims == 0 && options.n) {
    return usage_problem("n", "is the size of a map, but the model takes features", "leave it out");
  }
  if (dims == 0) return MapShape{given != nullptr ? given->channels : features_of_input(model), {}};
  const ChannelCount known = given != nullptr && given->channels.number ? given->channels : channels_of_input(model);
  const Result<ChannelCount> channels = settled_channels(known, options);
  if (!channels) return channels.problems();
  if (!options.n && given != nullptr) return MapShape{*channels, given->sizes};
  const std::optional<PerAxis> n = options.n ? options.n : size_in_first_layer(model);
  if (!n) return usage_problem("n", "is required: the size of the model's input", "add -n 224, for example");
  if (n->given != 1 && n->given != dims) {
    return usage_problem(
        "n", fmt::format("has {} numbers, but the model's input has {}", n->given, counted(dims, "axis", "axes")),
        "leave the channels out, which --channels gives where the model doesn't");
  }
  const std::vector<int> sizes = numbers_along(*n, dims);
  if (std::any_of(sizes.begin(), sizes.end(), [](int size) { return size < 1; })) {
    return usage_problem("n", "must be 1 or more");
  }
  return MapShape{*channels, sizes};
}

/// Returns a map of the model's input with its places. The axes of further inputs run along those of the first.
TracedMap traced_input(const MapShape& shape, std::size_t axes) {
  TracedMap map{shape, {}, {}};
  for (std::size_t axis = 0; axis < axes; ++axis) {
    const bool has_axis = axis < shape.sizes.size();
    map.places.push_back(has_axis ? static_cast<int>(axis) : -1);
    map.lengths.push_back(has_axis ? shape.sizes[axis] : 1);
  }
  return map;
}

Result<std::vector<TracedMap>> inputs_of(const Model& model, const TraceOptions& options) {
  const Result<MapShape> first = shape_of_input(model, options);
  if (!first) return first.problems();
  const std::size_t axes = first->sizes.size();
  std::vector<TracedMap> inputs{traced_input(*first, axes)};
  for (std::size_t i = 1; i < model.inputs.size(); ++i) {
    inputs.push_back(traced_input(model.inputs[i].value_or(*first), axes));
  }
  return inputs;
}

Result<LayerEffect> effect_or_same(const ModelLayer& layer, std::span<const TracedMap* const> inputs,
                                   Framework framework, bool assume_same) {
  if (assume_same && std::holds_alternative<UnknownLayer>(layer.action)) {
    LayerEffect effect = keep_shape(*inputs.front());
    effect.costs.reset();
    return effect;
  }
  return effect_of(layer.action, inputs, framework);
}

/// Follows the shapes through the layers up to `end` (exclusive), or to the first that does not fit.
void trace_layers(const Model& model, bool assume_same, std::size_t end, ModelTrace& trace) {
  for (std::size_t i = 0; i < end; ++i) {
    const ModelLayer& layer = model.layers[i];
    std::vector<const TracedMap*> inputs;
    for (const int source : layer.inputs) inputs.push_back(&trace.map_of(source));
    Result<LayerEffect> effect = effect_or_same(layer, inputs, model.framework, assume_same);
    if (!effect) {
      trace.stop = TraceStop{i, std::move(effect).problems()};
      return;
    }
    if (layer.shares_weights && effect->costs) effect->costs->weights = effect->costs->bias = 0;
    trace.layers.push_back({i, layer.inputs, *std::move(effect)});
  }
}

/// Returns the least side of a square input with which all layers up to `end` (exclusive) fit.
std::optional<int> size_up_to(const Model& model, TraceOptions options, std::size_t end) {
  constexpr int largest = 1024;
  constexpr std::size_t most_layers = 100000;  // in all, so that no model keeps the user waiting
  for (int size = 1; size <= largest && static_cast<std::size_t>(size) * end <= most_layers; ++size) {
    options.n = PerAxis::all(size);
    Result<std::vector<TracedMap>> inputs = inputs_of(model, options);
    if (!inputs) return std::nullopt;
    ModelTrace trace{*std::move(inputs), {}};
    trace.layers.reserve(end);
    trace_layers(model, options.assume_same, end, trace);
    if (!trace.stop) return size;
  }
  return std::nullopt;
}

}  // namespace

const TracedMap& ModelTrace::map_of(int source) const {
  if (source < 0) return inputs[static_cast<std::size_t>(-1 - source)];
  return layers[static_cast<std::size_t>(source)].effect.output;
}

Result<ModelTrace> trace_model(const Model& model, const TraceOptions& options) {
  Result<std::vector<TracedMap>> inputs = inputs_of(model, options);
  if (!inputs) return inputs.problems();
  ModelTrace trace{*std::move(inputs), {}};
  trace.layers.reserve(model.layers.size());
  trace_layers(model, options.assume_same, model.layers.size(), trace);
  return trace;
}

std::optional<int> size_that_fits(const Model& model, const TraceOptions& options, std::size_t layer) {
  const std::optional<int> size = size_up_to(model, options, model.layers.size());
  return size ? size : size_up_to(model, options, layer + 1);
}

}  // namespace convarith
