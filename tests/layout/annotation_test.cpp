// What is written around figures: nothing touches anything else, and it says what is so.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "layout/figure/figure.hpp"
#include "layout/shapes/box.hpp"
#include "layout/text/typesetting.hpp"
#include "layout/views/comparisons.hpp"
#include "layout/views/views.hpp"
#include "tests/layout/films.hpp"
#include "tests/layout/shape_boxes.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/support/builtin_themes.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/scene_text.hpp"

namespace convarith::testing::annotation_test {
namespace {

const std::set<Role> kWritten{Role::label, Role::legend_text, Role::title, Role::caption, Role::step_counter};
const std::set<Role> kAround{Role::label_bracket, Role::legend_swatch, Role::legend_outline};

/// A line of text on the page.
struct Line {
  Role role;
  Box box;
  std::string characters;
};

double width_of(const Text& text) {
  if (text.glyphs.empty()) return 0;
  const Text::Glyph& last = text.glyphs.back();
  return (last.offset.x + static_cast<double>(text.face->glyph(last.id)->advance) / text.face->units_per_em) *
         text.size;
}

/// The lines of a scene: pieces of text that follow each other without a gap. Boxes go as far as letters and digits
/// reach.
std::vector<Line> lines_of(const DisplayList& scene) {
  std::vector<Line> lines;
  double end = 0;
  double size = 0;
  for (const Shape& shape : scene) {
    const auto* text = std::get_if<Text>(&shape.form);
    if (text == nullptr || !kWritten.contains(shape.role)) continue;
    const Point from = text->origin;
    const bool continues = !lines.empty() && lines.back().role == shape.role && std::abs(end - from.x) < 1e-6 &&
                           from.y > lines.back().box.bottom - size && from.y < lines.back().box.top;
    if (!continues) lines.push_back({shape.role, {}, {}});
    size = text->size;
    end = from.x + width_of(*text);
    lines.back().box.add(Box{from.x, from.y - 0.2 * text->size, end, from.y + 0.7 * text->size});
    lines.back().characters += text->characters;
  }
  return lines;
}

Box box_of(const std::vector<Point>& points) {
  Box box;
  for (const Point& point : points) box.add(point);
  return box;
}

/// Whether a straight line goes through a box.
bool crosses(Point from, Point to, const Box& box) {
  double first = 0;
  double last = 1;
  const auto clip = [&](double start, double way, double least, double most) {
    if (way == 0) return start > least && start < most;
    double enter = (least - start) / way;
    double leave = (most - start) / way;
    if (enter > leave) std::swap(enter, leave);
    first = std::max(first, enter);
    last = std::min(last, leave);
    return true;
  };
  return clip(from.x, to.x - from.x, box.left, box.right) && clip(from.y, to.y - from.y, box.bottom, box.top) &&
         first < last;
}

bool touches(const Shape& shape, const Box& box) {
  if (const auto* fill = std::get_if<Fill>(&shape.form)) {
    for (std::size_t i = 0; i < fill->polygon.size(); ++i) {
      if (crosses(fill->polygon[i], fill->polygon[(i + 1) % fill->polygon.size()], box)) return true;
    }
    return false;
  }
  if (const auto* stroke = std::get_if<Stroke>(&shape.form)) {
    for (const Stroke::Path& path : stroke->paths) {
      const std::size_t lines = path.points.size() - (path.closed ? 0 : 1);
      for (std::size_t i = 0; i < lines; ++i) {
        if (crosses(path.points[i], path.points[(i + 1) % path.points.size()], box)) return true;
      }
    }
  }
  return false;
}

Operation operation_of(const FigureLayer& layer) {
  return *make_operation(options_of(layer));
}

/// A figure with everything on, differently for each number.
struct RandomFigure {
  FigureLayer layer;
  FigureOptions options;
};

RandomFigure random_figure(unsigned number) {
  std::mt19937 engine(number + 1000);
  const auto one_of = [&](const std::vector<std::string>& choices) { return choices[engine() % choices.size()]; };
  RandomFigure figure{RandomLayer(number).make(), {}};
  if (number % 2 == 1) figure.layer = with_channels(figure.layer, number);
  FigureOptions& options = figure.options;
  options.labels = options.legend = options.step_counter = true;
  options.title = one_of({"Strides", "A figure of usual size with a title that takes more than one line of the page",
                          "An\nold\nhaiku", "W"});
  options.caption = one_of({"params", "formula", "both",
                            "A caption that says at some length what there is to be seen "
                            "in this figure, and what not, so that it must be wrapped.",
                            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft "
                            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"});
  const Operation operation = operation_of(figure.layer);
  const Comparison& comparison = comparisons()[engine() % comparisons().size()];
  if (engine() % 2 == 0 && comparison.draw(operation, kSolarized)) {
    options.beside = std::string(comparison.name);
  } else if (const View& view = views()[engine() % views().size()]; view.check({operation}, options)) {
    options.view = std::string(view.name);
  }
  return figure;
}

Film film_of(const RandomFigure& figure) {
  Result<Film> film = lay_out_figure({operation_of(figure.layer)}, figure.options, Typesetter());
  EXPECT_TRUE(film) << to_line(film.problems().front());
  return *film;
}

class AnnotatedFigure : public ::testing::TestWithParam<unsigned> {};

/// Ten figures for each parameter, so that a failure says where.
template <class Check>
void for_ten_figures(unsigned first, const Check& check) {
  for (unsigned number = first; number < first + 10; ++number) {
    SCOPED_TRACE(number);
    const RandomFigure figure = random_figure(number);
    check(figure, film_of(figure));
  }
}

TEST_P(AnnotatedFigure, KeepsTextsApartAndOnThePage) {
  for_ten_figures(GetParam(), [](const RandomFigure&, const Film& film) {
    const Box page{0, 0, film.width, film.height};
    for (const std::size_t step : {std::size_t{0}, film.steps / 2, film.steps - 1}) {
      const DisplayList scene = film.scene(step);
      const std::vector<Line> lines = lines_of(scene);
      ASSERT_GE(lines.size(), 5U);
      for (std::size_t i = 0; i < lines.size(); ++i) {
        const Box& box = lines[i].box;
        EXPECT_TRUE(box.left >= 0 && box.bottom >= 0 && box.right <= page.right && box.top <= page.top)
            << lines[i].characters;
        for (std::size_t j = i + 1; j < lines.size(); ++j) {
          EXPECT_FALSE(box.overlaps(lines[j].box)) << lines[i].characters << " and " << lines[j].characters;
        }
      }
    }
  });
}

TEST_P(AnnotatedFigure, CrossesNoTextWithAnything) {
  for_ten_figures(GetParam(), [](const RandomFigure&, const Film& film) {
    for (const std::size_t step : {std::size_t{0}, film.steps / 3, film.steps - 1}) {
      const DisplayList scene = film.scene(step);
      const std::vector<Line> lines = lines_of(scene);
      for (const Shape& shape : scene) {
        for (const Line& line : lines) {
          EXPECT_FALSE(touches(shape, line.box)) << to_string(shape.role) << " crosses " << line.characters;
        }
      }
    }
  });
}

/// The lines along the edges of a drawing, without their ends.
std::vector<std::pair<Point, Point>> brackets_of(const DisplayList& scene) {
  std::vector<std::pair<Point, Point>> brackets;
  for (const Shape& shape : scene) {
    if (shape.role != Role::label_bracket) continue;
    const std::vector<Point>& points = std::get<Stroke>(shape.form).paths.front().points;
    brackets.emplace_back(points[0], points[1]);
  }
  return brackets;
}

/// Whether two brackets run along the same line, one over the other.
bool cover_each_other(const std::pair<Point, Point>& a, const std::pair<Point, Point>& b) {
  const Point way{a.second.x - a.first.x, a.second.y - a.first.y};
  const double length = std::hypot(way.x, way.y);
  const auto along = [&](Point p) { return ((p.x - a.first.x) * way.x + (p.y - a.first.y) * way.y) / length; };
  const auto across = [&](Point p) { return ((p.x - a.first.x) * way.y - (p.y - a.first.y) * way.x) / length; };
  if (std::abs(across(b.first)) > 0.5 || std::abs(across(b.second)) > 0.5) return false;
  const auto [first, last] = std::minmax({along(b.first), along(b.second)});
  return last > 0.1 && first < length - 0.1;
}

TEST_P(AnnotatedFigure, HasBracketsApartAndLabelsBesideThem) {
  for_ten_figures(GetParam(), [](const RandomFigure&, const Film& film) {
    const DisplayList scene = film.scene(0);
    const auto brackets = brackets_of(scene);
    for (std::size_t i = 0; i < brackets.size(); ++i) {
      for (std::size_t j = i + 1; j < brackets.size(); ++j) {
        EXPECT_FALSE(cover_each_other(brackets[i], brackets[j]))
            << brackets[i].first.x << "," << brackets[i].first.y << " to " << brackets[i].second.x << ","
            << brackets[i].second.y << " and " << brackets[j].first.x << "," << brackets[j].first.y << " to "
            << brackets[j].second.x << "," << brackets[j].second.y;
      }
    }
    for (const Line& line : lines_of(scene)) {
      if (line.role != Role::label) continue;
      const double em = line.box.height() / 0.9;
      double nearest = film.width;
      for (const auto& [from, to] : brackets) {
        const double y = std::clamp((from.y + to.y) / 2, line.box.bottom, line.box.top);
        const double x = std::clamp((from.x + to.x) / 2, line.box.left, line.box.right);
        nearest = std::min(nearest, std::hypot((from.x + to.x) / 2 - x, (from.y + to.y) / 2 - y));
      }
      EXPECT_LT(nearest, 9 * em) << line.characters;
    }
  });
}

TEST_P(AnnotatedFigure, HasTextsOfOneMeasure) {
  for_ten_figures(GetParam(), [](const RandomFigure&, const Film& film) {
    std::map<Role, std::set<double>> heights;
    for (const Line& line : lines_of(film.scene(0))) {
      if (line.role == Role::title) continue;
      heights[line.role == Role::step_counter ? line.role : Role::label].insert(std::round(line.box.height() * 10));
    }
    // A line with a subscript is a little higher.
    EXPECT_LE(heights[Role::label].size(), 2U);
    EXPECT_LT(*heights[Role::step_counter].begin(), *heights[Role::label].begin());
  });
}

TEST_P(AnnotatedFigure, DrawsTheFigureItselfAsItIsWithoutText) {
  for_ten_figures(GetParam(), [](const RandomFigure& figure, const Film& film) {
    RandomFigure bare = figure;
    bare.options = {};
    bare.options.view = figure.options.view;
    bare.options.beside = figure.options.beside;
    const Film expected = film_of(bare);
    ASSERT_EQ(film.steps, expected.steps);
    const auto roles = [](const DisplayList& scene) {
      std::map<Role, int> count;
      for (const Shape& shape : scene) {
        if (!kWritten.contains(shape.role) && !kAround.contains(shape.role)) ++count[shape.role];
      }
      return count;
    };
    for (std::size_t step = 0; step < film.steps; ++step)
      EXPECT_EQ(roles(film.scene(step)), roles(expected.scene(step)));
  });
}

INSTANTIATE_TEST_SUITE_P(FiveHundred, AnnotatedFigure, ::testing::Range(0U, most_of(500U), 10U));

FigureOptions with(std::optional<bool> FigureOptions::*option) {
  FigureOptions options;
  options.*option = true;
  return options;
}

Film lay_out_with(const FigureLayer& layer, const FigureOptions& options) {
  return film_of({layer, options});
}

std::vector<std::string> texts_of(const Film& film, Role role, std::size_t step = 0) {
  std::vector<std::string> texts;
  for (const Line& line : lines_of(film.scene(step))) {
    if (line.role == role) texts.push_back(line.characters);
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

using Texts = std::vector<std::string>;

TEST(Labels, NameTheMapsAndThePadding) {
  const Film film = lay_out_with(square(Kind::direct, {5, 3, 2, 1, 1, 0}), with(&FigureOptions::labels));
  EXPECT_EQ(texts_of(film, Role::label), (Texts{"input 5 × 5", "output 3 × 3", "padding 1"}));
}

TEST(Labels, CountChannels) {
  FigureLayer layer = square(Kind::direct, {5, 3, 1, 0, 1, 0});
  layer.channels = 3;
  layer.filters = 64;
  EXPECT_EQ(texts_of(lay_out_with(layer, with(&FigureOptions::labels)), Role::label),
            (Texts{"input 5 × 5, 3 channels", "output 3 × 3, 64 channels"}));
  layer.filters = 1;
  EXPECT_EQ(texts_of(lay_out_with(layer, with(&FigureOptions::labels)), Role::label),
            (Texts{"input 5 × 5, 3 channels", "output 3 × 3"}));
}

TEST(Labels, CountGroups) {
  FigureLayer layer = square(Kind::direct, {5, 3, 1, 0, 1, 0});
  layer.channels = 8;
  layer.filters = 4;
  layer.groups = 2;
  EXPECT_EQ(texts_of(lay_out_with(layer, with(&FigureOptions::labels)), Role::label),
            (Texts{"input 5 × 5, 8 channels in 2 groups", "output 3 × 3, 4 channels in 2 groups"}));
}

TEST(Labels, OfAComparisonCountNoChannels) {
  FigureLayer layer = square(Kind::direct, {5, 3, 1, 0, 1, 0});
  layer.channels = 3;
  FigureOptions options = with(&FigureOptions::labels);
  options.beside = "transpose";
  const Texts labels = texts_of(lay_out_with(layer, options), Role::label);
  EXPECT_EQ(std::count(labels.begin(), labels.end(), "input 5 × 5"), 1) << ::testing::PrintToString(labels);
}

TEST(Labels, OfATransposedLayerNameTheZeros) {
  const Film film = lay_out_with(square(Kind::transposed, {3, 3, 2, 1, 1, 0}), with(&FigureOptions::labels));
  EXPECT_EQ(texts_of(film, Role::label), (Texts{"1 inserted zero", "input 3 × 3", "output 5 × 5", "padding pt = 1"}));
}

TEST(Labels, HaveOutputPaddingApart) {
  const Film film = lay_out_with(square(Kind::transposed, {3, 3, 2, 1, 1, 1}), with(&FigureOptions::labels));
  EXPECT_EQ(texts_of(film, Role::label),
            (Texts{"1 inserted zero", "input 3 × 3", "output 6 × 6", "padding pt + a = 2", "padding pt = 1"}));
}

TEST(Labels, SayEachSideWhereTheyDiffer) {
  FigureLayer layer = square(Kind::direct, {5, 3, 1, 1, 1, 0});
  layer.rows.p_after = 2;
  layer.cols.p = 3;
  layer.cols.p_after = 0;
  const Film film = lay_out_with(layer, with(&FigureOptions::labels));
  EXPECT_EQ(texts_of(film, Role::label), (Texts{"input 5 × 5", "output 6 × 6", "padding 1", "padding 2", "padding 3"}));
}

TEST(Labels, SpeakOfTheAxisThatHasOutputPadding) {
  FigureLayer layer = square(Kind::transposed, {3, 3, 2, 0, 1, 0});
  layer.rows.a = 1;
  const Texts labels = texts_of(lay_out_with(layer, with(&FigureOptions::labels)), Role::label);
  EXPECT_EQ(std::count(labels.begin(), labels.end(), "padding pt + a = 3"), 1) << ::testing::PrintToString(labels);
  EXPECT_EQ(std::count(labels.begin(), labels.end(), "padding pt + a = 2"), 0) << ::testing::PrintToString(labels);
}

TEST(Labels, StayWhereTheyAre) {
  const Film film = lay_out_with(square(Kind::direct, {5, 3, 2, 1, 1, 0}), with(&FigureOptions::labels));
  const auto places = [&](std::size_t step) {
    std::vector<double> corners;
    for (const Line& line : lines_of(film.scene(step))) corners.insert(corners.end(), {line.box.left, line.box.bottom});
    return corners;
  };
  for (std::size_t step = 1; step < film.steps; ++step) EXPECT_EQ(places(step), places(0));
}

TEST(StepCounter, CountsFromOne) {
  const Film film = lay_out_with(square(Kind::direct, {5, 3, 2, 1, 1, 0}), with(&FigureOptions::step_counter));
  EXPECT_EQ(texts_of(film, Role::step_counter, 0), Texts{"1/9"});
  EXPECT_EQ(texts_of(film, Role::step_counter, 8), Texts{"9/9"});
}

TEST(StepCounter, EndsAtTheSamePlace) {
  const Film film = lay_out_with(square(Kind::direct, {6, 3, 1, 0, 1, 0}), with(&FigureOptions::step_counter));
  const auto end = [&](std::size_t step) { return lines_of(film.scene(step)).front().box.right; };
  EXPECT_NEAR(end(0), end(15), 1e-6);
}

TEST(Caption, HasParametersAndFormula) {
  FigureOptions options;
  options.caption = "both";
  const Film film = lay_out_with(square(Kind::direct, {5, 3, 2, 1, 1, 0}), options);
  EXPECT_EQ(texts_of(film, Role::caption),
            (Texts{"convolution: n = 5, k = 3, s = 2, p = 1", "m = ⌊(5 + 2·1 − (3−1) − 1)/2 + 1⌋ = 3"}));
}

TEST(Caption, KeepsEachNumberWithItsName) {
  FigureOptions options;
  options.caption = "params";
  const FigureLayer layer{Kind::transposed, {2, 3, 2, 1, 2, 1}, {3, 2, 3, 0, 1, 2}};
  const Film film = lay_out_with(layer, options);
  const Texts lines = texts_of(film, Role::caption);
  EXPECT_GT(lines.size(), 1U);
  for (const std::string& line : lines) {
    EXPECT_FALSE(line.ends_with("=") || line.starts_with("=") || line.starts_with("×") || line.ends_with("×")) << line;
  }
}

TEST(Caption, WorksOutThePaddingThatIsDrawnOfATransposedLayer) {
  FigureOptions options;
  options.caption = "formula";
  const FigureLayer layer = square(Kind::transposed, {3, 3, 2, 1, 1, 0});
  EXPECT_EQ(texts_of(lay_out_with(layer, options), Role::caption),
            (Texts{"m = (3 − 1)·2 − 2·1 + (3−1) + 0 + 1 = 5", "pt = (3−1) − 1 = 1"}));
  options.view = "stamp";
  EXPECT_EQ(texts_of(lay_out_with(layer, options), Role::caption), Texts{"m = (3 − 1)·2 − 2·1 + (3−1) + 0 + 1 = 5"});
}

TEST(Caption, OfCorrelationSpeaksOfBoth) {
  FigureOptions options;
  options.caption = "params";
  options.beside = "correlation";
  EXPECT_EQ(texts_of(lay_out_with(square(Kind::direct, {5, 3, 1, 0, 1, 0}), options), Role::caption),
            Texts{"correlation and convolution: n = 5, k = 3, s = 1, p = 0"});
}

TEST(Caption, IsAsWideAsTheFigureOrUpToThreeInches) {
  FigureOptions options;
  for (int i = 0; i < 100; ++i) options.caption = options.caption.value_or("") + "many words ";
  for (const int size : {1, 5, 20}) {
    const FigureLayer layer = square(Kind::direct, {size, 1, 1, 0, 1, 0});
    const Film film = lay_out_with(layer, options);
    EXPECT_LE(film.width, std::max(lay_out(layer).width, 216 * 1.5 + 20) + 1e-6) << size;
  }
}

TEST(Title, StandsAboveEverythingInTheMiddle) {
  FigureOptions options;
  options.title = "Strides";
  const Film film = lay_out_with(square(Kind::direct, {5, 3, 2, 1, 1, 0}), options);
  const Box title = lines_of(film.scene(0)).front().box;
  EXPECT_NEAR((title.left + title.right) / 2, film.width / 2, 0.01);
  for (const Shape& shape : film.scene(0)) {
    const auto* fill = std::get_if<Fill>(&shape.form);
    if (fill != nullptr) {
      EXPECT_LT(box_of(fill->polygon).top, title.bottom);
    }
  }
}

TEST(Legend, NamesWhatThereIs) {
  const auto legend_of = [](const FigureLayer& layer) {
    return texts_of(lay_out_with(layer, with(&FigureOptions::legend)), Role::legend_text);
  };
  EXPECT_EQ(legend_of(square(Kind::direct, {5, 3, 2, 0, 1, 0})),
            (Texts{"current output", "input", "kernel 3 × 3", "output"}));
  EXPECT_EQ(
      legend_of(square(Kind::direct, {7, 3, 3, 1, 2, 0})),
      (Texts{"current output", "input", "input, never visited", "kernel 3 × 3, d = 2", "output", "padding (zeros)"}));
  EXPECT_EQ(legend_of(square(Kind::max_pooling, {4, 2, 2, 0, 1, 0})),
            (Texts{"current output", "input", "output", "window 2 × 2"}));
}

TEST(Counter, StandsOnALineOfItsOwn) {
  FigureOptions options = with(&FigureOptions::step_counter);
  options.labels = options.legend = true;
  for (const FigureLayer& layer :
       {square(Kind::direct, {5, 3, 2, 1, 1, 0}), square(Kind::transposed, {3, 3, 2, 1, 1, 0}),
        square(Kind::max_pooling, {9, 2, 2, 0, 1, 0})}) {
    const Film film = lay_out_with(layer, options);
    double bottom = film.height;
    double top = 0;
    for (const Shape& shape : film.scene(0)) {
      const Box box = convarith::testing::box_of(shape);
      if (shape.role == Role::step_counter) {
        bottom = std::min(bottom, box.bottom);
      } else {
        top = std::max(top, box.top);
      }
    }
    EXPECT_GT(bottom, top);
  }
}

TEST(Legend, StandsInColumns) {
  int rows_seen = 0;
  for (const FigureLayer& layer : {square(Kind::direct, {7, 3, 3, 1, 2, 0}), square(Kind::direct, {5, 3, 2, 0, 1, 0}),
                                   square(Kind::transposed, {3, 3, 2, 1, 1, 0})}) {
    const Film film = lay_out_with(layer, with(&FigureOptions::legend));
    std::map<double, std::set<double>> rows;
    for (const Shape& shape : film.scene(0)) {
      if (shape.role != Role::legend_outline) continue;
      const auto& path = std::get<Stroke>(shape.form).paths.front().points;
      rows[-std::round(100 * path.front().y)].insert(std::round(100 * path.front().x));
    }
    ASSERT_FALSE(rows.empty());
    const std::set<double> columns = rows.begin()->second;
    for (const auto& [y, starts] : rows) {
      for (const double start : starts) EXPECT_TRUE(columns.contains(start));
    }
    rows_seen += static_cast<int>(rows.size());
  }
  EXPECT_GT(rows_seen, 3);
}

TEST(Legend, SaysWhatEmptyCellsAre) {
  const auto has = [](const FigureLayer& layer, const std::string& text) {
    const Texts texts = texts_of(lay_out_with(layer, with(&FigureOptions::legend)), Role::legend_text);
    return std::count(texts.begin(), texts.end(), text) == 1;
  };
  EXPECT_TRUE(has(square(Kind::transposed, {3, 1, 2, 0, 1, 0}), "inserted zeros"));
  EXPECT_TRUE(has(square(Kind::transposed, {3, 2, 1, 0, 1, 0}), "zeros around"));
  EXPECT_TRUE(has(square(Kind::transposed, {3, 2, 2, 0, 1, 0}), "zeros, inserted and around"));
  EXPECT_TRUE(has(square(Kind::max_pooling, {4, 2, 2, 1, 1, 0}), "padding (never the largest)"));
}

TEST(BesideTranspose, HasTheSameLegendEitherWayRound) {
  FigureOptions options = with(&FigureOptions::legend);
  options.beside = "transpose";
  const Texts direct = texts_of(lay_out_with(square(Kind::direct, {5, 3, 2, 1, 1, 0}), options), Role::legend_text);
  const Texts transposed =
      texts_of(lay_out_with(square(Kind::transposed, {3, 3, 2, 1, 1, 0}), options), Role::legend_text);
  EXPECT_EQ(direct.size(), transposed.size());
  EXPECT_EQ(std::count(direct.begin(), direct.end(), "output"), 1);
  EXPECT_EQ(std::count(transposed.begin(), transposed.end(), "output"), 1);
}

TEST(BesideCorrelation, NumbersTheWeightsTheOtherWayRound) {
  FigureOptions options;
  options.beside = "correlation";
  const Film film = lay_out_with(square(Kind::direct, {4, 2, 1, 0, 1, 0}), options);
  std::vector<std::pair<double, std::string>> numbers;
  for (const Shape& shape : film.scene(0)) {
    if (shape.role != Role::weight_number) continue;
    const auto& text = std::get<Text>(shape.form);
    numbers.emplace_back(text.origin.x + 1000 * (text.origin.x > film.width / 2 ? 1 : 0), text.characters);
  }
  ASSERT_EQ(numbers.size(), 8U);
  std::sort(numbers.begin(), numbers.end());
  // From left to right: bottom left, top left, bottom right and top right of each kernel.
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(std::stoi(numbers[i].second) + std::stoi(numbers[i + 4].second), 5);
  }
}

TEST(Beside, KeepsTheStepsOfTheLayer) {
  for (const char* const comparison : {"transpose", "correlation"}) {
    FigureOptions options;
    options.beside = comparison;
    EXPECT_EQ(lay_out_with(square(Kind::direct, {5, 3, 2, 1, 1, 0}), options).steps, 9U);
  }
}

TEST(Figure, IsTheViewItselfWhereNothingIsAskedFor) {
  const FigureLayer layer = square(Kind::direct, {5, 3, 2, 1, 1, 0});
  EXPECT_EQ(to_text(lay_out_with(layer, {}), 3), to_text(lay_out(layer), 3));
}

}  // namespace
}  // namespace convarith::testing::annotation_test
