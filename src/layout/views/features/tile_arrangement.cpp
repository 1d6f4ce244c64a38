#include "layout/views/features/tile_arrangement.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "layout/panels/number_text.hpp"

namespace convarith {
namespace {

// All in bp.
constexpr double kTileSide = 44;       // of the longer side of most tiles
constexpr double kLargestCell = 11;    // of tiles with few cells
constexpr double kStripCell = 7;       // of features that are alone in their row
constexpr double kTileColumnGap = 8;   // between columns
constexpr double kTileGap = 1.5;       // between the tiles of a column
constexpr double kTileRowGap = 20;     // between rows, where lines lead from one to the next
constexpr double kStillRowGap = 8;     // between rows that no lines join
constexpr double kLeastRowPitch = 30;  // from one row to the next, so that their names stand apart
constexpr double kNameSize = 9;
constexpr double kSizeSize = 7;
constexpr double kNameGap = 12;     // from the names to the columns
constexpr double kTileTextGap = 5;  // from a heading to its column
constexpr double kBarHeight = 7;
constexpr double kBarStep = 11;  // from one bar to the next
constexpr double kLongestScore = 120;
constexpr double kBarGap = 4;  // from a bar to its name and to its number

/// Returns the side of a tile's cells. Those of tiles that are alone in their row may be larger.
double cell_side(const NumberTile& tile, double room) {
  return std::min(kLargestCell, room / std::max(tile.rows, tile.cols));
}

FlatMap map_of(const NumberTile& tile, double side) {
  NumberSize size;
  size.cell = side;
  return {tile.rows, tile.cols, side, size};
}

/// Returns a column with its upper left corner at {0, 0}. Several tiles stand in as many columns as rows.
PlacedColumn place_tiles(const TileColumn& column, double cell) {
  PlacedColumn placed;
  const auto across = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(column.tiles.size()))));
  for (std::size_t i = 0; i < column.tiles.size(); ++i) {
    FlatMap map = map_of(column.tiles[i], cell);
    const std::size_t row = i / across;
    const std::size_t col = i % across;
    const double x = static_cast<double>(col) * (map.width() + kTileGap);
    const double y = -static_cast<double>(row) * (map.height() + kTileGap) - map.height();
    map.move_to({x, y});
    placed.box.add(map.box());
    placed.tiles.push_back({column.tiles[i], map});
  }
  return placed;
}

/// Returns the side of the cells in a row, which are all alike.
double cell_side(const TileRow& row) {
  const TileColumn& column = row.columns.front();
  const NumberTile& tile = column.tiles.front();
  if (row.columns.size() == 1 && tile.is_strip) return kStripCell;
  const auto across = std::ceil(std::sqrt(static_cast<double>(column.tiles.size())));
  return cell_side(tile, (kTileSide - (across - 1) * kTileGap) / across);
}

void move_column(PlacedColumn& column, Point way) {
  for (PlacedTile& tile : column.tiles) {
    const Box box = tile.map.box();
    tile.map.move_to({box.left + way.x, box.bottom + way.y});
  }
  column.box = column.box.moved(way);
}

/// Returns a row whose columns stand side by side, their middles level and below y = 0. The middle of the first one is
/// at x = 0.
PlacedTileRow place_row(const TileRow& row, double pitch) {
  PlacedTileRow placed;
  double height = 0;
  for (const TileColumn& column : row.columns) {
    placed.columns.push_back(place_tiles(column, cell_side(row)));
    height = std::max(height, placed.columns.back().box.height());
  }
  for (std::size_t i = 0; i < placed.columns.size(); ++i) {
    PlacedColumn& column = placed.columns[i];
    const double middle = pitch * static_cast<double>(i);
    move_column(column, {middle - column.box.middle(), (column.box.height() - height) / 2});
    placed.box.add(column.box);
  }
  return placed;
}

PlacedTileText text_at(Role role, TextLine line, Point origin) {
  return {role, std::move(line), origin};
}

/// Returns the row of the scores of classes, as bars below each other around x = 0 and below y = 0. Bars of numbers
/// below zero lead to the left.
PlacedTileRow place_scores(const TileRow& row, const std::vector<std::string>& classes) {
  const std::span<const double> numbers = row.columns.front().tiles.front().numbers;
  const auto [least, most] = std::minmax_element(numbers.begin(), numbers.end());
  const double low = std::min(0.0, *least);
  const double high = std::max(0.0, *most);
  const double scale = high > low ? kLongestScore / (high - low) : 0;
  const double left = -kLongestScore / 2;
  const double zero = left - low * scale;
  const int decimals = decimals_of(numbers, std::nullopt);
  const Typesetter typesetter;
  PlacedTileRow placed;
  placed.box = {left, 0, left + kLongestScore, 0};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const double top = -static_cast<double>(i) * kBarStep;
    const double end = zero + numbers[i] * scale;
    placed.scores.push_back({numbers[i], {std::min(zero, end), top - kBarHeight, std::max(zero, end), top}});
    const double base = top - kBarHeight / 2 - kDigitMiddle * kSizeSize;
    TextLine name = typesetter.line(classes[i], kSizeSize);
    const double start = left - kBarGap - name.width;
    placed.texts.push_back(text_at(Role::score_name, std::move(name), {start, base}));
    placed.texts.push_back(text_at(Role::score_number, typesetter.line(number_text(numbers[i], decimals), kSizeSize),
                                   {left + kLongestScore + kBarGap, base}));
    placed.box.bottom = top - kBarHeight;
  }
  return placed;
}

