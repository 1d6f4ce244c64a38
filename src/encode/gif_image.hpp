#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "encode/frame_changes.hpp"
#include "encode/lzw.hpp"
#include "render/frame.hpp"

namespace convarith {

/// Collects symbols for coders that want to see all of them at once; takes them as LzwCoder does.
struct SymbolList {
  std::vector<std::uint8_t> symbols;

  void add(std::span<const std::uint8_t> more) { symbols.insert(symbols.end(), more.begin(), more.end()); }
  void add_run(std::uint8_t symbol, std::size_t count) { symbols.insert(symbols.end(), count, symbol); }
};

/// Which stretches of unchanged pixels keep their colour. A stretch of several colours never does.
enum class Keeping {
  one_colour,           ///< every stretch of a single colour
  continued_one_colour  ///< only if a changed pixel beside the stretch has that colour too
};

/// Codes all pixels. `Coder` is LzwCoder or SymbolList.
template <class Coder>
void code_whole(std::span<const std::uint8_t> pixels, Coder& coder);

/// Codes a box of a frame so that the box, laid over the previous frame, gives the frame. The stretches of unchanged
/// pixels between changed ones may be transparent: a stretch of a single colour keeps it as `keeping` says, because it
/// continues what is around it, and any other becomes one run of `transparent`. Of all rules tried, one_colour gave the
/// smallest files; for images with few changes, continued_one_colour is often better. Returns the number of changed
/// pixels.
template <class Coder>
std::size_t code_changes(const Frame& frame, const PixelBox& box, std::uint8_t transparent, Keeping keeping,
                         Coder& coder);

}  // namespace convarith
