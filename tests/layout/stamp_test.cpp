// What is drawn of a transposed convolution's stamps, and where.

#include "layout/views/stamp/stamp.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "layout/views/views.hpp"
#include "tests/layout/stamp_films.hpp"
#include "tests/support/builtin_themes.hpp"
#include "tests/support/scene_text.hpp"

namespace convarith::testing::stamp_test {
namespace {

using Cells = std::multiset<std::pair<int, int>>;

std::vector<Point> points_of(const Shape& shape) {
  if (const auto* fill = std::get_if<Fill>(&shape.form)) return fill->polygon;
  std::vector<Point> points;
  for (const Stroke::Path& path : std::get<Stroke>(shape.form).paths) {
    points.insert(points.end(), path.points.begin(), path.points.end());
  }
  return points;
}

DisplayList of_role(const DisplayList& scene, Role role) {
  DisplayList shapes;
  std::copy_if(scene.begin(), scene.end(), std::back_inserter(shapes),
               [role](const Shape& shape) { return shape.role == role; });
  return shapes;
}

Cells cells_of(const DisplayList& scene, Role role) {
  Cells cells;
  for (const Shape& shape : of_role(scene, role)) {
    EXPECT_TRUE(shape.cell) << to_string(role);
    if (shape.cell) cells.insert({shape.cell->row, shape.cell->col});
  }
  return cells;
}

/// Left of the way from `a` to `b`, positive; in bp.
double side_of(Point a, Point b, Point point) {
  return ((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)) / std::hypot(b.x - a.x, b.y - a.y);
}

/// Whether `point` lies in a convex polygon that goes against the clock, or at most `margin` bp outside.
bool is_inside(const std::vector<Point>& polygon, Point point, double margin) {
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    if (side_of(polygon[i], polygon[(i + 1) % polygon.size()], point) < -margin) return false;
  }
  return true;
}

/// Whether `point` lies on one of a polygon's sides.
bool is_on_edge(const std::vector<Point>& polygon, Point point) {
  if (!is_inside(polygon, point, 0.01)) return false;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    if (std::abs(side_of(polygon[i], polygon[(i + 1) % polygon.size()], point)) < 0.01) return true;
  }
  return false;
}

std::vector<Point> block_of(const DisplayList& scene, Role role) {
  std::vector<Point> points;
  for (const Shape& shape : of_role(scene, role)) {
    const std::vector<Point> more = points_of(shape);
    points.insert(points.end(), more.begin(), more.end());
  }
  const auto by_x = [](const Point& a, const Point& b) { return a.x < b.x; };
  const auto by_y = [](const Point& a, const Point& b) { return a.y < b.y; };
  return {*std::min_element(points.begin(), points.end(), by_y), *std::max_element(points.begin(), points.end(), by_x),
          *std::max_element(points.begin(), points.end(), by_y), *std::min_element(points.begin(), points.end(), by_x)};
}

/// Calls `check` with every scene of many layers.
template <class Check>
void for_scenes(const Check& check) {
  for (const FigureLayer& layer : transposed_layers(80)) {
    SCOPED_TRACE(::testing::PrintToString(flags_of(layer)));
    const Drawing drawing = draw_stamps(layer);
    const StampedPlaces places(layer);
    ASSERT_EQ(drawing.film.steps, static_cast<std::size_t>(places.steps()));
    for (int step = 0; step < places.steps(); ++step) {
      check(drawing, layer, places, step, drawing.film.scene(static_cast<std::size_t>(step)));
    }
    if (::testing::Test::HasFailure()) return;
  }
}

TEST(Stamps, OfAStridedLayerAreAsBefore) {
  const Drawing drawing = draw_stamps(square(Kind::transposed, {2, 3, 2, 1, 1, 1}));
  expect_golden("stamp_padded_strided.scene", to_text(drawing.film, 2));
}

TEST(Stamps, OfADilatedRowAreAsBefore) {
  FigureLayer layer{Kind::transposed, {}, {3, 2, 1, 0, 2, 0}};
  layer.dims = 1;
  expect_golden("stamp_dilated_row.scene", to_text(draw_stamps(layer).film, 2));
}

