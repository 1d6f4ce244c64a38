#include "config/models/layer_readers.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

#include "config/models/layer_actions.hpp"
#include "config/models/number_functions.hpp"

namespace convarith {
namespace {

bool is_nearest(const LayerArguments& arguments, std::string_view name) {
  const std::string_view mode = arguments.word(name);
  return mode.empty() || mode.starts_with("nearest");
}

PerAxis two_axes(const std::vector<int>& numbers) {
  return numbers.size() == 2 ? PerAxis{numbers[0], numbers[1]} : PerAxis::all(numbers.empty() ? 1 : numbers.front());
}

/// The number of axes in the name of a layer, as in ZeroPad2d and Cropping2D.
int axes_in_name(const LayerArguments& arguments) {
  const std::string_view name = last_name(arguments.call().name);
  const std::size_t digit = name.find_last_of("123");
  return digit == std::string_view::npos ? 2 : name[digit] - '0';
}

/// Reads Keras's padding or cropping: a number for all sides, or for each axis a number or two.
std::vector<Sides> sides_of(LayerArguments& arguments, std::string_view parameter) {
  const auto axes = static_cast<std::size_t>(axes_in_name(arguments));
  const CallValue* const value = arguments.find(parameter);
  if (value == nullptr) return std::vector<Sides>(axes, Sides{1, 1});
  const auto number = [](const CallValue& item) { return item.kind == CallValue::Kind::whole ? item.number : -1; };
  if (value->kind == CallValue::Kind::whole) return std::vector<Sides>(axes, Sides{value->number, value->number});
  if (axes == 1 && value->items.size() == 2) return {{number(value->items[0]), number(value->items[1])}};
  std::vector<Sides> sides;
  for (const CallValue& item : value->items) {
    const bool is_pair = item.items.size() == 2;
    sides.push_back({number(is_pair ? item.items[0] : item), number(is_pair ? item.items[1] : item)});
  }
  const bool is_known =
      std::all_of(sides.begin(), sides.end(), [](const Sides& each) { return each.before >= 0 && each.after >= 0; });
  if (sides.size() == axes && is_known) return sides;
  arguments.complain(parameter, fmt::format("{} can't be {}", parameter, arguments.text_of(*value)),
                     "give a whole number, or for each axis one or two");
  return {};
}

}  // namespace

LayerAction read_linear(LayerArguments& arguments) {
  return Linear{arguments.count("in_features"), arguments.count("out_features"), arguments.flag("bias", true)};
}

LayerAction read_dense(LayerArguments& arguments) {
  Linear action{{}, arguments.count("units"), arguments.flag("use_bias", true), true};
  action.then = keras_activation_in(arguments);
  return action;
}

LayerAction read_flatten(LayerArguments& arguments) {
  const int start = arguments.whole("start_dim").value_or(1);
  if (start <= 1) return Flatten{};
  // The axes before start_dim stay.
  std::vector<long long> sizes(static_cast<std::size_t>(std::min(start, 4)) - 1, 0);
  sizes.push_back(-1);
  return Reshape{sizes};
}

LayerAction read_unflatten(LayerArguments& arguments) {
  const std::vector<int> sizes = arguments.numbers("unflattened_size");
  return Reshape{{sizes.begin(), sizes.end()}};
}

LayerAction read_pixel_shuffle(LayerArguments& arguments) {
  const std::vector<int> factor = arguments.numbers("upscale_factor");
  return PixelShuffle{factor.empty() ? 1 : factor.front(), false};
}

LayerAction read_pixel_unshuffle(LayerArguments& arguments) {
  const std::vector<int> factor = arguments.numbers("downscale_factor");
  return PixelShuffle{factor.empty() ? 1 : factor.front(), true};
}

/// Keras gives the channels last.
LayerAction read_keras_reshape(LayerArguments& arguments) {
  const std::vector<int> shape = arguments.numbers("target_shape");
  if (shape.empty()) return UnknownLayer{};
  Reshape action{{shape.back()}};
  action.sizes.insert(action.sizes.end(), shape.begin(), shape.end() - 1);
  return action;
}

/// Keras counts the axes of the input from 1 and has the channels last.
LayerAction read_keras_permute(LayerArguments& arguments) {
  const std::vector<int> dims = arguments.numbers("dims");
  const int rank = static_cast<int>(std::min<std::size_t>(dims.size(), 9));
  const auto from_first = [rank](int axis) { return axis == rank ? 0 : axis; };
  if (dims.empty()) return UnknownLayer{};
  Transposition action{{from_first(dims.back())}};
  for (std::size_t i = 0; i + 1 < dims.size(); ++i) action.order.push_back(from_first(dims[i]));
  return action;
}

LayerAction read_upsample(LayerArguments& arguments) {
  Upsampling action;
  action.interpolates =
      !is_nearest(arguments, "mode") || last_name(arguments.call().name).find("Bilinear") != std::string_view::npos;
  if (arguments.has("size")) {
    action.sizes = arguments.numbers("size");
    return action;
  }
  action.factors = arguments.fractions("scale_factor");
  if (action.factors.empty())
    arguments.complain("scale_factor", "the layer needs a size or a scale_factor that is a number", "add it");
  return action;
}

LayerAction read_keras_upsampling(LayerArguments& arguments) {
  Upsampling action;
  action.interpolates = !is_nearest(arguments, "interpolation");
  action.factors = arguments.fractions("size");
  if (action.factors.empty()) action.factors = {2};
  return action;
}

LayerAction read_resizing(LayerArguments& arguments) {
  const std::vector<int> height = arguments.numbers("height");
  const std::vector<int> width = arguments.numbers("width");
  if (height.empty() || width.empty()) return UnknownLayer{};
  return Upsampling{{}, {height.front(), width.front()}, true};
}

/// PyTorch gives the sides of the innermost axis first.
LayerAction read_torch_pad(LayerArguments& arguments) {
  const auto axes = static_cast<std::size_t>(axes_in_name(arguments));
  std::vector<int> numbers = arguments.numbers("padding");
  if (numbers.size() == 1) numbers.assign(axes * 2, numbers.front());
  Border action;
  if (numbers.size() != axes * 2) {
    if (arguments.problems().empty())
      arguments.complain("padding", fmt::format("padding has {} numbers", numbers.size()),
                         fmt::format("give {}, two for each axis, or one", axes * 2));
    return action;
  }
  for (std::size_t i = axes; i-- > 0;) action.sides.push_back({numbers[2 * i], numbers[2 * i + 1]});
  const std::string_view name = last_name(arguments.call().name);
  action.holds_copies = !name.starts_with("Zero") && !name.starts_with("Constant");
  if (name.starts_with("Reflection")) action.mode = PaddingMode::reflect;
  if (name.starts_with("Replication")) action.mode = PaddingMode::replicate;
  if (name.starts_with("Circular")) action.mode = PaddingMode::circular;
  if (name.starts_with("Constant")) action.value = setting_in(arguments, "value").number;
  return action;
}

LayerAction read_keras_pad(LayerArguments& arguments) {
  return Border{sides_of(arguments, "padding")};
}

LayerAction read_cropping(LayerArguments& arguments) {
  Border action{sides_of(arguments, "cropping")};
  for (Sides& sides : action.sides) sides = {-sides.before, -sides.after};
  return action;
}

LayerAction read_unfold(LayerArguments& arguments) {
  Unfold action;
  action.window.dims = 2;
  action.window.k = two_axes(arguments.numbers("kernel_size"));
  if (arguments.has("dilation")) action.window.d = two_axes(arguments.numbers("dilation"));
  if (arguments.has("padding")) action.window.p = Padding(two_axes(arguments.numbers("padding")));
  if (arguments.has("stride")) action.window.s = two_axes(arguments.numbers("stride"));
  return action;
}

/// An Lp pooling has the windows of an average pooling.
LayerAction read_lp_pool(LayerArguments& arguments) {
  WindowLayer action;
  const int axes = axes_in_name(arguments);
  action.then = NumberFunction{};
  action.options.op = Operator::average_pooling;
  action.options.dims = axes;
  action.options.k = two_axes(arguments.numbers("kernel_size"));
  if (arguments.has("stride")) action.options.s = two_axes(arguments.numbers("stride"));
  action.options.ceil_mode = arguments.flag("ceil_mode", false);
  return action;
}

LayerAction read_batch_norm(LayerArguments& arguments) {
  return ShapeKeeper{0, arguments.flag("affine", true) ? 2 : 0, torch_batch_normalization(arguments)};
}

LayerAction read_instance_norm(LayerArguments& arguments) {
  return ShapeKeeper{0, arguments.flag("affine", false) ? 2 : 0};
}

LayerAction read_layer_norm(LayerArguments& arguments) {
  if (!arguments.flag("elementwise_affine", true)) return ShapeKeeper{};
  const CallValue* const shape = arguments.find("normalized_shape");
  const int each = arguments.flag("bias", true) ? 2 : 1;
  const bool is_known =
      shape != nullptr &&
      (shape->kind == CallValue::Kind::whole ||
       (!shape->items.empty() && std::all_of(shape->items.begin(), shape->items.end(), [](const CallValue& item) {
         return item.kind == CallValue::Kind::whole;
       })));
  if (!is_known) return ShapeKeeper{0, each};
  constexpr long long most = 1'000'000'000'000;
  long long weights = each;
  for (const int size : arguments.numbers("normalized_shape")) weights = std::clamp(weights * size, 0LL, most);
  return ShapeKeeper{weights, 0};
}

LayerAction read_prelu(LayerArguments& arguments) {
  return ShapeKeeper{arguments.whole("num_parameters").value_or(1), 0, {NumberFunction::Kind::prelu}};
}

/// Keras counts the running mean and variance among a layer's weights.
LayerAction read_keras_batch_norm(LayerArguments& arguments) {
  const int learned = (arguments.flag("center", true) ? 1 : 0) + (arguments.flag("scale", true) ? 1 : 0);
  return ShapeKeeper{0, 2 + learned, keras_batch_normalization(setting_in(arguments, "epsilon"), learned)};
}

LayerAction read_keras_norm(LayerArguments& arguments) {
  return ShapeKeeper{0, (arguments.flag("center", true) ? 1 : 0) + (arguments.flag("scale", true) ? 1 : 0)};
}

LayerAction read_sum(LayerArguments& arguments) {
  return Join{Join::Kind::sum, 0, last_name(arguments.call().name) != "Add"};
}

LayerAction read_product(LayerArguments&) {
  return Join{Join::Kind::product};
}

/// Axis 3 holds the channels of a map, and a negative axis but the last is unusual.
LayerAction read_concatenate(LayerArguments& arguments) {
  const int axis = arguments.whole("axis").value_or(-1);
  if (axis < -1 || axis == 0) return UnknownLayer{"joining along this axis is not supported"};
  return Join{Join::Kind::concatenation, axis == 1 || axis == 2 ? axis : 0};
}

}  // namespace convarith
