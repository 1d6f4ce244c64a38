// What layers become of the JSON that Keras and TensorFlow.js write of models, and what becomes of other JSON.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "arithmetic/model/model_trace.hpp"
#include "config/models/keras_json.hpp"

namespace convarith::testing::keras_json_test {
namespace {

using nlohmann::json;

json layer(const std::string& type, json config) {
  if (!config.contains("name")) config["name"] = type + "_layer";
  return {{"class_name", type}, {"name", config["name"]}, {"config", config}};
}

json input(const std::string& name, const json& shape) {
  return layer("InputLayer", {{"name", name}, {"batch_input_shape", shape}});
}

json sequential(const std::vector<json>& layers) {
  return {{"class_name", "Sequential"}, {"config", {{"name", "model"}, {"layers", layers}}}};
}

/// Puts layers behind an input of 32 x 24 cells and three channels.
json behind_image(const json& last) {
  return sequential({input("image", {nullptr, 32, 24, 3}), last});
}

Model read(const json& model) {
  Result<Model> result = read_keras_json(model.dump(), "a.json");
  if (result) return *std::move(result);
  ADD_FAILURE() << to_line(result.problems().front());
  return {};
}

std::string complaint_about_text(const std::string& text) {
  const Result<Model> model = read_keras_json(text, "a.json");
  return model ? "none" : to_line(model.problems().front());
}

std::string complaint_about(const json& model) {
  return complaint_about_text(model.dump());
}

/// The action of the last layer.
template <class Action>
Action last(const json& model) {
  const Model read_model = read(model);
  if (read_model.layers.empty()) return {};
  const auto* const action = std::get_if<Action>(&read_model.layers.back().action);
  if (action == nullptr) ADD_FAILURE() << "another action: " << read_model.layers.back().action.index();
  return action == nullptr ? Action{} : *action;
}

TEST(KerasJson, ReadsLayersInARow) {
  const Model model =
      read(sequential({layer("Conv2D", {{"name", "first"},
                                        {"batch_input_shape", {nullptr, 28, 28, 1}},
                                        {"filters", 6},
                                        {"kernel_size", {5, 5}},
                                        {"strides", {1, 1}},
                                        {"padding", "same"},
                                        {"data_format", "channels_last"},
                                        {"dilation_rate", {1, 1}},
                                        {"use_bias", true},
                                        {"kernel_initializer", {{"class_name", "Zeros"}, {"config", json::object()}}}}),
                       layer("AveragePooling2D", {{"name", "second"}, {"pool_size", {2, 2}}, {"strides", nullptr}}),
                       layer("Flatten", {{"name", "third"}}), layer("Dense", {{"name", "fourth"}, {"units", 10}})}));
  EXPECT_EQ(model.framework, Framework::keras);
  ASSERT_EQ(model.inputs.size(), 1U);
  EXPECT_EQ(model.inputs[0], (MapShape{{1}, {28, 28}}));
  ASSERT_EQ(model.layers.size(), 4U);
  const ModelLayer& first = model.layers[0];
  EXPECT_EQ(first.name, "first");
  EXPECT_EQ(first.type, "Conv2D");
  EXPECT_EQ(first.call, "Conv2D(filters=6, kernel_size=5, padding='same')");
  EXPECT_EQ(first.place, "layer 0");
  EXPECT_EQ(first.inputs, std::vector{-1});
  const auto options = std::get<WindowLayer>(first.action).options;
  EXPECT_EQ(options.k, PerAxis::all(5));
  EXPECT_EQ(options.filters, 6);
  EXPECT_EQ(options.p, Padding(PaddingRule::tf_same));
  EXPECT_EQ(options.has_bias, true);
  EXPECT_EQ(model.layers[1].inputs, std::vector{0});
  EXPECT_EQ(std::get<WindowLayer>(model.layers[1].action).options.op, Operator::average_pooling);
  EXPECT_EQ(model.layers[2].action, LayerAction(Flatten{}));
  EXPECT_EQ(model.layers[3].action, LayerAction(Linear{{}, {10}, true, true}));
}

TEST(KerasJson, ReadsGraphsOfKeras2) {
  json left = layer("Conv2D", {{"name", "left"}, {"filters", 3}, {"kernel_size", 1}});
  json add = layer("Add", {{"name", "add"}});
  json both = layer("Concatenate", {{"name", "both"}, {"axis", 3}});
  json first = input("image", {nullptr, 32, 24, 3});
  first["inbound_nodes"] = json::array();
  left["inbound_nodes"] = json::parse(R"([[["image", 0, 0, {}]]])");
  add["inbound_nodes"] = json::parse(R"([[["left", 0, 0, {}], ["image", 0, 0, {}]]])");
  both["inbound_nodes"] = json::parse(R"([[["add", 0, 0, {}], ["left", 0, 0, {}]]])");
  // The order of the file doesn't matter.
  const Model model = read({{"class_name", "Functional"}, {"config", {{"layers", {both, add, left, first}}}}});
  ASSERT_EQ(model.layers.size(), 3U);
  EXPECT_EQ(model.layers[0].name, "left");
  EXPECT_EQ(model.layers[1].inputs, (std::vector{0, -1}));
  EXPECT_EQ(model.layers[1].action, LayerAction(Join{Join::Kind::sum}));
  EXPECT_EQ(model.layers[2].inputs, (std::vector{1, 0}));
  EXPECT_EQ(model.layers[2].action, LayerAction(Join{Join::Kind::concatenation, 0}));
}

TEST(KerasJson, ReadsGraphsOfKeras3) {
  json image = layer("InputLayer", {{"name", "image"}, {"batch_shape", {nullptr, 32, 3}}});
  image["inbound_nodes"] = json::array();
  json pool = layer("MaxPooling1D", {{"name", "pool"}, {"pool_size", {2}}});
  pool["inbound_nodes"] = json::parse(R"([{"args": [{"class_name": "__keras_tensor__", "config":
      {"shape": [null, 32, 3], "keras_history": ["image", 0, 0]}}], "kwargs": {}}])");
  json product = layer("Multiply", {{"name", "product"}});
  product["inbound_nodes"] = json::parse(R"([{"args": [[
      {"class_name": "__keras_tensor__", "config": {"keras_history": ["pool", 0, 0]}},
      {"class_name": "__keras_tensor__", "config": {"keras_history": ["pool", 0, 0]}}]], "kwargs": {}}])");
  const Model model = read({{"class_name", "Functional"}, {"config", {{"layers", {image, pool, product}}}}});
  ASSERT_EQ(model.layers.size(), 2U);
  EXPECT_EQ(std::get<WindowLayer>(model.layers[0].action).options.dims, 1);
  EXPECT_EQ(model.layers[1].inputs, (std::vector{0, 0}));
  EXPECT_EQ(model.inputs[0], (MapShape{{3}, {32}}));
}

