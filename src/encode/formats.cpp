#include <algorithm>

#include "convarith/request.hpp"
#include "encode/apng.hpp"
#include "encode/encoder.hpp"
#include "encode/gif.hpp"
#include "encode/html.hpp"
#include "encode/json.hpp"
#include "encode/pdf.hpp"
#include "encode/png.hpp"
#include "encode/svg.hpp"
#include "encode/tex.hpp"
#include "encode/video.hpp"
#include "encode/webp.hpp"

namespace convarith {
namespace {

constexpr int kGifSide = 65535;   // sizes in GIF have 16 bits
constexpr int kPdfSide = 14400;   // 200 in, the limit of common readers
constexpr int kWebpSide = 16383;  // sizes in WebP have 14 bits
constexpr int kVp9Side = 16384;
constexpr int kH264Side = 8192;  // the limit of H.264's levels

// The table leaves out the formats that need Cairo, libwebp or installed programs where the build does without them.
constexpr Format kFormats[] = {
    {.name = "gif",
     .suffix = "gif",
     .folder = "gif",
     .help = "one animation",
     .make = make_gif_encoder,
     .needs_frames = true,
     .longest_delay = kLongestDelay,
     .longest_side = kGifSide},
    {.name = "png",
     .suffix = "png",
     .folder = "png",
     .help = "one picture for each step",
     .make = make_png_encoder,
     .file_per_step = true,
     .needs_frames = true},
#ifndef CONVARITH_CORE_ONLY
    {.name = "pdf",
     .suffix = "pdf",
     .folder = "pdf",
     .help = "one vector page for each step, each in a file of its own",
     .make = make_pdf_encoder,
     .file_per_step = true,
     .draws_whole_steps = true,
     .longest_side = kPdfSide},
    {.name = "pdf-pages",
     .suffix = "pdf",
     .folder = "pdf",
     .help = "one document with a vector page for each step",
     .make = make_pdf_pages_encoder,
     .draws_whole_steps = true,
     .longest_side = kPdfSide},
#endif
    {.name = "svg",
     .suffix = "svg",
     .folder = "svg",
     .help = "one animated vector picture, for web pages",
     .make = make_svg_encoder,
     .can_have_dark = true},
    {.name = "svg-steps",
     .suffix = "svg",
     .folder = "svg",
     .help = "one vector picture for each step",
     .make = make_svg_steps_encoder,
     .file_per_step = true,
     .draws_whole_steps = true,
     .can_have_dark = true},
    {.name = "html",
     .suffix = "html",
     .folder = "html",
     .help = "an interactive page: play it, and point at its cells",
     .make = make_html_encoder,
     .is_interactive = true,
     .can_have_dark = true,
     .wants_dark = true},
#ifndef CONVARITH_CORE_ONLY
    {.name = "webp",
     .suffix = "webp",
     .folder = "webp",
     .help = "one lossless animation, smaller than a GIF",
     .make = make_webp_encoder,
     .needs_frames = true,
     .longest_delay = kLongestDelay,
     .longest_side = kWebpSide},
#endif
    {.name = "apng",
     .suffix = "apng",
     .folder = "apng",
     .help = "one animated PNG, whose first step is shown by any program",
     .make = make_apng_encoder,
     .needs_frames = true,
     .longest_delay = kLongestDelay},
#ifndef CONVARITH_CORE_ONLY
    {.name = "mp4",
     .suffix = "mp4",
     .folder = "mp4",
     .help = "one video (H.264); requires ffmpeg to be installed",
     .make = make_mp4_encoder,
     .needs_frames = true,
     .longest_delay = kLongestDelay,
     .longest_side = kH264Side,
     .check_program = check_for_ffmpeg},
    {.name = "webm",
     .suffix = "webm",
     .folder = "webm",
     .help = "one video (VP9); requires ffmpeg to be installed",
     .make = make_webm_encoder,
     .needs_frames = true,
     .longest_delay = kLongestDelay,
     .longest_side = kVp9Side,
     .check_program = check_for_ffmpeg},
#endif
    {.name = "tex",
     .suffix = "tex",
     .folder = "tex",
     .help = "editable LaTeX source with a page for each step, drawn with TikZ",
     .make = make_tex_encoder,
     .draws_whole_steps = true,
     .longest_side = kPdfSide},
    {.name = "json",
     .suffix = "json",
     .folder = "json",
     .help = "the layer as data: maps, steps and taps",
     .make = make_json_encoder,
     .tells_outputs = true},
};

}  // namespace

std::span<const Format> formats() {
  return kFormats;
}

const Format* find_format(std::string_view name) {
  const auto* const found = std::find_if(std::begin(kFormats), std::end(kFormats),
                                         [name](const Format& format) { return format.name == name; });
  return found == std::end(kFormats) ? nullptr : found;
}

}  // namespace convarith
