// Layers in a row, beside sums and windows written out.

#include "arithmetic/chain.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "arithmetic/chain_values.hpp"
#include "arithmetic/facts.hpp"
#include "tests/arithmetic/layers.hpp"

namespace convarith::testing::chain_test {
namespace {

enum class Kind { direct, transposed, max_pooling, average_pooling };

/// A layer padded with zeros, `groups` having `channels` and `filters` among them.
struct Sample {
  Kind kind = Kind::direct;
  int channels = 1;
  int filters = 1;
  int groups = 1;
  Numbers rows;
  Numbers cols;

  bool is_pooling() const { return kind == Kind::max_pooling || kind == Kind::average_pooling; }
};

LayerOptions options_of(const Sample& sample) {
  const bool is_transposed = sample.kind == Kind::transposed;
  LayerOptions options = is_transposed ? transposed(sample.rows, sample.cols) : convolution(sample.rows, sample.cols);
  options.channels = sample.channels;
  if (sample.kind == Kind::max_pooling) options.op = Operator::max_pooling;
  if (sample.kind == Kind::average_pooling) options.op = Operator::average_pooling;
  if (sample.is_pooling()) return options;
  options.filters = sample.filters;
  options.groups = sample.groups;
  return options;
}

/// Makes up layers and whole numbers, the same ones in every run.
class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}

  int from(int least, int most) {
    return least + static_cast<int>(engine_() % static_cast<unsigned>(most - least + 1));
  }

  /// A layer of `channels` maps of `rows` x `cols`.
  Sample layer(int channels, int rows, int cols) {
    Sample sample{static_cast<Kind>(from(0, 3)), channels, channels, 1, axis(rows), axis(cols)};
    if (sample.kind == Kind::average_pooling) sample.rows.d = sample.cols.d = 1;
    if (sample.is_pooling()) return sample;
    sample.groups = from(1, 3);
    if (channels % sample.groups != 0) sample.groups = 1;
    sample.filters = sample.groups * from(1, 3);
    return sample;
  }

  Sample first_layer() { return layer(from(1, 4), from(1, 6), from(1, 6)); }

  Tensor tensor(const std::vector<int>& shape) {
    const int count = shape.empty() ? 0 : std::accumulate(shape.begin(), shape.end(), 1, std::multiplies<>());
    Tensor tensor{shape, {}};
    for (int i = 0; i < count; ++i) tensor.values.push_back(from(-9, 9));
    return tensor;
  }

  ChainValues values_for(const Chain& chain) {
    ChainValues values(chain.size());
    values.front().input = tensor(input_shape(chain.front()));
    for (std::size_t i = 0; i < chain.size(); ++i) {
      values[i].weights = tensor(weight_shape(chain[i]));
      values[i].bias = tensor(bias_shape(chain[i]));
    }
    return values;
  }

 private:
  Numbers axis(int n) { return {n, from(1, 3), from(1, 3), from(0, 2), from(1, 2), from(0, 1)}; }

  std::mt19937 engine_;
};

double at(const Tensor& tensor, const std::vector<int>& place) {
  int index = 0;
  for (std::size_t i = 0; i < place.size(); ++i) index = index * tensor.shape[i] + place[i];
  return tensor.values.at(static_cast<std::size_t>(index));
}

bool lies_in(const Tensor& map, int row, int col) {
  return row >= 0 && row < map.shape[1] && col >= 0 && col < map.shape[2];
}

/// Windows that fit on the padded input, or the cells that stamps reach.
int outputs_along(const Sample& sample, const Numbers& axis) {
  const int reach = axis.d * (axis.k - 1);
  if (sample.kind == Kind::transposed) return (axis.n - 1) * axis.s + reach + 1 + axis.a - 2 * axis.p;
  int count = 0;
  while (count * axis.s + reach < axis.n + 2 * axis.p) ++count;
  return count;
}

/// One cell of a direct convolution or a pooling.
double gathered(const Sample& sample, const Tensor& input, const LayerValues& values, int filter, int row, int col) {
  const int of_group = sample.is_pooling() ? 1 : sample.channels / sample.groups;
  const int first = sample.is_pooling() ? filter : filter / (sample.filters / sample.groups) * of_group;
  double sum = 0;
  double most = -std::numeric_limits<double>::infinity();
  for (int c = 0; c < of_group; ++c)
    for (int y = 0; y < sample.rows.k; ++y)
      for (int x = 0; x < sample.cols.k; ++x) {
        const int in_row = row * sample.rows.s - sample.rows.p + y * sample.rows.d;
        const int in_col = col * sample.cols.s - sample.cols.p + x * sample.cols.d;
        if (!lies_in(input, in_row, in_col)) continue;
        const double value = at(input, {first + c, in_row, in_col});
        sum += sample.is_pooling() ? value : value * at(values.weights, {filter, c, y, x});
        most = std::max(most, value);
      }
  if (sample.kind == Kind::max_pooling) return most;
  return sample.kind == Kind::average_pooling ? sum / (sample.rows.k * sample.cols.k) : sum;
}