TEST(KerasJson, ReadsModelsInModelsAndLayersThatAreCalledTwice) {
  json tower = sequential({layer("Conv2D", {{"name", "conv"}, {"filters", 2}, {"kernel_size", 3}})});
  tower["name"] = "tower";
  // A model counts how it was built as its first call.
  tower["inbound_nodes"] = json::parse(R"([[["a", 0, 0, {}]], [["b", 0, 0, {}]]])");
  json add = layer("Add", {{"name", "add"}});
  add["inbound_nodes"] = json::parse(R"([[["tower", 1, 0, {}], ["tower", 2, 0, {}]]])");
  const json shape{nullptr, 32, 24, 3};
  const Model model =
      read({{"class_name", "Model"}, {"config", {{"layers", {input("a", shape), input("b", shape), tower, add}}}}});
  ASSERT_EQ(model.layers.size(), 3U);
  EXPECT_EQ(model.layers[0].name, "tower.conv");
  EXPECT_FALSE(model.layers[0].shares_weights);
  EXPECT_EQ(model.layers[1].name, "tower.conv:1");
  EXPECT_EQ(model.layers[1].inputs, std::vector{-2});
  EXPECT_TRUE(model.layers[1].shares_weights);
  EXPECT_EQ(model.layers[2].inputs, (std::vector{0, 1}));
}

