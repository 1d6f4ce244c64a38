#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/models/model_builder.hpp"
#include "config/models/program_values.hpp"
#include "config/models/python_syntax.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Executes a program as far as it makes layers and applies them to tensors.
class ProgramRun {
 public:
  /// The text and the source must outlive it.
  ProgramRun(std::string_view text, const std::string& source);

  /// Executes all statements of a program, which must outlive this.
  void run(const std::vector<PythonStatement>& program);

  /// Forgets the layers that were applied, to follow a model in another way.
  void start_again();
  /// Makes an object of a class as with its default arguments. Returns null if it can't be made.
  ProgramModule* make_default(ProgramType* type);
  /// Calls a function as with its default arguments.
  ProgramValue call_default(const PythonStatement* function);
  /// Calls a function as if it were a method of a module, with one more argument if a value is given.
  ProgramValue call_as_method(const PythonStatement& function, ProgramModule* self, const ProgramValue& argument = {});
  /// Applies a module to a tensor, and returns what it makes. `path` names the module.
  ProgramValue apply(ProgramModule* module, std::vector<ProgramValue> inputs, const std::string& path);
  /// Applies the parts of a module one after the other.
  ProgramValue apply_parts(ProgramModule* module, ProgramValue input, const std::string& path);
  /// Returns the input of the model, with the shape that a module gives.
  ProgramValue model_input(const ProgramModule* module);
  /// Returns the function of a class, or null.
  static const PythonStatement* method_of(const ProgramType* type, std::string_view name);

  /// From now on, a fully connected layer on a map has a flattening before it.
  void imply_flatten() { implies_flatten_ = true; }

  ModelBuilder& builder() { return builder_; }
  const Problems& problems() const { return problems_; }
  bool has_stopped() const { return is_stopped_; }
  /// Why the program could not be followed to its end, if so.
  const std::optional<Problem>& stopped_by() const { return stopped_by_; }
  std::vector<ProgramModule*>& modules() { return top_modules_; }
  std::deque<ProgramType>& types() { return types_; }
  ProgramModule* self() { return self_; }
  const std::vector<const PythonStatement*>& functions() const { return functions_; }
  int line_of(std::size_t at) const;

 private:
  using Value = ProgramValue;
  using Kind = ProgramValue::Kind;
  using Names = std::map<std::string_view, Value>;

  // Programs that do more than this are not followed to their end.
  static constexpr std::size_t kMostSteps = 2'000'000;
  static constexpr std::size_t kMostItems = 65'536;
  static constexpr int kDeepestRun = 600;

  /// What a call was given.
  struct Arguments {
    std::vector<Value> positional = {};
    std::vector<std::pair<std::string_view, Value>> named = {};

    Value first() const { return positional.empty() ? Value() : positional.front(); }
    const Value* find(std::string_view name, std::size_t place) const;
  };

  // Statements (program_run.cpp).
  void execute(const std::vector<PythonStatement>& statements);
  void execute(const PythonStatement& statement);
  void execute_condition(const PythonStatement& statement);
  void execute_loop(const PythonStatement& statement);
  bool forget_results(const std::vector<PythonStatement>& statements);
  void execute_augmented(const PythonStatement& statement);
  void define_type(const PythonStatement& statement);
  void assign(const PythonExpression& target, const Value& value);
  void keep_at_top(const Value& value, std::string_view name);
  void stop(std::size_t at, const std::string& why);

  // Expressions (program_expressions.cpp).
  Value evaluate(const PythonExpression& expression);
  Value evaluate_inner(const PythonExpression& expression);
  Value value_of_sequence(const PythonExpression& expression);
  Value value_of_name(std::string_view name) const;
  Value value_of_attribute(const PythonExpression& expression);
  static Value value_of_key(const std::vector<Value>& pairs, std::string_view key);
  Value shape_values(const Value& tensor);
  Value value_of_index(const PythonExpression& expression);
  Value value_of_binary(const PythonExpression& expression);
  Value value_of_generator(const PythonExpression& expression);
  Value sequence_of(std::vector<Value> items);
  Value tensor_of(const Value& value, const PythonExpression* expression);
  Value with_origin(Value value, const PythonExpression& expression);
  std::optional<int> tensor_in(const PythonExpression& expression) const;
  static std::optional<MapShape> shape_of(const Value& array);

