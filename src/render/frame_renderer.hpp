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

/// Turns a film's steps into frames. Still sheets are drawn once, and growing sheets are drawn by what each step adds.
/// For a step, only the stretches of rows are redrawn that a moving shape of this or the earlier step touches, so that
/// the time for a step does not depend on the size of the page.
class FrameRenderer {
 public:
  /// `film` must outlive the renderer, which holds about three bytes for each pixel of the frame, two for each pixel in
  /// the rows of each overlay, and up to three for each pixel that a step touches.
  FrameRenderer(const Film& film, FrameSize size);
  FrameRenderer(const FrameRenderer&) = delete;
  FrameRenderer& operator=(const FrameRenderer&) = delete;

  /// Returns the frame of a step (below film.steps). Steps may be rendered in any order.
  Frame render(std::size_t step);

 private:
  /// Moving sheets, and still sheets on top of them if there are any.
  struct Pass {
    std::vector<std::size_t> moving;
    std::optional<Overlay> overlay;
    Tracing tracing;  // the moving sheets in the current step
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
  std::size_t still_sheets_ = 0;         // number of still sheets in the backdrop
  std::vector<std::size_t> growing_;     // growing sheets, drawn on the backdrop
  std::optional<std::size_t> grown_to_;  // the step that the growing sheets show
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