TEST(Stamps, OfUnvisitedInputsAreAsBefore) {
  const Drawing drawing = draw_stamps({Kind::transposed, {2, 2, 1, 0, 1, 0}, {3, 1, 1, 1, 1, 0}});
  expect_golden("stamp_cropped.scene", to_text(drawing.film, 4));
}

TEST(Stamps, FillEveryOutputInTheEnd) {
  for_scenes([](const Drawing& drawing, const FigureLayer& layer, const StampedPlaces& places, int step,
                const DisplayList& scene) {
    if (step + 1 < places.steps()) return;
    Cells outputs;
    for (int row = 0; row < places.rows(); ++row) {
      for (int col = 0; col < places.cols(); ++col) {
        if (places.is_output(row, col)) outputs.insert({row - layer.rows.p, col - layer.cols.p});
      }
    }
    EXPECT_EQ(cells_of(scene, Role::output_cell), outputs);
    for (const Shape& cell : of_role(scene, Role::output_cell)) {
      EXPECT_EQ(drawing.film.paints[cell.paint].colour, kSolarized.output);
    }
  });
}

/// The paint of each output cell that is not empty.
std::map<std::pair<int, int>, PaintId> paints_of_outputs(const DisplayList& scene) {
  std::map<std::pair<int, int>, PaintId> paints;
  for (const Shape& shape : of_role(scene, Role::output_cell)) {
    paints[{shape.cell->row, shape.cell->col}] = shape.paint;
  }
  return paints;
}

double darkness(const Colour& colour) {
  return 255 - (colour.red + colour.green + colour.blue) / 3.0;
}

TEST(Stamps, DarkenACellEachTimeUpToSixteen) {
  for (const int k : {2, 3, 4}) {
    const FigureLayer layer = square(Kind::transposed, {5, k, 1, 0, 1, 0});
    const Film film = draw_stamps(layer).film;
    const StampedPlaces places(layer);
    std::map<std::pair<int, int>, double> before;
    for (int step = 0; step < places.steps(); ++step) {
      std::map<std::pair<int, int>, double> now;
      for (const auto& [cell, paint] : paints_of_outputs(film.scene(static_cast<std::size_t>(step)))) {
        now[cell] = darkness(film.paints[paint].colour);
        const bool is_stamped = places.is_stamped(step, cell.first, cell.second);
        EXPECT_EQ(now[cell] > before[cell] + 5, is_stamped) << "k " << k << ", step " << step;
      }
      before = now;
    }
  }
}

TEST(Stamps, TellCellsThatGetMoreStampsThanThereAreTints) {
  const FigureLayer layer = square(Kind::transposed, {8, 7, 1, 0, 1, 0});
  const Film film = draw_stamps(layer).film;
  const StampedPlaces places(layer);
  EXPECT_LE(film.paints.size(), 24u);
  for (int step = 0; step < places.steps(); ++step) {
    auto paints = paints_of_outputs(film.scene(static_cast<std::size_t>(step)));
    for (int row = 0; row < places.rows(); ++row) {
      for (int col = 0; col < places.cols(); ++col) {
        const int stamps = places.stamps(row, col, step + 1);
        ASSERT_EQ(paints.contains({row, col}), stamps > 0);
        if (stamps == 0) continue;
        const Colour& colour = film.paints[paints.at({row, col})].colour;
        ASSERT_EQ(colour == kSolarized.output, stamps == places.stamps(row, col));
        ASSERT_GT(darkness(colour), 5);
      }
    }
  }
}

bool contains(const std::vector<PaintId>& paints, PaintId paint) {
  return std::find(paints.begin(), paints.end(), paint) != paints.end();
}

