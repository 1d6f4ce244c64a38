// What PyTorch answered to convolutions that a 1×1 convolution follows: see tests/data/README.md.

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "arithmetic/chain_values.hpp"
#include "arithmetic/layer_values.hpp"
#include "config/layer_spelling/layer_spelling.hpp"
#include "config/layer_text/layer_text.hpp"

namespace convarith::testing::separable_answers_test {
namespace {

using nlohmann::json;

PerAxis per_axis(const std::vector<int>& numbers) {
  if (numbers.size() == 1) return PerAxis::all(numbers[0]);
  if (numbers.size() == 2) return {numbers[0], numbers[1]};
  return {numbers[1], numbers[2], numbers[0], 3};
}

/// The first layer as its text says, and what the record says of the second.
Result<Chain> chain_of(const json& record) {
  Result<LayerOptions> options = parse_layer_text(record.at("first").get<std::string>());
  if (!options) return options.problems();
  options->n = per_axis(record.at("n"));
  options->pointwise = record.at("shape").at(0).get<int>();
  options->has_bias = !record.at("layer").get<std::string>().ends_with("bias=False))");
  return make_chain(*options);
}

/// Every number of a record follows from its place: see tests/data/README.md.
Tensor made_up(std::vector<int> shape, int step, int offset, int modulus, int shift, int divisor) {
  Tensor tensor{std::move(shape), {}};
  int count = tensor.shape.empty() ? 0 : 1;
  for (const int length : tensor.shape) count *= length;
  for (int i = 0; i < count; ++i) {
    tensor.values.push_back(static_cast<double>((i * step + offset) % modulus - shift) / divisor);
  }
  return tensor;
}

ChainValues values_of(const Chain& chain, int number) {
  const int divisor = number % 2 == 1 ? 10 : 1;
  ChainValues values(2);
  values[0].input = made_up(input_shape(chain[0]), 7, number * 13, 19, 9, divisor);
  values[0].weights = made_up(weight_shape(chain[0]), 5, number * 11, 13, 6, divisor);
  values[1].weights = made_up(weight_shape(chain[1]), 3, number * 17, 11, 5, divisor);
  values[1].bias = made_up(bias_shape(chain[1]), 3, number, 7, 3, divisor);
  return values;
}

/// What the layers that were compared are like.
void count_sorts(const Chain& chain, std::map<std::string, int>& counts) {
  const Operation& operation = chain.front();
  ++counts[chain.back().has_bias ? "bias" : "no bias"];
  ++counts[std::to_string(operation.dims) + "-D"];
  const bool is_depthwise = operation.groups == operation.channels && operation.channels > 1;
  if (is_depthwise) ++counts[operation.filters > operation.channels ? "multiplied" : "depthwise"];
  if (operation.groups > 1 && operation.groups < operation.channels) ++counts["grouped"];
  if (operation.groups == 1 && operation.channels > 1) ++counts["one group"];
  if (operation.padding_mode != PaddingMode::zeros) ++counts["padding mode"];
  if (operation.cols.stride > 1) ++counts["stride"];
  if (operation.cols.dilation > 1) ++counts["dilation"];
}

TEST(RecordedAnswers, OfPyTorchToSeparableLayersAreOurs) {
  std::ifstream file(CONVARITH_SOURCE_DIR "/tests/data/separable.jsonl");
  std::map<std::string, int> counts;
  int number = 0;
  for (std::string line; std::getline(file, line); ++number) {
    const json record = json::parse(line);
    SCOPED_TRACE("separable.jsonl:" + std::to_string(number + 1) + ": " + line.substr(0, 200));
    const Result<Chain> chain = chain_of(record);
    ASSERT_TRUE(chain) << to_line(chain.problems().front());
    const Tensor output = compute_output(*chain, values_of(*chain, number));
    EXPECT_EQ(output.shape, record.at("shape").get<std::vector<int>>());
    const auto values = record.at("values").get<std::vector<double>>();
    ASSERT_EQ(output.values.size(), values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      ASSERT_NEAR(output.values[i], values[i], 1e-11 * std::max(1.0, std::abs(values[i]))) << "value " << i;
    }
    const Result<std::string> spelled = spell_layer(*chain, Framework::pytorch);
    EXPECT_EQ(spelled ? *spelled : to_line(spelled.problems().front()), record.at("layer").get<std::string>());
    count_sorts(*chain, counts);
  }
  EXPECT_GE(number, 300);
  for (const char* sort : {"bias", "no bias", "1-D", "2-D", "depthwise", "multiplied", "grouped", "one group",
                           "padding mode", "stride", "dilation"}) {
    EXPECT_GE(counts[sort], 30) << sort;
  }
  EXPECT_GE(counts["3-D"], 20);
}

}  // namespace
}  // namespace convarith::testing::separable_answers_test