TEST(KerasJson, ReadsKeras1) {
  const Model model = read({{"class_name", "Sequential"},
                            {"keras_version", "1.2.2"},
                            {"config",
                             {layer("Convolution2D", {{"nb_filter", 8},
                                                      {"nb_row", 3},
                                                      {"nb_col", 5},
                                                      {"border_mode", "same"},
                                                      {"subsample", {2, 2}},
                                                      {"dim_ordering", "th"},
                                                      {"bias", false},
                                                      {"batch_input_shape", {nullptr, 3, 32, 24}}}),
                              layer("Dense", {{"output_dim", 4}})}}});
  EXPECT_EQ(model.inputs[0], (MapShape{{3}, {32, 24}}));
  const auto options = std::get<WindowLayer>(model.layers[0].action).options;
  EXPECT_EQ(options.k, (PerAxis{3, 5}));
  EXPECT_EQ(options.s, PerAxis::all(2));
  EXPECT_EQ(options.p, Padding(PaddingRule::tf_same));
  EXPECT_EQ(options.has_bias, false);
  EXPECT_EQ(model.layers[1].action, LayerAction(Linear{{}, {4}, true, true, true}));
}

TEST(KerasJson, ReadsWhatTensorFlowJsWrites) {
  const json conv{{"className", "Conv2D"},
                  {"config",
                   {{"name", "conv"},
                    {"filters", 6},
                    {"kernelSize", {5, 5}},
                    {"useBias", false},
                    {"dataFormat", "channelsLast"},
                    {"batchInputShape", {nullptr, 28, 28, 1}}}}};
  const json model{{"className", "Sequential"}, {"config", {{"layers", json::array({conv})}}}};
  EXPECT_EQ(read(model).layers[0].call, "Conv2D(filters=6, kernel_size=5, use_bias=False)");
  EXPECT_EQ(read({{"modelTopology", model}, {"format", "layers-model"}}).inputs[0], (MapShape{{1}, {28, 28}}));
}

TEST(KerasJson, PadsCropsAndEnlarges) {
  EXPECT_EQ(last<Border>(behind_image(layer("ZeroPadding2D", {{"padding", {{0, 1}, {2, 3}}}}))),
            (Border{{{0, 1}, {2, 3}}, false}));
  EXPECT_EQ(last<Border>(behind_image(layer("ZeroPadding2D", {{"padding", {1, 2}}}))),
            (Border{{{1, 1}, {2, 2}}, false}));
  EXPECT_EQ(last<Border>(behind_image(layer("Cropping1D", {{"cropping", {1, 2}}}))), (Border{{{-1, -2}}, false}));
  EXPECT_EQ(last<Upsampling>(behind_image(layer("UpSampling2D", {{"size", {2, 3}}, {"interpolation", "bilinear"}}))),
            (Upsampling{{2, 3}, {}, true}));
}

TEST(KerasJson, HasChannelsFirstInItsShapes) {
  EXPECT_EQ(last<Reshape>(behind_image(layer("Reshape", {{"target_shape", {4, -1, 8}}}))), (Reshape{{8, 4, -1}}));
  EXPECT_EQ(last<Transposition>(behind_image(layer("Permute", {{"dims", {2, 1, 3}}}))), (Transposition{{0, 2, 1}}));
  EXPECT_EQ(last<Transposition>(behind_image(layer("Permute", {{"dims", {3, 1, 2}}}))), (Transposition{{2, 0, 1}}));
  EXPECT_EQ(last<Join>(behind_image(layer("Concatenate", {{"axis", 1}}))), (Join{Join::Kind::concatenation, 1}));
  EXPECT_EQ(last<Join>(behind_image(layer("Concatenate", {{"axis", 1}, {"data_format", "channels_first"}}))),
            (Join{Join::Kind::concatenation, 0}));
}

