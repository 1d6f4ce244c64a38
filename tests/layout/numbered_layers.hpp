#pragma once

#include <cstddef>
#include <random>
#include <vector>

#include "arithmetic/chain_values.hpp"
#include "layout/subject.hpp"

namespace convarith::testing {

/// Layers with numbers, small enough for all of them to be shown, with every option beside every other.
class NumberedLayers {
 public:
  Subject next() {
    for (;;) {
      const Result<Chain> chain = make_chain(guess());
      if (chain && chain->back().rows.output * chain->back().cols.output <= 16) return subject_of(*chain);
    }
  }

 private:
  int from(int least, int most) { return std::uniform_int_distribution(least, most)(random_); }
  bool one_in(int count) { return from(1, count) == 1; }

  PerAxis axes(int least, int most) {
    const int rows = from(least, most);
    const int cols = from(least, most);
    return dims_ == 1 ? PerAxis::all(cols) : PerAxis{rows, cols};
  }

  Padding padding() {
    if (one_in(3)) return static_cast<PaddingRule>(from(0, 6));
    const Sides rows{from(0, 2), from(0, 1)};
    return SidedPadding{rows, {from(0, 1), from(0, 2)}, {}, dims_};
  }

  LayerOptions guess() {
    LayerOptions options;
    dims_ = one_in(4) ? 1 : 2;
    options.dims = dims_;
    options.op = one_in(2) ? Operator::convolution : static_cast<Operator>(from(1, 2));
    options.n = axes(2, 5);
    options.channels = from(1, 2);
    if (options.op != Operator::convolution && one_in(5)) {
      options.adaptive = axes(1, 3);
      return options;
    }
    options.k = axes(1, 3);
    options.s = axes(1, 2);
    options.p = padding();
    if (options.op != Operator::average_pooling) options.d = axes(1, 2);
    if (options.op == Operator::convolution) make_convolution(options);
    if (options.op != Operator::convolution) options.ceil_mode = one_in(2);
    if (options.op == Operator::average_pooling) {
      options.count_include_pad = one_in(2);
      if (one_in(4)) options.divisor_override = from(1, 5);
    }
    return options;
  }

  void make_convolution(LayerOptions& options) {
    options.groups = from(1, 2);
    options.channels = *options.groups * from(1, 2);
    options.filters = *options.groups * from(1, 3);
    options.has_bias = one_in(2);
    options.transposed = one_in(3);
    if (!*options.transposed && one_in(3)) options.padding_mode = static_cast<PaddingMode>(from(1, 3));
    if (!*options.transposed && one_in(2)) options.pointwise = from(1, 3);
  }

  /// Whole numbers, all different in a tensor.
  static Tensor numbers(const std::vector<int>& shape, int first) {
    Tensor tensor{shape, {}};
    std::size_t count = 1;
    for (const int length : shape) count *= static_cast<std::size_t>(length);
    for (std::size_t i = 0; i < count; ++i) tensor.values.push_back(first + static_cast<double>(i));
    return tensor;
  }

  static Subject subject_of(const Chain& chain) {
    Subject subject(chain);
    subject.values.front().input = numbers(input_shape(chain.front()), 1);
    if (chain.front().is_pooling()) return subject;
    subject.values.front().weights = numbers(weight_shape(chain.front()), 2);
    if (chain.size() > 1) subject.values.back().weights = numbers(weight_shape(chain.back()), 1);
    if (chain.back().has_bias) subject.values.back().bias = numbers(bias_shape(chain.back()), 3);
    return subject;
  }

  std::mt19937 random_{21};
  int dims_ = 2;
};

}  // namespace convarith::testing
