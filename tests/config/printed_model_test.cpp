// What PyTorch's print(model) writes. The texts are shortened from what it wrote.

#include "config/models/printed_model.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "config/models/read_model.hpp"
#include "tests/config/model_words.hpp"

namespace convarith::testing::printed_model_test {
namespace {

Result<Model> read(std::string_view text) {
  EXPECT_TRUE(looks_like_printed_model(text)) << text;
  return read_model(text, "net.txt");
}

std::string layers_of(std::string_view text) {
  return words_of_model(read(text));
}

std::string remarks_of(std::string_view text) {
  return remarks_of_model(read(text));
}

constexpr std::string_view kNested = R"(Net(
  (features): Sequential(
    (0): Conv2d(3, 64, kernel_size=(7, 7), stride=(2, 2), padding=(3, 3), bias=False)
    (1): BatchNorm2d(64, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)
    (2): ReLU(inplace=True)
    (3): MaxPool2d(kernel_size=3, stride=2, padding=1, dilation=1, ceil_mode=False)
  )
  (avgpool): AdaptiveAvgPool2d(output_size=(1, 1))
  (fc): Linear(in_features=64, out_features=10, bias=True)
)
)";

constexpr std::string_view kNestedLayers =
    "-1 features.0: conv 3->64 k7x7 s2x2\n"
    "0 features.1: keep 2 each\n"
    "1 features.2: keep\n"
    "2 features.3: max k3 s2\n"
    "3 avgpool: avg to 1x1\n"
    "4 (flatten): flatten\n"
    "5 fc: linear 64->10\n";

TEST(PrintedModel, BlocksGiveNamesTheirPath) {
  EXPECT_EQ(layers_of(kNested), kNestedLayers);
}

TEST(PrintedModel, LayersKnowTheirCallAndPlace) {
  const Result<Model> model = read(kNested);
  ASSERT_TRUE(model);
  EXPECT_EQ(model->source, "net.txt");
  EXPECT_EQ(model->framework, Framework::pytorch);
  EXPECT_EQ(model->inputs.size(), 1u);
  EXPECT_EQ(model->layers[3].type, "MaxPool2d");
  EXPECT_EQ(model->layers[3].call, "MaxPool2d(kernel_size=3, stride=2, padding=1, dilation=1, ceil_mode=False)");
  EXPECT_EQ(model->layers[3].place, "line 6");
}

TEST(PrintedModel, SaysWhatIsImplied) {
  EXPECT_EQ(remarks_of(kNested), "a flattening, which the text does not show, is taken to stand before fc\n");
  EXPECT_EQ(
      layers_of("Net(\n  (conv): Conv2d(3, 8, kernel_size=(3, 3))\n  (fc): Linear(in_features=8, out_features=2)\n)"),
      "-1 conv: conv 3->8 k3x3 s-\n0 (mean): mean\n1 fc: linear 8->2\n");
}

TEST(PrintedModel, CopiesAreRepeated) {
  EXPECT_EQ(layers_of("Net(\n  (blocks): Sequential(\n    (0): ReLU()\n    (1-2): 2 x Block(\n"
                      "      (conv): Conv2d(8, 8, kernel_size=(3, 3), stride=(1, 1))\n    )\n  )\n)"),
            "-1 blocks.0: keep\n0 blocks.1.conv: conv 8->8 k3x3 s1x1\n1 blocks.2.conv: conv 8->8 k3x3 s1x1\n");
}

TEST(PrintedModel, ReadsOldVersions) {
  EXPECT_EQ(layers_of("Net (\n  (conv1): Conv2d (3, 6, kernel_size=(5, 5), stride=(1, 1))\n"
                      "  (pool): MaxPool2d (size=(2, 2), stride=(2, 2), dilation=(1, 1))\n"
                      "  (fc1): Linear (400 -> 120)\n  (relu): ReLU (inplace)\n  (drop): Dropout (p = 0.5)\n)"),
            "-1 conv1: conv 3->6 k5x5 s1x1\n0 pool: max k2x2 s2x2\n1 (flatten): flatten\n2 fc1: linear 400->120\n"
            "3 relu: keep\n4 drop: keep\n");
  EXPECT_EQ(layers_of("nn.Sequential {\n  (0): Conv2d(3, 6, kernel_size=(5, 5), stride=(1, 1))\n  (1): ReLU()\n}"),
            "-1 0: conv 3->6 k5x5 s1x1\n0 1: keep\n");
}