TEST(KerasJson, KnowsPoolingsOfWholeMapsAndNormalizations) {
  EXPECT_EQ(last<Reduction>(behind_image(layer("GlobalMaxPooling2D", json::object()))),
            (Reduction{{}, false, Reduction::Kind::maximum}));
  EXPECT_EQ(last<Reduction>(behind_image(layer("GlobalAveragePooling2D", {{"keepdims", true}}))),
            (Reduction{{}, true, Reduction::Kind::mean}));
  EXPECT_EQ(last<ShapeKeeper>(behind_image(layer("BatchNormalization", json::object()))),
            (ShapeKeeper{0, 4, {NumberFunction::Kind::batch_normalization, 1e-3, 1}}));
  EXPECT_EQ(last<ShapeKeeper>(behind_image(layer("BatchNormalization", {{"scale", false}}))), (ShapeKeeper{0, 3}));
  EXPECT_EQ(last<ShapeKeeper>(behind_image(layer("PReLU", {{"shared_axes", {1, 2}}}))),
            (ShapeKeeper{0, 1, {NumberFunction::Kind::prelu}}));
  EXPECT_EQ(last<UnknownLayer>(behind_image(layer("LSTM", {{"units", 3}}))), UnknownLayer{});
}

TEST(KerasJson, LeavesUnknownSizesOpen) {
  const json relu = layer("ReLU", json::object());
  EXPECT_FALSE(read(sequential({input("a", {nullptr, nullptr, 24, 3}), relu})).inputs[0]);
  EXPECT_EQ(read(sequential({input("a", {nullptr, 24, nullptr}), relu})).inputs[0], (MapShape{{}, {24}}));
  EXPECT_FALSE(read(sequential({relu})).inputs[0]);
}

TEST(KerasJson, RefusesWhatKerasWouldRefuse) {
  EXPECT_EQ(complaint_about(behind_image(layer("Conv2D", {{"name", "c"}, {"filters", 2}, {"kernel_size", {3, 3, 3}}}))),
            "a.json: layer 'c' (Conv2D) kernel_size has 3 numbers, but Conv2D has 2 axes; give a whole number or a "
            "tuple of 2");
  EXPECT_EQ(complaint_about(behind_image(layer("Conv2D", {{"name", "c"}, {"filters", 2.5}, {"kernel_size", 3}}))),
            "a.json: layer 'c' (Conv2D) filters can't be 2.5; give a whole number");
  EXPECT_EQ(complaint_about(behind_image(layer("Dense", {{"name", "d"}, {"units", -1}}))),
            "a.json: layer 'd' (Dense) has no valid units");
  EXPECT_EQ(complaint_about(behind_image(layer("Permute", {{"name", "p"}, {"dims", {1, 1, 2}}}))),
            "a.json: layer 'p' (Permute) has no valid dims");
}

TEST(KerasJson, RefusesGraphsThatAreNone) {
  json one = layer("ReLU", {{"name", "one"}});
  json other = layer("ReLU", {{"name", "other"}});
  one["inbound_nodes"] = json::parse(R"([[["other", 0, 0, {}]]])");
  other["inbound_nodes"] = json::parse(R"([[["one", 0, 0, {}]]])");
  EXPECT_EQ(complaint_about({{"class_name", "Model"}, {"config", {{"layers", {one, other}}}}}),
            "a.json: has layers that take what they make themselves");
  EXPECT_EQ(complaint_about({{"class_name", "Model"}, {"config", {{"layers", json::array({one})}}}}),
            "a.json: layer 'one' takes 'other', which no layer makes");
  EXPECT_EQ(complaint_about({{"class_name", "Model"}, {"config", {{"layers", {one, one}}}}}),
            "a.json: has two layers 'one'");
  EXPECT_EQ(complaint_about({{"class_name", "Model"}, {"config", json::object()}}), "a.json: has no list of layers");
  EXPECT_EQ(complaint_about({{"class_name", "Conv2D"}, {"config", json::object()}}),
            "a.json: is no Keras model: it has no class_name Sequential, Functional or Model; write it by "
            "model.to_json()");
}

