#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "arithmetic/operation.hpp"

namespace convarith {

/// Layers in a row, at least one: the input of each is the output of the one before it. Whoever holds a chain need not
/// check it again.
class Chain {
 public:
  using Iterator = std::vector<Operation>::const_iterator;

  /// One layer is a chain, too.
  Chain(const Operation& layer) : layers_{layer} {}

  std::size_t size() const { return layers_.size(); }
  /// `number` < size().
  const Operation& operator[](std::size_t number) const { return layers_[number]; }
  const Operation& front() const { return layers_.front(); }
  const Operation& back() const { return layers_.back(); }
  Iterator begin() const { return layers_.begin(); }
  Iterator end() const { return layers_.end(); }

  bool operator==(const Chain&) const = default;

 private:
  friend Result<Chain> make_chain(std::vector<Operation> layers);

  explicit Chain(std::vector<Operation> layers) : layers_(std::move(layers)) {}

  std::vector<Operation> layers_;
};

/// Errors: `where` of each problem is a layer, "layer 2", whose axes, channels or lengths are not those that the one
/// before it gives; or there is no layer.
Result<Chain> make_chain(std::vector<Operation> layers);

/// What was asked for: a layer, or a layer and the 1×1 convolution that follows it. Errors: those of make_operation().
Result<Chain> make_chain(const LayerOptions& options);

/// Whether a layer computes each output from the inputs at its place alone, from all channels.
bool is_pointwise(const Operation& operation);

/// Whether it is a convolution of each channel alone, and a 1×1 convolution over all of them.
bool is_depthwise_separable(const Chain& chain);

}  // namespace convarith
