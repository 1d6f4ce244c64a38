#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "arithmetic/chain_values.hpp"
#include "convarith/result.hpp"
#include "convarith/tensor.hpp"

namespace convarith {

/// SplitMix64: G. L. Steele Jr., D. Lea and C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014,
/// with the gamma 0x9e3779b97f4a7c15 and Stafford's mixing function 13, as in Java and in S. Vigna's splitmix64.c.
/// All arithmetic is modulo 2^64. For each output
///   state += 0x9e3779b97f4a7c15
///   z = state
///   z = (z xor (z >> 30)) * 0xbf58476d1ce4e5b9
///   z = (z xor (z >> 27)) * 0x94d049bb133111eb
///   output = z xor (z >> 31)
class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t state) : state_(state) {}

  std::uint64_t next();
  /// Goes past so many outputs.
  void skip(std::uint64_t outputs) { state_ += outputs * 0x9e3779b97f4a7c15; }

 private:
  std::uint64_t state_;
};

/// How numbers are made up.
struct RandomValues {
  int seed = 0;    ///< 0 or more
  int places = 0;  ///< decimal places, 0 to 9
};

/// Makes up numbers for all empty tensors of a chain, the same on every machine.
///
/// Each tensor has a stream of its own, so that its numbers do not depend on the other tensors. The stream is a
/// SplitMix64 whose first state is an output of SplitMix64(4 * seed + t), where t is the kind of the tensor: 0 for the
/// input, 1 for the weights of the first layer, 2 for a bias, 3 for the weights of layers that follow. The first tensor
/// of a kind takes the first output, the next one the next output. Each number takes one output u of the stream, in the
/// order in which the tensor stores its numbers (the last axis runs fastest):
///   (low * 10^places + floor(u * ((high - low) * 10^places + 1) / 2^64)) / 10^places
/// The division is that of doubles, so that it gives the double nearest to the decimal. Inputs run from low = 0 to
/// high = 9, weights and biases from -3 to 3. Only convolutions have weights, and only layers with a bias have biases.
///
/// Errors: a tensor has more than kMostNumbers numbers; `where` is "random".
Status fill_in_random_values(const Chain& chain, const RandomValues& random, ChainValues& values);

/// The kinds of tensors that are made up, as numbers of their streams.
enum class RandomKind { input, weights, bias, following_weights };

/// Makes up one tensor as above: the one that is `number`, counted from 0, among those of its kind.
/// Errors: it has more than kMostNumbers numbers; `where` is "random".
Result<Tensor> random_tensor(RandomKind kind, std::size_t number, const std::vector<int>& shape,
                             const RandomValues& random);

}  // namespace convarith