  // Calls (program_calls.cpp).
  Value call(const PythonExpression& expression);
  Value call_by_name(const PythonExpression& expression, std::string_view name);
  Value call_method(const PythonExpression& expression, const Value& object);
  Value call_module_method(const PythonExpression& expression, const Value& object, const Arguments& arguments);
  Value call_value(const PythonExpression& expression, const Value& callee);
  Value call_function(const PythonStatement& function, const Arguments& arguments, ProgramModule* self);
  static void add_items(std::vector<Value>& items, std::string_view method, const Arguments& arguments);
  Arguments arguments_of(const PythonExpression& call);
  std::string full_name(const PythonExpression& callee) const;
  std::string path_to(const ProgramModule& module) const;
  bool is_own_name(const PythonExpression& callee) const;

  // What Python and Keras bring along (program_builtins.cpp).
  std::optional<Value> call_builtin(std::string_view name, const Arguments& arguments);
  Value range_of(const std::vector<Value>& given);
  Value enumeration_of(const Value& object);
  Value make_input(const Arguments& arguments);

  // What is applied to tensors (program_operations.cpp).
  Value call_tensor_method(const PythonExpression& expression, std::string_view name, const Value& tensor);
  Value call_on_tensor(const PythonExpression& expression, std::string_view name, std::vector<Value> tensors,
                       std::size_t skipped);
  Value call_unknown(const PythonExpression& expression, std::string_view name, const Arguments& arguments);
  std::vector<Value> tensors_given(const PythonExpression& expression, std::string_view name,
                                   const Arguments& arguments);
  Value convolve(const PythonExpression& expression, std::string_view name, const Arguments& arguments);

  // Layers (program_layers.cpp).
  Value make_layer(const PythonExpression& expression, std::string_view name = {});
  Value make_container(const PythonExpression& expression, const Arguments& arguments);
  Value make_object(ProgramType* type, const PythonExpression& expression, const Arguments& arguments);
  void add_parts(ProgramModule* container, const Value& value, std::string name);
  ProgramModule* new_module(ProgramModule::Kind kind, const PythonExpression& expression);
  Call call_syntax_of(const PythonExpression& expression, std::string_view name, std::size_t skipped);
  CallValue call_value_of(const Value& value, const PythonExpression& expression);
  void apply_to_last_axis(ModelLayer& layer) const;
  Value add_layer(ProgramModule& module, const std::vector<Value>& inputs, const std::string& path);
  Value add_unknown(const PythonExpression& expression, std::string_view name, const Value& callee,
                    const std::vector<Value>& inputs);
  Value add_operation(const PythonExpression& expression, std::string_view type, LayerAction action,
                      const std::vector<Value>& inputs);
  std::optional<MapShape> shape_given(const Call& call) const;
  void complain(const Problems& problems);
  void leave_out(const PythonExpression& expression);
  std::string place_of(std::size_t at) const { return "line " + std::to_string(line_of(at)); }

  std::string_view text_;
  const std::string& source_;
  ModelBuilder builder_;
  Problems problems_;
  std::vector<std::size_t> line_starts_;
  std::map<std::string, std::string, std::less<>> imports_;
  std::deque<ProgramModule> modules_;
  std::deque<std::vector<Value>> sequences_;
  std::deque<ProgramType> types_;
  std::vector<const PythonStatement*> functions_;
  std::vector<ProgramModule*> top_modules_;
  std::vector<Names> scopes_{1};
  ProgramModule* self_;
  std::string path_;  ///< of the module whose forward is executed
  std::optional<Value> returned_;
  std::optional<Value> first_input_;
  std::size_t steps_ = 0;
  int depth_ = 0;
  int call_depth_ = 0;  ///< where the values of a call's arguments begin
  bool implies_flatten_ = false;
  bool is_stopped_ = false;
  std::optional<Problem> stopped_by_;
};

}  // namespace convarith
