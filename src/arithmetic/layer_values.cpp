#include "arithmetic/layer_values.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>

#include "arithmetic/walkthrough.hpp"

namespace convarith {
namespace {

/// Lengths along depth, rows and columns. They are 1 along axes that the layer does not have.
using Lengths = std::array<int, 3>;

Lengths lengths_of(const Operation& operation, int Axis::*length) {
  return {operation.depth.*length, operation.rows.*length, operation.cols.*length};
}

std::size_t cells(const Lengths& lengths) {
  return static_cast<std::size_t>(lengths[0]) * static_cast<std::size_t>(lengths[1]) *
         static_cast<std::size_t>(lengths[2]);
}

std::vector<int> shape_of(std::vector<int> channels, const Operation& operation, int Axis::*length) {
  for (const Axis& axis : operation.axes()) channels.push_back(axis.*length);
  return channels;
}

/// A tap in all three dimensions, with indices into the weights and the inputs of one channel.
struct SpatialTap {
  std::size_t weight;
  std::optional<std::size_t> input;  // the input that the tap reads, directly or through the padding
  bool is_input;
  bool is_counted;
};

/// The windows of a layer, one for each output cell of a channel.
class Windows {
 public:
  explicit Windows(const Operation& operation)
      : walks_{walk_along(operation.depth, operation), walk_along(operation.rows, operation),
               walk_along(operation.cols, operation)},
        outputs_(lengths_of(operation, &Axis::output)),
        inputs_(lengths_of(operation, &Axis::input)),
        kernel_(lengths_of(operation, &Axis::kernel)) {}

  std::size_t count() const { return cells(outputs_); }

  /// Calls visit(tap) for each tap of a window.
  template <class Visit>
  void for_each_tap(std::size_t window, const Visit& visit) const {
    const Lengths at = place_in(outputs_, window);
    for (int z = 0; z < walks_[0].taps_of(at[0]); ++z) {
      for (int y = 0; y < walks_[1].taps_of(at[1]); ++y) {
        for (int x = 0; x < walks_[2].taps_of(at[2]); ++x) {
          visit(combine({walks_[0].tap(at[0], z), walks_[1].tap(at[1], y), walks_[2].tap(at[2], x)}));
        }
      }
    }
  }

 private:
  static Lengths place_in(const Lengths& lengths, std::size_t index) {
    const auto cols = static_cast<std::size_t>(lengths[2]);
    const auto rows = static_cast<std::size_t>(lengths[1]);
    return {static_cast<int>(index / cols / rows), static_cast<int>(index / cols % rows),
            static_cast<int>(index % cols)};
  }

  static std::size_t index_in(const Lengths& lengths, const Lengths& place) {
    return (static_cast<std::size_t>(place[0]) * static_cast<std::size_t>(lengths[1]) +
            static_cast<std::size_t>(place[1])) *
               static_cast<std::size_t>(lengths[2]) +
           static_cast<std::size_t>(place[2]);
  }

  SpatialTap combine(const std::array<AxisTap, 3>& taps) const {
    SpatialTap tap{0, {}, true, true};
    Lengths weight{};
    Lengths input{};
    bool reads = true;
    for (std::size_t i = 0; i < taps.size(); ++i) {
      weight[i] = taps[i].weight;
      tap.is_input = tap.is_input && taps[i].input;
      tap.is_counted = tap.is_counted && taps[i].is_counted;
      const std::optional<int> read = taps[i].input ? taps[i].input : taps[i].source;
      reads = reads && read;
      input[i] = read.value_or(0);
    }
    tap.weight = index_in(kernel_, weight);
    if (reads) tap.input = index_in(inputs_, input);
    return tap;
  }

