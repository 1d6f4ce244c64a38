#include "layout/heat/heat_paints.hpp"

#include <algorithm>
#include <cmath>

#include "layout/shapes/lattice.hpp"
#include "layout/shapes/tints.hpp"

namespace convarith {
namespace {

// Levels of a colour map, which are odd numbers so that zero has the middle of a diverging map.
constexpr std::size_t kLevelsOfOneMap = 65;
constexpr std::size_t kLevelsOfSeveral = 41;
// Letters on each level take further shades of the palette.
constexpr std::size_t kLevelsWithNumbers = 25;
constexpr std::size_t kLevelsOfSeveralWithNumbers = 13;

constexpr double kCoarseNumbers = 3.2;  // coarseness of these letters

std::size_t levels_for(std::size_t maps, bool has_numbers) {
  if (has_numbers) return maps > 1 ? kLevelsOfSeveralWithNumbers : kLevelsWithNumbers;
  return maps > 1 ? kLevelsOfSeveral : kLevelsOfOneMap;
}

}  // namespace

HeatPaints::HeatPaints(std::span<const ColourMap* const> maps, bool has_numbers, const Theme& theme, PaintBox& box) {
  const std::size_t count = levels_for(maps.size(), has_numbers);
  for (const ColourMap* const map : maps) {
    std::vector<Level>& levels = maps_.emplace_back(MapLevels{map}).levels;
    for (std::size_t i = 0; i < count; ++i) {
      const Colour colour = map->at(static_cast<double>(i) / static_cast<double>(count - 1));
      // Neighbouring cells share their edges, so that these need not be smooth, at whatever size.
      levels.push_back({box.area(colour, kCell), kPaper});
      box.share(levels.back().fill);
    }
  }
  if (has_numbers) add_inks(theme, box);
  // Its edges over so many colours take the nearest of these and those of other edges.
  casing_ = box.ink_apart(theme.paper, 1);
  box.share(casing_);
}

void HeatPaints::add_inks(const Theme& theme, PaintBox& box) {
  std::vector<PaintId> inks;
  for (MapLevels& map : maps_) {
    for (Level& level : map.levels) {
      const Colour colour = readable_ink(theme, box.colour_of(level.fill));
      const auto known =
          std::find_if(inks.begin(), inks.end(), [&](PaintId ink) { return box.colour_of(ink) == colour; });
      level.ink = known == inks.end() ? box.ink_apart(colour, kCoarseNumbers) : *known;
      if (known == inks.end()) inks.push_back(level.ink);
      box.share(level.ink);
      box.lay_over(level.ink, level.fill);
    }
  }
}

std::vector<PaintId> HeatPaints::levels_of(const HeatScale& scale) const {
  const std::vector<Level>& all = levels_of_map(scale.map());
  std::vector<PaintId> levels;
  const std::size_t last = index_of(scale.share_of(scale.range().most), all.size());
  for (std::size_t i = index_of(scale.share_of(scale.range().least), all.size()); i <= last; ++i) {
    levels.push_back(all[i].fill);
  }
  return levels;
}

const std::vector<HeatPaints::Level>& HeatPaints::levels_of_map(const ColourMap& map) const {
  return std::find_if(maps_.begin(), maps_.end(), [&map](const MapLevels& known) { return known.map == &map; })->levels;
}

std::size_t HeatPaints::index_of(double share, std::size_t levels) {
  return static_cast<std::size_t>(std::lround(share * static_cast<double>(levels - 1)));
}

const HeatPaints::Level& HeatPaints::level(const HeatScale& scale, double number) const {
  const std::vector<Level>& levels = levels_of_map(scale.map());
  return levels[index_of(scale.share_of(number), levels.size())];
}

}  // namespace convarith