TEST(PrintedModel, PassesOverWhatIsCopiedAlong) {
  for (const std::string_view prefix : {"    ", "> ", "| ", "# ", "12: ", "\u00A0\u00A0"}) {
    std::string text = ">>> print(model)\n";
    std::string_view rest = kNested;
    while (!rest.empty()) {
      const std::size_t end = rest.find('\n') + 1;
      text += std::string(prefix) + std::string(rest.substr(0, end));
      rest.remove_prefix(end);
    }
    EXPECT_EQ(layers_of(text), kNestedLayers) << text;
  }
  EXPECT_EQ(layers_of("Out[3]: \n" + std::string(kNested)), kNestedLayers);
  EXPECT_EQ(layers_of("Out[3]: " + std::string(kNested)), kNestedLayers);
}

TEST(PrintedModel, ReadsAPart) {
  EXPECT_EQ(layers_of("(conv1): Conv1d(1, 8, kernel_size=(3,), stride=(1,))\n(relu): ReLU()"),
            "-1 conv1: conv 1->8 k3 s1\n0 relu: keep\n");
}

TEST(PrintedModel, ADownsampleBeginsWithItsBlock) {
  constexpr std::string_view text = R"(Net(
  (layer2): Sequential(
    (0): BasicBlock(
      (conv1): Conv2d(64, 128, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), bias=False)
      (conv2): Conv2d(128, 128, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1), bias=False)
      (downsample): Sequential(
        (0): Conv2d(64, 128, kernel_size=(1, 1), stride=(2, 2), bias=False)
      )
    )
    (1): BasicBlock(
      (conv1): Conv2d(128, 128, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1), bias=False)
    )
  )
))";
  EXPECT_EQ(layers_of(text),
            "-1 layer2.0.conv1: conv 64->128 k3x3 s2x2\n"
            "0 layer2.0.conv2: conv 128->128 k3x3 s1x1\n"
            "-1 layer2.0.downsample.0: conv 64->128 k1x1 s2x2\n"
            "1 layer2.1.conv1: conv 128->128 k3x3 s1x1\n");
  EXPECT_EQ(
      remarks_of(text),
      "the print does not say how branches are joined: those named downsample or shortcut are taken to begin where "
      "their block does, and the model goes on from the block's other layers\n");
}

TEST(PrintedModel, ADownsampleThatTakesTheLastChannelsStandsInOrder) {
  EXPECT_EQ(
      layers_of(
          "Net(\n  (stem): Conv2d(3, 16, kernel_size=(4, 4))\n  (downsample): Conv2d(16, 32, kernel_size=(2, 2))\n"
          "  (head): Conv2d(32, 8, kernel_size=(1, 1))\n)"),
      "-1 stem: conv 3->16 k4x4 s-\n0 downsample: conv 16->32 k2x2 s-\n1 head: conv 32->8 k1x1 s-\n");
}

TEST(PrintedModel, BranchesAreJoinedByChannels) {
  EXPECT_EQ(
      layers_of("Net(\n  (a): Inception(\n    (branch1): Conv2d(8, 4, kernel_size=(1, 1))\n    (branch2): Sequential(\n"
                "      (0): Conv2d(8, 2, kernel_size=(1, 1))\n      (1): Conv2d(2, 6, kernel_size=(3, 3), padding=(1, "
                "1))\n    )\n  )\n"
                "  (b): ReLU()\n)"),
      "-1 a.branch1: conv 8->4 k1x1 s-\n-1 a.branch2.0: conv 8->2 k1x1 s-\n1 a.branch2.1: conv 2->6 k3x3 s-\n"
      "0,2 a.(cat): join 0\n3 b: keep\n");
}

