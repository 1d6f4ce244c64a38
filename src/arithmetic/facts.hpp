#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "arithmetic/chain.hpp"
#include "arithmetic/operation.hpp"

namespace convarith {

/// The inputs along an axis, counted from 0, that no output depends on: left over by the stride, or cut off. They are
/// counted and found without a list of all inputs, which may be billions.
class UnvisitedCells {
 public:
  UnvisitedCells(const Axis& axis, const Operation& operation);

  long long count() const { return count_; }
  /// The first ones, ascending, `most` at most.
  std::vector<int> first(long long most) const;
  /// There must be any.
  int last() const { return find(count_ - 1, 0); }

 private:
  /// How many there are before an input.
  long long before(long long end) const;
  /// The one before which there are `index` others; it does not lie before `from`.
  int find(long long index, int from) const;

  Axis axis_;
  bool adaptive_;
  bool transposed_;
  std::vector<int> in_padding_;  ///< inputs that are seen, but in the padding only
  long long count_;
};

/// All of them.
std::vector<int> never_visited(const Axis& axis, const Operation& operation);

/// What a layer stores and computes for one input.
struct Costs {
  long long weights = 0;       ///< of kernels and bias together
  long long bias = 0;          ///< those of the bias among them
  double multiplications = 0;  ///< exact up to 2^53
};

/// Multiplications are those of the layer's definition, zeros included: of a convolution one for each tap of each
/// window (output cells * filters * kernel cells * channels/groups), of a transposed convolution one for each weight
/// that an input cell is scaled by (input cells * channels * kernel cells * filters/groups), what is cut off included.
/// Pooling has neither weights nor multiplications.
Costs costs_of(const Operation& operation);

/// Those of all layers together.
Costs costs_of(const Chain& chain);

/// A fraction in lowest terms.
struct Ratio {
  long long numerator = 1;
  long long denominator = 1;

  bool operator==(const Ratio&) const = default;
};

/// What the outputs of a chain of layers see of its first input along one axis.
struct ReceptiveField {
  long long cells = 1;             ///< from the first to the last that an output depends on; the most of any output
  Ratio jump;                      ///< input cells from one output to the next
  std::optional<long long> start;  ///< the first input that output 0 sees; before 0: in the padding; none if it sees
                                   ///< nothing
  std::optional<double> centre;    ///< of what output 0 sees, 0 being the middle of input 0; none if it sees nothing
};

/// For layers without transposition and adaptive windows this is r += (K - 1) j; c += ((K - 1)/2 - p) j; j *= s, with
/// r, j and c beginning at 1, 1 and 0, and K = d(k - 1) + 1 (Araujo et al., Computing Receptive Fields of Convolutional
/// Neural Networks, 2019). Here each output's window is followed back instead, so that it is exact for all layers: that
/// of a transposed layer holds the inputs i with i s + t d - p = o for some tap t, and j becomes j/s; those of an
/// adaptive pooling differ in length, and j becomes j n/m. What lies between two taps is seen too, and padding counts
/// as cells: inputs go on for ever on both sides. But the windows of an adaptive pooling are those of one input: in a
/// chain that has one, every layer sees the cells that there are, and the field is no longer than the first input.
/// Nothing is farther than 2^40 cells. Where outputs see more than 65,536 different fields, as many are looked at.
///
/// `axis` counts from the outermost; each layer of `chain` has as many, and the output of the one before as its input.
ReceptiveField receptive_field(std::span<const Operation> chain, std::size_t axis);

/// The convolution that a transposed one belongs to, whose gradient it computes: with the same kernel, stride, padding
/// and dilation it makes the transposed layer's input of its output. None if an output_padding of the stride or more
/// leaves room for further windows. `operation` is transposed.
std::optional<Operation> direct_layer_of(const Operation& operation);

/// The transposed convolution of a convolution padded with zeros: with the same kernel, stride, padding and dilation
/// it makes a map of the convolution's input size of its output. Its output_padding is what the
/// stride leaves over: (n + p + p' - K) mod s (Dumoulin and Visin, relation 14).
Operation transposed_layer_of(const Operation& operation);

/// p_t = d(k - 1) - p, on each side: what an axis of a transposed convolution is padded by where a convolution of
/// stride 1 computes it, over inputs s places apart; less than 0 where the input is cut (Dumoulin and Visin, relation
/// 14).
Sides transposed_padding(const Axis& axis);

}  // namespace convarith
