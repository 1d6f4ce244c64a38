// Figures of what a model makes of pictures, and of the weights of a convolution.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "arithmetic/model/forward_pass.hpp"
#include "arithmetic/model/layer_parameters.hpp"
#include "layout/heat/colour_map.hpp"
#include "layout/views/features/feature_rows.hpp"
#include "layout/views/features/features.hpp"
#include "layout/views/features/filters.hpp"
#include "tests/support/builtin_themes.hpp"

namespace convarith::testing::features_test {
namespace {

ModelLayer layer(const std::string& name, LayerAction action, std::vector<int> inputs) {
  return {name, name, {}, {}, std::move(action), std::move(inputs)};
}

WindowLayer convolution(int channels, int filters, int kernel) {
  WindowLayer window;
  window.options.dims = 2;
  window.options.channels = channels;
  window.options.filters = filters;
  window.options.k = PerAxis::all(kernel);
  return window;
}

ShapeKeeper function(NumberFunction::Kind kind) {
  ShapeKeeper keeper;
  keeper.function.kind = kind;
  return keeper;
}

/// A convolution of one channel, a ReLU, what changes nothing, a sum with what came before the ReLU, and features.
Model small_model(int filters) {
  Model model;
  model.layers = {layer("conv", convolution(1, filters, 3), {-1}),
                  layer("relu", function(NumberFunction::Kind::clamp), {0}),
                  layer("dropout", function(NumberFunction::Kind::identity), {1}),
                  layer("sum", Join{Join::Kind::sum}, {0, 2}), layer("flatten", Flatten{}, {3})};
  std::get<ShapeKeeper>(model.layers[1].action).function.beta = 1e9;
  return model;
}

Subject subject_with(const Model& model, int pictures) {
  Result<ModelTrace> trace = trace_model(model, {PerAxis::all(6), 1, false});
  EXPECT_TRUE(trace);
  const RandomValues random{1, 0};
  const auto parameters = random_parameters(model, *trace, random);
  EXPECT_TRUE(parameters);
  ModelNumbers numbers;
  for (int i = 0; i < pictures; ++i) {
    const auto input = random_tensor(RandomKind::input, static_cast<std::size_t>(i), {1, 6, 6}, random);
    auto outputs = forward_pass(model, *trace, *parameters, *input);
    EXPECT_TRUE(outputs);
    numbers.pictures.push_back({"picture " + std::to_string(i), *input, *outputs});
  }
  Subject subject(Chain(Operation{}));
  subject.model = std::make_shared<TracedModel>(TracedModel{"small", model, *std::move(trace), {}});
  subject.model_numbers = std::make_shared<ModelNumbers>(std::move(numbers));
  return subject;
}

std::vector<std::string> names_of(const std::vector<TileRow>& rows) {
  std::vector<std::string> names;
  for (const TileRow& row : rows) names.push_back(row.name + " " + row.size);
  return names;
}

std::size_t count_of(const DisplayList& scene, Role role) {
  return static_cast<std::size_t>(
      std::count_if(scene.begin(), scene.end(), [role](const Shape& shape) { return shape.role == role; }));
}

TEST(FeatureRows, AreTheInputAndTheLayersThatChangeIt) {
  const Subject subject = subject_with(small_model(2), 1);
  const std::vector<TileRow> rows = feature_rows(*subject.model, *subject.model_numbers);
  EXPECT_EQ(names_of(rows), (std::vector<std::string>{"input 6 × 6", "conv 2 × 4 × 4", "relu 2 × 4 × 4",
                                                      "sum 2 × 4 × 4", "flatten 32"}));
  EXPECT_EQ(rows[1].columns.size(), 2U);
  EXPECT_EQ(rows[4].columns.size(), 1U);
  EXPECT_TRUE(rows[4].columns[0].tiles[0].is_strip);
  EXPECT_EQ(rows[1].columns[1].tiles[0].numbers,
            std::vector<double>(subject.model_numbers->pictures[0].outputs[0].values.begin() + 16,
                                subject.model_numbers->pictures[0].outputs[0].values.end()));
}

TEST(FeatureRows, KnowWhatTheyAreComputedFrom) {
  const Subject subject = subject_with(small_model(2), 1);
  const std::vector<TileRow> rows = feature_rows(*subject.model, *subject.model_numbers);
  EXPECT_FALSE(rows[1].sources[0].is_by_column) << "each filter looks at all channels";
  EXPECT_TRUE(rows[2].sources[0].is_by_column) << "a ReLU looks at one number";
  ASSERT_EQ(rows[3].sources.size(), 2U);
  EXPECT_EQ(rows[3].sources[0].row, 1U);
  EXPECT_EQ(rows[3].sources[1].row, 2U) << "the dropout has no row";
}

TEST(FeatureRows, OfSeveralPicturesHaveAColumnForEach) {
  const Subject subject = subject_with(small_model(5), 3);
  const std::vector<TileRow> rows = feature_rows(*subject.model, *subject.model_numbers);
  for (const TileRow& row : rows) EXPECT_EQ(row.columns.size(), 3U) << row.name;
  EXPECT_EQ(rows[1].columns[2].tiles.size(), 5U);
}

TEST(FeatureRows, LeaveOutChannelsThatAreTooMany) {
  const Subject subject = subject_with(small_model(15), 1);
  const std::vector<TileRow> rows = feature_rows(*subject.model, *subject.model_numbers);
  EXPECT_EQ(rows[1].columns.size(), kMostTileColumns);
  EXPECT_EQ(rows[1].left_out, 15 - kMostTileColumns);
}

TEST(Features, AppearLayerAfterLayer) {
  const Subject subject = subject_with(small_model(2), 1);
  ASSERT_TRUE(check_features(subject, {}));
  const Film film = draw_features(subject, {}, kBook).film;
  ASSERT_EQ(film.steps, 4U);
  const std::vector<std::size_t> cells{36 + 32, 36 + 64, 36 + 96, 36 + 128};
  for (std::size_t step = 0; step < film.steps; ++step) {
    EXPECT_EQ(count_of(film.scene(step), Role::feature_cell), cells[step]) << step;
    EXPECT_EQ(count_of(film.scene(step), Role::feature_link), 1U) << step;
  }
}

TEST(Features, HaveTheColoursOfTheirNumbers) {
  Subject subject = subject_with(small_model(2), 1);
  subject.cells.colour_map = "viridis";
  subject.cells.range = NumberRange{-10, 10};
  const Film film = draw_features(subject, {}, kBook).film;
  const Tensor& output = subject.model_numbers->pictures[0].outputs[0];
  const DisplayList scene = film.scene(0);
  std::size_t number = 0;
  std::size_t skipped = 0;
  for (const Shape& shape : scene) {
    if (shape.role != Role::feature_cell || skipped++ < 36) continue;
    const double share = std::clamp((output.values[number++] + 10) / 20, 0.0, 1.0);
    const Colour wanted = find_colour_map("viridis")->at(share);
    const Colour drawn = film.paints[shape.paint].colour;
    for (const auto& [a, b] :
         {std::pair(wanted.red, drawn.red), std::pair(wanted.green, drawn.green), std::pair(wanted.blue, drawn.blue)}) {
      EXPECT_NEAR(a, b, 4);
    }
  }
  EXPECT_EQ(number, output.values.size());
}

TEST(Features, NeedNumbers) {
  Subject subject = subject_with(small_model(2), 1);
  subject.model_numbers = nullptr;
  EXPECT_EQ(check_features(subject, {}).problems().front().where, "view");
  EXPECT_FALSE(check_features(Subject(Chain(Operation{})), {}));
}

TEST(Features, OfTooManyCellsAreRefused) {
  const Subject subject = subject_with(small_model(2), 64);
  EXPECT_TRUE(check_features(subject, {}));
  ModelNumbers many = *subject.model_numbers;
  for (ModelPicture& picture : many.pictures) picture.input = {{1, 100, 100}, std::vector<double>(10'000)};
  const Status refused = check_feature_rows(*subject.model, many);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.problems().front().why.find("more than the 60000"), std::string::npos);
}

Subject weights_of(Operation operation) {
  ChainValues values(1);
  values.front().weights.shape = weight_shape(operation);
  std::size_t count = 1;
  for (const int length : values.front().weights.shape) count *= static_cast<std::size_t>(length);
  for (std::size_t i = 0; i < count; ++i) values.front().weights.values.push_back(static_cast<double>(i));
  return {Chain(operation), values};
}

Operation layer_of(int channels, int filters, int groups, bool is_transposed) {
  LayerOptions options;
  options.n = PerAxis::all(6);
  options.k = PerAxis::all(2);
  options.channels = channels;
  options.filters = filters;
  options.groups = groups;
  options.transposed = is_transposed;
  return *make_operation(options);
}

TEST(Filters, HaveATileForEachChannelThatTheyTake) {
  for (const bool is_transposed : {false, true}) {
    const Subject subject = weights_of(layer_of(4, 6, 2, is_transposed));
    ASSERT_TRUE(check_filters(subject, {}));
    const Film film = draw_filters(subject, {}, kBook).film;
    EXPECT_EQ(film.steps, 1U);
    EXPECT_EQ(count_of(film.scene(0), Role::feature_cell), 6U * 2 * 4);
  }
}

TEST(Filters, SayWhereTheirCellsAre) {
  const Film film = draw_filters(weights_of(layer_of(2, 3, 1, false)), {}, kBook).film;
  const std::vector<CellMap> maps = film.maps();
  ASSERT_EQ(maps.size(), 6U);
  std::size_t found = 0;
  for (const Shape& shape : film.scene(0)) {
    if (shape.role != Role::feature_cell) continue;
    const std::vector<Point>& corners = std::get<Fill>(shape.form).polygon;
    for (const CellMap& map : maps) {
      const Point right{map.beside.x, map.below.y};
      if (*shape.cell == Cell{0, 0} && std::hypot(corners[1].x - right.x, corners[1].y - right.y) < 1e-9) ++found;
    }
  }
  EXPECT_EQ(found, maps.size());
}

TEST(Filters, OfOneChannelStandInRows) {
  const Film film = draw_filters(weights_of(layer_of(1, 10, 1, false)), {}, kBook).film;
  std::set<double> rows;
  for (const Shape& shape : film.scene(0)) {
    if (shape.role != Role::feature_outline) continue;
    rows.insert(std::get<Stroke>(shape.form).paths.front().points.front().y);
  }
  EXPECT_EQ(rows.size(), 2U);
}

TEST(Filters, NeedWeights) {
  Subject subject = weights_of(layer_of(1, 1, 1, false));
  subject.values.front().weights = {};
  EXPECT_EQ(check_filters(subject, {}).problems().front().where, "view");
}

}  // namespace
}  // namespace convarith::testing::features_test