TEST(KerasJson, RefusesHostileText) {
  EXPECT_EQ(complaint_about_text("{\"class_name\": "), "a.json:1:16: not valid JSON: it ends too early");
  EXPECT_EQ(complaint_about_text(std::string(100'000, '[')),
            "a.json: has lists and objects more than 400 deep in each other; is this the intended file?");
  // Each model calls the one in it twice, so that there would be 2^40 layers.
  json shared = sequential({layer("ReLU", {{"name", "relu"}})});
  for (int i = 0; i < 40; ++i) {
    shared["name"] = "inner";
    shared["inbound_nodes"] = json::parse(R"([[["in", 0, 0, {}]], [["inner", 0, 0, {}]]])");
    json in = input("in", {nullptr, 3});
    shared = {{"class_name", "Model"}, {"config", {{"layers", {in, shared}}}}};
  }
  EXPECT_EQ(complaint_about(shared), "a.json: calls more than 65536 layers");
}

TEST(KerasJson, SurvivesDamagedText) {
  json add = layer("Add", {{"name", "add"}});
  add["inbound_nodes"] = json::parse(R"([[["conv", 0, 0, {}], ["image", 0, 0, {}]]])");
  json conv = layer("Conv2D", {{"name", "conv"}, {"filters", 3}, {"kernel_size", {1, 1}}, {"padding", "same"}});
  conv["inbound_nodes"] = json::parse(R"([[["image", 0, 0, {}]]])");
  const json model{{"class_name", "Functional"},
                   {"config", {{"layers", {input("image", {nullptr, 8, 8, 3}), conv, add}}}}};
  const std::string whole = model.dump();
  EXPECT_EQ(complaint_about_text(whole), "none");
  for (std::size_t i = 0; i < whole.size(); ++i) {
    EXPECT_NE(complaint_about_text(whole.substr(0, i)), "none") << i;
    for (const char letter : {'0', '[', '"', '-', '\0', '\xff'}) {
      std::string damaged = whole;
      damaged[i] = letter;
      EXPECT_EQ(complaint_about_text(damaged).find('\n'), std::string::npos);
    }
  }
}

TEST(KerasJson, ChannelsAreKnownWhereSizesAreOpen) {
  const json conv = layer("Conv2D", {{"filters", 8}, {"kernel_size", {3, 3}}});
  const Model model = read(sequential({input("image", {nullptr, nullptr, nullptr, 3}), conv}));
  ASSERT_EQ(model.inputs.size(), 1U);
  EXPECT_FALSE(model.inputs.front());
  EXPECT_EQ(model.input_channels, 3);
  EXPECT_EQ(read(behind_image(conv)).input_channels, std::nullopt);
  const Result<ModelTrace> trace = trace_model(model, {PerAxis::all(64), std::nullopt, false});
  ASSERT_TRUE(trace);
  EXPECT_EQ(trace->inputs.front().shape, (MapShape{{3}, {64, 64}}));
}

TEST(KerasJson, LooksLikeItself) {
  EXPECT_TRUE(looks_like_keras_json(" {\"class_name\": \"Sequential\"}"));
  EXPECT_TRUE(looks_like_keras_json("{\"modelTopology\": {}}"));
  EXPECT_FALSE(looks_like_keras_json("{\"layers\": []}"));
  EXPECT_FALSE(looks_like_keras_json("Sequential(\n  (0): ReLU()\n)"));
  EXPECT_FALSE(looks_like_keras_json(""));
}

}  // namespace
}  // namespace convarith::testing::keras_json_test
