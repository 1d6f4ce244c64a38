// The numbers of a model as fronts get them: from files, or made up.

#include "engine/model_values.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "config/models/model_file.hpp"
#include "config/models/read_model.hpp"
#include "engine/given_model.hpp"
#include "engine/subject_numbers.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::model_values_test {
namespace {

const std::string kRecorded = CONVARITH_SOURCE_DIR "/tests/data/forward/";

GivenModel given(const Result<Model>& model, std::optional<int> n, const std::string& only = {}) {
  EXPECT_TRUE(model);
  SourcedRequest request;
  request.request.model = *model;
  if (n) request.request.n = PerAxis::all(*n);
  if (!only.empty()) request.request.only = only;
  const Result<GivenModel> result = given_model(request);
  EXPECT_TRUE(result);
  return *result;
}

GivenModel read(const std::string& text, int n = 2) {
  return given(read_model(text, "net.txt"), n);
}

std::string refusal(const Result<ModelValues>& values) {
  return values ? "" : to_line(values.problems().front());
}

const WeightSource kRandom{{}, {}, RandomValues{1, 0}};
const Tensor kOneMap{{2, 2}, {1, 2, 3, 4}};

TEST(ModelValues, AreMadeUpOfASeed) {
  const GivenModel model = read("nn.Conv2d(1, 2, 1, bias=False)\nnn.ReLU()\n");
  const Result<ModelValues> values = values_of_model(model, kRandom, {});
  ASSERT_TRUE(values);
  EXPECT_EQ(values->pictures.front().input.shape, (std::vector{1, 2, 2}));
  ASSERT_EQ(values->parameters.size(), 2U);
  EXPECT_EQ(values->parameters[0].front().shape, (std::vector{2, 1, 1, 1}));
  const double weight = values->parameters[0].front().values.front();
  EXPECT_EQ(values->pictures.front().outputs[0].values.front(), weight * values->pictures.front().input.values.front());
  EXPECT_TRUE(values->parameters[1].empty());
}

TEST(ModelValues, TakeAMapWithoutItsOnlyChannel) {
  const GivenModel model = read("nn.Conv2d(1, 1, 1, bias=False)\n");
  const Result<ModelValues> values = values_of_model(model, kRandom, kOneMap);
  ASSERT_TRUE(values);
  EXPECT_EQ(values->pictures.front().input, (Tensor{{1, 2, 2}, kOneMap.values}));
}

TEST(ModelValues, OfSeveralInputsAreThoseOfEach) {
  const GivenModel model = read("nn.Conv2d(1, 2, 1, bias=False)\n");
  for (const std::vector<int>& shape : {std::vector{2, 1, 2, 2}, std::vector{2, 2, 2}}) {
    const Result<ModelValues> both = values_of_model(model, kRandom, {shape, {1, 2, 3, 4, 5, 6, 7, 8}});
    ASSERT_TRUE(both) << refusal(both);
    ASSERT_EQ(both->pictures.size(), 2U);
    const Result<ModelValues> second = values_of_model(model, kRandom, {{2, 2}, {5, 6, 7, 8}});
    EXPECT_EQ(both->pictures[1].outputs, second->pictures[0].outputs);
  }
  EXPECT_EQ(refusal(values_of_model(model, kRandom, {{65, 2, 2}, std::vector<double>(65 * 4)})),
            "values: have 65 inputs, more than the 64 that are shown; give fewer");
}

TEST(ModelValues, MayHaveWeightsByTheirNames) {
  const GivenModel model = read("conv = nn.Conv2d(1, 1, 1, bias=False)\n");
  const WeightSource three{{}, {{"conv.weight", {{1, 1, 1, 1}, {3}}}, {"more", {{1}, {1}}}}};
  const Result<ModelValues> values = values_of_model(model, three, kOneMap);
  ASSERT_TRUE(values) << refusal(values);
  EXPECT_EQ(values->pictures.front().outputs.front().values, (std::vector<double>{3, 6, 9, 12}));
  EXPECT_EQ(values->remarks, std::vector<std::string>{"no layer takes 'more' of the preset"});
  const WeightSource wrong{{}, {{"conv.weight", {{2}, {3, 4}}}}};
  EXPECT_EQ(refusal(values_of_model(model, wrong, kOneMap)),
            "net.txt: line 1: conv (Conv2d): 'conv.weight' of the preset is 2, but the layer takes 1 x 1 x 1 x 1; give "
            "the weights of this model, or change the layer so that both agree");
}

TEST(ModelValues, OfAnOnnxFileHaveItsOwnWeights) {
  const GivenModel model = given(load_model(kRecorded + "net0.onnx"), {});
  const Result<ModelValues> own = values_of_model(
      model, {}, *random_tensor(RandomKind::input, 0, lengths_of_map(model.traced.trace.inputs.front().shape), {1, 0}));
  ASSERT_TRUE(own) << refusal(own);
  const Result<ModelValues> made_up = values_of_model(model, kRandom, {});
  ASSERT_TRUE(made_up) << refusal(made_up);
  EXPECT_EQ(own->pictures.front().input, made_up->pictures.front().input);
  EXPECT_NE(own->pictures.front().outputs.back(), made_up->pictures.front().outputs.back());
}

TEST(ModelValues, NeedAnInputAndWeightsThatFit) {
  const GivenModel model = read("nn.Conv2d(1, 1, 1)\n");
  EXPECT_EQ(refusal(values_of_model(model, {"w.npz"}, {})),
            "values: are required: the numbers that the model gets; give a file with them, or let them be made up by "
            "--random 1");
  EXPECT_EQ(
      refusal(values_of_model(model, {}, kOneMap)),
      "weights: are required: a file with the numbers of the model's layers; give an .npz file of its state dict, "
      "or let them be made up by --random 1");
  EXPECT_EQ(refusal(values_of_model(model, kRandom, {{3}, {1, 2, 3}})),
            "values: are 3, but the model takes 1 x 2 x 2; give numbers of that shape, or another size by -n");
  EXPECT_EQ(refusal(values_of_model(model, {"w.npz"}, kOneMap)), "weights: there is no file 'w.npz'");
}

TEST(ModelValues, SayWhereALayerStandsThatHasNone) {
  EXPECT_EQ(refusal(values_of_model(read("nn.Conv2d(1, 1, 1)\nnn.InstanceNorm2d(1)\n"), kRandom, {})),
            "net.txt: line 2: the values of InstanceNorm2d can't be computed; choose the layers before it by --only");
}

TEST(ModelValues, AreThoseOfChosenLayers) {
  const Result<Model> model = read_model("nn.Conv2d(1, 2, 1)\nnn.GroupNorm(1, 2)\n", "net.txt");
  const Result<ModelValues> values = values_of_model(given(model, 2, "0:1"), kRandom, {});
  ASSERT_TRUE(values) << refusal(values);
  EXPECT_EQ(values->parameters.size(), 1U);
}

TEST(ModelValues, OfTheTrainedNetworkAreThoseOfPyTorch) {
  const Result<SourcedRequest> preset = load_preset("classifier_outputs");
  ASSERT_TRUE(preset);
  std::vector<std::string> remarks;
  const Result<ModelNumbers> numbers = numbers_of_model(*preset, remarks);
  ASSERT_TRUE(numbers);
  const auto recorded = nlohmann::json::parse(read_file(CONVARITH_SOURCE_DIR "/tests/data/lines.json"));
  ASSERT_EQ(numbers->pictures.size(), recorded.size());
  for (std::size_t i = 0; i < recorded.size(); ++i) {
    for (std::size_t j = 0; j < recorded[i].size(); ++j) {
      EXPECT_NEAR(numbers->pictures[i].outputs.back().values[j], recorded[i][j].get<double>(), 1e-6);
    }
  }
}

}  // namespace
}  // namespace convarith::testing::model_values_test
