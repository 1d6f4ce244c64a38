// Where films say that their maps are, against the cells that they draw.

#include "layout/cell_map.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "arithmetic/facts.hpp"
#include "layout/panels/shown_sheets.hpp"
#include "layout/shapes/transforms.hpp"
#include "layout/views/views.hpp"
#include "tests/layout/number_figures.hpp"
#include "tests/layout/numbered_layers.hpp"
#include "tests/support/effort.hpp"

namespace convarith::testing::cell_maps_test {
namespace {

using Kind = CellMap::Kind;

constexpr double kNear = 1e-6;  // bp

bool are_near(Point a, Point b) {
  return std::abs(a.x - b.x) < kNear && std::abs(a.y - b.y) < kNear;
}

Point point_in(const CellMap& map, double row, double col) {
  return {map.origin.x + row * map.down().x + col * map.right().x,
          map.origin.y + row * map.down().y + col * map.right().y};
}

bool has(const CellMap& map, Cell cell) {
  return cell.row >= map.rows.first && cell.row < map.rows.last && cell.col >= map.cols.first &&
         cell.col < map.cols.last;
}

std::optional<Cell> cell_under(const CellMap& map, Point point) {
  const Point way{point.x - map.origin.x, point.y - map.origin.y};
  const double area = map.right().x * map.down().y - map.right().y * map.down().x;
  const Cell cell{static_cast<int>(std::floor((way.y * map.right().x - way.x * map.right().y) / area)),
                  static_cast<int>(std::floor((way.x * map.down().y - way.y * map.down().x) / area))};
  if (!has(map, cell)) return std::nullopt;
  return cell;
}

/// A cell as it is drawn.
struct DrawnCell {
  Point corner;  // the upper left one
  Point right;
  Point down;

  Point middle() const { return {corner.x + (right.x + down.x) / 2, corner.y + (right.y + down.y) / 2}; }
};

/// Fills of cells begin at their lower left corner and go against the clock.
std::optional<DrawnCell> drawn_cell(const Shape& shape) {
  const auto* fill = std::get_if<Fill>(&shape.form);
  if (fill == nullptr || fill->polygon.size() != 4 || !shape.cell) return std::nullopt;
  const std::vector<Point>& corners = fill->polygon;
  const auto way = [](Point from, Point to) { return Point{to.x - from.x, to.y - from.y}; };
  return DrawnCell{corners[3], way(corners[3], corners[2]), way(corners[3], corners[0])};
}

bool coincide(const CellMap& map, Cell cell, const DrawnCell& drawn) {
  return are_near(point_in(map, cell.row, cell.col), drawn.corner) && are_near(map.right(), drawn.right) &&
         are_near(map.down(), drawn.down);
}

std::set<Kind> kinds_of(Role role) {
  switch (role) {
    case Role::input_cell:
    case Role::unvisited_input_cell:
    case Role::cropped_cell:
      return {Kind::plane, Kind::input};
    case Role::padded_cell:
      return {Kind::plane};
    case Role::output_cell:
    case Role::current_output:
    case Role::result_cell:
      return {Kind::output};
    case Role::kernel_cell:
      return {Kind::kernel};
    case Role::product_cell:
      return {Kind::product};
    case Role::region_cell:
      return {Kind::window};
    default:
      return {};
  }
}

/// Holds the maps of a film against its fills. `layers` are those that maps are of.
class MapCheck {
 public:
  MapCheck(const Film& film, const std::vector<Walkthrough>& layers)
      : film_(film), layers_(layers), maps_(film.maps()), drawn_(maps_.size()), has_padding_(maps_.size()) {}

  /// Each fill is a cell of the last map of its kind that is under its middle.
  void expect_fills_in_maps(const std::set<std::size_t>& steps) {
    for (const std::size_t step : steps) {
      for (const Shape& shape : film_.scene(step)) {
        const std::set<Kind> kinds = kinds_of(shape.role);
        const std::optional<DrawnCell> drawn = drawn_cell(shape);
        if (kinds.empty() || !drawn) continue;
        ASSERT_NO_FATAL_FAILURE(expect_in_map(shape, *drawn, kinds, step)) << to_string(shape.role) << " at " << step;
      }
    }
  }

