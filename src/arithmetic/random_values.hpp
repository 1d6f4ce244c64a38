#pragma once

#include <cstdint>

#include "arithmetic/chain_values.hpp"
#include "convarith/result.hpp"

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

 private:
  std::uint64_t state_;
};

/// Which numbers are made up.
struct RandomValues {
  int seed = 0;    ///< from 0
  int places = 0;  ///< decimal places, 0 to 9
};

/// Makes up those of a chain's numbers that are empty, the same on every machine.
///
/// Each tensor has a stream of its own, so that its numbers do not depend on the other tensors: a SplitMix64 whose
/// first state is an output of SplitMix64(4 * seed + t), with t = 0 for the input, 1 for the weights of the first
/// layer, 2 for a bias, 3 for the weights of layers that follow; the first output for the first tensor of a kind, the
/// next one for the next. Each number takes one output u, in the order in which the tensor has its numbers (the last
/// axis running fastest):
///   (low * 10^places + floor(u * ((high - low) * 10^places + 1) / 2^64)) / 10^places
/// the division being that of doubles, so that it gives the double nearest to the decimal. Inputs are from low = 0 to
/// high = 9, weights and bias from -3 to 3. There are weights for convolutions only, a bias where a layer has one.
/// Errors: a tensor has more than kMostNumbers; `where` is "random".
Status fill_in_random_values(const Chain& chain, const RandomValues& random, ChainValues& values);

}  // namespace convarith