/// What a transposed convolution adds up.
void stamp(const Sample& sample, const Tensor& input, const LayerValues& values, Tensor& output) {
  const int channels = sample.channels / sample.groups;
  const int filters = sample.filters / sample.groups;
  for (int channel = 0; channel < sample.channels; ++channel)
    for (int i = 0; i < sample.rows.n * sample.cols.n; ++i)
      for (int filter = 0; filter < filters; ++filter)
        for (int y = 0; y < sample.rows.k; ++y)
          for (int x = 0; x < sample.cols.k; ++x) {
            const int in_row = i / sample.cols.n;
            const int in_col = i % sample.cols.n;
            const int row = in_row * sample.rows.s + y * sample.rows.d - sample.rows.p;
            const int col = in_col * sample.cols.s + x * sample.cols.d - sample.cols.p;
            if (!lies_in(output, row, col)) continue;
            const int to = channel / channels * filters + filter;
            output.values[static_cast<std::size_t>((to * output.shape[1] + row) * output.shape[2] + col)] +=
                at(input, {channel, in_row, in_col}) * at(values.weights, {channel, filter, y, x});
          }
}

Tensor output_of(const Sample& sample, const Tensor& input, const LayerValues& values) {
  Tensor output{{sample.filters, outputs_along(sample, sample.rows), outputs_along(sample, sample.cols)}, {}};
  for (int filter = 0; filter < sample.filters; ++filter)
    for (int row = 0; row < output.shape[1]; ++row)
      for (int col = 0; col < output.shape[2]; ++col) {
        const bool gathers = sample.kind != Kind::transposed;
        output.values.push_back(gathers ? gathered(sample, input, values, filter, row, col) : 0);
      }
  if (sample.kind == Kind::transposed) stamp(sample, input, values, output);
  if (values.bias.values.empty()) return output;
  const std::size_t cells = output.values.size() / values.bias.values.size();
  for (std::size_t i = 0; i < output.values.size(); ++i) output.values[i] += values.bias.values[i / cells];
  return output;
}

/// The inputs from the first to the last that an output sees, if it sees any; inputs go on for ever.
std::optional<Sides> seen_by(const Sample& sample, const Numbers& axis, const Sides& outputs) {
  std::optional<Sides> seen;
  constexpr int far = 200;
  for (int output = outputs.before; output <= outputs.after; ++output)
    for (int tap = 0; tap < axis.k; ++tap)
      for (int input = -far; input <= far; ++input) {
        const bool reaches = sample.kind == Kind::transposed ? input * axis.s + tap * axis.d - axis.p == output
                                                             : output * axis.s - axis.p + tap * axis.d == input;
        if (!reaches) continue;
        seen = seen ? Sides{std::min(seen->before, input), std::max(seen->after, input)} : Sides{input, input};
      }
  return seen;
}

/// Calls check(samples, chain, dice) with chains of two valid layers.
template <class Check>
void for_random_chains(const Check& check) {
  Dice dice(1);
  int checked = 0;
  for (int i = 0; i < 4000 && checked < 400; ++i) {
    const Sample first = dice.first_layer();
    LayerOptions options = options_of(first);
    if (!first.is_pooling()) options.has_bias = dice.from(0, 1) == 0;
    const Result<Operation> before = make_operation(options);
    if (!before) continue;
    const Sample second = dice.layer(before->filters, before->rows.output, before->cols.output);
    options = options_of(second);
    if (!second.is_pooling()) options.has_bias = dice.from(0, 1) == 0;
    const Result<Operation> after = make_operation(options);
    if (!after) continue;
    const Result<Chain> chain = make_chain({*before, *after});
    ASSERT_TRUE(chain) << to_line(chain.problems().front());
    SCOPED_TRACE("chain " + std::to_string(i));
    check(std::vector<Sample>{first, second}, *chain, dice);
    if (::testing::Test::HasFatalFailure()) return;
    ++checked;
  }
  EXPECT_EQ(checked, 400);
}

