#include "arithmetic/chain.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>

#include "arithmetic/alt_text_words.hpp"

namespace convarith {
namespace {

bool has_same_lengths(const Operation& before, const Operation& layer) {
  return before.depth.output == layer.depth.input && before.rows.output == layer.rows.input &&
         before.cols.output == layer.cols.input;
}

/// Checks that a layer can take the output of the layer before it.
void check_joint(const Operation& before, const Operation& layer, const std::string& where, Problems& problems) {
  const auto refuse = [&](const std::string& taken, const std::string& given) {
    problems.push_back(
        usage_problem(where, fmt::format("takes {}, but the layer before gives {}", taken, given), "make them agree"));
  };
  if (layer.dims != before.dims) {
    refuse(fmt::format("an input of {}", counted(layer.dims, "axis", "axes")),
           fmt::format("one of {}", counted(before.dims, "axis", "axes")));
    return;
  }
  if (layer.channels != before.filters) {
    refuse(counted(layer.channels, "channel"), fmt::format("{}", before.filters));
  }
  if (!has_same_lengths(before, layer)) {
    refuse(fmt::format("an input of {}", size_words(layer, &Axis::input)),
           fmt::format("one of {}", size_words(before, &Axis::output)));
  }
}

Operation pointwise_behind(const Operation& layer, int filters, bool has_bias) {
  Operation pointwise;
  pointwise.dims = layer.dims;
  pointwise.channels = layer.filters;
  pointwise.filters = filters;
  pointwise.has_bias = has_bias;
  for (Axis Operation::*axis : {&Operation::depth, &Operation::rows, &Operation::cols}) {
    (pointwise.*axis).input = (pointwise.*axis).output = (layer.*axis).output;
  }
  return pointwise;
}

}  // namespace

Result<Chain> make_chain(std::vector<Operation> layers) {
  if (layers.empty()) return usage_problem("layers", "there are none", "give one or more");
  Problems problems;
  for (std::size_t i = 1; i < layers.size(); ++i) {
    check_joint(layers[i - 1], layers[i], fmt::format("layer {}", i + 1), problems);
  }
  if (!problems.empty()) return problems;
  return Chain(std::move(layers));
}

Result<Chain> make_chain(const LayerOptions& options) {
  const Result<Operation> layer = make_operation(options);
  if (!layer) return layer.problems();
  if (!options.pointwise) return Chain(*layer);
  return make_chain({*layer, pointwise_behind(*layer, *options.pointwise, options.has_bias.value_or(false))});
}

bool is_pointwise(const Operation& operation) {
  const std::vector<Axis> axes = operation.axes();
  const bool stays = std::all_of(axes.begin(), axes.end(), [](const Axis& axis) {
    return axis.kernel == 1 && axis.stride == 1 && axis.padding == Sides{} && axis.output_padding == 0;
  });
  return stays && operation.op == Operator::convolution && operation.groups == 1;
}

bool is_depthwise_separable(const Chain& chain) {
  const Operation& first = chain.front();
  const bool is_direct = first.op == Operator::convolution && !first.transposed;
  return is_direct && first.groups == first.channels && chain.size() == 2 && is_pointwise(chain.back());
}

}  // namespace convarith
