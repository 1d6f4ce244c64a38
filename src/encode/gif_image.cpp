#include "encode/gif_image.hpp"

#include <algorithm>
#include <cstring>
#include <span>

namespace convarith {
namespace {

/// The position of a pixel in a box that is read row by row.
struct Place {
  int x;
  int y;
};

/// A box of a frame, read in the order in which it is coded.
class Scan {
 public:
  Scan(const Frame& frame, const PixelBox& box) : frame_(frame), box_(box) {}

  /// Returns the number of pixels from `begin` to before `end`.
  std::size_t distance(Place begin, Place end) const {
    return static_cast<std::size_t>(end.y - begin.y) * box_.width() + static_cast<std::size_t>(end.x) -
           static_cast<std::size_t>(begin.x);
  }

  std::uint8_t at(Place place) const { return *pixel(place.x, place.y); }

  /// Whether all pixels of a stretch have one colour.
  bool is_uniform(Place begin, Place end) const {
    const std::uint8_t colour = at(begin);
    for (int y = begin.y; y <= end.y; ++y) {
      const std::uint8_t* first = pixel(y == begin.y ? begin.x : box_.left, y);
      const std::uint8_t* last = pixel(y == end.y ? end.x : box_.right, y);
      if (first == last) continue;
      // Pixels have one colour if each equals its neighbour, which the C library compares a word at a time.
      if (*first != colour || std::memcmp(first, first + 1, static_cast<std::size_t>(last - first - 1)) != 0) {
        return false;
      }
    }
    return true;
  }

  /// Whether the pixel before or after a stretch has the colour of the stretch's first pixel.
  bool continues_neighbour(Place begin, Place end) const {
    const std::uint8_t colour = at(begin);
    const bool is_first = begin.x == box_.left && begin.y == box_.top;
    const Place before = begin.x > box_.left ? Place{begin.x - 1, begin.y} : Place{box_.right - 1, begin.y - 1};
    return (!is_first && at(before) == colour) || (end.x < box_.right && at(end) == colour);
  }

 private:
  const std::uint8_t* pixel(int x, int y) const {
    return frame_.pixels.data() + static_cast<std::ptrdiff_t>(y) * frame_.size.width + x;
  }

  const Frame& frame_;
  const PixelBox& box_;
};

template <class Coder>
void code_unchanged(const Scan& scan, Place begin, Place end, std::uint8_t transparent, Keeping keeping, Coder& coder) {
  const std::size_t count = scan.distance(begin, end);
  if (count == 0) return;
  const bool keeps =
      scan.is_uniform(begin, end) && (keeping == Keeping::one_colour || scan.continues_neighbour(begin, end));
  coder.add_run(keeps ? scan.at(begin) : transparent, count);
}

}  // namespace

template <class Coder>
void code_whole(std::span<const std::uint8_t> pixels, Coder& coder) {
  for (auto begin = pixels.begin(); begin != pixels.end();) {
    const auto end = std::find_if(begin, pixels.end(), [pixel = *begin](std::uint8_t other) { return other != pixel; });
    coder.add_run(*begin, static_cast<std::size_t>(end - begin));
    begin = end;
  }
}

template <class Coder>
std::size_t code_changes(const Frame& frame, const PixelBox& box, std::uint8_t transparent, Keeping keeping,
                         Coder& coder) {
  const Scan scan(frame, box);
  Place next{box.left, box.top};  // the first pixel that is not coded yet
  std::size_t changed = 0;
  for (const ChangedRow& row : frame.changed) {
    const auto now = pixels_of(frame, row);
    for (std::size_t first = find_difference(now, row.before, 0); first < now.size();) {
      std::size_t last = first + 1;
      while (last < now.size() && now[last] != row.before[last]) ++last;
      code_unchanged(scan, next, {row.first + static_cast<int>(first), row.y}, transparent, keeping, coder);
      coder.add(now.subspan(first, last - first));
      changed += last - first;
      next = {row.first + static_cast<int>(last), row.y};
      if (next.x == box.right) next = {box.left, row.y + 1};
      first = find_difference(now, row.before, last);
    }
  }
  code_unchanged(scan, next, {box.right, box.bottom - 1}, transparent, keeping, coder);
  return changed;
}

template void code_whole(std::span<const std::uint8_t>, LzwCoder&);
template void code_whole(std::span<const std::uint8_t>, SymbolList&);
template std::size_t code_changes(const Frame&, const PixelBox&, std::uint8_t, Keeping, LzwCoder&);
template std::size_t code_changes(const Frame&, const PixelBox&, std::uint8_t, Keeping, SymbolList&);

}  // namespace convarith
