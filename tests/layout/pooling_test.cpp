// A pooling, its windows pulled apart.

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/layout/number_figures.hpp"
#include "tests/layout/stamp_films.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/support/scene_text.hpp"

namespace convarith::testing::pooling_test {
namespace {

using CellKey = std::pair<int, int>;

CellKey key_of(const Cell& cell) {
  return {cell.row, cell.col};
}

Film pooling_film(const Subject& subject) {
  return film_of(subject, view("pooling"));
}

LayerOptions pooling(int n, int k, Operator op = Operator::max_pooling) {
  return with(layer(n, k), [op](LayerOptions& options) { options.op = op; });
}

/// Few numbers, so that many are equal.
std::vector<double> some_numbers(unsigned seed) {
  std::mt19937 engine(seed);
  std::vector<double> numbers;
  for (int i = 0; i < 200; ++i) numbers.push_back(static_cast<double>(engine() % 7) - 5);
  return numbers;
}

struct RandomPooling {
  const FigureLayer& layer;
  Figure figure;
  Subject subject;

  double input(int row, int col) const {
    return subject.values.front().input.values[static_cast<std::size_t>(row * figure.cols.inputs() + col)];
  }
  /// The places of a window that are input or padding, row by row.
  std::vector<Cell> window(int step) const {
    std::vector<Cell> places;
    for (int row = 0; row < figure.rows.padded(); ++row) {
      for (int col = 0; col < figure.cols.padded(); ++col) {
        if (figure.is_tapped(step, row, col)) places.push_back({row, col});
      }
    }
    return places;
  }
};

/// Calls `check` with poolings of all sorts and their films.
template <class Check>
void for_random_poolings(const Check& check) {
  int layers = 0;
  for (unsigned number = 0; number < 12 * kSorts; ++number) {
    SCOPED_TRACE("layer " + std::to_string(number));
    const FigureLayer random = random_layer(number);
    if (!random.is_pooling()) continue;
    ++layers;
    const Subject subject = subject_of(options_of(random), some_numbers(number));
    check(RandomPooling{random, Figure(random), subject}, pooling_film(subject));
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_GT(layers, 30);
}

TEST(PoolingView, PullsWindowsApartAsTheyAreComputed) {
  for_random_poolings([](const RandomPooling& pooling, const Film& film) {
    ASSERT_EQ(film.steps, static_cast<std::size_t>(pooling.figure.steps()));
    std::vector<CellKey> expected;
    for (std::size_t step = 0; step < film.steps; ++step) {
      for (const Cell& place : pooling.window(static_cast<int>(step))) expected.push_back(key_of(place));
      std::vector<CellKey> seen;
      for (const Shape& shape : of_role(film, step, Role::window_cell)) seen.push_back(key_of(*shape.cell));
      EXPECT_EQ(seen, expected);
      EXPECT_EQ(of_role(film, step, Role::output_cell).size(), step + 1);
      EXPECT_EQ(of_role(film, step, Role::output_number).size(), step + 1);
    }
  });
}

TEST(PoolingView, LeavesWindowsWhereTheyAreAndApart) {
  for_random_poolings([](const RandomPooling& pooling, const Film& film) {
    std::vector<Box> windows;
    const std::vector<Shape> cells = of_role(film, film.steps - 1, Role::window_cell);
    std::size_t next = 0;
    for (std::size_t step = 0; step < film.steps; ++step) {
      Box box;
      const std::size_t count = pooling.window(static_cast<int>(step)).size();
      for (std::size_t i = 0; i < count; ++i) box.add(box_of(cells.at(next++)));
      if (count > 0) windows.push_back(box.grown(1));
    }
    for (std::size_t i = 0; i < windows.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) EXPECT_FALSE(windows[i].overlaps(windows[j]));
    }
  });
}

/// What a place holds, as it is written; nothing where it doesn't count.
std::string text_at(const RandomPooling& pooling, Cell place) {
  const auto text = [](double number) {
    const int whole = static_cast<int>(number);
    return whole < 0 ? "−" + std::to_string(-whole) : std::to_string(whole);
  };
  if (pooling.figure.is_input(place.row, place.col)) {
    return text(pooling.input(*pooling.figure.rows.input_at(place.row), *pooling.figure.cols.input_at(place.col)));
  }
  return pooling.layer.kind == Kind::max_pooling ? "−∞" : "0";
}

TEST(PoolingView, WritesWhatEachWindowHolds) {
  for_random_poolings([](const RandomPooling& pooling, const Film& film) {
    std::vector<std::string> expected;
    for (int step = 0; step < pooling.figure.steps(); ++step) {
      for (const Cell& place : pooling.window(step)) expected.push_back(text_at(pooling, place));
    }
    std::vector<std::string> seen;
    for (const Shape& shape : film.scene(film.steps - 1)) {
      const bool is_number = shape.role == Role::window_number || shape.role == Role::winner_number;
      if (is_number) seen.push_back(std::get<Text>(shape.form).characters);
    }
    EXPECT_EQ(seen, expected);
  });
}

TEST(PoolingView, LeavesPaddingBlankThatDoesNotCount) {
  const auto options = with(pooling(2, 2, Operator::average_pooling), [](LayerOptions& some) {
    some.p = PerAxis::all(1);
    some.count_include_pad = false;
  });
  const Film film = pooling_film(subject_of(options));
  EXPECT_EQ(texts_of(film, 3, Role::window_number), (std::vector<std::string>{"1", "2", "3", "4"}));
  EXPECT_TRUE(texts_of(film, 3, Role::padding_number).empty());
}

TEST(PoolingView, WritesPaddingOnlyWhereAWindowIs) {
  // Two windows of 2 over 4 places: the third stride would not fit.
  const auto options = with(pooling(3, 2), [](LayerOptions& some) {
    some.dims = 1;
    some.p = SidedPadding{{}, {1, 1}, {}, 1};
    some.s = PerAxis::all(2);
  });
  EXPECT_EQ(texts_of(pooling_film(subject_of(options)), 0, Role::padding_number), (std::vector<std::string>{"−∞"}));
}

/// The first of the largest inputs of a window.
std::optional<Cell> winner_of(const RandomPooling& pooling, int step) {
  std::optional<Cell> winner;
  double most = -std::numeric_limits<double>::infinity();
  for (const Cell& place : pooling.window(step)) {
    if (!pooling.figure.is_input(place.row, place.col)) continue;
    const double number =
        pooling.input(*pooling.figure.rows.input_at(place.row), *pooling.figure.cols.input_at(place.col));
    if (number > most) winner = place;
    most = std::max(most, number);
  }
  return winner;
}

TEST(PoolingView, MarksTheFirstMaximum) {
  for_random_poolings([](const RandomPooling& pooling, const Film& film) {
    std::vector<CellKey> expected;
    for (int step = 0; step < pooling.figure.steps() && pooling.layer.kind == Kind::max_pooling; ++step) {
      if (const std::optional<Cell> winner = winner_of(pooling, step)) expected.push_back(key_of(*winner));
    }
    for (const Role role : {Role::winner_frame, Role::winner_number}) {
      std::vector<CellKey> seen;
      for (const Shape& shape : of_role(film, film.steps - 1, role)) seen.push_back(key_of(*shape.cell));
      // A number may be made of several texts.
      seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
      std::vector<CellKey> once = expected;
      once.erase(std::unique(once.begin(), once.end()), once.end());
      EXPECT_EQ(seen, once);
    }
  });
}

/// What is seen at a point of the input: the paint of the last cell or share of a cell there.
std::optional<PaintId> paint_at(const std::vector<Shape>& fills, Point point) {
  std::optional<PaintId> paint;
  for (const Shape& shape : fills) {
    const Box box = box_of(shape);
    const bool is_inside = box.left < point.x && point.x < box.right && box.bottom < point.y && point.y < box.top;
    if (is_inside) paint = shape.paint;
  }
  return paint;
}

TEST(PoolingView, ShowsTheHueOfEachWindowOnItsInputs) {
  int shared = 0;
  for_random_poolings([&](const RandomPooling& pooling, const Film& film) {
    const Figure& figure = pooling.figure;
    const std::vector<Shape> outputs = of_role(film, film.steps - 1, Role::output_cell);
    const std::vector<Shape> cells = of_role(film, 0, Role::input_cell);
    std::vector<Shape> fills = cells;
    for (const Shape& share : of_role(film, 0, Role::shared_input)) fills.push_back(share);
    for (const Shape& cell : cells) {
      const int row = figure.rows.place_of(cell.cell->row);
      const int col = figure.cols.place_of(cell.cell->col);
      std::set<int> rows;
      std::set<int> cols;
      for (int step = 0; step < figure.steps(); ++step) {
        if (!figure.is_tapped(step, row, col)) continue;
        rows.insert(step / figure.cols.output());
        cols.insert(step % figure.cols.output());
      }
      shared += rows.size() * cols.size() > 1 ? 1 : 0;
      const Box box = box_of(cell);
      double down = 0.5;
      for (const int window_row : rows) {
        double right = 0.5;
        for (const int window_col : cols) {
          const Point middle{box.left + box.width() * right / static_cast<double>(cols.size()),
                             box.top - box.height() * down / static_cast<double>(rows.size())};
          const auto output = static_cast<std::size_t>(window_row * figure.cols.output() + window_col);
          EXPECT_EQ(paint_at(fills, middle), outputs.at(output).paint) << row << "," << col;
          right += 1;
        }
        down += 1;
      }
    }
  });
  EXPECT_GT(shared, 20);
}

TEST(PoolingView, LeavesInputsOfNoWindowUnvisited) {
  const auto options = with(pooling(5, 2), [](LayerOptions& some) { some.s = PerAxis::all(3); });
  const Film film = pooling_film(subject_of(options));
  std::set<CellKey> seen;
  for (const Shape& shape : of_role(film, 0, Role::unvisited_input_cell)) seen.insert(key_of(*shape.cell));
  EXPECT_EQ(seen.size(), 9U);
  EXPECT_TRUE(seen.contains({2, 2}));
  EXPECT_TRUE(seen.contains({0, 2}));
  EXPECT_FALSE(seen.contains({3, 3}));
}

TEST(PoolingView, ColoursWindowsLikeTheirOutputs) {
  for_random_poolings([](const RandomPooling& pooling, const Film& film) {
    const std::vector<Shape> outputs = of_role(film, film.steps - 1, Role::output_cell);
    const std::vector<Shape> cells = of_role(film, film.steps - 1, Role::window_cell);
    std::size_t next = 0;
    for (std::size_t step = 0; step < film.steps; ++step) {
      for (const Cell& place : pooling.window(static_cast<int>(step))) {
        const PaintId paint = cells.at(next++).paint;
        EXPECT_EQ(paint == outputs.at(step).paint, pooling.figure.is_input(place.row, place.col));
      }
    }
  });
}

TEST(PoolingView, FramesTheRegionAndTheOutputOfAStep) {
  const Film film = pooling_film(subject_of(pooling(4, 2)));
  for (std::size_t step = 0; step < film.steps; ++step) {
    const Cell output{static_cast<int>(step) / 2, static_cast<int>(step) % 2};
    const std::vector<Shape> frames = of_role(film, step, Role::centre_frame);
    ASSERT_EQ(frames.size(), 1U);
    EXPECT_EQ(frames[0].cell, output);
    expect_near(box_of(frames[0]), box_of(of_role(film, step, Role::output_cell).back()));
    Box window;
    for (const Shape& shape : of_role(film, step, Role::input_cell)) {
      if (shape.cell->row / 2 == output.row && shape.cell->col / 2 == output.col) window.add(box_of(shape));
    }
    // The last region that is drawn; those before are around the windows. Corners are closed, by half a line's width.
    const std::vector<Shape> regions = of_role(film, step, Role::region_frame);
    expect_near(box_of({regions.end() - 2, regions.end()}), window, 0.76);
  }
}

TEST(PoolingView, GrowsByWhatAStepAdds) {
  const Film film = pooling_film(subject_of(pooling(4, 2)));
  const auto growing =
      std::find_if(film.sheets.begin(), film.sheets.end(), [](const Sheet& sheet) { return sheet.added != nullptr; });
  ASSERT_NE(growing, film.sheets.end());
  const auto text_of = [&](DisplayList shapes) {
    const Sheet sheet{true, [shapes = std::move(shapes)](std::size_t) { return shapes; }};
    return to_text({film.width, film.height, 1, film.paints, {sheet}}, 0);
  };
  DisplayList all;
  for (std::size_t step = 0; step < film.steps; ++step) {
    for (Shape& shape : growing->added(step)) all.push_back(std::move(shape));
    EXPECT_EQ(text_of(growing->draw(step)), text_of(all));
  }
}

TEST(PoolingView, LiesWithinThePage) {
  for_random_poolings([](const RandomPooling&, const Film& film) { expect_on_page(film, film.steps - 1); });
}

TEST(PoolingView, SaysWhatItShows) {
  const auto titles = [](const LayerOptions& options) {
    return texts_of(pooling_film(subject_of(options)), 0, Role::panel_title);
  };
  using Texts = std::vector<std::string>;
  EXPECT_EQ(titles(pooling(4, 2)), (Texts{"Input", "2 × 2 windows", "Maximum"}));
  EXPECT_EQ(titles(pooling(2, 2, Operator::average_pooling)), (Texts{"Input", "2 × 2 window", "Mean"}));
  EXPECT_EQ(titles(with(pooling(4, 3),
                        [](LayerOptions& options) {
                          options.dims = 1;
                          options.p = PerAxis::all(1);
                        })),
            (Texts{"Padded input", "Windows of 3", "Maximum"}));
  EXPECT_EQ(
      titles(with(pooling(4, 2, Operator::average_pooling), [](LayerOptions& some) { some.divisor_override = 3; })),
      (Texts{"Input", "2 × 2 windows", "Sum divided by 3"}));
  LayerOptions adaptive;
  adaptive.op = Operator::max_pooling;
  adaptive.n = PerAxis{6, 9};
  adaptive.adaptive = PerAxis::all(3);
  EXPECT_EQ(titles(adaptive), (Texts{"Input", "2 × 3 windows", "Maximum"}));
  // Cells 0 to 1, 1 to 3, 3 to 4.
  adaptive.n = PerAxis::all(5);
  EXPECT_EQ(titles(adaptive), (Texts{"Input", "Windows", "Maximum"}));
}

TEST(PoolingView, SaysTheStrideAndTheDilation) {
  const auto captions = [](const LayerOptions& options) {
    return joined(texts_of(pooling_film(subject_of(options)), 0, Role::panel_caption));
  };
  EXPECT_EQ(captions(pooling(4, 2)), "4 × 4stride 22 × 2");
  EXPECT_EQ(captions(with(pooling(5, 2),
                          [](LayerOptions& options) {
                            options.s = PerAxis{1, 2};
                            options.d = PerAxis::all(2);
                          })),
            "5 × 5stride 1 × 2, dilation 23 × 2");
}

TEST(PoolingView, IsPlacedAsBefore) {
  expect_golden("pooling_max.scene", to_text(pooling_film(subject_of(pooling(4, 2))), 2));
}

TEST(PoolingView, SaysWhatItLacks) {
  EXPECT_EQ(problem_of(subject_of(layer(3, 2)), view("pooling")),
            "view: requires a pooling layer; add --op max or --op avg, or use another view");
  EXPECT_EQ(
      problem_of({*make_operation(pooling(4, 2))}, view("pooling")),
      "view: shows numbers, but the values of the input are unknown; add --values, or --random 1 to make them up");
  const auto channels = with(pooling(4, 2), [](LayerOptions& options) { options.channels = 2; });
  EXPECT_EQ(problem_of(subject_of(channels), view("pooling")),
            "view: shows a single channel, but this layer has 2; leave --channels out, or use --view volume");
}

}  // namespace
}  // namespace convarith::testing::pooling_test