TEST(Chain, HasTheSizesAndTheOutputOfItsLayersOneAfterTheOther) {
  for_random_chains([](const std::vector<Sample>& samples, const Chain& chain, Dice& dice) {
    const ChainValues values = dice.values_for(chain);
    const Tensor between = output_of(samples[0], values[0].input, values[0]);
    const Tensor output = output_of(samples[1], between, values[1]);
    ASSERT_EQ(output_shape(chain.front()), between.shape);
    ASSERT_EQ(input_shape(chain.back()), between.shape);
    ASSERT_EQ(output_shape(chain.back()), output.shape);
    ASSERT_EQ(with_inputs(chain, values).back().input, between);
    const Tensor computed = compute_output(chain, values);
    ASSERT_EQ(computed.shape, output.shape);
    for (std::size_t i = 0; i < output.values.size(); ++i) {
      // Infinities are the same, and so is what neither can give a number for: infinity less infinity.
      const bool is_same =
          computed.values[i] == output.values[i] || (std::isnan(computed.values[i]) && std::isnan(output.values[i]));
      ASSERT_TRUE(is_same || std::abs(computed.values[i] - output.values[i]) < 1e-9) << "cell " << i;
    }
  });
}

TEST(Chain, SeesOfItsInputWhatItsLayersSeeOfEachOther) {
  for_random_chains([](const std::vector<Sample>& samples, const Chain& chain, Dice&) {
    int longest = 0;
    std::optional<Sides> of_first;
    for (int output = 0; output < chain.back().rows.output; ++output) {
      std::optional<Sides> seen = seen_by(samples[1], samples[1].rows, {output, output});
      if (seen) seen = seen_by(samples[0], samples[0].rows, *seen);
      if (seen) longest = std::max(longest, seen->after - seen->before + 1);
      if (output == 0) of_first = seen;
    }
    const ReceptiveField field = receptive_field(chain, 0);
    ASSERT_EQ(field.cells, longest);
    ASSERT_EQ(field.start.has_value(), of_first.has_value());
    if (of_first) {
      ASSERT_EQ(*field.start, of_first->before);
    }
  });
}

TEST(Chain, CostsWhatItsLayersCost) {
  for_random_chains([](const std::vector<Sample>&, const Chain& chain, Dice&) {
    const Costs all = costs_of(chain);
    const Costs first = costs_of(chain.front());
    const Costs second = costs_of(chain.back());
    ASSERT_EQ(all.weights, first.weights + second.weights);
    ASSERT_EQ(all.bias, first.bias + second.bias);
    ASSERT_EQ(all.multiplications, first.multiplications + second.multiplications);
  });
}

std::string problems_of(std::vector<Operation> layers) {
  const Result<Chain> chain = make_chain(std::move(layers));
  std::string lines;
  if (chain) return lines;
  for (const Problem& problem : chain.problems()) lines += to_line(problem) + "\n";
  return lines;
}

TEST(Chain, IsOfLayersThatFitTogether) {
  LayerOptions first = bare(7, 3);
  first.filters = 4;
  const Operation layer = *make_operation(first);
  LayerOptions next = bare(5, 2);
  next.channels = 4;
  EXPECT_EQ(problems_of({layer, *make_operation(next), *make_operation(bare(4, 1))}), "");
  next.channels = 3;
  EXPECT_EQ(problems_of({layer, *make_operation(next)}),
            "layer 2: takes 3 channels, but the layer before gives 4; make them agree\n");
  next.n = PerAxis{5, 6};
  next.channels = 1;
  EXPECT_EQ(problems_of({layer, *make_operation(next)}),
            "layer 2: takes 1 channel, but the layer before gives 4; make them agree\n"
            "layer 2: takes an input of 5x6, but the layer before gives one of 5x5; make them agree\n");
  LayerOptions row;
  row.dims = 1;
  row.n = PerAxis::all(5);
  row.k = PerAxis::all(2);
  row.channels = 4;
  EXPECT_EQ(problems_of({layer, *make_operation(row)}),
            "layer 2: takes an input of 1 axis, but the layer before gives one of 2 axes; make them agree\n");
  EXPECT_EQ(problems_of({layer, layer, layer}),
            "layer 2: takes 1 channel, but the layer before gives 4; make them agree\n"
            "layer 2: takes an input of 7x7, but the layer before gives one of 5x5; make them agree\n"
            "layer 3: takes 1 channel, but the layer before gives 4; make them agree\n"
            "layer 3: takes an input of 7x7, but the layer before gives one of 5x5; make them agree\n");
  EXPECT_EQ(problems_of({}), "layers: there are none; give one or more\n");
}

TEST(Chain, RefusesEveryLayerThatDoesNotFit) {
  for_random_chains([](const std::vector<Sample>& samples, const Chain& chain, Dice& dice) {
    LayerOptions options = options_of(samples[1]);
    const int change = dice.from(0, 2);
    if (change == 0) options.n->rows += 1;
    if (change == 1) options.n->cols += 1;
    if (change == 2) *options.channels += samples[1].groups;
    const Result<Operation> other = make_operation(options);
    if (!other) return;
    const Result<Chain> refused = make_chain({chain.front(), *other});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problems().size(), 1U);
    EXPECT_EQ(refused.problems().front().where, "layer 2");
  });
}

