#include "arithmetic/model/layer_effect.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "arithmetic/alt_text_words.hpp"
#include "arithmetic/axes.hpp"

namespace convarith {
namespace {

using Inputs = std::span<const TracedMap* const>;

std::string count_words(const ChannelCount& count) {
  if (count.number) return fmt::format("{}", *count.number);
  return count.words.empty() ? "?" : count.words;
}

PerAxis per_axis(const std::vector<int>& sizes) {
  PerAxis numbers;
  const std::vector<AxisPlace> places = axis_places(static_cast<int>(sizes.size()));
  for (std::size_t i = 0; i < sizes.size(); ++i) numbers.*places[i].number = sizes[i];
  numbers.given = static_cast<int>(std::max<std::size_t>(sizes.size(), 1));
  if (sizes.size() == 1) return PerAxis::all(sizes.front());
  return numbers;
}

/// Returns a size that was worked out. Errors: it is too large, or nothing is left.
Result<int> checked_size(double size, const std::string& what) {
  if (size < 1) return usage_problem({}, fmt::format("{} would have {:.0f} cells", what, size));
  if (size > kLargestSize)
    return usage_problem({}, fmt::format("{} would have more than {} cells", what, kLargestSize));
  return static_cast<int>(size);
}

/// Returns the product of a map's channels and cells, or nothing if the channels are unknown.
std::optional<double> numbers_of_map(const MapShape& shape) {
  if (!shape.channels.number) return std::nullopt;
  double product = *shape.channels.number;
  for (const int size : shape.sizes) product *= size;
  return product;
}

std::vector<AxisReach> same_reaches(const TracedMap& input) {
  std::vector<AxisReach> reaches;
  for (const int length : input.lengths) reaches.push_back(AxisReach::of_same(length));
  return reaches;
}

/// Returns the effect of a layer for which `reach_along(axis)` tells how it depends on the map's axis `axis`, counted
/// from 0. The shape of the output is set from the lengths that result.
template <class ReachAlong>
LayerEffect along_axes_of(const TracedMap& input, const ReachAlong& reach_along) {
  LayerEffect effect = keep_shape(input);
  for (std::size_t i = 0; i < input.shape.sizes.size(); ++i) {
    const AxisReach reach = reach_along(i);
    effect.output.shape.sizes[i] = reach.output();
    for (std::size_t axis = 0; axis < input.places.size(); ++axis) {
      if (input.places[axis] != static_cast<int>(i)) continue;
      effect.output.lengths[axis] = reach.output();
      effect.reaches.front()[axis] = reach;
    }
  }
  return effect;
}

/// Returns the effect of a layer that turns all cells of a map into one along each axis.
LayerEffect see_everything(const TracedMap& input) {
  LayerEffect effect = keep_shape(input);
  effect.reaches.front().clear();
  for (int& length : effect.output.lengths) {
    effect.reaches.front().push_back(AxisReach::of_all(length, 1));
    length = 1;
  }
  std::fill(effect.output.places.begin(), effect.output.places.end(), -1);
  return effect;
}

class EffectMaker {
 public:
  EffectMaker(Inputs inputs, Framework framework) : inputs_(inputs), input_(*inputs.front()), framework_(framework) {}

  Result<LayerEffect> operator()(const ShapeKeeper& layer) const {
    LayerEffect effect = keep_shape(input_);
    const ChannelCount& channels = input_.shape.channels;
    effect.costs->weights = layer.weights;
    if (layer.weights_per_channel != 0 && !channels.number) {
      effect.costs.reset();
    } else if (layer.weights_per_channel != 0) {
      effect.costs->weights += layer.weights_per_channel * *channels.number;
    }
    return effect;
  }

