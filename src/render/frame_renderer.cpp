#include "frame_renderer.hpp"

#include <algorithm>
#include <cmath>

namespace convarith {

FrameSize size_at_dpi(const Film& film, double dpi) {
  const double scale = dpi / 72;
  const auto pixels = [&](double length) { return std::max(1, static_cast<int>(std::lround(length * scale))); };
  return {pixels(film.width), pixels(film.height), scale};
}

FrameSize size_at_width(const Film& film, int width) {
  const double scale = width / film.width;
  return {width, std::max(1, static_cast<int>(std::lround(film.height * scale))), scale};
}

FrameRenderer::FrameRenderer(const Film& film, FrameSize size)
    : film_(film), size_(size), palette_(film.paints, size.scale), brush_(size, palette_), now_(size), earlier_(size) {
  arrange_sheets();
  pixels_ = backdrop_;
}

std::size_t FrameRenderer::offset(int y, int x) const {
  return static_cast<std::size_t>(y) * static_cast<std::size_t>(size_.width) + static_cast<std::size_t>(x);
}

/// Draws each run of still sheets once and puts the moving ones between them into passes.
void FrameRenderer::arrange_sheets() {
  const auto pixels = static_cast<std::size_t>(size_.pixels());
  const auto end_of_run = [this](std::size_t first) {
    std::size_t last = first;
    while (last < film_.sheets.size() && film_.sheets[last].still == film_.sheets[first].still) ++last;
    return last;
  };
  std::size_t sheet = end_of_run(0);
  backdrop_.assign(pixels, kPaper);
  draw_still(0, sheet, backdrop_);
  while (sheet < film_.sheets.size()) {
    Pass pass{{}, {}, Tracing(size_, film_)};
    for (const std::size_t last = end_of_run(sheet); sheet < last; ++sheet) pass.moving.push_back(sheet);
    if (sheet < film_.sheets.size()) {
      const std::size_t last = end_of_run(sheet);
      pass.overlay.push_back(make_overlay(sheet, last));
      sheet = last;
    }
    passes_.push_back(std::move(pass));
  }
}

void FrameRenderer::draw_still(std::size_t first_sheet, std::size_t last_sheet, Plane& plane) {
  Tracing tracing(size_, film_);
  for (std::size_t sheet = first_sheet; sheet < last_sheet; ++sheet) tracing.add(film_.sheets[sheet].draw(0));
  brush_.draw(tracing, plane);
}

Frame FrameRenderer::render(std::size_t step) {
  std::swap(now_, earlier_);
  now_.clear(size_.width);
  for (Pass& pass : passes_) {
    pass.tracing.clear();
    for (const std::size_t sheet : pass.moving) pass.tracing.add(film_.sheets[sheet].draw(step));
    now_.add(pass.tracing, size_);
  }
  collect_changes();
  for (const ChangedRow& row : changed_) {
    std::copy_n(backdrop_.begin() + static_cast<std::ptrdiff_t>(offset(row.y, row.first)), row.last - row.first,
                pixels_.begin() + static_cast<std::ptrdiff_t>(offset(row.y, row.first)));
  }
  for (const Pass& pass : passes_) {
    brush_.draw(pass.tracing, pixels_);
    for (const Overlay& overlay : pass.overlay) lay_overlay(overlay);
  }
  Frame frame{size_, pixels_, palette_.colours(), is_first_, changed_};
  is_first_ = false;
  return frame;
}

/// Notes each stretch that this or the earlier step touches, and what it held; for the first frame, every row.
void FrameRenderer::collect_changes() {
  Stretches both = earlier_;
  both.add(now_);
  if (is_first_) {
    for (int y = 0; y < size_.height; ++y) both.add_row(y, 0, size_.width);
  }
  changed_.clear();
  std::size_t total = 0;
  for (int y = both.top; y < both.bottom; ++y) {
    const ChangedRow row{y, both.first[static_cast<std::size_t>(y)], both.last[static_cast<std::size_t>(y)], nullptr};
    if (row.first >= row.last) continue;
    changed_.push_back(row);
    total += static_cast<std::size_t>(row.last - row.first);
  }
  before_.resize(total);
  std::uint8_t* before = before_.data();
  for (ChangedRow& row : changed_) {
    row.before = before;
    before = std::copy_n(pixels_.begin() + static_cast<std::ptrdiff_t>(offset(row.y, row.first)), row.last - row.first,
                         before);
  }
}

/// Drawn over nothing, sheets show what they hide; drawn over paper, also which pixels they cover in part.
FrameRenderer::Overlay FrameRenderer::make_overlay(std::size_t first_sheet, std::size_t last_sheet) {
  const auto pixels = static_cast<std::size_t>(size_.pixels());
  Overlay overlay{Plane(pixels, kTransparent), {}, {}};
  draw_still(first_sheet, last_sheet, overlay.opaque);
  Plane over_paper(pixels, kPaper);
  draw_still(first_sheet, last_sheet, over_paper);
  for (int y = 0; y < size_.height; ++y) {
    for (int x = 0; x < size_.width; ++x) {
      const std::size_t i = offset(y, x);
      if (overlay.opaque[i] != kTransparent || over_paper[i] == kPaper) continue;
      const Palette::EdgeOverPaper edge = palette_.edge_over_paper(over_paper[i]);
      if (edge.paint < 0) {
        overlay.opaque[i] = over_paper[i];
      } else {
        overlay.edges.push_back({x, static_cast<PaintId>(edge.paint), edge.coverage});
      }
    }
    overlay.row_ends.push_back(overlay.edges.size());
  }
  return overlay;
}

void FrameRenderer::lay_overlay(const Overlay& overlay) {
  for (const ChangedRow& row : changed_) {
    std::uint8_t* pixels = pixels_.data() + offset(row.y, 0);
    const std::uint8_t* opaque = overlay.opaque.data() + offset(row.y, 0);
    for (int x = row.first; x < row.last; ++x) pixels[x] = opaque[x] != kTransparent ? opaque[x] : pixels[x];
    const auto y = static_cast<std::size_t>(row.y);
    for (std::size_t i = y == 0 ? 0 : overlay.row_ends[y - 1]; i < overlay.row_ends[y]; ++i) {
      const EdgePixel& edge = overlay.edges[i];
      if (edge.x >= row.first && edge.x < row.last)
        pixels[edge.x] = palette_.blend(pixels[edge.x], edge.paint, edge.coverage);
    }
  }
}

FrameRenderer::Stretches::Stretches(FrameSize size)
    : first(static_cast<std::size_t>(size.height), size.width),
      last(static_cast<std::size_t>(size.height), 0),
      top(size.height) {}

void FrameRenderer::Stretches::clear(int width) {
  for (int y = top; y < bottom; ++y) {
    first[static_cast<std::size_t>(y)] = width;
    last[static_cast<std::size_t>(y)] = 0;
  }
  top = static_cast<int>(first.size());
  bottom = 0;
}

void FrameRenderer::Stretches::add_row(int y, int from, int to) {
  first[static_cast<std::size_t>(y)] = std::min(first[static_cast<std::size_t>(y)], from);
  last[static_cast<std::size_t>(y)] = std::max(last[static_cast<std::size_t>(y)], to);
  top = std::min(top, y);
  bottom = std::max(bottom, y + 1);
}

void FrameRenderer::Stretches::add(const Edge& edge, FrameSize size) {
  const double upper = std::max(std::min(edge.y0, edge.y1), 0.0);
  const double lower = std::min(std::max(edge.y0, edge.y1), static_cast<double>(size.height));
  const double slope = edge.y0 == edge.y1 ? 0 : (edge.x1 - edge.x0) / (edge.y1 - edge.y0);
  for (int y = static_cast<int>(upper); y < lower; ++y) {
    double from = std::min(edge.x0, edge.x1);
    double to = std::max(edge.x0, edge.x1);
    if (slope != 0) {
      const double at_top = edge.x0 + (std::max(upper, static_cast<double>(y)) - edge.y0) * slope;
      const double at_bottom = edge.x0 + (std::min(lower, y + 1.0) - edge.y0) * slope;
      from = std::min(at_top, at_bottom);
      to = std::max(at_top, at_bottom);
    }
    add_row(y, std::clamp(static_cast<int>(from), 0, size.width), std::clamp(static_cast<int>(to) + 1, 0, size.width));
  }
}

void FrameRenderer::Stretches::add(const Tracing& tracing, FrameSize size) {
  for (const Mark& mark : tracing.marks()) {
    for (const Outline& outline : tracing.outlines(mark)) {
      for (const Edge& edge : tracing.edges(outline)) add(edge, size);
    }
  }
}

void FrameRenderer::Stretches::add(const Stretches& other) {
  for (int y = other.top; y < other.bottom; ++y) {
    const auto i = static_cast<std::size_t>(y);
    if (other.first[i] < other.last[i]) add_row(y, other.first[i], other.last[i]);
  }
}

}  // namespace convarith
