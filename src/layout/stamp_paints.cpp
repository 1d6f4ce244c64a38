#include "stamp_paints.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "swatches.hpp"

namespace convarith {
namespace {

/// The most levels in which a cell fills up: those of four by four stamps. More would leave a palette too few shades
/// for lines over them.
constexpr long long kMostLevels = 16;

/// The numbers of stamps that outputs along an axis get, each once.
std::set<int> counts_along(const StampAxis& axis) {
  std::set<int> counts;
  for (int cell = 0; cell < axis.outputs(); ++cell) counts.insert(axis.stamps_on(cell));
  return counts;
}

Colour mix(Colour from, Colour to, double share) {
  const auto channel = [share](std::uint8_t a, std::uint8_t b) {
    return static_cast<std::uint8_t>(std::lround(a + (b - a) * share));
  };
  return {channel(from.red, to.red), channel(from.green, to.green), channel(from.blue, to.blue)};
}

}  // namespace

StampLevels::StampLevels(const StampWalk& walk) {
  const std::set<int> rows = counts_along(walk.rows());
  const std::set<int> cols = counts_along(walk.cols());
  const long long most = static_cast<long long>(*rows.rbegin()) * *cols.rbegin();
  count_ = std::clamp(most, 1LL, kMostLevels);
  is_resting_.assign(static_cast<std::size_t>(count_), most > count_);
  if (most > count_) return;
  for (const int row_count : rows) {
    for (const int col_count : cols) find_resting(row_count, col_count, walk.cols().period() == 1);
  }
}

long long StampLevels::level(long long stamps, long long all) const {
  if (stamps == all) return count_;
  return stamps == 0 ? 0 : std::max(1LL, stamps * count_ / all);
}

long long StampLevels::half() const {
  for (long long level = count_ / 2; level < count_; ++level) {
    if (is_resting(level)) return level;
  }
  return count_ / 2;
}

/// Where neighbouring inputs stamp a cell, it has no rest before the last of their row has.
void StampLevels::find_resting(long long row_count, long long col_count, bool are_neighbours) {
  const long long all = row_count * col_count;
  for (long long stamps = 1; stamps < all; ++stamps) {
    if (are_neighbours && stamps % col_count != 0) continue;
    is_resting_[static_cast<std::size_t>(level(stamps, all))] = true;
  }
}

PaintId StampPaints::tint(const StampLevels& levels, long long level) const {
  if (level == levels.count()) return output;
  return level == 0 ? PaintId{paper} : static_cast<PaintId>(first_tint + level - 1);
}

StampPaints mix_stamp_paints(const StampLevels& levels, bool has_unvisited, bool has_ring, const Theme& theme) {
  StampPaints mixed;
  std::vector<Paint>& paints = mixed.paints;
  paints.resize(projector + 1);
  paints[paper] = {theme.paper, 1, {}, 0};
  paints[input] = {theme.input, 1, {paper}, kThick};
  paints[output] = {theme.output, 1, {paper}, kThick};
  // What lies under lines, and what under the shade; what projectors cross, and of that what is under the shade.
  std::vector<PaintId> lined{paper, input, output};
  std::vector<PaintId> shaded{input, output};
  std::vector<PaintId> crossed{paper, input};
  std::vector<PaintId> shaded_inputs{input};
  if (has_ring) shaded.push_back(paper);
  if (has_unvisited) {
    mixed.unvisited = static_cast<PaintId>(paints.size());
    paints.push_back({theme.unvisited, 1, {paper}, kThick});
    for (std::vector<PaintId>* const below : {&lined, &shaded, &crossed, &shaded_inputs}) {
      below->push_back(mixed.unvisited);
    }
  }
  mixed.first_tint = static_cast<PaintId>(paints.size());
  for (long long level = 1; level < levels.count(); ++level) {
    // Farther from both ends than from each other: it matters most whether a cell is empty, and whether complete.
    const double share = (static_cast<double>(level) + 0.5) / (static_cast<double>(levels.count()) + 1);
    const auto tint = static_cast<PaintId>(paints.size());
    paints.push_back({mix(theme.paper, theme.output, share), 1, {paper}, kThick});
    shaded.push_back(tint);
    if (levels.is_resting(level)) lined.push_back(tint);
  }
  paints[shade] = {theme.shade, theme.shade_opacity, shaded, kThick};
  paints[line] = {theme.line, 1, lined, 0, 1, false, shaded};
  paints[projector] = {theme.projector, 1, crossed, 0, 1.3, false, shaded_inputs};
  return mixed;
}

}  // namespace convarith
