#include "layout/views/features/tile_figure.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "layout/heat/heat_paints.hpp"
#include "layout/panels/heat_cells.hpp"
#include "layout/shapes/cell_maps.hpp"
#include "layout/shapes/measures.hpp"
#include "layout/shapes/paint_box.hpp"
#include "layout/shapes/tight_page.hpp"
#include "layout/shapes/tints.hpp"
#include "layout/views/features/tile_arrangement.hpp"

namespace convarith {
namespace {

constexpr double kTileOutline = 0.6;  // bp
constexpr double kThinLink = 0.25;    // bp, of links that are many
constexpr std::size_t kFewLinks = 24;
constexpr double kLinkWidth = 0.6;     // bp
constexpr double kFaintOutline = 0.3;  // share of the lines' colour in outlines of tiles to come
constexpr double kCoarseLink = 3;      // see Paint::coarseness

/// The scales of some rows: one for all their tiles, or one for each.
class RowScales {
 public:
  RowScales(std::span<const TileRow> rows, const CellChoice& choice) : choice_(choice) {
    std::optional<NumberRange> shared;
    for (const TileRow& row : rows) {
      for (const TileColumn& column : row.columns) {
        for (const NumberTile& tile : column.tiles) {
          const NumberRange range = range_of(tile.numbers);
          shared = shared ? range_around(*shared, range) : range;
        }
      }
    }
    shared_ = shared.value_or(NumberRange{});
  }

  HeatScale shared() const { return {choice_, shared_}; }
  HeatScale of(const NumberTile& tile) const {
    return choice_.is_per_map ? HeatScale(choice_, range_of(tile.numbers)) : shared();
  }

 private:
  CellChoice choice_;
  NumberRange shared_;
};

class TileFigure {
 public:
  TileFigure(TileSheet sheet, const CellChoice& choice, const Theme& theme);

  Drawing drawing() &&;

 private:
  void mix_paints(const Theme& theme);
  void draw_tile(const PlacedTile& tile, const RowScales& scales, DisplayList& shapes) const;
  void draw_scores(const PlacedTileRow& row, DisplayList& shapes) const;
  void write(const PlacedTileText& text, DisplayList& shapes) const;
  DisplayList below() const;
  DisplayList row(std::size_t number) const;
  DisplayList rows_until(std::size_t step) const;
  DisplayList all_rows() const;
  DisplayList links_to(std::size_t number) const;
  std::vector<CellMap> maps() const;
  std::vector<CellMap> maps_of_filters() const;
  std::vector<Key> keys() const;
  static void add_still_rows(Film& film, const std::shared_ptr<const TileFigure>& figure);
  static void add_growing_rows(Film& film, const std::shared_ptr<const TileFigure>& figure);