TEST(Stamps, SayWhatMayComeToLieUnderLines) {
  for_scenes([](const Drawing& drawing, const FigureLayer&, const StampedPlaces&, int, const DisplayList& scene) {
    const PaintId outline = of_role(scene, Role::stamp_outline).front().paint;
    std::set<PaintId> below{kPaper};
    for (const auto& [cell, paint] : paints_of_outputs(scene)) below.insert(paint);
    for (const PaintId paint : below) {
      EXPECT_TRUE(contains(drawing.film.paints[drawing.ink].over, paint));
      EXPECT_TRUE(contains(drawing.film.paints[outline].over, paint));
    }
  });
}

/// The places of the canvas whose middles lie inside of a stamp's outline.
Cells outlined_places(const DisplayList& scene, const StampedPlaces& places) {
  const std::vector<Point> canvas = std::get<Fill>(of_role(scene, Role::canvas).front().form).polygon;
  const Shape outline = of_role(scene, Role::stamp_outline).front();
  Cells cells;
  for (const Stroke::Path& path : std::get<Stroke>(outline.form).paths) {
    EXPECT_TRUE(path.closed);
    for (int row = 0; row < places.rows(); ++row) {
      for (int col = 0; col < places.cols(); ++col) {
        const double right = (col + 0.5) / places.cols();
        const double up = 1 - (row + 0.5) / places.rows();
        const Point middle{canvas[0].x + right * (canvas[1].x - canvas[0].x) + up * (canvas[3].x - canvas[0].x),
                           canvas[0].y + right * (canvas[1].y - canvas[0].y) + up * (canvas[3].y - canvas[0].y)};
        if (is_inside(path.points, middle, 0)) cells.insert({row, col});
      }
    }
  }
  return cells;
}

TEST(Stamps, AreOutlinedAroundTheTapsOfTheKernel) {
  for_scenes(
      [](const Drawing& drawing, const FigureLayer&, const StampedPlaces& places, int step, const DisplayList& scene) {
        Cells expected;
        for (int row = 0; row < places.rows(); ++row) {
          for (int col = 0; col < places.cols(); ++col) {
            if (places.is_stamped(step, row, col)) expected.insert({row, col});
          }
        }
        EXPECT_EQ(outlined_places(scene, places), expected);
        EXPECT_EQ(scene.back().role, Role::stamp_outline) << "nothing may cover it";
        EXPECT_EQ(drawing.film.paints[scene.back().paint].colour, kSolarized.accent);
      });
}

TEST(Stamps, HaveOneOutlineWhereTapsTouch) {
  const auto outlines = [](const FigureLayer& layer) {
    const DisplayList scene = draw_stamps(layer).film.scene(0);
    return std::get<Stroke>(of_role(scene, Role::stamp_outline).front().form).paths.size();
  };
  EXPECT_EQ(outlines(square(Kind::transposed, {3, 3, 2, 1, 1, 0})), 1u);
  EXPECT_EQ(outlines(square(Kind::transposed, {3, 3, 2, 1, 2, 0})), 9u);
  EXPECT_EQ(outlines({Kind::transposed, {3, 3, 2, 1, 2, 0}, {3, 2, 2, 1, 1, 0}}), 3u);
}

TEST(Stamps, AreMarkedWhereTheyAreAddedToEarlierOnes) {
  for_scenes(
      [](const Drawing&, const FigureLayer& layer, const StampedPlaces& places, int step, const DisplayList& scene) {
        Cells expected;
        for (int row = 0; row < places.rows(); ++row) {
          for (int col = 0; col < places.cols(); ++col) {
            const bool is_again = places.is_stamped(step, row, col) && places.stamps(row, col, step) > 0;
            if (is_again && places.is_output(row, col)) expected.insert({row - layer.rows.p, col - layer.cols.p});
          }
        }
        EXPECT_EQ(cells_of(scene, Role::sum_mark), expected);
      });
}

TEST(Stamps, OutlineOneInputAtATime) {
  for_scenes([](const Drawing&, const FigureLayer& layer, const StampedPlaces&, int step, const DisplayList& scene) {
    const Cells current{{step / layer.cols.n, step % layer.cols.n}};
    EXPECT_EQ(cells_of(scene, Role::current_input_outline), current);
  });
}

