// How far the program's few levels of coverage are from 256: for every preset of the family arithmetic the PSNR and the
// largest error of its frames against the same scenes through the same rasteriser, composed in full colour.

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include "arithmetic/operation.hpp"
#include "arithmetic/walkthrough.hpp"
#include "config/preset.hpp"
#include "config/themes.hpp"
#include "layout/views/projection/projection.hpp"
#include "render/frame_renderer.hpp"
#include "render/palette.hpp"
#include "render/row_coverage.hpp"
#include "render/tracing.hpp"

namespace convarith {
namespace {

/// A pixel as the program understands it, an area partly covered by an edge, but with colours of any kind.
struct Pixel {
  Rgb area;
  Rgb edge{};
  int paint = -1;
  double coverage = 0;

  Rgb colour() const { return paint < 0 ? area : mix(area, edge, coverage); }

  void draw(const Paint& with, int id, double share) {
    share = std::round(share * 255) / 255;
    if (share == 0) return;
    if (with.opacity < 1) {
      area = mix(area, to_rgb(with.colour), with.opacity * share);
    } else if (share == 1) {
      *this = {to_rgb(with.colour)};
    } else if (paint == id) {
      coverage = std::max(share, coverage);
    } else {
      *this = {colour(), to_rgb(with.colour), id, share};
    }
  }
};

/// One step of a film in full colour.
class Page {
 public:
  Page(const Film& film, FrameSize size)
      : film_(film), size_(size), palette_(film.paints, size.scale), coverage_(size.width) {}

  std::vector<Pixel> draw(std::size_t step) {
    pixels_.assign(static_cast<std::size_t>(size_.pixels()), Pixel{to_rgb(film_.paints[kPaper].colour)});
    Tracing tracing(size_, film_);
    tracing.add(film_.scene(step));
    for (const Mark& mark : tracing.marks()) {
      const bool sharp = mark.is_fill && palette_.has_hidden_edges(mark.paint);
      for (int y = mark.top; y < mark.bottom; ++y) sharp ? fill_row(tracing, mark, y) : cover_row(tracing, mark, y);
    }
    return pixels_;
  }

 private:
  template <class Visit>
  static void for_each_outline(const Tracing& tracing, const Mark& mark, int y, const Visit& visit) {
    for (const Outline& outline : tracing.outlines(mark)) {
      if (outline.top <= y && y < outline.bottom) visit(tracing.edges(outline));
    }
  }

  void draw_pixel(const Mark& mark, int x, int y, double share) {
    const auto place =
        static_cast<std::size_t>(y) * static_cast<std::size_t>(size_.width) + static_cast<std::size_t>(x);
    pixels_[place].draw(film_.paints[mark.paint], mark.paint, share);
  }

  void fill_row(const Tracing& tracing, const Mark& mark, int y) {
    for_each_outline(tracing, mark, y, [&](std::span<const Edge> edges) {
      const Stretch inside = centres_inside(edges, y, size_.width);
      for (int x = inside.first; x < inside.last; ++x) draw_pixel(mark, x, y, 1);
    });
  }

  void cover_row(const Tracing& tracing, const Mark& mark, int y) {
    for_each_outline(tracing, mark, y, [&](std::span<const Edge> edges) {
      coverage_.add(edges, y);
      if (!mark.is_fill) coverage_.end_outline();
    });
    coverage_.end_outline();
    coverage_.take([&](int x, double coverage) { draw_pixel(mark, x, y, coverage); });
  }

  const Film& film_;
  FrameSize size_;
  Palette palette_;
  RowCoverage coverage_;
  std::vector<Pixel> pixels_;
};

struct Difference {
  double squares = 0;
  double largest = 0;
  double values = 0;

  void add(const Frame& frame, const std::vector<Pixel>& page) {
    for (std::size_t i = 0; i < page.size(); ++i) {
      const Rgb ours = to_rgb(frame.palette[frame.pixels[i]]);
      const Rgb theirs = page[i].colour();
      for (std::size_t channel = 0; channel < 3; ++channel) {
        const double error = std::abs(ours[channel] - std::round(theirs[channel]));
        squares += error * error;
        largest = std::max(largest, error);
        values += 1;
      }
    }
  }

  double psnr() const { return 10 * std::log10(255.0 * 255.0 * values / squares); }
};

int report(double dpi) {
  double worst_psnr = 1000;
  double worst_error = 0;
  const Theme theme = load_theme("solarized")->theme;
  fmt::print("{:<42} {:>8} {:>8}\n", fmt::format("against 256 levels, {} dpi", dpi), "PSNR/dB", "largest");
  for (const BuiltinPreset& preset : builtin_presets()) {
    const Request request = read_preset(preset.text, std::string(preset.name), preset.name)->request;
    if (request.family != "arithmetic") continue;
    const Film film = draw_projection(Walkthrough(*make_operation(request)), theme).film;
    const FrameSize size = size_at_dpi(film, dpi);
    FrameRenderer renderer(film, size);
    Page page(film, size);
    Difference difference;
    for (std::size_t step = 0; step < film.steps; ++step) difference.add(renderer.render(step), page.draw(step));
    fmt::print("{:<42} {:>8.1f} {:>8.0f}\n", preset.name, difference.psnr(), difference.largest);
    worst_psnr = std::min(worst_psnr, difference.psnr());
    worst_error = std::max(worst_error, difference.largest);
  }
  fmt::print("{:<42} {:>8.1f} {:>8.0f}\n", "worst", worst_psnr, worst_error);
  return 0;
}

}  // namespace
}  // namespace convarith

int main(int argc, char** argv) {
  return convarith::report(argc > 1 ? std::atof(argv[1]) : 150);
}
