#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "arithmetic/chain.hpp"
#include "convarith/result.hpp"

namespace convarith {

Result<std::string> spell_for_pytorch(const Chain& chain);
Result<std::string> spell_for_keras(const Chain& chain);
Result<std::string> spell_for_onnx(const Chain& chain);

/// One number for each axis, the outermost first.
using AxisNumbers = std::vector<int>;

/// Returns a member of each axis, such as its stride.
AxisNumbers numbers_of(const Operation& operation, int Axis::*member);
AxisNumbers paddings_before(const Operation& operation);
AxisNumbers paddings_after(const Operation& operation);

bool all_are(const AxisNumbers& numbers, int number);

/// Writes numbers in Python: a single number if all axes have the same, a tuple such as "(3, 5)" if they differ.
std::string tuple_or_number(const AxisNumbers& numbers);

/// A call whose arguments are added one by one.
class SpelledCall {
 public:
  explicit SpelledCall(std::string name) : name_(std::move(name)) {}

  void add(std::string value) { arguments_.push_back(std::move(value)); }
  void add(std::string_view name, std::string_view value);
  /// Adds an argument unless its value is the framework's default.
  void add_unless(const AxisNumbers& usual, std::string_view name, const AxisNumbers& numbers);
  void add_unless(int usual, std::string_view name, int number);

  std::string text() const;

 private:
  std::string name_;
  std::vector<std::string> arguments_;
};

bool is_padded(const Operation& operation);
/// Whether both sides have the same padding along every axis.
bool pads_evenly(const Operation& operation);
/// Returns the padding of the first axis whose sides differ. pads_evenly() must be false.
Sides first_uneven_padding(const Operation& operation);
/// Whether TensorFlow's SAME gives the same padding for this input.
bool pads_as_tensorflow(const Operation& operation);
/// Whether ceil_mode adds a window for this input.
bool ceil_matters(const Operation& operation);

/// Returns the layer for an input that another layer has padded already. ceil_mode must not matter (see ceil_matters).
Operation without_padding(Operation operation);

/// Returns the chain for an input that another layer has padded already, as the first layer requires.
Chain without_first_padding(const Chain& chain);

/// Returns a transposed convolution that cuts nothing off its output.
Operation without_crop(Operation operation);

/// Whether all windows of an adaptive pooling have the same size and lie side by side, as as_plain_pooling() requires.
bool has_even_windows(const Operation& operation);
Operation as_plain_pooling(Operation operation);

/// Returns the word for a pooling in the names of a framework's layers.
std::string_view pooling_word(Operator op, std::string_view maximum, std::string_view average);

/// Returns the problem that a framework has no such layer.
Problem no_layer(std::string why, std::string hint = {});

/// Returns the same problem with a hint to pad first with `pad`, and then to use what `rest` spells. If `rest` could
/// not be spelled either, returns its problem instead.
Problem pad_first(std::string why, std::string_view pad, const Result<std::string>& rest);

/// Returns the same problem for a transposed convolution, with a hint to cut its output with `crop` after what `rest`
/// spells. If `rest` could not be spelled either, returns its problem instead.
Problem crop_afterwards(std::string why, std::string_view crop, const Result<std::string>& rest);

/// Returns the problem that a framework has no adaptive pooling. The hint is a plain pooling with the same windows, if
/// there is one.
Problem no_adaptive_pooling(std::string_view framework, const Operation& operation,
                            Result<std::string> (*spell)(const Chain&));

}  // namespace convarith
