// What layers compute, beside the definitions written out with loops.

#include "arithmetic/layer_values.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <optional>
#include <random>
#include <vector>

#include "tests/arithmetic/layers.hpp"
#include "tests/pictures/axis_picture.hpp"

namespace convarith::testing::tensor_test {
namespace {

/// A place, or lengths, along depth, rows and columns.
using Triple = std::array<int, 3>;

/// A layer as a test makes it up.
struct Sample {
  Manner manner;
  int dims = 2;
  std::array<AxisNumbers, 3> axes;  ///< the first ones that the layer does not have are left as they are
  int channels = 1;
  int filters = 1;
  int groups = 1;
  bool counts_padding = true;
  std::optional<int> divisor{};

  bool is_transposed() const { return manner.kind == Kind::transposed; }
  bool is_pooling() const { return manner.kind == Kind::max_pooling || manner.kind == Kind::average_pooling; }
};

LayerOptions options_of(const Sample& sample) {
  const auto each = [&](int AxisNumbers::*member) {
    return PerAxis{sample.axes[1].*member, sample.axes[2].*member, sample.axes[0].*member, sample.dims};
  };
  const auto sides = [&](std::size_t axis) { return Sides{sample.axes[axis].p, sample.axes[axis].after()}; };
  LayerOptions layer;
  layer.dims = sample.dims;
  layer.n = each(&AxisNumbers::n);
  layer.channels = sample.channels;
  if (sample.manner.kind == Kind::max_pooling) layer.op = Operator::max_pooling;
  if (sample.manner.kind == Kind::average_pooling) layer.op = Operator::average_pooling;
  if (sample.manner.kind == Kind::average_pooling) layer.count_include_pad = sample.counts_padding;
  layer.divisor_override = sample.divisor;
  if (!sample.is_pooling()) {
    layer.filters = sample.filters;
    layer.groups = sample.groups;
  }
  if (sample.axes[2].m > 0) {
    layer.adaptive = each(&AxisNumbers::m);
    return layer;
  }
  layer.k = each(&AxisNumbers::k);
  layer.s = each(&AxisNumbers::s);
  layer.d = each(&AxisNumbers::d);
  layer.p = SidedPadding{sides(1), sides(2), sides(0), sample.dims};
  layer.padding_mode = static_cast<PaddingMode>(sample.manner.mode);
  layer.ceil_mode = sample.manner.ceil;
  if (sample.is_transposed()) {
    layer.transposed = true;
    layer.a = each(&AxisNumbers::a);
  }
  return layer;
}

template <class Visit>
void for_each_place(const Triple& lengths, const Visit& visit) {
  for (int z = 0; z < lengths[0]; ++z)
    for (int y = 0; y < lengths[1]; ++y)
      for (int x = 0; x < lengths[2]; ++x) visit(Triple{z, y, x});
}

/// The value of a channel (or of one of several kernels) at a place.
double value_at(const Tensor& tensor, int channel, const Triple& lengths, const Triple& place) {
  const int index = ((channel * lengths[0] + place[0]) * lengths[1] + place[1]) * lengths[2] + place[2];
  return tensor.values.at(static_cast<std::size_t>(index));
}

/// Makes up layers and whole numbers, the same ones in every run.
class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}

  int between(int least, int most) {
    return least + static_cast<int>(engine_() % static_cast<unsigned>(most - least + 1));
  }

  Tensor tensor(const std::vector<int>& shape) {
    const int cells = std::accumulate(shape.begin(), shape.end(), 1, std::multiplies<>());
    Tensor tensor{shape, std::vector<double>(shape.empty() ? 0 : static_cast<std::size_t>(cells))};
    for (double& value : tensor.values) value = between(-9, 9);
    return tensor;
  }

  LayerValues values(const Operation& operation) {
    return {tensor(input_shape(operation)), tensor(weight_shape(operation)), {}};
  }

