#include "arithmetic/random_values.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <vector>

namespace convarith {
namespace {

/// A kind of tensor: the number t of its stream (see fill_in_random_values()) and the bounds of its numbers.
struct Kind {
  std::uint64_t stream;
  int low;
  int high;
};

constexpr Kind kInput{0, 0, 9};
constexpr Kind kWeights{1, -3, 3};
constexpr Kind kBias{2, -3, 3};
constexpr Kind kFollowingWeights{3, -3, 3};

/// Returns the upper half of a product of 128 bits.
std::uint64_t multiply_high(std::uint64_t a, std::uint64_t b) {
  constexpr std::uint64_t low_half = 0xffffffff;
  const std::uint64_t cross = (a >> 32) * (b & low_half) + ((a & low_half) * (b & low_half) >> 32);
  const std::uint64_t other = (a & low_half) * (b >> 32) + (cross & low_half);
  return (a >> 32) * (b >> 32) + (cross >> 32) + (other >> 32);
}

std::int64_t power_of_ten(int places) {
  std::int64_t power = 1;
  for (int i = 0; i < places; ++i) power *= 10;
  return power;
}

/// Makes up the tensors of one kind, one after the other.
class Filling {
 public:
  Filling(const Kind& kind, const RandomValues& random)
      : kind_(kind), random_(random), starts_(4 * static_cast<std::uint64_t>(random.seed) + kind.stream) {}

  /// Goes past the tensors that come first.
  void skip(std::size_t tensors) { starts_.skip(tensors); }

  Status fill(const std::vector<int>& shape, Tensor& tensor) {
    SplitMix64 stream(starts_.next());
    if (!tensor.values.empty()) return ok();
    double count = 1;
    for (const int length : shape) count *= length;
    if (count > static_cast<double>(kMostNumbers)) {
      return usage_problem("random",
                           fmt::format("{} are {:.0f} numbers, over the limit of {} that can be made up",
                                       fmt::join(shape, " x "), count, kMostNumbers),
                           "use a smaller layer");
    }
    const std::int64_t scale = power_of_ten(random_.places);
    const auto choices = static_cast<std::uint64_t>((kind_.high - kind_.low) * scale + 1);
    tensor.shape = shape;
    tensor.values.resize(static_cast<std::size_t>(count));
    for (double& value : tensor.values) {
      const auto chosen = static_cast<std::int64_t>(multiply_high(stream.next(), choices));
      value = static_cast<double>(kind_.low * scale + chosen) / static_cast<double>(scale);
    }
    return ok();
  }

 private:
  Kind kind_;
  RandomValues random_;
  SplitMix64 starts_;  ///< gives each tensor the first state of its stream
};

}  // namespace

std::uint64_t SplitMix64::next() {
  state_ += 0x9e3779b97f4a7c15;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

Status fill_in_random_values(const Chain& chain, const RandomValues& random, ChainValues& values) {
  Filling inputs(kInput, random);
  Filling first_weights(kWeights, random);
  Filling following_weights(kFollowingWeights, random);
  Filling biases(kBias, random);
  if (Status filled = inputs.fill(input_shape(chain.front()), values.front().input); !filled) return filled;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    if (chain[i].is_pooling()) continue;
    Filling& weights = i == 0 ? first_weights : following_weights;
    if (Status filled = weights.fill(weight_shape(chain[i]), values[i].weights); !filled) return filled;
  }
  for (std::size_t i = 0; i < chain.size(); ++i) {
    if (!chain[i].has_bias) continue;
    if (Status filled = biases.fill(bias_shape(chain[i]), values[i].bias); !filled) return filled;
  }
  return ok();
}

Result<Tensor> random_tensor(RandomKind kind, std::size_t number, const std::vector<int>& shape,
                             const RandomValues& random) {
  constexpr Kind kinds[] = {kInput, kWeights, kBias, kFollowingWeights};
  Filling filling(kinds[static_cast<std::size_t>(kind)], random);
  filling.skip(number);
  Tensor tensor;
  if (Status filled = filling.fill(shape, tensor); !filled) return filled.problems();
  return tensor;
}

}  // namespace convarith
