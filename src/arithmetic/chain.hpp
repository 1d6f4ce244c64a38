#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "arithmetic/operation.hpp"

namespace convarith {

/// One or more layers in a row, where the input of each layer is the output of the one before it. A chain is valid by
/// construction: whoever holds one need not check it again.
class Chain {
 public:
  using Iterator = std::vector<Operation>::const_iterator;

  /// Implicit, because a single layer is a chain, too.
  Chain(const Operation& layer) : layers_{layer} {}

  std::size_t size() const { return layers_.size(); }
  /// Returns one layer. `number` < size().
  const Operation& operator[](std::size_t number) const { return layers_[number]; }
  const Operation& front() const { return layers_.front(); }
  const Operation& back() const { return layers_.back(); }
  std::span<const Operation> layers() const { return layers_; }
  Iterator begin() const { return layers_.begin(); }
  Iterator end() const { return layers_.end(); }

  bool operator==(const Chain&) const = default;

 private:
  friend Result<Chain> make_chain(std::vector<Operation> layers);

  explicit Chain(std::vector<Operation> layers) : layers_(std::move(layers)) {}

  std::vector<Operation> layers_;
};

/// Makes a chain of layers. Errors: there is no layer; or the axes, channels or lengths of a layer do not match the
/// output of the layer before it. `where` of each such problem is the layer: "layer 2".
Result<Chain> make_chain(std::vector<Operation> layers);

/// Makes the chain that `options` ask for: one layer, or a layer and the 1×1 convolution that follows it. Errors: those
/// of make_operation().
Result<Chain> make_chain(const LayerOptions& options);

/// Whether a layer is a convolution that computes each output cell from all channels of the one input cell at the same
/// place.
bool is_pointwise(const Operation& operation);

/// Whether a chain is a convolution of each channel by itself, followed by a 1×1 convolution over all channels.
bool is_depthwise_separable(const Chain& chain);

}  // namespace convarith