  /// Each cell that a map has is drawn, if no other sheet hides it.
  void expect_maps_filled() const {
    for (std::size_t i = 0; i < maps_.size(); ++i) {
      EXPECT_FALSE(drawn_[i].empty()) << to_text(maps_[i]);
      for (int row = maps_[i].rows.first; row < maps_[i].rows.last; ++row) {
        for (int col = maps_[i].cols.first; col < maps_[i].cols.last; ++col) {
          if (!is_filled(i, {row, col}) || is_hidden(i, {row, col})) continue;
          EXPECT_TRUE(drawn_[i].contains({row, col})) << to_text(maps_[i]) << " at " << row << "," << col;
        }
      }
    }
  }

  std::size_t cells() const {
    std::size_t count = 0;
    for (const auto& cells : drawn_) count += cells.size();
    return count;
  }

 private:
  const Walkthrough& layer_of(const CellMap& map) const { return layers_.at(static_cast<std::size_t>(map.layer)); }

  static std::string to_text(const CellMap& map) {
    return ::testing::PrintToString(std::vector{static_cast<int>(map.kind), map.layer, map.sheet, map.filter, map.group,
                                                map.rows.first, map.rows.last, map.cols.first, map.cols.last});
  }

  /// The cell of a map that stands for what a shape says it is.
  Cell wanted_cell(const CellMap& map, const Shape& shape, std::size_t step) const {
    const Walkthrough& layer = layer_of(map);
    const bool has_rows = layer.operation().dims > 1;
    if (map.kind == Kind::plane) {
      const int row = has_rows ? layer.rows().place_of(shape.cell->row) : shape.cell->row;
      return {row, layer.cols().place_of(shape.cell->col)};
    }
    if (map.kind != Kind::window) return *shape.cell;
    const Cell window = layer.step(step).window;
    return {(shape.cell->row - window.row) / layer.rows().dilation,
            (shape.cell->col - window.col) / layer.cols().dilation};
  }

  void expect_in_map(const Shape& shape, const DrawnCell& drawn, const std::set<Kind>& kinds, std::size_t step) {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < maps_.size(); ++i) {
      if (kinds.contains(maps_[i].kind) && cell_under(maps_[i], drawn.middle())) found = i;
    }
    ASSERT_TRUE(found) << "no map of the sheets has this cell; layout/shapes/cell_maps.hpp makes maps";
    const CellMap& map = maps_[*found];
    const Cell cell = *cell_under(map, drawn.middle());
    EXPECT_TRUE(coincide(map, cell, drawn)) << to_text(map);
    drawn_[*found].insert({cell.row, cell.col});
    if (shape.role == Role::padded_cell) {
      has_padding_[*found] = true;
      return;
    }
    EXPECT_EQ(cell, wanted_cell(map, shape, step)) << to_text(map);
    const bool is_slanted = map.right().y != 0;
    EXPECT_TRUE(map.sheet == CellMap::kAllSheets || is_slanted || map.sheet == shape.sheet) << to_text(map);
  }

  /// Whether anything is drawn on a cell of a map: of planes on inputs, and on padding where it is drawn.
  bool is_filled(std::size_t number, Cell cell) const {
    const CellMap& map = maps_[number];
    if (map.kind != Kind::plane || has_padding_[number]) return true;
    const AxisWalk& cols = layer_of(map).cols();
    const AxisWalk& rows = layer_of(map).rows();
    const auto is_input = [](const AxisWalk& axis, int place) {
      return place >= axis.first_input && (place - axis.first_input) % axis.spread == 0 &&
             (place - axis.first_input) / axis.spread < axis.input;
    };
    return is_input(cols, cell.col) && (map.rows_are_channels || is_input(rows, cell.row));
  }

