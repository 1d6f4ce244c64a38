#include "encode/frame_changes.hpp"

#include <algorithm>
#include <cstring>

namespace convarith {

std::optional<PixelBox> changed_box(const Frame& frame) {
  PixelBox box{frame.size.width, frame.size.height, 0, 0};
  for (const ChangedRow& row : frame.changed) {
    const auto now = pixels_of(frame, row);
    const std::size_t first = find_difference(now, row.before, 0);
    if (first == now.size()) continue;
    std::size_t last = now.size();
    while (now[last - 1] == row.before[last - 1]) --last;
    box.left = std::min(box.left, row.first + static_cast<int>(first));
    box.right = std::max(box.right, row.first + static_cast<int>(last));
    box.top = std::min(box.top, row.y);
    box.bottom = row.y + 1;
  }
  if (box.left >= box.right) return std::nullopt;
  return box;
}

std::optional<PixelBox> box_without(const Frame& frame, std::uint8_t index) {
  PixelBox box{frame.size.width, frame.size.height, 0, 0};
  const auto differs = [index](std::uint8_t pixel) { return pixel != index; };
  for (int y = 0; y < frame.size.height; ++y) {
    const auto row = pixels_of(frame, {y, 0, frame.size.width});
    const auto first = std::find_if(row.begin(), row.end(), differs);
    if (first == row.end()) continue;
    const auto last = std::find_if(row.rbegin(), row.rend(), differs);
    box.left = std::min(box.left, static_cast<int>(first - row.begin()));
    box.right = std::max(box.right, static_cast<int>(row.rend() - last));
    box.top = std::min(box.top, y);
    box.bottom = y + 1;
  }
  if (box.left >= box.right) return std::nullopt;
  return box;
}

std::span<const std::uint8_t> pixels_of(const Frame& frame, const ChangedRow& row) {
  return frame.pixels.subspan(static_cast<std::size_t>(row.y) * static_cast<std::size_t>(frame.size.width) +
                                  static_cast<std::size_t>(row.first),
                              static_cast<std::size_t>(row.last - row.first));
}

std::size_t find_difference(std::span<const std::uint8_t> a, const std::uint8_t* b, std::size_t begin) {
  std::size_t i = begin;
  // Compares eight pixels at once.
  for (; i + 8 <= a.size(); i += 8) {
    std::uint64_t left = 0;
    std::uint64_t right = 0;
    std::memcpy(&left, a.data() + i, 8);
    std::memcpy(&right, b + i, 8);
    if (left != right) break;
  }
  while (i < a.size() && a[i] == b[i]) ++i;
  return i;
}

std::vector<std::uint8_t> pixels_in(const Frame& frame, const PixelBox& box) {
  std::vector<std::uint8_t> pixels;
  pixels.reserve(box.width() * box.height());
  for (int y = box.top; y < box.bottom; ++y) {
    const auto row = pixels_of(frame, {y, box.left, box.right});
    pixels.insert(pixels.end(), row.begin(), row.end());
  }
  return pixels;
}

}  // namespace convarith
