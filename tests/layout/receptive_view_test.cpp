// What one output cell of layers in a row sees of each map, against all taps tried one by one.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "layout/figure/figure_alt_text.hpp"
#include "layout/text/typesetting.hpp"
#include "layout/views/views.hpp"
#include "tests/layout/models.hpp"
#include "tests/layout/number_figures.hpp"
#include "tests/support/effort.hpp"

namespace convarith::testing::receptive_view_test {
namespace {

/// Rows and columns.
using Places = std::set<std::pair<int, int>>;

/// A layer along one axis, with its input and output.
struct Windows {
  int n = 1;
  int k = 1;
  int s = 1;
  int before = 0;
  int d = 1;
  bool transposed = false;
  int output = 1;

  /// Whether an output depends on the place `input`, by any tap.
  bool sees(int out, int input) const {
    for (int tap = 0; tap < k; ++tap) {
      if (transposed ? input * s - before + tap * d == out : out * s - before + tap * d == input) return true;
    }
    return false;
  }
};

/// Layers in a row, and what their windows are.
struct Sample {
  std::vector<LayerAction> actions;
  std::vector<std::pair<Windows, Windows>> windows;  ///< along rows and columns, without layers that keep shape
  PerAxis n;
  int dims = 2;
};

class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}

  int from(int least, int most) {
    return least + static_cast<int>(engine_() % static_cast<unsigned>(most - least + 1));
  }

  Windows windows(int n, bool transposed) {
    Windows windows{n, from(1, 4), from(1, 3), from(0, 2), from(1, 3), transposed, 0};
    const int extent = windows.d * (windows.k - 1) + 1;
    const int after = windows.before;
    windows.output = transposed ? (n - 1) * windows.s - windows.before - after + extent
                                : (n + windows.before + after - extent) / windows.s + 1;
    if (!transposed && n + windows.before + after < extent) windows.output = 0;
    return windows;
  }

  /// Layers whose maps are all small, or nothing if these dice don't fall so.
  std::optional<Sample> sample(int dims) {
    Sample sample;
    sample.dims = dims;
    sample.n = dims == 1 ? PerAxis::all(from(6, 14)) : PerAxis{from(4, 9), from(4, 9)};
    int rows = dims == 1 ? 1 : sample.n.rows;
    int cols = sample.n.cols;
    const int layers = from(1, 4);
    for (int i = 0; i < layers; ++i) {
      const bool transposed = from(0, 3) == 0;
      const Windows along_rows = dims == 1 ? Windows{} : windows(rows, transposed);
      const Windows along_cols = windows(cols, transposed);
      rows = along_rows.output;
      cols = along_cols.output;
      if (rows < 1 || cols < 1 || rows > 12 || cols > 16) return std::nullopt;
      sample.windows.emplace_back(along_rows, along_cols);
      sample.actions.emplace_back(WindowLayer{options_of(along_rows, along_cols, dims)});
      if (from(0, 2) == 0) sample.actions.emplace_back(ShapeKeeper{});
    }
    return sample;
  }

 private:
  static LayerOptions options_of(const Windows& rows, const Windows& cols, int dims) {
    const auto both = [&](int Windows::*member) {
      return dims == 1 ? PerAxis::all(cols.*member) : PerAxis{rows.*member, cols.*member};
    };
    LayerOptions options;
    options.dims = dims;
    options.k = both(&Windows::k);
    options.s = both(&Windows::s);
    options.p = both(&Windows::before);
    options.d = both(&Windows::d);
    options.transposed = cols.transposed;
    return options;
  }

  std::mt19937 engine_;
};

/// Samples that trace_model() takes, and the subjects made of them.
template <class Check>
void for_samples(int dims, unsigned count, const Check& check) {
  Dice dice(static_cast<unsigned>(dims));
  for (unsigned found = 0; found < count;) {
    const std::optional<Sample> sample = dice.sample(dims);
    if (!sample) continue;
    TraceOptions options;
    options.n = sample->n;
    const Result<ModelTrace> trace = trace_model(model_of(sample->actions), options);
    if (!trace || trace->stop) continue;
    SCOPED_TRACE("sample " + std::to_string(found));
    ++found;
    check(*sample, subject_of_model(model_of(sample->actions), sample->n));
    if (::testing::Test::HasFailure()) return;
  }
}

