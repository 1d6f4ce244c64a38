#include "render/frame_renderer.hpp"

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
      palette_(film.paints, size.scale, film.has_paper),
      tones_(palette_),
      brush_(size, palette_, tones_),
      still_row_(static_cast<std::size_t>(size.width)),
      now_(size),
      earlier_(size) {
  arrange_sheets();
}

/// Whether a sheet can be drawn once for all steps. It must be still and, if it lies on moving sheets, have no glazes,
/// because a glaze looks different on whatever moves below it.
bool FrameRenderer::is_drawn_once(std::size_t sheet, bool on_moving) const {
  if (!film_.sheets[sheet].still) return false;
  const DisplayList shapes = on_moving ? film_.sheets[sheet].draw(0) : DisplayList{};
  return std::none_of(shapes.begin(), shapes.end(),
                      [this](const Shape& shape) { return palette_.is_glaze(shape.paint); });
}

/// Draws each run of still sheets once and puts the moving ones between them into passes.
void FrameRenderer::arrange_sheets() {
  const auto end_of_run = [this](std::size_t first) {
    const bool once = is_drawn_once(first, first > 0);
    std::size_t last = first;
    while (last < film_.sheets.size() && is_drawn_once(last, first > 0) == once) ++last;
    return last;
  };
  still_sheets_ = end_of_run(0);
  std::size_t sheet = still_sheets_;
  for (; sheet < film_.sheets.size() && film_.sheets[sheet].added; ++sheet) growing_.push_back(sheet);
  while (sheet < film_.sheets.size()) {
    Pass pass{{}, {}, Tracing(size_, film_)};
    // The sheet after the growing ones may be still. Then no sheet moves in the first pass.
    const bool begins_still = is_drawn_once(sheet, true);
    const std::size_t end = begins_still ? sheet : end_of_run(sheet);
    for (; sheet < end; ++sheet) pass.moving.push_back(sheet);
    if (sheet < film_.sheets.size()) {
      const std::size_t last = end_of_run(sheet);
      pass.overlay.emplace(trace(sheet, last), size_, brush_, tones_);
      sheet = last;
    }
    passes_.push_back(std::move(pass));
  }
  // The backdrop is drawn last, when the memory that was needed only to make the overlays is free again.
  draw_backdrop();
  tones_.keep();
}

void FrameRenderer::draw_backdrop() {
  backdrop_.reset_rows(size_, 0, size_.height, tones_.paper());
  brush_.draw(trace(0, still_sheets_), backdrop_);
}

/// Adds to the backdrop what has grown on it since the step before, and notes where. If `step` is an earlier one, the
/// backdrop is drawn anew.
void FrameRenderer::grow_backdrop(std::size_t step) {
  if (growing_.empty()) return;
  const bool begins = !grown_to_ || step < *grown_to_;
  if (grown_to_ && begins) {
    draw_backdrop();
    now_.add_all();
  }
  // What each step adds is drawn by itself, so that a picture does not depend on which step was drawn first.
  for (std::size_t next = begins ? 0 : *grown_to_ + 1; next <= step; ++next) {
    for (const std::size_t sheet : growing_) {
      Tracing tracing(size_, film_);
      tracing.add(film_.sheets[sheet].added(next));
      brush_.draw(tracing, backdrop_);
      now_.add(tracing);
    }
  }
  tones_.keep();
  grown_to_ = step;
}

Tracing FrameRenderer::trace(std::size_t first_sheet, std::size_t last_sheet) const {
  Tracing tracing(size_, film_);
  for (std::size_t sheet = first_sheet; sheet < last_sheet; ++sheet) tracing.add(film_.sheets[sheet].draw(0));
  return tracing;
}

std::uint8_t* FrameRenderer::pixel_row(int y) {
  return pixels_.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(size_.width);
}

/// Restores a stretch of a row to what it shows without moving shapes.
void FrameRenderer::show_still(int y, int first, int last) {
  if (first >= last) return;
  Tone* row = still_row_.data();
  std::copy(backdrop_.row(y) + first, backdrop_.row(y) + last, row + first);
  for (const Pass& pass : passes_) {
    if (pass.overlay) pass.overlay->lay_over(row, y, first, last, tones_);
  }
  show(row, y, first, last);
}

