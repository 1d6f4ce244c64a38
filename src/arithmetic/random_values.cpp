#include "arithmetic/random_values.hpp"
#include "arithmetic/layer_values.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <vector>

namespace convarith {
namespace {

/// The numbers of one tensor: its stream, and their bounds.
struct Kind {
  std::uint64_t stream;
  int low;
  int high;
};

constexpr Kind kInput{0, 0, 9};
constexpr Kind kWeights{1, -3, 3};
constexpr Kind kBias{2, -3, 3};
constexpr Kind kPointwise{3, -3, 3};

/// The upper half of a product of 128 bits.
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

SplitMix64 stream_of(const Kind& kind, int seed) {
  return SplitMix64(SplitMix64(4 * static_cast<std::uint64_t>(seed) + kind.stream).next());
}

Status fill(const std::vector<int>& shape, const Kind& kind, const RandomValues& random, Tensor& tensor) {
  if (!tensor.values.empty()) return ok();
  double count = 1;
  for (const int length : shape) count *= length;
  if (count > static_cast<double>(kMostNumbers)) {
    return usage_problem("random",
                         fmt::format("{} are {:.0f} numbers, over the limit of {} that can be made up",
                                     fmt::join(shape, " x "), count, kMostNumbers),
                         "use a smaller layer");
  }
  SplitMix64 stream = stream_of(kind, random.seed);
  const std::int64_t scale = power_of_ten(random.places);
  const auto choices = static_cast<std::uint64_t>((kind.high - kind.low) * scale + 1);
  tensor.shape = shape;
  tensor.values.resize(static_cast<std::size_t>(count));
  for (double& value : tensor.values) {
    const auto chosen = static_cast<std::int64_t>(multiply_high(stream.next(), choices));
    value = static_cast<double>(kind.low * scale + chosen) / static_cast<double>(scale);
  }
  return ok();
}

}  // namespace

std::uint64_t SplitMix64::next() {
  state_ += 0x9e3779b97f4a7c15;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

Status fill_in_random_values(const Operation& operation, const RandomValues& random, LayerValues& values) {
  if (Status filled = fill(input_shape(operation), kInput, random, values.input); !filled) return filled;
  if (operation.is_pooling()) return ok();
  if (Status filled = fill(weight_shape(operation), kWeights, random, values.weights); !filled) return filled;
  if (operation.pointwise) {
    if (Status filled = fill(pointwise_shape(operation), kPointwise, random, values.pointwise); !filled) return filled;
  }
  return operation.has_bias ? fill(bias_shape(operation), kBias, random, values.bias) : ok();
}

}  // namespace convarith
