#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "layout/film.hpp"
#include "render/brush.hpp"
#include "render/canvas.hpp"
#include "render/frame.hpp"
#include "render/overlay.hpp"
#include "render/palette.hpp"
#include "render/stretches.hpp"
#include "render/tones.hpp"
#include "render/tracing.hpp"

namespace convarith {

/// Turns a film's steps into frames. Still sheets are drawn once, and of those that grow what is added; for a step only
/// those stretches of rows are made anew that a moving shape of this or the earlier step touches, so that the time for
/// it does not depend on the page.
class FrameRenderer {
 public:
  /// `film` must outlive the renderer. Up to five bytes a pixel are held.
  FrameRenderer(const Film& film, FrameSize size);
  FrameRenderer(const FrameRenderer&) = delete;
  FrameRenderer& operator=(const FrameRenderer&) = delete;

  /// The frame of a step (below film.steps), in any order.
  Frame render(std::size_t step);

 private:
  /// Moving sheets, then perhaps still ones on top of them.
  struct Pass {
    std::vector<std::size_t> moving;
    std::optional<Overlay> overlay;
    Tracing tracing;  // of the moving sheets at the step at hand
  };

  bool is_drawn_once(std::size_t sheet, bool on_moving) const;
  void arrange_sheets();
  void draw_backdrop();
  void grow_backdrop(std::size_t step);
  Tracing trace(std::size_t first_sheet, std::size_t last_sheet) const;
  void show_still(int y, int first, int last);
  void show(const Tone* row, int y, int first, int last);
  void collect_changes();
  void compose();
  void remove_earlier();
  void draw_now();
  std::uint8_t* pixel_row(int y);

  const Film& film_;
  FrameSize size_;
  Palette palette_;
  Tones tones_;
  Brush brush_;
  Canvas backdrop_;
  std::size_t still_sheets_ = 0;         // of the backdrop
  std::vector<std::size_t> growing_;     // sheets, drawn on the backdrop
  std::optional<std::size_t> grown_to_;  // the step that they show there
  std::vector<Pass> passes_;
  Canvas work_;
  std::vector<Tone> still_row_;
  std::vector<std::uint8_t> pixels_;
  bool is_first_ = true;
  Stretches now_;
  Stretches earlier_;
  std::vector<std::uint8_t> before_;
  std::vector<ChangedRow> changed_;
};

}  // namespace convarith
