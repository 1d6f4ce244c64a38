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

/// The stride of each axis, say.
AxisNumbers numbers_of(const Operation& operation, int Axis::*member);
AxisNumbers paddings_before(const Operation& operation);
AxisNumbers paddings_after(const Operation& operation);

bool all_are(const AxisNumbers& numbers, int number);

/// In Python: a number where all axes have the same, "(3, 5)" where they differ.
std::string tuple_or_number(const AxisNumbers& numbers);

/// The arguments of a call, written one by one.
class SpelledCall {
 public:
  explicit SpelledCall(std::string name) : name_(std::move(name)) {}

  void add(std::string value) { arguments_.push_back(std::move(value)); }
  void add(std::string_view name, std::string_view value);
  /// Adds it where it is not what the framework takes anyway.
  void add_unless(const AxisNumbers& usual, std::string_view name, const AxisNumbers& numbers);
  void add_unless(int usual, std::string_view name, int number);

  std::string text() const;

 private:
  std::string name_;
  std::vector<std::string> arguments_;
};

bool is_padded(const Operation& operation);
/// Both sides have the same padding along every axis.
bool pads_evenly(const Operation& operation);
/// Whether the padding is what TensorFlow's SAME gives for this input.
bool pads_as_tensorflow(const Operation& operation);
/// Whether ceil_mode adds a window for this input.
bool ceil_matters(const Operation& operation);

/// The layer behind another one that has done the padding; ceil_mode must not matter.
Operation without_padding(Operation operation);

/// Layers behind the padding of the first one.
Chain without_first_padding(const Chain& chain);

/// A transposed convolution before anything is cut off its output.
Operation without_crop(Operation operation);

/// Whether adaptive pooling has windows that are all alike and side by side, as those of as_plain_pooling are.
bool has_even_windows(const Operation& operation);
Operation as_plain_pooling(Operation operation);

/// A framework has no such layer.
Problem no_layer(std::string why, std::string hint = {});

/// The same, with a hint to do the padding first: by `pad`, before what `rest` spells. If that can't be spelled either,
/// it is the greater problem.
Problem pad_first(std::string why, std::string_view pad, const Result<std::string>& rest);

/// The same for a transposed convolution, with a hint to cut the output by `crop`, after what `rest` spells.
Problem crop_afterwards(std::string why, std::string_view crop, const Result<std::string>& rest);

/// Adaptive pooling is missing; the hint is a plain pooling that has the same windows, if there is one.
Problem no_adaptive_pooling(std::string_view framework, const Operation& operation,
                            Result<std::string> (*spell)(const Chain&));

}  // namespace convarith
