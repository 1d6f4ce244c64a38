#pragma once

#include <cstdint>
#include <vector>

#include "brush.hpp"
#include "convarith/film.hpp"
#include "convarith/frame.hpp"
#include "palette.hpp"
#include "tracing.hpp"

namespace convarith {

/// Turns a film's steps into frames. Still sheets are drawn once; for a step only those stretches of rows are made
/// anew that a moving shape of this or the earlier step touches, so that the time for it does not depend on the page.
class FrameRenderer {
 public:
  /// `film` must outlive the renderer. Three bytes a pixel are held.
  FrameRenderer(const Film& film, FrameSize size);
  FrameRenderer(const FrameRenderer&) = delete;
  FrameRenderer& operator=(const FrameRenderer&) = delete;

  /// The frame of a step (below film.steps), in any order.
  Frame render(std::size_t step);

 private:
  using Plane = std::vector<std::uint8_t>;

  /// A pixel of which still sheets cover a part.
  struct EdgePixel {
    int x;
    PaintId paint;
    double coverage;
  };

  /// Still sheets that lie on moving ones.
  struct Overlay {
    Plane opaque;                       // kTransparent where nothing is hidden
    std::vector<EdgePixel> edges;       // row by row
    std::vector<std::size_t> row_ends;  // how many edges lie in the rows up to each
  };

  /// Moving sheets, then perhaps still ones on top of them.
  struct Pass {
    std::vector<std::size_t> moving;
    std::vector<Overlay> overlay;  // none or one
    Tracing tracing;
  };

  /// The touched stretch of each row: from first to last, exclusive; nothing where last <= first.
  struct Stretches {
    std::vector<int> first;
    std::vector<int> last;
    int top = 0;
    int bottom = 0;

    explicit Stretches(FrameSize size);
    void clear(int width);
    void add(const Tracing& tracing, FrameSize size);
    void add(const Edge& edge, FrameSize size);
    void add_row(int y, int from, int to);
    void add(const Stretches& other);
  };

  void arrange_sheets();
  void draw_still(std::size_t first_sheet, std::size_t last_sheet, Plane& plane);
  void collect_changes();
  Overlay make_overlay(std::size_t first_sheet, std::size_t last_sheet);
  void lay_overlay(const Overlay& overlay);
  std::size_t offset(int y, int x) const;

  const Film& film_;
  FrameSize size_;
  Palette palette_;
  Brush brush_;
  Plane backdrop_;
  std::vector<Pass> passes_;
  Plane pixels_;
  bool is_first_ = true;
  Stretches now_;
  Stretches earlier_;
  std::vector<std::uint8_t> before_;
  std::vector<ChangedRow> changed_;
};

}  // namespace convarith