/// The places along one axis that an output sees, tried one by one.
std::vector<int> tried_places(const Windows& windows, int output) {
  constexpr int far = 12;
  std::vector<int> places;
  for (int place = -far; place < windows.n + far; ++place) {
    if (windows.sees(output, place)) places.push_back(place);
  }
  return places;
}

/// The places that some cells see of the map below, with padding.
Places places_below(const Places& cells, const Windows& rows, const Windows& cols) {
  std::map<int, std::vector<int>> rows_of;
  std::map<int, std::vector<int>> cols_of;
  Places places;
  for (const auto& [row, col] : cells) {
    if (!rows_of.contains(row)) rows_of[row] = tried_places(rows, row);
    if (!cols_of.contains(col)) cols_of[col] = tried_places(cols, col);
    for (const int r : rows_of[row]) {
      for (const int c : cols_of[col]) places.emplace(r, c);
    }
  }
  return places;
}

Places existing(const Places& places, const Windows& rows, const Windows& cols) {
  Places inside;
  for (const auto& [row, col] : places) {
    if (row >= 0 && row < rows.n && col >= 0 && col < cols.n) inside.emplace(row, col);
  }
  return inside;
}

/// The cells of a role on one map, and how many of its shapes have no cell.
std::pair<Places, std::size_t> shown(const DisplayList& shapes, Role role, std::size_t map) {
  Places places;
  std::size_t without = 0;
  for (const Shape& shape : shapes) {
    if (shape.role != role || shape.sheet != static_cast<int>(map)) continue;
    if (!shape.cell) ++without;
    const bool is_new = !shape.cell || places.emplace(shape.cell->row, shape.cell->col).second;
    EXPECT_TRUE(is_new) << "shown twice";
  }
  return {places, without};
}

/// Compares what each step shows with what its output sees. Returns how many cells were compared.
std::size_t expect_seen(const Sample& sample, const Film& film) {
  const auto& [rows, cols] = sample.windows.back();
  EXPECT_EQ(film.steps, static_cast<std::size_t>(rows.output) * static_cast<std::size_t>(cols.output));
  std::size_t compared = 0;
  for (std::size_t step = 0; step < film.steps; ++step) {
    const DisplayList shapes = film.scene(step);
    const int number = static_cast<int>(step);
    Places seen{{number / cols.output, number % cols.output}};
    EXPECT_EQ(shown(shapes, Role::current_output, sample.windows.size()).first, seen);
    for (std::size_t map = sample.windows.size(); map-- > 0;) {
      const auto& [along_rows, along_cols] = sample.windows[map];
      const Places places = places_below(seen, along_rows, along_cols);
      seen = existing(places, along_rows, along_cols);
      EXPECT_EQ(shown(shapes, Role::tap, map).first, seen) << "step " << step << ", map " << map;
      // Where inputs are missing at the sides of a transposed layer, there is no padding.
      const std::size_t padding = along_cols.transposed ? 0 : places.size() - seen.size();
      EXPECT_EQ(shown(shapes, Role::padded_cell, map).second, padding) << "step " << step << ", map " << map;
      compared += seen.size();
    }
    if (::testing::Test::HasFailure()) break;
  }
  return compared;
}

TEST(ReceptiveView, ShadesWhatAllTapsReachInTwoDimensions) {
  std::size_t compared = 0;
  for_samples(2, most_of(60), [&](const Sample& sample, const Subject& subject) {
    compared += expect_seen(sample, film_of(subject, view("receptive")));
  });
  EXPECT_GT(compared, 100U);
}

TEST(ReceptiveView, ShadesWhatAllTapsReachInOneDimension) {
  std::size_t compared = 0;
  for_samples(1, most_of(120), [&](const Sample& sample, const Subject& subject) {
    compared += expect_seen(sample, film_of(subject, view("receptive")));
  });
  EXPECT_GT(compared, 20U);
}

Subject subject_of_layers(const std::vector<LayerAction>& actions, PerAxis n) {
  return subject_of_model(model_of(actions), n);
}

Places seen_inputs(const Subject& subject, PerAxis cell) {
  FigureOptions options = view("receptive");
  options.cell = cell;
  return shown(film_of(subject, options).scene(0), Role::tap, 0).first;
}

