#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace convarith {

/// The most numbers that a request may give for a tensor, or have made up for it.
inline constexpr std::size_t kMostNumbers = std::size_t{1} << 24;

/// Numbers in as many dimensions as `shape` has lengths. The index of the last dimension runs fastest.
struct Tensor {
  std::vector<int> shape;
  std::vector<double> values;
  std::string name{};  ///< of a kernel that stands for each channel of each filter, or of a file that is read later

  bool operator==(const Tensor&) const = default;
};

/// Tensors by their names.
using NamedTensors = std::map<std::string, Tensor, std::less<>>;

}  // namespace convarith
