#include "layout/page/key_sample.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "layout/shapes/measures.hpp"

namespace convarith {
namespace {

constexpr double kBarWidth = 56;  // text units

/// Returns the fills of a sample. If a state has many shades, these are the first, one between and the last.
std::vector<PaintId> shown_fills(const Key& key) {
  std::vector<PaintId> fills;
  if (!key.fill) return fills;
  fills.push_back(*key.fill);
  const std::vector<PaintId>& more = key.further_fills;
  if (more.size() > 1) fills.push_back(more[more.size() / 2 - 1]);
  if (!more.empty()) fills.push_back(more.back());
  return fills;
}

std::vector<Stroke::Path> plus_in(const Box& box) {
  const double arm = 0.25 * box.height();
  const double x = box.middle();
  const double y = (box.bottom + box.top) / 2;
  return {{{{x - arm, y}, {x + arm, y}}, false}, {{{x, y - arm}, {x, y + arm}}, false}};
}

/// Draws fills side by side, each in a square of the box, and adds the lines between them.
void add_fills(const Key& key, const Box& box, DisplayList& shapes, std::vector<Stroke::Path>& lines) {
  double left = box.left;
  for (const PaintId fill : shown_fills(key)) {
    const Box square{left, box.bottom, left + box.height(), box.top};
    shapes.push_back({Role::legend_swatch, std::nullopt, fill, Fill{square.corners()}});
    if (left > box.left) lines.push_back({{{left, box.bottom}, {left, box.top}}, false});
    left = square.right;
  }
}

/// Draws a bar of colours. Each reaches under those that follow, so that nothing shines through between them.
void add_bar(const Key& key, const Box& box, double unit, DisplayList& shapes) {
  const std::vector<PaintId>& levels = key.bar->levels;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const double left = box.left + box.width() * static_cast<double>(i) / static_cast<double>(levels.size());
    const Box rest{left, box.bottom, box.right, box.top};
    shapes.push_back({Role::legend_swatch, std::nullopt, levels[i], Fill{rest.corners()}});
  }
  shapes.push_back({Role::legend_outline, std::nullopt, key.line, Stroke{{{box.corners(), true}}, kThin * unit, 0}});
}

}  // namespace

double sample_width(const Key& key) {
  if (key.bar) return kBarWidth;
  return kSampleSize * static_cast<double>(std::max<std::size_t>(1, shown_fills(key).size()));
}

void add_sample(const Key& key, const Box& box, double unit, DisplayList& shapes) {
  if (key.bar) return add_bar(key, box, unit, shapes);
  const std::vector<Point> corners = box.corners();
  std::vector<Stroke::Path> paths;
  add_fills(key, box, shapes, paths);
  if (key.glaze) shapes.push_back({Role::legend_swatch, std::nullopt, *key.glaze, Fill{corners}});
  if (key.is_added) {
    paths = plus_in(box);
  } else if (key.is_dashed) {
    for (std::size_t i = 0; i < 4; ++i) paths.push_back({{corners[i], corners[(i + 1) % 4]}, false});
  } else {
    paths.push_back({corners, true});
  }
  if (key.is_crossed) {
    paths.push_back({{corners[0], corners[2]}, false});
    paths.push_back({{corners[1], corners[3]}, false});
  }
  // A side has three dashes and two gaps between them, so that all corners are drawn.
  const double dash = key.is_dashed ? box.width() / 5 : 0;
  const double width = key.width > 0 ? key.width : kThick;
  shapes.push_back({Role::legend_outline, std::nullopt, key.line, Stroke{std::move(paths), width * unit, dash}});
}

}  // namespace convarith
