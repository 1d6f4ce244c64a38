// Layers that a 1×1 convolution follows, beside the sums written out.

#include "arithmetic/stages.hpp"
#include "arithmetic/layer_values.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "arithmetic/facts.hpp"
#include "tests/arithmetic/layers.hpp"

namespace convarith::testing::stages_test {
namespace {

/// Channels, of which `groups` have `filters` among them, padded with zeros, all axes but the last being a single cell.
struct Sample {
  int channels = 1;
  int filters = 1;
  int groups = 1;
  int pointwise = 1;
  Numbers rows;
  Numbers cols;
};

LayerOptions options_of(const Sample& sample) {
  LayerOptions options = convolution(sample.rows, sample.cols);
  options.channels = sample.channels;
  options.filters = sample.filters;
  options.groups = sample.groups;
  options.pointwise = sample.pointwise;
  return options;
}

Tensor numbers(const std::vector<int>& shape, std::mt19937& engine) {
  const int count = shape.empty() ? 0 : std::accumulate(shape.begin(), shape.end(), 1, std::multiplies<>());
  Tensor tensor{shape, {}};
  for (int i = 0; i < count; ++i) tensor.values.push_back(static_cast<double>(engine() % 19) - 9);
  return tensor;
}

LayerValues values_for(const Operation& operation, std::mt19937& engine) {
  LayerValues values;
  values.input = numbers(input_shape(operation), engine);
  values.weights = numbers(weight_shape(operation), engine);
  values.pointwise = numbers(pointwise_shape(operation), engine);
  values.bias = numbers(bias_shape(operation), engine);
  return values;
}

double at(const Tensor& tensor, const std::vector<int>& place) {
  int index = 0;
  for (std::size_t i = 0; i < place.size(); ++i) index = index * tensor.shape[i] + place[i];
  return tensor.values.at(static_cast<std::size_t>(index));
}

/// One cell of what the layer before the 1×1 convolution makes.
double between(const Sample& sample, const LayerValues& values, int filter, int row, int col) {
  const int of_group = sample.channels / sample.groups;
  const int group = filter / (sample.filters / sample.groups);
  double sum = 0;
  for (int c = 0; c < of_group; ++c)
    for (int y = 0; y < sample.rows.k; ++y)
      for (int x = 0; x < sample.cols.k; ++x) {
        const int in_row = row * sample.rows.s - sample.rows.p + y * sample.rows.d;
        const int in_col = col * sample.cols.s - sample.cols.p + x * sample.cols.d;
        if (in_row < 0 || in_row >= sample.rows.n || in_col < 0 || in_col >= sample.cols.n) continue;
        sum += at(values.input, {group * of_group + c, in_row, in_col}) * at(values.weights, {filter, c, y, x});
      }
  return sum;
}

double output(const Sample& sample, const LayerValues& values, int channel, int row, int col) {
  double sum = values.bias.values.empty() ? 0 : at(values.bias, {channel});
  for (int filter = 0; filter < sample.filters; ++filter) {
    sum += between(sample, values, filter, row, col) * at(values.pointwise, {channel, filter, 0, 0});
  }
  return sum;
}

Sample draw(std::mt19937& engine) {
  const auto from = [&engine](int least, int most) {
    return least + static_cast<int>(engine() % static_cast<unsigned>(most - least + 1));
  };
  const auto axis = [&from] { return Numbers{from(1, 6), from(1, 3), from(1, 3), from(0, 2), from(1, 2), 0}; };
  const int groups = from(1, 3);
  return {groups * from(1, 2), groups * from(1, 3), groups, from(1, 4), axis(), axis()};
}

TEST(Separable, OutputIsThatOfBothLayers) {
  std::mt19937 engine(1);
  int checked = 0;
  for (int i = 0; i < 600; ++i) {
    const Sample sample = draw(engine);
    LayerOptions options = options_of(sample);
    options.has_bias = i % 2 == 0;
    const Result<Operation> operation = make_operation(options);
    if (!operation) continue;
    const LayerValues values = values_for(*operation, engine);
    const Tensor computed = compute_output(*operation, values);
    ASSERT_EQ(computed.shape, (std::vector<int>{sample.pointwise, operation->rows.output, operation->cols.output}));
    ASSERT_EQ(computed.shape, output_shape(*operation));
    for (int channel = 0; channel < sample.pointwise; ++channel)
      for (int row = 0; row < operation->rows.output; ++row)
        for (int col = 0; col < operation->cols.output; ++col)
          ASSERT_EQ(at(computed, {channel, row, col}), output(sample, values, channel, row, col)) << "layer " << i;
    ++checked;
  }
  EXPECT_GT(checked, 300);
}

TEST(Stages, AreTheLayerAndTheOneThatFollows) {
  std::mt19937 engine(2);
  for (int i = 0; i < 200; ++i) {
    const Sample sample = draw(engine);
    const Result<Operation> operation = make_operation(options_of(sample));
    if (!operation) continue;
    const LayerValues values = values_for(*operation, engine);
    const std::vector<Stage> stages = stages_of(*operation, values);
    ASSERT_EQ(stages.size(), 2u);
    LayerOptions first = options_of(sample);
    first.pointwise.reset();
    EXPECT_EQ(stages[0].operation, *make_operation(first));
    LayerOptions second = bare(1, 1);
    second.n = PerAxis{operation->rows.output, operation->cols.output};
    second.channels = sample.filters;
    second.filters = sample.pointwise;
    EXPECT_EQ(stages[1].operation, *make_operation(second));
    EXPECT_EQ(operations_of(*operation), (std::vector<Operation>{stages[0].operation, stages[1].operation}));
    const Tensor& handed_on = stages[1].values.input;
    ASSERT_EQ(handed_on.shape, output_shape(stages[0].operation));
    EXPECT_EQ(at(handed_on, {sample.filters - 1, 0, 0}), between(sample, values, sample.filters - 1, 0, 0));
    EXPECT_EQ(stages[1].values.weights, values.pointwise);
  }
}

TEST(Stages, OfOtherLayersAreTheLayerItself) {
  for (const LayerOptions& options : {bare(5, 3), bare(4, 2, Operator::max_pooling), transposed({3, 3, 2, 1, 1, 1})}) {
    const Operation operation = *make_operation(options);
    EXPECT_EQ(operations_of(operation), std::vector<Operation>{operation});
    const std::vector<Stage> stages = stages_of(operation, {{}, {{2}, {1, 2}}, {}});
    ASSERT_EQ(stages.size(), 1u);
    EXPECT_EQ(stages[0].operation, operation);
    EXPECT_EQ(stages[0].values.weights.values, (std::vector<double>{1, 2}));
    EXPECT_EQ(output_channels(operation), operation.filters);
    EXPECT_TRUE(pointwise_shape(operation).empty());
  }
}

TEST(Stages, GiveTheBiasToTheEnd) {
  LayerOptions options = bare(3, 3);
  options.pointwise = 2;
  options.has_bias = true;
  const Operation operation = *make_operation(options);
  EXPECT_EQ(bias_shape(operation), std::vector<int>{2});
  const std::vector<Stage> stages = stages_of(operation, {{}, {}, {{2}, {5, 7}}});
  EXPECT_FALSE(stages[0].operation.has_bias);
  EXPECT_TRUE(stages[0].values.bias.values.empty());
  EXPECT_TRUE(stages[1].operation.has_bias);
  EXPECT_EQ(stages[1].values.bias.values, (std::vector<double>{5, 7}));
  EXPECT_TRUE(stages[1].values.input.values.empty()) << "nothing to compute it from";
}

TEST(Stages, HaveAsManyOnesAsTheLayerHasAxes) {
  for (int dims = 1; dims <= 3; ++dims) {
    LayerOptions options;
    options.dims = dims;
    options.n = PerAxis::all(4);
    options.k = PerAxis::all(2);
    options.channels = options.groups = 3;
    options.filters = 6;
    options.pointwise = 4;
    const Operation operation = *make_operation(options);
    std::vector<int> shape{4, 6};
    shape.insert(shape.end(), static_cast<std::size_t>(dims), 1);
    EXPECT_EQ(pointwise_shape(operation), shape);
    EXPECT_EQ(weight_shape(operation).front(), 6);
    EXPECT_EQ(output_shape(operation).front(), 4);
  }
}

TEST(Pointwise, FollowsDirectConvolutionsOnly) {
  LayerOptions pooling = bare(4, 2, Operator::max_pooling);
  pooling.pointwise = 2;
  LayerOptions transposition = transposed({3, 3});
  transposition.pointwise = 2;
  LayerOptions none = bare(5, 3);
  none.pointwise = 0;
  const auto said_of = [](const LayerOptions& options) {
    const Result<Operation> operation = make_operation(options);
    return operation ? std::string() : to_line(operation.problems().front());
  };
  EXPECT_EQ(said_of(pooling),
            "pointwise: a 1×1 convolution can only follow a convolution, but this is a pooling layer; leave it out, or "
            "make it a layer of its own");
  EXPECT_EQ(said_of(transposition),
            "pointwise: a 1×1 convolution can only follow a direct convolution, but this one is transposed; leave it "
            "out, or make it a layer of its own");
  EXPECT_EQ(said_of(none),
            "pointwise: the number of channels of the 1×1 convolution can't be 0; give a number from 1 to 16384");
}

}  // namespace
}  // namespace convarith::testing::stages_test
