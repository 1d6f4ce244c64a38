#pragma once

#include <cstddef>
#include <vector>

#include "layout/film.hpp"
#include "layout/panels/panel_row.hpp"
#include "layout/shapes/box.hpp"
#include "layout/views/volume/volume_plan.hpp"

namespace convarith {

/// The panels of a figure of volumes, laid out with the signs between them.
class VolumeArrangement {
 public:
  explicit VolumeArrangement(VolumePlan plan);

  /// In their places.
  const std::vector<PlannedBlock>& blocks() const { return plan_.blocks; }
  const Box& box() const { return box_; }
  void move_by(Point way);
  /// Titles, captions, signs and dots.
  void write(DisplayList& shapes, PaintId ink) const;

 private:
  /// A sign beside each row, between panels that have a row for each group.
  struct RowSigns {
    std::size_t number = 0;  // in the row of panels
    std::size_t panel = 0;   // to whose rows they belong
  };

  /// Panels side by side, or all of them below each other. In units of the texts.
  struct Line {
    PanelRow row;
    std::vector<std::size_t> panels;   // places in VolumePlan::panels
    std::vector<std::size_t> numbers;  // of these in the row
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
  double unit_ = 1;  // how many times as large as usual texts and signs are
  std::vector<Line> lines_;
  std::vector<Point> dots_;
  Point shift_;
  Box box_;
};

}  // namespace convarith
