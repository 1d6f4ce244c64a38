#include "gif_image.hpp"

#include <algorithm>
#include <cstring>
#include <span>

namespace convarith {
namespace {

/// The pixels of a box in the order in which they are coded, each with its place in that order.
class Scan {
 public:
  Scan(const Frame& frame, const Box& box) : frame_(frame), box_(box) {}

  std::size_t place(int x, int y) const {
    return static_cast<std::size_t>(y - box_.top) * box_.width() + static_cast<std::size_t>(x - box_.left);
  }

  /// The pixels from a place on, up to `end` or the end of the row.
  std::span<const std::uint8_t> row_part(std::size_t begin, std::size_t end) const {
    const std::size_t row = begin / box_.width();
    const std::size_t column = begin % box_.width();
    const std::size_t start = (static_cast<std::size_t>(box_.top) + row) * static_cast<std::size_t>(frame_.size.width) +
                              static_cast<std::size_t>(box_.left) + column;
    return frame_.pixels.subspan(start, std::min(box_.width() - column, end - begin));
  }

  /// Whether all pixels of a stretch have one colour.
  bool is_uniform(std::size_t begin, std::size_t end) const {
    const std::uint8_t colour = row_part(begin, end).front();
    while (begin < end) {
      const auto part = row_part(begin, end);
      if (!std::all_of(part.begin(), part.end(), [colour](std::uint8_t pixel) { return pixel == colour; }))
        return false;
      begin += part.size();
    }
    return true;
  }

 private:
  const Frame& frame_;
  const Box& box_;
};

void code_unchanged(const Scan& scan, std::size_t begin, std::size_t end, std::uint8_t transparent, LzwCoder& coder) {
  if (begin == end) return;
  coder.add_run(scan.is_uniform(begin, end) ? scan.row_part(begin, end).front() : transparent, end - begin);
}

std::span<const std::uint8_t> pixels_of(const Frame& frame, const ChangedRow& row) {
  return frame.pixels.subspan(static_cast<std::size_t>(row.y) * static_cast<std::size_t>(frame.size.width) +
                                  static_cast<std::size_t>(row.first),
                              static_cast<std::size_t>(row.last - row.first));
}

/// The first place from `begin` on at which two stretches of the same length differ; their end where they don't.
std::size_t find_difference(std::span<const std::uint8_t> a, const std::uint8_t* b, std::size_t begin) {
  std::size_t i = begin;
  // Eight pixels at once.
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

}  // namespace

std::optional<Box> changed_box(const Frame& frame) {
  Box box{frame.size.width, frame.size.height, 0, 0};
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

void code_whole(const Frame& frame, LzwCoder& coder) {
  for (auto begin = frame.pixels.begin(); begin != frame.pixels.end();) {
    const auto end =
        std::find_if(begin, frame.pixels.end(), [pixel = *begin](std::uint8_t other) { return other != pixel; });
    coder.add_run(*begin, static_cast<std::size_t>(end - begin));
    begin = end;
  }
}

void code_changes(const Frame& frame, const Box& box, std::uint8_t transparent, LzwCoder& coder) {
  const Scan scan(frame, box);
  std::size_t coded = 0;  // the first place that is not coded yet
  for (const ChangedRow& row : frame.changed) {
    const auto now = pixels_of(frame, row);
    for (std::size_t first = find_difference(now, row.before, 0); first < now.size();) {
      std::size_t last = first + 1;
      while (last < now.size() && now[last] != row.before[last]) ++last;
      const std::size_t place = scan.place(row.first + static_cast<int>(first), row.y);
      code_unchanged(scan, coded, place, transparent, coder);
      coder.add(now.subspan(first, last - first));
      coded = place + (last - first);
      first = find_difference(now, row.before, last);
    }
  }
  code_unchanged(scan, coded, box.pixels(), transparent, coder);
}

}  // namespace convarith