  TileSheet sheet_;
  std::vector<RowScales> scales_;
  CellChoice choice_;
  TilePicture picture_;
  TightPage page_;
  HeatPaints heat_;
  PaintId line_ = kPaper;
  PaintId faint_ = kPaper;
  PaintId name_ = kPaper;
  PaintId words_ = kPaper;
  PaintId bar_ = kPaper;
  PaintId highest_bar_ = kPaper;
  PaintId link_ = kPaper;
  std::vector<Paint> paints_;
};

TileFigure::TileFigure(TileSheet sheet, const CellChoice& choice, const Theme& theme)
    : sheet_(std::move(sheet)), choice_(choice), picture_(arrange_tiles(sheet_.rows, sheet_.texts, sheet_.is_still)) {
  page_ = page_around(picture_.box);
  picture_.move_by(page_.shift);
  for (const TileRow& row : sheet_.rows)
    scales_.emplace_back(sheet_.has_one_scale ? std::span(sheet_.rows) : std::span(&row, 1), choice_);
  mix_paints(theme);
}

void TileFigure::mix_paints(const Theme& theme) {
  PaintBox box(theme.paper);
  std::vector<const ColourMap*> maps;
  for (const RowScales& scales : scales_) {
    const ColourMap* const map = &scales.shared().map();
    if (std::find(maps.begin(), maps.end(), map) == maps.end()) maps.push_back(map);
  }
  heat_ = HeatPaints(maps, false, theme, box);
  bar_ = box.area(theme.output);
  highest_bar_ = box.area(theme.accent);
  line_ = box.ink(theme.line, {kPaper, bar_, highest_bar_});
  faint_ = box.ink(between(theme.paper, theme.line, kFaintOutline), {kPaper});
  name_ = box.ink(theme.number, {kPaper});
  words_ = box.ink(theme.faint, {kPaper});
  link_ = box.ink(theme.accent, {kPaper}, kCoarseLink);
  paints_ = std::move(box).take();
}

/// Returns the outline of a tile's cells, of which the last row may not be full.
Stroke outline_of(const PlacedTile& tile) {
  const FlatMap& map = tile.map;
  const auto numbers = static_cast<int>(tile.tile.numbers.size());
  const int full = numbers / tile.tile.cols;
  const int rest = numbers % tile.tile.cols;
  std::vector<Stroke::Path> paths;
  if (full > 0) paths.push_back({map.box_of({0, 0}, full, map.cols()).corners(), true});
  if (rest > 0) paths.push_back({map.box_of({full, 0}, 1, rest).corners(), true});
  return {std::move(paths), kTileOutline, 0};
}

void TileFigure::draw_tile(const PlacedTile& tile, const RowScales& scales, DisplayList& shapes) const {
  const HeatScale scale = scales.of(tile.tile);
  for (std::size_t i = 0; i < tile.tile.numbers.size(); ++i) {
    const auto index = static_cast<int>(i);
    const Cell place{index / tile.tile.cols, index % tile.tile.cols};
    shapes.push_back(heat_cell(tile.map, Role::feature_cell, place, place, heat_.fill(scale, tile.tile.numbers[i])));
  }
  shapes.push_back({Role::feature_outline, std::nullopt, line_, outline_of(tile)});
}

void TileFigure::draw_scores(const PlacedTileRow& row, DisplayList& shapes) const {
  const auto higher = [](const PlacedScore& a, const PlacedScore& b) { return a.number < b.number; };
  const auto highest = std::max_element(row.scores.begin(), row.scores.end(), higher);
  for (auto score = row.scores.begin(); score != row.scores.end(); ++score) {
    if (score->bar.width() == 0) continue;
    shapes.push_back(
        {Role::score_bar, std::nullopt, score == highest ? highest_bar_ : bar_, Fill{score->bar.corners()}});
  }
}

void TileFigure::write(const PlacedTileText& text, DisplayList& shapes) const {
  const bool is_name = text.role == Role::feature_name || text.role == Role::score_name;
  write_line(shapes, text.role, std::nullopt, is_name ? name_ : words_, text.line, text.origin);
}

/// Draws texts, the first row, and the outlines of all that is to come.
DisplayList TileFigure::below() const {
  DisplayList shapes;
  for (const PlacedTileText& text : picture_.texts) write(text, shapes);
  for (std::size_t i = 1; i < sheet_.rows.size() && !sheet_.is_still; ++i) {
    for (const PlacedColumn& column : picture_.rows[i].columns) {
      for (const PlacedTile& tile : column.tiles) {
        shapes.push_back({Role::feature_to_come, std::nullopt, faint_, outline_of(tile)});
      }
    }
  }
  DisplayList first = row(0);
  std::move(first.begin(), first.end(), std::back_inserter(shapes));
  return shapes;
}

DisplayList TileFigure::row(std::size_t number) const {
  DisplayList shapes;
  const PlacedTileRow& placed = picture_.rows[number];
  for (const PlacedColumn& column : placed.columns) {
    for (const PlacedTile& tile : column.tiles) draw_tile(tile, scales_[number], shapes);
  }
  draw_scores(placed, shapes);
  for (const PlacedTileText& text : placed.texts) write(text, shapes);
  return shapes;
}

DisplayList TileFigure::rows_until(std::size_t step) const {
  DisplayList shapes;
  for (std::size_t i = 1; i <= step + 1; ++i) {
    DisplayList more = row(i);
    std::move(more.begin(), more.end(), std::back_inserter(shapes));
  }
  return shapes;
}

DisplayList TileFigure::all_rows() const {
  return sheet_.rows.size() > 1 ? rows_until(sheet_.rows.size() - 2) : DisplayList();
}

/// Draws lines to the maps of a row from those that they are computed from. Lines from a row that is not the one above
/// lead around the rows between, on the right.
DisplayList TileFigure::links_to(std::size_t number) const {
  std::vector<Stroke::Path> paths;
  const PlacedTileRow& to = picture_.rows[number];
  std::vector<Box> targets;
  for (const PlacedColumn& column : to.columns) targets.push_back(column.box);
  if (targets.empty()) targets.push_back(to.box);
  const auto link = [&paths](const Box& above, const Box& below) {
    paths.push_back({{{above.middle(), above.bottom}, {below.middle(), below.top}}, false});
  };
  for (const TileSource& source : sheet_.rows[number].sources) {
    const PlacedTileRow& from = picture_.rows[source.row];
    if (source.row + 1 != number) {
      const double side = picture_.box.right + kBorder / 2;
      const double start = (from.box.bottom + from.box.top) / 2;
      const double end = (to.box.bottom + to.box.top) / 2;
      for (const auto& [a, b] :
           {std::pair(Point{from.box.right, start}, Point{side, start}),
            std::pair(Point{side, start}, Point{side, end}), std::pair(Point{side, end}, Point{to.box.right, end})}) {
        paths.push_back({{a, b}, false});
      }
      continue;
    }
    const bool is_by_column = source.is_by_column && from.columns.size() == targets.size();
    for (std::size_t i = 0; i < from.columns.size(); ++i) {
      for (std::size_t j = 0; j < targets.size(); ++j) {
        if (!is_by_column || i == j) link(from.columns[i].box, targets[j]);
      }
    }
  }
  const double width = paths.size() > kFewLinks ? kThinLink : kLinkWidth;
  return {{Role::feature_link, std::nullopt, link_, Stroke{std::move(paths), width, 0}}};
}

/// Returns a map for each part of a filter.
std::vector<CellMap> TileFigure::maps_of_filters() const {
  std::vector<CellMap> maps;
  for (std::size_t i = 0; i < sheet_.rows.size(); ++i) {
    for (std::size_t j = 0; j < sheet_.rows[i].columns.size(); ++j) {
      const FlatMap& tile = picture_.rows[i].columns[j].tiles.front().map;
      CellMap map;
      map.kind = CellMap::Kind::kernel;
      map.origin = tile.lattice().at(0, 0);
      map.beside = tile.lattice().at(0, 1);
      map.below = tile.lattice().at(1, 0);
      map.rows = {0, tile.rows()};
      map.cols = {0, tile.cols()};
      map.sheet = sheet_.rows[i].columns[j].channel;
      map.filter = sheet_.rows[i].columns[j].filter;
      maps.push_back(map);
    }
  }
  return maps;
}

/// Returns a map for each row: a single cell around all that is seen of it.
std::vector<CellMap> TileFigure::maps() const {
  if (sheet_.is_still) return maps_of_filters();
  std::vector<CellMap> maps;
  for (std::size_t i = 0; i < picture_.rows.size(); ++i) {
    maps.push_back(map_of_block(picture_.rows[i].box, i));
  }
  return maps;
}

/// Returns a bar for each colour map. It has the numbers at its ends if they are those of all tiles.
std::vector<Key> TileFigure::keys() const {
  const bool is_shared = (sheet_.has_one_scale && !choice_.is_per_map) || choice_.range;
  const std::string text = is_shared ? "values" : choice_.is_per_map ? "values of each map" : "values of each row";
  std::vector<Key> keys;
  std::vector<const ColourMap*> known;
  for (const RowScales& scales : scales_) {
    const HeatScale scale = scales.shared();
    if (std::find(known.begin(), known.end(), &scale.map()) != known.end()) continue;
    known.push_back(&scale.map());
    const bool has_both = !is_shared && scale.map().is_diverging;
    keys.push_back(heat_key(has_both ? text + ", zero in the middle" : text, scale, !is_shared, heat_, line_));
  }
  return keys;
}

/// Adds the sheets of a figure whose rows are all there from the beginning.
void TileFigure::add_still_rows(Film& film, const std::shared_ptr<const TileFigure>& figure) {
  film.steps = 1;
  film.sheets.push_back({true, [figure](std::size_t) { return figure->all_rows(); }});
}

/// Adds the sheets of a figure whose rows appear one after the other.
void TileFigure::add_growing_rows(Film& film, const std::shared_ptr<const TileFigure>& figure) {
  film.steps = figure->sheet_.rows.size() - 1;
  film.sheets.push_back({false, [figure](std::size_t step) { return figure->rows_until(step); },
                         [figure](std::size_t step) { return figure->row(step + 1); }});
  film.sheets.push_back({false, [figure](std::size_t step) { return figure->links_to(step + 1); }});
}

Drawing TileFigure::drawing() && {
  const auto figure = std::make_shared<const TileFigure>(std::move(*this));
  Drawing drawing;
  Film& film = drawing.film;
  film.width = figure->page_.width;
  film.height = figure->page_.height;
  film.paints = figure->paints_;
  film.walk = figure->sheet_.is_still ? Walk::other : Walk::layers;
  film.sheets.push_back({true, [figure](std::size_t) { return figure->below(); }});
  film.sheets.back().maps = figure->maps();
  if (figure->sheet_.is_still || figure->sheet_.rows.size() == 1) {
    add_still_rows(film, figure);
  } else {
    add_growing_rows(film, figure);
  }
  drawing.outline = figure->picture_.box.corners();
  drawing.ink = figure->line_;
  drawing.keys = figure->keys();
  return drawing;
}

}  // namespace

Drawing draw_tiles(TileSheet sheet, const CellChoice& choice, const Theme& theme) {
  return TileFigure(std::move(sheet), choice, theme).drawing();
}

}  // namespace convarith