TEST(ReceptiveView, LeavesOutTheHolesOfDilation) {
  const Subject subject = subject_of_layers({WindowLayer{square_windows(3, 1, 0, 3)}}, PerAxis::all(9));
  Places holes;
  for (const int row : {1, 4, 7}) {
    for (const int col : {2, 5, 8}) holes.emplace(row, col);
  }
  EXPECT_EQ(seen_inputs(subject, PerAxis{1, 2}), holes);
}

TEST(ReceptiveView, HasTheStackOfWaveNet) {
  const Subject subject = subject_of_layers({WindowLayer{causal_windows(2, 1)}, WindowLayer{causal_windows(2, 2)},
                                             WindowLayer{causal_windows(2, 4)}, WindowLayer{causal_windows(2, 8)}},
                                            PerAxis::all(16));
  Places all;
  for (int col = 0; col < 16; ++col) all.emplace(0, col);
  EXPECT_EQ(seen_inputs(subject, PerAxis::all(15)), all);
  EXPECT_EQ(seen_inputs(subject, PerAxis::all(2)), (Places{{0, 0}, {0, 1}, {0, 2}}));
  EXPECT_EQ(
      figure_alt_text(subject, view("receptive")),
      "What one output cell of 4 layers sees of a row of 16 inputs: conv1 with kernel 2, conv2 with kernel 2 and "
      "dilation 2, conv3 with kernel 2 and dilation 4 and conv4 with kernel 2 and dilation 8; the receptive field is "
      "16");
}

TEST(ReceptiveView, SeesWhatPaddingCopies) {
  LayerOptions circular = square_windows(3, 1, 1);
  circular.dims = 1;
  circular.padding_mode = PaddingMode::circular;
  const Subject subject = subject_of_layers({WindowLayer{circular}}, PerAxis::all(5));
  EXPECT_EQ(seen_inputs(subject, PerAxis::all(0)), (Places{{0, 0}, {0, 1}, {0, 4}}));
}

TEST(ReceptiveView, DrawsLayersWithoutWindows) {
  const Subject subject = subject_of_layers(
      {Border{{{1, 2}, {1, 2}}}, Upsampling{{2}}, ShapeKeeper{}, WindowLayer{square_windows(2)}}, PerAxis::all(4));
  const Drawing drawing = find_view("receptive")->draw(subject, {}, kSolarized);
  ASSERT_EQ(drawing.labels.size(), 4U);
  EXPECT_EQ(drawing.labels[1].text, upright("conv1") + ": 7 × 7");
  EXPECT_EQ(drawing.labels[2].text, upright("conv2") + ": 14 × 14");
  // Cells 1 and 2 of the enlarged map are cells 0 and 1 of the padded one, of which the first is empty.
  EXPECT_EQ(seen_inputs(subject, PerAxis::all(1)), (Places{{0, 0}}));
}

TEST(ReceptiveView, HasLabelsWithoutBrackets) {
  FigureOptions options = view("receptive");
  options.labels = true;
  for (const Subject& subject :
       {subject_of_layers({WindowLayer{square_windows(3, 2, 1)}, WindowLayer{square_windows(2)}}, PerAxis{5, 9}),
        subject_of_layers({WindowLayer{causal_windows(2, 1)}, WindowLayer{causal_windows(2, 2)}}, PerAxis::all(9))}) {
    const Film film = film_of(subject, options);
    expect_on_page(film, 0);
    EXPECT_TRUE(of_role(film, 0, Role::label_bracket).empty());
    const std::vector<Shape> texts = of_role(film, 0, Role::label);
    ASSERT_FALSE(texts.empty());
    for (const Shape& text : texts) {
      for (const Role role : {Role::input_cell, Role::output_cell}) {
        for (const Shape& cell : of_role(film, 0, role)) EXPECT_FALSE(box_of(text).overlaps(box_of(cell)));
      }
    }
  }
}

Subject three_layers(int n = 16) {
  return subject_of_layers({WindowLayer{square_windows(3, 1, 1)}, ShapeKeeper{}, WindowLayer{square_windows(3, 2, 1)}},
                           PerAxis::all(n));
}

