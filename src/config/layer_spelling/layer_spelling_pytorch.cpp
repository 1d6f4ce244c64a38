#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <optional>

#include "config/layer_spelling/layer_spelling_parts.hpp"
#include "config/layer_text/layer_text_signatures.hpp"

namespace convarith {
namespace {

std::string_view mode_word(PaddingMode mode) {
  const auto* const found = std::find_if(std::begin(signatures::kModes), std::end(signatures::kModes),
                                         [mode](const auto& entry) { return entry.second == mode; });
  return found->first;
}

/// Whether PyTorch's padding='same' gives the same padding.
bool pads_by_same(const Operation& operation) {
  const std::vector<Axis> axes = operation.axes();
  return std::all_of(axes.begin(), axes.end(), [](const Axis& axis) {
    const int total = axis.effective_kernel() - 1;
    return axis.stride == 1 && axis.padding == Sides{total / 2, total - total / 2};
  });
}

/// Writes the padding as F.pad and nn.ZeroPad2d take it: the innermost axis first. With a sign of -1, F.pad crops.
std::string sides_inside_out(const Operation& operation, int sign = 1) {
  std::vector<Axis> axes = operation.axes();
  std::reverse(axes.begin(), axes.end());
  std::vector<int> sides;
  for (const Axis& axis : axes) {
    sides.push_back(sign * axis.padding.before);
    sides.push_back(sign * axis.padding.after);
  }
  return fmt::format("({})", fmt::join(sides, ", "));
}

/// Returns the problem that PyTorch has no layer with this padding. The hint is to pad first or, if that would compute
/// something else, `otherwise`.
Problem other_padding_first(const Chain& chain, std::string why, std::string_view otherwise) {
  const Operation& operation = chain.front();
  const std::string all_sides = sides_inside_out(operation);
  std::string pad = fmt::format("nn.ZeroPad{}d({})", operation.dims, all_sides);
  if (operation.padding_mode != PaddingMode::zeros) {
    pad = fmt::format("F.pad(x, {}, mode='{}')", all_sides, mode_word(operation.padding_mode));
  }
  if (operation.op == Operator::max_pooling) pad = fmt::format("F.pad(x, {}, value=float('-inf'))", all_sides);
  const bool knows_padding = operation.op == Operator::average_pooling && !operation.count_include_pad;
  // A pooling that treats padding unlike cells computes something else if the padding becomes cells of its input.
  if (knows_padding || ceil_matters(operation)) return no_layer(std::move(why), std::string(otherwise));
  return pad_first(std::move(why), pad, spell_for_pytorch(without_first_padding(chain)));
}

Problem uneven_padding(const Chain& chain) {
  const Operation& operation = chain.front();
  const Sides sides = first_uneven_padding(operation);
  if (operation.transposed) {
    return crop_afterwards(
        fmt::format("PyTorch cuts the same off both sides of a transposed convolution, not {} and {}", sides.before,
                    sides.after),
        fmt::format("F.pad(y, {})", sides_inside_out(operation, -1)), spell_for_pytorch(without_crop(operation)));
  }
  return other_padding_first(chain,
                             fmt::format("PyTorch pads both sides alike, not {} and {}", sides.before, sides.after),
                             "give both sides the same padding");
}

/// Returns the first axis of a pooling that has more padding than PyTorch allows, if there is one.
std::optional<Axis> wide_padding(const Operation& operation) {
  const std::vector<Axis> axes = operation.axes();
  const auto wide =
      std::find_if(axes.begin(), axes.end(), [](const Axis& axis) { return axis.padding.before > axis.kernel / 2; });
  return wide == axes.end() ? std::nullopt : std::optional(*wide);
}

void add_pytorch_padding(const Operation& operation, SpelledCall& call) {
  if (!pads_evenly(operation)) {
    call.add("padding", "'same'");
  } else {
    call.add_unless(AxisNumbers(static_cast<std::size_t>(operation.dims), 0), "padding", paddings_before(operation));
  }
}

/// Spells the first layer of a chain, which is a convolution. If the hint is to pad first, it spells the whole chain.
Result<std::string> spell_pytorch_convolution(const Chain& chain) {
  const Operation& operation = chain.front();
  const bool by_same = !operation.transposed && pads_by_same(operation);
  if (!by_same && !pads_evenly(operation)) return uneven_padding(chain);
  const AxisNumbers ones(static_cast<std::size_t>(operation.dims), 1);
  const AxisNumbers zeros(static_cast<std::size_t>(operation.dims), 0);
  SpelledCall call(fmt::format("nn.Conv{}{}d", operation.transposed ? "Transpose" : "", operation.dims));
  call.add(fmt::format("{}", operation.channels));
  call.add(fmt::format("{}", operation.filters));
  call.add(tuple_or_number(numbers_of(operation, &Axis::kernel)));
  call.add_unless(ones, "stride", numbers_of(operation, &Axis::stride));
  if (by_same && operation.padding_rule == PaddingRule::same) {
    call.add("padding", "'same'");
  } else {
    add_pytorch_padding(operation, call);
  }
  // These arguments follow the order of PyTorch's signatures, which differs for transposed convolutions.
  if (operation.transposed) call.add_unless(zeros, "output_padding", numbers_of(operation, &Axis::output_padding));
  if (!operation.transposed) call.add_unless(ones, "dilation", numbers_of(operation, &Axis::dilation));
  call.add_unless(1, "groups", operation.groups);
  if (!operation.has_bias) call.add("bias", "False");
  if (operation.transposed) call.add_unless(ones, "dilation", numbers_of(operation, &Axis::dilation));
  if (operation.padding_mode != PaddingMode::zeros) {
    call.add("padding_mode", fmt::format("'{}'", mode_word(operation.padding_mode)));
  }
  return call.text();
}

Result<std::string> spell_pytorch_adaptive(const Operation& operation, std::string_view kind) {
  SpelledCall call(fmt::format("nn.Adaptive{}Pool{}d", kind, operation.dims));
  call.add(tuple_or_number(numbers_of(operation, &Axis::output)));
  return call.text();
}

/// Spells the first layer of a chain, which is a pooling. If the hint is to pad first, it spells the whole chain.
Result<std::string> spell_pytorch_pooling(const Chain& chain) {
  const Operation& operation = chain.front();
  const bool is_average = operation.op == Operator::average_pooling;
  const std::string_view kind = pooling_word(operation.op, "Max", "Avg");
  if (operation.adaptive) return spell_pytorch_adaptive(operation, kind);
  const AxisNumbers ones(static_cast<std::size_t>(operation.dims), 1);
  const AxisNumbers kernel = numbers_of(operation, &Axis::kernel);
  const AxisNumbers dilation = numbers_of(operation, &Axis::dilation);
  if (is_average && dilation != ones) return no_layer("PyTorch has no average pooling with dilation");
  if (operation.dims == 1 && operation.divisor_override) {
    return no_layer("nn.AvgPool1d has no divisor_override",
                    fmt::format("give the input one more axis and use nn.AvgPool2d((1, {}), ...)", kernel.front()));
  }
  if (!pads_evenly(operation)) return uneven_padding(chain);
  if (const std::optional<Axis> wide = wide_padding(operation)) {
    return other_padding_first(chain,
                               fmt::format("PyTorch pads a pooling by at most half its kernel, {}/2 = {}, not by {}",
                                           wide->kernel, wide->kernel / 2, wide->padding.before),
                               "use less padding");
  }
  SpelledCall call(fmt::format("nn.{}Pool{}d", kind, operation.dims));
  call.add(tuple_or_number(kernel));
  call.add_unless(kernel, "stride", numbers_of(operation, &Axis::stride));
  add_pytorch_padding(operation, call);
  call.add_unless(ones, "dilation", dilation);
  if (operation.ceil_mode) call.add("ceil_mode", "True");
  if (is_average && !operation.count_include_pad) call.add("count_include_pad", "False");
  if (operation.divisor_override) call.add("divisor_override", fmt::format("{}", *operation.divisor_override));
  return call.text();
}

}  // namespace

Result<std::string> spell_for_pytorch(const Chain& chain) {
  Result<std::string> first =
      chain.front().is_pooling() ? spell_pytorch_pooling(chain) : spell_pytorch_convolution(chain);
  if (!first || chain.size() == 1) return first;
  SpelledCall sequence("nn.Sequential");
  sequence.add(*std::move(first));
  for (std::size_t i = 1; i < chain.size(); ++i) {
    Result<std::string> next = spell_for_pytorch(chain[i]);
    if (!next) return next;
    sequence.add(*std::move(next));
  }
  return sequence.text();
}

}  // namespace convarith
