#include "layout/views/stamp/stamp_paints.hpp"

#include <algorithm>
#include <set>

#include "layout/shapes/tints.hpp"

namespace convarith {
namespace {

/// The most levels in which a cell fills up, those of four by four stamps. With more levels, a palette would have too
/// few shades left for the lines over them.
constexpr long long kMostLevels = 16;

/// Returns the different numbers of stamps that outputs along an axis get.
std::set<int> counts_along(const StampAxis& axis) {
  std::set<int> counts;
  for (int cell = 0; cell < axis.outputs(); ++cell) counts.insert(axis.stamps_on(cell));
  return counts;
}

}  // namespace

StampLevels::StampLevels(const StampWalk& walk) {
  const std::set<int> rows = counts_along(walk.rows());
  const std::set<int> cols = counts_along(walk.cols());
  count_ = std::clamp(static_cast<long long>(*rows.rbegin()) * *cols.rbegin(), 1LL, kMostLevels);
}

long long StampLevels::level(long long stamps, long long all) const {
  if (stamps == all) return count_;
  return stamps == 0 ? 0 : std::max(1LL, stamps * count_ / all);
}

PaintId StampPaints::tint(const StampLevels& levels, long long level) const {
  if (level == levels.count()) return swatch::output;
  return level == 0 ? PaintId{swatch::paper} : static_cast<PaintId>(first_tint + level - 1);
}

StampPaints mix_stamp_paints(const StampLevels& levels, bool has_unvisited, const Theme& theme) {
  StampPaints mixed;
  std::vector<Paint>& paints = mixed.paints;
  paints.resize(swatch::projector + 1);
  paints[swatch::paper] = {theme.paper, 1, {}, 0};
  paints[swatch::input] = {theme.input, 1, {swatch::paper}, kThick};
  paints[swatch::output] = {theme.output, 1, {swatch::paper}, kThick};
  // The areas that lie under lines, and those that projectors cross.
  std::vector<PaintId> lined{swatch::paper, swatch::input, swatch::output};
  std::vector<PaintId> crossed{swatch::paper, swatch::input};
  if (has_unvisited) {
    mixed.unvisited = static_cast<PaintId>(paints.size());
    paints.push_back({theme.unvisited, 1, {swatch::paper}, kThick});
    lined.push_back(mixed.unvisited);
    crossed.push_back(mixed.unvisited);
  }
  mixed.first_tint = static_cast<PaintId>(paints.size());
  for (long long level = 1; level < levels.count(); ++level) {
    // Tints are farther from both ends than from each other, because it matters most whether a cell is empty and
    // whether it is complete.
    const double share = (static_cast<double>(level) + 0.5) / (static_cast<double>(levels.count()) + 1);
    lined.push_back(static_cast<PaintId>(paints.size()));
    paints.push_back({between(theme.paper, theme.output, share), 1, {swatch::paper}, kThick});
  }
  paints[swatch::line] = {theme.line, 1, lined, 0};
  paints[StampPaints::kCurrent] = {theme.accent, 1, lined, 0, 1.8};
  paints[swatch::projector] = {theme.projector, 1, crossed, 0, 1.3};
  return mixed;
}

}  // namespace convarith
