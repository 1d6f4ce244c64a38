#include <algorithm>
#include <utility>

#include "config/models/program_names.hpp"
#include "config/models/program_run.hpp"

namespace convarith {
namespace {

using Form = PythonExpression::Kind;

/// A name without a value may be that of a layer, which the program passes on: norm_layer=nn.BatchNorm2d.
ProgramValue layer_class(std::string_view name) {
  if (!begins_with_capital(name) || !is_layer_name(name)) return {};
  ProgramValue value;
  value.kind = ProgramValue::Kind::layer;
  value.text = name;
  return value;
}

}  // namespace

ProgramValue ProgramRun::sequence_of(std::vector<Value> items) {
  Value value;
  value.kind = Kind::sequence;
  value.items = &sequences_.emplace_back(std::move(items));
  return value;
}

ProgramValue ProgramRun::evaluate(const PythonExpression& expression) {
  if (is_stopped_) return {};
  if (++steps_ > kMostSteps || depth_ > kDeepestRun) {
    stop(expression.start, "the program does too much to be followed");
    return {};
  }
  ++depth_;
  const Value value = evaluate_inner(expression);
  --depth_;
  return value;
}

ProgramValue ProgramRun::evaluate_inner(const PythonExpression& expression) {
  switch (expression.kind) {
    case Form::number:
      return number_value_of(expression.text);
    case Form::string: {
      Value value;
      value.kind = Kind::text;
      value.text = expression.text;
      return value;
    }
    case Form::name: {
      const Value value = value_of_name(expression.text);
      return value.is(Kind::unknown) && value.origin == nullptr ? layer_class(expression.text) : value;
    }
    case Form::attribute:
      return value_of_attribute(expression);
    case Form::call:
      return call(expression);
    case Form::index:
      return value_of_index(expression);
    case Form::sequence:
      return value_of_sequence(expression);
    case Form::generator:
      return value_of_generator(expression);
    case Form::unary:
      return calculate(expression.text, evaluate(expression.parts.front()));
    case Form::binary:
      return value_of_binary(expression);
    case Form::choice: {
      const Value condition = evaluate(expression.parts[1]);
      if (!condition.has_truth()) return {};
      return evaluate(expression.parts[condition.is_true() ? 0 : 2]);
    }
    case Form::unpacked:
    case Form::unknown:
      break;
  }
  return {};
}

ProgramValue ProgramRun::value_of_sequence(const PythonExpression& expression) {
  std::vector<Value> items;
  for (const PythonExpression& part : expression.parts) {
    const Value item = evaluate(part.kind == Form::unpacked ? part.parts.front() : part);
    const bool is_spread = part.kind == Form::unpacked && item.is(Kind::sequence);
    if (is_spread && items.size() + item.items->size() <= kMostItems) {
      items.insert(items.end(), item.items->begin(), item.items->end());
    } else {
      items.push_back(item);
    }
    // A list that is made of generated items is those items.
    const bool is_generator = part.kind == Form::generator && expression.parts.size() == 1;
    if (is_generator && item.is(Kind::sequence)) return item;
  }
  return sequence_of(std::move(items));
}

ProgramValue ProgramRun::value_of_name(std::string_view name) const {
  if (name == "True" || name == "False") return Value::truth(name == "True");
  if (name == "None") {
    Value none;
    none.kind = Kind::none;
    return none;
  }
  for (const Names* scope : {&scopes_.back(), &scopes_.front()}) {
    const auto found = scope->find(name);
    if (found != scope->end()) return found->second;
  }
  return {};
}

/// The sizes of a tensor with its batch, as far as they are known.
ProgramValue ProgramRun::shape_values(const Value& tensor) {
  const KnownOutput& known = builder_.known(static_cast<int>(tensor.number));
  std::vector<Value> sizes(2 + static_cast<std::size_t>(known.axes.value_or(2)));
  if (known.channels) sizes[1] = Value::whole(*known.channels);
  return sequence_of(std::move(sizes));
}

ProgramValue ProgramRun::value_of_attribute(const PythonExpression& expression) {
  const Value object = evaluate(expression.parts.front());
  if (object.is(Kind::tensor) && expression.text == "shape") return shape_values(object);
  if (object.is(Kind::tensor) && expression.text == "is_cuda") return Value::truth(false);
  if (object.is(Kind::module)) {
    if (expression.text == "training") return Value::truth(false);
    const auto member = object.module->members.find(expression.text);
    if (member != object.module->members.end()) return member->second;
    for (const auto& [name, part] : object.module->parts) {
      if (name == expression.text) return Value::of(part);
    }
    if (const PythonStatement* method = method_of(object.module->type, expression.text)) {
      Value value;
      value.kind = Kind::function;
      value.definition = method;
      value.module = object.module;
      return value;
    }
  }
  const ProgramType* const type = object.is(Kind::type)     ? object.type
                                  : object.is(Kind::module) ? object.module->type
                                                            : nullptr;
  if (object.is(Kind::unknown) && object.origin == nullptr) return layer_class(expression.text);
  if (type == nullptr) return {};
  const auto member = type->members.find(expression.text);
  return member == type->members.end() ? Value() : member->second;
}

/// Looks a key up in a dictionary, which is a sequence of pairs.
ProgramValue ProgramRun::value_of_key(const std::vector<Value>& pairs, std::string_view key) {
  for (const Value& pair : pairs) {
    const bool is_pair = pair.is(Kind::sequence) && pair.items->size() == 2;
    if (is_pair && (*pair.items)[0].is(Kind::text) && (*pair.items)[0].text == key) return (*pair.items)[1];
  }
  return {};
}

ProgramValue ProgramRun::value_of_index(const PythonExpression& expression) {
  const Value object = evaluate(expression.parts[0]);
  if (object.is(Kind::tensor)) return with_origin({}, expression);
  const Value index = evaluate(expression.parts[1]);
  const bool is_container = object.is(Kind::module) && object.module->kind == ProgramModule::Kind::container;
  if (is_container && index.is(Kind::text)) {
    for (const auto& [name, part] : object.module->parts) {
      if (name == index.text) return Value::of(part);
    }
  }
  if (object.is(Kind::sequence) && index.is(Kind::text)) return value_of_key(*object.items, index.text);
  if (!index.is(Kind::whole) || (!is_container && !object.is(Kind::sequence))) return {};
  const auto count = static_cast<long long>(is_container ? object.module->parts.size() : object.items->size());
  const long long at = index.number < 0 ? index.number + count : index.number;
  if (at < 0 || at >= count) return {};
  const auto place = static_cast<std::size_t>(at);
  return is_container ? Value::of(object.module->parts[place].second) : (*object.items)[place];
}

ProgramValue ProgramRun::value_of_binary(const PythonExpression& expression) {
  Value left = evaluate(expression.parts[0]);
  const std::string_view operation = expression.text;
  if (operation == "and" || operation == "or") {
    if (!left.has_truth()) {
      // False and x is false, whatever x is.
      const Value right = evaluate(expression.parts[1]);
      return right.has_truth() && right.is_true() == (operation == "or") ? Value::truth(right.is_true()) : Value();
    }
    return left.is_true() == (operation == "or") ? left : evaluate(expression.parts[1]);
  }
  Value right = evaluate(expression.parts[1]);
  const bool is_arithmetic = operation == "+" || operation == "-" || operation == "*" || operation == "/";
  if (is_arithmetic && left.is_part_of_tensor()) left = tensor_of(left, nullptr);
  if (is_arithmetic && right.is_part_of_tensor()) right = tensor_of(right, nullptr);
  if (is_arithmetic && left.is(Kind::tensor) && right.is(Kind::tensor)) {
    const bool is_sum = operation == "+" || operation == "-";
    const bool is_other = operation == "-" || operation == "/";
    return add_operation(expression, is_sum ? "add" : "mul",
                         Join{is_sum ? Join::Kind::sum : Join::Kind::product, 0, is_other}, {left, right});
  }
  // A number changes no shape.
  if (is_arithmetic && (left.is(Kind::tensor) || right.is(Kind::tensor))) leave_out(expression);
  if (is_arithmetic && left.is(Kind::tensor)) return left;
  if (is_arithmetic && right.is(Kind::tensor)) return right;
  if (left.is(Kind::sequence) && right.is(Kind::sequence) && operation == "+") {
    std::vector<Value> items = *left.items;
    if (items.size() + right.items->size() > kMostItems) return {};
    items.insert(items.end(), right.items->begin(), right.items->end());
    return sequence_of(std::move(items));
  }
  if (left.is(Kind::sequence) && right.is(Kind::whole) && operation == "*") {
    std::vector<Value> items;
    const auto each = std::max<std::size_t>(left.items->size(), 1);
    if (right.number > static_cast<long long>(kMostItems / each)) return {};
    for (long long i = 0; i < right.number; ++i) items.insert(items.end(), left.items->begin(), left.items->end());
    return sequence_of(std::move(items));
  }
  return calculate(operation, left, right);
}

ProgramValue ProgramRun::value_of_generator(const PythonExpression& expression) {
  const Value items = evaluate(expression.parts[2]);
  if (!items.is(Kind::sequence)) return {};
  std::vector<Value> made;
  const std::vector<Value> all = *items.items;
  const bool is_top = scopes_.size() == 1;
  if (is_top) scopes_.emplace_back();
  for (const Value& item : all) {
    if (is_stopped_ || modules_.size() > 2 * kMostModelLayers) break;
    assign(expression.parts[1], item);
    made.push_back(evaluate(expression.parts[0]));
  }
  if (is_top) scopes_.pop_back();
  return sequence_of(std::move(made));
}

/// The first tensor that an expression mentions.
std::optional<int> ProgramRun::tensor_in(const PythonExpression& expression) const {
  if (expression.kind == Form::name) {
    const Value value = value_of_name(expression.text);
    const bool is_tensor = value.is(Kind::tensor) || value.is_of_tensor;
    return is_tensor ? std::optional(static_cast<int>(value.number)) : std::nullopt;
  }
  for (const PythonExpression& part : expression.parts) {
    if (const auto tensor = tensor_in(part)) return tensor;
  }
  return std::nullopt;
}

/// Notes of an unknown value what made it, and of which tensor.
ProgramValue ProgramRun::with_origin(Value value, const PythonExpression& expression) {
  if (!value.is(Kind::unknown) || value.origin != nullptr) return value;
  value.origin = &expression;
  if (const auto tensor = tensor_in(expression)) {
    value.is_of_tensor = true;
    value.number = *tensor;
  }
  return value;
}

/// Returns a tensor for a value that a layer is applied to. What is not known yet is an input of the model, unless it
/// was made of a tensor.
ProgramValue ProgramRun::tensor_of(const Value& value, const PythonExpression* expression) {
  if (value.is(Kind::tensor)) return value;
  if (value.is(Kind::unknown)) {
    const Value made = expression == nullptr ? value : with_origin(value, *expression);
    if (made.is_of_tensor) {
      const Value tensor = add_unknown(*made.origin, "", made, {Value::tensor(static_cast<int>(made.number))});
      if (expression != nullptr && expression->kind == Form::name) scopes_.back()[expression->text] = tensor;
      return tensor;
    }
  }
  const bool is_name = expression != nullptr && expression->kind == PythonExpression::Kind::name;
  if (!is_name && !value.is(Kind::array) && first_input_) return *first_input_;
  const Value input = Value::tensor(builder_.add_input(value.is(Kind::array) ? shape_of(value) : std::nullopt));
  if (!first_input_) first_input_ = input;
  if (is_name) scopes_.back()[expression->text] = input;
  return input;
}

/// The shape of an array whose first axis is the batch.
std::optional<MapShape> ProgramRun::shape_of(const Value& array) {
  MapShape shape;
  for (std::size_t i = 1; i < array.items->size(); ++i) {
    const Value& size = (*array.items)[i];
    constexpr long long largest = 1'000'000'000;
    if (!size.is(Kind::whole) || size.number < 1 || size.number > largest) return std::nullopt;
    if (i == 1) {
      shape.channels.number = static_cast<int>(size.number);
    } else {
      shape.sizes.push_back(static_cast<int>(size.number));
    }
  }
  return shape.channels.number ? std::optional(shape) : std::nullopt;
}

}  // namespace convarith
