#include "arithmetic/model/forward_pass.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <utility>
#include <variant>

#include "arithmetic/model/forward_layers.hpp"
#include "arithmetic/model/layer_parameters.hpp"

namespace convarith {
namespace {

using Function = NumberFunction::Kind;

double numbers_of(const MapShape& shape) {
  double product = shape.channels.number.value_or(0);
  for (const int size : shape.sizes) product *= size;
  return product;
}

/// Says of each kind of layer whether its arithmetic is known.
class Computability {
 public:
  Computability(const TracedLayer& traced, const TracedMap& input, Framework framework)
      : output_(traced.effect.output.shape), input_(input.shape), framework_(framework) {}

  bool operator()(const WindowLayer& layer) const { return is_known(layer.then); }
  bool operator()(const Linear& layer) const { return is_known(layer.then); }
  bool operator()(const ShapeKeeper& layer) const {
    const bool has_odd_slopes = layer.function.kind == Function::prelu && layer.weights > 1 &&
                                layer.weights != input_.channels.number.value_or(0);
    return is_known(layer.function) && !has_odd_slopes;
  }
  bool operator()(const Join& join) const { return !join.is_other; }
  bool operator()(const Flatten&) const { return true; }
  bool operator()(const Border& border) const {
    return border.holds_copies ? can_copy(border) : border.value.has_value();
  }
  bool operator()(const ChannelSlice&) const { return true; }
  bool operator()(const Transposition&) const { return true; }
  /// Keras has the channels last, and so the numbers of a map in another order.
  bool operator()(const Reshape&) const { return framework_ != Framework::keras; }

  bool operator()(const Upsampling& layer) const {
    if (layer.interpolates || layer.is_uneven) return false;
    for (std::size_t i = 0; i < input_.sizes.size(); ++i) {
      if (output_.sizes[i] % input_.sizes[i] != 0) return false;
      const std::size_t at = layer.factors.size() == 1 ? 0 : i;
      // Of a factor such as 2.5, cells would be repeated unevenly.
      if (!layer.factors.empty() && layer.factors[at] != std::floor(layer.factors[at])) return false;
    }
    return true;
  }

  bool operator()(const Reduction& layer) const {
    if (layer.kind != Reduction::Kind::only_cell) return layer.kind != Reduction::Kind::unknown;
    return numbers_of(input_) == numbers_of(output_);
  }

  bool operator()(const PixelShuffle&) const { return false; }
  bool operator()(const Unfold&) const { return false; }
  bool operator()(const UnknownLayer&) const { return false; }

 private:
  /// Whether copies lead back to cells of the map, whose every axis has enough of them.
  bool can_copy(const Border& border) const {
    if (!border.mode) return false;
    const int missing = *border.mode == PaddingMode::reflect ? 1 : 0;
    for (std::size_t i = 0; i < input_.sizes.size(); ++i) {
      const Sides& sides = border.sides[border.sides.size() == 1 ? 0 : i];
      const bool is_limited = *border.mode != PaddingMode::replicate;
      if (is_limited && std::max(sides.before, sides.after) > input_.sizes[i] - missing) return false;
    }
    return true;
  }

  bool is_known(const NumberFunction& function) const { return is_computable(function, output_.sizes.size() + 1); }

  const MapShape& output_;
  const MapShape& input_;
  Framework framework_;
};

/// Returns how much work a layer is, in multiplications.
double work_of(const TracedLayer& traced) {
  double work = traced.effect.costs ? traced.effect.costs->multiplications : 0;
  if (!traced.effect.chain) return work;
  for (const Operation& operation : *traced.effect.chain) {
    if (!operation.is_pooling()) continue;
    double taps = operation.filters;
    for (const Axis& axis : operation.axes()) taps *= static_cast<double>(axis.output) * axis.kernel;
    work += taps;
  }
  return work;
}

/// Returns how many numbers a layer has in memory besides what comes in: its output, and a padded input with copies.
double numbers_made_by(const TracedLayer& traced) {
  double numbers = numbers_of(traced.effect.output.shape);
  if (!traced.effect.chain) return numbers;
  for (const Operation& operation : *traced.effect.chain) {
    if (operation.padding_mode == PaddingMode::zeros) continue;
    double padded = operation.channels;
    for (const Axis& axis : operation.axes()) padded *= axis.padded();
    numbers += padded;
  }
  return numbers;
}

double total_work(const ModelTrace& trace) {
  double work = 0;
  for (const TracedLayer& traced : trace.layers) work += work_of(traced);
  return work;
}

Status check_layer(const Model& model, const ModelTrace& trace, const TracedLayer& traced) {
  const ModelLayer& layer = model.layers[traced.layer];
  const auto refusal = [&layer](const std::string& why, const std::string& hint) {
    return usage_problem(layer.place, fmt::format("the values of {} can't be computed{}", layer_words(layer), why),
                         hint);
  };
  const bool has_known_channels = traced.effect.costs && traced.effect.output.shape.channels.number &&
                                  std::all_of(traced.sources.begin(), traced.sources.end(), [&trace](int source) {
                                    return trace.map_of(source).shape.channels.number.has_value();
                                  });
  const TracedMap& input = trace.map_of(traced.sources.front());
  if (!std::visit(Computability(traced, input, model.framework), layer.action)) {
    return refusal("", "choose the layers before it by --only");
  }
  if (!has_known_channels) {
    return refusal(", since a number of channels is not known", "write it as a number, or give the input's channels");
  }
  for (const int source : traced.sources) {
    if (source < -1)
      return refusal(", since the model has several inputs", "choose layers behind one of them by --only");
  }
  return ok();
}

Status check_sizes(const ModelTrace& trace) {
  const double work = total_work(trace);
  if (work > kMostMultiplications) {
    return usage_problem({},
                         fmt::format("the values would take {:.3g} multiplications, over the limit of {:.3g}", work,
                                     kMostMultiplications),
                         "use a smaller input, or choose some layers by --only");
  }
  double numbers = 0;
  double weights = 0;
  for (const TracedLayer& traced : trace.layers) {
    numbers += numbers_made_by(traced);
    if (traced.effect.costs) weights += static_cast<double>(traced.effect.costs->weights);
  }
  if (std::max(numbers, weights) > kMostModelNumbers) {
    return usage_problem(
        {},
        fmt::format("the maps have {:.3g} numbers and the layers {:.3g} weights, over the limit of {:.3g}", numbers,
                    weights, kMostModelNumbers),
        "use a smaller input, or choose some layers by --only");
  }
  return ok();
}

/// Computes the output of a layer.
class LayerPass {
 public:
  LayerPass(const TracedLayer& traced, Operands inputs, const std::vector<Tensor>& parameters, Framework framework)
      : traced_(traced),
        inputs_(inputs),
        input_(*inputs.front()),
        parameters_(parameters),
        shape_(lengths_of_map(traced.effect.output.shape)),
        framework_(framework) {}