  Result<LayerEffect> operator()(const WindowLayer& layer) const {
    LayerOptions options = layer.options;
    if (Status taken = take_input(options); !taken) return taken.problems();
    const Result<Chain> chain = make_chain(options);
    if (!chain) return chain.problems();
    LayerEffect effect = along_axes_of(input_, [&chain](std::size_t axis) {
      return AxisReach::of_windows(chain->front().axes()[axis], chain->front());
    });
    effect.chain = *chain;
    effect.has_channels = options.channels.has_value();
    ChannelCount& channels = effect.output.shape.channels;
    channels = filters_of(layer, *chain, effect.has_channels, channels);
    const bool has_costs = chain->front().is_pooling() || (effect.has_channels && channels.number);
    effect.costs = has_costs ? std::optional(costs_of(*chain)) : std::nullopt;
    return effect;
  }

  Result<LayerEffect> operator()(const Join& layer) const {
    if (layer.kind == Join::Kind::concatenation) return concatenated(static_cast<std::size_t>(layer.axis));
    return cell_by_cell(layer.kind == Join::Kind::sum ? "added" : "multiplied");
  }

  Result<LayerEffect> operator()(const Flatten&) const {
    LayerEffect effect = keep_shape(input_);
    if (input_.shape.sizes.empty()) return effect;
    const std::optional<double> features = numbers_of_map(input_.shape);
    if (features && *features > kLargestSize) {
      return usage_problem(
          {}, fmt::format("{} are more features than {}", shape_words(input_.shape, framework_), kLargestSize));
    }
    effect.output.flattened = input_.shape;
    effect.output.shape = {};
    if (features) effect.output.shape.channels.number = static_cast<int>(*features);
    std::fill(effect.output.places.begin(), effect.output.places.end(), -1);
    return effect;
  }

  Result<LayerEffect> operator()(const Linear& layer) const {
    const MapShape& shape = input_.shape;
    const bool is_map = !shape.sizes.empty();
    if (is_map && layer.is_per_cell && !layer.is_on_last_axis) return linear_on_channels(layer);
    if (is_map) return linear_on_last_axis(layer);
    if (Status taken = check_features(layer, shape.channels); !taken) return taken.problems();
    LayerEffect effect = see_everything(input_);
    effect.output.shape = {layer.out, {}};
    effect.output.flattened.reset();
    effect.costs = linear_costs(layer, shape.channels, 1);
    return effect;
  }

  Result<LayerEffect> operator()(const Upsampling& layer) const {
    const std::size_t given = std::max(layer.factors.size(), layer.sizes.size());
    if (Status checked = check_axes(given); !checked) return checked.problems();
    std::vector<int> lengths;
    for (std::size_t i = 0; i < input_.shape.sizes.size(); ++i) {
      const std::size_t at = given == 1 ? 0 : i;
      const double length = layer.sizes.empty() ? std::floor(input_.shape.sizes[i] * layer.factors[at])
                                                : static_cast<double>(layer.sizes[at]);
      const Result<int> checked = checked_size(length, "the enlarged map");
      if (!checked) return checked.problems();
      lengths.push_back(*checked);
    }
    return along_axes_of(input_, [&](std::size_t axis) {
      return layer.interpolates ? AxisReach::of_interpolation(input_.shape.sizes[axis], lengths[axis])
                                : AxisReach::of_repetition(input_.shape.sizes[axis], lengths[axis]);
    });
  }

  Result<LayerEffect> operator()(const PixelShuffle& layer) const {
    return layer.is_inverse ? unshuffled(layer.factor) : shuffled(layer.factor);
  }

  Result<LayerEffect> operator()(const Border& layer) const {
    if (Status checked = check_axes(layer.sides.size()); !checked) return checked.problems();
    for (std::size_t i = 0; i < input_.shape.sizes.size(); ++i) {
      const Sides& sides = layer.sides[layer.sides.size() == 1 ? 0 : i];
      const double length = static_cast<double>(input_.shape.sizes[i]) + sides.before + sides.after;
      if (const Result<int> checked = checked_size(length, "the map"); !checked) return checked.problems();
    }
    return along_axes_of(input_, [&](std::size_t axis) {
      return AxisReach::of_border(input_.shape.sizes[axis], layer.sides[layer.sides.size() == 1 ? 0 : axis]);
    });
  }

