#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "arithmetic/layer_values.hpp"
#include "arithmetic/model/forward_layers.hpp"
#include "arithmetic/walkthrough.hpp"

namespace convarith {
namespace {

/// One axis of a convolution. In a direct one, an output o reads the input o * stride + tap * dilation - before; in a
/// transposed one an input i adds to the output i * stride + tap * dilation - before. So there are cells that step, and
/// cells that are reached from them.
struct SlidingAxis {
  std::size_t stepping = 1;
  std::size_t reached = 1;
  int kernel = 1;
  long long stride = 1;
  long long dilation = 1;
  long long before = 0;

  long long offset(int tap) const { return tap * dilation - before; }
};

/// The stepping cells from which a tap reaches a cell that exists.
struct Stepping {
  std::size_t first = 0;
  std::size_t end = 0;
};

Stepping stepping_for(const SlidingAxis& axis, int tap) {
  const long long offset = axis.offset(tap);
  const long long last_reached = static_cast<long long>(axis.reached) - 1 - offset;
  if (last_reached < 0) return {};
  const long long first = offset >= 0 ? 0 : (-offset + axis.stride - 1) / axis.stride;
  const long long end = std::min(last_reached / axis.stride + 1, static_cast<long long>(axis.stepping));
  if (first >= end) return {};
  return {static_cast<std::size_t>(first), static_cast<std::size_t>(end)};
}

using SlidingAxes = std::array<SlidingAxis, 3>;

SlidingAxis sliding(const Axis& axis, bool is_transposed) {
  SlidingAxis result;
  result.stepping = static_cast<std::size_t>(is_transposed ? axis.input : axis.output);
  result.reached = static_cast<std::size_t>(is_transposed ? axis.output : axis.input);
  result.kernel = axis.kernel;
  result.stride = axis.stride;
  result.dilation = axis.dilation;
  result.before = axis.padding.before;
  return result;
}

std::size_t stepping_cells(const SlidingAxes& axes) {
  return axes[0].stepping * axes[1].stepping * axes[2].stepping;
}

std::size_t reached_cells(const SlidingAxes& axes) {
  return axes[0].reached * axes[1].reached * axes[2].reached;
}

/// Calls row(stepping, reached, count, weight) for each row of cells that one channel of a kernel leads to: indices of
/// the first cell of each kind, how many stepping cells there are, and the index of the weight.
template <class Row>
void for_each_row_of_taps(const SlidingAxes& axes, const Row& row) {
  std::size_t weight = 0;
  for (int depth = 0; depth < axes[0].kernel; ++depth) {
    const Stepping planes = stepping_for(axes[0], depth);
    for (int y = 0; y < axes[1].kernel; ++y) {
      const Stepping rows = stepping_for(axes[1], y);
      for (int x = 0; x < axes[2].kernel; ++x, ++weight) {
        const Stepping cols = stepping_for(axes[2], x);
        if (cols.end == cols.first) continue;
        for (std::size_t plane = planes.first; plane < planes.end; ++plane) {
          for (std::size_t line = rows.first; line < rows.end; ++line) {
            const auto at = [](const SlidingAxis& axis, std::size_t cell, int tap) {
              return static_cast<std::size_t>(static_cast<long long>(cell) * axis.stride + axis.offset(tap));
            };
            const std::size_t stepping = (plane * axes[1].stepping + line) * axes[2].stepping + cols.first;
            const std::size_t reached =
                (at(axes[0], plane, depth) * axes[1].reached + at(axes[1], line, y)) * axes[2].reached +
                at(axes[2], cols.first, x);
            row(stepping, reached, cols.end - cols.first, weight);
          }
        }
      }
    }
  }
}

/// Adds what one channel gives to one filter of a direct convolution.
void add_direct(const SlidingAxes& axes, const double* weights, const double* input, double* output) {
  const auto stride = static_cast<std::size_t>(axes[2].stride);
  for_each_row_of_taps(axes, [&](std::size_t to, std::size_t from, std::size_t count, std::size_t weight) {
    const double factor = weights[weight];
    double* const out = output + to;
    const double* const in = input + from;
    if (stride == 1) {
      for (std::size_t i = 0; i < count; ++i) out[i] += factor * in[i];
    } else {
      for (std::size_t i = 0; i < count; ++i) out[i] += factor * in[i * stride];
    }
  });
}

/// The same for a transposed convolution.
void add_transposed(const SlidingAxes& axes, const double* weights, const double* input, double* output) {
  const auto stride = static_cast<std::size_t>(axes[2].stride);
  for_each_row_of_taps(axes, [&](std::size_t from, std::size_t to, std::size_t count, std::size_t weight) {
    const double factor = weights[weight];
    for (std::size_t i = 0; i < count; ++i) output[to + i * stride] += factor * input[from + i];
  });
}

/// Returns the input with its padding, for padding that holds copies, and takes the padding from the operation.
Tensor with_copies(Operation& operation, const Tensor& input) {
  const std::array<Axis*, 3> axes{&operation.depth, &operation.rows, &operation.cols};
  std::array<std::vector<std::size_t>, 3> sources;
  for (std::size_t i = 0; i < axes.size(); ++i) {
    const AxisWalk walk = walk_along(*axes[i], operation);
    for (int place = 0; place < walk.padded; ++place) {
      const std::optional<int> direct = walk.input_at(place);
      const std::optional<int> read = direct ? direct : walk.source_of(place);
      sources[i].push_back(static_cast<std::size_t>(read.value_or(0)));
    }
  }
  const auto rows = static_cast<std::size_t>(operation.rows.input);
  const auto cols = static_cast<std::size_t>(operation.cols.input);
  const std::size_t cells = static_cast<std::size_t>(operation.depth.input) * rows * cols;
  for (Axis* axis : axes) {
    axis->input = axis->padded();
    axis->padding = {};
  }
  Tensor padded{input_shape(operation), {}};
  padded.values.reserve(numbers_in(padded.shape));
  for (std::size_t channel = 0; channel < static_cast<std::size_t>(operation.channels); ++channel) {
    for (const std::size_t plane : sources[0]) {
      for (const std::size_t row : sources[1]) {
        for (const std::size_t col : sources[2]) {
          padded.values.push_back(input.values[channel * cells + (plane * rows + row) * cols + col]);
        }
      }
    }
  }
  return padded;
}

Tensor convolve(Operation operation, const Tensor& weights, const Tensor* bias, const Tensor& input) {
  if (operation.padding_mode != PaddingMode::zeros) {
    const Tensor padded = with_copies(operation, input);
    operation.padding_mode = PaddingMode::zeros;
    return convolve(operation, weights, bias, padded);
  }
  const bool is_transposed = operation.transposed;
  const SlidingAxes axes{sliding(operation.depth, is_transposed), sliding(operation.rows, is_transposed),
                         sliding(operation.cols, is_transposed)};
  const std::size_t taps = static_cast<std::size_t>(axes[0].kernel) * static_cast<std::size_t>(axes[1].kernel) *
                           static_cast<std::size_t>(axes[2].kernel);
  const std::size_t in_cells = is_transposed ? stepping_cells(axes) : reached_cells(axes);
  const std::size_t out_cells = is_transposed ? reached_cells(axes) : stepping_cells(axes);
  const auto groups = static_cast<std::size_t>(operation.groups);
  const std::size_t channels = static_cast<std::size_t>(operation.channels) / groups;
  const std::size_t filters = static_cast<std::size_t>(operation.filters) / groups;
  Tensor output{output_shape(operation), {}};
  output.values.resize(numbers_in(output.shape));
  for (std::size_t filter = 0; filter < filters * groups; ++filter) {
    double* const out = output.values.data() + filter * out_cells;
    if (bias != nullptr) std::fill_n(out, out_cells, bias->values[filter]);
    for (std::size_t i = 0; i < channels; ++i) {
      const std::size_t channel = filter / filters * channels + i;
      const std::size_t kernel = is_transposed ? channel * filters + filter % filters : filter * channels + i;
      const double* const in = input.values.data() + channel * in_cells;
      const double* const kernel_weights = weights.values.data() + kernel * taps;
      if (is_transposed) {
        add_transposed(axes, kernel_weights, in, out);
      } else {
        add_direct(axes, kernel_weights, in, out);
      }
    }
  }
  return output;
}

}  // namespace

std::size_t numbers_in(const std::vector<int>& shape) {
  std::size_t count = 1;
  for (const int length : shape) count *= static_cast<std::size_t>(length);
  return count;
}

Tensor apply_windows(const Chain& chain, const std::vector<Tensor>& parameters, const Tensor& input) {
  Tensor map = input;
  std::size_t weights = 0;
  for (const Operation& operation : chain) {
    if (operation.is_pooling()) {
      map = compute_output(operation, {std::move(map), {}, {}});
      continue;
    }
    map = convolve(operation, parameters[weights++], operation.has_bias ? &parameters.back() : nullptr, map);
  }
  return map;
}

Tensor apply_linear(const Linear& layer, const std::vector<Tensor>& parameters, const Tensor& input,
                    std::vector<int> shape) {
  // Features are one row; a map has a row of features for each cell, or along its last axis.
  const bool is_on_last_axis = shape.size() > 1 && layer.is_on_last_axis;
  const std::size_t axis = is_on_last_axis || !layer.is_per_cell ? shape.size() - 1 : 0;
  const auto in = static_cast<std::size_t>(input.shape[axis]);
  const auto out = static_cast<std::size_t>(shape[axis]);
  std::size_t step = 1;
  for (std::size_t i = axis + 1; i < shape.size(); ++i) step *= static_cast<std::size_t>(shape[i]);
  const std::size_t rows = input.values.size() / in;
  Tensor output{std::move(shape), {}};
  output.values.resize(rows * out);
  const std::vector<double>& weights = parameters.front().values;
  const std::size_t factor_step = layer.is_turned ? out : 1;
  for (std::size_t row = 0; row < rows; ++row) {
    const double* const from = input.values.data() + row / step * in * step + row % step;
    double* const to = output.values.data() + row / step * out * step + row % step;
    for (std::size_t o = 0; o < out; ++o) {
      double total = layer.has_bias ? parameters.back().values[o] : 0;
      const double* const factors = weights.data() + (layer.is_turned ? o : o * in);
      for (std::size_t i = 0; i < in; ++i) total += factors[i * factor_step] * from[i * step];
      to[o * step] = total;
    }
  }
  return output;
}

}  // namespace convarith