TEST(Stamps, TellInputsThatHaveNoEffect) {
  for_scenes(
      [](const Drawing&, const FigureLayer& layer, const StampedPlaces& places, int step, const DisplayList& scene) {
        if (step > 0) return;
        Cells with_effect;
        Cells without;
        for (int i = 0; i < places.steps(); ++i) {
          bool has_effect = false;
          for (int row = 0; row < places.rows(); ++row) {
            for (int col = 0; col < places.cols(); ++col) {
              has_effect = has_effect || (places.is_output(row, col) && places.is_stamped(i, row, col));
            }
          }
          (has_effect ? with_effect : without).insert({i / layer.cols.n, i % layer.cols.n});
        }
        EXPECT_EQ(cells_of(scene, Role::input_cell), with_effect);
        EXPECT_EQ(cells_of(scene, Role::unvisited_input_cell), without);
      });
}

TEST(Stamps, LeadProjectorsFromTheInputToTheWindow) {
  for_scenes([](const Drawing&, const FigureLayer&, const StampedPlaces&, int, const DisplayList& scene) {
    const DisplayList projectors = of_role(scene, Role::projector);
    ASSERT_EQ(projectors.size(), 1u);
    const auto& lines = std::get<Stroke>(projectors.front().form).paths;
    ASSERT_EQ(lines.size(), 4u);
    const std::vector<Point> input = block_of(scene, Role::current_input_outline);
    const std::vector<Point> window = block_of(scene, Role::stamp_outline);
    for (std::size_t i = 0; i < 4; ++i) {
      const auto line = std::find_if(lines.begin(), lines.end(), [&](const Stroke::Path& path) {
        return std::hypot(path.points.front().x - input[i].x, path.points.front().y - input[i].y) < 1e-6;
      });
      ASSERT_NE(line, lines.end());
      EXPECT_NEAR(line->points.back().x, window[i].x, 1e-6);
      EXPECT_NEAR(line->points.back().y, window[i].y, 1e-6);
    }
  });
}

TEST(Stamps, HaveTheInputBelowTheCanvasAndApartFromIt) {
  for_scenes([](const Drawing&, const FigureLayer&, const StampedPlaces&, int step, const DisplayList& scene) {
    if (step > 0) return;
    const std::vector<Point> input = block_of(scene, Role::input_grid);
    const std::vector<Point> canvas = block_of(scene, Role::canvas);
    // Whatever lies on the same side of the canvas's front edge as no point of the canvas.
    for (const Point& point : input) EXPECT_LT(side_of(canvas[0], canvas[1], point), -14) << point.x << "," << point.y;
    // Both middles are above each other.
    EXPECT_NEAR(input[1].x + input[3].x, canvas[1].x + canvas[3].x, 0.01);
  });
}

TEST(Stamps, FillThePageUpToItsBorder) {
  for_scenes([](const Drawing& drawing, const FigureLayer&, const StampedPlaces&, int step, const DisplayList& scene) {
    std::vector<Point> points;
    for (const Shape& shape : scene) {
      for (const Point& point : points_of(shape)) {
        ASSERT_TRUE(is_inside(drawing.outline, point, 0.01)) << to_string(shape.role);
        points.push_back(point);
      }
    }
    if (step > 0) return;
    const auto [left, right] =
        std::minmax_element(points.begin(), points.end(), [](const Point& a, const Point& b) { return a.x < b.x; });
    const auto [low, high] =
        std::minmax_element(points.begin(), points.end(), [](const Point& a, const Point& b) { return a.y < b.y; });
    const double around = Figure::kPageBorder + Figure::kThickLine / 2;
    EXPECT_NEAR(left->x, around, 0.01);
    EXPECT_NEAR(right->x, drawing.film.width - around, 0.01);
    EXPECT_NEAR(low->y, around, 0.01);
    EXPECT_NEAR(high->y, drawing.film.height - around, 0.01);
  });
}

