#pragma once

#include <vector>

#include "layout/film.hpp"
#include "layout/shapes/box.hpp"
#include "layout/views/volume/volume_paints.hpp"
#include "layout/views/volume/volume_space.hpp"

namespace convarith {

/// One layer of a block, a cell deep, or several layers that are drawn as one.
struct Slice {
  HueId hue = kInputHue;
  double depth = 1;  ///< depth in layers of usual thickness
};

/// The rows or the columns of a block, and the places that they take in the space around it.
struct BlockAxis {
  int cells = 1;
  int first = 0;   ///< place of the first row or column
  int spread = 1;  ///< places from one row or column to the next

  int place_of(int cell) const { return first + spread * cell; }
  int end() const { return place_of(cells - 1) + 1; }
  bool has_gaps() const { return spread > 1 && cells > 1; }
};

/// A block of cells in space, with its rows and columns, and slices from front to back.
class Block {
 public:
  Block(const BlockAxis& rows, const BlockAxis& cols, std::vector<Slice> slices);

  const BlockAxis& rows() const { return rows_; }
  const BlockAxis& cols() const { return cols_; }
  const std::vector<Slice>& slices() const { return slices_; }
  const Space& space() const { return space_; }
  /// Whether there are no places between the block's cells.
  bool is_solid() const { return !rows_.has_gaps() && !cols_.has_gaps(); }
  /// Returns the places from the first cell to the last.
  CellRange range() const;
  /// Whether a cell at a place would appear to the viewer in front of some of the block's cells.
  bool would_be_in_front(Cell place) const { return place.row < range().first.row || place.col >= range().end_col(); }
  void move_by(Point way) { space_.move_by(way); }

  // These fill faces. Lines are still to be added to them.

  /// Fills everything that is seen of some cells that stand alone.
  void fill(const CellRange& cells, Look look, Role role, const VolumePaints& paints, DisplayList& shapes) const;
  /// Fills what is seen of some cells of a solid block.
  void fill_part(const CellRange& cells, Look look, Role role, const VolumePaints& paints, DisplayList& shapes) const;

  // These draw lines.

  /// Draws the lines between some cells that stand alone.
  void draw_inner_lines(const CellRange& cells, Role role, PaintId line, DisplayList& shapes) const;
  /// Draws the lines along the edges of some cells that stand alone.
  void draw_outline(const CellRange& cells, Role role, PaintId line, double width, DisplayList& shapes) const;
  /// Draws the lines between and around some cells of a solid block, as wide as those between and around all of its
  /// cells.
  void draw_lines_of_part(const CellRange& cells, Role role, PaintId line, DisplayList& shapes) const;
  /// Draws a frame around what is seen of some places, over the whole depth of the block. Paper is on both sides of the
  /// line, because faces are so different that no line stands out from all of them.
  void frame(const CellRange& places, Role role, PaintId line, DisplayList& shapes) const;
  /// Draws a dashed line around the space that some places take.
  void draw_dashes_around(const CellRange& places, Role role, PaintId line, DisplayList& shapes) const;

 private:
  /// Slices of one hue that follow each other, between two depths.
  struct Run {
    HueId hue = kInputHue;
    double from = 0;
    double to = 0;
  };

  std::vector<Face> visible_faces(const CellRange& places) const;
  /// Thin lines, and bold ones along the edges of the block.
  struct Lines {
    std::vector<Stroke::Path> thin;
    std::vector<Stroke::Path> bold;

    void add(bool is_bold, Point from, Point to) { (is_bold ? bold : thin).push_back({{from, to}, false}); }
  };

  void add_slice_lines(Face face, const CellRange& cells, std::vector<Stroke::Path>& paths) const;
  void add_row_lines(const CellRange& cells, Lines& lines) const;
  void add_col_lines(const CellRange& cells, Lines& lines) const;

  BlockAxis rows_;
  BlockAxis cols_;
  std::vector<Slice> slices_;
  std::vector<Run> runs_;
  std::vector<double> cuts_;  // depths of the lines between slices
  Space space_;
};

}  // namespace convarith
