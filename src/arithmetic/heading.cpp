#include "arithmetic/heading.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "arithmetic/alt_text_words.hpp"
#include "arithmetic/axes.hpp"
#include "arithmetic/formula.hpp"

namespace convarith {
namespace {

bool has_group_for_each_channel(const Operation& operation) {
  return !operation.is_pooling() && operation.channels > 1 && operation.groups == operation.channels;
}

/// Returns the number that all axes have, or "3 × 5" where they differ.
std::string axis_numbers(const Operation& operation, int Axis::*member) {
  const std::vector<Axis> axes = operation.axes();
  const bool are_alike =
      std::all_of(axes.begin(), axes.end(), [&](const Axis& axis) { return axis.*member == axes.front().*member; });
  return are_alike ? fmt::format("{}", axes.front().*member) : map_size(operation, member);
}

std::string_view word_for_rule(PaddingRule rule) {
  switch (rule) {
    case PaddingRule::same:
    case PaddingRule::tf_same:
    case PaddingRule::same_lower:
      return "same padding";
    case PaddingRule::full:
      return "full padding";
    case PaddingRule::half:
      return "half padding";
    case PaddingRule::causal:
      return "causal padding";
    case PaddingRule::valid:
      break;
  }
  return {};
}

std::string_view word_for_mode(PaddingMode mode) {
  switch (mode) {
    case PaddingMode::reflect:
      return " by reflection";
    case PaddingMode::replicate:
      return " by replication";
    case PaddingMode::circular:
      return " from the other side";
    case PaddingMode::zeros:
      break;
  }
  return {};
}

/// Returns "padding 1", "padding 1 × 2", "padding 1 at the top and left", or "same padding".
std::string amount_of_padding(const Operation& operation) {
  if (operation.padding_rule && *operation.padding_rule != PaddingRule::valid) {
    return std::string(word_for_rule(*operation.padding_rule));
  }
  std::vector<Sides> axes;
  for (const Axis& axis : operation.axes()) axes.push_back(axis.padding);
  if (has_two_sides(operation)) return "padding " + sides_words("", axes);
  const bool are_alike = std::all_of(axes.begin(), axes.end(), [&](const Sides& one) { return one == axes.front(); });
  if (are_alike) return fmt::format("padding {}", axes.front().before);
  std::string text = "padding";
  for (std::size_t i = 0; i < axes.size(); ++i) text += fmt::format("{}{}", i == 0 ? " " : " × ", axes[i].before);
  return text;
}

/// Returns nothing for a layer without padding.
std::string padding_part(const Operation& operation) {
  const std::vector<Axis> axes = operation.axes();
  if (std::all_of(axes.begin(), axes.end(), [](const Axis& axis) { return axis.padding == Sides{}; })) return {};
  return fmt::format("{}{}", amount_of_padding(operation), word_for_mode(operation.padding_mode));
}

/// Returns "a 3 × 3 kernel", "4 filters of 3 × 3 over 2 channels", "2 × 2 windows".
std::string window_part(const Operation& operation) {
  const std::string size = map_size(operation, &Axis::kernel);
  const std::string channels = operation.channels > 1 && !has_group_for_each_channel(operation)
                                   ? fmt::format(" over {} channels", operation.channels)
                                   : std::string();
  if (operation.is_pooling()) {
    return (operation.dims == 1 ? "windows of " + size : size + " windows") + channels;
  }
  if (operation.filters > 1) {
    const std::string_view noun = has_group_for_each_channel(operation) ? "kernels" : "filters";
    const std::string groups = operation.groups > 1 && !has_group_for_each_channel(operation)
                                   ? fmt::format(" in {} groups", operation.groups)
                                   : std::string();
    return fmt::format("{} {} of {}{}{}", operation.filters, noun, size, channels, groups);
  }
  const std::string kernel = operation.dims == 1 ? "kernel of " + size : size + " kernel";
  return with_article(kernel) + channels;
}

/// Returns "stride 2", or nothing for a layer with the usual stride.
std::string stride_part(const Operation& operation) {
  const std::vector<Axis> axes = operation.axes();
  const bool is_usual = std::all_of(axes.begin(), axes.end(), [&](const Axis& axis) {
    return axis.stride == (operation.is_pooling() ? axis.kernel : 1);
  });
  return is_usual ? std::string() : "stride " + axis_numbers(operation, &Axis::stride);
}

/// Returns what only poolings have: "sizes rounded up", "padding not counted", "sums divided by 3".
std::vector<std::string> pooling_parts(const Operation& operation) {
  std::vector<std::string> parts;
  if (operation.ceil_mode) parts.emplace_back("sizes rounded up");
  if (operation.op != Operator::average_pooling) return parts;
  if (!operation.count_include_pad && !padding_part(operation).empty()) parts.emplace_back("padding not counted");
  if (operation.divisor_override) parts.push_back(fmt::format("sums divided by {}", *operation.divisor_override));
  return parts;
}

/// Returns "1-D depthwise transposed convolution", without a capital.
std::string kind_part(const Chain& chain) {
  const Operation& operation = chain.front();
  std::string kind = operation.dims == 1 ? "1-D " : "";
  if (is_depthwise_separable(chain)) {
    kind += "depthwise-separable ";
  } else if (has_group_for_each_channel(operation)) {
    kind += "depthwise ";
  } else if (is_pointwise(operation)) {
    kind += "pointwise ";
  }
  return kind + kind_text(operation);
}

std::string adaptive_heading(const Operation& operation) {
  const std::string size = map_size(operation, &Axis::output);
  const std::string output = operation.dims == 1 ? "output of " + size : size + " output";
  const std::string channels =
      operation.channels > 1 ? fmt::format(" over {} channels", operation.channels) : std::string();
  return fmt::format("{}{} to {}", kind_part(operation), channels, with_article(output));
}

}  // namespace

std::string window_heading_text(const Operation& operation) {
  std::vector<std::string> parts{window_part(operation), stride_part(operation), padding_part(operation)};
  if (const std::string dilation = axis_numbers(operation, &Axis::dilation); dilation != "1") {
    parts.push_back("dilation " + dilation);
  }
  if (const std::string more = axis_numbers(operation, &Axis::output_padding); more != "0") {
    parts.push_back("output padding " + more);
  }
  for (std::string& part : pooling_parts(operation)) parts.push_back(std::move(part));
  std::erase_if(parts, [](const std::string& part) { return part.empty(); });
  return enumerate(parts);
}

std::string heading_text(const Chain& chain) {
  const Operation& operation = chain.front();
  std::string text = operation.adaptive ? adaptive_heading(operation)
                                        : fmt::format("{} with {}", kind_part(chain), window_heading_text(operation));
  for (std::size_t i = 1; i < chain.size(); ++i) {
    const bool is_pointwise_one = is_pointwise(chain[i]);
    text += fmt::format(", then {}{}", with_article((is_pointwise_one ? "1 × 1 " : "") + kind_text(chain[i])),
                        chain[i].filters > 1 ? fmt::format(" to {} channels", chain[i].filters) : "");
  }
  return with_capital(text);
}

}  // namespace convarith
