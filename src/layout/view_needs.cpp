#include "layout/view_needs.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>

namespace convarith {
namespace {

/// The most numbers that a figure may show. More could not be read, and would take too long to draw.
constexpr long long kMostShown = 16384;
/// The most cells that show their numbers as colours.
constexpr long long kMostHeat = 262144;
/// The most products that a figure may show in one step.
constexpr long long kMostProducts = 4096;

Problem unsuited(std::string why, std::string hint) {
  return usage_problem("view", std::move(why), std::move(hint));
}

long long places_of(const AxisWalk& axis) {
  return std::max(axis.plane, axis.output);
}

}  // namespace

Status needs_few_numbers(const Subject& subject) {
  const Walkthrough& walkthrough = subject.walkthrough;
  const Operation& operation = walkthrough.operation();
  const long long sheets = std::max(operation.channels, operation.filters);
  const long long places = sheets * places_of(walkthrough.rows()) * places_of(walkthrough.cols());
  const long long most = subject.cells.planes == CellKind::heat ? kMostHeat : kMostShown;
  if (places <= most) return ok();
  return unsuited(fmt::format("would show {} numbers, over the limit of {}", places, most),
                  "use a smaller layer, or --view projection");
}

Status needs_few_products(const Subject& subject) {
  const Operation& operation = subject.walkthrough.operation();
  const long long products = static_cast<long long>(operation.filters) * group_of(operation, 0).channels *
                             subject.walkthrough.rows().taps * subject.walkthrough.cols().taps;
  if (products <= kMostProducts) return ok();
  return unsuited(fmt::format("would show {} products in one step, over the limit of {}", products, kMostProducts),
                  "use fewer channels and filters, or another view");
}

Status needs_one_stage(const Subject& subject) {
  if (subject.chain.size() == 1) return ok();
  return unsuited("shows a single layer, but a 1×1 convolution follows this one",
                  "leave --pointwise out, or use --view volume or equation");
}

Status needs_transposed(const Subject& subject) {
  if (subject.walkthrough.operation().transposed) return ok();
  return unsuited("requires a transposed convolution", "add --transposed, or use another view");
}

Status needs_convolution(const Subject& subject) {
  if (!subject.walkthrough.operation().is_pooling()) return ok();
  return unsuited("requires a convolution, because pooling has no kernel", "use --view pooling or numeric");
}

Status needs_pooling(const Subject& subject) {
  if (subject.walkthrough.operation().is_pooling()) return ok();
  return unsuited("requires a pooling layer", "add --op max or --op avg, or use another view");
}

Status needs_one_dimension(const Subject& subject) {
  const int dims = subject.walkthrough.operation().dims;
  if (dims == 1) return ok();
  return unsuited(fmt::format("requires a one-dimensional layer, but this one has {} dimensions", dims),
                  "add --dims 1, or use another view");
}

Status needs_one_filter(const Subject& subject) {
  const Operation& operation = subject.walkthrough.operation();
  if (operation.is_pooling()) return needs_one_channel(subject);
  if (operation.groups > 1) {
    return unsuited(
        fmt::format("shows a single filter over all channels, but this layer has {} groups", operation.groups),
        "leave --groups out, or use --view equation");
  }
  if (operation.filters == 1) return ok();
  return unsuited(fmt::format("shows a single filter, but this layer has {}", operation.filters),
                  "leave --filters out, or use --view equation");
}

Status needs_one_channel(const Subject& subject) {
  const Operation& operation = subject.walkthrough.operation();
  if (operation.channels == 1 && operation.filters == 1) return ok();
  if (operation.is_pooling()) {
    return unsuited(fmt::format("shows a single channel, but this layer has {}", operation.channels),
                    "leave --channels out, or use --view volume");
  }
  return unsuited(fmt::format("shows a single channel and a single filter, but this layer has {} and {}",
                              operation.channels, operation.filters),
                  "leave --channels and --filters out, or use --view equation");
}

Status needs_inputs(const Subject& subject) {
  if (subject.values.front().input.values.empty()) {
    return unsuited("shows numbers, but the values of the input are unknown",
                    "add --values, or --random 1 to make them up");
  }
  return needs_few_numbers(subject);
}

Status needs_outputs(const Subject& subject) {
  if (Status known = needs_inputs(subject); !known) return known;
  for (std::size_t i = 0; i < subject.chain.size(); ++i) {
    if (subject.chain[i].is_pooling() || !subject.values[i].weights.values.empty()) continue;
    if (i == 0) {
      return unsuited("shows numbers, but the weights of the kernel are unknown",
                      "add --weights, or --random 1 to make them up");
    }
    return unsuited("shows numbers, but the weights of the 1×1 convolution are unknown",
                    "add --pointwise-weights, or --random 1 to make them up");
  }
  for (std::size_t i = 0; i < subject.chain.size(); ++i) {
    if (!subject.chain[i].has_bias || !subject.values[i].bias.values.empty()) continue;
    return unsuited("shows numbers, but the bias is unknown", "add --bias, or --random 1 to make it up");
  }
  return ok();
}

Status needs_moves(const Subject& subject) {
  if (subject.walkthrough.steps() > 1) return ok();
  return unsuited("shows how the region moves, but this layer has only one window",
                  "use a larger input or a smaller kernel, or another view");
}

Status needs_no_transposition(const Subject& subject) {
  if (!subject.walkthrough.operation().transposed) return ok();
  return unsuited("shows what padding holds, but the padding of a transposed convolution is cut off its output",
                  "leave --transposed out, or use another view");
}

Status needs_padding(const Subject& subject) {
  const AxisWalk& rows = subject.walkthrough.rows();
  const AxisWalk& cols = subject.walkthrough.cols();
  if (rows.padded > rows.input || cols.padded > cols.input) return ok();
  return unsuited("shows what padding holds, but this layer has no padding", "add -p 1");
}

Status first_problem_of(std::initializer_list<Status> statuses) {
  const auto* const wrong =
      std::find_if(statuses.begin(), statuses.end(), [](const Status& status) { return !status; });
  return wrong == statuses.end() ? ok() : *wrong;
}

}  // namespace convarith
