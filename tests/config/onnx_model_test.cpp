// What layers become of the nodes of an ONNX file, and what becomes of files that are no such thing.

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <protozero/pbf_writer.hpp>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "arithmetic/operation.hpp"
#include "config/models/onnx_model.hpp"

namespace convarith::testing::onnx_model_test {
namespace {

using protozero::pbf_writer;

using Dims = std::vector<std::int64_t>;

/// What is written into a message.
using Fields = std::function<void(pbf_writer&)>;

Fields ints(const std::string& name, const Dims& numbers) {
  return [=](pbf_writer& attribute) {
    attribute.add_string(1, name);
    for (const std::int64_t number : numbers) attribute.add_int64(8, number);
  };
}

Fields number(const std::string& name, std::int64_t value) {
  return [=](pbf_writer& attribute) {
    attribute.add_string(1, name);
    attribute.add_int64(3, value);
  };
}

Fields text(const std::string& name, const std::string& value) {
  return [=](pbf_writer& attribute) {
    attribute.add_string(1, name);
    attribute.add_string(4, value);
  };
}

Fields body(const std::string& name) {
  return [=](pbf_writer& attribute) {
    attribute.add_string(1, name);
    attribute.add_message(6, std::string());
  };
}

/// Writes the bytes of an ONNX file, message by message.
class OnnxBytes {
 public:
  OnnxBytes& input(const std::string& name, const Dims& dims) {
    pbf_writer input(graph(), 11);
    input.add_string(1, name);
    pbf_writer type(input, 2);
    pbf_writer tensor(type, 1);
    tensor.add_int32(1, 1);
    pbf_writer shape(tensor, 2);
    for (const std::int64_t length : dims) {
      pbf_writer dim(shape, 1);
      if (length == kNamed) {
        dim.add_string(2, "N");
      } else {
        dim.add_int64(1, length);
      }
    }
    return *this;
  }

  /// Weights without their numbers, which no shape depends on.
  OnnxBytes& weights(const std::string& name, const Dims& dims) {
    pbf_writer tensor(graph(), 5);
    for (const std::int64_t length : dims) tensor.add_int64(1, length);
    tensor.add_int32(2, 1);
    tensor.add_string(8, name);
    return *this;
  }

  /// Whole numbers in a row, or a single one.
  OnnxBytes& wholes(const std::string& name, const Dims& numbers, bool is_row = true) {
    pbf_writer tensor(graph(), 5);
    if (is_row) tensor.add_int64(1, static_cast<std::int64_t>(numbers.size()));
    tensor.add_int32(2, 7);
    tensor.add_packed_int64(7, numbers.begin(), numbers.end());
    tensor.add_string(8, name);
    return *this;
  }

  OnnxBytes& floats(const std::string& name, const std::vector<float>& numbers) {
    pbf_writer tensor(graph(), 5);
    tensor.add_int64(1, static_cast<std::int64_t>(numbers.size()));
    tensor.add_int32(2, 1);
    tensor.add_string(8, name);
    tensor.add_bytes(9, reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(float));
    return *this;
  }

  OnnxBytes& node(const std::string& type, const std::vector<std::string>& inputs,
                  const std::vector<std::string>& outputs, const std::vector<Fields>& attributes = {},
                  const std::string& name = {}) {
    pbf_writer node(graph(), 1);
    for (const std::string& input : inputs) node.add_string(1, input);
    for (const std::string& output : outputs) node.add_string(2, output);
    if (!name.empty()) node.add_string(3, name);
    node.add_string(4, type);
    for (const Fields& fields : attributes) {
      pbf_writer attribute(node, 5);
      fields(attribute);
    }
    return *this;
  }

  std::string bytes() const {
    std::string model;
    pbf_writer writer(model);
    writer.add_int64(1, 8);
    writer.add_message(7, graph_);
    return model;
  }

  static constexpr std::int64_t kNamed = -2;

 private:
  pbf_writer& graph() { return writer_; }