TEST(Stamps, HaveStillAndMovingSheetsInTurns) {
  for (const FigureLayer& layer : transposed_layers(20)) {
    const Film film = draw_stamps(layer).film;
    bool is_still = true;
    for (const Sheet& sheet : film.sheets) {
      EXPECT_EQ(sheet.still, is_still);
      is_still = !is_still;
      if (!sheet.still) continue;
      const Film alone{film.width, film.height, film.steps, film.paints, {sheet}};
      EXPECT_EQ(to_text(alone, 0), to_text(alone, film.steps - 1));
    }
  }
}

std::string label_starting(const Drawing& drawing, const std::string& start) {
  for (const Label& label : drawing.labels) {
    if (label.text.starts_with(start)) return label.text;
  }
  return "";
}

TEST(StampLabels, LieOnTheEdgesOfThePlanes) {
  for_scenes([](const Drawing& drawing, const FigureLayer&, const StampedPlaces&, int step, const DisplayList& scene) {
    if (step > 0) return;
    const std::vector<Point> input = block_of(scene, Role::input_grid);
    const std::vector<Point> canvas = block_of(scene, Role::canvas);
    for (const Label& label : drawing.labels) {
      const std::vector<Point>& plane = label.text.starts_with("input") ? input : canvas;
      EXPECT_TRUE(is_on_edge(plane, label.from)) << label.text;
      EXPECT_TRUE(is_on_edge(plane, label.to)) << label.text;
      // Upwards, so that right is where the label stands and left where the plane is, or the other way round.
      EXPECT_LT(label.from.y, label.to.y) << label.text;
      const double middle =
          side_of(label.from, label.to, {(plane[1].x + plane[3].x) / 2, (plane[0].y + plane[2].y) / 2});
      EXPECT_EQ(middle > 0, label.side == Side::right) << label.text;
    }
  });
}

TEST(StampLabels, SayHowLargeMapsAreAndWhatIsCutOff) {
  const Drawing both = draw_stamps({Kind::transposed, {2, 3, 2, 1, 1, 0}, {3, 3, 2, 1, 1, 0}});
  EXPECT_EQ(label_starting(both, "input"), "input 2 × 3");
  EXPECT_EQ(label_starting(both, "output"), "output 3 × 5");
  EXPECT_EQ(label_starting(both, "p"), "p = 1 cut off");
  FigureLayer row{Kind::transposed, {}, {4, 3, 2, 0, 1, 0}};
  row.dims = 1;
  EXPECT_EQ(label_starting(draw_stamps(row), "input"), "input 4");
  EXPECT_EQ(label_starting(draw_stamps(row), "output"), "output 9");
  EXPECT_EQ(label_starting(draw_stamps(row), "p"), "");
}

TEST(StampLabels, SayWhatIsCutOffOnOneSideOnly) {
  const AxisNumbers whole{3, 3, 2, 0, 1, 0};
  const AxisNumbers cut_behind{3, 3, 2, 0, 1, 0, 2};
  const AxisNumbers given_back{3, 3, 2, 0, 1, 1, 2};
  const AxisNumbers made_up_for{3, 3, 2, 0, 1, 1, 1};
  const auto text = [](const AxisNumbers& rows, const AxisNumbers& cols) {
    return label_starting(draw_stamps({Kind::transposed, rows, cols}), "p");
  };
  EXPECT_EQ(text(whole, cut_behind), "p = 2 cut off");
  EXPECT_EQ(text(cut_behind, whole), "p = 2 cut off");
  EXPECT_EQ(text(given_back, whole), "p − a = 1 cut off");
  EXPECT_EQ(text(whole, given_back), "p − a = 1 cut off");
  EXPECT_EQ(text(whole, made_up_for), "");
}

std::vector<std::string> key_texts(const FigureLayer& layer) {
  std::vector<std::string> texts;
  for (const Key& key : draw_stamps(layer).keys) texts.push_back(key.text);
  return texts;
}