  /// With sides of its own along each axis, and channels in groups.
  Sample sample(const Manner& manner) {
    Sample sample{manner, between(1, 3), {}, 1, 1, 1, between(0, 1) == 1, std::nullopt};
    for (int axis = 3 - sample.dims; axis < 3; ++axis) {
      sample.axes[static_cast<std::size_t>(axis)] = {between(1, 5), between(1, 3), between(1, 3), between(0, 2),
                                                     between(1, 2), between(0, 1), between(0, 2)};
    }
    if (!sample.is_pooling()) sample.groups = between(1, 3);
    sample.channels = sample.groups * between(1, 2);
    sample.filters = sample.is_pooling() ? sample.channels : sample.groups * between(1, 2);
    if (manner.kind == Kind::average_pooling) {
      for (AxisNumbers& axis : sample.axes) axis.d = 1;
      if (between(0, 3) == 0) sample.divisor = between(1, 5);
    }
    return sample;
  }

 private:
  std::mt19937 engine_;
};

/// The lengths that a layer's tensors have, and what lies where along each axis.
struct Layout {
  std::array<AxisPicture, 3> axes;
  Triple input;
  Triple kernel;
  Triple output;

  explicit Layout(const Sample& sample)
      : axes{AxisPicture(sample.axes[0], sample.manner), AxisPicture(sample.axes[1], sample.manner),
             AxisPicture(sample.axes[2], sample.manner)},
        input(lengths(sample, &AxisNumbers::n)),
        kernel(lengths(sample, &AxisNumbers::k)),
        output{axes[0].output(), axes[1].output(), axes[2].output()} {}

  static Triple lengths(const Sample& sample, int AxisNumbers::*member) {
    return {sample.axes[0].*member, sample.axes[1].*member, sample.axes[2].*member};
  }

  Triple plane() const { return {axes[0].plane(), axes[1].plane(), axes[2].plane()}; }

  bool taps(const Triple& output_cell, const Triple& place) const {
    return all([&](std::size_t i) { return axes[i].taps(output_cell[i], place[i]); });
  }
  bool is_input(const Triple& place) const {
    return all([&](std::size_t i) { return axes[i].input_at(place[i]).has_value(); });
  }
  bool is_padded_input(const Triple& place) const {
    return all([&](std::size_t i) { return place[i] < axes[i].padded(); });
  }
  /// The input whose value a place has.
  std::optional<Triple> source(const Triple& place) const {
    if (!all([&](std::size_t i) { return axes[i].value_at(place[i]).has_value(); })) return std::nullopt;
    return Triple{*axes[0].value_at(place[0]), *axes[1].value_at(place[1]), *axes[2].value_at(place[2])};
  }

 private:
  template <class Holds>
  static bool all(const Holds& holds) {
    return holds(0) && holds(1) && holds(2);
  }
};

/// Cross-correlation of the padded input.
std::vector<double> convolve(const Sample& sample, const Layout& layout, const LayerValues& values) {
  const int channels = sample.channels / sample.groups;
  const int filters = sample.filters / sample.groups;
  std::vector<double> output;
  for (int filter = 0; filter < sample.filters; ++filter) {
    for_each_place(layout.output, [&](const Triple& cell) {
      double sum = values.bias.values.empty() ? 0 : values.bias.values.at(static_cast<std::size_t>(filter));
      for (int channel = 0; channel < channels; ++channel) {
        for_each_place(layout.kernel, [&](const Triple& weight) {
          Triple place;
          for (std::size_t i = 0; i < 3; ++i) place[i] = cell[i] * sample.axes[i].s + weight[i] * sample.axes[i].d;
          const std::optional<Triple> source = layout.source(place);
          if (!source) return;
          sum += value_at(values.weights, filter * channels + channel, layout.kernel, weight) *
                 value_at(values.input, filter / filters * channels + channel, layout.input, *source);
        });
      }
      output.push_back(sum);
    });
  }
  return output;
}

