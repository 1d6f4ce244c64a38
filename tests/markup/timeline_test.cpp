// Timelines against the display lists that they are made of.

#include "markup/timeline.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/layout/number_figures.hpp"
#include "tests/layout/stamp_films.hpp"
#include "tests/support/scene_text.hpp"

namespace convarith::testing::timeline_test {
namespace {

bool shows(const StepRuns& steps, std::size_t step) {
  return std::any_of(steps.begin(), steps.end(),
                     [step](const StepRun& run) { return run.first <= step && step < run.last; });
}

/// Each shape as text.
std::vector<std::string> lines_of_shapes(const Film& film, const DisplayList& shapes) {
  Film alone = film;
  alone.sheets = {{true, [shapes](std::size_t) { return shapes; }}};
  std::vector<std::string> lines;
  std::istringstream stream(to_text(alone, 0));
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("page")) continue;
    if (line.starts_with(" ")) {
      lines.back() += line;
    } else {
      lines.push_back(line);
    }
  }
  return lines;
}

DisplayList shapes_at(const Timeline& timeline, std::size_t step) {
  DisplayList shapes;
  for (const TimedShape& timed : timeline.shapes) {
    if (shows(timed.steps, step)) shapes.push_back(timed.shape);
  }
  return shapes;
}

DisplayList grouped_shapes_at(const Timeline& timeline, std::size_t step) {
  DisplayList shapes;
  for (const ShapeGroup& group : grouped(timeline)) {
    if (!shows(group.steps, step)) continue;
    for (const TimedShape* timed : group.shapes) shapes.push_back(timed->shape);
  }
  return shapes;
}

bool grows(const Film& film) {
  return std::any_of(film.sheets.begin(), film.sheets.end(), [](const Sheet& sheet) { return sheet.added != nullptr; });
}

/// Shapes of growing sheets may change places among themselves.
void expect_same_shapes(const Film& film, const DisplayList& expected, const DisplayList& shapes) {
  std::vector<std::string> these = lines_of_shapes(film, shapes);
  std::vector<std::string> those = lines_of_shapes(film, expected);
  if (grows(film)) {
    std::sort(these.begin(), these.end());
    std::sort(those.begin(), those.end());
  }
  EXPECT_EQ(these, those);
}

void expect_scenes(const Film& film, std::size_t first, std::size_t last) {
  const Timeline timeline = make_timeline(film, nullptr, first, last);
  EXPECT_EQ(timeline.first_step, first);
  EXPECT_EQ(timeline.steps, last - first);
  for (std::size_t step = first; step < last; ++step) {
    SCOPED_TRACE(step);
    const DisplayList scene = film.scene(step);
    expect_same_shapes(film, scene, shapes_at(timeline, step - first));
    expect_same_shapes(film, scene, grouped_shapes_at(timeline, step - first));
  }
}

void expect_scenes(const Film& film) {
  expect_scenes(film, 0, film.steps);
  expect_scenes(film, film.steps / 3, film.steps - film.steps / 4);
}

TEST(Timeline, HasTheShapesOfEveryStepInOrder) {
  for (unsigned number = 0; number < 2 * kSorts; ++number) {
    SCOPED_TRACE(number);
    expect_scenes(lay_out(with_channels(random_layer(number), number)));
  }
}

TEST(Timeline, HasTheShapesOfStampsInOrder) {
  for (const FigureLayer& layer : transposed_layers(12)) expect_scenes(draw_stamps(layer).film);
}

