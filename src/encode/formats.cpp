#include <algorithm>

#include "convarith/encoder.hpp"
#include "gif.hpp"
#include "html.hpp"
#include "json.hpp"
#include "pdf.hpp"
#include "png.hpp"
#include "svg.hpp"

namespace convarith {
namespace {

constexpr int kGifSide = 65535;  // its sizes have 16 bits
constexpr int kPdfSide = 14400;  // 200 in, what common readers take

constexpr Format kFormats[] = {
    {"gif", "gif", "gif", "one animation", false, true, false, kLongestDelay, kGifSide, make_gif_encoder},
    {"png", "png", "png", "a picture of each step", true, true, false, 0, 0, make_png_encoder},
    {"pdf", "pdf", "pdf", "a vector page of each step, in files of their own", true, false, false, 0, kPdfSide,
     make_pdf_encoder},
    {"pdf-pages", "pdf", "pdf", "one document with a vector page of each step", false, false, false, 0, kPdfSide,
     make_pdf_pages_encoder},
    {"svg", "svg", "svg", "one animated vector picture, for web pages", false, false, false, 0, 0, make_svg_encoder},
    {"svg-steps", "svg", "svg", "a vector picture of each step", true, false, false, 0, 0, make_svg_steps_encoder},
    {"html", "html", "html", "an interactive page: play it, point at cells", false, false, false, 0, 0,
     make_html_encoder, true},
    {"json", "json", "json", "the layer as data: maps, steps and taps", false, false, true, 0, 0, make_json_encoder},
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
