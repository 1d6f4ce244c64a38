#include "config/models/onnx_shapes.hpp"

#include <algorithm>

namespace convarith {
namespace {

/// The product of sizes of more than this is taken for unknown, as no tensor has so many numbers.
constexpr long long kMostOnnxCells = 1LL << 60;

OnnxSize multiplied(OnnxSize one, OnnxSize other) {
  if (!one || !other || *one < 0 || *other < 0) return std::nullopt;
  if (*one != 0 && *other > kMostOnnxCells / *one) return std::nullopt;
  return *one * *other;
}

OnnxSize broadcast_size(OnnxSize one, OnnxSize other) {
  if (one == 1) return other;
  if (other == 1 || one) return one;
  return other;
}

}  // namespace

long long as_onnx_size(double number) {
  constexpr auto most = static_cast<double>(kMostOnnxCells);
  return static_cast<long long>(number >= -most && number <= most ? number : number > 0 ? most : -most);
}

std::optional<std::size_t> onnx_axis(long long axis, const OnnxShape& shape) {
  if (axis < 0) {
    if (!shape) return std::nullopt;
    axis += static_cast<long long>(shape->size());
  }
  if (axis < 0 || (shape && axis >= static_cast<long long>(shape->size()))) return std::nullopt;
  return static_cast<std::size_t>(axis);
}

OnnxShape broadcast(const OnnxShape& one, const OnnxShape& other) {
  if (!one || !other) return std::nullopt;
  const std::vector<OnnxSize>& longer = one->size() < other->size() ? *other : *one;
  const std::vector<OnnxSize>& shorter = one->size() < other->size() ? *one : *other;
  std::vector<OnnxSize> sizes = longer;
  const std::size_t more = longer.size() - shorter.size();
  for (std::size_t i = 0; i < shorter.size(); ++i) sizes[more + i] = broadcast_size(longer[more + i], shorter[i]);
  return sizes;
}

OnnxSize count_from(const OnnxShape& shape, std::size_t first_axis) {
  if (!shape) return std::nullopt;
  OnnxSize count = 1;
  for (std::size_t i = first_axis; i < shape->size(); ++i) count = multiplied(count, (*shape)[i]);
  return count;
}

OnnxShape transposed(const OnnxShape& shape, const std::vector<long long>& order) {
  std::vector<OnnxSize> sizes;
  for (const long long axis : order) {
    const auto from = onnx_axis(axis, shape);
    if (!from || (shape && order.size() != shape->size())) return std::nullopt;
    sizes.push_back(shape ? (*shape)[*from] : std::nullopt);
  }
  return sizes;
}

OnnxShape squeezed(const OnnxShape& shape, const std::vector<long long>& axes) {
  if (!shape) return std::nullopt;
  std::vector<bool> is_left_out(shape->size());
  for (const long long axis : axes) {
    const auto place = onnx_axis(axis, shape);
    if (!place) return std::nullopt;
    is_left_out[*place] = true;
  }
  std::vector<OnnxSize> sizes;
  for (std::size_t i = 0; i < shape->size(); ++i) {
    if (axes.empty() && !(*shape)[i]) return std::nullopt;
    if (axes.empty() ? (*shape)[i] != 1 : !is_left_out[i]) sizes.push_back((*shape)[i]);
  }
  return sizes;
}

OnnxShape unsqueezed(const OnnxShape& shape, const std::vector<long long>& axes) {
  if (!shape) return std::nullopt;
  const OnnxShape result(std::vector<OnnxSize>(shape->size() + axes.size()));
  std::vector<bool> is_new(result->size());
  for (const long long axis : axes) {
    const auto place = onnx_axis(axis, result);
    if (!place || is_new[*place]) return std::nullopt;
    is_new[*place] = true;
  }
  std::vector<OnnxSize> sizes;
  sizes.reserve(is_new.size());
  auto old = shape->begin();
  for (const bool is_added : is_new) sizes.push_back(is_added ? OnnxSize(1) : *old++);
  return sizes;
}

OnnxShape reshaped(const OnnxShape& shape, const std::vector<OnnxSize>& sizes) {
  std::vector<OnnxSize> result = sizes;
  OnnxSize known = 1;
  std::size_t rest = sizes.size();
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    if (sizes[i] == 0) result[i] = shape && i < shape->size() ? (*shape)[i] : std::nullopt;
    if (sizes[i] == -1) {
      rest = i;
      result[i].reset();
    } else {
      known = multiplied(known, result[i]);
    }
  }
  const OnnxSize all = count_from(shape, 0);
  if (rest < sizes.size() && all && known && *known > 0 && *all % *known == 0) result[rest] = *all / *known;
  return result;
}

}  // namespace convarith