  Result<LayerEffect> operator()(const Unfold& layer) const {
    Result<LayerEffect> effect = (*this)(WindowLayer{layer.window});
    if (!effect) return effect;
    const Operation& window = effect->chain->front();
    double channels = input_.shape.channels.number.value_or(1);
    double columns = 1;
    for (const Axis& axis : window.axes()) {
      channels *= axis.kernel;
      columns *= axis.output;
    }
    const Result<int> length = checked_size(columns, "the row of windows");
    const Result<int> depth = checked_size(channels, "a window");
    if (!length || !depth) return length ? depth.problems() : length.problems();
    MapShape& shape = effect->output.shape;
    shape = {{}, {*length}};
    if (input_.shape.channels.number) shape.channels.number = *depth;
    std::fill(effect->output.places.begin(), effect->output.places.end(), -1);
    effect->chain.reset();
    effect->costs = Costs{};
    return effect;
  }

  Result<LayerEffect> operator()(const ChannelSlice& layer) const {
    const std::optional<int> channels = input_.shape.channels.number;
    if (channels && layer.first + layer.count > *channels) {
      return usage_problem({}, fmt::format("takes channels {} to {}, but there are {}", layer.first,
                                           layer.first + layer.count - 1, *channels));
    }
    LayerEffect effect = keep_shape(input_);
    effect.output.shape.channels = {layer.count};
    return effect;
  }

  Result<LayerEffect> operator()(const Reshape& layer) const {
    const Result<std::vector<int>> sizes = resolved(layer.sizes);
    if (!sizes) return sizes.problems();
    if (sizes->size() == 1) return (*this)(Flatten{});
    return reshaped(*sizes);
  }

  Result<LayerEffect> operator()(const Transposition& layer) const {
    LayerEffect effect = keep_shape(input_);
    const std::vector<int>& sizes = input_.shape.sizes;
    if (layer.order.size() != sizes.size() + 1) {
      return usage_problem(
          {}, fmt::format("exchanges {} axes, but the input has {}", layer.order.size(), sizes.size() + 1));
    }
    MapShape& shape = effect.output.shape;
    for (std::size_t i = 0; i < layer.order.size(); ++i) {
      const int from = layer.order[i];
      const std::optional<int> length =
          from == 0 ? input_.shape.channels.number : std::optional(sizes[static_cast<std::size_t>(from) - 1]);
      if (i == 0) {
        shape.channels = from == 0 ? input_.shape.channels : ChannelCount{length};
        continue;
      }
      if (!length) return usage_problem({}, "moves channels to another axis, but their number is unknown");
      shape.sizes[i - 1] = *length;
    }
    for (int& place : effect.output.places) {
      const auto moved = std::find(layer.order.begin(), layer.order.end(), place + 1);
      if (place >= 0) place = static_cast<int>(moved - layer.order.begin()) - 1;
    }
    return effect;
  }

  Result<LayerEffect> operator()(const Reduction& layer) const {
    const std::size_t axes = input_.shape.sizes.size();
    const auto is_reduced = [&](std::size_t axis) {
      const auto found = std::find(layer.axes.begin(), layer.axes.end(), static_cast<int>(axis) + 1);
      return layer.axes.empty() || found != layer.axes.end();
    };
    LayerEffect effect = along_axes_of(input_, [&](std::size_t axis) {
      const int length = input_.shape.sizes[axis];
      return is_reduced(axis) ? AxisReach::of_all(length, 1) : AxisReach::of_same(length);
    });
    MapShape& shape = effect.output.shape;
    if (std::find(layer.axes.begin(), layer.axes.end(), 0) != layer.axes.end()) shape.channels = {1};
    if (layer.keeps_axes) return effect;
    for (std::size_t axis = axes; axis-- > 0;) {
      if (!is_reduced(axis)) continue;
      shape.sizes.erase(shape.sizes.begin() + static_cast<std::ptrdiff_t>(axis));
      for (int& place : effect.output.places) {
        if (place == static_cast<int>(axis)) {
          place = -1;
        } else if (place > static_cast<int>(axis)) {
          --place;
        }
      }
    }
    return effect;
  }

