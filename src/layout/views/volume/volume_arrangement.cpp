#include "layout/views/volume/volume_arrangement.hpp"

#include <algorithm>
#include <utility>

#include "layout/shapes/round_dot.hpp"
#include "layout/shapes/transforms.hpp"

namespace convarith {
namespace {

// All in bp.
constexpr double kBlockRowGap = 10;
constexpr double kDotsGap = 20;  // between rows or blocks with dots between them
constexpr double kBlockGap = 8;
constexpr double kLineGap = 14;  // between lines of panels, in units of the texts
constexpr double kDotRadius = 0.9;
constexpr double kDotDistance = 4.5;

/// Texts are scaled by the width (bp) of the figure over this width, but at least by kLeastUnit.
constexpr double kUsualWidth = 370;
constexpr double kLeastUnit = 1.1;
/// Flat blocks stand below each other if a row of them would be wider than this (bp).
constexpr double kWidestBlockRow = 450;

double gap_after(std::size_t i, std::size_t count, std::optional<std::size_t> dots_after, double gap) {
  if (i + 1 == count) return 0;
  return dots_after == i ? kDotsGap : gap;
}

}  // namespace

VolumeArrangement::VolumeArrangement(VolumePlan plan) : plan_(std::move(plan)) {
  choose_lines();
  for (const Line& line : lines_) {
    place_blocks(line);
    box_.add(line.row.box());
  }
  box_ = {box_.left * unit_, box_.bottom * unit_, box_.right * unit_, box_.top * unit_};
}

/// Returns the size of a cluster as a box from {0, 0} on. Its blocks stand in a row, with their middles level.
Box VolumeArrangement::size_of(const Cluster& cluster) const {
  Box size{0, 0, 0, 0};
  for (std::size_t i = 0; i < cluster.blocks.size(); ++i) {
    const PlannedBlock& block = plan_.blocks[cluster.blocks[i]];
    const Box box = block.block.space().box(block.reach);
    size.right += box.width() + gap_after(i, cluster.blocks.size(), cluster.dots_after, kBlockGap);
    size.top = std::max(size.top, box.height());
  }
  return size;
}

/// Returns the heights of a panel's rows. In panels with a row for each group, corresponding rows are equally high.
std::vector<double> VolumeArrangement::row_heights(std::size_t panel) const {
  std::vector<double> heights(plan_.panels[panel].rows.size());
  for (const VolumePanel& other : plan_.panels) {
    const bool is_neighbour = plan_.panels[panel].is_by_group && other.is_by_group;
    if (&other != &plan_.panels[panel] && !is_neighbour) continue;
    for (std::size_t i = 0; i < heights.size(); ++i) heights[i] = std::max(heights[i], size_of(other.rows[i]).height());
  }
  return heights;
}

double VolumeArrangement::height_of(std::size_t panel) const {
  const std::vector<double> heights = row_heights(panel);
  double height = 0;
  for (std::size_t i = 0; i < heights.size(); ++i)
    height += heights[i] + gap_after(i, heights.size(), plan_.panels[panel].dots_after, kBlockRowGap);
  return height;
}

double VolumeArrangement::width_of(std::size_t panel) const {
  double width = 0;
  for (const Cluster& cluster : plan_.panels[panel].rows) width = std::max(width, size_of(cluster).width());
  return width;
}

/// Returns how far the middle of each row is below the middle of its panel.
std::vector<double> VolumeArrangement::row_middles(std::size_t panel) const {
  const std::vector<double> heights = row_heights(panel);
  std::vector<double> middles;
  double top = -height_of(panel) / 2;
  for (std::size_t i = 0; i < heights.size(); ++i) {
    middles.push_back(top + heights[i] / 2);
    top += heights[i] + gap_after(i, heights.size(), plan_.panels[panel].dots_after, kBlockRowGap);
  }
  return middles;
}

std::vector<VolumeArrangement::Line> VolumeArrangement::lines_of_panels(bool is_stacked, double unit) const {
  std::vector<Line> lines;
  for (std::size_t i = 0; i < plan_.panels.size(); ++i) {
    const VolumePanel& panel = plan_.panels[i];
    const bool continues = panel.begins_line && !is_stacked;
    if (i == 0 || continues) lines.push_back({PanelRow(is_stacked), {}, {}, {}});
    Line& line = lines.back();
    if (continues) line.row.add_arrow();
    line.panels.push_back(i);
    line.numbers.push_back(line.row.add(width_of(i) / unit, height_of(i) / unit, panel.title, panel.caption));
    const bool is_at_end = i + 1 < plan_.panels.size() && plan_.panels[i + 1].begins_line && !is_stacked;
    if (panel.next && !is_at_end) add_link(line, i, unit);
  }
  double top = 0;
  const double middle = lines.front().row.box().middle();
  for (Line& line : lines) {
    const Box box = line.row.box();
    if (&line != &lines.front()) line.row.place({middle - box.middle(), top - kLineGap - box.top});
    top = line.row.box().bottom;
  }
  return lines;
}

void VolumeArrangement::add_link(Line& line, std::size_t panel, double unit) const {
  const Link& link = *plan_.panels[panel].next;
  if (link.sign.empty()) return line.row.add_arrow(link.word);
  if (line.row.is_stacked() || !plan_.panels[panel].is_by_group) return line.row.add_sign(link.sign);
  line.signs.push_back({line.row.add(width_of_sign(link.sign), height_of(panel) / unit), panel});
}

/// Chooses how the panels are arranged and how large texts are. The wider a figure is, the larger its texts must be to
/// be readable when figures are shown at the same width in pixels.
void VolumeArrangement::choose_lines() {
  const Box first = plan_.blocks.front().block.space().box(plan_.blocks.front().reach);
  const auto width = [this](bool is_stacked, double unit) {
    double widest = 0;
    for (const Line& line : lines_of_panels(is_stacked, unit)) widest = std::max(widest, line.row.box().width());
    return widest * unit;
  };
  const bool is_stacked = are_wide(first.width(), first.height()) && width(false, kLeastUnit) > kWidestBlockRow;
  unit_ = kLeastUnit;
  for (int i = 0; i < 3; ++i) unit_ = std::max(unit_, width(is_stacked, unit_) / kUsualWidth);
  lines_ = lines_of_panels(is_stacked, unit_);
}

void VolumeArrangement::place_blocks(const Line& line) {
  for (std::size_t i = 0; i < line.panels.size(); ++i) {
    const std::size_t number = line.panels[i];
    const VolumePanel& panel = plan_.panels[number];
    const Point corner = line.row.corner(line.numbers[i]) * unit_;
    const Point middle = corner + Point{width_of(number), height_of(number)} / 2;
    const std::vector<double> middles = row_middles(number);
    for (std::size_t row = 0; row < panel.rows.size(); ++row) {
      place_cluster(panel.rows[row], {middle.x, middle.y - middles[row]});
    }
    place_dots(number, middle);
  }
}

void VolumeArrangement::place_cluster(const Cluster& cluster, Point middle) {
  double left = middle.x - size_of(cluster).width() / 2;
  for (std::size_t i = 0; i < cluster.blocks.size(); ++i) {
    PlannedBlock& planned = plan_.blocks[cluster.blocks[i]];
    const Box box = planned.block.space().box(planned.reach);
    planned.block.move_by({left - box.left, middle.y - (box.bottom + box.top) / 2});
    left += box.width();
    const double gap = gap_after(i, cluster.blocks.size(), cluster.dots_after, kBlockGap);
    if (cluster.dots_after == i) add_dots({left + gap / 2, middle.y}, {kDotDistance, 0});
    left += gap;
  }
}

void VolumeArrangement::place_dots(std::size_t panel, Point middle) {
  const std::optional<std::size_t> after = plan_.panels[panel].dots_after;
  if (!after) return;
  const double bottom = row_middles(panel)[*after] + row_heights(panel)[*after] / 2;
  add_dots({middle.x, middle.y - bottom - kDotsGap / 2}, {0, kDotDistance});
}

void VolumeArrangement::add_dots(Point middle, Point way) {
  for (const int i : {-1, 0, 1}) dots_.push_back(middle + i * way);
}

void VolumeArrangement::move_by(Point way) {
  for (PlannedBlock& planned : plan_.blocks) planned.block.move_by(way);
  shift_ = shift_ + way;
  box_ = box_.moved(way);
}

void VolumeArrangement::write_row_signs(const Line& line, DisplayList& texts, PaintId ink) const {
  for (const RowSigns& signs : line.signs) {
    const std::string& sign = plan_.panels[signs.panel].next->sign;
    const Point corner = line.row.corner(signs.number);
    const Point middle = corner + Point{width_of_sign(sign), height_of(signs.panel) / unit_} / 2;
    for (const double down : row_middles(signs.panel)) {
      write_sign(texts, ink, sign, {middle.x, middle.y - down / unit_});
    }
  }
}

void VolumeArrangement::write(DisplayList& shapes, PaintId ink) const {
  DisplayList texts;
  for (const Line& line : lines_) {
    line.row.write(texts, ink);
    write_row_signs(line, texts, ink);
  }
  for (Shape& shape : texts) {
    transform(shape, unit_, shift_);
    shapes.push_back(std::move(shape));
  }
  for (const Point& dot : dots_) {
    shapes.push_back({Role::panel_dots, std::nullopt, ink, Fill{round_dot(dot + shift_, kDotRadius)}});
  }
}

}  // namespace convarith
