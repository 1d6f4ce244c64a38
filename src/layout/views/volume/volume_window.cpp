#include "layout/views/volume/volume_window.hpp"

#include <algorithm>
#include <cstddef>

namespace convarith {
namespace {

/// Whether `a` lies further back than `b`, if one of them may hide the other: what is to the right of a cell or above
/// it hides it.
bool is_further_back(Cell a, Cell b) {
  return a.row != b.row ? a.row > b.row : a.col < b.col;
}

bool is_behind(const std::pair<Cell, Look>& a, const std::pair<Cell, Look>& b) {
  return is_further_back(a.first, b.first);
}

bool has_empty_taps(const AxisWalk& axis) {
  for (int i = 0; i < axis.output; ++i) {
    for (int j = 0; j < axis.taps_of(i); ++j) {
      if (!axis.tap(i, j).input) return true;
    }
  }
  return false;
}

}  // namespace

WindowPlaces places_of(const Step& step) {
  WindowPlaces places;
  for (const Tap& tap : step.taps) (tap.input ? places.inputs : places.empty).push_back(tap.place);
  std::sort(places.empty.begin(), places.empty.end(), is_further_back);
  return places;
}

bool has_empty_taps(const Walkthrough& walkthrough) {
  return has_empty_taps(walkthrough.rows()) || has_empty_taps(walkthrough.cols());
}

std::vector<CellRange> ranges_of(const std::vector<Cell>& cells) {
  if (cells.empty()) return {};
  const Cell first = cells.front();
  const CellRange all{first, cells.back().row - first.row + 1, cells.back().col - first.col + 1};
  if (static_cast<std::size_t>(all.rows) * static_cast<std::size_t>(all.cols) == cells.size()) return {all};
  std::vector<CellRange> ranges(cells.size());
  std::transform(cells.begin(), cells.end(), ranges.begin(), [](Cell cell) { return CellRange{cell, 1, 1}; });
  return ranges;
}

std::vector<std::pair<Cell, Look>> separate_cells(const Block& block, const WindowPlaces& window) {
  std::vector<std::pair<Cell, Look>> cells;
  cells.reserve(static_cast<std::size_t>(block.rows().cells) * static_cast<std::size_t>(block.cols().cells));
  for (int row = block.rows().cells - 1; row >= 0; --row) {
    for (int col = 0; col < block.cols().cells; ++col) {
      cells.emplace_back(Cell{block.rows().place_of(row), block.cols().place_of(col)}, Look::plain);
    }
  }
  for (const Cell& place : window.inputs) {
    std::lower_bound(cells.begin(), cells.end(), std::pair(place, Look::tapped), is_behind)->second = Look::tapped;
  }
  const auto inputs = static_cast<std::ptrdiff_t>(cells.size());
  for (const Cell& place : window.empty) cells.emplace_back(place, Look::padding);
  std::inplace_merge(cells.begin(), cells.begin() + inputs, cells.end(), is_behind);
  return cells;
}

}  // namespace convarith