  Result<LayerEffect> operator()(const UnknownLayer& layer) const {
    constexpr std::string_view same = "add --assume-same if it keeps the shape of its input";
    return usage_problem({}, "is not a known layer",
                         layer.hint.empty() ? std::string(same) : fmt::format("{}; {}", layer.hint, same));
  }

 private:
  /// Returns the channels of the output of a convolution or pooling, whose input has `channels`.
  static ChannelCount filters_of(const WindowLayer& layer, const Chain& chain, bool has_channels,
                                 const ChannelCount& channels) {
    const Operation& first = chain.front();
    const bool is_given = chain.size() > 1 || (layer.options.filters && !first.is_pooling());
    if (!is_given && !layer.filters_words.empty()) return {std::nullopt, layer.filters_words};
    const bool follows_input = first.is_pooling() || first.is_depthwise;
    if (is_given || has_channels || !follows_input) return {chain.back().filters};
    return first.is_depthwise ? ChannelCount{} : channels;
  }

  Status check_axes(std::size_t given) const {
    const std::size_t axes = input_.shape.sizes.size();
    if (axes > 0 && (given == 1 || given == axes)) return ok();
    return usage_problem(
        {}, fmt::format("expects an input of {}, but the previous layer outputs {}",
                        counted(static_cast<long long>(given), "axis", "axes"),
                        axes == 0 ? "features" : "one of " + counted(static_cast<long long>(axes), "axis", "axes")));
  }

  /// Sets the size and channels of the input in the options of a layer. Errors: the options say otherwise.
  Status take_input(LayerOptions& options) const {
    const MapShape& shape = input_.shape;
    const int dims = options.dims.value_or(2);
    if (shape.sizes.empty()) {
      return usage_problem({}, fmt::format("expects an input of {}, but the previous layer outputs {}",
                                           counted(dims, "axis", "axes"), shape_words(shape, framework_)));
    }
    if (dims != static_cast<int>(shape.sizes.size())) {
      return usage_problem(
          {}, fmt::format("expects an input of {}, but the previous layer outputs one of {}",
                          counted(dims, "axis", "axes"), counted(std::ssize(shape.sizes), "axis", "axes")));
    }
    const std::optional<int> channels = shape.channels.number;
    if (channels && options.channels.value_or(*channels) != *channels) {
      const bool has_word = framework_ == Framework::pytorch;
      return usage_problem(
          {},
          fmt::format("expects {}, but the previous layer outputs {}", counted(*options.channels, "channel"),
                      *channels),
          has_word ? fmt::format("make them agree, such as by in_channels={}", *channels) : "make them agree");
    }
    const PerAxis size = per_axis(shape.sizes);
    if (options.n && !(*options.n == size)) {
      return usage_problem({},
                           fmt::format("expects an input of {}, but the previous layer outputs one of {}",
                                       shape_words({{}, sizes_of(*options.n, dims)}, framework_),
                                       shape_words({{}, shape.sizes}, framework_)),
                           "make them agree, or leave out the size of the input");
    }
    options.n = size;
    if (channels) options.channels = channels;
    return ok();
  }

  static std::vector<int> sizes_of(const PerAxis& numbers, int dims) {
    std::vector<int> sizes;
    for (const AxisPlace& place : axis_places(dims))
      sizes.push_back(numbers.given == 1 ? numbers.cols : numbers.*place.number);
    return sizes;
  }

  std::string operands() const {
    std::vector<std::string> shapes;
    for (const TracedMap* input : inputs_) shapes.push_back(shape_words(input->shape, framework_));
    return fmt::format("{}", fmt::join(shapes, " and "));
  }

  /// Returns the number that all of some numbers are, but for ones, which count for any number.
  static std::optional<int> common(int a, int b) {
    if (a == b || b == 1) return a;
    return a == 1 ? std::optional(b) : std::nullopt;
  }