  std::array<AxisWalk, 3> walks_;
  Lengths outputs_;
  Lengths inputs_;
  Lengths kernel_;
};

/// Computes the outputs of a layer, one at a time.
class Computation {
 public:
  Computation(const Operation& operation, const LayerValues& values)
      : operation_(operation),
        values_(values),
        windows_(operation),
        inputs_(cells(lengths_of(operation, &Axis::input))),
        kernel_(cells(lengths_of(operation, &Axis::kernel))) {}

  std::size_t windows() const { return windows_.count(); }

  double output(std::size_t filter, std::size_t window) const {
    switch (operation_.op) {
      case Operator::convolution:
        return sum(filter, window);
      case Operator::max_pooling:
        return maximum(filter, window);
      case Operator::average_pooling:
        return mean(filter, window);
    }
    assert(false);
    return 0;
  }

 private:
  double input(std::size_t channel, std::size_t cell) const { return values_.input.values[channel * inputs_ + cell]; }

  double sum(std::size_t filter, std::size_t window) const {
    const auto groups = static_cast<std::size_t>(operation_.groups);
    const std::size_t channels = static_cast<std::size_t>(operation_.channels) / groups;
    const std::size_t filters = static_cast<std::size_t>(operation_.filters) / groups;
    const std::size_t group = filter / filters;
    double total = values_.bias.values.empty() ? 0 : values_.bias.values[filter];
    for (std::size_t i = 0; i < channels; ++i) {
      const std::size_t channel = group * channels + i;
      const std::size_t kernel = operation_.transposed ? channel * filters + filter % filters : filter * channels + i;
      windows_.for_each_tap(window, [&](const SpatialTap& tap) {
        if (tap.input) total += values_.weights.values[kernel * kernel_ + tap.weight] * input(channel, *tap.input);
      });
    }
    return total;
  }

  double maximum(std::size_t channel, std::size_t window) const {
    double most = -std::numeric_limits<double>::infinity();
    windows_.for_each_tap(window, [&](const SpatialTap& tap) {
      if (tap.input) most = std::max(most, input(channel, *tap.input));
    });
    return most;
  }

  double mean(std::size_t channel, std::size_t window) const {
    double total = 0;
    int count = 0;
    windows_.for_each_tap(window, [&](const SpatialTap& tap) {
      if (tap.input) total += input(channel, *tap.input);
      if (operation_.count_include_pad ? tap.is_counted : tap.is_input) ++count;
    });
    // The mean of no cells is 0, as in PyTorch.
    if (count == 0 && !operation_.divisor_override) return 0;
    return total / operation_.divisor_override.value_or(count);
  }

  const Operation& operation_;
  const LayerValues& values_;
  Windows windows_;
  std::size_t inputs_;
  std::size_t kernel_;
};

}  // namespace

std::vector<int> input_shape(const Operation& operation) {
  return shape_of({operation.channels}, operation, &Axis::input);
}

std::vector<int> weight_shape(const Operation& operation) {
  if (operation.is_pooling()) return {};
  const int from = operation.transposed ? operation.channels : operation.filters;
  const int to = operation.transposed ? operation.filters : operation.channels;
  return shape_of({from, to / operation.groups}, operation, &Axis::kernel);
}

std::vector<int> bias_shape(const Operation& operation) {
  return operation.has_bias ? std::vector<int>{operation.filters} : std::vector<int>();
}

std::vector<int> output_shape(const Operation& operation) {
  return shape_of({operation.filters}, operation, &Axis::output);
}

bool has_output(const Operation& operation, const LayerValues& values) {
  return !values.input.values.empty() && (operation.is_pooling() || !values.weights.values.empty());
}

Tensor compute_output(const Operation& operation, const LayerValues& values) {
  const Computation computation(operation, values);
  Tensor output{output_shape(operation), {}};
  for (std::size_t filter = 0; filter < static_cast<std::size_t>(operation.filters); ++filter) {
    for (std::size_t window = 0; window < computation.windows(); ++window) {
      output.values.push_back(computation.output(filter, window));
    }
  }
  return output;
}

}  // namespace convarith
