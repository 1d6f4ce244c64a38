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
    : film_(film),
      size_(size),
      palette_(film.paints, size.scale),
      tones_(palette_),
      brush_(size, palette_, tones_),
      now_(size),
      earlier_(size) {
  arrange_sheets();
  show_still_sheets();
}

/// Draws each run of still sheets once and puts the moving ones between them into passes.
void FrameRenderer::arrange_sheets() {
  const auto end_of_run = [this](std::size_t first) {
    std::size_t last = first;
    while (last < film_.sheets.size() && film_.sheets[last].still == film_.sheets[first].still) ++last;
    return last;
  };
  const std::size_t backdrop_end = end_of_run(0);
  for (std::size_t sheet = backdrop_end; sheet < film_.sheets.size();) {
    Pass pass{{}, {}, Tracing(size_, film_)};
    for (const std::size_t last = end_of_run(sheet); sheet < last; ++sheet) pass.moving.push_back(sheet);
    if (sheet < film_.sheets.size()) {
      const std::size_t last = end_of_run(sheet);
      pass.overlay.emplace(trace(sheet, last), size_, brush_, tones_);
      sheet = last;
    }
    passes_.push_back(std::move(pass));
  }
  // Last, when the overlays have given back what they needed for a while.
  backdrop_.reset_rows(size_, 0, size_.height, tones_.paper());
  brush_.draw(trace(0, backdrop_end), backdrop_);
}

Tracing FrameRenderer::trace(std::size_t first_sheet, std::size_t last_sheet) const {
  Tracing tracing(size_, film_);
  for (std::size_t sheet = first_sheet; sheet < last_sheet; ++sheet) tracing.add(film_.sheets[sheet].draw(0));
  return tracing;
}

std::uint8_t* FrameRenderer::pixel_row(int y) {
  return pixels_.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(size_.width);
}

/// The picture that every step starts from.
void FrameRenderer::show_still_sheets() {
  pixels_.resize(static_cast<std::size_t>(size_.pixels()));
  std::vector<Tone> row(static_cast<std::size_t>(size_.width));
  for (int y = 0; y < size_.height; ++y) {
    std::copy_n(backdrop_.row(y), size_.width, row.begin());
    for (const Pass& pass : passes_) {
      if (pass.overlay) pass.overlay->lay_over(row.data(), y, 0, size_.width, tones_);
    }
    std::transform(row.begin(), row.end(), pixel_row(y), [this](Tone tone) { return tones_.index(tone); });
  }
}

Frame FrameRenderer::render(std::size_t step) {
  std::swap(now_, earlier_);
  now_.clear();
  for (Pass& pass : passes_) {
    pass.tracing.clear();
    for (const std::size_t sheet : pass.moving) pass.tracing.add(film_.sheets[sheet].draw(step));
    now_.add(pass.tracing);
  }
  collect_changes();
  work_.reset_stretches(size_, changed_);
  for (const ChangedRow& row : changed_) {
    std::copy(backdrop_.row(row.y) + row.first, backdrop_.row(row.y) + row.last, work_.row(row.y) + row.first);
  }
  for (const Pass& pass : passes_) {
    brush_.draw(pass.tracing, work_);
    if (!pass.overlay) continue;
    for (const ChangedRow& row : changed_) pass.overlay->lay_over(work_.row(row.y), row.y, row.first, row.last, tones_);
  }
  for (const ChangedRow& row : changed_) {
    std::transform(work_.row(row.y) + row.first, work_.row(row.y) + row.last, pixel_row(row.y) + row.first,
                   [this](Tone tone) { return tones_.index(tone); });
  }
  Frame frame{size_, pixels_, palette_.colours(), is_first_, {}};
  if (!is_first_) frame.changed = changed_;
  is_first_ = false;
  return frame;
}

/// Notes each stretch that this or the earlier step touches, and what it held.
void FrameRenderer::collect_changes() {
  Stretches& both = earlier_;
  both.add(now_);
  changed_.clear();
  std::size_t total = 0;
  for (int y = both.top(); y < both.bottom(); ++y) {
    if (both.first(y) >= both.last(y)) continue;
    changed_.push_back({y, both.first(y), both.last(y), nullptr});
    total += static_cast<std::size_t>(both.last(y) - both.first(y));
  }
  before_.resize(total);
  std::uint8_t* before = before_.data();
  for (ChangedRow& row : changed_) {
    row.before = before;
    before = std::copy(pixel_row(row.y) + row.first, pixel_row(row.y) + row.last, before);
  }
}

}  // namespace convarith
