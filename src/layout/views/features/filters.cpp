#include "layout/views/features/filters.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "arithmetic/alt_text.hpp"
#include "layout/view_needs.hpp"
#include "layout/views/features/tile_figure.hpp"

namespace convarith {
namespace {

/// The most filters that are drawn, and the most in a row if each takes one channel.
constexpr std::size_t kMostFilters = 24;
constexpr std::size_t kFiltersInRow = 8;

/// Gives the tiles of a convolution's weights by filter and channel.
class FilterTiles {
 public:
  explicit FilterTiles(const Subject& subject)
      : operation_(subject.chain.front()), weights_(subject.values.front().weights) {}

  /// Returns how many channels each filter takes.
  std::size_t channels() const { return static_cast<std::size_t>(operation_.channels / operation_.groups); }
  std::size_t filters() const { return static_cast<std::size_t>(operation_.filters); }
  std::string size() const {
    const auto cols = weights_.shape.back();
    return operation_.dims == 1 ? fmt::format("{}", cols) : fmt::format("{} × {}", weights_.shape.end()[-2], cols);
  }

  TileColumn column(std::size_t filter, std::size_t channel) const {
    return {{tile(filter, channel)}, static_cast<int>(filter), static_cast<int>(channel)};
  }

 private:
  /// Returns the tile of a filter and one of the channels that it takes. Transposed layers have the channels first.
  NumberTile tile(std::size_t filter, std::size_t channel) const {
    const int cols = weights_.shape.back();
    const int rows = operation_.dims == 1 ? 1 : weights_.shape.end()[-2];
    const auto second = static_cast<std::size_t>(weights_.shape[1]);
    std::size_t index = filter * second + channel;
    if (operation_.transposed) {
      const std::size_t group = filter / second;
      index = (group * channels() + channel) * second + filter % second;
    }
    const auto cells = static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols);
    const std::span<const double> numbers = std::span(weights_.values).subspan(index * cells, cells);
    return {rows, cols, {numbers.begin(), numbers.end()}};
  }

  const Operation& operation_;
  const Tensor& weights_;
};

/// Returns a row for each filter.
TileSheet rows_of_filters(const FilterTiles& tiles) {
  TileSheet sheet;
  const std::size_t columns = std::min(tiles.channels(), kMostTileColumns);
  for (std::size_t channel = 0; channel < columns; ++channel) {
    sheet.texts.headings.push_back(fmt::format("channel {}", channel));
  }
  for (std::size_t filter = 0; filter < std::min(tiles.filters(), kMostFilters); ++filter) {
    TileRow row{{}, fmt::format("filter {}", filter), tiles.size(), {}, tiles.channels() - columns};
    for (std::size_t channel = 0; channel < columns; ++channel) {
      row.columns.push_back(tiles.column(filter, channel));
    }
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

/// Returns rows of several filters, each of which takes one channel.
TileSheet filters_in_rows(const FilterTiles& tiles) {
  TileSheet sheet;
  const std::size_t shown = std::min(tiles.filters(), kMostFilters);
  for (std::size_t first = 0; first < shown; first += kFiltersInRow) {
    const std::size_t last = std::min(first + kFiltersInRow, shown);
    TileRow row{{},
                last - first == 1 ? fmt::format("filter {}", first) : fmt::format("filters {}–{}", first, last - 1),
                tiles.size(),
                {}};
    for (std::size_t filter = first; filter < last; ++filter) row.columns.push_back(tiles.column(filter, 0));
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

}  // namespace

Status check_filters(const Subject& subject, const FigureOptions&) {
  if (Status fits = first_problem_of({needs_one_stage(subject), needs_convolution(subject)}); !fits) return fits;
  if (!subject.values.front().weights.values.empty()) return ok();
  return usage_problem("view", "shows weights, and none are given", "give a file with --weights, or --random 1");
}

Drawing draw_filters(const Subject& subject, const FigureOptions&, const Theme& theme) {
  const FilterTiles tiles(subject);
  TileSheet sheet = tiles.channels() == 1 ? filters_in_rows(tiles) : rows_of_filters(tiles);
  if (tiles.filters() > kMostFilters)
    sheet.texts.left_out = fmt::format("and {} more filters", tiles.filters() - kMostFilters);
  sheet.is_still = true;
  sheet.has_one_scale = true;
  return draw_tiles(std::move(sheet), subject.cells, theme);
}

std::string tell_filters(const Subject& subject) {
  return alt_text(subject.chain) + ", its weights drawn as colours";
}

}  // namespace convarith