/// Each input stamps the kernel, scaled by it; the padding is cut off.
std::vector<double> stamp(const Sample& sample, const Layout& layout, const LayerValues& values) {
  const int channels = sample.channels / sample.groups;
  const int filters = sample.filters / sample.groups;
  std::vector<double> output;
  for (int filter = 0; filter < sample.filters; ++filter) {
    for_each_place(layout.output, [&](const Triple& cell) {
      double sum = 0;
      for (int i = 0; i < channels; ++i) {
        const int channel = filter / filters * channels + i;
        for_each_place(layout.input, [&](const Triple& input) {
          for_each_place(layout.kernel, [&](const Triple& weight) {
            for (std::size_t axis = 0; axis < 3; ++axis) {
              const AxisNumbers& numbers = sample.axes[axis];
              if (input[axis] * numbers.s + weight[axis] * numbers.d - numbers.p != cell[axis]) return;
            }
            sum += value_at(values.input, channel, layout.input, input) *
                   value_at(values.weights, channel * filters + filter % filters, layout.kernel, weight);
          });
        });
      }
      output.push_back(sum);
    });
  }
  return output;
}

/// The maximum or the mean of each window.
std::vector<double> pool(const Sample& sample, const Layout& layout, const LayerValues& values) {
  std::vector<double> output;
  for (int channel = 0; channel < sample.channels; ++channel) {
    for_each_place(layout.output, [&](const Triple& cell) {
      double most = -std::numeric_limits<double>::infinity();
      double sum = 0;
      int count = 0;
      for_each_place(layout.plane(), [&](const Triple& place) {
        if (!layout.taps(cell, place)) return;
        if (sample.counts_padding ? layout.is_padded_input(place) : layout.is_input(place)) ++count;
        if (!layout.is_input(place)) return;
        const double value = value_at(values.input, channel, layout.input, *layout.source(place));
        most = std::max(most, value);
        sum += value;
      });
      output.push_back(sample.manner.kind == Kind::max_pooling ? most : sum / sample.divisor.value_or(count));
    });
  }
  return output;
}

/// Calls `check` with some hundred valid layers.
template <class Check>
void for_random_layers(const Manner& manner, const Check& check) {
  Dice dice(1);
  int checked = 0;
  for (int i = 0; i < 3000 && checked < 200; ++i) {
    const Sample sample = dice.sample(manner);
    const Result<Operation> operation = make_operation(options_of(sample));
    if (!operation) continue;
    SCOPED_TRACE("layer " + std::to_string(i));
    check(sample, *operation, dice);
    if (::testing::Test::HasFailure()) return;
    ++checked;
  }
  EXPECT_EQ(checked, 200);
}

TEST(ComputeOutput, OfAConvolutionIsTheCrossCorrelationInEveryPaddingMode) {
  for (const Mode mode : {Mode::zeros, Mode::reflect, Mode::replicate, Mode::circular}) {
    for_random_layers({Kind::direct, mode}, [](const Sample& sample, const Operation& operation, Dice& dice) {
      const LayerValues values = dice.values(operation);
      EXPECT_EQ(compute_output(operation, values).values, convolve(sample, Layout(sample), values));
    });
  }
}

TEST(ComputeOutput, AddsTheBiasOfEachFilter) {
  for_random_layers({Kind::direct}, [](const Sample& sample, const Operation& operation, Dice& dice) {
    LayerValues values = dice.values(operation);
    values.bias = dice.tensor({sample.filters});
    EXPECT_EQ(compute_output(operation, values).values, convolve(sample, Layout(sample), values));
  });
}

TEST(ComputeOutput, OfATransposedConvolutionIsTheStampedSum) {
  for_random_layers({Kind::transposed}, [](const Sample& sample, const Operation& operation, Dice& dice) {
    const LayerValues values = dice.values(operation);
    EXPECT_EQ(compute_output(operation, values).values, stamp(sample, Layout(sample), values));
  });
}

TEST(ComputeOutput, OfPoolingIsTheMaximumOrTheMeanOfEachWindow) {
  for (const Kind kind : {Kind::max_pooling, Kind::average_pooling}) {
    for (const bool ceil : {false, true}) {
      for_random_layers({kind, Mode::zeros, ceil}, [](const Sample& sample, const Operation& operation, Dice& dice) {
        const LayerValues values = dice.values(operation);
        EXPECT_EQ(compute_output(operation, values).values, pool(sample, Layout(sample), values));
      });
    }
  }
}