TEST(StampLabels, HaveEachSideThatIsCutOffWhereTheyDiffer) {
  FigureLayer layer{Kind::transposed, {4, 4, 2, 2, 1, 0}, {4, 3, 2, 1, 1, 0}};
  std::vector<std::string> texts;
  for (const Label& label : draw_stamps(layer).labels) texts.push_back(label.text);
  EXPECT_EQ(texts, (std::vector<std::string>{"input 4 × 4", "output 6 × 7", "p = 1 cut off", "p = 2 cut off"}));
}

TEST(StampKeys, SayOnlyWhatTheFigureShows) {
  using Texts = std::vector<std::string>;
  EXPECT_EQ(key_texts(square(Kind::transposed, {2, 2, 2, 0, 1, 0})),
            (Texts{"input", "current input and its stamp", "output, empty", "output, complete"}));
  EXPECT_EQ(key_texts(square(Kind::transposed, {1, 2, 2, 0, 1, 0})),
            (Texts{"input", "current input and its stamp", "output, complete"}));
  EXPECT_EQ(key_texts(square(Kind::transposed, {3, 3, 1, 1, 1, 0})),
            (Texts{"input", "current input and its stamp", "output, empty", "output, stamped in part",
                   "output, complete", "added to earlier stamps", "cut off"}));
  EXPECT_EQ(key_texts(square(Kind::transposed, {3, 1, 1, 1, 1, 0})),
            (Texts{"input", "input without effect", "current input and its stamp", "output, empty", "output, complete",
                   "cut off"}));
}

/// The fills that the legend explains.
std::multiset<PaintId> explained_fills(const Drawing& drawing) {
  std::multiset<PaintId> fills;
  for (const Key& key : drawing.keys) {
    EXPECT_FALSE(key.glaze) << key.text;
    const bool is_empty_cell = key.text == "output, empty";
    if (key.fill || is_empty_cell) fills.insert(key.fill.value_or(kPaper));
    fills.insert(key.further_fills.begin(), key.further_fills.end());
  }
  return fills;
}

TEST(StampKeys, HaveEachFillOfCellsOnceAndNoOther) {
  for (const FigureLayer& layer : transposed_layers(60)) {
    SCOPED_TRACE(::testing::PrintToString(flags_of(layer)));
    const Drawing drawing = draw_stamps(layer);
    const Operation operation = operation_of(layer);
    const auto outputs =
        static_cast<std::size_t>(operation.rows.output) * static_cast<std::size_t>(operation.cols.output);
    std::set<PaintId> seen;
    for (std::size_t step = 0; step < drawing.film.steps; ++step) {
      const DisplayList scene = drawing.film.scene(step);
      for (const Role role : {Role::input_cell, Role::unvisited_input_cell, Role::output_cell}) {
        for (const Shape& cell : of_role(scene, role)) seen.insert(cell.paint);
      }
      if (of_role(scene, Role::output_cell).size() < outputs) seen.insert(kPaper);
    }
    EXPECT_EQ(explained_fills(drawing), std::multiset<PaintId>(seen.begin(), seen.end()));
  }
}

TEST(StampKeys, HaveLinesOfTheFilm) {
  for (const FigureLayer& layer : transposed_layers(40)) {
    const Drawing drawing = draw_stamps(layer);
    EXPECT_EQ(drawing.film.paints[drawing.ink].colour, kSolarized.line);
    for (const Key& key : drawing.keys) {
      const bool is_current = key.text.starts_with("current");
      EXPECT_EQ(drawing.film.paints[key.line].colour, is_current ? kSolarized.accent : kSolarized.line) << key.text;
    }
  }
}

TEST(StampView, IsOfTransposedLayersOnly) {
  const View* view = find_view("stamp");
  ASSERT_NE(view, nullptr);
  EXPECT_TRUE(view->check({operation_of(square(Kind::transposed, {2, 2, 2, 0, 1, 0}))}, {}));
  EXPECT_FALSE(view->check({operation_of(square(Kind::direct, {3, 2, 1, 0, 1, 0}))}, {}));
}

}  // namespace
}  // namespace convarith::testing::stamp_test