TEST(PrintedModel, StepsOfABranchFollowEachOther) {
  EXPECT_EQ(
      layers_of(
          "Net(\n  (a): InceptionE(\n    (branch3x3_1): Conv2d(8, 4, kernel_size=(1, 1))\n"
          "    (branch3x3_2a): Conv2d(4, 5, kernel_size=(1, 1))\n    (branch3x3_2b): Conv2d(4, 6, kernel_size=(1, 1))\n"
          "    (branch_pool): Conv2d(8, 7, kernel_size=(1, 1))\n  )\n)"),
      "-1 a.branch3x3_1: conv 8->4 k1x1 s-\n0 a.branch3x3_2a: conv 4->5 k1x1 s-\n0 a.branch3x3_2b: conv 4->6 k1x1 s-\n"
      "-1 a.branch_pool: conv 8->7 k1x1 s-\n1,2,3 a.(cat): join 0\n");
}

TEST(PrintedModel, KnowsFireDenseAndSqueezeBlocks) {
  EXPECT_EQ(
      layers_of(
          "Net(\n  (f): Fire(\n    (squeeze): Conv2d(8, 2, kernel_size=(1, 1))\n    (squeeze_activation): ReLU()\n"
          "    (expand1x1): Conv2d(2, 4, kernel_size=(1, 1))\n    (expand1x1_activation): ReLU()\n"
          "    (expand3x3): Conv2d(2, 4, kernel_size=(3, 3))\n  )\n)"),
      "-1 f.squeeze: conv 8->2 k1x1 s-\n0 f.squeeze_activation: keep\n1 f.expand1x1: conv 2->4 k1x1 s-\n"
      "2 f.expand1x1_activation: keep\n1 f.expand3x3: conv 2->4 k3x3 s-\n3,4 f.(cat): join 0\n");
  EXPECT_EQ(
      layers_of("Net(\n  (d): _DenseBlock(\n    (denselayer1): _DenseLayer(\n      (conv1): Conv2d(8, 4, "
                "kernel_size=(1, 1))\n    )\n"
                "    (denselayer2): _DenseLayer(\n      (conv1): Conv2d(12, 4, kernel_size=(1, 1))\n    )\n  )\n)"),
      "-1 d.denselayer1.conv1: conv 8->4 k1x1 s-\n-1,0 d.(cat): join 0\n"
      "1 d.denselayer2.conv1: conv 12->4 k1x1 s-\n1,2 d.(cat): join 0\n");
  EXPECT_EQ(
      layers_of("Net(\n  (se): SELayer(\n    (avg_pool): AdaptiveAvgPool2d(output_size=1)\n    (fc): Sequential(\n"
                "      (0): Linear(in_features=8, out_features=2, bias=False)\n    )\n  )\n)"),
      "-1 se.avg_pool: avg to 1\n0 (flatten): flatten\n1 se.fc.0: linear 8->2 no bias\n2 se.(view): reshape -1 1 1\n"
      "-1,3 se.(mul): product\n");
}

TEST(PrintedModel, HalvesOfShuffleNet) {
  EXPECT_EQ(
      layers_of("Net(\n  (c): Conv2d(3, 8, kernel_size=(1, 1))\n  (u): InvertedResidual(\n    (branch1): Sequential()\n"
                "    (branch2): Sequential(\n      (0): Conv2d(4, 4, kernel_size=(1, 1))\n    )\n  )\n)"),
      "-1 c: conv 3->8 k1x1 s-\n0 u.(chunk): slice 0+4\n0 u.(chunk): slice 4+4\n2 u.branch2.0: conv 4->4 k1x1 s-\n"
      "1,3 u.(cat): join 0\n");
}

TEST(PrintedModel, LayersCanHavePartsOfTheirOwn) {
  EXPECT_EQ(
      layers_of(
          "Net(\n  (conv): ParametrizedConv2d(\n    3, 8, kernel_size=(3, 3), stride=(1, 1)\n    (parametrizations): "
          "ModuleDict(\n"
          "      (weight): ParametrizationList(\n        (0): _WeightNorm()\n      )\n    )\n  )\n"
          "  (bn): BatchNormAct2d(\n    32, eps=0.001\n    (drop): Identity()\n    (act): SiLU(inplace=True)\n  )\n)"),
      "-1 conv: conv 3->8 k3x3 s1x1\n0 bn: keep 2 each\n1 bn.drop: keep\n2 bn.act: keep\n");
}

