#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/layer_text/call_syntax.hpp"
#include "config/models/layer_actions.hpp"
#include "config/models/python_syntax.hpp"

namespace convarith {

struct ProgramModule;
struct ProgramType;

/// What an expression of a program stands for, as far as it is known. It owns nothing.
struct ProgramValue {
  enum class Kind {
    unknown,
    none,
    truth,     ///< `number` is 0 or 1
    whole,     ///< `number`
    fraction,  ///< `fraction`
    text,      ///< `text`
    sequence,  ///< `items`
    module,    ///< `module`: a layer, or several
    tensor,    ///< `number` is what stands for it in ModelLayer::inputs
    array,     ///< a tensor that the program makes, of which only the shape is known: `items`
    function,  ///< `definition`, and for a method `module`
    type,      ///< `type`
    layer,     ///< what a framework calls a layer, nn.Conv2d: `text`
  };

  Kind kind = Kind::unknown;
  long long number = 0;
  double fraction = 0;
  std::string_view text = {};
  std::vector<ProgramValue>* items = nullptr;
  ProgramModule* module = nullptr;
  ProgramType* type = nullptr;
  const PythonStatement* definition = nullptr;
  const PythonExpression* origin = nullptr;  ///< of an unknown value: what made it
  bool is_of_tensor = false;  ///< of an unknown value: it was made of a tensor, which `number` stands for

  static ProgramValue whole(long long number) { return {Kind::whole, number}; }
  static ProgramValue truth(bool is_true) { return {Kind::truth, is_true ? 1 : 0}; }
  static ProgramValue tensor(int index) { return {Kind::tensor, index}; }
  static ProgramValue of(ProgramModule* module);

  bool is(Kind wanted) const { return kind == wanted; }
  /// Whether it is a part of a tensor: x[:, :8].
  bool is_part_of_tensor() const;
  /// Whether it is known that it counts as true or as false.
  bool has_truth() const;
  bool is_true() const;
};

/// A class that the program defines.
struct ProgramType {
  const PythonStatement* definition = nullptr;
  std::map<std::string_view, ProgramValue> members = {};
};

/// A layer or a container that the program makes.
struct ProgramModule {
  enum class Kind { layer, container, instance };

  Kind kind = Kind::layer;
  std::string name = {};  ///< the variable or the argument that names it
  std::size_t start = 0;
  std::string_view text = {};  ///< how it was written
  Call call = {};
  LayerOfCall layer = {};
  std::vector<std::pair<std::string, ProgramModule*>> parts = {};  ///< in the order of definition
  std::map<std::string_view, ProgramValue> members = {};
  ProgramType* type = nullptr;
  ProgramModule* parent = nullptr;  ///< the container or object that it is part of
  bool has_input = false;           ///< whether the container gives the model's input, which is `input`
  int input = 0;
  bool is_at_top = false;  ///< it was made at the top of the program
  bool was_applied = false;
  bool is_used = false;    ///< it is part of another, or was applied
  bool is_certain = true;  ///< false for a call that may make something else than a layer
};

/// Calculates with numbers and compares. The result is unknown if an operand is.
ProgramValue calculate(std::string_view operation, const ProgramValue& left, const ProgramValue& right);
ProgramValue calculate(std::string_view operation, const ProgramValue& value);

/// Returns the tensors among values, or among the items of the first if that is a sequence.
std::vector<ProgramValue> tensors_in(const std::vector<ProgramValue>& values);

/// Returns the value of a number as it is written.
ProgramValue number_value_of(std::string_view text);

}  // namespace convarith
