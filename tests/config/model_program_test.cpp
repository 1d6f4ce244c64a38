// Models as source of PyTorch and Keras.

#include "config/models/model_program.hpp"

#include <gtest/gtest.h>

#include <string>

#include "config/models/read_model.hpp"
#include "tests/config/model_words.hpp"

namespace convarith::testing::model_program_test {
namespace {

Result<Model> read(std::string_view text) {
  EXPECT_TRUE(looks_like_model_program(text)) << text;
  return read_model(text, "net.py");
}

std::string layers_of(std::string_view text) {
  return words_of_model(read(text));
}

std::string remarks_of(std::string_view text) {
  return remarks_of_model(read(text));
}

TEST(ModelProgram, TakesLinesInTheirOrderWhateverFormTheyHave) {
  const auto names_of = [](const std::string& text) {
    const Result<Model> model = read_model_program(text, "net.py");
    EXPECT_TRUE(model);
    std::string names;
    for (const ModelLayer& layer : model->layers) names += layer.type + " ";
    return names;
  };
  EXPECT_EQ(names_of("self.conv1 = nn.Conv2d(3, 64, 3)\nself.bn1 = nn.BatchNorm2d(64)\nreturn nn.Conv2d(64, 10, 1)\n"),
            "Conv2d BatchNorm2d Conv2d ");
  EXPECT_EQ(names_of("self.conv1 = nn.Conv2d(3, 8, 3)\nnn.ReLU()\nself.conv2 = nn.Conv2d(8, 8, 3)\n"),
            "Conv2d ReLU Conv2d ");
}

TEST(ModelProgram, SaysWhichLayersNothingApplies) {
  const Result<Model> model = read_model_program(
      "self.conv1 = nn.Conv2d(3, 64, 3)\nx = F.max_pool2d(x, 2)\nself.conv2 = nn.Conv2d(64, 64, 3)\n", "net.py");
  ASSERT_TRUE(model);
  EXPECT_EQ(model->remarks, std::vector<std::string>{"nothing applies conv1 (line 1), conv2 (line 3): left out"});
}

TEST(ModelProgram, ListsOfCalls) {
  constexpr std::string_view layers =
      "-1 : conv 1->6 k5 s-\n0 : keep\n1 : max k2 s-\n2 : flatten\n3 : linear 400->120\n";
  EXPECT_EQ(layers_of("nn.Conv2d(1, 6, 5)\nnn.ReLU()\nnn.MaxPool2d(2)\nnn.Flatten()\nnn.Linear(16 * 5 * 5, 120)\n"),
            layers);
  EXPECT_EQ(layers_of("nn.Conv2d(1, 6, 5); nn.ReLU(); nn.MaxPool2d(2)  # first\nnn.Flatten(), nn.Linear(400, 120),"),
            layers);
  EXPECT_EQ(
      layers_of("    nn.Conv2d(1, 6, 5),\n    nn.ReLU(),\n  nn.MaxPool2d(2),\nnn.Flatten(),\nnn.Linear(400, 120),\n"),
      layers);
  EXPECT_EQ(layers_of("nn.Conv2d(1,\u00A06, 5)\nnn.ReLU()\nnn.MaxPool2d(2)\nnn.Flatten()\nnn.Linear(400, 120)"),
            layers);
}

TEST(ModelProgram, NestedSequences) {
  EXPECT_EQ(layers_of("model = nn.Sequential(OrderedDict([\n  ('conv1', nn.Conv2d(1, 20, 5)),\n"
                      "  ('rest', nn.Sequential(nn.ReLU(), nn.MaxPool2d(2),)),\n])).to(device)\n"),
            "-1 conv1: conv 1->20 k5 s-\n0 rest.0: keep\n1 rest.1: max k2 s-\n");
  EXPECT_EQ(layers_of("layers = []\nfor i in range(2):\n    layers += [nn.Conv2d(3, 3, 3), nn.ReLU()]\nnet = "
                      "nn.Sequential(*layers)\n"),
            "-1 0: conv 3->3 k3 s-\n0 1: keep\n1 2: conv 3->3 k3 s-\n2 3: keep\n");
}

TEST(ModelProgram, ConsolesAndWrappers) {
  EXPECT_EQ(layers_of(">>> ngf = 64\n>>> model = nn.Sequential(\n...     spectral_norm(nn.Conv2d(nz, ngf * 8, 2**2 - "
                      "1, padding=(3-1)//2)),\n"
                      "...     norm_f(nn.Conv2d(width // 2, out, kernel_size=3)))\n"),
            "-1 0: conv 'nz'->512 k3 s-\n0 1: conv 'width // 2'->'out' k3 s-\n");
}

TEST(ModelProgram, AsManyGroupsAsChannelsIsDepthwise) {
  const Result<Model> model = read("nn.Conv2d(dim, dim, 7, padding=3, groups=dim)");
  ASSERT_TRUE(model);
  EXPECT_EQ(std::get<WindowLayer>(model->layers[0].action).options.depth_multiplier, 1);
}

constexpr std::string_view kClass = R"(
import torch.nn as nn
import torch.nn.functional as F

class Net(nn.Module):
    """A net."""

