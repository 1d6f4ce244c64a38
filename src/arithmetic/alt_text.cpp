#include "arithmetic/alt_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "arithmetic/alt_text_words.hpp"
#include "arithmetic/facts.hpp"
#include "arithmetic/formula.hpp"

namespace convarith {
namespace {

bool is_depthwise(const Operation& operation) {
  return !operation.is_pooling() && operation.channels > 1 && operation.groups == operation.channels;
}

/// The kernels that move, in words, and whether there are several.
struct Kernels {
  std::string words;
  bool are_several = false;

  /// Returns "slides" for one kernel and "slide" for several. `plural` is the verb without the "s".
  std::string verb(std::string_view plural) const { return fmt::format("{}{}", plural, are_several ? "" : "s"); }
};

/// Returns "a transposed convolution: " or the like, or an empty string where the words for kernel and maps already say
/// it all.
std::string kind_words(const Operation& operation, bool is_separable = false) {
  if (!operation.transposed && !is_depthwise(operation)) return {};
  std::string kind = is_depthwise(operation) ? "depthwise" : "";
  if (is_separable) kind += "-separable";
  if (operation.transposed) kind += kind.empty() ? "transposed" : " transposed";
  return fmt::format("a {} convolution: ", kind);
}

std::string dilated_words(const Operation& operation) {
  const std::string dilation = along_axes_words(operation, &Axis::dilation, 1);
  return dilation.empty() ? dilation : fmt::format(" dilated by {}", dilation);
}

/// Returns "a 3x3 kernel", "4 filters of 3x3 in 2 groups", "a 2x2 max pooling window".
Kernels kernels_of(const Operation& operation) {
  const std::string dilated = dilated_words(operation);
  if (operation.is_pooling()) {
    return {with_article(sized(operation, &Axis::kernel, kind_text(operation) + " window")) + dilated};
  }
  const bool is_for_each_channel = is_depthwise(operation);
  const int number = is_for_each_channel ? operation.filters / operation.groups : operation.filters;
  const std::string end = is_for_each_channel    ? " for each channel"
                          : operation.groups > 1 ? fmt::format(" in {} groups", operation.groups)
                                                 : std::string();
  if (number == 1) return {with_article(sized(operation, &Axis::kernel, "kernel")) + dilated + end};
  return {fmt::format("{} {} of {}{}{}", number, is_for_each_channel ? "kernels" : "filters",
                      size_words(operation, &Axis::kernel), dilated, end),
          true};
}

std::string stride_words(const Operation& operation) {
  const std::string stride = along_axes_words(operation, &Axis::stride, 1);
  return stride.empty() ? stride : fmt::format(" with stride {}", stride);
}

std::string_view padded_words(PaddingMode mode) {
  switch (mode) {
    case PaddingMode::reflect:
      return "padded by reflection";
    case PaddingMode::replicate:
      return "padded by replication";
    case PaddingMode::circular:
      return "padded circularly";
    case PaddingMode::zeros:
      break;
  }
  return "padded";
}

/// Returns the padding around the spread input of a transposed convolution, output_padding included. It is negative
/// where the input is cut.
std::vector<Sides> drawn_padding(const Operation& operation) {
  std::vector<Sides> axes;
  for (const Axis& axis : operation.axes()) {
    axes.push_back(transposed_padding(axis));
    axes.back().after += axis.output_padding;
  }
  return axes;
}

/// Multiplies the padding of each side by `sign`, and replaces negative results by 0.
std::vector<Sides> positive(std::vector<Sides> axes, int sign) {
  for (Sides& sides : axes) sides = {std::max(sign * sides.before, 0), std::max(sign * sides.after, 0)};
  return axes;
}

/// Returns parts like "spread by stride 2 with zeros between", "padded by 1", "cropped by 1 at the right".
std::vector<std::string> spread_words(const Operation& operation) {
  std::vector<std::string> parts;
  const std::vector<Axis> axes = operation.axes();
  const bool is_spread =
      std::any_of(axes.begin(), axes.end(), [](const Axis& axis) { return axis.stride > 1 && axis.input > 1; });
  if (is_spread) {
    parts.push_back(
        fmt::format("spread by stride {} with zeros between", along_axes_words(operation, &Axis::stride, 1)));
  }
  const std::vector<Sides> padding = drawn_padding(operation);
  const std::string added = sides_words("by ", positive(padding, 1));
  const std::string cut = sides_words("by ", positive(padding, -1));
  if (!added.empty()) parts.push_back("padded " + added);
  if (!cut.empty()) parts.push_back("cropped " + cut);
  return parts;
}

std::vector<std::string> around_words(const Operation& operation) {
  if (operation.transposed) return spread_words(operation);
  std::vector<Sides> axes;
  for (const Axis& axis : operation.axes()) axes.push_back(axis.padding);
  const std::string padding = sides_words("by ", axes);
  if (padding.empty()) return {};
  return {fmt::format("{} {}", padded_words(operation.padding_mode), padding)};
}

/// Returns "an output of 4 channels", or "a map of 4 channels" where `map` says so. The size is left out if it is
/// `known_size`.
std::string made_words(const Operation& operation, std::string_view map, const std::string& known_size = {}) {
  const bool is_known = size_words(operation, &Axis::output) == known_size;
  return with_article(is_known ? std::string(map) : map_words(operation, &Axis::output, map)) +
         channels_words(operation, operation.filters);
}

/// Returns what a layer does with the map before it: "4 filters of 1x1 turn".
std::string turning_words(const Operation& operation) {
  if (operation.filters == 1 && !operation.is_pooling()) {
    return fmt::format("a kernel of {} turns", size_words(operation, &Axis::kernel));
  }
  const Kernels kernels = kernels_of(operation);
  return fmt::format("{} {}", kernels.words, kernels.verb("turn"));
}

/// Describes the output of each layer: "a 3x3 map of 3 channels, which 4 filters of 1x1 turn into an output of 4
/// channels".
std::string output_words(const Chain& chain) {
  const auto map = [&chain](std::size_t number) { return number + 1 == chain.size() ? "output" : "map"; };
  std::string words = made_words(chain.front(), map(0));
  for (std::size_t i = 1; i < chain.size(); ++i) {
    words += fmt::format(", which {} into {}", turning_words(chain[i]),
                         made_words(chain[i], map(i), size_words(chain[i], &Axis::input)));
  }
  return words;
}

/// Returns what is special about a pooling, each part after a comma.
std::string pooling_words(const Operation& operation) {
  std::string words;
  bool reaches_over = false;
  bool drops = false;
  bool has_padding = false;
  for (const Axis& axis : operation.axes()) {
    const int end = (axis.output - 1) * axis.stride + axis.effective_kernel();
    reaches_over = reaches_over || (!operation.adaptive && end > axis.padded());
    drops = drops || axis.drops_window;
    has_padding = has_padding || axis.padding != Sides{};
  }
  if (reaches_over) words += ", its last windows reaching over the edge";
  if (drops) words += ", without the windows that would begin in the padding";
  if (operation.op != Operator::average_pooling) return words;
  if (has_padding && !operation.count_include_pad) words += ", padding not counted";
  if (operation.divisor_override) words += fmt::format(", sums divided by {}", *operation.divisor_override);
  return words;
}

std::string adaptive_text(const Chain& chain) {
  const Operation& operation = chain.front();
  return fmt::format("{} moves windows of up to {} over {} and gives {}{}", with_capital(kind_text(operation)),
                     size_words(operation, &Axis::kernel), with_article(input_alt_text(operation)), output_words(chain),
                     pooling_words(operation));
}

/// Returns ", output_padding 1 included", or an empty string if there is no output_padding.
std::string output_padding_words(const Operation& operation) {
  const std::string number = along_axes_words(operation, &Axis::output_padding, 0);
  return number.empty() ? number : fmt::format(", output_padding {} included", number);
}

}  // namespace

std::string input_alt_text(const Operation& operation) {
  const std::string around = enumerate(around_words(operation));
  return fmt::format("{}{}{}{}", map_words(operation, &Axis::input, "input"),
                     channels_words(operation, operation.channels), around.empty() ? "" : " ", around);
}

std::string alt_text(const Chain& chain) {
  const Operation& operation = chain.front();
  if (operation.adaptive) return adaptive_text(chain);
  const Kernels kernels = kernels_of(operation);
  const std::string input = with_article(input_alt_text(operation)) + output_padding_words(operation);
  const bool has_list = input.find(" and ") != std::string::npos || input.find(',') != std::string::npos;
  return with_capital(fmt::format(
      "{}{} {}{} over {}{} and {} {}{}", kind_words(operation, is_depthwise_separable(chain)), kernels.words,
      kernels.verb("slide"), operation.transposed ? "" : stride_words(operation), input, has_list ? "," : "",
      kernels.verb("give"), output_words(chain), operation.is_pooling() ? pooling_words(operation) : ""));
}

std::string stamp_alt_text(const Operation& operation) {
  const std::vector<Axis> axes = operation.axes();
  const bool overlaps = std::any_of(axes.begin(), axes.end(), [](const Axis& axis) {
    return axis.input > 1 && axis.effective_kernel() > axis.stride;
  });
  std::vector<Sides> cut;
  std::vector<Sides> added;
  for (const Axis& axis : axes) {
    cut.push_back(axis.padding);
    added.push_back({0, axis.output_padding});
  }
  std::string text =
      fmt::format("{}each cell of {}{} stamps {}{}", kind_words(operation),
                  with_article(map_words(operation, &Axis::input, "input")),
                  channels_words(operation, operation.channels), kernels_of(operation).words, stride_words(operation));
  if (overlaps) text += ", overlaps add up";
  if (const std::string words = sides_words("", cut); !words.empty()) {
    const bool is_on_every_side = words.find(' ') == std::string::npos;
    text += fmt::format(", {}{} cut off", words, is_on_every_side ? " on every side is" : " are");
  }
  if (const std::string words = sides_words("", added); !words.empty()) {
    text += fmt::format(", output_padding adds {}", words);
  }
  return with_capital(fmt::format("{}, and {} comes out", text, output_words(operation)));
}

}  // namespace convarith
