#include <fmt/core.h>

#include <algorithm>
#include <span>
#include <utility>
#include <variant>

#include "config/models/name_list.hpp"
#include "config/models/program_functions.hpp"
#include "config/models/program_names.hpp"
#include "config/models/program_run.hpp"

namespace convarith {
namespace {

/// Calls that take tensors or modules, but that are no layers.
constexpr std::string_view kNoLayers[] = {"Model",      "Functional", "print", "summary",
                                          "plot_model", "super",      "len",   "type"};
/// Layers around another that are more than that one.
constexpr std::string_view kWrappedLayers[] = {"TimeDistributed", "Bidirectional"};

/// What the name of a function says that convolves: conv2d, conv_transpose3d.
struct ConvolutionFunction {
  int dims = 2;
  bool is_transposed = false;
};

std::optional<ConvolutionFunction> convolution_named(std::string_view name) {
  const bool is_known =
      name.size() > 2 && name.back() == 'd' && name[name.size() - 2] >= '1' && name[name.size() - 2] <= '3';
  if (!is_known) return std::nullopt;
  return ConvolutionFunction{name[name.size() - 2] - '0', name.starts_with("conv_transpose")};
}

std::string_view layer_of(const ConvolutionFunction& function) {
  constexpr std::string_view layers[] = {"Conv1d",          "Conv2d",          "Conv3d",
                                         "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d"};
  return layers[function.dims - 1 + (function.is_transposed ? 3 : 0)];
}

/// The sizes of weights, as far as they are known.
std::vector<int> sizes_of_weights(const ProgramValue& weights) {
  std::vector<int> sizes;
  if (!weights.is(ProgramValue::Kind::array)) return sizes;
  for (const ProgramValue& size : *weights.items) {
    if (size.is(ProgramValue::Kind::whole) && size.number > 0 && size.number < 1'000'000)
      sizes.push_back(static_cast<int>(size.number));
  }
  return sizes;
}

/// Gives the arguments behind the input their names.
void name_arguments(Call& call, bool is_transposed) {
  constexpr std::string_view names[] = {"weight", "bias", "stride", "padding", "dilation", "groups"};
  constexpr std::string_view transposed_names[] = {"weight",         "bias",   "stride",  "padding",
                                                   "output_padding", "groups", "dilation"};
  const std::span<const std::string_view> all =
      is_transposed ? std::span<const std::string_view>(transposed_names) : std::span<const std::string_view>(names);
  for (std::size_t i = 0; i < call.arguments.size() && i < all.size(); ++i) {
    if (call.arguments[i].name.empty()) call.arguments[i].name = all[i];
  }
}

/// Takes the weights and the bias out of a call. Returns whether there was a bias.
bool take_out_weights(Call& call) {
  const bool has_bias = std::any_of(call.arguments.begin(), call.arguments.end(), [](const CallArgument& argument) {
    return argument.name == "bias" && argument.value.kind != CallValue::Kind::none;
  });
  std::erase_if(call.arguments,
                [](const CallArgument& argument) { return argument.name == "weight" || argument.name == "bias"; });
  return has_bias;
}

int groups_of(const Call& call) {
  int groups = 1;
  for (const CallArgument& argument : call.arguments) {
    if (argument.name == "groups" && argument.value.kind == CallValue::Kind::whole)
      groups = std::clamp(argument.value.number, 1, 1000);
  }
  return groups;
}

/// Adds the arguments of a layer that a function takes from the sizes of its weights.
void add_sizes_of_weights(Call& call, const std::vector<int>& sizes, bool is_transposed,
                          const PythonExpression& expression) {
  const auto value_of = [&](CallValue::Kind kind) {
    CallValue value;
    value.kind = kind;
    value.start = expression.start;
    value.end = expression.end;
    return value;
  };
  const auto add_whole = [&](std::string_view argument, int number) {
    CallValue value = value_of(CallValue::Kind::whole);
    value.number = number;
    call.arguments.push_back({argument, expression.start, value});
  };
  const int groups = groups_of(call);
  add_whole("in_channels", is_transposed ? sizes[0] : sizes[1] * groups);
  add_whole("out_channels", is_transposed ? sizes[1] * groups : sizes[0]);
  CallValue kernel = value_of(CallValue::Kind::sequence);
  for (std::size_t i = 2; i < sizes.size(); ++i) {
    CallValue size;
    size.kind = CallValue::Kind::whole;
    size.number = sizes[i];
    kernel.items.push_back(size);
  }
  call.arguments.push_back({"kernel_size", expression.start, kernel});
}

}  // namespace

ProgramValue ProgramRun::call_tensor_method(const PythonExpression& expression, std::string_view name,
                                            const Value& tensor) {
  if (name == "size") {
    const Arguments arguments = arguments_of(expression);
    const Value shape = shape_values(tensor);
    const Value at = arguments.first();
    if (arguments.positional.empty()) return shape;
    const bool is_inside =
        at.is(Kind::whole) && at.number >= 0 && at.number < static_cast<long long>(shape.items->size());
    return is_inside ? (*shape.items)[static_cast<std::size_t>(at.number)] : Value();
  }
  if (name == "dim" || name == "item" || name == "backward") return {};
  return call_on_tensor(expression, name, {tensor}, 0);
}

/// Applies a function to tensors. The arguments that are tensors, of which there are `skipped`, are not its settings.
ProgramValue ProgramRun::call_on_tensor(const PythonExpression& expression, std::string_view name,
                                        std::vector<Value> tensors, std::size_t skipped) {
  Call call = call_syntax_of(expression, name, skipped);
  if (name == "add" || name == "mul" || name == "sub" || name == "div") {
    for (std::size_t i = skipped + 1; i < expression.parts.size(); ++i) {
      const Value other = evaluate(expression.parts[i]);
      if (other.is(Kind::tensor)) tensors.push_back(other);
    }
    if (tensors.size() < 2) {
      leave_out(expression);
      return tensors.front();
    }
  }
  if (returns_tensor_itself(name)) return tensors.front();
  const auto axes = builder_.known(static_cast<int>(tensors.front().number)).axes;
  Result<LayerOfCall> read = read_tensor_function(text_, call, axes, source_);
  if (!read) {
    complain(read.problems());
    return tensors.front();
  }
  return add_operation(expression, name, std::move(read->action), tensors);
}

/// Calls what is neither of the program nor a layer.
ProgramValue ProgramRun::call_unknown(const PythonExpression& expression, std::string_view name,
                                      const Arguments& arguments) {
  const std::string_view last = last_name(name);
  if (is_among(kNoLayers, last) || is_loss_name(last)) return {};
  std::vector<Value> tensors = tensors_given(expression, name, arguments);
  if (!tensors.empty()) {
    if (begins_with_capital(last) && !is_of_framework(name)) return {};
    const bool is_function = is_tensor_function(last) && expression.parts.size() > 1;
    if (is_function) return call_on_tensor(expression, last, std::move(tensors), 1);
    return add_operation(expression, last, UnknownLayer{}, tensors);
  }
  const Value first = arguments.first();
  // weight_norm(nn.Conv2d(...)) and the like return the layer.
  if (first.is(Kind::module) && !is_among(kWrappedLayers, last)) return first;
  if (first.is(Kind::array)) return first;
  if (!begins_with_capital(last)) return {};
  const Value layer = make_layer(expression);
  if (layer.is(Kind::module)) layer.module->is_certain = is_of_framework(name);
  return layer;
}

/// The tensors among the arguments of a function. A function of the frameworks that is applied to something unknown
/// makes it an input of the model.
std::vector<ProgramValue> ProgramRun::tensors_given(const PythonExpression& expression, std::string_view name,
                                                    const Arguments& arguments) {
  std::vector<Value> tensors = tensors_in(arguments.positional);
  const bool is_function = is_tensor_function(last_name(name)) && expression.parts.size() > 1;
  if (!tensors.empty() || !is_function) return tensors;
  const Value first = arguments.first();
  const bool has_module =
      name.starts_with("F.") || name.find("functional.") != std::string_view::npos || name.starts_with("torch.");
  const bool is_first_input = (first.is(Kind::unknown) || first.is(Kind::array)) && scopes_.size() == 1 && has_module;
  if (is_first_input || first.is_part_of_tensor()) tensors.push_back(tensor_of(first, &expression.parts[1]));
  return tensors;
}

/// Follows torch.nn.functional.conv2d, whose kernel is the shape of its weights.
ProgramValue ProgramRun::convolve(const PythonExpression& expression, std::string_view name,
                                  const Arguments& arguments) {
  const std::optional<ConvolutionFunction> function = convolution_named(name);
  const Value* const weights = arguments.find("weight", 1);
  if (!function || weights == nullptr) return {};
  const Value input = tensor_of(arguments.first(), &expression.parts[1]);
  const std::vector<int> sizes = sizes_of_weights(*weights);
  if (sizes.size() != static_cast<std::size_t>(function->dims) + 2) {
    const std::size_t at = expression.parts.size() > 2 ? expression.parts[2].start : expression.start;
    complain(
        {problem_at(text_, at, fmt::format("the kernel of {} is the shape of its weights, which is not known", name),
                    fmt::format("write the layer as nn.{}, or the weights as torch.randn(filters, channels, ...)",
                                layer_of(*function)),
                    source_)});
    return input;
  }
  Call call = call_syntax_of(expression, layer_of(*function), 1);
  name_arguments(call, function->is_transposed);
  const bool has_bias = take_out_weights(call);
  add_sizes_of_weights(call, sizes, function->is_transposed, expression);
  Result<LayerOfCall> read = read_layer_action(text_, call, Framework::pytorch, source_);
  if (!read) {
    complain(read.problems());
    return input;
  }
  if (auto* window = std::get_if<WindowLayer>(&read->action)) window->options.has_bias = has_bias;
  return add_operation(expression, name, std::move(read->action), {input});
}

}  // namespace convarith