  std::string graph_;
  pbf_writer writer_{graph_};
};

Model read(const OnnxBytes& file) {
  Result<Model> model = read_onnx_model(file.bytes(), "a.onnx");
  if (model) return *std::move(model);
  ADD_FAILURE() << to_line(model.problems().front());
  return {};
}

std::string complaint_about(const std::string& bytes) {
  const Result<Model> model = read_onnx_model(bytes, "a.onnx");
  if (model) return "none";
  return to_line(model.problems().front());
}

/// The action of the last layer.
template <class Action>
Action last(const OnnxBytes& file) {
  const Model model = read(file);
  if (model.layers.empty()) return {};
  const auto* const action = std::get_if<Action>(&model.layers.back().action);
  if (action == nullptr) ADD_FAILURE() << "another action: " << model.layers.back().action.index();
  return action == nullptr ? Action{} : *action;
}

std::string hint_of_last(const OnnxBytes& file) {
  return last<UnknownLayer>(file).hint;
}

OnnxBytes image() {
  OnnxBytes file;
  file.input("x", {OnnxBytes::kNamed, 3, 32, 24});
  return file;
}

TEST(OnnxModel, HasItsInputsWithoutTheBatch) {
  const Model model = read(OnnxBytes()
                               .input("image", {OnnxBytes::kNamed, 3, 32, 24})
                               .input("features", {1, 10})
                               .input("of_any_size", {1, 3, OnnxBytes::kNamed, 24})
                               .input("of_any_count", {1, OnnxBytes::kNamed, 7})
                               .input("w", {4, 3, 3, 3})
                               .weights("w", {4, 3, 3, 3})
                               .node("Relu", {"image"}, {"y"}));
  EXPECT_EQ(model.source, "a.onnx");
  EXPECT_EQ(model.framework, Framework::onnx);
  ASSERT_EQ(model.inputs.size(), 4U);
  EXPECT_EQ(model.inputs[0], (MapShape{{3}, {32, 24}}));
  EXPECT_EQ(model.inputs[1], (MapShape{{10}, {}}));
  EXPECT_FALSE(model.inputs[2]);
  EXPECT_EQ(model.inputs[3], (MapShape{{}, {7}}));
}

TEST(OnnxModel, ChannelsAreKnownWhereSizesAreOpen) {
  const auto channels_of = [](const Dims& dims) {
    return read(OnnxBytes().input("x", dims).node("Relu", {"x"}, {"y"})).input_channels;
  };
  constexpr std::int64_t open = OnnxBytes::kNamed;
  EXPECT_EQ(channels_of({open, 3, open, open}), 3);
  EXPECT_EQ(channels_of({open, open, open, open}), std::nullopt);
  EXPECT_EQ(channels_of({open, 3, 32, 24}), std::nullopt);
}

TEST(OnnxModel, ReadsConvolutions) {
  OnnxBytes file = image();
  file.weights("w", {8, 1, 3, 5}).weights("b", {8});
  file.node("Conv", {"x", "w", "b"}, {"y"},
            {ints("pads", {1, 2, 1, 0}), ints("strides", {2, 1}), ints("dilations", {1, 2}), number("group", 3),
             ints("kernel_shape", {3, 5})});
  const LayerOptions layer = last<WindowLayer>(file).options;
  EXPECT_EQ(layer.op, Operator::convolution);
  EXPECT_EQ(layer.dims, 2);
  EXPECT_EQ(layer.k, (PerAxis{3, 5}));
  EXPECT_EQ(layer.s, (PerAxis{2, 1}));
  EXPECT_EQ(layer.d, (PerAxis{1, 2}));
  EXPECT_EQ(layer.p, Padding(SidedPadding{{1, 1}, {2, 0}, {}, 2}));
  EXPECT_EQ(layer.channels, 3);
  EXPECT_EQ(layer.filters, 8);
  EXPECT_EQ(layer.groups, 3);
  EXPECT_EQ(layer.has_bias, true);
}

TEST(OnnxModel, ReadsKernelsOfWeightsAndRulesOfPadding) {
  OnnxBytes file = image();
  file.weights("w", {8, 3, 3, 5}).node("Conv", {"x", "w"}, {"y"}, {text("auto_pad", "SAME_LOWER")});
  const LayerOptions layer = last<WindowLayer>(file).options;
  EXPECT_EQ(layer.k, (PerAxis{3, 5}));
  EXPECT_EQ(layer.s, PerAxis::all(1));
  EXPECT_EQ(layer.p, Padding(PaddingRule::same_lower));
  EXPECT_EQ(layer.has_bias, false);
}

TEST(OnnxModel, ReadsTransposedConvolutions) {
  OnnxBytes file = image();
  file.weights("w", {3, 4, 3, 3});
  file.node("ConvTranspose", {"x", "w"}, {"y"}, {ints("strides", {2, 2}), ints("output_padding", {1, 0})});
  const LayerOptions layer = last<WindowLayer>(file).options;
  EXPECT_EQ(layer.transposed, true);
  EXPECT_EQ(layer.channels, 3);
  EXPECT_EQ(layer.filters, 4);
  EXPECT_EQ(layer.a, (PerAxis{1, 0}));
}

/// A transposed convolution with a stride of 2 on the image.
LayerOptions doubled(int kernel, const std::vector<Fields>& attributes) {
  OnnxBytes file = image();
  file.weights("w", {3, 4, kernel, kernel});
  std::vector<Fields> all{ints("strides", {2, 2})};
  all.insert(all.end(), attributes.begin(), attributes.end());
  file.node("ConvTranspose", {"x", "w"}, {"y"}, all);
  return last<WindowLayer>(file).options;
}

/// The size of a layer's output on the image, or the first problem.
std::string size_on_image(LayerOptions layer) {
  layer.n = PerAxis{32, 24};
  const Result<Operation> operation = make_operation(layer);
  if (!operation) return operation.problems().front().why;
  return std::to_string(operation->rows.output) + " x " + std::to_string(operation->cols.output);
}

TEST(OnnxModel, CutsTransposedConvolutionsToTheirSizesOrExtendsThem) {
  const LayerOptions cut = doubled(3, {ints("output_shape", {64, 48})});
  EXPECT_EQ(cut.output_size, (PerAxis{64, 48}));
  EXPECT_EQ(cut.a, PerAxis::all(0));  // so that the padding follows from the size
  EXPECT_EQ(size_on_image(cut), "64 x 48");
  // The kernel covers 65 x 49 cells.
  const LayerOptions extended = doubled(3, {ints("output_shape", {66, 50})});
  EXPECT_EQ(extended.a, PerAxis::all(1));
  EXPECT_EQ(size_on_image(extended), "66 x 50");
  const LayerOptions both = doubled(3, {ints("output_shape", {66, 40})});
  EXPECT_EQ(both.a, (PerAxis{1, 0}));
  EXPECT_EQ(size_on_image(both), "66 x 40");
  const LayerOptions beside = doubled(3, {ints("output_shape", {66, 48}), ints("output_padding", {0, 1})});
  EXPECT_EQ(beside.a, PerAxis::all(1));
  EXPECT_EQ(size_on_image(beside), "66 x 48");
  EXPECT_EQ(size_on_image(doubled(3, {ints("output_shape", {67, 48})})), "rows: the output can't have the size 67");
}

TEST(OnnxModel, MultipliesSizesByTheStrideBesideAnOutputPadding) {
  const LayerOptions upper = doubled(4, {text("auto_pad", "SAME_UPPER"), ints("output_padding", {1, 0})});
  EXPECT_EQ(upper.p, Padding(SidedPadding{{1, 2}, {1, 1}, {}}));
  EXPECT_EQ(size_on_image(upper), "64 x 48");
  const LayerOptions lower = doubled(4, {text("auto_pad", "SAME_LOWER"), ints("output_padding", {1, 0})});
  EXPECT_EQ(lower.p, Padding(SidedPadding{{2, 1}, {1, 1}, {}}));
  EXPECT_EQ(size_on_image(lower), "64 x 48");
}

TEST(OnnxModel, ReadsPoolings) {
  OnnxBytes file = image();
  file.node("MaxPool", {"x"}, {"y", "places"}, {ints("kernel_shape", {3, 3}), number("ceil_mode", 1)});
  const LayerOptions max = last<WindowLayer>(file).options;
  EXPECT_EQ(max.op, Operator::max_pooling);
  EXPECT_EQ(max.s, PerAxis::all(1));  // not the kernel, as in PyTorch
  EXPECT_EQ(max.ceil_mode, true);
  file.node("AveragePool", {"y"}, {"z"}, {ints("kernel_shape", {3, 3}), ints("pads", {2, 2, 2, 2})});
  const LayerOptions average = last<WindowLayer>(file).options;
  EXPECT_EQ(average.op, Operator::average_pooling);
  EXPECT_EQ(average.count_include_pad, false);
  EXPECT_EQ(average.p, Padding(PerAxis::all(2)));  // more than half the kernel
  file.node("GlobalAveragePool", {"z"}, {"g"});
  EXPECT_EQ(last<Reduction>(file), (Reduction{{}, true, Reduction::Kind::mean}));
}

TEST(OnnxModel, FollowsBranches) {
  OnnxBytes file = image();
  file.weights("w", {3, 3, 1, 1});
  file.node("Conv", {"x", "w"}, {"a"}).node("Relu", {"x"}, {"b"}).node("Add", {"a", "b"}, {"c"});
  file.node("Mul", {"c", "a"}, {"d"}).node("Concat", {"d", "x"}, {"e"}, {number("axis", -3)});
  const Model model = read(file);
  ASSERT_EQ(model.layers.size(), 5U);
  EXPECT_EQ(model.layers[0].inputs, std::vector{-1});
  EXPECT_EQ(model.layers[2].inputs, (std::vector{0, 1}));
  EXPECT_EQ(model.layers[2].action, LayerAction(Join{Join::Kind::sum}));
  EXPECT_EQ(model.layers[3].action, LayerAction(Join{Join::Kind::product}));
  EXPECT_EQ(model.layers[4].action, LayerAction(Join{Join::Kind::concatenation, 0}));
  EXPECT_EQ(model.layers[4].place, "node 4");
  EXPECT_EQ(model.layers[4].type, "Concat");
}

TEST(OnnxModel, CountsWeightsOfNormalizationsAndOffsets) {
  OnnxBytes file = image();
  for (const char* name : {"scale", "offset", "mean", "variance"}) file.weights(name, {3});
  file.node("BatchNormalization", {"x", "scale", "offset", "mean", "variance"}, {"y"});
  EXPECT_EQ(last<ShapeKeeper>(file).weights, 6);
  file.weights("more", {3, 1, 1}).node("Add", {"y", "more"}, {"z"});
  EXPECT_EQ(last<ShapeKeeper>(file).weights, 3);
  file.weights("repeats", {2, 3, 32, 24}).node("Add", {"z", "repeats"}, {"all"});
  EXPECT_EQ(hint_of_last(file), "it repeats maps");
}

TEST(OnnxModel, ReadsFullyConnectedLayers) {
  OnnxBytes file = image();
  file.weights("w", {10, 2304}).weights("b", {10});
  file.node("Flatten", {"x"}, {"f"}).node("Gemm", {"f", "w", "b"}, {"y"}, {number("transB", 1)});
  EXPECT_EQ(last<Linear>(file), (Linear{{2304}, {10}, true}));
  file.weights("v", {10, 4}).node("MatMul", {"y", "v"}, {"z"});
  EXPECT_EQ(last<Linear>(file), (Linear{{10}, {4}, false, false, false, true}));
  file.weights("u", {24, 5}).node("MatMul", {"x", "u"}, {"t"});
  EXPECT_EQ(last<Linear>(file), (Linear{{24}, {5}, false, true, true, true}));
}

TEST(OnnxModel, SaysWhichLayersShareTheirWeights) {
  OnnxBytes file = image();
  file.weights("w", {3, 3, 1, 1}).node("Conv", {"x", "w"}, {"a"}).node("Conv", {"a", "w"}, {"b"});
  const Model model = read(file);
  EXPECT_FALSE(model.layers[0].shares_weights);
  EXPECT_TRUE(model.layers[1].shares_weights);
}

TEST(OnnxModel, ReshapesBySizesThatNodesCompute) {
  OnnxBytes file = image();
  file.wholes("zero", {0}, false).wholes("axes", {0}).wholes("rest", {-1});
  file.node("Shape", {"x"}, {"shape"}).node("Gather", {"shape", "zero"}, {"batch"});
  file.node("Unsqueeze", {"batch", "axes"}, {"row"});
  file.node("Concat", {"row", "rest"}, {"sizes"}, {number("axis", 0)}).node("Reshape", {"x", "sizes"}, {"y"});
  const Model model = read(file);
  ASSERT_EQ(model.layers.size(), 1U);
  EXPECT_EQ(model.layers[0].action, LayerAction(Flatten{}));
}

TEST(OnnxModel, ReshapesWithoutTheBatch) {
  OnnxBytes file = image();
  file.wholes("groups", {0, 3, -1, 24}).node("Reshape", {"x", "groups"}, {"y"});
  EXPECT_EQ(last<Reshape>(file), (Reshape{{3, 32, 24}}));
  file.wholes("mixed", {3, 32, 24}).node("Reshape", {"x", "mixed"}, {"z"});
  EXPECT_EQ(hint_of_last(file), "it mixes the batch with other axes");
}

TEST(OnnxModel, ShufflesChannels) {
  OnnxBytes file;
  file.input("x", {1, 6, 8, 8}).wholes("apart", {1, 2, 3, 8, 8}).wholes("together", {1, -1, 8, 8});
  file.node("Reshape", {"x", "apart"}, {"a"}).node("Transpose", {"a"}, {"b"}, {ints("perm", {0, 2, 1, 3, 4})});
  file.node("Reshape", {"b", "together"}, {"c"});
  const Model model = read(file);
  ASSERT_EQ(model.layers.size(), 3U);
  EXPECT_EQ(model.layers[1].action, LayerAction(Transposition{{1, 0, 2, 3}}));
  EXPECT_EQ(model.layers[2].action, LayerAction(Reshape{{6, 8, 8}}));
}

TEST(OnnxModel, SlicesChannelsAndBorders) {
  OnnxBytes file;
  file.input("x", {1, 6, 8, 8}).wholes("1", {1}).wholes("3", {3}).wholes("end", {INT64_MAX});
  file.node("Slice", {"x", "1", "3", "1"}, {"a"});
  EXPECT_EQ(last<ChannelSlice>(file), (ChannelSlice{1, 2}));
  file.node("Slice", {"x", "1", "end", "3"}, {"b"});
  EXPECT_EQ(last<Border>(file), (Border{{{0, 0}, {-1, 0}}, false}));
  file.node("Split", {"x"}, {"c", "d"}, {number("axis", 1), ints("split", {2, 4})});
  EXPECT_EQ(last<ChannelSlice>(file), (ChannelSlice{2, 4}));
  file.wholes("places", {4, 5}).node("Gather", {"x", "places"}, {"e"}, {number("axis", 1)});
  EXPECT_EQ(last<ChannelSlice>(file), (ChannelSlice{4, 2}));
  const Model model = read(file);
  EXPECT_EQ(model.layers[2].name, "Split_2");
  EXPECT_EQ(model.layers[3].name, "Split_2:1");
}

TEST(OnnxModel, PadsEnlargesAndReduces) {
  OnnxBytes file = image();
  file.node("Pad", {"x"}, {"a"}, {ints("pads", {0, 0, 1, 2, 0, 0, 3, 4}), text("mode", "reflect")});
  EXPECT_EQ(last<Border>(file), (Border{{{1, 3}, {2, 4}}, true, PaddingMode::reflect}));
  file.floats("scales", {1, 1, 2, 1.5}).node("Resize", {"x", "", "scales"}, {"b"}, {text("mode", "linear")});
  EXPECT_EQ(last<Upsampling>(file), (Upsampling{{2, 1.5}, {}, true}));
  file.wholes("sizes", {1, 3, 64, 48}).node("Resize", {"x", "", "", "sizes"}, {"c"});
  EXPECT_EQ(last<Upsampling>(file), (Upsampling{{}, {64, 48}, false}));
  file.node("DepthToSpace", {"x"}, {"d"}, {number("blocksize", 2)});
  EXPECT_EQ(last<PixelShuffle>(file), (PixelShuffle{2, false}));
  file.node("ReduceMean", {"x"}, {"e"}, {ints("axes", {-1, 2}), number("keepdims", 0)});
  EXPECT_EQ(last<Reduction>(file), (Reduction{{}, false, Reduction::Kind::mean}));
  file.node("ReduceMax", {"x"}, {"f"}, {ints("axes", {1})});
  EXPECT_EQ(last<Reduction>(file), (Reduction{{0}, true, Reduction::Kind::maximum}));
  file.node("Squeeze", {"f"}, {"g"}, {ints("axes", {1})});
  EXPECT_EQ(last<Reshape>(file), (Reshape{{32, 24}}));
}

TEST(OnnxModel, NamesLayersByTheirModules) {
  OnnxBytes file = image();
  file.weights("w", {3, 3, 1, 1}).weights("head.weight", {3, 3, 1, 1});
  file.node("Conv", {"x", "w"}, {"a"}, {}, "/layer1/layer1.0/conv1/Conv");
  file.node("Relu", {"a"}, {"b"}, {}, "/layer1/layer1.0/relu/Relu");
  file.node("Relu", {"b"}, {"c"}, {}, "/layer1/layer1.0/relu/Relu_1");
  file.node("Add", {"c", "x"}, {"d"}, {}, "/layer1/layer1.0/Add");
  file.node("Conv", {"d", "head.weight"}, {"e"}).node("Relu", {"e"}, {"f"}, {}, "last").node("Tanh", {"f"}, {"g"});
  file.node("Relu", {"g"}, {"h"}, {}, "last");
  std::vector<std::string> names;
  for (const ModelLayer& layer : read(file).layers) names.push_back(layer.name);
  const std::vector<std::string> expected{"layer1.0.conv1", "layer1.0.relu", "layer1.0.relu_1", "layer1.0.Add",
                                          "head",           "last",          "Tanh_6",          "last_1"};
  EXPECT_EQ(names, expected);
}

TEST(OnnxModel, KeepsWhatItDoesNotKnow) {
  OnnxBytes file = image();
  file.node("LSTM", {"x"}, {"a", "h"}).node("If", {}, {"b"}, {body("then_branch")}).node("Add", {"a", "b"}, {"c"});
  const Model model = read(file);
  ASSERT_EQ(model.layers.size(), 3U);
  EXPECT_EQ(model.layers[0].action, LayerAction(UnknownLayer{}));
  EXPECT_EQ(model.layers[1].action, LayerAction(UnknownLayer{}));
  EXPECT_EQ(model.layers[2].inputs, (std::vector{0, 1}));
}

TEST(OnnxModel, RefusesGraphsThatAreNone) {
  EXPECT_EQ(complaint_about(image().node("Relu", {"y"}, {"z"}).node("Relu", {"x"}, {"y"}).bytes()),
            "a.onnx: node 0 (Relu) takes 'y', which only node 1 makes: nodes must come behind their inputs");
  EXPECT_EQ(complaint_about(image().node("Relu", {"z"}, {"z"}).bytes()),
            "a.onnx: node 0 (Relu) takes 'z', which only node 0 makes: nodes must come behind their inputs");
  EXPECT_EQ(complaint_about(image().node("Relu", {"lost"}, {"z"}).bytes()),
            "a.onnx: node 0 (Relu) takes 'lost', which nothing makes");
  EXPECT_EQ(complaint_about(image().node("Relu", {"x"}, {"x"}).bytes()),
            "a.onnx: node 0 (Relu) makes 'x', which is there already");
  EXPECT_EQ(complaint_about(std::string("\x08\x08", 2)), "a.onnx: has no graph; give an ONNX file of a whole model");
  EXPECT_EQ(complaint_about(image().weights("w", {1}).bytes()),
            "a.onnx: has no layers; give an ONNX file of a whole model");
}

TEST(OnnxModel, RefusesNumbersThatNoLayerHas) {
  const auto with = [](const std::vector<Fields>& attributes) {
    return complaint_about(image().weights("w", {8, 3, 3, 3}).node("Conv", {"x", "w"}, {"y"}, attributes).bytes());
  };
  EXPECT_EQ(with({ints("strides", {2, -1})}),
            "a.onnx: node 0 (Conv) has -1 as strides, which must be from 1 to 2147483647");
  EXPECT_EQ(with({ints("pads", {1, 1})}), "a.onnx: node 0 (Conv) has 2 numbers as pads, but needs 4");
  EXPECT_EQ(with({ints("dilations", {1, INT64_MAX})}),
            "a.onnx: node 0 (Conv) has 9223372036854775807 as dilations, which must be from 1 to 2147483647");
  EXPECT_EQ(with({number("group", 0)}), "a.onnx: node 0 (Conv) has a group that is no number of groups");
  EXPECT_EQ(complaint_about(image().weights("w", {8, -3}).bytes()), "a.onnx: 'w' can't have a length of -3");
  EXPECT_EQ(complaint_about(image().weights("w", {1LL << 62, 1LL << 62, 1LL << 62}).node("Relu", {"x"}, {"y"}).bytes()),
            "none");
}

TEST(OnnxModel, RefusesTooManyNodes) {
  OnnxBytes file = image();
  for (int i = 0; i <= 65536; ++i) file.node("Constant", {}, {});
  EXPECT_EQ(complaint_about(file.bytes()), "a.onnx: has more nodes than are read, which is 65536 at most");
}

/// A file with something of everything.
std::string varied_file() {
  OnnxBytes file = image();
  file.weights("w", {8, 3, 3, 3}).weights("b", {8}).wholes("sizes", {0, -1}).floats("scales", {1, 1, 2, 2});
  file.node("Conv", {"x", "w", "b"}, {"a"}, {ints("pads", {1, 1, 1, 1}), ints("strides", {2, 2})}, "/c/Conv");
  file.node("MaxPool", {"a"}, {"p"}, {ints("kernel_shape", {2, 2}), text("auto_pad", "SAME_UPPER")});
  file.node("Resize", {"p", "", "scales"}, {"r"}).node("Split", {"r"}, {"s", "t"}, {number("axis", 1)});
  file.node("Shape", {"r"}, {"shape"}).node("Concat", {"s", "t"}, {"u"}, {number("axis", 1)});
  file.node("Pad", {"u"}, {"v"}, {ints("pads", {0, 0, 1, 1, 0, 0, 1, 1})});
  file.node("Transpose", {"v"}, {"o"}, {ints("perm", {0, 2, 3, 1})}).node("Reshape", {"o", "sizes"}, {"f"});
  return file.bytes();
}

TEST(OnnxModel, RefusesFilesThatAreCutOff) {
  const std::string whole = varied_file();
  EXPECT_EQ(complaint_about(whole), "none");
  EXPECT_TRUE(looks_like_onnx_model(whole));
  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_NE(complaint_about(whole.substr(0, length)), "none") << length;
  }
}

TEST(OnnxModel, SurvivesDamagedFiles) {
  const std::string whole = varied_file();
  std::mt19937 random(7);
  for (std::size_t place = 0; place < whole.size(); ++place) {
    for (const int change : {1, 0x80, 0xff, static_cast<int>(random() % 256)}) {
      std::string damaged = whole;
      damaged[place] = static_cast<char>(damaged[place] ^ change);
      const std::string line = complaint_about(damaged);
      EXPECT_EQ(line.find('\n'), std::string::npos) << line;
    }
  }
}

TEST(OnnxModel, IsNoText) {
  EXPECT_FALSE(looks_like_onnx_model(""));
  EXPECT_FALSE(looks_like_onnx_model("{\"class_name\": \"Sequential\"}"));
  EXPECT_FALSE(looks_like_onnx_model("Sequential(\n  (0): Conv2d(1, 6, kernel_size=(5, 5))\n)"));
}

}  // namespace
}  // namespace convarith::testing::onnx_model_test
