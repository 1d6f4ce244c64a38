#pragma once

#include <cstddef>
#include <vector>

#include "layout/film.hpp"
#include "layout/panels/panel_row.hpp"
#include "layout/shapes/box.hpp"
#include "layout/views/volume/volume_plan.hpp"

namespace convarith {

/// The panels of a volume figure, laid out with the signs between them.
class VolumeArrangement {
 public:
  explicit VolumeArrangement(VolumePlan plan);

  /// Returns the blocks in their places.
  const std::vector<PlannedBlock>& blocks() const { return plan_.blocks; }
  const Box& box() const { return box_; }
  void move_by(Point way);
  /// Writes titles, captions, signs and dots.
  void write(DisplayList& shapes, PaintId ink) const;

 private:
  /// Signs beside the rows of a panel, one for each row, between panels that have a row for each group.
  struct RowSigns {
    std::size_t number = 0;  // number in the row of panels
    std::size_t panel = 0;   // panel to whose rows the signs belong
  };

  /// Panels side by side, or all panels below each other. Lengths are in units of the texts.
  struct Line {
    PanelRow row;
    std::vector<std::size_t> panels;   // places in VolumePlan::panels
    std::vector<std::size_t> numbers;  // numbers of these panels in `row`
    std::vector<RowSigns> signs;
  };

  Box size_of(const Cluster& cluster) const;
  std::vector<double> row_heights(std::size_t panel) const;
  double height_of(std::size_t panel) const;
  double width_of(std::size_t panel) const;
  std::vector<double> row_middles(std::size_t panel) const;
  std::vector<Line> lines_of_panels(bool is_stacked, double unit) const;
  void add_link(Line& line, std::size_t panel, double unit) const;
  void choose_lines();
  void place_blocks(const Line& line);
  void place_cluster(const Cluster& cluster, Point middle);
  void place_dots(std::size_t panel, Point middle);
  void add_dots(Point middle, Point way);
  void write_row_signs(const Line& line, DisplayList& texts, PaintId ink) const;

  VolumePlan plan_;
  double unit_ = 1;  // size of texts and signs, as a multiple of their usual size
  std::vector<Line> lines_;
  std::vector<Point> dots_;
  Point shift_;
  Box box_;
};

}  // namespace convarith