  bool is_hidden(std::size_t number, Cell cell) const {
    const Point middle = point_in(maps_[number], cell.row + 0.5, cell.col + 0.5);
    return std::any_of(maps_.begin() + static_cast<std::ptrdiff_t>(number) + 1, maps_.end(), [&](const CellMap& above) {
      return above.kind == maps_[number].kind && cell_under(above, middle).has_value();
    });
  }

  const Film& film_;
  std::vector<Walkthrough> layers_;
  std::vector<CellMap> maps_;
  std::vector<std::set<std::pair<int, int>>> drawn_;
  std::vector<bool> has_padding_;
};

std::vector<Walkthrough> stages_in(const Subject& subject) {
  return {subject.chain.begin(), subject.chain.end()};
}

/// Also of a film that was moved and scaled.
std::size_t expect_right_maps(const Film& film, const std::vector<Walkthrough>& layers) {
  std::size_t cells = 0;
  for (const Film& each : {film, scaled(moved(film, {12.5, -3.25}), 1.75)}) {
    MapCheck check(each, layers);
    check.expect_fills_in_maps({0, film.steps / 2, film.steps - 1});
    check.expect_maps_filled();
    cells += check.cells();
  }
  return cells;
}

TEST(CellMaps, CoincideWithTheFillsOfEveryView) {
  NumberedLayers layers;
  std::map<std::string, std::size_t> cells;
  for (unsigned i = 0; i < most_of(240); ++i) {
    const Subject subject = layers.next();
    for (const View& each : views()) {
      // Cells of heat reach under their neighbours.
      if (each.name == "volume" || each.is_heat) continue;
      FigureOptions options = view(std::string(each.name));
      options.labels = i % 2 == 0;
      if (i % 3 == 0) options.title = "Some title";
      const Result<Film> film = lay_out_figure(subject, options, Typesetter());
      if (!film) continue;
      SCOPED_TRACE(std::string(each.name) + " of layer " + std::to_string(i));
      const bool has_modes = each.name == "padding";
      cells[std::string(each.name)] +=
          expect_right_maps(*film, has_modes ? std::vector<Walkthrough>(3, subject.walkthrough) : stages_in(subject));
      if (HasFailure()) return;
    }
  }
  for (const View& each : views()) {
    EXPECT_TRUE(each.name == "volume" || each.shows_model || each.is_heat || cells[std::string(each.name)] > 0)
        << each.name;
  }
}

/// Of those with more sheets than are shown.
Subject many_sheets(int channels, int filters, int groups) {
  return subject_of(with(layer(3, 2), [&](LayerOptions& options) {
    options.channels = channels;
    options.filters = filters;
    options.groups = groups;
    options.p = SidedPadding{{1, 1}, {1, 1}, {}, 2};
  }));
}

TEST(CellMaps, AreOfTheSheetsThatAreShown) {
  for (const auto& [channels, filters, groups] : {std::tuple{7, 1, 1}, {1, 7, 1}, {5, 8, 1}, {14, 14, 7}, {21, 7, 7}}) {
    const Subject subject = many_sheets(channels, filters, groups);
    for (const char* const name : {"projection", "equation", "breakdown", "stride", "padding"}) {
      SCOPED_TRACE(std::string(name) + ::testing::PrintToString(std::vector{channels, filters, groups}));
      const Film film = film_of(subject, view(name));
      const bool has_modes = std::string(name) == "padding";
      EXPECT_GT(expect_right_maps(film, std::vector<Walkthrough>(has_modes ? 3 : 1, subject.walkthrough)), 10U);
    }
  }
}

/// Floor by floor, on each of every group; 1 and 2 of 7 and the last one.
TEST(CellMaps, OfProjectionsAreNumberedFloorByFloor) {
  const Film film = film_of(many_sheets(14, 21, 7), view("projection"));
  std::map<Kind, std::vector<int>> sheets;
  std::map<Kind, std::vector<int>> groups;
  for (const CellMap& map : film.maps()) {
    sheets[map.kind].push_back(map.sheet);
    groups[map.kind].push_back(map.group);
  }
  EXPECT_EQ(sheets[Kind::plane], (std::vector{0, 2, 12, 1, 3, 13}));
  EXPECT_EQ(groups[Kind::plane], (std::vector{0, 1, 6, 0, 1, 6}));
  EXPECT_EQ(sheets[Kind::output], (std::vector{0, 3, 18, 1, 4, 19, 2, 5, 20}));
  EXPECT_EQ(groups[Kind::output], (std::vector{0, 1, 6, 0, 1, 6, 0, 1, 6}));
}

/// Each mode is a layer of its own, however many channels it shows.
TEST(CellMaps, OfPaddingAreOfTheirModes) {
  const Film film = film_of(many_sheets(5, 1, 1), view("padding"));
  std::vector<int> layers;
  for (const CellMap& map : film.maps()) layers.push_back(map.layer);
  EXPECT_EQ(layers, (std::vector{0, 0, 0, 1, 1, 1, 2, 2, 2}));
}

/// Kernels are in the equation and in its breakdown.
TEST(CellMaps, OfTapsAreOfTheirFilters) {
  FigureOptions options = view("equation");
  options.panels = "kernel,output,breakdown";
  const Film film = film_of(many_sheets(2, 2, 1), options);
  std::map<Kind, std::vector<std::pair<int, int>>> filters;
  for (const CellMap& map : film.maps()) filters[map.kind].emplace_back(map.filter, map.sheet);
  const std::vector<std::pair<int, int>> in_breakdown{{0, 0}, {0, 1}, {1, 0}, {1, 1}};
  EXPECT_EQ(filters[Kind::product], in_breakdown);
  EXPECT_EQ(filters[Kind::window], in_breakdown);
  std::vector<std::pair<int, int>> both{{0, 1}, {0, 0}, {1, 1}, {1, 0}};
  both.insert(both.end(), in_breakdown.begin(), in_breakdown.end());
  EXPECT_EQ(filters[Kind::kernel], both);
}

TEST(CellMaps, CoincideWithTheFillsOfComparisons) {
  NumberedLayers layers;
  std::size_t cells = 0;
  for (unsigned i = 0; i < most_of(160); ++i) {
    const Subject subject = layers.next();
    Operation one = subject.walkthrough.operation();
    one.channels = one.filters = one.groups = 1;
    const Walkthrough walkthrough(one);
    for (const char* const name : {"transpose", "correlation"}) {
      FigureOptions options;
      options.beside = name;
      const Result<Film> film = lay_out_figure(subject, options, Typesetter());
      if (!film) continue;
      SCOPED_TRACE(std::string(name) + " of layer " + std::to_string(i));
      const Walkthrough other = std::string(name) == "correlation" ? walkthrough.flipped()
                                : one.transposed                   ? Walkthrough(*direct_layer_of(one))
                                                                   : Walkthrough(transposed_layer_of(one));
      cells += expect_right_maps(*film, {walkthrough, other});
      const std::vector<CellMap> maps = film->maps();
      EXPECT_EQ(maps.size(), 4U);
      for (const CellMap& map : maps) EXPECT_EQ(map.sheet, CellMap::kAllSheets);
      if (HasFailure()) return;
    }
  }
  EXPECT_GT(cells, 100U);
}

/// A strip has those of each of its pictures.
TEST(CellMaps, OfStripsAreThoseOfAllPictures) {
  const Subject subject = many_sheets(2, 3, 1);
  FigureOptions options = view("equation");
  const std::size_t of_one = film_of(subject, options).maps().size();
  options.strip = Strip{4};
  const Film strip = film_of(subject, options);
  EXPECT_EQ(strip.maps().size(), 4 * of_one);
  MapCheck check(strip, {subject.walkthrough});
  check.expect_fills_in_maps({0});
  EXPECT_GT(check.cells(), 4 * 16U);
}

/// An upright rectangle of cells.
DrawnCell block_of(const CellMap& map, Cell first, int rows, int cols) {
  return {point_in(map, first.row, first.col), {cols * map.right().x, 0}, {0, rows * map.down().y}};
}

bool is_drawn(const DisplayList& shapes, Role role, Cell cell, const DrawnCell& wanted) {
  return std::any_of(shapes.begin(), shapes.end(), [&](const Shape& shape) {
    const std::optional<DrawnCell> drawn = drawn_cell(shape);
    return shape.role == role && shape.cell == cell && drawn && are_near(drawn->corner, wanted.corner) &&
           are_near(drawn->right, wanted.right) && are_near(drawn->down, wanted.down);
  });
}

/// The fronts of blocks: filters whole, outputs when they are made, inputs where windows lie on them.
std::size_t expect_right_maps_of_volume(const Film& film, const std::vector<Walkthrough>& layers) {
  std::size_t cells = 0;
  for (const CellMap& map : film.maps()) {
    const auto number = static_cast<std::size_t>(map.layer);
    const Walkthrough& layer = layers.at(number);
    const std::size_t before = number == 0 ? 0 : layers.front().steps();
    if (map.kind == Kind::kernel) {
      const DrawnCell whole = block_of(map, {}, layer.rows().taps, layer.cols().taps);
      EXPECT_TRUE(is_drawn(film.scene(0), Role::kernel_cell, {}, whole));
      EXPECT_EQ(map.rows, (CellMap::Range{0, layer.rows().taps}));
      ++cells;
      continue;
    }
    for (std::size_t i = 0; i < layer.steps(); ++i) {
      const Step step = layer.step(i);
      const DisplayList shapes = film.scene(before + i);
      if (map.kind == Kind::output) {
        EXPECT_TRUE(is_drawn(shapes, Role::output_cell, step.output, block_of(map, step.output, 1, 1)));
        EXPECT_TRUE(has(map, step.output));
        ++cells;
      }
      const Point corner = point_in(map, step.window.row, step.window.col);
      const bool is_framed = std::any_of(shapes.begin(), shapes.end(), [&](const Shape& shape) {
        const auto* frame = std::get_if<Stroke>(&shape.form);
        return frame != nullptr && shape.role == Role::region_frame && shape.cell == step.window &&
               are_near(frame->paths.front().points.back(), corner);
      });
      if (map.kind == Kind::plane) {
        EXPECT_TRUE(is_framed);
        ++cells;
      }
    }
  }
  return cells;
}

TEST(CellMaps, OfVolumesAreTheFrontsOfBlocks) {
  NumberedLayers layers;
  std::size_t cells = 0;
  for (unsigned i = 0; i < most_of(120); ++i) {
    const Subject subject = layers.next();
    const Film film = film_of(subject, view("volume"));
    SCOPED_TRACE("layer " + std::to_string(i));
    const std::vector<Walkthrough> stages = stages_in(subject);
    cells += expect_right_maps_of_volume(film, stages);
    const std::vector<CellMap> maps = film.maps();
    const auto count = [&](Kind kind) {
      return std::count_if(maps.begin(), maps.end(), [kind](const CellMap& map) { return map.kind == kind; });
    };
    const Operation& first = stages.front().operation();
    const auto in_second = stages.size() == 1 ? 0U : shown_sheets(stages.back().operation().filters).numbers.size();
    const bool has_second = stages.size() > 1;
    EXPECT_EQ(count(Kind::plane), first.groups + (has_second ? 1 : 0));
    EXPECT_EQ(count(Kind::output), (first.groups > 1 ? first.groups + 1 : 1) + (has_second ? 1 : 0));
    EXPECT_EQ(count(Kind::kernel), (first.is_pooling() ? 0 : first.filters) + static_cast<int>(in_second));
    if (HasFailure()) return;
  }
  EXPECT_GT(cells, 50U);
}

}  // namespace
}  // namespace convarith::testing::cell_maps_test