void move_row(PlacedTileRow& row, Point way) {
  for (PlacedColumn& column : row.columns) move_column(column, way);
  for (PlacedScore& score : row.scores) score.bar = score.bar.moved(way);
  for (PlacedTileText& text : row.texts) text.origin = text.origin + way;
  row.box = row.box.moved(way);
}

/// Returns the box around a line of text.
Box box_of(const PlacedTileText& text, double size) {
  return {text.origin.x, text.origin.y - kDescent * size, text.origin.x + text.line.width,
          text.origin.y + kAscent * size};
}

/// Places rows one below the other, and texts around them.
class TileArranger {
 public:
  TileArranger(const std::vector<TileRow>& rows, const TileTexts& texts, bool is_still)
      : rows_(rows), texts_(texts), is_still_(is_still) {}

  TilePicture picture() {
    place_rows();
    write_headings();
    write_results();
    write_names();
    write_rows_left_out();
    return std::move(picture_);
  }

 private:
  /// Returns the distance from column to column, so that no text touches another one.
  double pitch_of_columns() const {
    double widest = kTileSide;
    const auto take_in = [&](const std::string& text) {
      widest = std::max(widest, typesetter_.line(text, kSizeSize).width);
    };
    for (const std::string& heading : texts_.headings) take_in(heading);
    for (const std::vector<std::string>& lines : texts_.results) {
      for (const std::string& line : lines) take_in(line);
    }
    return widest + kTileColumnGap;
  }

  void place_rows() {
    const double pitch = pitch_of_columns();
    double top = 0;
    for (const TileRow& row : rows_) {
      const bool has_scores = !texts_.classes.empty() && &row == &rows_.back();
      PlacedTileRow placed = has_scores ? place_scores(row, texts_.classes) : place_row(row, pitch);
      const bool is_centred = !is_still_ && !has_scores;
      move_row(placed, {is_centred ? -placed.box.middle() : 0, top});
      top = std::min(placed.box.bottom - (is_still_ ? kStillRowGap : kTileRowGap), top - kLeastRowPitch);
      picture_.box.add(placed.box);
      for (const PlacedTileText& text : placed.texts) picture_.box.add(box_of(text, kSizeSize));
      if (row.left_out > 0) write_left_out(placed, row.left_out);
      picture_.rows.push_back(std::move(placed));
    }
  }

  void write(Role role, TextLine line, Point origin, double size) {
    picture_.texts.push_back(text_at(role, std::move(line), origin));
    picture_.box.add(box_of(picture_.texts.back(), size));
  }

  void write_left_out(const PlacedTileRow& row, std::size_t left_out) {
    write(Role::feature_size, typesetter_.line(fmt::format("and {} more", left_out), kSizeSize),
          {row.box.right + kTileColumnGap, (row.box.bottom + row.box.top) / 2 - kDigitMiddle * kSizeSize}, kSizeSize);
  }

  void write_rows_left_out() {
    if (texts_.left_out.empty()) return;
    TextLine line = typesetter_.line(texts_.left_out, kSizeSize);
    const Point origin{picture_.rows.back().box.middle() - line.width / 2,
                       picture_.box.bottom - kTileTextGap - kAscent * kSizeSize};
    write(Role::feature_size, std::move(line), origin, kSizeSize);
  }

  void write_headings() {
    for (std::size_t i = 0; i < texts_.headings.size(); ++i) {
      TextLine line = typesetter_.line(texts_.headings[i], kSizeSize);
      const Box& column = picture_.rows.front().columns[i].box;
      const Point origin{column.middle() - line.width / 2, picture_.rows.front().box.top + kTileTextGap};
      write(Role::feature_heading, std::move(line), origin, kSizeSize);
    }
  }

  /// Writes what was predicted below the columns of the last row. It is part of the row, as it isn't known before.
  void write_results() {
    PlacedTileRow& last = picture_.rows.back();
    for (std::size_t i = 0; i < texts_.results.size(); ++i) {
      double base = last.box.bottom - kTileTextGap - kAscent * kSizeSize;
      for (const std::string& result : texts_.results[i]) {
        TextLine line = typesetter_.line(result, kSizeSize);
        const Point origin{last.columns[i].box.middle() - line.width / 2, base};
        last.texts.push_back(text_at(Role::feature_result, std::move(line), origin));
        picture_.box.add(box_of(last.texts.back(), kSizeSize));
        base -= kLeading * kSizeSize;
      }
    }
  }

  void write_names() {
    const double right = picture_.box.left - kNameGap;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const Box& row = picture_.rows[i].box;
      const double middle = (row.bottom + row.top) / 2;
      TextLine name = typesetter_.line(rows_[i].name, kNameSize);
      TextLine size = typesetter_.line(rows_[i].size, kSizeSize);
      const Point of_name{right - name.width, middle + 0.1 * kNameSize};
      const Point of_size{right - size.width, middle - 0.9 * kNameSize};
      write(Role::feature_name, std::move(name), of_name, kNameSize);
      write(Role::feature_size, std::move(size), of_size, kSizeSize);
    }
  }

  const std::vector<TileRow>& rows_;
  const TileTexts& texts_;
  bool is_still_;
  Typesetter typesetter_;
  TilePicture picture_;
};

}  // namespace

void TilePicture::move_by(Point way) {
  for (PlacedTileRow& row : rows) move_row(row, way);
  for (PlacedTileText& text : texts) text.origin = text.origin + way;
  box = box.moved(way);
}

TilePicture arrange_tiles(const std::vector<TileRow>& rows, const TileTexts& texts, bool is_still) {
  return TileArranger(rows, texts, is_still).picture();
}

}  // namespace convarith
