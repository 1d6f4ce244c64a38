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

/// A stretch of characters that are shaped together.
struct ShapingRun {
  std::size_t first = 0;
  std::size_t last = 0;  ///< exclusive
  std::size_t font = 0;
  hb_script_t script = HB_SCRIPT_COMMON;
};

/// Splits a text into its characters, each with its marks.
std::vector<std::u32string_view> clusters_of(std::u32string_view text);

/// Returns the characters of a cluster that a font must have to show it: neither spaces nor invisible characters.
std::u32string needed_of(std::u32string_view cluster);

/// Cuts a text where its font or its script changes. Each character, with its marks, goes to the first font that has
/// them all; characters that need no font stay with what is before them.
std::vector<ShapingRun> runs_of(std::u32string_view text, const FontFiles& fonts);

/// Sets a run. The text around it counts for letters that join. The caller fills in `face` of the result's text.
ForeignText shape(const FontFile& font, std::u32string_view text, const ShapingRun& run, bool is_right_to_left);

}  // namespace convarith
