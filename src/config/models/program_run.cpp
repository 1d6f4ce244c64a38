#include "config/models/program_run.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace convarith {
namespace {

using Form = PythonExpression::Kind;

Framework framework_of(std::string_view text) {
  for (const std::string_view word : {"keras", "layers.", "Dense(", "Conv2D(", "Conv1D(", "Pooling2D(", "tfkl."}) {
    if (text.find(word) != std::string_view::npos) return Framework::keras;
  }
  return Framework::pytorch;
}

bool has_call(const PythonExpression& expression) {
  return expression.kind == PythonExpression::Kind::call ||
         std::any_of(expression.parts.begin(), expression.parts.end(), has_call);
}

}  // namespace

ProgramRun::ProgramRun(std::string_view text, const std::string& source)
    : text_(text), source_(source), builder_(source, framework_of(text)), self_(&modules_.emplace_back()) {
  self_->kind = ProgramModule::Kind::instance;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') line_starts_.push_back(i + 1);
  }
}

int ProgramRun::line_of(std::size_t at) const {
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), at);
  return static_cast<int>(next - line_starts_.begin()) + 1;
}

void ProgramRun::run(const std::vector<PythonStatement>& program) {
  scopes_.front().emplace("self", Value::of(self_));
  execute(program);
  returned_.reset();
}

void ProgramRun::start_again() {
  builder_ = ModelBuilder(source_, builder_.framework());
  first_input_.reset();
  for (ProgramModule& module : modules_) module.was_applied = false;
  returned_.reset();
  is_stopped_ = false;
  stopped_by_.reset();
  steps_ = 0;
}

void ProgramRun::stop(std::size_t at, const std::string& why) {
  if (is_stopped_) return;
  is_stopped_ = true;
  stopped_by_ = usage_problem(source_, fmt::format("{}: {}", place_of(at), why), "give the layers one a line");
  builder_.remark(fmt::format("{}: {}", place_of(at), why));
}

void ProgramRun::execute(const std::vector<PythonStatement>& statements) {
  for (const PythonStatement& statement : statements) {
    if (is_stopped_ || returned_ || builder_.is_full()) return;
    execute(statement);
  }
}

void ProgramRun::execute(const PythonStatement& statement) {
  using Type = PythonStatement::Kind;
  switch (statement.kind) {
    case Type::expression: {
      const Value value = evaluate(statement.expressions.front());
      if (scopes_.size() == 1) keep_at_top(value, "");
      break;
    }
    case Type::assignment: {
      const Value value = with_origin(evaluate(statement.expressions.back()), statement.expressions.back());
      for (std::size_t i = 0; i + 1 < statement.expressions.size(); ++i) assign(statement.expressions[i], value);
      break;
    }
    case Type::augmented:
      execute_augmented(statement);
      break;
    case Type::returned:
      returned_ = statement.expressions.empty() ? Value() : evaluate(statement.expressions.front());
      if (scopes_.size() == 1) {
        keep_at_top(*returned_, "");
        returned_.reset();
      }
      break;
    case Type::function: {
      Value value;
      value.kind = Kind::function;
      value.definition = &statement;
      scopes_.back()[statement.name] = value;
      if (scopes_.size() == 1) functions_.push_back(&statement);
      break;
    }
    case Type::type:
      define_type(statement);
      break;
    case Type::loop:
      execute_loop(statement);
      break;
    case Type::condition:
      execute_condition(statement);
      break;
    case Type::import:
      imports_[statement.alias] = statement.name;
      break;
    case Type::nothing:
      break;
  }
}

/// Layers that stand by themselves at the top of a program are part of the model.
void ProgramRun::keep_at_top(const Value& value, std::string_view name) {
  if (++steps_ > kMostSteps) return;
  if (value.is(Kind::module)) {
    if (value.module == self_) return;
    if (value.module->name.empty()) value.module->name = std::string(name);
    const bool counts = value.module->is_certain || name.empty();
    if (counts && !std::exchange(value.module->is_at_top, true)) top_modules_.push_back(value.module);
  }
  if (!value.is(Kind::sequence)) return;
  const std::vector<Value>& items = *value.items;
  const bool is_pair = items.size() == 2 && items[0].is(Kind::text) && items[1].is(Kind::module);
  if (is_pair) return keep_at_top(items[1], items[0].text);
  if (++depth_ < kDeepestRun) {
    for (const Value& item : items) keep_at_top(item, "");
  }
  --depth_;
}