  Result<LayerEffect> cell_by_cell(std::string_view word) const {
    const Problem refusal =
        usage_problem({}, fmt::format("{} can't be {}, because their sizes differ", operands(), word),
                      "make the branches give the same shape");
    const TracedMap* largest = inputs_.front();
    for (const TracedMap* input : inputs_) {
      if (input->shape.sizes.size() > largest->shape.sizes.size()) largest = input;
    }
    LayerEffect effect = keep_shape(*largest);
    MapShape& shape = effect.output.shape;
    for (const TracedMap* input : inputs_) {
      const MapShape& other = input->shape;
      if (!other.sizes.empty() && other.sizes.size() != shape.sizes.size()) return refusal;
      if (!shape.channels.number) shape.channels = other.channels;
      if (shape.channels.number && other.channels.number) {
        const std::optional<int> channels = common(*shape.channels.number, *other.channels.number);
        if (!channels) return refusal;
        shape.channels.number = channels;
      }
      for (std::size_t i = 0; i < other.sizes.size(); ++i) {
        const std::optional<int> size = common(shape.sizes[i], other.sizes[i]);
        if (!size) return refusal;
        shape.sizes[i] = *size;
      }
    }
    settle_lengths(effect.output);
    effect.reaches.clear();
    for (const TracedMap* input : inputs_) effect.reaches.push_back(reaches_between(*input, effect.output));
    return effect;
  }

  /// Sets the lengths of a map whose shape has changed.
  static void settle_lengths(TracedMap& map) {
    for (std::size_t axis = 0; axis < map.places.size(); ++axis) {
      if (map.places[axis] >= 0) map.lengths[axis] = map.shape.sizes[static_cast<std::size_t>(map.places[axis])];
    }
  }

  static std::vector<AxisReach> reaches_between(const TracedMap& input, const TracedMap& output) {
    std::vector<AxisReach> reaches;
    for (std::size_t axis = 0; axis < input.lengths.size(); ++axis) {
      const int from = input.lengths[axis];
      const int to = output.lengths[axis];
      reaches.push_back(from == to ? AxisReach::of_same(from) : AxisReach::of_all(from, to));
    }
    return reaches;
  }

  Result<LayerEffect> concatenated(std::size_t along) const {
    const Problem refusal = usage_problem({}, fmt::format("{} can't be joined, because their sizes differ", operands()),
                                          "make the branches give the same size");
    LayerEffect effect = keep_shape(input_);
    MapShape& shape = effect.output.shape;
    if (along > shape.sizes.size()) {
      return usage_problem({},
                           fmt::format("joins along axis {}, but the input has {} axes", along, shape.sizes.size()));
    }
    for (const TracedMap* input : inputs_.subspan(1)) {
      const MapShape& other = input->shape;
      if (other.sizes.size() != shape.sizes.size()) return refusal;
      for (std::size_t i = 0; i < other.sizes.size(); ++i) {
        if (i + 1 == along) {
          shape.sizes[i] += other.sizes[i];
        } else if (other.sizes[i] != shape.sizes[i]) {
          return refusal;
        }
      }
      if (along > 0) continue;
      if (shape.channels.number && other.channels.number) {
        *shape.channels.number += *other.channels.number;
      } else {
        shape.channels = {std::nullopt, count_words(shape.channels) + " + " + count_words(other.channels)};
      }
    }
    settle_lengths(effect.output);
    effect.reaches = reaches_of_pieces(effect.output, along);
    return effect;
  }

  /// Returns how the output depends on each input, where inputs follow each other along axis `along` (0: channels).
  std::vector<std::vector<AxisReach>> reaches_of_pieces(const TracedMap& output, std::size_t along) const {
    std::vector<std::vector<AxisReach>> reaches;
    int before = 0;
    for (const TracedMap* input : inputs_) {
      reaches.push_back(reaches_between(*input, output));
      if (along == 0) continue;
      const int length = input->shape.sizes[along - 1];
      for (std::size_t axis = 0; axis < output.places.size(); ++axis) {
        if (output.places[axis] + 1 != static_cast<int>(along)) continue;
        reaches.back()[axis] = AxisReach::of_border(length, {before, output.lengths[axis] - before - length});
      }
      before += length;
    }
    return reaches;
  }

