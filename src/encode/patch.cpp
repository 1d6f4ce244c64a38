#include "encode/patch.hpp"

#include <algorithm>
#include <utility>

#include "encode/gif_image.hpp"

namespace convarith {
namespace {

constexpr std::uint8_t kOpaque = 255;

bool changes_are_opaque(const Frame& frame) {
  if (frame.inks.empty()) return true;
  return std::all_of(frame.changed.begin(), frame.changed.end(), [&](const ChangedRow& row) {
    const auto now = pixels_of(frame, row);
    for (std::size_t i = find_difference(now, row.before, 0); i < now.size();
         i = find_difference(now, row.before, i + 1)) {
      if (frame.inks[now[i]].alpha != kOpaque) return false;
    }
    return true;
  });
}

}  // namespace

Patch whole_patch(const Frame& frame) {
  return {whole_box(frame), false, {frame.pixels.begin(), frame.pixels.end()}};
}

Patch patch_of_changes(const Frame& frame, int grid) {
  PixelBox box = changed_box(frame).value_or(PixelBox{0, 0, 1, 1});
  box.left -= box.left % grid;
  box.top -= box.top % grid;
  if (!changes_are_opaque(frame)) return {box, false, pixels_in(frame, box)};
  SymbolList list;
  code_changes(frame, box, static_cast<std::uint8_t>(frame.palette.size()), Keeping::one_colour, list);
  return {box, true, std::move(list.symbols)};
}

}  // namespace convarith