void ProgramRun::execute_condition(const PythonStatement& statement) {
  const Value condition = evaluate(statement.expressions.front());
  if (condition.has_truth()) return execute(condition.is_true() ? statement.body : statement.otherwise);
  if (scopes_.size() > 1) {
    builder_.remark(fmt::format("{}: the condition can't be decided and is taken as false", place_of(statement.start)));
  }
  execute(statement.otherwise);
}

void ProgramRun::execute_loop(const PythonStatement& statement) {
  const Value items = evaluate(statement.expressions[1]);
  const bool is_list = items.is(Kind::module) && items.module->kind == ProgramModule::Kind::container;
  if (!items.is(Kind::sequence) && !is_list) {
    if (forget_results(statement.body)) return;
    if (scopes_.size() > 1) stop(statement.start, "how often this loop runs is not known");
    return;
  }
  // The loop may change what it runs over.
  std::vector<Value> all;
  if (is_list) {
    for (const auto& [name, part] : items.module->parts) all.push_back(Value::of(part));
  } else {
    all = *items.items;
  }
  for (const Value& item : all) {
    if (is_stopped_ || returned_ || ++steps_ > kMostSteps || builder_.is_full()) return;
    assign(statement.expressions[0], item);
    execute(statement.body);
  }
}

/// Makes the variables unknown that statements set, if these only calculate. Returns whether they do.
bool ProgramRun::forget_results(const std::vector<PythonStatement>& statements) {
  using Type = PythonStatement::Kind;
  for (const PythonStatement& statement : statements) {
    const bool only_sets = statement.kind == Type::assignment || statement.kind == Type::augmented;
    if (!only_sets || std::any_of(statement.expressions.begin(), statement.expressions.end(), has_call)) return false;
  }
  for (const PythonStatement& statement : statements) {
    for (std::size_t i = 0; i + 1 < statement.expressions.size(); ++i) {
      if (statement.expressions[i].kind == PythonExpression::Kind::name)
        scopes_.back()[statement.expressions[i].text] = Value();
    }
  }
  return true;
}

void ProgramRun::execute_augmented(const PythonStatement& statement) {
  const PythonExpression& target = statement.expressions[0];
  const Value left = evaluate(target);
  const Value right = evaluate(statement.expressions[1]);
  if (left.is(Kind::tensor) || right.is(Kind::tensor)) {
    if (!left.is(Kind::tensor) || !right.is(Kind::tensor)) return leave_out(statement.expressions[1]);
    const bool is_sum = statement.name == "+" || statement.name == "-";
    const bool is_other = statement.name != "+" && statement.name != "*";
    const Join join{is_sum ? Join::Kind::sum : Join::Kind::product, 0, is_other};
    return assign(target, add_operation(target, is_sum ? "add" : "mul", join, {left, right}));
  }
  if (left.is(Kind::sequence) && right.is(Kind::sequence) && left.items != right.items) {
    if (left.items->size() + right.items->size() > kMostItems) return;
    left.items->insert(left.items->end(), right.items->begin(), right.items->end());
    return;
  }
  assign(target, calculate(statement.name, left, right));
}

void ProgramRun::define_type(const PythonStatement& statement) {
  ProgramType& type = types_.emplace_back();
  type.definition = &statement;
  Value value;
  value.kind = Kind::type;
  value.type = &type;
  scopes_.back()[statement.name] = value;
  for (const PythonStatement& member : statement.body) {
    if (member.kind != PythonStatement::Kind::assignment || member.expressions.size() != 2) continue;
    if (member.expressions[0].kind == PythonExpression::Kind::name)
      type.members[member.expressions[0].text] = evaluate(member.expressions[1]);
  }
}

void ProgramRun::assign(const PythonExpression& target, const Value& value) {
  if (target.kind == Form::name) {
    scopes_.back()[target.text] = value;
    if (scopes_.size() == 1) keep_at_top(value, target.text);
  } else if (target.kind == Form::attribute) {
    const Value object = evaluate(target.parts.front());
    if (!object.is(Kind::module)) return;
    object.module->members[target.text] = value;
    if (value.is(Kind::module) && value.module != object.module) {
      std::erase_if(object.module->parts, [&](const auto& part) { return part.first == target.text; });
      add_parts(object.module, value, std::string(target.text));
    }
  } else if (target.kind == Form::sequence) {
    const bool fits = value.is(Kind::sequence) && value.items->size() == target.parts.size();
    // What a layer makes besides its output, such as the state of an LSTM, has no layer of its own.
    const Value other = value.is(Kind::tensor) || value.is_of_tensor ? value : Value();
    for (std::size_t i = 0; i < target.parts.size(); ++i) assign(target.parts[i], fits ? (*value.items)[i] : other);
  }
}

}  // namespace convarith