TEST(Timeline, HasTheShapesOfFiguresWithNumbersInOrder) {
  const LayerOptions several = with(layer(5, 3), [](LayerOptions& options) {
    options.channels = 2;
    options.filters = 2;
    options.p = SidedPadding{{1, 1}, {1, 1}, {}, 2};
  });
  for (const char* const name : {"equation", "breakdown", "volume", "projection"}) {
    SCOPED_TRACE(name);
    expect_scenes(film_of(subject_of(several), view(name)));
  }
  for (const char* const name : {"numeric", "equation", "stride", "padding"}) {
    SCOPED_TRACE(name);
    const LayerOptions single = with(layer(6, 3), [](LayerOptions& options) {
      options.s = PerAxis::all(2);
      options.p = SidedPadding{{1, 1}, {1, 1}, {}, 2};
    });
    expect_scenes(film_of(subject_of(single), view(name)));
  }
}

TEST(Timeline, HasEachShapeOfAProjectionOnce) {
  for (unsigned number = 0; number < kSorts; ++number) {
    SCOPED_TRACE(number);
    const Film film = lay_out(random_layer(number));
    std::set<std::string> distinct;
    for (std::size_t step = 0; step < film.steps; ++step) {
      for (const std::string& line : lines_of_shapes(film, film.scene(step))) distinct.insert(line);
    }
    const Timeline timeline = make_timeline(film, nullptr, 0, film.steps);
    EXPECT_EQ(timeline.shapes.size(), distinct.size());
  }
}

Shape square_at(double x, PaintId paint) {
  return {Role::tap, std::nullopt, paint, Fill{{{x, 0}, {x + 1, 0}, {x + 1, 1}, {x, 1}}}};
}

Film film_with(std::vector<DisplayList> steps) {
  Film film{10, 10, steps.size(), {{}, {}, {}}, {}};
  film.sheets.push_back({false, [steps = std::move(steps)](std::size_t step) { return steps[step]; }});
  return film;
}

TEST(Timeline, KeepsTheOrderOfStepsThatDisagree) {
  const Film film = film_with({{square_at(0, 1), square_at(1, 2), square_at(2, 1)},
                               {square_at(1, 2), square_at(0, 1)},
                               {square_at(2, 1), square_at(0, 1), square_at(1, 2)}});
  expect_scenes(film, 0, 3);
}

TEST(Timeline, KeepsShapesThatAStepHasTwice) {
  const Film film = film_with({{square_at(0, 1), square_at(1, 2), square_at(0, 1)},
                               {square_at(0, 1)},
                               {square_at(0, 1), square_at(0, 1), square_at(0, 1)}});
  expect_scenes(film, 0, 3);
}

TEST(Timeline, TellsShapesThatOnlyDifferInTheDark) {
  const Film light = film_with({{square_at(0, 1)}, {square_at(0, 1)}});
  const Film dark = film_with({{square_at(0, 1)}, {square_at(0, 2)}});
  const Timeline timeline = make_timeline(light, &dark, 0, 2);
  ASSERT_EQ(timeline.shapes.size(), 2U);
  EXPECT_EQ(timeline.shapes[0].dark, 1);
  EXPECT_EQ(timeline.shapes[0].steps, (StepRuns{{0, 1}}));
  EXPECT_EQ(timeline.shapes[1].dark, 2);
  EXPECT_EQ(timeline.shapes[1].steps, (StepRuns{{1, 2}}));
}

TEST(Timeline, HasWhatStaysOnceAndWhatMovesInTheGroupOfItsStep) {
  std::vector<DisplayList> steps;
  for (int step = 0; step < 4; ++step) {
    steps.push_back({square_at(0, 1), square_at(step + 3, 2), square_at(step + 4, 2)});
  }
  const Timeline timeline = make_timeline(film_with(std::move(steps)), nullptr, 0, 4);
  const std::vector<ShapeGroup> groups = grouped(timeline);
  std::vector<StepRuns> found;
  for (const ShapeGroup& group : groups) found.push_back(group.steps);
  std::sort(found.begin(), found.end());
  EXPECT_EQ(found, (std::vector<StepRuns>{{{0, 1}}, {{0, 4}}, {{1, 2}}, {{2, 3}}, {{3, 4}}}));
}

}  // namespace
}  // namespace convarith::testing::timeline_test
