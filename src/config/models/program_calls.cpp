#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "config/models/program_functions.hpp"
#include "config/models/program_run.hpp"
#include "config/shortened.hpp"

namespace convarith {
namespace {

using Form = PythonExpression::Kind;

constexpr std::size_t kMostRange = 65'536;

/// Containers of layers in both frameworks.
constexpr std::string_view kContainers[] = {"Sequential", "ModuleList", "ModuleDict"};
/// Functions that make a tensor of which the shape is given.
constexpr std::string_view kArrayMakers[] = {"randn", "rand",   "zeros",       "ones",
                                             "empty", "Tensor", "FloatTensor", "normal"};
constexpr std::string_view kInputs[] = {"Input", "InputLayer"};
/// Calls that take tensors or modules, but that are no layers.
constexpr std::string_view kNoLayers[] = {"Model",      "Functional", "print", "summary",
                                          "plot_model", "super",      "len",   "type"};
/// Methods of a module that return it.
constexpr std::string_view kWrappedLayers[] = {"TimeDistributed", "Bidirectional"};
/// Methods that apply a module.
constexpr std::string_view kApplyingMethods[] = {"forward", "call", "__call__"};

template <class Words>
bool is_one_of(const Words& words, std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

/// The name with its dots, if the expression is nothing else.
std::string dotted_text(const PythonExpression& expression) {
  if (expression.kind == Form::name) return std::string(expression.text);
  if (expression.kind != Form::attribute) return {};
  const std::string inner = dotted_text(expression.parts.front());
  return inner.empty() ? std::string() : fmt::format("{}.{}", inner, expression.text);
}

bool is_loss(std::string_view name) {
  return name.ends_with("Loss") || name.find("loss") != std::string_view::npos ||
         name.find("criterion") != std::string_view::npos;
}

bool begins_with_capital(std::string_view name) {
  return !name.empty() && name.front() >= 'A' && name.front() <= 'Z';
}

bool is_of_framework(std::string_view name) {
  for (const std::string_view module : {"nn.", "layers.", "tfkl.", "L."}) {
    if (name.starts_with(module) || name.find(fmt::format(".{}", module)) != std::string_view::npos) {
      return name.find(".init.") == std::string_view::npos;
    }
  }
  return false;
}

/// The tensors among values, or among the items of the first.
std::vector<ProgramValue> tensors_in(const std::vector<ProgramValue>& values) {
  const bool is_list = !values.empty() && values.front().is(ProgramValue::Kind::sequence);
  const std::vector<ProgramValue>& given = is_list ? *values.front().items : values;
  std::vector<ProgramValue> tensors;
  std::copy_if(given.begin(), given.end(), std::back_inserter(tensors),
               [](const ProgramValue& value) { return value.is(ProgramValue::Kind::tensor); });
  return tensors;
}

}  // namespace

const ProgramValue* ProgramRun::Arguments::find(std::string_view name, std::size_t place) const {
  for (const auto& [given, value] : named) {
    if (given == name) return &value;
  }
  return place < positional.size() ? &positional[place] : nullptr;
}

ProgramRun::Arguments ProgramRun::arguments_of(const PythonExpression& call) {
  Arguments arguments;
  for (std::size_t i = 1; i < call.parts.size(); ++i) {
    const PythonExpression& part = call.parts[i];
    const std::string_view keyword = call.keywords[i - 1];
    if (part.kind == Form::unpacked) {
      const Value value = evaluate(part.parts.front());
      if (keyword.empty() && value.is(Kind::sequence))
        arguments.positional.insert(arguments.positional.end(), value.items->begin(), value.items->end());
    } else if (keyword.empty()) {
      arguments.positional.push_back(evaluate(part));
    } else {
      arguments.named.emplace_back(keyword, evaluate(part));
    }
  }
  return arguments;
}

/// Whether the program itself gives the name a meaning.
bool ProgramRun::is_own_name(const PythonExpression& callee) const {
  const PythonExpression* first = &callee;
  while (first->kind == Form::attribute) first = &first->parts.front();
  return first->kind != Form::name || !value_of_name(first->text).is(Kind::unknown);
}

/// The name of what a framework offers, with the modules that it was imported from.
std::string ProgramRun::full_name(const PythonExpression& callee) const {
  std::string name = dotted_text(callee);
  const std::string first = name.substr(0, name.find('.'));
  const auto imported = imports_.find(first);
  if (imported == imports_.end()) return name;
  return imported->second + name.substr(first.size());
}

ProgramValue ProgramRun::call(const PythonExpression& expression) {
  const PythonExpression& callee = expression.parts.front();
  const std::string dotted = dotted_text(callee);
  if (!dotted.empty() && !is_own_name(callee)) return call_by_name(expression, full_name(callee));
  if (callee.kind == Form::attribute) {
    const Value object = evaluate(callee.parts.front());
    const bool is_super = callee.text == "__init__" && !object.is(Kind::module);
    if (is_super) {
      // super().__init__(...) of a class that is derived from Sequential.
      const Arguments arguments = arguments_of(expression);
      const Value self = value_of_name("self");
      if (self.is(Kind::module) && self.module != self_) {
        for (const Value& value : arguments.positional) add_parts(self.module, value, "");
      }
      return {};
    }
    const Value method = object.is(Kind::module) ? evaluate(callee) : Value();
    const bool is_callable = method.is(Kind::module) || method.is(Kind::function) || method.is(Kind::type) ||
                             method.is(Kind::layer) || method.origin != nullptr;
    if (is_callable) return call_value(expression, method);
    return call_method(expression, object);
  }
  return call_value(expression, evaluate(callee));
}

/// Calls what the program doesn't define.
ProgramValue ProgramRun::call_by_name(const PythonExpression& expression, std::string_view name) {
  const std::string_view last = last_name(name);
  if (is_one_of(kContainers, last)) return make_container(expression, arguments_of(expression));
  if (is_one_of(kInputs, last)) return make_input(arguments_of(expression));
  if (begins_with_capital(last) && is_layer_name(last)) return make_layer(expression);
  const Arguments arguments = arguments_of(expression);
  bool is_known = false;
  const Value built_in = call_builtin(last, arguments, is_known);
  if (is_known) return built_in;
  if (last.starts_with("conv") && !arguments.positional.empty()) {
    const Value convolved = convolve(expression, last, arguments);
    if (convolved.is(Kind::tensor)) return convolved;
  }
  return call_unknown(expression, name, arguments);
}

ProgramValue ProgramRun::call_builtin(std::string_view name, const Arguments& arguments, bool& is_known) {
  is_known = true;
  const Value first = arguments.first();
  const auto whole = [&](std::size_t i) {
    const bool is_whole = i < arguments.positional.size() && arguments.positional[i].is(Kind::whole);
    return is_whole ? std::optional(arguments.positional[i].number) : std::nullopt;
  };
  if (name == "range") {
    const bool has_start = arguments.positional.size() > 1;
    const auto start = has_start ? whole(0) : std::optional(0LL);
    const auto end = whole(has_start ? 1 : 0);
    const auto step = arguments.positional.size() > 2 ? whole(2) : std::optional(1LL);
    if (!start || !end || !step || *step == 0) return {};
    std::vector<Value> items;
    for (long long i = *start; (*step > 0 ? i < *end : i > *end) && items.size() < kMostRange; i += *step)
      items.push_back(Value::whole(i));
    steps_ += items.size();
    return sequence_of(std::move(items));
  }
  if (name == "OrderedDict" || name == "list" || name == "tuple" || name == "Parameter") return first;
  if (name == "int" && (first.is(Kind::whole) || first.is(Kind::fraction))) {
    constexpr double most = 1e15;
    if (first.is(Kind::whole)) return first;
    return first.fraction > -most && first.fraction < most ? Value::whole(static_cast<long long>(first.fraction))
                                                           : Value();
  }
  if (name == "round" && arguments.positional.size() == 1 && first.is(Kind::fraction)) {
    Value rounded = first;
    rounded.fraction = std::nearbyint(first.fraction);
    return rounded;
  }
  if (name == "len" && first.is(Kind::sequence)) return Value::whole(static_cast<long long>(first.items->size()));
  if ((name == "max" || name == "min") && whole(0) && whole(1) && arguments.positional.size() == 2)
    return Value::whole(name == "max" ? std::max(*whole(0), *whole(1)) : std::min(*whole(0), *whole(1)));
  if (name == "enumerate" && (first.is(Kind::sequence) || first.is(Kind::module))) {
    std::vector<Value> items;
    const auto add = [&](const Value& item) {
      items.push_back(sequence_of({Value::whole(static_cast<long long>(items.size())), item}));
    };
    if (first.is(Kind::sequence)) {
      for (const Value& item : *first.items) add(item);
    } else {
      for (const auto& [part, module] : first.module->parts) add(Value::of(module));
    }
    steps_ += items.size();
    return sequence_of(std::move(items));
  }
  if (is_one_of(kArrayMakers, name) && !arguments.positional.empty()) {
    Value array = first.is(Kind::sequence) ? first : sequence_of(arguments.positional);
    array.kind = Kind::array;
    return array;
  }
  is_known = false;
  return {};
}

ProgramValue ProgramRun::make_input(const Arguments& arguments) {
  const Value* shape = arguments.find("shape", 0);
  std::size_t first = 0;
  if (shape == nullptr) shape = arguments.find("input_shape", 0);
  for (const std::string_view name : {"batch_shape", "batch_input_shape"}) {
    if (shape != nullptr) break;
    shape = arguments.find(name, 1000);
    first = 1;
  }
  std::optional<MapShape> given;
  if (shape != nullptr && shape->is(Kind::sequence) && shape->items->size() > first) {
    // Keras has the channels last.
    given.emplace();
    const auto size_of = [](const Value& value) {
      const bool is_size = value.is(Kind::whole) && value.number > 0 && value.number < 1'000'000'000;
      return is_size ? std::optional(static_cast<int>(value.number)) : std::nullopt;
    };
    for (std::size_t i = first; i + 1 < shape->items->size() && given; ++i) {
      const auto size = size_of((*shape->items)[i]);
      if (size) {
        given->sizes.push_back(*size);
      } else {
        given.reset();
      }
    }
    if (given) given->channels.number = size_of(shape->items->back());
  }
  const Value input = Value::tensor(builder_.add_input(given));
  if (!first_input_) first_input_ = input;
  return input;
}

/// Calls a method of a value that the program made.
ProgramValue ProgramRun::call_method(const PythonExpression& expression, const Value& object) {
  const std::string_view name = expression.parts.front().text;
  if (object.is(Kind::tensor)) {
    if (name == "size") {
      const Arguments arguments = arguments_of(expression);
      const Value shape = shape_values(object);
      const Value at = arguments.first();
      if (arguments.positional.empty()) return shape;
      const bool is_inside =
          at.is(Kind::whole) && at.number >= 0 && at.number < static_cast<long long>(shape.items->size());
      return is_inside ? (*shape.items)[static_cast<std::size_t>(at.number)] : Value();
    }
    if (name == "dim" || name == "item" || name == "backward") return {};
    return call_on_tensor(expression, name, {object}, 0);
  }
  const Arguments arguments = arguments_of(expression);
  if (object.is(Kind::sequence)) {
    if (name == "append" && !arguments.positional.empty() && object.items->size() < 2 * kMostRange)
      object.items->push_back(arguments.first());
    if (name == "extend" && arguments.first().is(Kind::sequence) && arguments.first().items != object.items &&
        object.items->size() < 2 * kMostRange) {
      object.items->insert(object.items->end(), arguments.first().items->begin(), arguments.first().items->end());
    }
    return {};
  }
  if (!object.is(Kind::module)) return call_unknown(expression, name, arguments);
  if (is_one_of(kApplyingMethods, name)) return call_value(expression, object);
  if (name == "add" || name == "append" || name == "extend") {
    if (!arguments.positional.empty()) add_parts(object.module, arguments.first(), "");
    return {};
  }
  if (name == "add_module" || name == "register_module") {
    const bool is_named = arguments.positional.size() == 2 && arguments.positional[0].is(Kind::text);
    if (is_named) add_parts(object.module, arguments.positional[1], std::string(arguments.positional[0].text));
    return {};
  }
  constexpr std::string_view returning[] = {"to",   "cuda",  "cpu",    "eval",           "train",
                                            "half", "float", "double", "requires_grad_", "apply"};
  if (is_one_of(returning, name)) return object;
  const std::vector<Value> tensors = tensors_in(arguments.positional);
  const bool is_layer = !tensors.empty() && !is_loss(name);
  return is_layer ? add_unknown(expression, dotted_text(expression.parts.front()), {}, tensors) : Value();
}

/// Calls a layer, a function or a class that the program made.
ProgramValue ProgramRun::call_value(const PythonExpression& expression, const Value& callee) {
  if (callee.is(Kind::layer)) {
    const bool is_container = is_one_of(kContainers, callee.text);
    return is_container ? make_container(expression, arguments_of(expression)) : make_layer(expression, callee.text);
  }
  if (callee.is(Kind::type)) return make_object(callee.type, expression, arguments_of(expression));
  const Arguments arguments = arguments_of(expression);
  if (callee.is(Kind::function)) return call_function(*callee.definition, arguments, callee.module);
  const std::vector<Value> tensors = tensors_in(arguments.positional);
  if (callee.is(Kind::unknown) && !tensors.empty())
    return add_unknown(expression, dotted_text(expression.parts.front()), callee, tensors);
  if (!callee.is(Kind::module)) return call_unknown(expression, "", arguments);
  std::vector<Value> inputs;
  std::size_t part = 1;
  for (const Value& value : arguments.positional) {
    const PythonExpression* const written = part < expression.parts.size() ? &expression.parts[part++] : nullptr;
    if (value.is(Kind::sequence)) {
      for (const Value& item : *value.items) {
        if (item.is(Kind::tensor) || item.is(Kind::array)) inputs.push_back(tensor_of(item, nullptr));
      }
    } else if (value.is(Kind::tensor) || value.is(Kind::array) || (inputs.empty() && value.is(Kind::unknown))) {
      inputs.push_back(tensor_of(value, written));
    }
  }
  if (inputs.empty()) inputs.push_back(tensor_of({}, nullptr));
  callee.module->is_used = true;
  return apply(callee.module, std::move(inputs), path_to(*callee.module));
}

/// The path of a module that the executed forward applies: the names from the object that it belongs to.
std::string ProgramRun::path_to(const ProgramModule& module) const {
  constexpr int most = 50;
  const Value self = value_of_name("self");
  std::string path = module.name;
  const ProgramModule* parent = module.parent;
  for (int i = 0; i < most && parent != nullptr && parent != self.module && !parent->name.empty(); ++i) {
    path = fmt::format("{}.{}", parent->name, path);
    parent = parent->parent;
  }
  if (!path_.empty() && !path.empty()) path = fmt::format("{}.{}", path_, path);
  return shortened(path_.empty() || !path.empty() ? path : path_, 200);
}

ProgramValue ProgramRun::call_function(const PythonStatement& function, const Arguments& arguments,
                                       ProgramModule* self) {
  constexpr int deepest = 400;
  if (depth_ > deepest) {
    stop(function.start, "functions call each other too often");
    return {};
  }
  Names names;
  std::size_t place = 0;
  const bool has_self = self != nullptr && !function.parameters.empty();
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    const std::string_view parameter = function.parameters[i];
    if (i == 0 && has_self) {
      names[parameter] = Value::of(self);
      continue;
    }
    const Value* const given = arguments.find(parameter, place++);
    if (given != nullptr) {
      names[parameter] = *given;
    } else if (function.defaults[i] != PythonStatement::kNoDefault) {
      names[parameter] = evaluate(function.expressions[function.defaults[i]]);
    } else {
      names[parameter] = Value();
    }
  }
  depth_ += 10;
  scopes_.push_back(std::move(names));
  const std::optional<Value> before = std::exchange(returned_, std::nullopt);
  execute(function.body);
  const Value result = returned_.value_or(Value());
  returned_ = before;
  scopes_.pop_back();
  depth_ -= 10;
  return result;
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
    if (tensors.size() < 2) return tensors.front();
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
  const Value first = arguments.first();
  if (is_one_of(kNoLayers, last) || is_loss(last)) return {};
  std::vector<Value> tensors = tensors_in(arguments.positional);
  // A function of the frameworks that is applied to something unknown makes it an input of the model.
  const bool is_function = is_tensor_function(last) && expression.parts.size() > 1;
  const bool is_first_input =
      tensors.empty() && is_function && (first.is(Kind::unknown) || first.is(Kind::array)) && scopes_.size() == 1 &&
      (name.starts_with("F.") || name.find("functional.") != std::string_view::npos || name.starts_with("torch."));
  const bool is_part = tensors.empty() && is_function && first.is_part_of_tensor();
  if (is_first_input || is_part) tensors.push_back(tensor_of(first, &expression.parts[1]));
  if (!tensors.empty()) {
    if (begins_with_capital(last) && !is_of_framework(name)) return {};
    if (is_function) return call_on_tensor(expression, last, std::move(tensors), 1);
    return add_operation(expression, last, UnknownLayer{}, tensors);
  }
  // weight_norm(nn.Conv2d(...)) and the like return the layer.
  if (first.is(Kind::module) && !is_one_of(kWrappedLayers, last)) return first;
  if (first.is(Kind::array)) return first;
  if (!begins_with_capital(last)) return {};
  const Value layer = make_layer(expression);
  if (layer.is(Kind::module)) layer.module->is_certain = is_of_framework(name);
  return layer;
}

/// Follows torch.nn.functional.conv2d, whose kernel is the shape of its weights.
ProgramValue ProgramRun::convolve(const PythonExpression& expression, std::string_view name,
                                  const Arguments& arguments) {
  const bool is_transposed = name.starts_with("conv_transpose");
  const bool is_known_name =
      name.size() > 2 && name.back() == 'd' && name[name.size() - 2] >= '1' && name[name.size() - 2] <= '3';
  const Value* const weights = arguments.find("weight", 1);
  if (!is_known_name || weights == nullptr) return {};
  const int dims = name[name.size() - 2] - '0';
  const Value input = tensor_of(arguments.first(), &expression.parts[1]);
  std::vector<int> shape;
  for (const Value& size : weights->is(Kind::array) ? *weights->items : std::vector<Value>()) {
    if (size.is(Kind::whole) && size.number > 0 && size.number < 1'000'000)
      shape.push_back(static_cast<int>(size.number));
  }
  if (shape.size() != static_cast<std::size_t>(dims) + 2) {
    const std::size_t at = expression.parts.size() > 2 ? expression.parts[2].start : expression.start;
    complain({problem_at(
        text_, at, fmt::format("the kernel of {} is the shape of its weights, which is not known", name),
        fmt::format("write the layer as nn.Conv{}{}d, or the weights as torch.randn(filters, channels, ...)",
                    is_transposed ? "Transpose" : "", dims),
        source_)});
    return input;
  }
  constexpr std::string_view names[] = {"weight", "bias", "stride", "padding", "dilation", "groups"};
  constexpr std::string_view transposed_names[] = {"weight",         "bias",   "stride",  "padding",
                                                   "output_padding", "groups", "dilation"};
  Call call = call_syntax_of(expression, is_transposed ? "ConvTranspose" : "Conv", 1);
  const auto name_at = [&](std::size_t i) {
    return is_transposed ? (i < 7 ? transposed_names[i] : "") : (i < 6 ? names[i] : "");
  };
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    if (call.arguments[i].name.empty()) call.arguments[i].name = name_at(i);
  }
  const bool has_bias = std::any_of(call.arguments.begin(), call.arguments.end(), [](const CallArgument& argument) {
    return argument.name == "bias" && argument.value.kind != CallValue::Kind::none;
  });
  std::erase_if(call.arguments,
                [](const CallArgument& argument) { return argument.name == "weight" || argument.name == "bias"; });
  constexpr std::string_view layers[] = {"Conv1d",          "Conv2d",          "Conv3d",
                                         "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d"};
  call.name = layers[dims - 1 + (is_transposed ? 3 : 0)];
  const auto add_whole = [&](std::string_view argument, int number) {
    CallValue value;
    value.kind = CallValue::Kind::whole;
    value.start = expression.start;
    value.end = expression.end;
    value.number = number;
    call.arguments.push_back({argument, expression.start, value});
  };
  int groups = 1;
  for (const CallArgument& argument : call.arguments) {
    if (argument.name == "groups" && argument.value.kind == CallValue::Kind::whole)
      groups = std::clamp(argument.value.number, 1, 1000);
  }
  add_whole("in_channels", is_transposed ? shape[0] : shape[1] * groups);
  add_whole("out_channels", is_transposed ? shape[1] * groups : shape[0]);
  CallValue kernel;
  kernel.kind = CallValue::Kind::sequence;
  kernel.start = expression.start;
  kernel.end = expression.end;
  for (std::size_t i = 2; i < shape.size(); ++i) {
    CallValue size;
    size.kind = CallValue::Kind::whole;
    size.number = shape[i];
    kernel.items.push_back(size);
  }
  call.arguments.push_back({"kernel_size", expression.start, kernel});
  Result<LayerOfCall> read = read_layer_action(text_, call, Framework::pytorch, source_);
  if (!read) {
    complain(read.problems());
    return input;
  }
  if (auto* window = std::get_if<WindowLayer>(&read->action)) window->options.has_bias = has_bias;
  return add_operation(expression, name, std::move(read->action), {input});
}

}  // namespace convarith
