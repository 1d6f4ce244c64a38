#include <fmt/core.h>

#include <algorithm>
#include <limits>
#include <utility>
#include <variant>

#include "config/models/layer_arguments.hpp"
#include "config/models/program_functions.hpp"
#include "config/models/program_run.hpp"
#include "config/shortened.hpp"

namespace convarith {
namespace {

constexpr std::size_t kLongestCallText = 300;    // bytes
constexpr std::size_t kLongestModulePath = 200;  // bytes

std::string joined_path(const std::string& path, const std::string& name) {
  if (path.empty() || name.empty()) return path + name;
  return shortened(fmt::format("{}.{}", path, name), kLongestModulePath);
}

/// Whether a layer has weights.
bool learns(const LayerAction& action) {
  if (const auto* window = std::get_if<WindowLayer>(&action)) return window->options.op == Operator::convolution;
  if (const auto* keeper = std::get_if<ShapeKeeper>(&action)) return keeper->weights + keeper->weights_per_channel > 0;
  return std::holds_alternative<Linear>(action);
}

}  // namespace

const PythonStatement* ProgramRun::method_of(const ProgramType* type, std::string_view name) {
  if (type == nullptr) return nullptr;
  for (const PythonStatement& member : type->definition->body) {
    if (member.kind == PythonStatement::Kind::function && member.name == name) return &member;
  }
  return nullptr;
}

ProgramModule* ProgramRun::new_module(ProgramModule::Kind kind, const PythonExpression& expression) {
  ProgramModule& module = modules_.emplace_back();
  module.kind = kind;
  module.start = expression.start;
  module.text = text_.substr(expression.start, expression.end - expression.start);
  if (modules_.size() > 4 * kMostModelLayers) stop(expression.start, "the program makes too many layers");
  return &module;
}

void ProgramRun::complain(const Problems& problems) {
  for (const Problem& problem : problems) {
    const bool is_new =
        std::none_of(problems_.begin(), problems_.end(), [&](const Problem& each) { return each.why == problem.why; });
    if (is_new) problems_.push_back(problem);
  }
  // Nobody reads more.
  if (problems_.size() >= kMostModelProblems) is_stopped_ = true;
}

CallValue ProgramRun::call_value_of(const Value& value, const PythonExpression& expression) {
  CallValue result;
  result.start = expression.start;
  result.end = expression.end;
  switch (value.kind) {
    case Kind::none:
      result.kind = CallValue::Kind::none;
      break;
    case Kind::truth:
      result.kind = CallValue::Kind::truth;
      result.number = static_cast<int>(value.number);
      break;
    case Kind::whole: {
      const bool fits =
          value.number >= std::numeric_limits<int>::min() && value.number <= std::numeric_limits<int>::max();
      result.kind = fits ? CallValue::Kind::whole : CallValue::Kind::huge;
      result.number = fits ? static_cast<int>(value.number) : 0;
      break;
    }
    case Kind::text:
      result.kind = CallValue::Kind::string;
      result.text = value.text;
      break;
    case Kind::sequence: {
      result.kind = CallValue::Kind::sequence;
      const bool is_written =
          expression.kind == PythonExpression::Kind::sequence && expression.parts.size() == value.items->size();
      constexpr std::size_t most = 100;
      constexpr int deepest = 3;
      if (value.items->size() > most || depth_ > deepest + call_depth_) break;
      ++depth_;
      for (std::size_t i = 0; i < value.items->size(); ++i) {
        result.items.push_back(call_value_of((*value.items)[i], is_written ? expression.parts[i] : expression));
      }
      --depth_;
      break;
    }
    default:
      result.kind = expression.kind == PythonExpression::Kind::name ? CallValue::Kind::word : CallValue::Kind::other;
      if (result.kind == CallValue::Kind::word) result.text = expression.text;
  }
  return result;
}

/// Writes a call with the values of its arguments. The first `skipped` arguments are left out.
Call ProgramRun::call_syntax_of(const PythonExpression& expression, std::string_view name, std::size_t skipped) {
  Call call;
  call.name = name;
  call.start = expression.start;
  call.end = expression.end > 0 ? expression.end - 1 : 0;
  for (std::size_t i = 1 + skipped; i < expression.parts.size(); ++i) {
    const PythonExpression& part = expression.parts[i];
    const std::string_view keyword = expression.keywords[i - 1];
    if (part.kind == PythonExpression::Kind::unpacked) {
      call.may_say_more = call.may_say_more || !keyword.empty();
      const Value spread = keyword.empty() ? evaluate(part.parts.front()) : Value();
      if (!spread.is(Kind::sequence)) continue;
      call_depth_ = depth_;
      for (const Value& item : *spread.items) call.arguments.push_back({{}, part.start, call_value_of(item, part)});
      continue;
    }
    const Value value = evaluate(part);
    call_depth_ = depth_;
    call.arguments.push_back({keyword, part.start, call_value_of(value, part)});
  }
  return call;
}

/// Notes that the program changes numbers in a way that is no layer.
void ProgramRun::leave_out(const PythonExpression& expression) {
  constexpr std::size_t longest = 60;  // bytes
  const std::string_view written = text_.substr(expression.start, expression.end - expression.start);
  builder_.leave_out(fmt::format("{} ({})", shortened(written, longest), place_of(expression.start)));
}

/// Makes the layer that a call names, or that of the given name.
ProgramValue ProgramRun::make_layer(const PythonExpression& expression, std::string_view name) {
  ProgramModule* const module = new_module(ProgramModule::Kind::layer, expression);
  const PythonExpression& callee = expression.parts.front();
  // The name as it stands in the text, which outlives the call.
  const std::string_view written = last_name(text_.substr(callee.start, callee.end - callee.start));
  const auto imported = imports_.find(written);
  if (name.empty()) name = imported == imports_.end() ? written : last_name(imported->second);
  module->call = call_syntax_of(expression, name, 0);
  for (const CallArgument& argument : module->call.arguments) {
    if (argument.name == "name" && argument.value.kind == CallValue::Kind::string)
      module->name = std::string(argument.value.text);
  }
  Result<LayerOfCall> read = read_layer_action(text_, module->call, builder_.framework(), source_);
  if (!read) {
    complain(read.problems());
    return Value::of(module);
  }
  module->layer = *std::move(read);
  const bool is_window = std::holds_alternative<WindowLayer>(module->layer.action);
  if (is_window && builder_.is_empty()) builder_.set_framework(module->layer.framework);
  for (const std::string& remark : module->layer.remarks)
    builder_.remark(fmt::format("{}: {}", place_of(expression.start), remark));
  return Value::of(module);
}

ProgramValue ProgramRun::make_container(const PythonExpression& expression, const Arguments& arguments) {
  ProgramModule* const module = new_module(ProgramModule::Kind::container, expression);
  for (const Value& value : arguments.positional) add_parts(module, value, "");
  for (const auto& [name, value] : arguments.named) {
    if (name == "layers") add_parts(module, value, "");
    if (name == "name" && value.is(Kind::text)) module->name = std::string(value.text);
  }
  return Value::of(module);
}

/// Adds a layer, or the layers in a sequence, to a container.
void ProgramRun::add_parts(ProgramModule* container, const Value& value, std::string name) {
  if (++steps_ > kMostSteps || container->parts.size() > 2 * kMostModelLayers) return;
  if (value.is(Kind::tensor) && value.number < 0) {
    container->has_input = true;
    container->input = static_cast<int>(value.number);
  }
  if (value.is(Kind::module)) {
    value.module->is_used = true;
    if (name.empty()) name = value.module->name.empty() ? std::to_string(container->parts.size()) : value.module->name;
    if (value.module->name.empty()) value.module->name = name;
    if (value.module->parent == nullptr) value.module->parent = container;
    container->parts.emplace_back(std::move(name), value.module);
  }
  if (!value.is(Kind::sequence)) return;
  const std::vector<Value>& items = *value.items;
  const bool is_pair = items.size() == 2 && items[0].is(Kind::text) && items[1].is(Kind::module);
  if (is_pair) return add_parts(container, items[1], std::string(items[0].text));
  if (++depth_ < kDeepestRun) {
    for (const Value& item : items) add_parts(container, item, "");
  }
  --depth_;
}

ProgramValue ProgramRun::make_object(ProgramType* type, const PythonExpression& expression,
                                     const Arguments& arguments) {
  ProgramModule* const module = new_module(ProgramModule::Kind::instance, expression);
  module->type = type;
  if (const PythonStatement* const constructor = method_of(type, "__init__"))
    call_function(*constructor, arguments, module);
  return Value::of(module);
}

ProgramModule* ProgramRun::make_default(ProgramType* type) {
  ProgramModule& module = modules_.emplace_back();
  module.kind = ProgramModule::Kind::instance;
  module.type = type;
  module.start = type->definition->start;
  if (const PythonStatement* const constructor = method_of(type, "__init__")) call_function(*constructor, {}, &module);
  return &module;
}

ProgramValue ProgramRun::call_default(const PythonStatement* function) {
  return call_function(*function, {}, nullptr);
}

ProgramValue ProgramRun::call_as_method(const PythonStatement& function, ProgramModule* self, const Value& argument) {
  Arguments arguments;
  if (!argument.is(Kind::unknown)) arguments.positional.push_back(argument);
  return call_function(function, arguments, self);
}

ProgramValue ProgramRun::model_input(const ProgramModule* module) {
  if (module != nullptr && module->has_input) return Value::tensor(module->input);
  if (!first_input_) first_input_ = Value::tensor(builder_.add_input(std::nullopt));
  return *first_input_;
}

ProgramValue ProgramRun::apply(ProgramModule* module, std::vector<Value> inputs, const std::string& path) {
  constexpr int deepest = 500;
  if (is_stopped_ || builder_.is_full() || inputs.empty()) return inputs.empty() ? Value() : inputs.front();
  if (++steps_ > kMostSteps || depth_ > deepest) {
    stop(module->start, "the program does too much to be followed");
    return inputs.front();
  }
  if (module->kind == ProgramModule::Kind::layer) return add_layer(*module, inputs, path);
  const PythonStatement* forward = method_of(module->type, "forward");
  if (forward == nullptr) forward = method_of(module->type, "call");
  if (forward == nullptr) return apply_parts(module, inputs.front(), path);
  const std::string before = std::exchange(path_, path);
  const Value result = call_function(*forward, {std::move(inputs), {}}, module);
  path_ = before;
  return result;
}

ProgramValue ProgramRun::apply_parts(ProgramModule* module, Value input, const std::string& path) {
  ++depth_;
  for (const auto& [name, part] : module->parts) {
    if (is_stopped_ || builder_.is_full()) break;
    const Value output = apply(part, {input}, joined_path(path, name));
    if (output.is(Kind::tensor)) input = output;
  }
  --depth_;
  return input;
}

/// In a program that is followed, a Linear of PyTorch on a map means what it says.
void ProgramRun::apply_to_last_axis(ModelLayer& layer) const {
  auto* const linear = std::get_if<Linear>(&layer.action);
  if (linear == nullptr || linear->is_per_cell || implies_flatten_) return;
  linear->is_per_cell = linear->is_on_last_axis = builder_.known(layer.inputs.front()).axes.value_or(0) > 0;
}

/// The shape of the input that a layer of Keras gives along with its own arguments.
std::optional<MapShape> ProgramRun::shape_given(const Call& call) const {
  for (const CallArgument& argument : call.arguments) {
    const bool has_batch = argument.name == "batch_input_shape" || argument.name == "batch_shape";
    MapShape shape;
    if (argument.name == "input_dim" && argument.value.kind == CallValue::Kind::whole) {
      shape.channels.number = argument.value.number;
      return shape;
    }
    if (argument.name != "input_shape" && !has_batch) continue;
    const std::vector<CallValue>& items = argument.value.items;
    const std::size_t first = has_batch ? 1 : 0;
    if (items.size() <= first) continue;
    for (std::size_t i = first; i + 1 < items.size(); ++i) {
      if (items[i].kind != CallValue::Kind::whole || items[i].number < 1) return std::nullopt;
      shape.sizes.push_back(items[i].number);
    }
    if (items.back().kind == CallValue::Kind::whole && items.back().number > 0)
      shape.channels.number = items.back().number;
    return shape;
  }
  return std::nullopt;
}

ProgramValue ProgramRun::add_layer(ProgramModule& module, const std::vector<Value>& inputs, const std::string& path) {
  ModelLayer layer{path,
                   std::string(module.call.name),
                   shortened(module.text, kLongestCallText),
                   place_of(module.start),
                   module.layer.action,
                   {}};
  for (const Value& input : inputs) {
    if (input.is(Kind::tensor)) layer.inputs.push_back(static_cast<int>(input.number));
  }
  if (layer.inputs.empty()) return {};
  if (const auto shape = shape_given(module.call)) builder_.give_input_shape(layer.inputs.front(), *shape);
  if (auto* window = std::get_if<WindowLayer>(&layer.action)) window->options.n.reset();
  if (module.call.name == "Concatenate") {
    const auto axes = builder_.known(layer.inputs.front()).axes;
    Call call = module.call;
    call.name = "concatenate";
    if (const auto read = read_tensor_function(text_, call, axes, source_)) layer.action = read->action;
  }
  const bool takes_all =
      std::holds_alternative<Join>(layer.action) || std::holds_alternative<UnknownLayer>(layer.action);
  if (!takes_all) layer.inputs.resize(1);
  layer.shares_weights = std::exchange(module.was_applied, true) && learns(layer.action);
  apply_to_last_axis(layer);
  if (implies_flatten_) layer.inputs.front() = builder_.add_implied_flatten(layer, layer.inputs.front());
  return Value::tensor(builder_.add(std::move(layer)));
}

/// Adds a layer for what the program applies to tensors without saying what it does. `name` has its dots. Of a callee
/// that a call made, this call counts.
ProgramValue ProgramRun::add_unknown(const PythonExpression& expression, std::string_view name, const Value& callee,
                                     const std::vector<Value>& inputs) {
  if (name.starts_with("self.")) name.remove_prefix(5);
  const PythonExpression& written = callee.origin != nullptr ? *callee.origin : expression;
  const std::string_view call = text_.substr(written.start, written.end - written.start);
  const bool is_part = callee.is_part_of_tensor();
  std::string_view type = name;
  if (written.kind == PythonExpression::Kind::call) {
    const PythonExpression& function = written.parts.front();
    type = text_.substr(function.start, function.end - function.start);
  } else if (type.empty()) {
    type = call;
  }
  ModelLayer layer{joined_path(path_, std::string(name)),
                   shortened(type.find('(') == std::string_view::npos ? last_name(type) : type, kLongestModulePath),
                   shortened(call, kLongestCallText),
                   place_of(written.start),
                   UnknownLayer{is_part ? "" : "give the text that defines it, too"},
                   {}};
  for (const Value& input : inputs) layer.inputs.push_back(static_cast<int>(input.number));
  return Value::tensor(builder_.add(std::move(layer)));
}

ProgramValue ProgramRun::add_operation(const PythonExpression& expression, std::string_view type, LayerAction action,
                                       const std::vector<Value>& inputs) {
  const std::string_view written = text_.substr(expression.start, expression.end - expression.start);
  ModelLayer layer{
      path_, std::string(type), shortened(written, kLongestCallText), place_of(expression.start), std::move(action),
      {}};
  if (!layer.name.empty()) layer.name += fmt::format(".({})", type);
  for (const Value& input : inputs) layer.inputs.push_back(static_cast<int>(input.number));
  return Value::tensor(builder_.add(std::move(layer)));
}

}  // namespace convarith
