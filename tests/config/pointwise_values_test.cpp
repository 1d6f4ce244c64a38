// The numbers of a 1×1 convolution that follows a layer: where they come from and what follows from them.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "arithmetic/chain_values.hpp"
#include "config/numbers/fit_values.hpp"
#include "config/preset.hpp"

namespace convarith::testing::pointwise_values_test {
namespace {

struct Read {
  Chain chain;
  ChainValues values;
};

/// The layer and the numbers of a preset, or its first problem.
Result<Read> read(const std::string& json) {
  const Result<SourcedRequest> sourced = read_preset(json, "mine.json", "");
  if (!sourced) return sourced.problems();
  Request request = sourced->request;
  take_sizes_from_values(request);
  const Result<Chain> chain = make_chain(request);
  if (!chain) return locate(chain.problems(), *sourced);
  const Result<ChainValues> values = fit_values(request, *chain);
  if (!values) return locate(values.problems(), *sourced);
  return Read{*chain, *values};
}

std::string problem_of(const std::string& json) {
  const Result<Read> result = read(json);
  return result ? "none" : to_line(result.problems().front());
}

TEST(PointwiseWeights, SayWhatTheyAreFor) {
  const Result<Read> result =
      read(R"({"n": 5, "k": 3, "channels": 3, "groups": 3, "pointwise_weights": [[1, 2, 3], [4, 5, 6]]})");
  ASSERT_TRUE(result);
  EXPECT_EQ(result->chain.back().filters, 2);
  EXPECT_EQ(result->chain.front().filters, 3);
  EXPECT_EQ(result->values.back().weights, (Tensor{{2, 3, 1, 1}, {1, 2, 3, 4, 5, 6}}));
}

TEST(PointwiseWeights, SayHowManyFiltersComeBeforeThem) {
  EXPECT_EQ(read(R"({"n": 5, "k": 3, "pointwise_weights": [[1, 2]]})")->chain.front().filters, 2);
  EXPECT_EQ(read(R"({"n": 5, "k": 3, "pointwise_weights": [1, 2, 3]})")->chain.front().filters, 3);
  EXPECT_EQ(problem_of(R"({"n": 5, "k": 3, "filters": 3, "pointwise_weights": [[1, 2]]})"),
            "mine.json:1: \"pointwise_weights\": has the shape 1 x 2 x 1 x 1, but the 1×1 convolution has 1 x 3 x 1 x "
            "1; make them agree; leading axes of length 1 may be left out");
  EXPECT_EQ(problem_of(R"({"n": 5, "k": 3, "groups": 2, "pointwise_weights": [[1, 2, 3]]})"),
            "mine.json:1: \"pointwise_weights\": has the shape 1 x 3 x 1 x 1, but the 1×1 convolution has 1 x 2 x 1 x "
            "1; make them agree; leading axes of length 1 may be left out");
}

TEST(PointwiseWeights, MayHaveTheirOnesOrNot) {
  const std::string layer = R"({"n": 4, "k": 2, "channels": 2, "groups": 2, "pointwise_weights": )";
  const std::vector<double> numbers{7, 8};
  for (const char* shape : {"[7, 8]", "[[7, 8]]", "[[[7]], [[8]]]", "[[[[7]], [[8]]]]"}) {
    const Result<Read> result = read(layer + shape + "}");
    ASSERT_TRUE(result) << shape << problem_of(layer + shape + "}");
    EXPECT_EQ(result->values.back().weights, (Tensor{{1, 2, 1, 1}, numbers})) << shape;
  }
  const Result<Read> row = read(R"({"dims": 1, "n": 4, "k": 2, "pointwise_weights": [[7], [8]]})");
  ASSERT_TRUE(row);
  EXPECT_EQ(row->values.back().weights, (Tensor{{2, 1, 1}, numbers}));
  const Result<Read> block = read(R"({"dims": 3, "n": 4, "k": 2, "pointwise_weights": [[7], [8]]})");
  ASSERT_TRUE(block);
  EXPECT_EQ(block->values.back().weights, (Tensor{{2, 1, 1, 1, 1}, numbers}));
}

TEST(PointwiseWeights, OfAnotherSizeAreRefused) {
  const std::string layer = R"({"n": 4, "k": 2, "channels": 2, "groups": 2, "pointwise": 3, "pointwise_weights": )";
  for (const char* shape : {"[1, 2]", "[[1, 2]]", "[[1, 2], [3, 4]]", "[[1, 2, 3], [4, 5, 6]]",
                            "[[[1, 2]], [[3, 4]], [[5, 6]]]", "[[[[[1]]]]]"}) {
    const std::string problem = problem_of(layer + shape + "}");
    EXPECT_NE(problem.find("\"pointwise_weights\": has the shape "), std::string::npos) << problem;
    EXPECT_NE(problem.find("but the 1×1 convolution has 3 x 2 x 1 x 1"), std::string::npos) << problem;
  }
  EXPECT_EQ(problem_of(layer + "[[1, 2], [3, 4], [5, 1e16]]}"),
            "mine.json:1: \"pointwise_weights\": contains 1e+16, which is too large; use numbers up to 1e+15");
  EXPECT_EQ(problem_of(layer + "7}"),
            "mine.json:1: \"pointwise_weights\": is a single number; give nested lists such as [[1, 2], [3, 4]]");
}

TEST(PointwiseWeights, BelongToDirectConvolutions) {
  EXPECT_EQ(problem_of(R"({"op": "max", "n": 4, "k": 2, "pointwise_weights": [[1]]})"),
            "mine.json:1: \"pointwise_weights\": a 1×1 convolution can only follow a convolution, but this is a "
            "pooling layer; leave it out, or make it a layer of its own");
  EXPECT_EQ(problem_of(R"({"n": 4, "k": 2, "transposed": true, "pointwise_weights": [[1, 2]]})"),
            "mine.json:1: \"pointwise_weights\": a 1×1 convolution can only follow a direct convolution, but this one "
            "is transposed; leave it out, or make it a layer of its own");
}

TEST(PointwiseLayer, HasItsBiasAtTheEnd) {
  const std::string layer = R"({"n": 4, "k": 2, "channels": 3, "groups": 3, "pointwise": 2, "bias": )";
  const Result<Read> result = read(layer + "[5, 6]}");
  ASSERT_TRUE(result);
  EXPECT_EQ(result->values.back().bias, (Tensor{{2}, {5, 6}}));
  EXPECT_EQ(problem_of(layer + "[5, 6, 7]}"),
            "mine.json:1: \"bias\": has the shape 3, but the layer's output has 2; make them agree; leading axes of "
            "length 1 may be left out");
}

TEST(PointwiseLayer, IsPrintedAsItIsRead) {
  for (const std::string json :
       {R"({"n": 5, "k": 3, "pointwise": 4})",
        R"({"n": 5, "k": 3, "channels": 3, "groups": 3, "pointwise_weights": [[1, 2.5, 3]], "has_bias": true})"}) {
    const Request request = read_preset(json, "test", "")->request;
    const std::string printed = write_preset(request);
    EXPECT_NE(printed.find("\"pointwise"), std::string::npos);
    EXPECT_EQ(read_preset(printed, "test", "")->request, request) << printed;
  }
}

TEST(PointwiseLayer, ThatCantBeIsRefusedWithItsRange) {
  EXPECT_EQ(problem_of(R"({"n": 5, "k": 3, "pointwise": 0})"),
            "mine.json:1: \"pointwise\": 0 is out of range; give a whole number from 1 to 16384");
  EXPECT_EQ(problem_of(R"({"n": 5, "k": 3, "pointwize": 2})"),
            "mine.json:1: \"pointwize\": unknown key; did you mean pointwise?");
}

}  // namespace
}  // namespace convarith::testing::pointwise_values_test
