#pragma once

#include <hb.h>

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "installed_fonts/font_file.hpp"
#include "layout/text/typesetting.hpp"

namespace convarith {

using FontFiles = std::vector<std::shared_ptr<const FontFile>>;

/// Characters that are shaped together.
struct ShapingRun {
  std::size_t first = 0;
  std::size_t last = 0;  ///< exclusive
  std::size_t font = 0;
  hb_script_t script = HB_SCRIPT_COMMON;
};

/// A text's characters, each with its marks.
std::vector<std::u32string_view> clusters_of(std::u32string_view text);

/// The characters of a cluster that a font must have to show it: neither spaces nor invisible ones.
std::u32string needed_of(std::u32string_view cluster);

/// Cuts a text where its font or its script changes. The first font that has a character and its marks takes them; what
/// needs no font stays with what is before it.
std::vector<ShapingRun> runs_of(std::u32string_view text, const FontFiles& fonts);

/// Sets a run; the text around it counts for letters that join. `face` of the result is left to the caller.
ForeignText shape(const FontFile& font, std::u32string_view text, const ShapingRun& run, bool is_right_to_left);

}  // namespace convarith
