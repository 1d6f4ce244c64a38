#include <fmt/core.h>

#include <utility>

#include "config/models/name_list.hpp"
#include "config/models/program_names.hpp"
#include "config/models/program_run.hpp"
#include "config/shortened.hpp"

namespace convarith {
namespace {

using Form = PythonExpression::Kind;

/// Containers of layers in both frameworks.
constexpr std::string_view kContainers[] = {"Sequential", "ModuleList", "ModuleDict"};
constexpr std::string_view kInputs[] = {"Input", "InputLayer"};
/// Methods of a module that return it.
constexpr std::string_view kReturningMethods[] = {"to",   "cuda",  "cpu",    "eval",           "train",
                                                  "half", "float", "double", "requires_grad_", "apply"};
/// Methods that apply a module.
constexpr std::string_view kApplyingMethods[] = {"forward", "call", "__call__"};

/// The name with its dots, if the expression is nothing else.
std::string dotted_text(const PythonExpression& expression) {
  if (expression.kind == Form::name) return std::string(expression.text);
  if (expression.kind != Form::attribute) return {};
  const std::string inner = dotted_text(expression.parts.front());
  return inner.empty() ? std::string() : fmt::format("{}.{}", inner, expression.text);
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
  if (is_among(kContainers, last)) return make_container(expression, arguments_of(expression));
  if (is_among(kInputs, last)) return make_input(arguments_of(expression));
  if (begins_with_capital(last) && is_layer_name(last)) return make_layer(expression);
  const Arguments arguments = arguments_of(expression);
  if (const std::optional<Value> built_in = call_builtin(last, arguments)) return *built_in;
  if (last.starts_with("conv") && !arguments.positional.empty()) {
    const Value convolved = convolve(expression, last, arguments);
    if (convolved.is(Kind::tensor)) return convolved;
  }
  return call_unknown(expression, name, arguments);
}

/// Calls a method of a value that the program made.
ProgramValue ProgramRun::call_method(const PythonExpression& expression, const Value& object) {
  const std::string_view name = expression.parts.front().text;
  if (object.is(Kind::tensor)) return call_tensor_method(expression, name, object);
  const Arguments arguments = arguments_of(expression);
  if (object.is(Kind::sequence)) {
    add_items(*object.items, name, arguments);
    return {};
  }
  if (!object.is(Kind::module)) return call_unknown(expression, name, arguments);
  return call_module_method(expression, object, arguments);
}

/// Follows the methods of a list that make it longer.
void ProgramRun::add_items(std::vector<Value>& items, std::string_view method, const Arguments& arguments) {
  if (items.size() >= 2 * kMostItems) return;
  const Value first = arguments.first();
  if (method == "append" && !arguments.positional.empty()) items.push_back(first);
  if (method == "extend" && first.is(Kind::sequence) && first.items != &items)
    items.insert(items.end(), first.items->begin(), first.items->end());
}

ProgramValue ProgramRun::call_module_method(const PythonExpression& expression, const Value& object,
                                            const Arguments& arguments) {
  const std::string_view name = expression.parts.front().text;
  if (is_among(kApplyingMethods, name)) return call_value(expression, object);
  if (name == "add" || name == "append" || name == "extend") {
    if (!arguments.positional.empty()) add_parts(object.module, arguments.first(), "");
    return {};
  }
  if (name == "add_module" || name == "register_module") {
    const bool is_named = arguments.positional.size() == 2 && arguments.positional[0].is(Kind::text);
    if (is_named) add_parts(object.module, arguments.positional[1], std::string(arguments.positional[0].text));
    return {};
  }
  if (is_among(kReturningMethods, name)) return object;
  const std::vector<Value> tensors = tensors_in(arguments.positional);
  const bool is_layer = !tensors.empty() && !is_loss_name(name);
  return is_layer ? add_unknown(expression, dotted_text(expression.parts.front()), {}, tensors) : Value();
}

/// Calls a layer, a function or a class that the program made.
ProgramValue ProgramRun::call_value(const PythonExpression& expression, const Value& callee) {
  if (callee.is(Kind::layer)) {
    const bool is_container = is_among(kContainers, callee.text);
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

}  // namespace convarith