  Tensor operator()(const WindowLayer& layer) const {
    Tensor output = apply_windows(*traced_.effect.chain, parameters_, input_);
    apply_function(layer.then, {}, output);
    return output;
  }

  Tensor operator()(const Linear& layer) const {
    Tensor output = apply_linear(layer, parameters_, input_, shape_);
    apply_function(layer.then, {}, output);
    return output;
  }

  Tensor operator()(const ShapeKeeper& layer) const {
    Tensor output = input_;
    apply_function(layer.function, parameters_, output);
    return output;
  }

  Tensor operator()(const Join& layer) const { return join_maps(layer, inputs_, shape_); }
  Tensor operator()(const Flatten&) const { return flatten_map(input_, framework_ == Framework::keras); }
  Tensor operator()(const Upsampling&) const { return repeat_cells(input_, shape_); }
  Tensor operator()(const Border& layer) const { return add_border(layer, input_, shape_); }
  Tensor operator()(const ChannelSlice& layer) const { return slice_channels(layer, input_, shape_); }
  Tensor operator()(const Reshape&) const { return {shape_, input_.values}; }
  Tensor operator()(const Transposition& layer) const { return exchange_axes(layer, input_, shape_); }
  Tensor operator()(const Reduction& layer) const { return reduce_map(layer, input_, shape_); }

  /// Layers that can't be computed were refused before.
  Tensor operator()(const PixelShuffle&) const { return {}; }
  Tensor operator()(const Unfold&) const { return {}; }
  Tensor operator()(const UnknownLayer&) const { return {}; }

 private:
  const TracedLayer& traced_;
  Operands inputs_;
  const Tensor& input_;
  const std::vector<Tensor>& parameters_;
  std::vector<int> shape_;
  Framework framework_;
};

/// Checks what only the parameters tell: whether the numbers of a constant go with their map.
Status check_constant(const ModelLayer& layer, const std::vector<Tensor>& parameters, const Tensor& input) {
  const auto* const keeper = std::get_if<ShapeKeeper>(&layer.action);
  const bool takes_constant = keeper != nullptr && keeper->function.kind >= Function::sum && !parameters.empty();
  if (!takes_constant || goes_with_map(parameters.front().shape, input.shape)) return ok();
  return usage_problem(layer.place, fmt::format("{} has numbers that don't go with its map", layer_words(layer)));
}

}  // namespace

std::vector<int> lengths_of_map(const MapShape& shape) {
  std::vector<int> lengths{shape.channels.number.value_or(0)};
  lengths.insert(lengths.end(), shape.sizes.begin(), shape.sizes.end());
  return lengths;
}

Status check_computable(const Model& model, const ModelTrace& trace) {
  if (!model.left_out.empty()) {
    return usage_problem(
        {}, fmt::format("the values can't be computed, since the program computes {}", model.left_out.front()),
        "only layers and sums and products of maps are followed");
  }
  for (const TracedLayer& traced : trace.layers) {
    if (Status checked = check_layer(model, trace, traced); !checked) return checked;
  }
  return check_sizes(trace);
}

Result<std::vector<Tensor>> forward_pass(const Model& model, const ModelTrace& trace,
                                         const std::vector<std::vector<Tensor>>& parameters, const Tensor& input,
                                         const ForwardProgress& progress) {
  const double all = std::max(total_work(trace), 1.);
  double done = 0;
  std::vector<Tensor> outputs;
  outputs.reserve(trace.layers.size());
  for (std::size_t i = 0; i < trace.layers.size(); ++i) {
    const TracedLayer& traced = trace.layers[i];
    const ModelLayer& layer = model.layers[traced.layer];
    std::vector<const Tensor*> operands;
    std::transform(traced.sources.begin(), traced.sources.end(), std::back_inserter(operands),
                   [&](int source) { return source < 0 ? &input : &outputs[static_cast<std::size_t>(source)]; });
    if (Status checked = check_constant(layer, parameters[i], *operands.front()); !checked) return checked.problems();
    outputs.push_back(std::visit(LayerPass(traced, operands, parameters[i], model.framework), layer.action));
    const std::vector<double>& values = outputs.back().values;
    if (!std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); })) {
      return usage_problem(layer.place, fmt::format("the numbers of {} are no longer finite", layer_words(layer)),
                           "use smaller weights");
    }
    done += work_of(traced);
    if (progress) progress(done / all);
  }
  return outputs;
}

}  // namespace convarith
