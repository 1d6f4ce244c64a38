// Padding modes side by side.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/layout/number_figures.hpp"
#include "tests/layout/stamp_films.hpp"
#include "tests/pictures/figure.hpp"
#include "tests/support/scene_text.hpp"

namespace convarith::testing::padding_modes_test {
namespace {

using CellKey = std::pair<int, int>;

CellKey key_of(const Cell& cell) {
  return {cell.row, cell.col};
}

/// A layer whose inputs are all different.
Subject numbered(const LayerOptions& options) {
  std::vector<double> numbers;
  for (int i = 1; i <= 100; ++i) numbers.push_back(i);
  Subject subject = subject_of(options, numbers);
  subject.values.front().weights = {};
  return subject;
}

LayerOptions padded(int n, int p) {
  return with(layer(n, 1), [p](LayerOptions& options) { options.p = PerAxis::all(p); });
}

Film padding_film(const LayerOptions& options) {
  return film_of(numbered(options), view("padding"));
}

/// The part of some shapes, of which each panel has as many, that belongs to one of them.
std::vector<Shape> of_panel(const std::vector<Shape>& shapes, std::size_t panel, std::size_t panels) {
  const auto each = static_cast<std::ptrdiff_t>(shapes.size() / panels);
  const auto first = shapes.begin() + each * static_cast<std::ptrdiff_t>(panel);
  return {first, first + each};
}

/// Calls `check` with layers of many sizes and paddings that every mode allows, and with a figure of each mode.
template <class Check>
void for_padded_layers(const Check& check) {
  struct Numbers {
    AxisNumbers rows;
    AxisNumbers cols;
    int dims = 2;
  };
  const auto axis = [](int n, int before, int after) { return AxisNumbers{n, 1, 1, before, 1, 0, after}; };
  const std::vector<Numbers> all{
      {axis(2, 1, 1), axis(2, 1, 1)},    {axis(6, 1, 1), axis(6, 1, 1)},    {axis(3, 2, 2), axis(4, 2, 2)},
      {axis(4, 0, 1), axis(5, 2, 0)},    {axis(4, 0, 0), axis(3, 1, 2)},    {axis(3, 0, 2), axis(1, 0, 0)},
      {axis(1, 0, 0), axis(5, 3, 1), 1}, {axis(1, 0, 0), axis(4, 0, 2), 1}, {axis(10, 3, 1), axis(4, 1, 3)}};
  for (std::size_t i = 0; i < all.size(); ++i) {
    SCOPED_TRACE(i);
    FigureLayer layer{Kind::direct, all[i].rows, all[i].cols};
    layer.dims = all[i].dims;
    std::vector<Figure> figures;
    for (const Mode mode : {Mode::replicate, Mode::reflect, Mode::circular}) {
      layer.mode = mode;
      figures.emplace_back(layer);
    }
    layer.mode = Mode::zeros;
    check(figures, padding_film(options_of(layer)));
    if (::testing::Test::HasFailure()) return;
  }
}

/// The input whose value a place has.
Cell source_at(const Figure& figure, Cell place) {
  return {*figure.rows.value_at(place.row), *figure.cols.value_at(place.col)};
}

TEST(PaddingView, WritesTheNumbersOfEachMode) {
  for_padded_layers([](const std::vector<Figure>& figures, const Film& film) {
    const std::vector<Shape> numbers = of_role(film, 0, Role::padding_number);
    for (std::size_t panel = 0; panel < figures.size(); ++panel) {
      const Figure& figure = figures[panel];
      std::map<CellKey, std::string> seen;
      for (const Shape& shape : of_panel(numbers, panel, figures.size())) {
        seen[key_of(*shape.cell)] = std::get<Text>(shape.form).characters;
      }
      std::map<CellKey, std::string> expected;
      for (int row = 0; row < figure.rows.padded(); ++row) {
        for (int col = 0; col < figure.cols.padded(); ++col) {
          if (figure.is_input(row, col)) continue;
          const Cell source = source_at(figure, {row, col});
          expected[{row, col}] = std::to_string(source.row * figure.cols.inputs() + source.col + 1);
        }
      }
      EXPECT_EQ(seen, expected) << "panel " << panel;
    }
  });
}

TEST(PaddingView, GivesPaddingAndWhatItCopiesTheSameTintAndOtherInputsNone) {
  for_padded_layers([](const std::vector<Figure>& figures, const Film& film) {
    const std::vector<Shape> paddings = of_role(film, 0, Role::padded_cell);
    const std::vector<Shape> inputs = of_role(film, 0, Role::input_cell);
    for (std::size_t panel = 0; panel < figures.size(); ++panel) {
      std::map<CellKey, PaintId> paint_of_input;
      for (const Shape& shape : of_panel(inputs, panel, figures.size())) {
        paint_of_input[key_of(*shape.cell)] = shape.paint;
      }
      std::set<CellKey> sources;
      for (const Shape& shape : of_panel(paddings, panel, figures.size())) {
        const CellKey source = key_of(source_at(figures[panel], *shape.cell));
        EXPECT_EQ(shape.paint, paint_of_input.at(source));
        EXPECT_NE(shape.paint, kPaper);
        sources.insert(source);
      }
      for (const auto& [cell, paint] : paint_of_input) EXPECT_EQ(paint != kPaper, sources.contains(cell));
    }
  });
}

TEST(PaddingView, FramesEachCellOfThePaddingOnceAndWhatItCopies) {
  for_padded_layers([](const std::vector<Figure>& figures, const Film& film) {
    std::set<CellKey> framed;
    for (std::size_t step = 0; step < film.steps; ++step) {
      const std::vector<Shape> frames = of_role(film, step, Role::centre_frame);
      const std::vector<Shape> source_frames = of_role(film, step, Role::source_frame);
      ASSERT_EQ(frames.size(), figures.size());
      ASSERT_EQ(source_frames.size(), figures.size());
      for (std::size_t panel = 0; panel < figures.size(); ++panel) {
        EXPECT_EQ(frames[panel].cell, frames[0].cell);
        const Cell source = source_at(figures[panel], *frames[panel].cell);
        const Cell place{figures[panel].rows.place_of(source.row), figures[panel].cols.place_of(source.col)};
        EXPECT_EQ(source_frames[panel].cell, place);
      }
      EXPECT_TRUE(framed.insert(key_of(*frames[0].cell)).second);
      EXPECT_FALSE(figures[0].is_input(frames[0].cell->row, frames[0].cell->col));
    }
    const int inputs = figures[0].rows.inputs() * figures[0].cols.inputs();
    EXPECT_EQ(film.steps, static_cast<std::size_t>(figures[0].rows.padded() * figures[0].cols.padded() - inputs));
  });
}

/// What leads from a source to its copy in one panel.
struct Lead {
  std::vector<Point> ends;  // of all lines
  std::vector<Point> tips;
  Box source;
  Box copy;
};

std::vector<Lead> leads_of(const Film& film, std::size_t step) {
  std::vector<Lead> leads(1);
  for (const Shape& shape : film.scene(step)) {
    Lead& lead = leads.back();
    if (shape.role == Role::source_frame) lead.source = box_of(shape);
    if (shape.role == Role::source_arrow) {
      if (const auto* head = std::get_if<Fill>(&shape.form)) {
        lead.tips.push_back(head->polygon.back());
      } else {
        const auto& points = std::get<Stroke>(shape.form).paths.front().points;
        lead.ends.insert(lead.ends.end(), points.begin(), points.end());
      }
    }
    if (shape.role != Role::centre_frame) continue;
    lead.copy = box_of(shape);
    leads.emplace_back();
  }
  leads.pop_back();
  return leads;
}

bool is_corner(const Box& box, Point point) {
  const std::vector<Point> corners = box.corners();
  return std::any_of(corners.begin(), corners.end(), [point](const Point& corner) {
    return std::abs(corner.x - point.x) < 0.01 && std::abs(corner.y - point.y) < 0.01;
  });
}

TEST(PaddingView, LeadsFromEachSourceToItsCopyAlongTheGrid) {
  int arrows = 0;
  for_padded_layers([&](const std::vector<Figure>&, const Film& film) {
    for (std::size_t step = 0; step < film.steps; ++step) {
      for (const Lead& lead : leads_of(film, step)) {
        const bool touch = lead.source.grown(0.1).overlaps(lead.copy);
        ASSERT_EQ(lead.tips.size(), touch ? 0U : 1U);
        if (touch) continue;
        ++arrows;
        EXPECT_TRUE(is_corner(lead.copy, lead.tips.front()));
        EXPECT_TRUE(is_corner(lead.source, lead.ends[lead.ends.size() > 2 ? 2 : 0]));
        // Away from the middles of cells, where numbers are.
        for (const Point& end : lead.ends) {
          const double across = std::abs(std::remainder(end.x - lead.source.left, lead.source.width()));
          const double along = std::abs(std::remainder(end.y - lead.source.bottom, lead.source.height()));
          EXPECT_TRUE(across < 0.01 || along < 0.01);
        }
      }
    }
  });
  EXPECT_GT(arrows, 100);
}

TEST(PaddingView, PutsFramesOnTheirCells) {
  const Film film = padding_film(padded(3, 1));
  for (std::size_t step = 0; step < film.steps; ++step) {
    const Shape frame = of_role(film, step, Role::centre_frame).front();
    for (const Shape& cell : of_panel(of_role(film, step, Role::padded_cell), 0, 3)) {
      if (cell.cell == frame.cell) expect_near(box_of(frame), box_of(cell));
    }
    const Shape source = of_role(film, step, Role::source_frame).front();
    for (const Shape& cell : of_panel(of_role(film, step, Role::input_cell), 0, 3)) {
      if (Cell{cell.cell->row + 1, cell.cell->col + 1} == *source.cell) expect_near(box_of(source), box_of(cell));
    }
  }
}

TEST(PaddingView, LiesWithinThePage) {
  for_padded_layers([](const std::vector<Figure>&, const Film& film) { expect_on_page(film, 0); });
}

std::vector<CellKey> order_of(const Film& film) {
  std::vector<CellKey> order;
  for (std::size_t step = 0; step < film.steps; ++step) {
    order.push_back(key_of(*of_role(film, step, Role::centre_frame).front().cell));
  }
  return order;
}

TEST(PaddingView, GoesRoundClockwiseFromTheTopLeft) {
  const std::vector<CellKey> expected{{0, 0}, {0, 1}, {0, 2}, {0, 3}, {1, 3}, {2, 3},
                                      {3, 3}, {3, 2}, {3, 1}, {3, 0}, {2, 0}, {1, 0}};
  EXPECT_EQ(order_of(padding_film(padded(2, 1))), expected);
}

TEST(PaddingView, GoesRoundTheOuterRingFirst) {
  const std::vector<CellKey> order = order_of(padding_film(padded(3, 2)));
  ASSERT_EQ(order.size(), 49U - 9U);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto [row, col] = order[i];
    const bool is_outer = row == 0 || row == 6 || col == 0 || col == 6;
    EXPECT_EQ(is_outer, i < 24) << i;
  }
  EXPECT_EQ(order[24], (CellKey{1, 1}));
  EXPECT_EQ(order[25], (CellKey{1, 2}));
}

TEST(PaddingView, GoesAlongARowFromLeftToRight) {
  const auto row = with(padded(3, 2), [](LayerOptions& options) { options.dims = 1; });
  EXPECT_EQ(order_of(padding_film(row)), (std::vector<CellKey>{{0, 0}, {0, 1}, {0, 5}, {0, 6}}));
}

TEST(PaddingView, ShowsTheModesThatThePaddingAllows) {
  const auto titles = [](const LayerOptions& options) { return texts_of(padding_film(options), 0, Role::panel_title); };
  using Texts = std::vector<std::string>;
  EXPECT_EQ(titles(padded(3, 2)), (Texts{"Replication padding", "Reflection padding", "Circular padding"}));
  EXPECT_EQ(titles(padded(2, 2)), (Texts{"Replication padding", "Circular padding"}));
  EXPECT_EQ(titles(padded(2, 3)), (Texts{"Replication padding"}));
  const auto one_side = with(padded(3, 0), [](LayerOptions& options) { options.p = SidedPadding{{0, 3}, {0, 0}, {}}; });
  EXPECT_EQ(titles(one_side), (Texts{"Replication padding", "Circular padding"}));
}

TEST(PaddingView, DoesNotAskForTheLayersOwnMode) {
  for (const PaddingMode mode : {PaddingMode::reflect, PaddingMode::circular}) {
    const auto options = with(padded(3, 1), [mode](LayerOptions& some) { some.padding_mode = mode; });
    EXPECT_EQ(to_text(padding_film(options), 3), to_text(padding_film(padded(3, 1)), 3));
  }
}

TEST(PaddingView, SaysTheShapes) {
  const auto sided = with(padded(4, 0), [](LayerOptions& options) { options.p = SidedPadding{{1, 0}, {2, 1}, {}}; });
  for (const std::string& caption : texts_of(padding_film(sided), 0, Role::panel_caption)) {
    EXPECT_EQ(caption, "(4+1) × (4+3)");
  }
}

TEST(PaddingView, IsPlacedAsBefore) {
  expect_golden("padding_modes.scene", to_text(padding_film(padded(2, 1)), 1));
}

TEST(PaddingView, SaysWhatItLacks) {
  const auto problem = [](const LayerOptions& options) { return problem_of(numbered(options), view("padding")); };
  EXPECT_EQ(problem(padded(3, 0)), "view: shows what padding holds, but this layer has no padding; add -p 1");
  EXPECT_EQ(problem(with(padded(3, 0), [](LayerOptions& options) { options.transposed = true; })),
            "view: shows what padding holds, but the padding of a transposed convolution is cut off its output; leave "
            "--transposed out, or use another view");
  EXPECT_EQ(problem(with(layer(4, 2),
                         [](LayerOptions& options) {
                           options.op = Operator::max_pooling;
                           options.p = PerAxis::all(1);
                         })),
            "view: requires a convolution, because pooling has no kernel; use --view pooling or numeric");
  EXPECT_EQ(
      problem_of({*make_operation(padded(3, 1))}, view("padding")),
      "view: shows numbers, but the values of the input are unknown; add --values, or --random 1 to make them up");
}

}  // namespace
}  // namespace convarith::testing::padding_modes_test
