#include "installed_fonts/shaping.hpp"

#include <algorithm>
#include <optional>

#include "installed_fonts/characters.hpp"
#include "type/utf8.hpp"

namespace convarith {
namespace {

/// Returns the index of the first font that has all these characters.
std::optional<std::size_t> font_of(std::u32string_view needed, const FontFiles& fonts) {
  const auto found = std::find_if(fonts.begin(), fonts.end(), [&](const auto& font) {
    return std::all_of(needed.begin(), needed.end(), [&](char32_t code) { return font->has(code); });
  });
  if (needed.empty() || found == fonts.end()) return std::nullopt;
  return static_cast<std::size_t>(found - fonts.begin());
}

std::optional<hb_script_t> script_of(std::u32string_view cluster) {
  for (const char32_t code : cluster) {
    const hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), code);
    if (script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED && script != HB_SCRIPT_UNKNOWN) return script;
  }
  return std::nullopt;
}

/// Collects runs, cluster by cluster.
class RunCutter {
 public:
  explicit RunCutter(const FontFiles& fonts) : fonts_(fonts) {}

  std::vector<ShapingRun> runs;

  void add(std::u32string_view cluster) {
    const std::u32string needed = needed_of(cluster);
    const std::optional<std::size_t> font = font_of(needed, fonts_);
    if (!font && needed.size() > 1) {
      // No font has the whole cluster, so its characters are added one by one.
      for (std::size_t i = 0; i < cluster.size(); ++i) add(cluster.substr(i, 1));
      return;
    }
    append(cluster.size(), font, script_of(cluster));
  }

 private:
  void append(std::size_t length, std::optional<std::size_t> font, std::optional<hb_script_t> script) {
    const bool changes_font = font && has_font_ && *font != runs.back().font;
    const bool changes_script = script && has_script_ && *script != runs.back().script;
    if (runs.empty() || changes_font || changes_script) {
      const std::size_t first = runs.empty() ? 0 : runs.back().last;
      const std::size_t same_font = runs.empty() ? 0 : runs.back().font;
      runs.push_back({first, first, same_font, HB_SCRIPT_COMMON});
      has_script_ = false;
    }
    ShapingRun& run = runs.back();
    run.last += length;
    if (font) run.font = *font;
    if (script) run.script = *script;
    has_font_ = has_font_ || font;
    has_script_ = has_script_ || script;
  }

  const FontFiles& fonts_;
  bool has_font_ = false;    // whether a cluster needed the font of the last run
  bool has_script_ = false;  // whether a cluster has the script of the last run
};

using Buffer = std::unique_ptr<hb_buffer_t, decltype(&hb_buffer_destroy)>;

Buffer fill(std::u32string_view text, const ShapingRun& run, bool is_right_to_left) {
  Buffer buffer(hb_buffer_create(), hb_buffer_destroy);
  const std::vector<hb_codepoint_t> codes(text.begin(), text.end());
  hb_buffer_add_utf32(buffer.get(), codes.data(), static_cast<int>(codes.size()), static_cast<unsigned>(run.first),
                      static_cast<int>(run.last - run.first));
  hb_buffer_set_direction(buffer.get(), is_right_to_left ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer.get(), run.script);
  return buffer;
}

/// Returns for each glyph, in reading order, the first of the characters that it shows.
std::vector<std::size_t> characters_of(std::span<const hb_glyph_info_t> glyphs, bool is_right_to_left) {
  std::vector<std::size_t> characters;
  characters.reserve(glyphs.size());
  for (const hb_glyph_info_t& glyph : glyphs) characters.push_back(glyph.cluster);
  if (is_right_to_left) std::reverse(characters.begin(), characters.end());
  return characters;
}

std::vector<Text::Cluster> clusters_of(std::u32string_view text, const ShapingRun& run,
                                       const std::vector<std::size_t>& characters) {
  std::vector<Text::Cluster> clusters;
  std::size_t first = run.first;
  for (std::size_t glyph = 0; glyph < characters.size() || first < run.last;) {
    std::size_t next = glyph;
    while (next < characters.size() && characters[next] == characters[glyph]) ++next;
    const std::size_t last = next < characters.size() ? characters[next] : run.last;
    const std::size_t bytes = encode_utf8(text.substr(first, last - first)).size();
    clusters.push_back({static_cast<int>(bytes), static_cast<int>(next - glyph)});
    first = last;
    glyph = next;
  }
  return clusters;
}

}  // namespace

std::vector<std::u32string_view> clusters_of(std::u32string_view text) {
  std::vector<std::u32string_view> clusters;
  for (std::size_t first = 0, last = 0; first < text.size(); first = last) {
    last = first + 1;
    while (last < text.size() && is_mark(text[last])) ++last;
    clusters.push_back(text.substr(first, last - first));
  }
  return clusters;
}

std::u32string needed_of(std::u32string_view cluster) {
  std::u32string needed;
  std::copy_if(cluster.begin(), cluster.end(), std::back_inserter(needed),
               [](char32_t code) { return code != U' ' && !is_invisible(code); });
  return needed;
}

std::vector<ShapingRun> runs_of(std::u32string_view text, const FontFiles& fonts) {
  RunCutter cutter(fonts);
  for (const std::u32string_view cluster : clusters_of(text)) cutter.add(cluster);
  return std::move(cutter.runs);
}

ForeignText shape(const FontFile& font, std::u32string_view text, const ShapingRun& run, bool is_right_to_left) {
  const Buffer buffer = fill(text, run, is_right_to_left);
  hb_shape(font.shaper(), buffer.get(), nullptr, 0);
  unsigned count = 0;
  const hb_glyph_info_t* glyphs = hb_buffer_get_glyph_infos(buffer.get(), &count);
  const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer.get(), &count);
  ForeignText result;
  result.text.size = 1;
  result.text.is_right_to_left = is_right_to_left;
  result.text.characters = encode_utf8(text.substr(run.first, run.last - run.first));
  result.text.clusters = clusters_of(text, run, characters_of({glyphs, count}, is_right_to_left));
  result.text.glyphs.reserve(count);
  const double per_unit = 1.0 / font.units_per_em();
  int pen = 0;
  for (unsigned i = 0; i < count; ++i) {
    const hb_glyph_position_t& position = positions[i];
    result.text.glyphs.push_back(
        {glyphs[i].codepoint, {(pen + position.x_offset) * per_unit, position.y_offset * per_unit}});
    pen += position.x_advance;
  }
  result.width = pen * per_unit;
  return result;
}

}  // namespace convarith
