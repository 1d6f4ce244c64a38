#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "config/layer_text/call_syntax.hpp"
#include "config/layer_text/framework_layers.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// How the text of a layer is read.
struct LayerReading {
  std::string_view where = "--layer";  ///< what messages call the text
  bool is_in_program = false;          ///< whether numbers of channels may be expressions with variables
};

/// A call of a layer, with its arguments assigned to the layer's parameters and with the problems found in it. The text
/// and the call must outlive it.
class LayerCall {
 public:
  /// Assigns the arguments. Adds a problem for each argument that no parameter takes or that is given twice, and for
  /// required parameters that are missing.
  LayerCall(std::string_view text, const Call& call, const FrameworkLayer& layer, const LayerReading& reading = {});

  const signatures::Family& family() const { return family_; }
  int dims() const { return dims_; }
  bool is_in_program() const { return reading_.is_in_program; }
  const std::string& name() const { return name_; }
  bool is_of(const signatures::Dialect& dialect) const { return family_.dialect == &dialect; }

  /// Returns the value of the parameter at a place of the signature, or null.
  const CallValue* value_at(std::size_t parameter) const { return values_[parameter]; }
  /// Returns the value of a parameter by its name, or null.
  const CallValue* value_of(std::string_view parameter) const;
  /// Returns the value of an argument that is given by name, or null. There need not be such a parameter.
  const CallValue* named(std::string_view argument) const;
  /// Returns the place of a parameter's value, or the end of the call if it has none.
  std::size_t start_of(std::string_view parameter) const;
  /// Returns the text of a value.
  std::string_view text_of(const CallValue& value) const { return text_.substr(value.start, value.end - value.start); }
  /// Returns the text of a value, shortened.
  std::string shown(const CallValue& value) const;

  void complain(std::size_t at, std::string_view why, std::string_view hint);
  const Problems& problems() const { return problems_; }

 private:
  void assign_arguments();
  void assign_by_name(const CallArgument& argument);
  void complain_of_name(const CallArgument& argument);
  void check_required();

  std::string_view text_;
  const Call& call_;
  const signatures::Family& family_;
  int dims_;
  std::string name_;
  LayerReading reading_;
  std::vector<const CallValue*> values_;  ///< the value of each parameter, or null
  Problems problems_;
};

}  // namespace convarith
