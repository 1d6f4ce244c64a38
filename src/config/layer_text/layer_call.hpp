#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "config/layer_text/call_syntax.hpp"
#include "config/layer_text/framework_layers.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// The call of a layer: which argument is which parameter's, and all that is found to be wrong with it. The text and
/// the call outlive it.
class LayerCall {
 public:
  /// Notes what no parameter takes, what is given twice, and what is missing.
  LayerCall(std::string_view text, const Call& call, const FrameworkLayer& layer);

  const signatures::Family& family() const { return family_; }
  int dims() const { return dims_; }
  const std::string& name() const { return name_; }
  bool is_of(const signatures::Dialect& dialect) const { return family_.dialect == &dialect; }

  /// What the parameter at a place of the signature is given, or null.
  const CallValue* value_at(std::size_t parameter) const { return values_[parameter]; }
  /// The same of a parameter's name.
  const CallValue* value_of(std::string_view parameter) const;
  /// The value of an argument that is given by name, be there such a parameter or not; or null.
  const CallValue* named(std::string_view argument) const;
  /// Where a parameter's value stands; the end of the call where it has none.
  std::size_t start_of(std::string_view parameter) const;
  /// A value as it stands in the text, shortened.
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
  std::vector<const CallValue*> values_;  ///< of each parameter, or null
  Problems problems_;
};

}  // namespace convarith