TEST(ReceptiveView, SaysWhatItShows) {
  const Subject subject = three_layers();
  EXPECT_EQ(
      figure_alt_text(subject, view("receptive")),
      "What one output cell of 2 layers sees of a 16x16 input: conv1 3x3 and conv3 3x3 with stride 2; the receptive "
      "field is 5x5");
  const Drawing drawing = find_view("receptive")->draw(subject, {}, kSolarized);
  ASSERT_EQ(drawing.labels.size(), 3U);
  EXPECT_EQ(drawing.labels[0].text, "input 16 × 16");
  EXPECT_EQ(drawing.labels[1].text, upright("conv1") + " 3 × 3: 16 × 16");
  EXPECT_EQ(drawing.labels[2].text, upright("conv3") + " 3 × 3, s = 2: 8 × 8");
  EXPECT_EQ(drawing.formulas, std::vector<std::string>{"one output sees 5 × 5 inputs"});
  EXPECT_EQ(drawing.parameters,
            (std::vector<std::string>{"input 16 × 16", drawing.labels[1].text, drawing.labels[2].text}));
}

TEST(ReceptiveView, SaysThatAnOutputSeesMoreThanThereIs) {
  const Drawing drawing = find_view("receptive")->draw(three_layers(4), {}, kSolarized);
  EXPECT_EQ(drawing.formulas, std::vector<std::string>{"one output sees 5 × 5 inputs, of which there are 4 × 4"});
}

TEST(ReceptiveView, StandsStillAtACell) {
  FigureOptions options = view("receptive");
  options.cell = PerAxis{7, 3};
  const Film film = film_of(three_layers(), options);
  EXPECT_EQ(film.steps, 1U);
  EXPECT_EQ(film.walk, Walk::fields);
  EXPECT_EQ(film.first_output, 59U);
  EXPECT_EQ(shown(film.scene(0), Role::current_output, 2).first, (Places{{7, 3}}));
  options.cell = PerAxis{3, 8};
  EXPECT_EQ(problem_of(three_layers(), options),
            "cell: there is no output 3,8; the output has 8 × 8 cells, 0,0 to 7,7");
  options.view = "projection";
  EXPECT_EQ(problem_of(three_layers(), options), "cell: only applies to --view receptive; add --view receptive");
}

TEST(ReceptiveView, RefusesCellsThatARowDoesNotHave) {
  const Subject row = subject_of_layers({WindowLayer{causal_windows(2, 1)}}, PerAxis::all(5));
  FigureOptions options = view("receptive");
  options.cell = PerAxis::all(5);
  EXPECT_EQ(problem_of(row, options), "cell: there is no output 5; the output has 5 cells, 0 to 4");
  options.cell = PerAxis{0, 1};
  EXPECT_EQ(problem_of(row, options), "cell: has 2 numbers, but the output has one axis");
}

TEST(ReceptiveView, RefusesWhatIsNoRowOfMaps) {
  const FigureOptions options = view("receptive");
  EXPECT_EQ(problem_of(subject_of(layer(5, 3)), options), "view: shows a whole model; give several layers, or --model");

  Model branches = model_of({WindowLayer{square_windows(3, 1, 1)}});
  branches.layers.push_back(model_layer("add", Join{}, 0));
  branches.layers.back().inputs.push_back(-1);
  EXPECT_EQ(problem_of(subject_of_model(branches, PerAxis::all(6)), options),
            "view: shows layers in a row, but add joins two branches; use --view network, or choose some layers with "
            "--only");

  WindowLayer first{square_windows(3)};
  first.options.channels = 1;
  first.options.filters = 2;
  EXPECT_EQ(problem_of(subject_of_layers({first, Flatten{}}, PerAxis::all(6)), options),
            "view: shows maps, but conv2 makes 32 features; use --view network, or choose the layers before it with "
            "--only");
  EXPECT_EQ(problem_of(subject_of_layers({ShapeKeeper{}}, PerAxis::all(6)), options),
            "view: shows what convolutions and poolings see, but the model has none; use --view network");
}

TEST(ReceptiveView, RefusesWhatIsTooLarge) {
  const FigureOptions options = view("receptive");
  EXPECT_EQ(problem_of(three_layers(65), options),
            "view: draws maps of up to 64 cells across, but the input has 65; use a smaller -n, or --view network");
  EXPECT_EQ(problem_of(subject_of_layers({WindowLayer{causal_windows(2, 65)}}, PerAxis::all(4)), options),
            "view: draws up to 64 places of padding, but conv1 sees 65; use smaller kernels or dilations, or --view "
            "network");
  EXPECT_EQ(problem_of(subject_of_layers(std::vector<LayerAction>(32, WindowLayer{square_windows(1)}), PerAxis::all(4)),
                       options),
            "view: draws up to 32 maps, but there are 33; use --view network, or choose some layers with --only");
  LayerOptions solid = square_windows(2);
  solid.dims = 3;
  EXPECT_EQ(problem_of(subject_of_layers({WindowLayer{solid}}, PerAxis::all(4)), options),
            "view: draws maps of one or two dimensions, but the input has 3; use --view network");
}