TEST(Chain, OfASingleLayerIsTheLayer) {
  for (const LayerOptions& options : {bare(5, 3), bare(4, 2, Operator::max_pooling), transposed({3, 3, 2, 1, 1, 1})}) {
    const Operation operation = *make_operation(options);
    const Chain chain = *make_chain(options);
    ASSERT_EQ(chain.size(), 1U);
    EXPECT_EQ(chain.front(), operation);
    EXPECT_EQ(chain, Chain(operation));
  }
}

TEST(Chain, HandsOnWhatIsKnownOnly) {
  Dice dice(3);
  const Operation layer = *make_operation(bare(3, 1));
  const Chain chain = *make_chain({layer, layer, layer});
  ChainValues values = dice.values_for(chain);
  EXPECT_FALSE(with_inputs(chain, values)[2].input.values.empty());
  values[1].weights = {};
  EXPECT_FALSE(with_inputs(chain, values)[1].input.values.empty());
  EXPECT_TRUE(with_inputs(chain, values)[2].input.values.empty()) << "nothing to compute it from";
}

// What was asked for as one layer.

TEST(Separable, IsTheLayerAndTheOneThatFollows) {
  Dice dice(2);
  int checked = 0;
  for (int i = 0; i < 600; ++i) {
    Sample sample = dice.first_layer();
    sample.kind = Kind::direct;
    LayerOptions options = options_of(sample);
    const Result<Operation> alone = make_operation(options);
    if (!alone) continue;
    options.pointwise = dice.from(1, 4);
    options.has_bias = i % 2 == 0;
    const Chain chain = *make_chain(options);
    LayerOptions second = bare(1, 1);
    second.n = PerAxis{alone->rows.output, alone->cols.output};
    second.channels = sample.filters;
    second.filters = options.pointwise;
    second.has_bias = options.has_bias;
    EXPECT_EQ(chain, *make_chain({*alone, *make_operation(second)}));
    EXPECT_EQ(*make_operation(options), *alone) << "the bias is that of the end";
    EXPECT_TRUE(is_pointwise(chain.back()));
    ++checked;
  }
  EXPECT_GT(checked, 300);
}

TEST(Separable, HasAsManyOnesAsTheLayerHasAxes) {
  for (int dims = 1; dims <= 3; ++dims) {
    LayerOptions options;
    options.dims = dims;
    options.n = PerAxis::all(4);
    options.k = PerAxis::all(2);
    options.channels = options.groups = 3;
    options.filters = 6;
    options.pointwise = 4;
    const Chain chain = *make_chain(options);
    std::vector<int> shape{4, 6};
    shape.insert(shape.end(), static_cast<std::size_t>(dims), 1);
    EXPECT_EQ(weight_shape(chain.back()), shape);
    EXPECT_EQ(weight_shape(chain.front()).front(), 6);
    EXPECT_EQ(output_shape(chain.back()).front(), 4);
  }
}

TEST(Pointwise, IsAConvolutionOfEachPlaceAloneOverAllChannels) {
  LayerOptions options = bare(4, 1);
  options.channels = options.filters = 2;
  EXPECT_TRUE(is_pointwise(*make_operation(options)));
  EXPECT_FALSE(is_pointwise(*make_operation(bare(4, 1, Operator::max_pooling))));
  LayerOptions other = options;
  other.groups = 2;
  EXPECT_FALSE(is_pointwise(*make_operation(other)));
  for (std::optional<PerAxis> LayerOptions::*const number : {&LayerOptions::k, &LayerOptions::s}) {
    other = options;
    other.*number = PerAxis{1, 2};
    EXPECT_FALSE(is_pointwise(*make_operation(other)));
  }
  other = options;
  other.p = PerAxis::all(1);
  EXPECT_FALSE(is_pointwise(*make_operation(other)));
}

TEST(Pointwise, FollowsDirectConvolutionsOnly) {
  LayerOptions pooling = bare(4, 2, Operator::max_pooling);
  pooling.pointwise = 2;
  LayerOptions transposition = transposed({3, 3});
  transposition.pointwise = 2;
  LayerOptions none = bare(5, 3);
  none.pointwise = 0;
  const auto said_of = [](const LayerOptions& options) {
    const Result<Chain> chain = make_chain(options);
    return chain ? std::string() : to_line(chain.problems().front());
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
}  // namespace convarith::testing::chain_test