void FrameRenderer::show(const Tone* row, int y, int first, int last) {
  std::transform(row + first, row + last, pixel_row(y) + first, [this](Tone tone) { return tones_.index(tone); });
}

Frame FrameRenderer::render(std::size_t step) {
  std::swap(now_, earlier_);
  now_.clear();
  grow_backdrop(step);
  for (Pass& pass : passes_) {
    pass.tracing.clear();
    for (const std::size_t sheet : pass.moving) pass.tracing.add(film_.sheets[sheet].draw(step));
    now_.add(pass.tracing);
  }
  if (!is_first_) collect_changes();
  compose();
  // The frame is composed once more from the tones of the still sheets only, so that it looks the same whatever was
  // drawn before it.
  if (tones_.ran_out()) {
    tones_.forget();
    compose();
  }
  Frame frame{size_, pixels_, palette_.colours(), is_first_, {}, palette_.inks()};
  if (!is_first_) frame.changed = changed_;
  is_first_ = false;
  return frame;
}

void FrameRenderer::compose() {
  if (is_first_) {
    pixels_.resize(static_cast<std::size_t>(size_.pixels()));
    for (int y = 0; y < size_.height; ++y) show_still(y, 0, size_.width);
  } else {
    remove_earlier();
  }
  draw_now();
}

/// Notes each stretch that this step or the earlier one touches, and what it showed before.
void FrameRenderer::collect_changes() {
  changed_.clear();
  const auto add = [this](int y, int first, int last) {
    if (first < last) changed_.push_back({y, first, last, nullptr});
  };
  for (int y = std::min(now_.top(), earlier_.top()); y < std::max(now_.bottom(), earlier_.bottom()); ++y) {
    const bool now_is_left = now_.first(y) < earlier_.first(y);
    const Stretches& left = now_is_left ? now_ : earlier_;
    const Stretches& right = now_is_left ? earlier_ : now_;
    if (left.last(y) < right.first(y)) {
      add(y, left.first(y), left.last(y));
      add(y, right.first(y), right.last(y));
    } else {
      add(y, left.first(y), std::max(left.last(y), right.last(y)));
    }
  }
  std::size_t total = 0;
  for (const ChangedRow& row : changed_) total += static_cast<std::size_t>(row.last - row.first);
  before_.resize(total);
  std::uint8_t* before = before_.data();
  for (ChangedRow& row : changed_) {
    row.before = before;
    before = std::copy(pixel_row(row.y) + row.first, pixel_row(row.y) + row.last, before);
  }
}

/// Removes the moving shapes of the earlier step, except in the stretches that this step redraws.
void FrameRenderer::remove_earlier() {
  for (int y = earlier_.top(); y < earlier_.bottom(); ++y) {
    const int left_end = std::min(earlier_.last(y), now_.first(y));
    show_still(y, earlier_.first(y), left_end);
    show_still(y, std::max({earlier_.first(y), left_end, now_.last(y)}), earlier_.last(y));
  }
}

/// Draws the moving shapes between the still sheets below and above them.
void FrameRenderer::draw_now() {
  work_.reset_stretches(size_, now_);
  const auto for_each_stretch = [this](const auto& visit) {
    for (int y = now_.top(); y < now_.bottom(); ++y) visit(y, now_.first(y), now_.last(y));
  };
  for_each_stretch([this](int y, int first, int last) {
    if (first < last) std::copy(backdrop_.row(y) + first, backdrop_.row(y) + last, work_.row(y) + first);
  });
  for (const Pass& pass : passes_) {
    brush_.draw(pass.tracing, work_);
    if (!pass.overlay) continue;
    for_each_stretch([&](int y, int first, int last) { pass.overlay->lay_over(work_.row(y), y, first, last, tones_); });
  }
  for_each_stretch([this](int y, int first, int last) {
    if (first < last) show(work_.row(y), y, first, last);
  });
}

}  // namespace convarith
