#include <fmt/core.h>
#include <fmt/ranges.h>

#include <functional>
#include <numeric>

#include "config/layer_spelling/layer_spelling_parts.hpp"

namespace convarith {
namespace {

std::string list(const AxisNumbers& numbers) {
  return fmt::format("[{}]", fmt::join(numbers, ", "));
}

/// Lists the padding at the start of all axes, then the padding at the end. `outer` axes that are not spatial come
/// first with zeros.
std::string pads(const Operation& operation, std::size_t outer = 0) {
  AxisNumbers numbers;
  for (const AxisNumbers& sides : {paddings_before(operation), paddings_after(operation)}) {
    numbers.insert(numbers.end(), outer, 0);
    numbers.insert(numbers.end(), sides.begin(), sides.end());
  }
  return list(numbers);
}

/// Adds the padding. If it came from a word, the node has the word too, so that it also fits inputs of other sizes.
void add_onnx_padding(const Operation& operation, SpelledCall& call) {
  // The word means another padding in ConvTranspose if the stride is longer than the kernel. Words and ceil_mode can't
  // be combined.
  const bool may_be_word = !operation.transposed && !ceil_matters(operation);
  if (may_be_word && operation.padding_rule == PaddingRule::tf_same) {
    call.add("auto_pad", "\"SAME_UPPER\"");
  } else if (may_be_word && operation.padding_rule == PaddingRule::same_lower) {
    call.add("auto_pad", "\"SAME_LOWER\"");
  } else {
    call.add("pads", pads(operation));
  }
}

std::string_view pad_mode(PaddingMode mode) {
  if (mode == PaddingMode::reflect) return "reflect";
  return mode == PaddingMode::replicate ? "edge" : "wrap";
}

Problem other_onnx_mode(const Chain& chain) {
  const Operation& operation = chain.front();
  constexpr std::size_t batch_and_channels = 2;
  const std::string pad =
      fmt::format("Pad(pads={}, mode=\"{}\")", pads(operation, batch_and_channels), pad_mode(operation.padding_mode));
  return pad_first("ONNX has convolutions padded with zeros only", pad, spell_for_onnx(without_first_padding(chain)));
}

Result<std::string> spell_nodes(const Chain& chain) {
  std::vector<std::string> nodes;
  for (const Operation& layer : chain) {
    Result<std::string> spelled = spell_for_onnx(layer);
    if (!spelled) return spelled;
    nodes.push_back(*std::move(spelled));
  }
  return fmt::format("{}", fmt::join(nodes, ", "));
}

Result<std::string> spell_onnx_convolution(const Operation& operation) {
  SpelledCall call(operation.transposed ? "ConvTranspose" : "Conv");
  call.add("kernel_shape", list(numbers_of(operation, &Axis::kernel)));
  call.add("strides", list(numbers_of(operation, &Axis::stride)));
  add_onnx_padding(operation, call);
  if (operation.transposed) call.add("output_padding", list(numbers_of(operation, &Axis::output_padding)));
  call.add("dilations", list(numbers_of(operation, &Axis::dilation)));
  call.add("group", fmt::format("{}", operation.groups));
  return call.text();
}

/// Returns the problem that ONNX has no divisor_override. The hint multiplies an average that counts all cells of a
/// window, which is their sum divided by a constant.
Problem own_divisor(const Operation& operation) {
  constexpr std::string_view why = "ONNX has no average pooling with a divisor of its own";
  if (ceil_matters(operation) || operation.adaptive) return no_layer(std::string(why));
  Operation average = operation;
  average.divisor_override.reset();
  average.count_include_pad = true;
  const Result<std::string> spelled = spell_for_onnx(average);
  if (!spelled) return spelled.problems().front();
  const AxisNumbers kernel = numbers_of(operation, &Axis::kernel);
  const long long cells = std::accumulate(kernel.begin(), kernel.end(), 1LL, std::multiplies<>());
  return no_layer(std::string(why),
                  fmt::format("put Mul with {}/{} behind {}", cells, *operation.divisor_override, *spelled));
}

Result<std::string> spell_onnx_pooling(const Operation& operation) {
  const bool is_average = operation.op == Operator::average_pooling;
  const std::string_view kind = pooling_word(operation.op, "Max", "Average");
  if (operation.divisor_override) return own_divisor(operation);
  if (operation.adaptive) {
    if (!all_are(numbers_of(operation, &Axis::output), 1)) {
      return no_adaptive_pooling("ONNX", operation, spell_for_onnx);
    }
    return fmt::format("Global{}Pool()", kind);
  }
  SpelledCall call(fmt::format("{}Pool", kind));
  call.add("kernel_shape", list(numbers_of(operation, &Axis::kernel)));
  call.add("strides", list(numbers_of(operation, &Axis::stride)));
  add_onnx_padding(operation, call);
  // AveragePool has dilations in the newest versions only, and no average pooling here is dilated.
  if (!is_average) call.add("dilations", list(numbers_of(operation, &Axis::dilation)));
  // ceil_mode is 0 if it adds no window, since old and new versions differ in windows that begin in the padding.
  call.add("ceil_mode", ceil_matters(operation) ? "1" : "0");
  if (is_average) call.add("count_include_pad", operation.count_include_pad ? "1" : "0");
  return call.text();
}

}  // namespace

Result<std::string> spell_for_onnx(const Chain& chain) {
  const Operation& first = chain.front();
  if (first.padding_mode != PaddingMode::zeros && is_padded(first)) return other_onnx_mode(chain);
  if (chain.size() > 1) return spell_nodes(chain);
  return first.is_pooling() ? spell_onnx_pooling(first) : spell_onnx_convolution(first);
}

}  // namespace convarith
