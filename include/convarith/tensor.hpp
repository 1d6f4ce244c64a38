#pragma once

#include <cstddef>
#include <vector>

namespace convarith {

/// The most numbers that a tensor may be given or filled with.
inline constexpr std::size_t kMostNumbers = std::size_t{1} << 24;

/// Numbers in as many dimensions as `shape` has lengths, the last one running fastest.
struct Tensor {
  std::vector<int> shape;
  std::vector<double> values;

  bool operator==(const Tensor&) const = default;
};

}  // namespace convarith
