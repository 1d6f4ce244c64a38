// What the view of whole models shows: its blocks, how large they are, what is written below them, and how they are
// joined.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "layout/views/network/network.hpp"
#include "layout/views/network/network_arrangement.hpp"
#include "layout/views/network/network_plan.hpp"
#include "layout/views/network/network_words.hpp"
#include "tests/layout/network_models.hpp"
#include "tests/layout/shape_boxes.hpp"
#include "tests/support/builtin_themes.hpp"

namespace convarith::testing::network_view_test {
namespace {

using Strings = std::vector<std::string>;

NetworkPlan plan_of(const ModelBuilder& builder, std::optional<int> depth = {}) {
  return plan_network(*builder.traced(), depth);
}

Strings names_in(const NetworkPlan& plan) {
  Strings names;
  for (const NetworkBlock& block : plan.blocks) names.push_back(block.name);
  return names;
}

/// Returns "64 × 56 × 56" as "64 56 56".
std::string numbers_of(const MapShape& shape) {
  std::string text = shape.channels.number ? std::to_string(*shape.channels.number) : shape.channels.words;
  for (const int size : shape.sizes) text += " " + std::to_string(size);
  return text;
}

Strings shapes_in(const NetworkPlan& plan) {
  Strings shapes;
  for (const NetworkBlock& block : plan.blocks) shapes.push_back(numbers_of(block.shape));
  return shapes;
}

std::size_t count_of(const NetworkPlan& plan, NetworkKind kind) {
  return static_cast<std::size_t>(std::count_if(plan.blocks.begin(), plan.blocks.end(),
                                                [kind](const NetworkBlock& block) { return block.kind == kind; }));
}

ModelBuilder two_residual_blocks() {
  return resnet({2}, false);
}

ModelBuilder sequence_of_1d() {
  ModelBuilder model({{1}, {1000}});
  int at = model.pool("pool1", model.conv("conv1", ModelBuilder::kInput, 32, 7), 2, 2);
  at = model.conv("conv2", at, 64, 5);
  model.linear("fc", model.flatten(model.mean("pool2", at)), 5);
  return model;
}

ModelBuilder perceptron() {
  ModelBuilder model({{784}, {}});
  int at = model.relu(model.linear("fc1", ModelBuilder::kInput, 512));
  at = model.relu(model.linear("fc2", at, 128));
  model.linear("fc3", at, 10);
  return model;
}

/// Convolutions with unknown channels, names that cannot be set, and a layer of no known kind.
ModelBuilder odd_model() {
  ModelBuilder model({{3}, {32, 32}});
  WindowLayer wide;
  wide.options.dims = 2;
  wide.options.k = PerAxis::all(3);
  wide.filters_words = "ngf * 8";
  const int at = model.add("卷积\x01", "Conv2d", wide, {ModelBuilder::kInput});
  model.conv("a_name_that_is_far_too_long_to_be_written_below_a_block", at, 8, 3);
  return model;
}

std::map<std::string, ModelBuilder> models() {
  return {{"lenet", lenet()},
          {"vgg16", vgg({2, 2, 3, 3, 3})},
          {"vgg19", vgg({2, 2, 4, 4, 4})},
          {"two residual blocks", two_residual_blocks()},
          {"resnet50", resnet({3, 4, 6, 3}, true)},
          {"resnet152", resnet({3, 8, 36, 3}, true)},
          {"unet", unet(4, true)},
          {"unet of named layers", unet(4, false)},
          {"small unet", unet(1, false)},
          {"googlenet", inception({2, 5, 2})},
          {"1d", sequence_of_1d()},
          {"perceptron", perceptron()},
          {"odd", odd_model()}};
}

Film film_of_model(const ModelBuilder& builder) {
  return draw_network(subject_with_model(builder), {}, kBook).film;
}

TEST(NetworkPlan, HasABlockForEachLayerOfASmallModel) {
  const NetworkPlan plan = plan_of(lenet());
  EXPECT_EQ(names_in(plan), (Strings{"input", "conv1", "pool1", "conv2", "pool2", "fc1", "fc2", "fc3"}));
  EXPECT_EQ(shapes_in(plan), (Strings{"1 32 32", "6 28 28", "6 14 14", "16 10 10", "16 5 5", "120", "84", "10"}));
  EXPECT_FALSE(plan.has_all_layers);
  for (std::size_t i = 1; i < plan.blocks.size(); ++i) EXPECT_EQ(plan.blocks[i].sources, std::vector{i - 1});
}

TEST(NetworkPlan, CallsLayersByTheirKindWhereTheirNamesAreNumbers) {
  const NetworkPlan plan = plan_of(vgg({2, 2, 3, 3, 3}));
  ASSERT_EQ(plan.blocks.size(), 22U);
  EXPECT_EQ(plan.blocks[1].name, "conv");
  EXPECT_EQ(plan.blocks[1].bracket, "features");
  EXPECT_EQ(plan.blocks[3].name, "max pool");
  EXPECT_EQ(plan.blocks[21].name, "linear");
  EXPECT_EQ(plan.blocks[21].bracket, "classifier");
}

TEST(NetworkPlan, FoldsLayersOnlyIfThereAreTooMany) {
  for (const NetworkBlock& block : plan_of(vgg({2, 2, 3, 3, 3})).blocks) EXPECT_EQ(block.repeats, 1);
  std::vector<int> repeats;
  for (const NetworkBlock& block : plan_of(vgg({2, 2, 4, 4, 4})).blocks) repeats.push_back(block.repeats);
  // The first convolution of a stage has other inputs than those after it, except in the last stage.
  EXPECT_EQ(repeats, (std::vector{1, 1, 1, 1, 1, 1, 1, 1, 3, 1, 1, 3, 1, 4, 1, 1, 1, 1}));
}

TEST(NetworkPlan, FoldsBlocksOfTheSameStructure) {
  const NetworkPlan plan = plan_of(resnet({3, 4, 6, 3}, true));
  EXPECT_EQ(names_in(plan),
            (Strings{"input", "conv1", "maxpool", "0", "1–2", "0", "1–3", "0", "1–5", "0", "1–2", "avgpool", "fc"}));
  EXPECT_EQ(plan.blocks[8].repeats, 5);
  EXPECT_EQ(plan.blocks[8].bracket, "layer3");
  EXPECT_EQ(plan.blocks[8].layers, 3);
  EXPECT_EQ(plan.blocks[7].layers, 4) << "with the one beside them";
  EXPECT_EQ(numbers_of(plan.blocks[8].shape), "1024 14 14");
  EXPECT_EQ(plan.blocks[8].kind, NetworkKind::convolution);
}

TEST(NetworkPlan, CountsUpWhatDiffersInTheNamesOfFoldedBlocks) {
  ModelBuilder model({{8}, {16, 16}});
  int at = ModelBuilder::kInput;
  for (int stage = 0; stage < 3; ++stage) {
    model.enter("stages." + std::to_string(stage) + ".0");
    at = model.conv("b", model.conv("a", at, 8, 3), 8, 3);
  }
  EXPECT_EQ(names_in(plan_of(model, 3)), (Strings{"input", "stages.0–2"}));
}

TEST(NetworkPlan, DoesNotFoldBlocksThatOthersLookBackTo) {
  ModelBuilder model({{8}, {16, 16}});
  int at = ModelBuilder::kInput;
  std::vector<int> ends;
  for (int block = 0; block < 4; ++block) {
    model.enter("blocks." + std::to_string(block));
    at = model.conv("b", model.conv("a", at, 8, 3), 8, 3);
    ends.push_back(at);
  }
  model.enter("");
  model.join("sum", Join::Kind::sum, {ends[1], ends[3]});
  const NetworkPlan plan = plan_of(model, 2);
  EXPECT_EQ(names_in(plan), (Strings{"input", "0–1", "2–3", "sum"}));
}

TEST(NetworkPlan, TakesAsManyNamesAsAreAskedFor) {
  const ModelBuilder model = resnet({3, 4, 6, 3}, true);
  EXPECT_EQ(names_in(plan_of(model, 1)),
            (Strings{"input", "conv1", "maxpool", "layer1", "layer2", "layer3", "layer4", "avgpool", "fc"}));
  EXPECT_EQ(plan_of(model, 1).blocks[5].layers, 6 * 3 + 1);
  EXPECT_EQ(count_of(plan_of(model, 3), NetworkKind::join), 16U);
}

TEST(NetworkPlan, JoinsBranchesWithTheirSources) {
  const NetworkPlan plan = plan_of(two_residual_blocks());
  std::vector<std::size_t> joins;
  for (std::size_t i = 0; i < plan.blocks.size(); ++i) {
    if (plan.blocks[i].join == Join::Kind::sum) joins.push_back(i);
  }
  ASSERT_EQ(joins, (std::vector<std::size_t>{5, 8}));
  EXPECT_EQ(plan.blocks[5].sources, (std::vector<std::size_t>{2, 4}));
  EXPECT_EQ(plan.blocks[8].sources, (std::vector<std::size_t>{5, 7}));
}

TEST(NetworkPlan, DrawsBranchesBesideEachOtherAsOneBlock) {
  const NetworkPlan plan = plan_of(inception({1}));
  EXPECT_EQ(names_in(plan),
            (Strings{"input", "conv1", "maxpool1", "conv2", "conv3", "maxpool2", "inception3a", "avgpool", "fc"}));
  EXPECT_EQ(plan.blocks[6].kind, NetworkKind::several);
  EXPECT_EQ(plan.blocks[6].layers, 7);
}

TEST(NetworkPlan, DrawsLayersOfOneSizeAsOneBlockWhereNamesDoNotHelp) {
  const NetworkPlan plan = plan_of(unet(4, false));
  EXPECT_EQ(plan.blocks.size(), 10U);
  EXPECT_EQ(plan.blocks[1].name, "conv0a–conv0b");
  EXPECT_EQ(numbers_of(plan.blocks[5].shape), "1024 16 16");
}

TEST(NetworkPlan, IsReadableForLargeModels) {
  for (const auto& [name, model] : models()) EXPECT_LE(plan_of(model).blocks.size(), 24U) << name;
}

/// Calls check(name, plan, picture) for all models.
template <class Check>
void for_pictures(const Check& check) {
  for (const auto& [name, model] : models()) {
    SCOPED_TRACE(name);
    const NetworkPlan plan = plan_of(model);
    check(plan, arrange_network(plan, Framework::pytorch));
  }
}

TEST(NetworkPicture, PlacesBlocksFromLeftToRightOnOneAxis) {
  for_pictures([](const NetworkPlan& plan, const NetworkPicture& picture) {
    ASSERT_EQ(picture.blocks.size(), plan.blocks.size());
    std::size_t rows = 1;
    for (std::size_t i = 1; i < picture.blocks.size(); ++i) {
      const PlacedBlock& before = picture.blocks[i - 1];
      const PlacedBlock& block = picture.blocks[i];
      const bool begins_row = block.middle().y < before.middle().y - 1;
      rows += begins_row ? 1 : 0;
      if (begins_row) {
        EXPECT_LT(block.box().top, before.box().bottom);
      } else {
        EXPECT_NEAR(block.middle().y, before.middle().y, 1e-9);
        EXPECT_GT(block.box().left, before.box().right + 10);
      }
    }
    EXPECT_LE(rows, 3U);
  });
}

TEST(NetworkPicture, DrawsLargerMapsLarger) {
  for_pictures([](const NetworkPlan& plan, const NetworkPicture& picture) {
    for (std::size_t i = 0; i < plan.blocks.size(); ++i) {
      for (std::size_t j = 0; j < plan.blocks.size(); ++j) {
        const MapShape& a = plan.blocks[i].shape;
        const MapShape& b = plan.blocks[j].shape;
        if (plan.blocks[i].join || plan.blocks[j].join || a.sizes.size() != b.sizes.size()) continue;
        const BlockExtent& one = picture.blocks[i].extent;
        const BlockExtent& other = picture.blocks[j].extent;
        if (!a.sizes.empty()) {
          EXPECT_EQ(a.sizes.front() < b.sizes.front(), one.height < other.height);
        }
        if (!a.channels.number || !b.channels.number) continue;
        const bool is_fewer = *a.channels.number < *b.channels.number;
        EXPECT_EQ(is_fewer, a.sizes.empty() ? one.height < other.height : one.width < other.width);
      }
    }
  });
}

TEST(NetworkPicture, LeadsALineFromEachSourceToItsBlock) {
  for_pictures([](const NetworkPlan& plan, const NetworkPicture& picture) {
    std::set<std::pair<std::size_t, std::size_t>> expected;
    for (std::size_t to = 0; to < plan.blocks.size(); ++to) {
      for (const std::size_t from : plan.blocks[to].sources) expected.emplace(from, to);
    }
    std::set<std::pair<std::size_t, std::size_t>> drawn;
    for (const PlacedLink& link : picture.links) {
      EXPECT_TRUE(drawn.emplace(link.from, link.to).second);
      const Box from = picture.blocks[link.from].box().grown(1);
      const Box to = picture.blocks[link.to].box().grown(1);
      const Point begin = link.points.front();
      const Point end = link.points.back();
      EXPECT_TRUE(from.left <= begin.x && begin.x <= from.right) << link.from << " to " << link.to;
      EXPECT_TRUE(to.left <= end.x && end.x <= to.right && to.bottom <= end.y && end.y <= to.top)
          << link.from << " to " << link.to;
      if (link.from + 1 == link.to) continue;
      for (std::size_t i = link.from; i <= link.to; ++i) {
        const double top = picture.blocks[i].box().top;
        EXPECT_TRUE(std::any_of(link.points.begin(), link.points.end(), [top](Point at) { return at.y > top + 5; }));
      }
    }
    EXPECT_EQ(drawn, expected);
  });
}

TEST(NetworkPicture, LeadsLinesOfBranchesAtDifferentHeights) {
  const NetworkPlan plan = plan_of(unet(4, true));
  const NetworkPicture picture = arrange_network(plan, Framework::pytorch);
  std::map<std::size_t, double> heights;  // by the number of blocks that a line passes
  for (const PlacedLink& link : picture.links) {
    double& height = heights[link.to - link.from];
    for (const Point& point : link.points) height = std::max(height, point.y);
    if (link.to - link.from == 1) heights.erase(1);
  }
  ASSERT_EQ(heights.size(), 4U);
  double last = 0;
  for (const auto& [length, height] : heights) {
    EXPECT_GT(height, last + 5);
    last = height;
  }
}

Strings texts_in(const Film& film) {
  Strings texts;
  for (const Shape& shape : film.scene(0)) {
    if (const auto* text = std::get_if<Text>(&shape.form)) texts.push_back(text->characters);
  }
  return texts;
}

bool says(const Film& film, const std::string& words) {
  const Strings texts = texts_in(film);
  return std::any_of(texts.begin(), texts.end(),
                     [&](const std::string& text) { return text.find(words) != std::string::npos; });
}

TEST(Network, WritesNamesAndShapesAndTheScale) {
  const Film small = film_of_model(lenet());
  for (const char* const words : {"conv1", "6 × 28 × 28", "fc2", "84", "Heights are in proportion to sizes",
                                  "Activations and the like are not drawn"}) {
    EXPECT_TRUE(says(small, words)) << words;
  }
  const Film large = film_of_model(resnet({3, 4, 6, 3}, true));
  for (const char* const words : {"2048 ×", "7 × 7", "× 5", "3 layers", "layer4",
                                  "Heights show the square root of sizes, widths show the square root of channels"}) {
    EXPECT_TRUE(says(large, words)) << words;
  }
  const Strings texts = texts_in(large);
  EXPECT_EQ(std::count(texts.begin(), texts.end(), "× 1"), 0);
  EXPECT_TRUE(says(film_of_model(odd_model()), "ngf * 8 × 30 × 30"));
  EXPECT_TRUE(says(film_of_model(odd_model()), "???"));
  EXPECT_TRUE(says(film_of_model(odd_model()), "a_name"));
}

TEST(Network, KeepsTextsApartFromEachOtherAndFromBlocks) {
  for (const auto& [name, model] : models()) {
    SCOPED_TRACE(name);
    const Film film = film_of_model(model);
    std::vector<std::pair<Box, std::string>> texts;
    std::vector<Box> blocks;
    for (const Shape& shape : film.scene(film.steps - 1)) {
      if (const auto* text = std::get_if<Text>(&shape.form)) texts.emplace_back(box_of(shape), text->characters);
      if (shape.role == Role::layer_block || shape.role == Role::join_circle) blocks.push_back(box_of(shape));
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        EXPECT_FALSE(texts[i].first.overlaps(texts[j].first)) << texts[i].second << " and " << texts[j].second;
      }
      for (const Box& block : blocks) EXPECT_FALSE(texts[i].first.overlaps(block)) << texts[i].second;
    }
  }
}

TEST(Network, StaysInsideThePage) {
  for (const auto& [name, model] : models()) {
    SCOPED_TRACE(name);
    const Film film = film_of_model(model);
    for (const std::size_t step : {std::size_t{0}, film.steps / 2, film.steps - 1}) {
      for (const Shape& shape : film.scene(step)) {
        const Box box = box_of(shape);
        EXPECT_GE(box.left, 5) << to_string(shape.role);
        EXPECT_GE(box.bottom, 5) << to_string(shape.role);
        EXPECT_LE(box.right, film.width - 5) << to_string(shape.role);
        EXPECT_LE(box.top, film.height - 5) << to_string(shape.role);
      }
    }
  }
}

TEST(Network, CanBeReadInPrint) {
  constexpr double printed = 453;  // 16 cm in bp
  for (const auto& [name, model] : models()) {
    const Film film = film_of_model(model);
    for (const Shape& shape : film.scene(0)) {
      const auto* text = std::get_if<Text>(&shape.form);
      if (text == nullptr) continue;
      EXPECT_GE(text->size * std::min(1.0, printed / film.width), 4.8) << name;
    }
  }
}

/// Which blocks are outlined as the current ones in a step.
std::vector<int> current_in(const Film& film, std::size_t step) {
  std::vector<int> current;
  for (const Shape& shape : film.scene(step)) {
    if (shape.role == Role::current_layer_outline) current.push_back(shape.cell->col);
  }
  return current;
}

TEST(Network, IsToldInWords) {
  EXPECT_EQ(tell_network(subject_with_model(lenet())),
            "A neural network of 12 layers as blocks in a row, from an input of 1x32x32 to 10 features");
}

TEST(Network, LightsUpOneBlockAfterTheOther) {
  for (const auto& [name, model] : models()) {
    SCOPED_TRACE(name);
    const Film film = film_of_model(model);
    const std::size_t blocks = plan_of(model).blocks.size();
    ASSERT_EQ(film.steps, blocks);
    for (std::size_t step = 0; step + 1 < film.steps; ++step) {
      EXPECT_EQ(current_in(film, step), (std::vector{static_cast<int>(step) + 1}));
    }
    EXPECT_TRUE(current_in(film, film.steps - 1).empty()) << "the last step shows the network as it is";
    EXPECT_EQ(film.walk, Walk::blocks);
  }
}

TEST(Network, SaysWhereItsBlocksAre) {
  for (const auto& [name, model] : models()) {
    SCOPED_TRACE(name);
    const Film film = film_of_model(model);
    const std::vector<CellMap> maps = film.maps();
    ASSERT_EQ(maps.size(), plan_of(model).blocks.size());
    for (const Shape& shape : film.scene(0)) {
      const auto* const fill = std::get_if<Fill>(&shape.form);
      if (shape.role != Role::layer_block || fill == nullptr) continue;
      const CellMap& map = maps[static_cast<std::size_t>(shape.cell->col)];
      EXPECT_EQ(map.layer, shape.cell->col);
      for (const Point& corner : fill->polygon) {
        EXPECT_GE(corner.x, map.origin.x - 1e-6);
        EXPECT_LE(corner.x, map.beside.x + 1e-6);
        EXPECT_GE(corner.y, map.below.y - 1e-6);
        EXPECT_LE(corner.y, map.origin.y + 1e-6);
      }
    }
  }
}

TEST(Network, NamesEachLayerInOneBlock) {
  for (const auto& [name, model] : models()) {
    SCOPED_TRACE(name);
    std::vector<std::size_t> members;
    for (const NetworkBlock& block : plan_of(model).blocks) {
      members.insert(members.end(), block.members.begin(), block.members.end());
    }
    std::sort(members.begin(), members.end());
    ASSERT_EQ(members.size(), model.traced()->trace.layers.size());
    for (std::size_t i = 0; i < members.size(); ++i) EXPECT_EQ(members[i], i);
  }
}

TEST(Network, GrowsByWhatEachStepAdds) {
  const Film film = film_of_model(two_residual_blocks());
  const Sheet& lit = film.sheets[1];
  std::size_t shapes = 0;
  for (std::size_t step = 0; step < film.steps; ++step) {
    shapes += lit.added(step).size();
    EXPECT_EQ(lit.draw(step).size(), shapes);
  }
}

TEST(Network, NeedsAModelOfFewBlocks) {
  Subject subject = subject_with_model(lenet());
  EXPECT_TRUE(check_network(subject, {}));
  subject.model.reset();
  const Status none = check_network(subject, {});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.problems().front().where, "view");
  ModelBuilder plain({{1}, {8, 8}});
  plain.relu(ModelBuilder::kInput);
  EXPECT_FALSE(check_network(subject_with_model(plain), {}));
  ModelBuilder many({{1}, {200, 200}});
  int at = ModelBuilder::kInput;
  for (int i = 0; i < 80; ++i) at = many.conv("conv" + std::to_string(i), at, 1 + i % 3, 2, 1, 0);
  const Status refused = check_network(subject_with_model(many), {});
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.problems().front().why.find("81 blocks, over the limit of 64"), std::string::npos)
      << refused.problems().front().why;
}

}  // namespace
}  // namespace convarith::testing::network_view_test
