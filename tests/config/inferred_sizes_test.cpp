// Sizes that are left out and follow from the numbers of a layer, in every combination with the options that change
// what a tensor's axes mean.

#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "arithmetic/layer_values.hpp"
#include "config/numbers/fit_values.hpp"
#include "config/preset.hpp"

namespace convarith::testing::inferred_sizes_test {
namespace {

/// A request that says all sizes of a random layer.
class FullRequests {
 public:
  Request next() {
    Request request;
    request.op = one_in(4) ? Operator::max_pooling : Operator::convolution;
    dims_ = from(1, 3);
    request.dims = dims_;
    request.n = axes(4, 6);
    request.k = axes(1, 3);
    request.s = PerAxis::all(from(1, 2));
    request.channels = from(1, 3);
    if (request.op == Operator::convolution) make_convolution(request);
    return request;
  }

  bool one_in(int count) { return from(1, count) == 1; }

 private:
  int from(int least, int most) { return std::uniform_int_distribution(least, most)(random_); }

  PerAxis axes(int least, int most) {
    const int rows = from(least, most);
    const int cols = from(least, most);
    if (dims_ == 1) return PerAxis::all(cols);
    return {rows, cols, dims_ == 3 ? from(least, most) : 0, dims_};
  }

  void make_convolution(Request& request) {
    request.transposed = one_in(2);
    request.groups = from(1, 3);
    request.channels = *request.groups * from(1, 3);
    request.filters = *request.groups * from(1, 3);
    request.has_bias = one_in(2);
    if (!*request.transposed && one_in(3)) request.pointwise = from(1, 4);
  }

  std::mt19937 random_{5};
  int dims_ = 2;
};

Tensor ones(const std::vector<int>& shape) {
  std::size_t count = 1;
  for (const int length : shape) count *= static_cast<std::size_t>(length);
  return {shape, std::vector<double>(count, 1)};
}

void give_weights(Request& request, const Operation& operation) {
  request.weights = ones(weight_shape(operation));
  request.k.reset();
  request.channels.reset();
  request.filters.reset();
}

void give_input(Request& request, const Operation& operation) {
  request.values = ones(input_shape(operation));
  request.n.reset();
  request.channels.reset();
}

void give_pointwise(Request& request, const Operation& pointwise) {
  request.pointwise_weights = ones(weight_shape(pointwise));
  request.pointwise.reset();
  request.filters.reset();
}

void give_bias(Request& request, const Operation& operation) {
  request.bias = ones(bias_shape(operation));
  request.has_bias.reset();
}

/// The same layer from some of its numbers, without the sizes that these say.
Request with_numbers(Request request, const Chain& chain, FullRequests& random) {
  const Operation& operation = chain.front();
  if (random.one_in(2)) give_input(request, operation);
  if (operation.is_pooling()) return request;
  if (random.one_in(2)) give_weights(request, operation);
  if (chain.size() > 1 && random.one_in(2)) give_pointwise(request, chain.back());
  if (chain.back().has_bias && random.one_in(2)) give_bias(request, chain.back());
  return request;
}

/// The layer that a request turns out to ask for; none where it, or one of its tensors, is refused.
std::optional<Chain> layer_of(Request request) {
  say_groups_of_multiplier(request);
  take_sizes_from_values(request);
  const Result<Chain> chain = make_chain(request);
  if (!chain || !fit_values(request, *chain)) return std::nullopt;
  return *chain;
}

TEST(InferredSizes, AreThoseOfTheLayerThatTheNumbersBelongTo) {
  FullRequests requests;
  for (int i = 0; i < 1500; ++i) {
    const Request full = requests.next();
    const Result<Chain> chain = make_chain(full);
    ASSERT_TRUE(chain) << write_preset(full);
    const Request partly = with_numbers(full, *chain, requests);
    ASSERT_EQ(layer_of(partly), *chain) << write_preset(full) << write_preset(partly);
  }
}

TEST(InferredSizes, OfADepthwiseLayerAreThoseOfAGroupForEachChannel) {
  FullRequests requests;
  for (int i = 0; i < 500; ++i) {
    Request full = requests.next();
    if (full.op != Operator::convolution) continue;
    const int multiplier = *full.filters / *full.groups;
    full.groups = *full.channels;
    full.filters = *full.channels * multiplier;
    const Result<Chain> chain = make_chain(full);
    ASSERT_TRUE(chain) << write_preset(full);
    Request depthwise = full;
    depthwise.depth_multiplier = multiplier;
    depthwise.groups.reset();
    depthwise.filters.reset();
    if (!*full.transposed) depthwise = with_numbers(depthwise, *chain, requests);
    ASSERT_EQ(layer_of(depthwise), *chain) << write_preset(full) << write_preset(depthwise);
  }
}

}  // namespace
}  // namespace convarith::testing::inferred_sizes_test