TEST(PrintedModel, LazyLayersAreOpen) {
  EXPECT_EQ(layers_of("Sequential(\n  (0): LazyConv2d(0, 96, kernel_size=(11, 11), stride=(4, 4), padding=(1, 1))\n"
                      "  (1): LazyBatchNorm2d(0, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)\n"
                      "  (2): Flatten(start_dim=1, end_dim=-1)\n"
                      "  (3): LazyLinear(in_features=0, out_features=4096, bias=True)\n)"),
            "-1 0: conv ?->96 k11x11 s4x4\n0 1: keep 2 each\n1 2: flatten\n2 3: linear ?->4096\n");
}

TEST(PrintedModel, CanStandOnOneLine) {
  std::string line(kNested);
  std::replace(line.begin(), line.end(), '\n', ' ');
  EXPECT_EQ(layers_of(line), kNestedLayers);
  EXPECT_FALSE(looks_like_printed_model("if (x): Conv2d(1, 1, 1)"));
}

TEST(PrintedModel, NoMeanStandsBeforeTokens) {
  constexpr std::string_view text =
      "Net(\n  (proj): Conv2d(3, 768, kernel_size=(16, 16), stride=(16, 16))\n  (blocks): Sequential(\n"
      "    (0): Block(\n      (attn): Attention(\n"
      "        (qkv): Linear(in_features=768, out_features=2304, bias=True)\n      )\n    )\n  )\n)";
  EXPECT_EQ(
      layers_of(text),
      "-1 proj: conv 3->768 k16x16 s16x16\n0 blocks.0.attn.qkv: unknown, it stands in an attention or beside one, "
      "where a print doesn't show what it takes\n");
  EXPECT_EQ(remarks_of(text), "");
}

TEST(PrintedModel, SaysWhatPrintsDoNotShow) {
  EXPECT_EQ(read(kNested)->misfit_hint,
            "a print doesn't show functional layers, layers that are used twice, or how branches join; the source of "
            "forward() does");
}

TEST(PrintedModel, UnknownLayersSayWhatCouldBeMeant) {
  EXPECT_EQ(layers_of("Net(\n  (a): Conv2f(3, 4)\n  (b): Wonder(1 <- 2, ...)\n)"),
            "-1 a: unknown, did you mean Conv2d, Conv2D, Conv1d?\n0 b: unknown\n");
}

TEST(PrintedModel, ProblemsShowTheirPlace) {
  EXPECT_EQ(
      layers_of("Net(\n  (a): ReLU()\n  (b): Conv2d(3, 8, kernel_size=(3, x))\n)"),
      "net.txt: line 3, column 37: kernel_size is x, whose value is not known; write whole numbers instead, or a line "
      "before that gives it a value\n"
      "    (b): Conv2d(3, 8, kernel_size=(3, x))\n"
      "                                      ^\n");
}

TEST(PrintedModel, RefusesWhatIsTooLarge) {
  const std::string too_many = "net.txt: the model has more than 65536 layers; give a part of the model\n";
  EXPECT_EQ(layers_of("Net(\n  (0-999999999): 999999999 x Conv2d(3, 3, kernel_size=(1, 1))\n)"), too_many);
  EXPECT_EQ(
      layers_of("Net(\n  (0-999999999): 999999999 x Block(\n    (0-999999999): 999999999 x Block(\n    )\n  )\n)"),
      too_many);
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "(a): B(\n";
  EXPECT_NE(layers_of(deep).find("nested too deeply"), std::string::npos);
}

TEST(PrintedModel, SummariesAreRefused) {
  EXPECT_EQ(
      words_of_model(read_model("Model: \"net\"\n Layer (type)       Output Shape      Param #\n===\n"
                                " conv2d (Conv2D)    (None, 26, 26, 32)  320\n",
                                "net.txt")),
      "net.txt: a summary lacks the kernels and strides of the layers; give what print(model.to_json()) writes, or the "
      "program\n");
  EXPECT_EQ(
      words_of_model(read_model(
          "        Layer (type)   Output Shape   Param #\n            Conv2d-1  [-1, 6, 28, 28]  156\n", "net.txt")),
      "net.txt: a summary lacks the kernels and strides of the layers; give what print(model) writes\n");
}

}  // namespace
}  // namespace convarith::testing::printed_model_test
