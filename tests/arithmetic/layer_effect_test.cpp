// What each action of a model's layers makes of shapes, which inputs it refuses, and what its outputs depend on.

#include "arithmetic/model/layer_effect.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace convarith::testing::layer_effect_test {
namespace {

const MapShape kMap{{3}, {4, 5}};
const MapShape kFeatures{{60}, {}};
const MapShape kOpenMap{{std::nullopt, "ngf"}, {4, 5}};

/// A layer with its inputs and the words for what it makes of them.
struct Case {
  LayerAction action;
  std::vector<MapShape> inputs;
  std::string words;
  Framework framework = Framework::pytorch;
};

/// An input of a model: its axes are the model's.
TracedMap input_of(const MapShape& shape, std::size_t axes) {
  TracedMap map{shape, {}, {}};
  for (std::size_t axis = 0; axis < axes; ++axis) {
    const bool has_axis = axis < shape.sizes.size();
    map.places.push_back(has_axis ? static_cast<int>(axis) : -1);
    map.lengths.push_back(has_axis ? shape.sizes[axis] : 1);
  }
  return map;
}

Result<LayerEffect> effect_in(const Case& layer) {
  std::vector<TracedMap> maps;
  std::vector<const TracedMap*> inputs;
  for (const MapShape& shape : layer.inputs) maps.push_back(input_of(shape, layer.inputs.front().sizes.size()));
  for (const TracedMap& map : maps) inputs.push_back(&map);
  return effect_of(layer.action, inputs, layer.framework);
}

/// Returns the shape of the output, or why there is none.
std::string shape_or_refusal(const Case& layer) {
  const Result<LayerEffect> effect = effect_in(layer);
  return effect ? shape_words(effect->output.shape, layer.framework) : to_line(effect.problems().front());
}

std::string stretch_words(const std::optional<CellStretch>& cells) {
  return cells ? fmt::format("{}..{}", cells->first, cells->last) : std::string("none");
}

/// Returns the inputs that the first and the last output depend on along each axis, from input to input: "0..1 2..3".
std::string reach_words(const Case& layer) {
  const Result<LayerEffect> effect = effect_in(layer);
  if (!effect) return to_line(effect.problems().front());
  std::vector<std::string> inputs;
  for (const std::vector<AxisReach>& reaches : effect->reaches) {
    std::vector<std::string> axes;
    for (const AxisReach& reach : reaches) {
      const long long last = reach.output() - 1;
      axes.push_back(
          fmt::format("{} {}", stretch_words(reach.inputs_of({0, 0})), stretch_words(reach.inputs_of({last, last}))));
    }
    inputs.push_back(fmt::format("{}", fmt::join(axes, ", ")));
  }
  return fmt::format("{}", fmt::join(inputs, "; "));
}

WindowLayer convolution_of(int kernel, std::optional<int> channels, int filters) {
  LayerOptions options;
  options.k = PerAxis::all(kernel);
  options.channels = channels;
  options.filters = filters;
  return {options};
}

WindowLayer pooling_of(int kernel) {
  LayerOptions options;
  options.op = Operator::max_pooling;
  options.k = PerAxis::all(kernel);
  return {options};
}

WindowLayer with_dims(WindowLayer layer, int dims) {
  layer.options.dims = dims;
  return layer;
}

WindowLayer with_input(WindowLayer layer, PerAxis n) {
  layer.options.n = n;
  return layer;
}

Unfold unfold_of(int kernel) {
  LayerOptions window;
  window.k = PerAxis::all(kernel);
  return {window};
}

constexpr Linear linear_of(int in, int out) {
  return {{in}, {out}};
}

Linear per_cell(Linear layer) {
  layer.is_per_cell = true;
  return layer;
}

TEST(LayerEffect, EachActionHasItsShape) {
  const std::vector<Case> cases{
      {convolution_of(3, 3, 16), {kMap}, "16 x 2 x 3"},
      {convolution_of(3, 3, 16), {kMap}, "2 x 3 x 16", Framework::keras},
      {convolution_of(3, std::nullopt, 16), {kOpenMap}, "16 x 2 x 3"},
      {with_dims(pooling_of(2), 1), {{{3}, {8}}}, "3 x 4"},
      {pooling_of(2), {kOpenMap}, "ngf x 2 x 2"},
      {ShapeKeeper{}, {kMap}, "3 x 4 x 5"},
      {Join{Join::Kind::sum}, {kMap, {{3}, {1, 5}}}, "3 x 4 x 5"},
      {Join{Join::Kind::sum}, {kOpenMap, kMap}, "3 x 4 x 5"},
      {Join{Join::Kind::product}, {kMap, {{1}, {4, 5}}}, "3 x 4 x 5"},
      {Join{Join::Kind::product}, {kMap, {{3}, {}}}, "3 x 4 x 5"},
      {Join{Join::Kind::concatenation}, {kMap, {{5}, {4, 5}}}, "8 x 4 x 5"},
      {Join{Join::Kind::concatenation}, {kOpenMap, kMap}, "ngf + 3 x 4 x 5"},
      {Join{Join::Kind::concatenation, 1}, {kMap, {{3}, {2, 5}}}, "3 x 6 x 5"},
      {Flatten{}, {kMap}, "60 features"},
      {Flatten{}, {kOpenMap}, "? features"},
      {linear_of(60, 10), {kFeatures}, "10 features"},
      {per_cell(linear_of(3, 10)), {kMap}, "4 x 5 x 10", Framework::keras},
      {linear_of(5, 10), {kMap}, "3 x 4 x 10"},
      {Upsampling{{2}}, {kMap}, "3 x 8 x 10"},
      {Upsampling{{1.5, 2}}, {kMap}, "3 x 6 x 10"},
      {Upsampling{{}, {7, 9}}, {kMap}, "3 x 7 x 9"},
      {PixelShuffle{2}, {{{8}, {4, 5}}}, "2 x 8 x 10"},
      {PixelShuffle{2, true}, {{{2}, {8, 10}}}, "8 x 4 x 5"},
      {Border{{{1, 2}}}, {kMap}, "3 x 7 x 8"},
      {Border{{{1, 2}, {-1, 0}}}, {kMap}, "3 x 7 x 4"},
      {unfold_of(2), {kMap}, "12 x 12"},
      {ChannelSlice{1, 2}, {kMap}, "2 x 4 x 5"},
      {Reshape{{5, -1, 3}}, {kMap}, "5 x 4 x 3"},
      {Reshape{{0, -1}}, {kMap}, "3 x 20"},
      {Reshape{{-1}}, {kMap}, "60 features"},
      {Transposition{{1, 0, 2}}, {kMap}, "4 x 3 x 5"},
      {Reduction{}, {kMap}, "3 features"},
      {Reduction{{2}}, {kMap}, "3 x 4"},
      {Reduction{{0, 1}, true}, {kMap}, "1 x 1 x 5"},
  };
  for (std::size_t i = 0; i < cases.size(); ++i) {
    EXPECT_EQ(shape_or_refusal(cases[i]), cases[i].words) << "case " << i;
  }
}

TEST(LayerEffect, RefusalsHaveBothNumbers) {
  const std::vector<Case> cases{
      {convolution_of(3, 5, 16),
       {kMap},
       "expects 5 channels, but the previous layer outputs 3; make them agree, such as by in_channels=3"},
      {convolution_of(3, 1, 16),
       {kMap},
       "expects 1 channel, but the previous layer outputs 3; make them agree",
       Framework::keras},
      {with_dims(pooling_of(2), 1), {kMap}, "expects an input of 1 axis, but the previous layer outputs one of 2 axes"},
      {pooling_of(2), {kFeatures}, "expects an input of 2 axes, but the previous layer outputs 60 features"},
      {with_input(pooling_of(2), {9, 8}),
       {kMap},
       "expects an input of 9 x 8, but the previous layer outputs one of 4 x 5; make them agree, or leave out the size "
       "of the input"},
      {Join{Join::Kind::sum},
       {kMap, {{3}, {4, 6}}},
       "3 x 4 x 5 and 3 x 4 x 6 can't be added, because their sizes differ; make the branches give the same shape"},
      {Join{Join::Kind::product},
       {kMap, {{2}, {}}},
       "3 x 4 x 5 and 2 features can't be multiplied, because their sizes differ; make the branches give the same "
       "shape"},
      {Join{Join::Kind::concatenation},
       {kMap, {{3}, {4, 1}}},
       "3 x 4 x 5 and 3 x 4 x 1 can't be joined, because their sizes differ; make the branches give the same size"},
      {Join{Join::Kind::concatenation, 3}, {kMap, kMap}, "joins along axis 3, but the input has 2 axes"},
      {linear_of(50, 10), {kFeatures}, "expects 50 features, but the previous layer outputs 60; use in_features=60"},
      {linear_of(60, 10),
       {kMap},
       "expects 60 features, but the previous layer outputs a map of 3 x 4 x 5; add nn.Flatten() before it"},
      {per_cell(linear_of(4, 10)),
       {kMap},
       "expects 4 features, but the previous layer outputs 3; make it take 3",
       Framework::keras},
      {Upsampling{{2, 2, 2}}, {kMap}, "expects an input of 3 axes, but the previous layer outputs one of 2 axes"},
      {Upsampling{{2}}, {kFeatures}, "expects an input of 1 axis, but the previous layer outputs features"},
      {Upsampling{{0.1}}, {kMap}, "the enlarged map would have 0 cells"},
      {PixelShuffle{2}, {kMap}, "divides the channels by 2², but the previous layer outputs 3"},
      {PixelShuffle{2, true}, {kMap}, "divides the size by 2, but the previous layer outputs 3 x 4 x 5"},
      {Border{{{-2, -2}}}, {kMap}, "the map would have 0 cells"},
      {unfold_of(2), {kFeatures}, "expects an input of 2 axes, but the previous layer outputs 60 features"},
      {ChannelSlice{2, 2}, {kMap}, "takes channels 2 to 3, but there are 3"},
      {Reshape{{7, -1}}, {kMap}, "3 x 4 x 5 can't take the shape 7 x -1"},
      {Reshape{{4, 16}}, {kMap}, "3 x 4 x 5 can't take the shape 4 x 16"},
      {Transposition{{1, 0}}, {kMap}, "exchanges 2 axes, but the input has 3"},
      {Transposition{{1, 0, 2}}, {kOpenMap}, "moves channels to another axis, but their number is unknown"},
      {UnknownLayer{}, {kMap}, "is not a known layer; add --assume-same if it keeps the shape of its input"},
      {UnknownLayer{"write Conv2d"},
       {kMap},
       "is not a known layer; write Conv2d; add --assume-same if it keeps the shape of its input"},
  };
  for (std::size_t i = 0; i < cases.size(); ++i) {
    EXPECT_EQ(shape_or_refusal(cases[i]), cases[i].words) << "case " << i;
  }
}

TEST(LayerEffect, NoMapHasMoreFeaturesThanNumbersCount) {
  const std::string refusal = shape_or_refusal({Flatten{}, {{{2}, {1 << 20, 1 << 20}}}, {}});
  EXPECT_TRUE(refusal.starts_with("2 x 1048576 x 1048576 are more features than ")) << refusal;
}

TEST(LayerEffect, MisfitFeaturesOfAFlattenedMapAreExplained) {
  const Result<LayerEffect> flattened = effect_in({Flatten{}, {kMap}, {}});
  ASSERT_TRUE(flattened);
  const TracedMap* const input = &flattened->output;
  const Result<LayerEffect> effect = effect_of(linear_of(50, 10), {&input, 1}, Framework::pytorch);
  ASSERT_FALSE(effect);
  EXPECT_EQ(to_line(effect.problems().front()), "expects 50 features, but 3 x 4 x 5 = 60 come in; use in_features=60");
}

TEST(LayerEffect, EachActionHasItsReaches) {
  const std::vector<Case> cases{
      {pooling_of(2), {kMap}, "0..1 2..3, 0..1 2..3"},
      {ShapeKeeper{}, {kMap}, "0..0 3..3, 0..0 4..4"},
      {Join{Join::Kind::sum}, {kMap, {{3}, {1, 5}}}, "0..0 3..3, 0..0 4..4; 0..0 0..0, 0..0 4..4"},
      {Join{Join::Kind::concatenation}, {kMap, kMap}, "0..0 3..3, 0..0 4..4; 0..0 3..3, 0..0 4..4"},
      {Join{Join::Kind::concatenation, 1}, {kMap, {{3}, {2, 5}}}, "0..0 5..5, 0..0 4..4; -4..-4 1..1, 0..0 4..4"},
      {Flatten{}, {kMap}, "0..0 3..3, 0..0 4..4"},
      {per_cell(linear_of(3, 10)), {kMap}, "0..0 3..3, 0..0 4..4"},
      {linear_of(5, 10), {kMap}, "0..0 3..3, 0..4 0..4"},
      {Upsampling{{2}}, {kMap}, "0..0 3..3, 0..0 4..4"},
      {Upsampling{{2}, {}, true}, {kMap}, "-1..0 3..4, -1..0 4..5"},
      {PixelShuffle{2}, {{{8}, {4, 5}}}, "0..0 3..3, 0..0 4..4"},
      {PixelShuffle{2, true}, {{{2}, {8, 10}}}, "0..1 6..7, 0..1 8..9"},
      {Border{{{1, 2}}}, {kMap}, "-1..-1 5..5, -1..-1 6..6"},
      {unfold_of(2), {kMap}, "0..1 2..3, 0..1 3..4"},
      {ChannelSlice{1, 2}, {kMap}, "0..0 3..3, 0..0 4..4"},
      {Reshape{{5, -1, 3}}, {kMap}, "0..3 0..3, 0..4 0..4"},
      {Reshape{{2, 6, 5}}, {kMap}, "0..3 0..3, 0..0 4..4"},
      {Transposition{{0, 2, 1}}, {kMap}, "0..0 3..3, 0..0 4..4"},
      {Reduction{}, {kMap}, "0..3 0..3, 0..4 0..4"},
      {Reduction{{2}}, {kMap}, "0..0 3..3, 0..4 0..4"},
  };
  for (std::size_t i = 0; i < cases.size(); ++i) EXPECT_EQ(reach_words(cases[i]), cases[i].words) << "case " << i;
}

TEST(LayerEffect, FullyConnectedOnesSeeTheWholeMapThatWasFlattened) {
  const Result<LayerEffect> flattened = effect_in({Flatten{}, {kMap}, {}});
  ASSERT_TRUE(flattened);
  const TracedMap* const input = &flattened->output;
  const Result<LayerEffect> effect = effect_of(linear_of(60, 10), {&input, 1}, Framework::pytorch);
  ASSERT_TRUE(effect);
  const std::vector<AxisReach>& reaches = effect->reaches.front();
  ASSERT_EQ(reaches.size(), 2U);
  EXPECT_EQ(reaches[0].inputs_of({0, 0}), (CellStretch{0, 3}));
  EXPECT_EQ(reaches[1].inputs_of({0, 0}), (CellStretch{0, 4}));
  EXPECT_EQ(effect->output.lengths, (std::vector<int>{1, 1}));
}

TEST(LayerEffect, PlacesFollowTheAxesOfTheModelsInput) {
  const auto places = [](const LayerAction& action) { return effect_in({action, {kMap}, {}})->output.places; };
  EXPECT_EQ(places(Flatten{}), (std::vector<int>{-1, -1}));
  EXPECT_EQ(places(unfold_of(2)), (std::vector<int>{-1, -1}));
  EXPECT_EQ(places(Transposition{{0, 2, 1}}), (std::vector<int>{1, 0}));
  EXPECT_EQ(places(Transposition{{1, 0, 2}}), (std::vector<int>{-1, 1}));
  EXPECT_EQ(places(Reduction{{1}}), (std::vector<int>{-1, 0}));
  EXPECT_EQ(places(Reduction{{1}, true}), (std::vector<int>{0, 1}));
  EXPECT_EQ(places(Reshape{{2, 6, 5}}), (std::vector<int>{-1, 1}));
}

TEST(LayerEffect, WeightsAndMultiplicationsAreThoseOfTheDefinition) {
  const auto costs = [](const Case& layer) { return effect_in(layer)->costs; };
  const std::optional<Costs> window = costs({convolution_of(3, 3, 16), {kMap}, {}});
  ASSERT_TRUE(window);
  EXPECT_EQ(window->weights, 3 * 3 * 3 * 16);
  EXPECT_EQ(window->multiplications, 3 * 3 * 3 * 16 * 2 * 3);
  const std::optional<Costs> linear = costs({linear_of(60, 10), {kFeatures}, {}});
  ASSERT_TRUE(linear);
  EXPECT_EQ(linear->weights, 60 * 10 + 10);
  EXPECT_EQ(linear->multiplications, 60 * 10);
  const std::optional<Costs> on_last_axis = costs({linear_of(5, 10), {kMap}, {}});
  ASSERT_TRUE(on_last_axis);
  EXPECT_EQ(on_last_axis->multiplications, 3 * 4 * 5 * 10);
  EXPECT_EQ(costs({ShapeKeeper{1, 2}, {kMap}, {}})->weights, 1 + 2 * 3);
  EXPECT_FALSE(costs({ShapeKeeper{1, 2}, {kOpenMap}, {}})) << "the channels are unknown";
}

}  // namespace
}  // namespace convarith::testing::layer_effect_test
