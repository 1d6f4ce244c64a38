#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "encode/frame_changes.hpp"
#include "encode/lzw.hpp"
#include "render/frame.hpp"

namespace convarith {

/// Symbols as they come, for coders that want to see all of them at once; otherwise as LzwCoder takes them.
struct SymbolList {
  std::vector<std::uint8_t> symbols;

  void add(std::span<const std::uint8_t> more) { symbols.insert(symbols.end(), more.begin(), more.end()); }
  void add_run(std::uint8_t symbol, std::size_t count) { symbols.insert(symbols.end(), count, symbol); }
};

/// Which stretches of unchanged pixels keep their colour. One of several colours never does.
enum class Keeping {
  one_colour,           ///< every one of a single colour
  continued_one_colour  ///< only where a changed pixel beside it has that colour too
};

/// Codes every one of some pixels. `Coder` is LzwCoder or SymbolList.
template <class Coder>
void code_whole(std::span<const std::uint8_t> pixels, Coder& coder);

/// Codes a box of a frame so that, laid over the frame before, it gives the frame. Between changed pixels lie stretches
/// that may be transparent or not: one of a single colour keeps it, as that continues what is around it, and any other
/// becomes one run of `transparent`. Of all rules tried, one_colour gave the smallest files; for images of
/// which little changes continued_one_colour is often better. Gives the number of changed pixels.
template <class Coder>
std::size_t code_changes(const Frame& frame, const PixelBox& box, std::uint8_t transparent, Keeping keeping,
                         Coder& coder);

}  // namespace convarith
