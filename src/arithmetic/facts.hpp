#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "arithmetic/axis_reach.hpp"
#include "arithmetic/chain.hpp"
#include "arithmetic/operation.hpp"

namespace convarith {

/// The inputs along one axis that are never visited: no output depends on them, because the windows leave them out or
/// because a crop cuts them off. Inputs are counted from 0. They are counted and found without a list of all inputs, of
/// which there may be billions.
class UnvisitedCells {
 public:
  UnvisitedCells(const Axis& axis, const Operation& operation);

  long long count() const { return count_; }
  /// Returns the first inputs that are never visited, at most `most` of them, in ascending order.
  std::vector<int> first(long long most) const;
  /// Returns the last input that is never visited. count() must not be 0.
  int last() const { return find(count_ - 1, 0); }

 private:
  /// Returns how many inputs before input `end` are never visited.
  long long before(long long end) const;
  /// Returns the input that `index` other inputs that are never visited precede. It must not lie before `from`.
  int find(long long index, int from) const;

  Axis axis_;
  bool adaptive_;
  bool transposed_;
  std::vector<int> in_padding_;  ///< inputs that windows see only as copies in the padding; ascending
  long long count_;
};

/// Returns all inputs along an axis that are never visited, in ascending order.
std::vector<int> never_visited(const Axis& axis, const Operation& operation);

/// What a layer stores and computes for one input.
struct Costs {
  long long weights = 0;       ///< weights of the kernels and the bias together
  long long bias = 0;          ///< the part of `weights` that is the bias
  double multiplications = 0;  ///< exact up to 2^53
};

/// Returns the costs of one layer. The multiplications are those of the layer's definition, including multiplications
/// by zeros. A convolution has one for each tap of each window: output cells * filters * kernel cells *
/// channels/groups. A transposed convolution has one for each weight that an input cell is scaled by: input cells *
/// channels * kernel cells * filters/groups, including results that are cut off. Pooling has neither weights nor
/// multiplications.
Costs costs_of(const Operation& operation);

/// Returns the summed costs of all layers.
Costs costs_of(const Chain& chain);

/// What the outputs of a chain of layers see of the chain's first input along one axis.
struct ReceptiveField {
  /// Length from the first to the last input that an output depends on; the largest of any output.
  long long cells = 1;
  /// Distance in input cells from one output to the next.
  Ratio jump;
  /// The first input that output 0 sees. It is negative in the padding, and empty if output 0 sees nothing.
  std::optional<long long> start;
  /// The centre of what output 0 sees, where 0 is the middle of input 0. It is empty if output 0 sees nothing.
  std::optional<double> centre;
};

/// Computes the receptive field of a chain along one axis. `axis` counts from the outermost; all layers of `chain` must
/// have the same number of axes, and each must take the output of the layer before it.
///
/// For layers without transposition and adaptive windows the field is r += (K - 1) j; c += ((K - 1)/2 - p) j; j *= s,
/// where r, j and c begin at 1, 1 and 0, and K = d(k - 1) + 1 (Araujo et al., Computing Receptive Fields of
/// Convolutional Neural Networks, 2019). This function follows the window of each output back instead, so that the
/// result is exact for all layers:
/// - The window of a transposed layer holds the inputs i with i s + t d - p = o for some tap t, and j becomes j/s.
/// - The windows of an adaptive pooling differ in length, and j becomes j n/m.
///
/// Cells between two taps count as seen, and padding counts as cells, as if the inputs went on for ever on both sides.
/// The windows of an adaptive pooling, however, depend on the length of its input: in a chain that has one, every layer
/// sees only cells that exist, and the field is no longer than the first input.
///
/// Distances are limited to 2^40 cells. If outputs see more than 65,536 different fields, only that many outputs are
/// examined.
ReceptiveField receptive_field(std::span<const Operation> chain, std::size_t axis);

/// Returns the convolution whose gradient a transposed convolution computes: with the same kernel, stride, padding and
/// dilation it turns the transposed layer's output into the transposed layer's input. Returns nothing if an
/// output_padding of the stride or more leaves room for further windows. `operation` must be transposed.
std::optional<Operation> direct_layer_of(const Operation& operation);

/// Returns the transposed convolution that belongs to a convolution padded with zeros: with the same kernel, stride,
/// padding and dilation it turns the convolution's output into a map of the size of the convolution's input. Its
/// output_padding is what the stride leaves over: (n + p + p' - K) mod s (Dumoulin and Visin, relation 14).
Operation transposed_layer_of(const Operation& operation);

/// Returns p_t = d(k - 1) - p for each side of an axis of a transposed convolution: the padding with which a
/// convolution of stride 1 computes it over inputs that lie s places apart. A negative p_t cuts the input (Dumoulin and
/// Visin, relation 14).
Sides transposed_padding(const Axis& axis);

}  // namespace convarith