  Status check_features(const Linear& layer, const ChannelCount& features) const {
    if (!layer.in.number || !features.number || *layer.in.number == *features.number) return ok();
    const std::string given =
        input_.flattened ? fmt::format("{} = {} come in", shape_words(*input_.flattened, framework_), *features.number)
                         : fmt::format("the previous layer outputs {}", *features.number);
    return usage_problem({}, fmt::format("expects {} features, but {}", *layer.in.number, given),
                         framework_ == Framework::pytorch ? fmt::format("use in_features={}", *features.number)
                                                          : fmt::format("make it take {}", *features.number));
  }

  static std::optional<Costs> linear_costs(const Linear& layer, const ChannelCount& in, double cells) {
    if (!in.number || !layer.out.number) return std::nullopt;
    Costs costs;
    costs.bias = layer.has_bias ? *layer.out.number : 0;
    const double products = static_cast<double>(*in.number) * *layer.out.number;
    costs.weights = static_cast<long long>(*in.number) * *layer.out.number + costs.bias;
    costs.multiplications = products * cells;
    return costs;
  }

  Result<LayerEffect> linear_on_channels(const Linear& layer) const {
    if (Status taken = check_features(layer, input_.shape.channels); !taken) return taken.problems();
    LayerEffect effect = keep_shape(input_);
    effect.output.shape.channels = layer.out;
    double cells = 1;
    for (const int size : input_.shape.sizes) cells *= size;
    effect.costs = linear_costs(layer, input_.shape.channels, cells);
    return effect;
  }

  /// PyTorch's layers on features apply to the last axis of what comes, whatever that is.
  Result<LayerEffect> linear_on_last_axis(const Linear& layer) const {
    const int last = input_.shape.sizes.back();
    if (!layer.in.number || *layer.in.number != last || !layer.out.number) {
      const std::string features = layer.in.number ? counted(*layer.in.number, "feature") : std::string("features");
      return usage_problem(
          {},
          fmt::format("expects {}, but the previous layer outputs a map of {}", features,
                      shape_words(input_.shape, framework_)),
          framework_ == Framework::keras ? "add layers.Flatten() before it" : "add nn.Flatten() before it");
    }
    const std::size_t axis = input_.shape.sizes.size() - 1;
    LayerEffect effect = along_axes_of(input_, [&](std::size_t i) {
      const int length = input_.shape.sizes[i];
      return i == axis ? AxisReach::of_all(length, *layer.out.number) : AxisReach::of_same(length);
    });
    const std::optional<double> numbers = numbers_of_map(input_.shape);
    effect.costs.reset();
    if (numbers) effect.costs = linear_costs(layer, {last}, *numbers / last);
    return effect;
  }

  Result<LayerEffect> shuffled(int factor) const {
    const std::vector<int>& sizes = input_.shape.sizes;
    const int group = factor * factor;
    ChannelCount channels;
    if (input_.shape.channels.number) {
      if (*input_.shape.channels.number % group != 0) {
        return usage_problem({}, fmt::format("divides the channels by {}², but the previous layer outputs {}", factor,
                                             *input_.shape.channels.number));
      }
      channels.number = *input_.shape.channels.number / group;
    }
    for (const int size : sizes) {
      const Result<int> checked = checked_size(static_cast<double>(size) * factor, "the map");
      if (!checked) return checked.problems();
    }
    LayerEffect effect = along_axes_of(
        input_, [&](std::size_t axis) { return AxisReach::of_repetition(sizes[axis], sizes[axis] * factor); });
    effect.output.shape.channels = channels;
    return effect;
  }

