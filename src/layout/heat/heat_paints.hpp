#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "layout/film.hpp"
#include "layout/heat/heat_scale.hpp"
#include "layout/shapes/paint_box.hpp"
#include "layout/theme.hpp"

namespace convarith {

/// The paints of cells that show their numbers as colours: some levels of each colour map, so few that a figure's other
/// colours have room beside them in a palette.
class HeatPaints {
 public:
  /// For a figure without such cells.
  HeatPaints() = default;
  /// Adds the paints of some colour maps. With numbers, each level has an ink that can be read on it, and there are
  /// fewer levels.
  HeatPaints(std::span<const ColourMap* const> maps, bool has_numbers, const Theme& theme, PaintBox& box);

  /// Returns the paint of a cell. The map of the scale must be one of those above.
  PaintId fill(const HeatScale& scale, double number) const { return level(scale, number).fill; }
  /// Returns the paint of the number in a cell.
  PaintId ink(const HeatScale& scale, double number) const { return level(scale, number).ink; }
  /// Returns the paint of wide lines, in the paper's colour, that set other lines off from cells of any colour.
  PaintId casing() const { return casing_; }
  /// Returns the paints of a scale from the least number to the most.
  std::vector<PaintId> levels_of(const HeatScale& scale) const;

 private:
  struct Level {
    PaintId fill = kPaper;
    PaintId ink = kPaper;
  };
  struct MapLevels {
    const ColourMap* map = nullptr;
    std::vector<Level> levels = {};
  };

  void add_inks(const Theme& theme, PaintBox& box);
  const std::vector<Level>& levels_of_map(const ColourMap& map) const;
  static std::size_t index_of(double share, std::size_t levels);
  const Level& level(const HeatScale& scale, double number) const;

  std::vector<MapLevels> maps_;
  PaintId casing_ = kPaper;
};

}  // namespace convarith
