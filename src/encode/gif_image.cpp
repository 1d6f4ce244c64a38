#include "gif_image.hpp"

#include <algorithm>
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

}  // namespace

std::optional<Box> changed_box(const Frame& frame) {
  Box box{frame.size.width, frame.size.height, 0, 0};
  for (const ChangedRow& row : frame.changed) {
    const auto now = pixels_of(frame, row);
    const std::span before(row.before, now.size());
    const auto first = std::mismatch(now.begin(), now.end(), before.begin()).first;
    if (first == now.end()) continue;
    const auto last = std::mismatch(now.rbegin(), now.rend(), before.rbegin()).first.base();
    box.left = std::min(box.left, row.first + static_cast<int>(first - now.begin()));
    box.right = std::max(box.right, row.first + static_cast<int>(last - now.begin()));
    box.top = std::min(box.top, row.y);
    box.bottom = row.y + 1;
  }
  if (box.left >= box.right) return std::nullopt;
  return box;
}

void code_changes(const Frame& frame, const Box& box, std::uint8_t transparent, LzwCoder& coder) {
  const Scan scan(frame, box);
  std::size_t coded = 0;  // the first place that is not coded yet
  for (const ChangedRow& row : frame.changed) {
    const auto now = pixels_of(frame, row);
    for (std::size_t i = 0; i < now.size(); ++i) {
      if (now[i] == row.before[i]) continue;
      const std::size_t first = i;
      while (i < now.size() && now[i] != row.before[i]) ++i;
      const std::size_t place = scan.place(row.first + static_cast<int>(first), row.y);
      code_unchanged(scan, coded, place, transparent, coder);
      coder.add(now.subspan(first, i - first));
      coded = place + (i - first);
    }
  }
  code_unchanged(scan, coded, box.pixels(), transparent, coder);
}

}  // namespace convarith