    def __init__(self, num_classes=10):
        super(Net, self).__init__()
        self.fc1 = nn.Linear(16 * 5 * 5, num_classes)
        self.conv1 = nn.Conv2d(3, 6, 5)
        self.pool = nn.MaxPool2d(2, 2)

    def forward(self, x):
        x = self.pool(F.relu(self.conv1(x)))
        y = F.max_pool2d(x, 2) + 1
        y = torch.cat([x, y], 1)
        y = y * torch.sigmoid(y)
        x = y.view(-1, self.num_features(y))
        return self.fc1(x)

    def num_features(self, x):
        n = 1
        for s in x.size()[1:]:
            n *= s
        return n
)";

TEST(ModelProgram, FollowsForward) {
  constexpr std::string_view layers =
      "-1 conv1: conv 3->6 k5 s-\n0 : keep\n1 pool: max k2 s2\n2 : max k2 s-\n2,3 : join 0\n4 : keep\n4,5 : product\n"
      "6 : flatten\n7 fc1: linear 400->10\n";
  EXPECT_EQ(layers_of(kClass), layers);
  EXPECT_EQ(remarks_of(kClass), "");
  EXPECT_EQ(layers_of(std::string(kClass) + "\nnet = Net()\ncriterion = nn.CrossEntropyLoss()\n"
                                            "for epoch in range(2):\n    for data in loader:\n        net(data)\n"),
            layers);
}

TEST(ModelProgram, FollowsClassesAndLoops) {
  EXPECT_EQ(layers_of(R"(
class Block(nn.Module):
    expansion = 2
    def __init__(self, inside, outside, stride=1):
        super().__init__()
        self.conv = nn.Conv2d(inside, outside, 3, stride=stride, padding=1)
        self.shortcut = None
        if stride != 1 or inside != outside:
            self.shortcut = nn.Sequential(nn.Conv2d(inside, outside, 1, stride))
    def forward(self, x):
        identity = x
        if self.shortcut is not None:
            identity = self.shortcut(x)
        out = self.conv(x)
        out += identity
        return out

class Net(nn.Module):
    def __init__(self, block):
        super().__init__()
        self.blocks = nn.ModuleList([block(8, 8) for _ in range(2)])
        self.last = block(8, 8 * block.expansion, 2)
    def forward(self, x):
        for each in self.blocks:
            x = each(x)
        return self.last(x)

net = Net(Block)
)"),
            "-1 blocks.0.conv: conv 8->8 k3 s1\n0,-1 blocks.0.(add): sum\n1 blocks.1.conv: conv 8->8 k3 s1\n"
            "2,1 blocks.1.(add): sum\n3 last.shortcut.0: conv 8->16 k1 s2\n3 last.conv: conv 8->16 k3 s2\n"
            "5,4 last.(add): sum\n");
}

TEST(ModelProgram, FollowsSizesAndDictionaries) {
  EXPECT_EQ(
      layers_of(R"(
cfg = {'small': [8, 'M'], 'large': [64]}
class Net(nn.Module):
    def __init__(self, name='small'):
        super().__init__()
        layers, channels = [], 3
        for each in cfg[name]:
            if each == 'M':
                layers += [nn.MaxPool2d(2)]
            else:
                layers += [nn.Conv2d(channels, int(round(each * 1.5)), 3)]
        self.features = nn.Sequential(*layers)
        self.fc = nn.Linear(12, 12)
    def forward(self, x):
        x = self.features(x)
        batch, channels, _, _ = x.size()
        y = F.adaptive_avg_pool2d(x, 1).view(batch, channels)
        y = self.fc(y).view(batch, x.shape[1], 1, 1)
        return x * y.expand_as(x)
)"),
      "-1 features.0: conv 3->12 k3 s-\n0 features.1: max k2 s-\n1 : avg to 1\n2 : reshape 12\n3 fc: linear 12->12\n"
      "4 : reshape 12 1 1\n1,5 : product\n");
}

TEST(ModelProgram, FallsBackOnTheOrderOfDefinition) {
  constexpr std::string_view text =
      "class Net(nn.Module):\n    def __init__(self):\n        self.a = nn.Conv2d(3, 8, 3)\n        self.b = "
      "nn.Linear(72, 2)\n"
      "    def forward(self, x):\n        for i in steps:\n            x = self.a(x)\n        return self.b(x)\n";
  EXPECT_EQ(layers_of(text), "-1 a: conv 3->8 k3 s-\n0 (flatten): flatten\n1 b: linear 72->2\n");
  EXPECT_EQ(
      remarks_of(text),
      "line 6: how often this loop runs is not known\n"
      "the layers are taken in the order in which they are defined, since what is done with them can't be followed\n"
      "a flattening, which the text does not show, is taken to stand before b\n");
}

TEST(ModelProgram, ReadsAPartOfAClass) {
  EXPECT_EQ(layers_of("        self.conv1 = nn.Conv2d(1, 32, 3)\n        self.drop = nn.Dropout(0.2)\n"),
            "-1 conv1: conv 1->32 k3 s-\n0 drop: keep\n");
  EXPECT_EQ(layers_of("def __init__(self):\n    self.a = nn.ReLU()\n    self.b = nn.Conv2d(1, 2, 3)\n"
                      "def forward(self, x):\n    return self.a(self.b(x))\n"),
            "-1 b: conv 1->2 k3 s-\n0 a: keep\n");
}

TEST(ModelProgram, ReadsSequentialModelsOfKeras) {
  const Result<Model> model = read(
      "model = keras.Sequential([\n  keras.Input(shape=(28, 28, 1)),\n  layers.Conv2D(32, kernel_size=(3, 3), "
      "activation='relu'),\n"
      "  layers.MaxPooling2D(),\n  layers.BatchNormalization(),\n  layers.Flatten(),\n  "
      "layers.Dense(num_classes),\n])\nmodel.summary()\n");
  EXPECT_EQ(words_of_model(model),
            "-1 0: conv ?->32 k3x3 s-\n0 1: max k2 s-\n1 2: keep 4 each\n2 3: flatten\n3 4: linear ?->'num_classes' "
            "per cell\n");
  ASSERT_TRUE(model);
  EXPECT_EQ(model->framework, Framework::keras);
  ASSERT_TRUE(model->inputs.at(0));
  EXPECT_EQ(model->inputs[0]->channels.number, 1);
  EXPECT_EQ(model->inputs[0]->sizes, (std::vector<int>{28, 28}));
}

TEST(ModelProgram, AddsLayersOfKeras) {
  constexpr std::string_view text =
      "model = Sequential()\nmodel.add(Convolution2D(32, 3, 3, input_shape=(28, 28, "
      "1)))\nmodel.add(Activation('relu'))\n"
      "model.add(ZeroPadding2D((1, 2)))\nmodel.add(Cropping2D(((1, 0), (0, 2))))\nmodel.add(UpSampling2D())\n"
      "model.add(GlobalAveragePooling2D())\n";
  const Result<Model> model = read(text);
  EXPECT_EQ(
      words_of_model(model),
      "-1 0: conv 1->32 k3x3 s-\n0 1: keep\n1 2: border 1,1 2,2\n2 3: border -1,0 0,-2\n3 4: repeat x2\n4 5: mean\n");
  ASSERT_TRUE(model && model->inputs.at(0));
  EXPECT_EQ(model->inputs[0]->sizes, (std::vector<int>{28, 28}));
  EXPECT_EQ(remarks_of(text),
            "line 2: Convolution2D(32, 3, 3) is read as in Keras 1, with a kernel of 3 x 3; if the last number is the "
            "stride, "
            "name it: strides=3\n");
}

TEST(ModelProgram, FollowsFunctionalModelsOfKeras) {
  EXPECT_EQ(
      layers_of("inputs = keras.Input(shape=(32, 32, 3))\nx = layers.Conv2D(8, 3, name='first')(inputs)\n"
                "y = layers.Conv2D(8, 3, padding='same')(x)\nx = layers.add([x, y])\nx = layers.Concatenate()([x, y])\n"
                "x = layers.Concatenate(axis=1)([x, x])\nmodel = keras.Model(inputs, x)\n"),
      "-1 first: conv ?->8 k3 s-\n0 : conv ?->8 k3 s-\n0,1 : sum\n2,1 : join 0\n3,3 : join 1\n");
  EXPECT_EQ(layers_of("def build(width=32):\n    i = layers.Input((8, 8, 3))\n    x = layers.Conv2D(width // 2, 3)(i)\n"
                      "    return keras.Model(i, x)\n"),
            "-1 : conv ?->16 k3 s-\n");
}

TEST(ModelProgram, AnUndefinedVariableIsTheInput) {
  EXPECT_EQ(layers_of("y = nn.Conv2d(3, 8, 3)(x)\nz = nn.ReLU()(x)\ny = torch.cat((y, z), dim=1)\n"),
            "-1 : conv 3->8 k3 s-\n-1 : keep\n0,1 : join 0\n");
}

TEST(ModelProgram, LayersThatAreAppliedAgainShareTheirWeights) {
  EXPECT_EQ(
      layers_of(
          "conv = nn.Conv2d(8, 8, 3)\nfc = nn.Linear(4, 2)\nrelu = nn.ReLU()\ny = fc(relu(conv(relu(conv(x)))))\n"),
      "-1 conv: conv 8->8 k3 s-\n0 relu: keep\n1 conv: conv 8->8 k3 s-, shared\n2 relu: keep\n"
      "3 fc: linear 4->2 on the last axis\n");
}

TEST(ModelProgram, FunctionsOnTensors) {
  EXPECT_EQ(
      layers_of(
          "x = torch.randn(1, 3, 32, 32)\nx = F.conv2d(x, torch.randn(8, 3, 5, 5), stride=2)\nx = F.pad(x, (1, 2))\n"
          "x = F.interpolate(x, scale_factor=0.5, mode='bilinear')\nx = F.avg_pool2d(x, 2, 2, 0, True)\n"
          "x = x.permute(0, 2, 3, 1)\nx = x.transpose(1, -1)\nx = x.mean([2, 3])\n"),
      "-1 : conv 3->8 k5x5 s2\n0 : border 0,0 1,2\n1 : interpolate x0.5\n2 : avg k2 s2\n3 : exchange 1 2 0\n"
      "4 : exchange 2 1 0\n5 : mean\n");
  EXPECT_EQ(
      layers_of("F.conv2d(x, w, stride=2)"),
      "net.py: column 13: the kernel of conv2d is the shape of its weights, which is not known; write the layer as "
      "nn.Conv2d, or the weights as torch.randn(filters, channels, ...)\n  F.conv2d(x, w, stride=2)\n              "
      "^\n");
}

TEST(ModelProgram, OtherLayersOfPyTorch) {
  EXPECT_EQ(
      layers_of(
          "nn.Upsample(scale_factor=2, mode='nearest')\nnn.PixelShuffle(2)\nnn.ZeroPad2d((0, 1, 2, "
          "3))\nnn.ReflectionPad2d(1)\n"
          "nn.Unfold(3, padding=1)\nnn.Unflatten(1, (2, 5, 5))\nnn.LayerNorm([4, 5])\nnn.PReLU(8)\nnn.LPPool2d(2, 3)\n"
          "nn.LazyConv2d(8, 3)\nnn.LazyLinear(10)\nnn.GroupNorm(2, 8)\n"),
      "-1 : repeat x2\n0 : shuffle 2\n1 : border 2,3 0,1\n2 : copied border 1,1 1,1\n3 : unfold k3\n4 : reshape 2 5 5\n"
      "5 : keep 40\n6 : keep 8\n7 : avg k3 s-\n8 : conv ?->8 k3 s-\n9 (flatten): flatten\n10 : linear ?->10\n11 : keep "
      "2 each\n");
}

TEST(ModelProgram, ProblemsAreAllReported) {
  EXPECT_EQ(
      layers_of("nn.Conv2d(3, 64, k)\nnn.Foo(3)\nnn.Conv2d(3, 64, 3, stride=(1, 2, 3))\n"),
      "net.py: line 1, column 18: kernel_size is k, whose value is not known; write a whole number or a tuple of 2 "
      "instead, or a line before that gives it a value\n  nn.Conv2d(3, 64, k)\n                   ^\n"
      "net.py: line 3, column 28: stride has 3 numbers, but Conv2d has 2 axes; give a whole number or a tuple of 2\n"
      "  nn.Conv2d(3, 64, 3, stride=(1, 2, 3))\n                             ^\n");
  EXPECT_EQ(layers_of("nn.Conv2d(3, 64, 3\nnn.ReLU()"),
            "net.py: line 1, column 10: '(' isn't closed; add ')'\n  nn.Conv2d(3, 64, 3\n           ^\n");
}

TEST(ModelProgram, UnknownLayersSayWhatCouldBeMeant) {
  EXPECT_EQ(layers_of("nn.Convd2(3, 4, 5)\nnn.Wonder()\n"),
            "-1 : unknown, did you mean Conv2d, Conv1d, Conv3d?\n0 : unknown\n");
}

TEST(ModelProgram, ShiftsAreProducts) {
  EXPECT_EQ(layers_of("c = 1 << 4\nnn.Conv2d(3, c << 1, 12 >> 2)\n"), "-1 : conv 3->32 k3 s-\n");
  EXPECT_NE(layers_of("nn.Conv2d(3, 8, 1 << 99)\n").find("whose value is not known"), std::string::npos);
}

TEST(ModelProgram, NumbersThatAreTooLargeAreNoNamesOfChannels) {
  const std::string said = layers_of("nn.Conv2d(3, 99999999999999999999, 3)\n");
  EXPECT_NE(said.find("out_channels is 99999999999999999999"), std::string::npos) << said;
}

TEST(ModelProgram, InputsOfAnySizeHaveChannels) {
  const Result<Model> model = read(
      "inputs = keras.Input(shape=(None, None, 3))\nx = layers.Conv2D(8, 3)(inputs)\nmodel = keras.Model(inputs, x)\n");
  ASSERT_TRUE(model);
  EXPECT_EQ(model->input_channels, 3);
}

TEST(ModelProgram, WhatIsNotKnownOfATensorIsAnUnknownLayer) {
  const auto net = [](const std::string& constructor, const std::string& forward) {
    return layers_of(
        "class Net(nn.Module):\n    def __init__(self, c, norm=nn.BatchNorm2d):\n        self.conv = nn.Conv2d(3, 8, "
        "3)\n        " +
        constructor + "\n    def forward(self, x):\n        x = self.conv(x)\n        " + forward +
        "\n        return F.relu(x)\n");
  };
  EXPECT_EQ(net("self.bn = norm(8)", "x = self.bn(x)"), "-1 conv: conv 3->8 k3 s-\n0 bn: keep 2 each\n1 : keep\n");
  constexpr std::string_view unknown =
      "-1 conv: conv 3->8 k3 s-\n0 next: unknown, give the text that defines it, too\n1 : keep\n";
  EXPECT_EQ(net("self.next = conv3x3(8, 8)", "x = self.next(x)"), unknown);
  EXPECT_EQ(net("self.next = c", "x = self.next(x)"), unknown);
  EXPECT_EQ(net("pass", "x = self.next(x)"), unknown);
  EXPECT_EQ(net("pass", "x = x[:, :4]"), "-1 conv: conv 3->8 k3 s-\n0 : unknown\n1 : keep\n");
  EXPECT_EQ(net("pass", "x, i = F.max_pool2d(x, 2, return_indices=True)"),
            "-1 conv: conv 3->8 k3 s-\n0 : max k2 s-\n1 : keep\n");
}

TEST(ModelProgram, HostileTextsAreRefused) {
  const auto says = [](const std::string& text, std::string_view words) {
    EXPECT_NE(words_of_model(read_model_program(text, "net.py")).find(words), std::string::npos);
  };
  says(std::string(1'000'000, '('), "isn't closed");
  says(std::string(100'000, '(') + std::string(100'000, ')'), "nested too deeply");
  says("nn.ReLU()" + std::string(100'000, '-') + "1", "nested too deeply");
  std::string sum = "x = 1";
  for (int i = 0; i < 100'000; ++i) sum += " + 1";
  says(sum, "nested too deeply");
  says("a = [nn.ReLU()]\n" + std::string("a = [a, a]\n") + "while True: pass\n", "");
  std::string doubling = "a = [nn.ReLU()]\n";
  for (int i = 0; i < 60; ++i) doubling += "a = [a, a]\n";
  says(doubling + "nn.Sequential(*a)", "does too much");
  says("def f(x):\n    return f(f(x))\nf(nn.ReLU())\n", "");
  says("s = nn.Sequential()\ns.add(s)\ns.add(nn.ReLU())\n", "");
  says("for i in range(10**9):\n    nn.ReLU()\nnn.ReLU()\n", "more than 65536 layers");
  says("x = 10**10**10\nnn.Conv2d(x, x, x)", "whose value is not known");
}

}  // namespace
}  // namespace convarith::testing::model_program_test