  Result<LayerEffect> unshuffled(int factor) const {
    for (const int size : input_.shape.sizes) {
      if (size % factor == 0) continue;
      return usage_problem({}, fmt::format("divides the size by {}, but the previous layer outputs {}", factor,
                                           shape_words(input_.shape, framework_)));
    }
    LayerEffect effect = along_axes_of(input_, [&](std::size_t axis) {
      Axis window;
      window.input = input_.shape.sizes[axis];
      window.kernel = window.stride = factor;
      window.output = window.input / factor;
      return AxisReach::of_windows(window, Operation{});
    });
    if (input_.shape.channels.number) effect.output.shape.channels = {*input_.shape.channels.number * factor * factor};
    return effect;
  }

  /// Returns the sizes of a reshaped map, the channels first. Errors: the numbers don't fit.
  Result<std::vector<int>> resolved(const std::vector<long long>& sizes) const {
    std::vector<int> before{input_.shape.channels.number.value_or(0)};
    before.insert(before.end(), input_.shape.sizes.begin(), input_.shape.sizes.end());
    const std::optional<double> all = numbers_of_map(input_.shape);
    std::vector<double> wanted;
    double product = 1;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      const double size = sizes[i] == 0 && i < before.size() ? before[i] : static_cast<double>(sizes[i]);
      wanted.push_back(size);
      if (size != -1) product *= size;
    }
    const auto open = std::find(wanted.begin(), wanted.end(), -1.0);
    if (open != wanted.end() && all && product > 0) *open = *all / product;
    if (open == wanted.end() ? all && product != *all : all && *open != std::floor(*open)) {
      return usage_problem({}, fmt::format("{} can't take the shape {}", shape_words(input_.shape, framework_),
                                           fmt::join(sizes, " x ")));
    }
    std::vector<int> result;
    for (const double size : wanted) {
      if (size == -1 && &size == &wanted.front()) {
        result.push_back(0);
        continue;
      }
      const Result<int> checked = checked_size(size, "the new shape");
      if (!checked) return checked.problems();
      result.push_back(*checked);
    }
    return result;
  }

  LayerEffect reshaped(const std::vector<int>& sizes) const {
    const std::vector<int>& before = input_.shape.sizes;
    std::size_t kept = 0;  // axes at the end that stay as they are
    while (kept < before.size() && kept + 1 < sizes.size() &&
           before[before.size() - 1 - kept] == sizes[sizes.size() - 1 - kept]) {
      ++kept;
    }
    LayerEffect effect = keep_shape(input_);
    MapShape& shape = effect.output.shape;
    shape = {{}, {sizes.begin() + 1, sizes.end()}};
    if (sizes.front() > 0) shape.channels.number = sizes.front();
    for (std::size_t axis = 0; axis < input_.places.size(); ++axis) {
      int& place = effect.output.places[axis];
      if (place < 0) continue;
      const std::size_t from_end = before.size() - static_cast<std::size_t>(place);
      if (from_end <= kept) {
        place = static_cast<int>(shape.sizes.size() - from_end);
        continue;
      }
      place = -1;
      effect.reaches.front()[axis] = AxisReach::of_all(input_.lengths[axis], 1);
      effect.output.lengths[axis] = 1;
    }
    return effect;
  }

  Inputs inputs_;
  const TracedMap& input_;
  Framework framework_;
};

}  // namespace

LayerEffect keep_shape(const TracedMap& input) {
  return {input, {same_reaches(input)}};
}

Result<LayerEffect> effect_of(const LayerAction& action, std::span<const TracedMap* const> inputs,
                              Framework framework) {
  return std::visit(EffectMaker(inputs, framework), action);
}

std::string shape_words(const MapShape& shape, Framework framework) {
  const std::string channels = count_words(shape.channels);
  if (shape.sizes.empty()) return fmt::format("{} features", channels);
  std::vector<std::string> parts;
  for (const int size : shape.sizes) parts.push_back(fmt::format("{}", size));
  const bool says_channels = shape.channels != ChannelCount{};
  if (says_channels) parts.insert(framework == Framework::keras ? parts.end() : parts.begin(), channels);
  return fmt::format("{}", fmt::join(parts, " x "));
}

}  // namespace convarith