TEST(ComputeOutput, OfAdaptivePoolingIsTheMaximumOrTheMeanOfEachWindow) {
  Dice dice(1);
  for (int i = 0; i < 200; ++i) {
    Sample sample{{i % 2 == 0 ? Kind::max_pooling : Kind::average_pooling}, dice.between(1, 3), {}, 2, 2};
    for (int axis = 0; axis < 3; ++axis) {
      AxisNumbers& numbers = sample.axes[static_cast<std::size_t>(axis)];
      numbers.m = 1;
      if (axis < 3 - sample.dims) continue;
      numbers.n = dice.between(1, 6);
      numbers.m = dice.between(1, 6);
    }
    const Operation operation = *make_operation(options_of(sample));
    const LayerValues values = dice.values(operation);
    EXPECT_EQ(compute_output(operation, values).values, pool(sample, Layout(sample), values)) << "layer " << i;
  }
}

double dot(const Tensor& a, const Tensor& b) {
  EXPECT_EQ(a.shape, b.shape);
  return std::inner_product(a.values.begin(), a.values.end(), b.values.begin(), 0.0);
}

/// The transposed layer with the same weights that leads from the output of a convolution back to its input.
Sample transpose(const Sample& direct, const Operation& operation) {
  Sample back = direct;
  back.manner.kind = Kind::transposed;
  std::swap(back.channels, back.filters);
  const std::array<const Axis*, 3> axes{&operation.depth, &operation.rows, &operation.cols};
  for (std::size_t i = 0; i < 3; ++i) {
    back.axes[i].n = axes[i]->output;
    // Padded cells behind the last window.
    back.axes[i].a = axes[i]->padded() - ((axes[i]->output - 1) * axes[i]->stride + axes[i]->effective_kernel());
  }
  return back;
}

TEST(ComputeOutput, OfATransposedConvolutionIsTheAdjoint) {
  for_random_layers({Kind::direct}, [](const Sample& sample, const Operation& direct, Dice& dice) {
    const Result<Operation> back = make_operation(options_of(transpose(sample, direct)));
    ASSERT_TRUE(back);
    ASSERT_EQ(output_shape(*back), input_shape(direct));
    ASSERT_EQ(input_shape(*back), output_shape(direct));
    ASSERT_EQ(weight_shape(*back), weight_shape(direct));
    const Tensor x = dice.tensor(input_shape(direct));
    const Tensor y = dice.tensor(output_shape(direct));
    const Tensor weights = dice.tensor(weight_shape(direct));
    EXPECT_EQ(dot(compute_output(direct, {x, weights, {}}), y), dot(x, compute_output(*back, {y, weights, {}})));
  });
}

TEST(ComputeOutput, HasTheShapesOfFrameworks) {
  Sample sample{{Kind::direct}, 2, {}, 4, 6, 2};
  sample.axes[1] = {5, 3};
  sample.axes[2] = {7, 2};
  const Operation direct = *make_operation(options_of(sample));
  EXPECT_EQ(input_shape(direct), (std::vector{4, 5, 7}));
  EXPECT_EQ(weight_shape(direct), (std::vector{6, 2, 3, 2}));
  EXPECT_EQ(output_shape(direct), (std::vector{6, 3, 6}));
  sample.manner.kind = Kind::transposed;
  EXPECT_EQ(weight_shape(*make_operation(options_of(sample))), (std::vector{4, 3, 3, 2}));
  sample.manner.kind = Kind::max_pooling;
  EXPECT_EQ(weight_shape(*make_operation(options_of(sample))), std::vector<int>{});
}

TEST(ComputeOutput, OfTheMaximumOverNothingButPaddingIsMinusInfinity) {
  // Taps with a place between them, on one cell with padding around it, miss that cell.
  LayerOptions layer = bare(1, 2, Operator::max_pooling);
  layer.s = PerAxis::all(1);
  layer.d = PerAxis::all(2);
  layer.p = PerAxis::all(1);
  const Operation operation = *make_operation(layer);
  const Tensor output = compute_output(operation, {{input_shape(operation), {5}}, {}, {}});
  EXPECT_EQ(output.values, std::vector{-std::numeric_limits<double>::infinity()});
}

}  // namespace
}  // namespace convarith::testing::tensor_test