TEST(ReceptiveView, IsTheUsualViewOfSmallMaps) {
  EXPECT_EQ(usual_view(three_layers()).name, "receptive");
  EXPECT_EQ(usual_theme(three_layers(), {}), "solarized");
}

TEST(ReceptiveView, HasTheSameShapesInAllThemes) {
  for (const int dims : {1, 2}) {
    for_samples(dims, some_of(20), [](const Sample&, const Subject& subject) {
      FigureOptions options = view("receptive");
      options.labels = options.legend = true;
      const Film film = *lay_out_figure(subject, options, kSolarized, Typesetter());
      for (const char* const name : {"dark", "print", "colorblind", "book"}) {
        const Film other = *lay_out_figure(subject, options, builtin_theme(name), Typesetter());
        const DisplayList shapes = film.scene(0);
        const DisplayList others = other.scene(0);
        ASSERT_EQ(shapes.size(), others.size()) << name;
        for (std::size_t i = 0; i < shapes.size(); ++i) EXPECT_EQ(shapes[i].role, others[i].role) << name;
      }
    });
  }
}

TEST(ReceptiveView, SaysWhereItsCellsAre) {
  for (const int dims : {1, 2}) {
    for_samples(dims, some_of(20), [](const Sample& sample, const Subject& subject) {
      const Film film = film_of(subject, view("receptive"));
      const std::vector<CellMap> maps = film.maps();
      ASSERT_EQ(maps.size(), sample.windows.size() + 1);
      for (std::size_t i = 0; i < maps.size(); ++i) EXPECT_EQ(maps[i].layer, static_cast<int>(i));
      for (const Shape& shape : film.scene(0)) {
        if (shape.role != Role::input_cell && shape.role != Role::output_cell) continue;
        const CellMap& map = maps[static_cast<std::size_t>(shape.sheet)];
        const Box box = box_of(shape);
        const Point middle = map.origin + map.down() * (shape.cell->row + 0.5) + map.right() * (shape.cell->col + 0.5);
        EXPECT_NEAR(box.middle(), middle.x, 1e-6);
        EXPECT_NEAR((box.bottom + box.top) / 2, middle.y, 1e-6);
      }
    });
  }
}

/// The cells of each map, and their padding, on the page.
std::vector<std::vector<Point>> middles_of(const DisplayList& shapes, std::size_t maps) {
  std::vector<std::vector<Point>> middles(maps);
  for (const Shape& shape : shapes) {
    const auto* const fill = std::get_if<Fill>(&shape.form);
    if (fill == nullptr || shape.role == Role::canvas) continue;
    const Box box = box_of(shape);
    middles[static_cast<std::size_t>(shape.sheet)].push_back({box.middle(), (box.bottom + box.top) / 2});
  }
  return middles;
}

bool holds(const std::vector<Point>& polygon, Point point) {
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    if (cross(polygon[(i + 1) % polygon.size()] - polygon[i], point - polygon[i]) < 0) return false;
  }
  return true;
}

TEST(ReceptiveView, HidesNoMapBehindAnother) {
  for_samples(2, some_of(40), [](const Sample& sample, const Subject& subject) {
    const Film film = film_of(subject, view("receptive"));
    const DisplayList shapes = film.scene(film.steps / 2);
    const std::vector<std::vector<Point>> middles = middles_of(shapes, sample.windows.size() + 1);
    for (const Shape& shape : shapes) {
      const auto* const fill = std::get_if<Fill>(&shape.form);
      if (fill == nullptr) continue;
      for (std::size_t map = 0; map < middles.size(); ++map) {
        if (static_cast<int>(map) == shape.sheet) continue;
        EXPECT_TRUE(std::none_of(middles[map].begin(), middles[map].end(),
                                 [&](Point point) { return holds(fill->polygon, point); }))
            << "a cell of map " << map << " lies under one of map " << shape.sheet;
      }
    }
  });
}

}  // namespace
}  // namespace convarith::testing::receptive_view_test
