#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace convarith {

/// Numbers that are drawn as a tile of cells. If the last row is not full, it has fewer numbers than cells.
struct NumberTile {
  int rows = 1;
  int cols = 1;
  std::vector<double> numbers;  ///< row by row
  bool is_strip = false;        ///< whether they are features, in as many strips as they need
};

/// What stands in a column of a row: the map of a channel, all maps of a picture, or a part of a filter.
struct TileColumn {
  std::vector<NumberTile> tiles;
  int filter = 0;   ///< of a part of a filter: its number,
  int channel = 0;  ///< and that of the channel of its group that it takes
};

/// A row that a row is computed from.
struct TileSource {
  std::size_t row = 0;
  bool is_by_column = false;  ///< whether each map only looks at the map in its own column
};

/// A row of tiles: the output of a layer, or a filter.
struct TileRow {
  std::optional<std::size_t> layer;  ///< index in ModelTrace::layers; unset for the input and for filters
  std::string name;
  std::string size;  ///< "6 × 24 × 24"
  std::vector<TileColumn> columns;
  std::size_t left_out = 0;  ///< channels for which there is no column
  std::vector<TileSource> sources = {};
};

/// The most columns of a row.
inline constexpr std::size_t kMostTileColumns = 12;

/// What stands around rows of tiles.
struct TileTexts {
  std::vector<std::string> headings = {};              ///< above the columns of the first row
  std::vector<std::vector<std::string>> results = {};  ///< lines below each column of the last row
  std::string left_out = {};                           ///< below the last row
  std::vector<std::string> classes = {};  ///< if these are set, the last row is drawn as bars with these names
};

}  // namespace convarith
