#include "config/models/keras_layers.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "arithmetic/operation.hpp"
#include "config/layer_text/layer_text.hpp"
#include "config/models/keras_call.hpp"
#include "config/models/keras_graph.hpp"
#include "config/models/number_functions.hpp"

namespace convarith {
namespace {

using nlohmann::json;

const json* argument(const KerasLayerView& layer, std::string_view name) {
  const json* const value = keras_member(layer.config, name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

bool is_true(const KerasLayerView& layer, std::string_view name, bool otherwise) {
  const json* const value = argument(layer, name);
  return value != nullptr && value->is_boolean() ? value->get<bool>() : otherwise;
}

std::string word(const KerasLayerView& layer, std::string_view name, std::string_view otherwise) {
  const json* const value = argument(layer, name);
  return value != nullptr && value->is_string() ? value->get<std::string>() : std::string(otherwise);
}

/// Returns a whole number that no layer exceeds.
std::optional<int> whole(const json& value) {
  if (!value.is_number_integer() || value > kLargestSize || value < -kLargestSize) return std::nullopt;
  return value.get<int>();
}

/// Returns whole numbers of a list; a single number stands for a list of `count` of them.
std::optional<std::vector<int>> wholes(const json* value, std::size_t count) {
  if (value == nullptr) return std::nullopt;
  if (const auto number = whole(*value)) return std::vector<int>(count, *number);
  if (!value->is_array()) return std::nullopt;
  std::vector<int> numbers;
  for (const json& item : *value) {
    const auto number = whole(item);
    if (!number) return std::nullopt;
    numbers.push_back(*number);
  }
  return numbers;
}

Problem wrong_argument(std::string_view name) {
  return usage_problem({}, fmt::format("has no valid {}", name));
}

UnknownLayer unknown(std::string_view hint) {
  return UnknownLayer{std::string(hint)};
}

/// Returns the number of spatial axes that stands in a type: 2 for "Cropping2D".
int dims_in(const std::string& type) {
  const std::size_t digit = type.find_first_of("123");
  return digit == std::string::npos ? 2 : type[digit] - '0';
}

/// Counts an axis of Keras, which has the batch as axis 0 and may count from the end, as models do: the channels first.
std::optional<int> model_axis(int axis, const KerasLayerView& layer) {
  if (!layer.is_channels_first && axis == -1) return 0;
  if (axis < 0 && !layer.rank) return std::nullopt;
  const int place = axis < 0 ? axis + *layer.rank + 1 : axis;
  if (place < 1 || place > kLargestParameter || (layer.rank && place > *layer.rank)) return std::nullopt;
  if (layer.is_channels_first) return place - 1;
  if (!layer.rank) return std::nullopt;
  return place == *layer.rank ? 0 : place;
}

GivenSetting setting_of(const KerasLayerView& layer, std::string_view name) {
  const json* const value = argument(layer, name);
  if (value == nullptr) return {};
  GivenSetting setting{true};
  if (value->is_number()) setting.number = value->get<double>();
  if (value->is_boolean()) setting.number = value->get<bool>() ? 1 : 0;
  return setting;
}

/// Returns the function that an argument names; identity if it isn't given.
NumberFunction activation_of(const KerasLayerView& layer) {
  const json* const value = argument(layer, "activation");
  if (value == nullptr) return keras_activation({});
  return value->is_string() ? keras_activation(value->get_ref<const std::string&>()) : NumberFunction{};
}

/// Returns the function on numbers that a layer is. Where the channels come first, the last axis isn't theirs.
NumberFunction function_of(const KerasLayerView& layer) {
  NumberFunction function = layer.type == "Activation"
                                ? activation_of(layer)
                                : number_function(layer.type, Framework::keras,
                                                  [&layer](std::string_view name) { return setting_of(layer, name); });
  if (function.axis && layer.is_channels_first) function.axis = -1;
  return function;
}

Result<KerasMeaning> window(const KerasLayerView& layer) {
  Result<LayerOptions> options = parse_layer_text(keras_call(layer.type, layer.config));
  if (!options) {
    Problems problems = options.problems();
    // The column and the picture are of a text that nobody wrote.
    for (Problem& problem : problems) {
      problem.where.clear();
      if (problem.why.starts_with("column ")) problem.why.erase(0, problem.why.find(": ") + 2);
      problem.hint.erase(std::min(problem.hint.find('\n'), problem.hint.size()));
    }
    return problems;
  }
  return KerasMeaning{WindowLayer{*options, {}, {}, activation_of(layer)}, *options->dims + 1};
}

Result<KerasMeaning> global_pooling(const KerasLayerView& layer) {
  const bool keeps_axes = is_true(layer, "keepdims", false);
  const bool is_maximum = layer.type.starts_with("GlobalMax");
  const Reduction action{{}, keeps_axes, is_maximum ? Reduction::Kind::maximum : Reduction::Kind::mean};
  return KerasMeaning{action, keeps_axes ? dims_in(layer.type) + 1 : 1};
}

Result<KerasMeaning> dense(const KerasLayerView& layer) {
  const json* units = argument(layer, "units");
  if (units == nullptr) units = argument(layer, "output_dim");  // Keras 1
  const auto number = units == nullptr ? std::nullopt : whole(*units);
  if (!number || *number < 1) return wrong_argument("units");
  Linear action;
  action.out.number = number;
  action.has_bias = is_true(layer, "use_bias", is_true(layer, "bias", true));
  action.is_per_cell = true;
  action.is_on_last_axis = layer.is_channels_first;
  action.then = activation_of(layer);
  return KerasMeaning{action, layer.rank};
}

Result<KerasMeaning> flatten(const KerasLayerView&) {
  return KerasMeaning{Flatten{}, 1};
}

Result<KerasMeaning> reshape(const KerasLayerView& layer) {
  const auto sizes = keras_shape(argument(layer, "target_shape"), false);
  if (!sizes || sizes->empty()) return wrong_argument("target_shape");
  Reshape action;
  for (const auto& size : *sizes) action.sizes.push_back(size.value_or(-1));
  if (!layer.is_channels_first) std::rotate(action.sizes.begin(), action.sizes.end() - 1, action.sizes.end());
  if (std::count(action.sizes.begin(), action.sizes.end(), -1) > 1) return wrong_argument("target_shape");
  const auto rank = static_cast<int>(action.sizes.size());
  return KerasMeaning{std::move(action), rank};
}

Result<KerasMeaning> permute(const KerasLayerView& layer) {
  const auto dims = wholes(argument(layer, "dims"), 1);
  if (!dims || dims->empty()) return wrong_argument("dims");
  std::vector<int> sorted = *dims;
  std::sort(sorted.begin(), sorted.end());
  const auto rank = static_cast<int>(dims->size());
  const KerasLayerView whole_map{layer.type, layer.config, rank, layer.is_channels_first};
  Transposition action{std::vector<int>(dims->size())};
  for (int place = 1; place <= rank; ++place) {
    if (sorted[static_cast<std::size_t>(place - 1)] != place) return wrong_argument("dims");
    const auto to = static_cast<std::size_t>(*model_axis(place, whole_map));
    action.order[to] = *model_axis((*dims)[static_cast<std::size_t>(place - 1)], whole_map);
  }
  return KerasMeaning{std::move(action), rank};
}

/// Reads cells to be added or cut off: a number for all sides, one for each axis, or one for each side.
std::optional<std::vector<Sides>> sides_of(const json* value, int dims) {
  if (value == nullptr) return std::nullopt;
  const auto axes = static_cast<std::size_t>(dims);
  if (const auto numbers = wholes(value, axes)) {
    if (dims == 1 && numbers->size() == 2) return std::vector<Sides>{{(*numbers)[0], (*numbers)[1]}};
    if (numbers->size() != axes) return std::nullopt;
    std::vector<Sides> sides;
    for (const int number : *numbers) sides.push_back({number, number});
    return sides;
  }
  if (!value->is_array() || value->size() != axes) return std::nullopt;
  std::vector<Sides> sides;
  for (const json& pair : *value) {
    const auto numbers = wholes(&pair, 2);
    if (!numbers || numbers->size() != 2) return std::nullopt;
    sides.push_back({(*numbers)[0], (*numbers)[1]});
  }
  return sides;
}

Result<KerasMeaning> border(const KerasLayerView& layer) {
  const bool is_cropping = layer.type.starts_with("Cropping");
  const std::string_view name = is_cropping ? "cropping" : "padding";
  const int dims = dims_in(layer.type);
  auto sides = sides_of(argument(layer, name), dims);
  if (!sides) return wrong_argument(name);
  for (Sides& side : *sides) {
    if (side.before < 0 || side.after < 0) return wrong_argument(name);
    if (is_cropping) side = {-side.before, -side.after};
  }
  return KerasMeaning{Border{*std::move(sides), false}, dims + 1};
}

Result<KerasMeaning> up_sampling(const KerasLayerView& layer) {
  const int dims = dims_in(layer.type);
  const json* size = argument(layer, "size");
  if (size == nullptr) size = argument(layer, "length");  // Keras 1
  const auto factors = wholes(size, 1);
  const bool fits = factors && (factors->size() == 1 || factors->size() == static_cast<std::size_t>(dims));
  if (!fits || *std::min_element(factors->begin(), factors->end()) < 1) return wrong_argument("size");
  Upsampling action;
  action.factors.assign(factors->begin(), factors->end());
  action.interpolates = word(layer, "interpolation", "nearest") != "nearest";
  return KerasMeaning{std::move(action), dims + 1};
}

Result<KerasMeaning> resizing(const KerasLayerView& layer) {
  Upsampling action;
  for (const std::string_view name : {"height", "width"}) {
    const json* const value = argument(layer, name);
    const auto cells = value == nullptr ? std::nullopt : whole(*value);
    if (!cells || *cells < 1) return wrong_argument(name);
    action.sizes.push_back(*cells);
  }
  action.interpolates = word(layer, "interpolation", "bilinear") != "nearest";
  return KerasMeaning{std::move(action), 3};
}

Result<KerasMeaning> sum(const KerasLayerView& layer) {
  const bool is_plain = layer.type == "Add" || (layer.type == "Merge" && word(layer, "mode", "sum") == "sum");
  return KerasMeaning{Join{Join::Kind::sum, 0, !is_plain}, layer.rank};
}

Result<KerasMeaning> product(const KerasLayerView& layer) {
  return KerasMeaning{Join{Join::Kind::product}, layer.rank};
}

Result<KerasMeaning> concatenation_along(const KerasLayerView& layer, std::string_view name) {
  const json* const given = argument(layer, name);
  const auto axis = model_axis(given == nullptr ? -1 : whole(*given).value_or(0), layer);
  if (!axis) return KerasMeaning{unknown("its axis counts from an end that is not known"), layer.rank};
  return KerasMeaning{Join{Join::Kind::concatenation, *axis}, layer.rank};
}

Result<KerasMeaning> concatenation(const KerasLayerView& layer) {
  return concatenation_along(layer, "axis");
}

/// Keras 1 has one layer for all ways to join.
Result<KerasMeaning> merge(const KerasLayerView& layer) {
  const std::string mode = word(layer, "mode", "sum");
  if (mode == "sum" || mode == "ave" || mode == "max") return sum(layer);
  if (mode == "mul") return product(layer);
  if (mode == "concat") return concatenation_along(layer, "concat_axis");
  return KerasMeaning{unknown("its mode is no sum, product or concatenation"), layer.rank};
}

Result<KerasMeaning> shape_keeper(const KerasLayerView& layer) {
  return KerasMeaning{ShapeKeeper{0, 0, function_of(layer)}, layer.rank};
}

/// Scale and offset are learned.
Result<KerasMeaning> normalization(const KerasLayerView& layer) {
  const int weights = (is_true(layer, "scale", true) ? 1 : 0) + (is_true(layer, "center", true) ? 1 : 0);
  return KerasMeaning{ShapeKeeper{0, weights}, layer.rank};
}

/// The mean and the variance are no less counted by Keras, although they are not learned by descent.
Result<KerasMeaning> batch_normalization(const KerasLayerView& layer) {
  Result<KerasMeaning> meaning = normalization(layer);
  auto& action = std::get<ShapeKeeper>(meaning->action);
  const json* axis = argument(layer, "axis");
  if (axis != nullptr && axis->is_array() && axis->size() == 1) axis = &axis->front();
  const bool is_of_channels = axis == nullptr || model_axis(whole(*axis).value_or(0), layer) == 0;
  const auto learned = static_cast<int>(action.weights_per_channel);
  if (is_of_channels) action.function = keras_batch_normalization(setting_of(layer, "epsilon"), learned);
  action.weights_per_channel += 2;
  return meaning;
}

struct KerasType {
  std::string_view name;
  Result<KerasMeaning> (*meaning)(const KerasLayerView& layer);
};

/// Layers besides those with a window, which are read as they are in programs. A new one is added to this list only.
constexpr KerasType kKerasTypes[] = {
    {"GlobalAveragePooling1D", global_pooling},
    {"GlobalAveragePooling2D", global_pooling},
    {"GlobalAveragePooling3D", global_pooling},
    {"GlobalMaxPooling1D", global_pooling},
    {"GlobalMaxPooling2D", global_pooling},
    {"GlobalMaxPooling3D", global_pooling},

    {"Dense", dense},
    {"Flatten", flatten},
    {"Permute", permute},
    {"Reshape", reshape},

    {"Cropping1D", border},
    {"Cropping2D", border},
    {"Cropping3D", border},
    {"ZeroPadding1D", border},
    {"ZeroPadding2D", border},
    {"ZeroPadding3D", border},
    {"Resizing", resizing},
    {"UpSampling1D", up_sampling},
    {"UpSampling2D", up_sampling},
    {"UpSampling3D", up_sampling},

    {"Add", sum},
    {"Average", sum},
    {"Maximum", sum},
    {"Minimum", sum},
    {"Subtract", sum},
    {"Multiply", product},
    {"Concatenate", concatenation},
    {"Merge", merge},

    {"BatchNormalization", batch_normalization},
    {"GroupNormalization", normalization},
    {"LayerNormalization", normalization},
    {"UnitNormalization", shape_keeper},

    {"Activation", shape_keeper},
    {"ActivityRegularization", shape_keeper},
    {"AlphaDropout", shape_keeper},
    {"Dropout", shape_keeper},
    {"ELU", shape_keeper},
    {"GaussianDropout", shape_keeper},
    {"GaussianNoise", shape_keeper},
    {"Identity", shape_keeper},
    {"LeakyReLU", shape_keeper},
    {"Masking", shape_keeper},
    {"ReLU", shape_keeper},
    {"RandomBrightness", shape_keeper},
    {"RandomContrast", shape_keeper},
    {"RandomFlip", shape_keeper},
    {"RandomRotation", shape_keeper},
    {"RandomTranslation", shape_keeper},
    {"RandomZoom", shape_keeper},
    {"Rescaling", shape_keeper},
    {"Softmax", shape_keeper},
    {"SpatialDropout1D", shape_keeper},
    {"SpatialDropout2D", shape_keeper},
    {"SpatialDropout3D", shape_keeper},
    {"ThresholdedReLU", shape_keeper},
};

/// PReLU has a weight for each cell, or one for a channel where all cells share it.
KerasMeaning parametric_rectifier(const KerasLayerView& layer) {
  const auto shared = wholes(argument(layer, "shared_axes"), 1);
  const bool is_per_channel =
      layer.rank == 1 || (layer.rank && shared && static_cast<int>(shared->size()) == *layer.rank - 1);
  if (is_per_channel) return {ShapeKeeper{0, 1, {NumberFunction::Kind::prelu}}, layer.rank};
  return {unknown("a PReLU with a weight for each cell"), layer.rank};
}

}  // namespace

Result<KerasMeaning> keras_meaning(const KerasLayerView& layer) {
  if (!keras_call(layer.type, layer.config).empty()) return window(layer);
  if (layer.type == "PReLU") return parametric_rectifier(layer);
  const auto* const found = std::find_if(std::begin(kKerasTypes), std::end(kKerasTypes),
                                         [&](const KerasType& type) { return type.name == layer.type; });
  if (found == std::end(kKerasTypes)) return KerasMeaning{UnknownLayer{}, {}};
  return found->meaning(layer);
}

std::optional<std::vector<std::optional<int>>> keras_shape(const json* list, bool has_batch) {
  constexpr std::size_t most_axes = 16;
  if (list == nullptr || !list->is_array() || list->size() > most_axes) return std::nullopt;
  std::vector<std::optional<int>> sizes;
  for (const json& item : *list) {
    const auto size = whole(item);
    const bool is_open = item.is_null() || size == -1;
    if (!is_open && (!size || *size < 1)) return std::nullopt;
    sizes.push_back(is_open ? std::nullopt : size);
  }
  if (has_batch && !sizes.empty()) sizes.erase(sizes.begin());
  return sizes;
}

std::optional<MapShape> keras_map_shape(const std::vector<std::optional<int>>& sizes, bool is_channels_first) {
  if (sizes.empty()) return std::nullopt;
  const std::size_t channels = is_channels_first ? 0 : sizes.size() - 1;
  MapShape shape;
  shape.channels.number = sizes[channels];
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    if (i == channels) continue;
    if (!sizes[i]) return std::nullopt;
    shape.sizes.push_back(*sizes[i]);
  }
  return shape;
}

}  // namespace convarith
