#pragma once

#include <cstddef>
#include <vector>

#include "layout/film.hpp"
#include "layout/panels/flat_map.hpp"
#include "layout/shapes/box.hpp"
#include "layout/text/typesetting.hpp"
#include "layout/views/features/tile_rows.hpp"

namespace convarith {

/// A tile in its place.
struct PlacedTile {
  NumberTile tile;
  FlatMap map;
};

/// A column of a row in its place.
struct PlacedColumn {
  std::vector<PlacedTile> tiles;
  Box box;
};

struct PlacedTileText {
  Role role = Role::feature_size;
  TextLine line;
  Point origin;
};

/// The score of a class, as a bar.
struct PlacedScore {
  double number = 0;
  Box bar;
};

struct PlacedTileRow {
  std::vector<PlacedColumn> columns;  ///< of tiles; empty if the row has scores
  std::vector<PlacedScore> scores;
  std::vector<PlacedTileText> texts;  ///< that are only known when the row is computed
  Box box;                            ///< around its columns or scores
};

/// Rows of tiles on the page.
struct TilePicture {
  std::vector<PlacedTileRow> rows;
  std::vector<PlacedTileText> texts;  ///< names and sizes of the rows, and headings
  Box box;

  void move_by(Point way);
};

/// Places rows of tiles one below the other, with their names on the left. Their middles are below each other or, if
/// they are still, their first columns.
TilePicture arrange_tiles(const std::vector<TileRow>& rows, const TileTexts& texts, bool is_still);

}  // namespace convarith
