#include "config/layer_text/layer_call_checks.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <variant>
#include <vector>

#include "arithmetic/axes.hpp"

namespace convarith {
namespace {

bool any_above(const std::optional<PerAxis>& value, int bound, int dims) {
  if (!value) return false;
  const std::vector<int> numbers = numbers_along(*value, dims);
  return std::any_of(numbers.begin(), numbers.end(), [bound](int number) { return number > bound; });
}

/// Checks the bound of PyTorch 1.13; newer versions refer to the effective kernel.
void check_pooling_padding(LayerCall& call, const LayerOptions& options) {
  const auto* padding = options.p ? std::get_if<PerAxis>(&*options.p) : nullptr;
  if (padding == nullptr || !options.k) return;
  const std::vector<int> sides = numbers_along(*padding, call.dims());
  const std::vector<int> kernel = numbers_along(*options.k, call.dims());
  for (std::size_t i = 0; i < sides.size(); ++i) {
    // Another check reports numbers that are out of range by themselves.
    if (kernel[i] < 1 || sides[i] <= kernel[i] / 2) continue;
    call.complain(call.start_of("padding"),
                  fmt::format("PyTorch pads a pooling by at most half its kernel, {}/2 = {}, not by {}", kernel[i],
                              kernel[i] / 2, sides[i]),
                  fmt::format("use padding={}{}", kernel[i] / 2, kernel[i] < 2 ? "" : " or less"));
    return;
  }
}

void check_output_padding(LayerCall& call, const LayerOptions& options) {
  if (!options.a) return;
  const std::vector<int> extra = numbers_along(*options.a, call.dims());
  const std::vector<int> strides = numbers_along(options.s.value_or(PerAxis::all(1)), call.dims());
  for (std::size_t i = 0; i < extra.size(); ++i) {
    if (extra[i] < strides[i]) continue;
    call.complain(
        call.start_of("output_padding"),
        fmt::format("output_padding must be less than strides, but {} is not less than {}", extra[i], strides[i]),
        "use a smaller output_padding, or larger strides");
    return;
  }
}

}  // namespace

void check_values_together(LayerCall& call, const LayerOptions& options) {
  const bool is_convolution = options.op == Operator::convolution;
  const bool is_strided = any_above(options.s, 1, call.dims());
  if (options.p == Padding(PaddingRule::same) && is_strided) {
    call.complain(call.start_of("padding"), "PyTorch allows 'same' only with a stride of 1",
                  "give the padding as numbers, or leave out the stride");
  }
  if (call.is_of(signatures::kTorch) && !is_convolution) check_pooling_padding(call, options);
  if (!call.is_of(signatures::kKeras) || !is_convolution) return;
  if (is_strided && any_above(options.d, 1, call.dims())) {
    call.complain(call.start_of("dilation_rate"),
                  "Keras does not allow strides above 1 together with a dilation_rate above 1",
                  "leave out one of them");
  }
  check_output_padding(call, options);
}

}  // namespace convarith
