#include "config/layer_spelling/layer_spelling.hpp"
#include "arithmetic/layer_values.hpp"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <ostream>
#include <random>
#include <string>
#include <vector>

#include "config/layer_text/layer_text.hpp"

namespace convarith::testing::layer_spelling_test {
namespace {

std::string lines(const Problems& problems) {
  std::string text;
  for (const Problem& problem : problems) {
    text += fmt::format("{}{}", text.empty() ? "" : "\n", problem.why);
    if (!problem.hint.empty()) text += "; " + problem.hint;
  }
  return text;
}

/// What is spelled, or why nothing is.
std::string spelled(const Chain& chain, Framework framework) {
  const Result<std::string> text = spell_layer(chain, framework);
  return text ? *text : "none: " + lines(text.problems());
}

/// A layer, for brevity in the words of PyTorch, the length of its input along each axis, and a padding that PyTorch
/// has no words for; and how it is spelled.
struct Case {
  std::string layer;
  int n;
  std::optional<Padding> padding;
  std::string pytorch;
  std::string keras;
  std::string onnx;
};

void PrintTo(const Case& example, std::ostream* stream) {
  *stream << example.layer << " of " << example.n;
}

class Spelling : public ::testing::TestWithParam<Case> {};

TEST_P(Spelling, SaysTheLayerOrWhyThereIsNone) {
  Result<LayerOptions> options = parse_layer_text(GetParam().layer);
  ASSERT_TRUE(options) << lines(options.problems());
  options->n = PerAxis::all(GetParam().n);
  if (GetParam().padding) options->p = GetParam().padding;
  const Result<Operation> operation = make_operation(*options);
  ASSERT_TRUE(operation) << lines(operation.problems());
  EXPECT_EQ(spelled(*operation, Framework::pytorch), GetParam().pytorch);
  EXPECT_EQ(spelled(*operation, Framework::keras), GetParam().keras);
  EXPECT_EQ(spelled(*operation, Framework::onnx), GetParam().onnx);
}

INSTANTIATE_TEST_SUITE_P(
    Layers, Spelling,
    ::testing::ValuesIn(std::vector<Case>{
        {"nn.Conv2d(1, 1, 3, stride=2, padding=1, bias=False)",
         5,
         {},
         "nn.Conv2d(1, 1, 3, stride=2, padding=1, bias=False)",
         R"(Conv2D(1, 3, strides=2, padding="same", use_bias=False))",
         "Conv(kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1], dilations=[1, 1], group=1)"},
        {"nn.Conv2d(1, 1, 3, stride=2, padding=1, bias=False)",
         6,
         {},
         "nn.Conv2d(1, 1, 3, stride=2, padding=1, bias=False)",
         R"(none: Keras has no layer with padding 1; pad first with ZeroPadding2D(1), then Conv2D(1, 3, strides=2, padding="valid", use_bias=False))",
         "Conv(kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1], dilations=[1, 1], group=1)"},
        {"nn.Conv2d(3, 6, (3, 5), groups=3)",
         7,
         {},
         "nn.Conv2d(3, 6, (3, 5), groups=3)",
         R"(Conv2D(6, (3, 5), padding="valid", groups=3))",
         "Conv(kernel_shape=[3, 5], strides=[1, 1], pads=[0, 0, 0, 0], dilations=[1, 1], group=3)"},
        {"nn.Conv2d(1, 1, 3, padding=1, dilation=(1, 2))",
         7,
         {},
         "nn.Conv2d(1, 1, 3, padding=1, dilation=(1, 2))",
         R"(none: Keras has no layer with padding 1; pad first with ZeroPadding2D(1), then Conv2D(1, 3, padding="valid", dilation_rate=(1, 2)))",
         "Conv(kernel_shape=[3, 3], strides=[1, 1], pads=[1, 1, 1, 1], dilations=[1, 2], group=1)"},
        {"nn.Conv2d(1, 1, 3, stride=2, dilation=2)",
         7,
         {},
         "nn.Conv2d(1, 1, 3, stride=2, dilation=2)",
         "none: Keras has no convolution with stride 2 and dilation 2 together",
         "Conv(kernel_shape=[3, 3], strides=[2, 2], pads=[0, 0, 0, 0], dilations=[2, 2], group=1)"},
        {"nn.Conv1d(1, 1, 3, stride=2)",
         7,
         {},
         "nn.Conv1d(1, 1, 3, stride=2)",
         R"(Conv1D(1, 3, strides=2, padding="valid"))",
         "Conv(kernel_shape=[3], strides=[2], pads=[0, 0], dilations=[1], group=1)"},
        {"nn.Conv3d(1, 1, (1, 2, 3), padding=(0, 1, 2))",
         7,
         {},
         "nn.Conv3d(1, 1, (1, 2, 3), padding=(0, 1, 2))",
         R"(none: Keras has no layer with padding (0, 1, 2); pad first with ZeroPadding3D((0, 1, 2)), then Conv3D(1, (1, 2, 3), padding="valid"))",
         "Conv(kernel_shape=[1, 2, 3], strides=[1, 1, 1], pads=[0, 1, 2, 0, 1, 2], dilations=[1, 1, 1], group=1)"},
        {"nn.Conv2d(1, 1, 4, padding='same')",
         7,
         {},
         "nn.Conv2d(1, 1, 4, padding='same')",
         R"(Conv2D(1, 4, padding="same"))",
         "Conv(kernel_shape=[4, 4], strides=[1, 1], pads=[1, 1, 2, 2], dilations=[1, 1], group=1)"},
        {"nn.Conv2d(1, 1, 3, padding='same')",
         7,
         {},
         "nn.Conv2d(1, 1, 3, padding='same')",
         R"(Conv2D(1, 3, padding="same"))",
         "Conv(kernel_shape=[3, 3], strides=[1, 1], pads=[1, 1, 1, 1], dilations=[1, 1], group=1)"},
        {"nn.Conv2d(1, 1, 3, padding=1, padding_mode='reflect')",
         7,
         {},
         "nn.Conv2d(1, 1, 3, padding=1, padding_mode='reflect')",
         R"(none: Keras pads with zeros only; pad first with keras.ops.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)), mode="reflect"), then Conv2D(1, 3, padding="valid"))",
         R"(none: ONNX has convolutions padded with zeros only; pad first with Pad(pads=[0, 0, 1, 1, 0, 0, 1, 1], mode="reflect"), then Conv(kernel_shape=[3, 3], strides=[1, 1], pads=[0, 0, 0, 0], dilations=[1, 1], group=1))"},
        {"nn.Conv2d(1, 1, 4, padding=1, padding_mode='circular')",
         7,
         {},
         "nn.Conv2d(1, 1, 4, padding=1, padding_mode='circular')",
         "none: Keras pads with zeros only",
         R"(none: ONNX has convolutions padded with zeros only; pad first with Pad(pads=[0, 0, 1, 1, 0, 0, 1, 1], mode="wrap"), then Conv(kernel_shape=[4, 4], strides=[1, 1], pads=[0, 0, 0, 0], dilations=[1, 1], group=1))"},
        {"nn.Conv2d(1, 1, 3, padding_mode='replicate')",
         7,
         {},
         "nn.Conv2d(1, 1, 3, padding_mode='replicate')",
         R"(Conv2D(1, 3, padding="valid"))",
         "Conv(kernel_shape=[3, 3], strides=[1, 1], pads=[0, 0, 0, 0], dilations=[1, 1], group=1)"},
        {"nn.Conv2d(1, 1, 3, stride=2)", 6, PaddingRule::tf_same,
         "none: PyTorch pads both sides alike, not 0 and 1; pad first with nn.ZeroPad2d((0, 1, 0, 1)), then "
         "nn.Conv2d(1, 1, 3, stride=2)",
         R"(Conv2D(1, 3, strides=2, padding="same"))",
         R"(Conv(kernel_shape=[3, 3], strides=[2, 2], auto_pad="SAME_UPPER", dilations=[1, 1], group=1))"},
        {"nn.Conv2d(1, 1, 2, stride=2)", 6, PaddingRule::tf_same, "nn.Conv2d(1, 1, 2, stride=2)",
         R"(Conv2D(1, 2, strides=2, padding="same"))",
         R"(Conv(kernel_shape=[2, 2], strides=[2, 2], auto_pad="SAME_UPPER", dilations=[1, 1], group=1))"},
        {"nn.Conv2d(1, 1, 4)", 6, PaddingRule::tf_same, "nn.Conv2d(1, 1, 4, padding='same')",
         R"(Conv2D(1, 4, padding="same"))",
         R"(Conv(kernel_shape=[4, 4], strides=[1, 1], auto_pad="SAME_UPPER", dilations=[1, 1], group=1))"},
        {"nn.Conv2d(1, 1, 3, stride=2)", 6, PaddingRule::same_lower,
         "none: PyTorch pads both sides alike, not 1 and 0; pad first with nn.ZeroPad2d((1, 0, 1, 0)), then "
         "nn.Conv2d(1, 1, 3, stride=2)",
         R"(none: Keras has no layer with 1 and 0 cells of padding; pad first with ZeroPadding2D(((1, 0), (1, 0))), then Conv2D(1, 3, strides=2, padding="valid"))",
         R"(Conv(kernel_shape=[3, 3], strides=[2, 2], auto_pad="SAME_LOWER", dilations=[1, 1], group=1))"},
        {"nn.Conv2d(1, 1, 3)", 6, PaddingRule::valid, "nn.Conv2d(1, 1, 3)", R"(Conv2D(1, 3, padding="valid"))",
         "Conv(kernel_shape=[3, 3], strides=[1, 1], pads=[0, 0, 0, 0], dilations=[1, 1], group=1)"},
        {"nn.Conv2d(1, 1, 3)", 6, PaddingRule::full, "nn.Conv2d(1, 1, 3, padding=2)",
         R"(none: Keras has no layer with padding 2; pad first with ZeroPadding2D(2), then Conv2D(1, 3, padding="valid"))",
         "Conv(kernel_shape=[3, 3], strides=[1, 1], pads=[2, 2, 2, 2], dilations=[1, 1], group=1)"},
        {"nn.Conv1d(1, 1, 3, dilation=2)", 6, PaddingRule::causal,
         "none: PyTorch pads both sides alike, not 4 and 0; pad first with nn.ZeroPad1d((4, 0)), then nn.Conv1d(1, 1, "
         "3, dilation=2)",
         R"(Conv1D(1, 3, padding="causal", dilation_rate=2))",
         "Conv(kernel_shape=[3], strides=[1], pads=[4, 0], dilations=[2], group=1)"},
        {"nn.Conv1d(1, 1, 3, stride=2)", 6, PaddingRule::causal,
         "none: PyTorch pads both sides alike, not 2 and 0; pad first with nn.ZeroPad1d((2, 0)), then nn.Conv1d(1, 1, "
         "3, stride=2)",
         R"(Conv1D(1, 3, strides=2, padding="causal"))",
         "Conv(kernel_shape=[3], strides=[2], pads=[2, 0], dilations=[1], group=1)"},
        {"nn.Conv2d(1, 1, 3)", 6, PaddingRule::causal,
         "none: PyTorch pads both sides alike, not 2 and 0; pad first with nn.ZeroPad2d((2, 0, 2, 0)), then "
         "nn.Conv2d(1, 1, 3)",
         R"(none: Keras has no layer with 2 and 0 cells of padding; pad first with ZeroPadding2D(((2, 0), (2, 0))), then Conv2D(1, 3, padding="valid"))",
         "Conv(kernel_shape=[3, 3], strides=[1, 1], pads=[2, 2, 0, 0], dilations=[1, 1], group=1)"},
        {"nn.Conv2d(1, 1, 3)", 6, SidedPadding{{1, 0}, {2, 3}, {}, 2},
         "none: PyTorch pads both sides alike, not 1 and 0; pad first with nn.ZeroPad2d((2, 3, 1, 0)), then "
         "nn.Conv2d(1, 1, 3)",
         R"(none: Keras has no layer with 1 and 0 cells of padding; pad first with ZeroPadding2D(((1, 0), (2, 3))), then Conv2D(1, 3, padding="valid"))",
         "Conv(kernel_shape=[3, 3], strides=[1, 1], pads=[1, 2, 0, 3], dilations=[1, 1], group=1)"},
        {"nn.Conv2d(1, 1, 3, stride=2, dilation=2)", 6, SidedPadding{{1, 0}, {2, 3}, {}, 2},
         "none: PyTorch pads both sides alike, not 1 and 0; pad first with nn.ZeroPad2d((2, 3, 1, 0)), then "
         "nn.Conv2d(1, 1, 3, stride=2, dilation=2)",
         "none: Keras has no convolution with stride 2 and dilation 2 together",
         "Conv(kernel_shape=[3, 3], strides=[2, 2], pads=[1, 2, 0, 3], dilations=[2, 2], group=1)"},
        {"nn.Conv2d(1, 1, 3, padding_mode='reflect')", 6, SidedPadding{{1, 0}, {2, 3}, {}, 2},
         "none: PyTorch pads both sides alike, not 1 and 0; pad first with F.pad(x, (2, 3, 1, 0), mode='reflect'), "
         "then nn.Conv2d(1, 1, 3)",
         R"(none: Keras pads with zeros only; pad first with keras.ops.pad(x, ((0, 0), (1, 0), (2, 3), (0, 0)), mode="reflect"), then Conv2D(1, 3, padding="valid"))",
         R"(none: ONNX has convolutions padded with zeros only; pad first with Pad(pads=[0, 0, 1, 2, 0, 0, 0, 3], mode="reflect"), then Conv(kernel_shape=[3, 3], strides=[1, 1], pads=[0, 0, 0, 0], dilations=[1, 1], group=1))"},
        {"nn.Conv1d(1, 1, 3)", 6, SidedPadding{{}, {2, 3}, {}, 1},
         "none: PyTorch pads both sides alike, not 2 and 3; pad first with nn.ZeroPad1d((2, 3)), then nn.Conv1d(1, 1, "
         "3)",
         R"(none: Keras has no layer with 2 and 3 cells of padding; pad first with ZeroPadding1D((2, 3)), then Conv1D(1, 3, padding="valid"))",
         "Conv(kernel_shape=[3], strides=[1], pads=[2, 3], dilations=[1], group=1)"},
        {"nn.Conv3d(1, 1, 3)", 6, SidedPadding{{1, 1}, {2, 2}, {3, 4}, 3},
         "none: PyTorch pads both sides alike, not 3 and 4; pad first with nn.ZeroPad3d((2, 2, 1, 1, 3, 4)), then "
         "nn.Conv3d(1, 1, 3)",
         R"(none: Keras has no layer with 3 and 4 cells of padding; pad first with ZeroPadding3D(((3, 4), (1, 1), (2, 2))), then Conv3D(1, 3, padding="valid"))",
         "Conv(kernel_shape=[3, 3, 3], strides=[1, 1, 1], pads=[3, 1, 2, 4, 1, 2], dilations=[1, 1, 1], group=1)"},
        {"nn.ConvTranspose2d(1, 1, 3, stride=2, padding=1, output_padding=1)",
         3,
         {},
         "nn.ConvTranspose2d(1, 1, 3, stride=2, padding=1, output_padding=1)",
         R"(Conv2DTranspose(1, 3, strides=2, padding="same", output_padding=1))",
         "ConvTranspose(kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1], output_padding=[1, 1], dilations=[1, "
         "1], group=1)"},
        {"nn.ConvTranspose2d(2, 4, 3, stride=2, groups=2, dilation=(2, 1))",
         3,
         {},
         "nn.ConvTranspose2d(2, 4, 3, stride=2, groups=2, dilation=(2, 1))",
         "none: Keras has no convolution with stride 2 and dilation (2, 1) together",
         "ConvTranspose(kernel_shape=[3, 3], strides=[2, 2], pads=[0, 0, 0, 0], output_padding=[0, 0], dilations=[2, "
         "1], group=2)"},
        {"nn.ConvTranspose2d(1, 1, 3, stride=2)",
         3,
         {},
         "nn.ConvTranspose2d(1, 1, 3, stride=2)",
         R"(Conv2DTranspose(1, 3, strides=2, padding="valid"))",
         "ConvTranspose(kernel_shape=[3, 3], strides=[2, 2], pads=[0, 0, 0, 0], output_padding=[0, 0], dilations=[1, "
         "1], group=1)"},
        {"nn.ConvTranspose2d(1, 1, 3, padding=2)",
         3,
         {},
         "nn.ConvTranspose2d(1, 1, 3, padding=2)",
         R"(none: Keras has no transposed convolution with padding 2 and output_padding 0; put Cropping2D(2) behind Conv2DTranspose(1, 3, padding="valid"))",
         "ConvTranspose(kernel_shape=[3, 3], strides=[1, 1], pads=[2, 2, 2, 2], output_padding=[0, 0], dilations=[1, "
         "1], group=1)"},
        {"nn.ConvTranspose2d(1, 1, 3, stride=2)", 3, PaddingRule::tf_same,
         "none: PyTorch cuts the same off both sides of a transposed convolution, not 0 and 1; put F.pad(y, (0, -1, 0, "
         "-1)) behind nn.ConvTranspose2d(1, 1, 3, stride=2)",
         R"(Conv2DTranspose(1, 3, strides=2, padding="same"))",
         "ConvTranspose(kernel_shape=[3, 3], strides=[2, 2], pads=[0, 0, 1, 1], output_padding=[0, 0], dilations=[1, "
         "1], group=1)"},
        {"nn.ConvTranspose2d(1, 1, 4, stride=2)", 3, PaddingRule::tf_same,
         "nn.ConvTranspose2d(1, 1, 4, stride=2, padding=1)", R"(Conv2DTranspose(1, 4, strides=2, padding="same"))",
         "ConvTranspose(kernel_shape=[4, 4], strides=[2, 2], pads=[1, 1, 1, 1], output_padding=[0, 0], dilations=[1, "
         "1], group=1)"},
        {"nn.ConvTranspose2d(1, 1, 2, stride=3)", 3, PaddingRule::tf_same,
         "nn.ConvTranspose2d(1, 1, 2, stride=3, output_padding=1)",
         R"(Conv2DTranspose(1, 2, strides=3, padding="same"))",
         "ConvTranspose(kernel_shape=[2, 2], strides=[3, 3], pads=[0, 0, 0, 0], output_padding=[1, 1], dilations=[1, "
         "1], group=1)"},
        {"nn.ConvTranspose2d(1, 1, 2, stride=3)", 3, PaddingRule::valid,
         "nn.ConvTranspose2d(1, 1, 2, stride=3, output_padding=1)",
         R"(Conv2DTranspose(1, 2, strides=3, padding="valid"))",
         "ConvTranspose(kernel_shape=[2, 2], strides=[3, 3], pads=[0, 0, 0, 0], output_padding=[1, 1], dilations=[1, "
         "1], group=1)"},
        {"nn.ConvTranspose2d(1, 1, 2, stride=3)",
         3,
         {},
         "nn.ConvTranspose2d(1, 1, 2, stride=3)",
         R"(Conv2DTranspose(1, 2, strides=3, padding="valid", output_padding=0))",
         "ConvTranspose(kernel_shape=[2, 2], strides=[3, 3], pads=[0, 0, 0, 0], output_padding=[0, 0], dilations=[1, "
         "1], group=1)"},
        {"nn.ConvTranspose2d(1, 1, 2, stride=3, output_padding=2)",
         3,
         {},
         "nn.ConvTranspose2d(1, 1, 2, stride=3, output_padding=2)",
         R"(Conv2DTranspose(1, 2, strides=3, padding="valid", output_padding=2))",
         "ConvTranspose(kernel_shape=[2, 2], strides=[3, 3], pads=[0, 0, 0, 0], output_padding=[2, 2], dilations=[1, "
         "1], group=1)"},
        {"nn.ConvTranspose2d(1, 1, 3, stride=2, dilation=2)",
         3,
         {},
         "nn.ConvTranspose2d(1, 1, 3, stride=2, dilation=2)",
         "none: Keras has no convolution with stride 2 and dilation 2 together",
         "ConvTranspose(kernel_shape=[3, 3], strides=[2, 2], pads=[0, 0, 0, 0], output_padding=[0, 0], dilations=[2, "
         "2], group=1)"},
        {"nn.MaxPool2d(2)",
         4,
         {},
         "nn.MaxPool2d(2)",
         R"(MaxPooling2D(2, padding="valid"))",
         "MaxPool(kernel_shape=[2, 2], strides=[2, 2], pads=[0, 0, 0, 0], dilations=[1, 1], ceil_mode=0)"},
        {"nn.MaxPool2d(3, stride=2, padding=1)",
         5,
         {},
         "nn.MaxPool2d(3, stride=2, padding=1)",
         R"(MaxPooling2D(3, strides=2, padding="same"))",
         "MaxPool(kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1], dilations=[1, 1], ceil_mode=0)"},
        {"nn.MaxPool2d(3, stride=2, padding=1)",
         6,
         {},
         "nn.MaxPool2d(3, stride=2, padding=1)",
         R"(none: Keras has no pooling with padding 1; pad first with keras.ops.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)), constant_values=float("-inf")), then MaxPooling2D(3, strides=2, padding="valid"))",
         "MaxPool(kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1], dilations=[1, 1], ceil_mode=0)"},
        {"nn.MaxPool2d(3, stride=1, dilation=2)",
         6,
         {},
         "nn.MaxPool2d(3, stride=1, dilation=2)",
         "none: Keras has no pooling with dilation",
         "MaxPool(kernel_shape=[3, 3], strides=[1, 1], pads=[0, 0, 0, 0], dilations=[2, 2], ceil_mode=0)"},
        {"nn.MaxPool2d(2, ceil_mode=True)",
         5,
         {},
         "nn.MaxPool2d(2, ceil_mode=True)",
         R"(none: Keras has no pooling with ceil_mode; padding="same" has the same output, but other windows)",
         "MaxPool(kernel_shape=[2, 2], strides=[2, 2], pads=[0, 0, 0, 0], dilations=[1, 1], ceil_mode=1)"},
        {"nn.MaxPool2d(2, ceil_mode=True)",
         4,
         {},
         "nn.MaxPool2d(2, ceil_mode=True)",
         R"(MaxPooling2D(2, padding="valid"))",
         "MaxPool(kernel_shape=[2, 2], strides=[2, 2], pads=[0, 0, 0, 0], dilations=[1, 1], ceil_mode=0)"},
        {"nn.MaxPool1d(3, stride=2)", 6, PaddingRule::tf_same,
         "none: PyTorch pads both sides alike, not 0 and 1; pad first with F.pad(x, (0, 1), value=float('-inf')), then "
         "nn.MaxPool1d(3, stride=2)",
         R"(MaxPooling1D(3, strides=2, padding="same"))",
         R"(MaxPool(kernel_shape=[3], strides=[2], auto_pad="SAME_UPPER", dilations=[1], ceil_mode=0))"},
        {"nn.MaxPool3d((1, 2, 3), stride=1)",
         6,
         {},
         "nn.MaxPool3d((1, 2, 3), stride=1)",
         R"(MaxPooling3D((1, 2, 3), strides=1, padding="valid"))",
         "MaxPool(kernel_shape=[1, 2, 3], strides=[1, 1, 1], pads=[0, 0, 0, 0, 0, 0], dilations=[1, 1, 1], "
         "ceil_mode=0)"},
        {"nn.AvgPool2d(3, stride=2, padding=1)",
         5,
         {},
         "nn.AvgPool2d(3, stride=2, padding=1)",
         R"(none: Keras has no average pooling that counts padding 1; pad first with ZeroPadding2D(1), then AveragePooling2D(3, strides=2, padding="valid"))",
         "AveragePool(kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1], ceil_mode=0, count_include_pad=1)"},
        {"nn.AvgPool2d(3, stride=2, padding=1, count_include_pad=False)",
         5,
         {},
         "nn.AvgPool2d(3, stride=2, padding=1, count_include_pad=False)",
         R"(AveragePooling2D(3, strides=2, padding="same"))",
         "AveragePool(kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1], ceil_mode=0, count_include_pad=0)"},
        {"nn.AvgPool2d(3, stride=2, padding=1, count_include_pad=False)",
         6,
         {},
         "nn.AvgPool2d(3, stride=2, padding=1, count_include_pad=False)",
         "none: Keras has no average pooling with padding 1",
         "AveragePool(kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1], ceil_mode=0, count_include_pad=0)"},
        {"nn.AvgPool2d(3, stride=2)", 6, PaddingRule::tf_same,
         "none: PyTorch pads both sides alike, not 0 and 1; pad first with nn.ZeroPad2d((0, 1, 0, 1)), then "
         "nn.AvgPool2d(3, stride=2)",
         R"(none: Keras has no average pooling that counts 0 and 1 cells of padding; pad first with ZeroPadding2D(((0, 1), (0, 1))), then AveragePooling2D(3, strides=2, padding="valid"))",
         R"(AveragePool(kernel_shape=[3, 3], strides=[2, 2], auto_pad="SAME_UPPER", ceil_mode=0, count_include_pad=1))"},
        {"nn.AvgPool2d(3, stride=2, count_include_pad=False)", 6, PaddingRule::tf_same,
         "none: PyTorch pads both sides alike, not 0 and 1; give both sides the same padding",
         R"(AveragePooling2D(3, strides=2, padding="same"))",
         R"(AveragePool(kernel_shape=[3, 3], strides=[2, 2], auto_pad="SAME_UPPER", ceil_mode=0, count_include_pad=0))"},
        {"nn.AvgPool2d(3, stride=2, ceil_mode=True)", 6, SidedPadding{{0, 1}, {0, 1}, {}, 2},
         "none: PyTorch pads both sides alike, not 0 and 1; pad first with nn.ZeroPad2d((0, 1, 0, 1)), then "
         "nn.AvgPool2d(3, stride=2)",
         R"(none: Keras has no average pooling that counts 0 and 1 cells of padding; pad first with ZeroPadding2D(((0, 1), (0, 1))), then AveragePooling2D(3, strides=2, padding="valid"))",
         "AveragePool(kernel_shape=[3, 3], strides=[2, 2], pads=[0, 0, 1, 1], ceil_mode=0, count_include_pad=1)"},
        {"nn.AvgPool2d(2, divisor_override=3)",
         4,
         {},
         "nn.AvgPool2d(2, divisor_override=3)",
         "none: Keras has no average pooling with a divisor of its own",
         "none: ONNX has no average pooling with a divisor of its own; put Mul with 4/3 behind "
         "AveragePool(kernel_shape=[2, 2], strides=[2, 2], pads=[0, 0, 0, 0], ceil_mode=0, count_include_pad=1)"},
        {"nn.AdaptiveAvgPool2d(1)",
         5,
         {},
         "nn.AdaptiveAvgPool2d(1)",
         "GlobalAveragePooling2D(keepdims=True)",
         "GlobalAveragePool()"},
        {"nn.AdaptiveMaxPool2d((1, 1))",
         5,
         {},
         "nn.AdaptiveMaxPool2d(1)",
         "GlobalMaxPooling2D(keepdims=True)",
         "GlobalMaxPool()"},
        {"nn.AdaptiveAvgPool2d((2, 3))",
         6,
         {},
         "nn.AdaptiveAvgPool2d((2, 3))",
         R"(none: Keras has no adaptive pooling but to a single cell; with this input AveragePooling2D((3, 2), padding="valid") has the same windows)",
         "none: ONNX has no adaptive pooling but to a single cell; with this input AveragePool(kernel_shape=[3, 2], "
         "strides=[3, 2], pads=[0, 0, 0, 0], ceil_mode=0, count_include_pad=1) has the same windows"},
        {"nn.AdaptiveAvgPool2d((4, 3))",
         6,
         {},
         "nn.AdaptiveAvgPool2d((4, 3))",
         "none: Keras has no adaptive pooling but to a single cell",
         "none: ONNX has no adaptive pooling but to a single cell"},
        {"nn.ConvTranspose2d(1, 1, 3, stride=2, padding=(1, 2))",
         4,
         {},
         "nn.ConvTranspose2d(1, 1, 3, stride=2, padding=(1, 2))",
         R"(none: Keras has no transposed convolution with padding (1, 2) and output_padding 0; put Cropping2D((1, 2)) behind Conv2DTranspose(1, 3, strides=2, padding="valid"))",
         "ConvTranspose(kernel_shape=[3, 3], strides=[2, 2], pads=[1, 2, 1, 2], output_padding=[0, 0], dilations=[1, "
         "1], group=1)"},
        {"nn.ConvTranspose2d(1, 1, 3, dilation=3, output_padding=2)",
         4,
         {},
         "nn.ConvTranspose2d(1, 1, 3, output_padding=2, dilation=3)",
         "none: Keras has no transposed convolution with padding 0 and output_padding 2; use an output_padding below "
         "the stride",
         "ConvTranspose(kernel_shape=[3, 3], strides=[1, 1], pads=[0, 0, 0, 0], output_padding=[2, 2], dilations=[3, "
         "3], group=1)"},
        {"nn.ConvTranspose1d(1, 1, 3, stride=2)", 4, SidedPadding{{}, {1, 2}, {}, 1},
         "none: PyTorch cuts the same off both sides of a transposed convolution, not 1 and 2; put F.pad(y, (-1, -2)) "
         "behind nn.ConvTranspose1d(1, 1, 3, stride=2)",
         R"(none: Keras has no transposed convolution with 1 and 2 cells of padding and output_padding 0; put Cropping1D((1, 2)) behind Conv1DTranspose(1, 3, strides=2, padding="valid"))",
         "ConvTranspose(kernel_shape=[3], strides=[2], pads=[1, 2], output_padding=[0], dilations=[1], group=1)"},
        {"nn.ConvTranspose2d(2, 2, 3, stride=2, groups=2)",
         4,
         {},
         "nn.ConvTranspose2d(2, 2, 3, stride=2, groups=2)",
         "none: Keras has no transposed convolution with 2 groups; split the channels, and put one layer on each part",
         "ConvTranspose(kernel_shape=[3, 3], strides=[2, 2], pads=[0, 0, 0, 0], output_padding=[0, 0], dilations=[1, "
         "1], group=2)"},
        {"nn.AvgPool1d(3)",
         5,
         {},
         "nn.AvgPool1d(3)",
         R"(AveragePooling1D(3, padding="valid"))",
         "AveragePool(kernel_shape=[3], strides=[3], pads=[0, 0], ceil_mode=0, count_include_pad=1)"},
        {"nn.AvgPool2d(2, stride=1, ceil_mode=True, divisor_override=2)",
         5,
         {},
         "nn.AvgPool2d(2, stride=1, ceil_mode=True, divisor_override=2)",
         "none: Keras has no average pooling with a divisor of its own",
         "none: ONNX has no average pooling with a divisor of its own; put Mul with 4/2 behind "
         "AveragePool(kernel_shape=[2, 2], strides=[1, 1], pads=[0, 0, 0, 0], ceil_mode=0, count_include_pad=1)"},
        {"nn.AvgPool2d(2, ceil_mode=True, divisor_override=2)",
         5,
         {},
         "nn.AvgPool2d(2, ceil_mode=True, divisor_override=2)",
         "none: Keras has no average pooling with a divisor of its own",
         "none: ONNX has no average pooling with a divisor of its own"},
        {"nn.AdaptiveAvgPool1d(5)",
         5,
         {},
         "nn.AdaptiveAvgPool1d(5)",
         R"(none: Keras has no adaptive pooling but to a single cell; with this input AveragePooling1D(1, padding="valid") has the same windows)",
         "none: ONNX has no adaptive pooling but to a single cell; with this input AveragePool(kernel_shape=[1], "
         "strides=[1], pads=[0, 0], ceil_mode=0, count_include_pad=1) has the same windows"},
        {"nn.AvgPool2d(3, stride=2, ceil_mode=True)", 6, SidedPadding{{1, 0}, {1, 0}, {}, 2},
         "none: PyTorch pads both sides alike, not 1 and 0; pad first with nn.ZeroPad2d((1, 0, 1, 0)), then "
         "nn.AvgPool2d(3, stride=2)",
         R"(none: Keras has no average pooling that counts 1 and 0 cells of padding; pad first with ZeroPadding2D(((1, 0), (1, 0))), then AveragePooling2D(3, strides=2, padding="valid"))",
         "AveragePool(kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 0, 0], ceil_mode=0, count_include_pad=1)"},
    }));

TEST(LayerSpelling, FailsAsWorkNotAsRequest) {
  Operation operation;
  operation.cols.padding = {0, 1};
  const Result<std::string> text = spell_layer(operation, Framework::pytorch);
  ASSERT_FALSE(text);
  EXPECT_EQ(text.problems().front().kind, Problem::Kind::failure);
}

TEST(LayerSpelling, WhatPyTorchLacksIsSaidThoughNoRequestLeadsThere) {
  Operation operation;
  operation.op = Operator::average_pooling;
  operation.cols.dilation = 2;
  EXPECT_EQ(spelled(operation, Framework::pytorch), "none: PyTorch has no average pooling with dilation");
  Operation line;
  line.op = Operator::average_pooling;
  line.dims = 1;
  line.cols.kernel = 3;
  line.divisor_override = 2;
  EXPECT_EQ(
      spelled(line, Framework::pytorch),
      "none: nn.AvgPool1d has no divisor_override; give the input one more axis and use nn.AvgPool2d((1, 3), ...)");
}

/// A layer of these options that a 1×1 convolution to 4 channels follows.
Chain separable(LayerOptions options) {
  options.n = PerAxis::all(6);
  options.k = PerAxis::all(3);
  options.pointwise = 4;
  return *make_chain(options);
}

TEST(LayerSpelling, OfDepthwiseLayersHasTheMultiplier) {
  LayerOptions options = *parse_layer_text("DepthwiseConv2D(3, depth_multiplier=2, dilation_rate=2)");
  options.n = PerAxis::all(9);
  options.channels = 3;
  const Operation operation = *make_operation(options);
  EXPECT_EQ(spelled(operation, Framework::keras),
            R"(DepthwiseConv2D(3, padding="valid", depth_multiplier=2, dilation_rate=2))");
  EXPECT_EQ(spelled(operation, Framework::pytorch), "nn.Conv2d(3, 6, 3, dilation=2, groups=3)");
}

TEST(LayerSpelling, OfWidePaddingIsLeftToOthersByPyTorch) {
  LayerOptions options = *parse_layer_text("nn.MaxPool2d(3)");
  options.n = PerAxis::all(9);
  options.p = PerAxis::all(2);
  EXPECT_EQ(spelled(*make_operation(options), Framework::pytorch),
            "none: PyTorch pads a pooling by at most half its kernel, 3/2 = 1, not by 2; pad first with "
            "F.pad(x, (2, 2, 2, 2), value=float('-inf')), then nn.MaxPool2d(3)");
  EXPECT_EQ(spelled(*make_operation(options), Framework::onnx),
            "MaxPool(kernel_shape=[3, 3], strides=[3, 3], pads=[2, 2, 2, 2], dilations=[1, 1], ceil_mode=0)");
}

TEST(LayerSpelling, OfUnknownChannelsIsLazyOrFails) {
  LayerOptions options = *parse_layer_text("Conv2DTranspose(8, 3)");
  options.n = PerAxis::all(9);
  GivenLayer layer{*make_operation(options), Framework::keras, false};
  EXPECT_EQ(*spell_given_layer(layer, Framework::pytorch), "nn.LazyConvTranspose2d(8, 3)");
  EXPECT_EQ(*spell_given_layer(layer, Framework::keras), R"(Conv2DTranspose(8, 3, padding="valid"))");
  options.depth_multiplier = 1;
  options.filters.reset();
  options.transposed.reset();
  layer.chain = *make_chain(options);
  EXPECT_EQ(lines(spell_given_layer(layer, Framework::pytorch).problems()),
            "the number of channels is not known; add --channels, or input_shape to the layer");
}

TEST(LayerSpelling, OfSeparableLayersIsASequenceASeparableConvolutionOrTwoNodes) {
  LayerOptions options;
  options.channels = options.groups = 3;
  options.filters = 6;
  options.s = PerAxis::all(2);
  options.has_bias = true;
  const Chain depthwise = separable(options);
  EXPECT_EQ(spelled(depthwise, Framework::pytorch),
            "nn.Sequential(nn.Conv2d(3, 6, 3, stride=2, groups=3, bias=False), nn.Conv2d(6, 4, 1))");
  EXPECT_EQ(spelled(depthwise, Framework::keras),
            R"(SeparableConv2D(4, 3, strides=2, padding="valid", depth_multiplier=2))");
  EXPECT_EQ(spelled(depthwise, Framework::onnx),
            "Conv(kernel_shape=[3, 3], strides=[2, 2], pads=[0, 0, 0, 0], dilations=[1, 1], group=3), "
            "Conv(kernel_shape=[1, 1], strides=[1, 1], pads=[0, 0, 0, 0], dilations=[1, 1], group=1)");
  LayerOptions line;
  line.dims = 1;
  line.p = PaddingRule::tf_same;
  EXPECT_EQ(spelled(separable(line), Framework::keras), R"(SeparableConv1D(4, 3, padding="same", use_bias=False))");
}

TEST(LayerSpelling, OfSeparableLayersThatAFrameworkLacksSaysWhatDoesTheSame) {
  LayerOptions grouped;
  grouped.channels = 4;
  grouped.groups = 2;
  grouped.p = PerAxis::all(2);
  EXPECT_EQ(
      spelled(separable(grouped), Framework::keras),
      "none: Keras's separable convolutions have a group for each of the 4 channels, not 2; use ZeroPadding2D(2), "
      "then Conv2D(2, 3, padding=\"valid\", groups=2, use_bias=False), then Conv2D(4, 1, padding=\"valid\", "
      "use_bias=False)");
  grouped.padding_mode = PaddingMode::circular;
  EXPECT_EQ(spelled(separable(grouped), Framework::keras),
            "none: Keras's separable convolutions have a group for each of the 4 channels, not 2");
  LayerOptions block;
  block.dims = 3;
  EXPECT_EQ(spelled(separable(block), Framework::keras),
            "none: Keras has no separable convolution of three dimensions; use Conv3D(1, 3, padding=\"valid\", "
            "use_bias=False), then Conv3D(4, 1, padding=\"valid\", use_bias=False)");
  LayerOptions causal;
  causal.dims = 1;
  causal.p = PaddingRule::causal;
  EXPECT_EQ(spelled(separable(causal), Framework::keras),
            "none: Keras has no separable convolution with 2 and 0 cells of padding; pad first with ZeroPadding1D((2, "
            "0)), then SeparableConv1D(4, 3, padding=\"valid\", use_bias=False)");
  EXPECT_EQ(spelled(separable(causal), Framework::pytorch),
            "none: PyTorch pads both sides alike, not 2 and 0; pad first with nn.ZeroPad1d((2, 0)), then "
            "nn.Sequential(nn.Conv1d(1, 1, 3, bias=False), nn.Conv1d(1, 4, 1, bias=False))");
}

/// What PyTorch and ONNX put in a row, Keras does not.
TEST(LayerSpelling, OfLayersInARowIsASequenceOrNodes) {
  LayerOptions first = *parse_layer_text("nn.Conv2d(1, 2, 3)");
  first.n = PerAxis::all(6);
  first.p = SidedPadding{{1, 0}, {1, 0}, {}, 2};
  LayerOptions second = *parse_layer_text("nn.MaxPool2d(2)");
  second.n = PerAxis::all(5);
  second.channels = 2;
  const Operation pooling = *make_operation(second);
  const Chain chain = *make_chain({*make_operation(first), pooling});
  EXPECT_EQ(spelled(chain, Framework::pytorch),
            "none: PyTorch pads both sides alike, not 1 and 0; pad first with nn.ZeroPad2d((1, 0, 1, 0)), then "
            "nn.Sequential(nn.Conv2d(1, 2, 3), nn.MaxPool2d(2))");
  EXPECT_EQ(spelled(chain, Framework::keras),
            "none: Keras has no single layer that does the same; use ZeroPadding2D(((1, 0), (1, 0))), then Conv2D(2, "
            "3, padding=\"valid\"), then MaxPooling2D(2, padding=\"valid\")");
  EXPECT_EQ(spelled(chain, Framework::onnx),
            "Conv(kernel_shape=[3, 3], strides=[1, 1], pads=[1, 1, 0, 0], dilations=[1, 1], group=1), "
            "MaxPool(kernel_shape=[2, 2], strides=[2, 2], pads=[0, 0, 0, 0], dilations=[1, 1], ceil_mode=0)");
  LayerOptions third = *parse_layer_text("nn.ConvTranspose2d(2, 1, 2)");
  third.n = PerAxis::all(2);
  EXPECT_EQ(spelled(*make_chain({pooling, *make_operation(third)}), Framework::pytorch),
            "nn.Sequential(nn.MaxPool2d(2), nn.ConvTranspose2d(2, 1, 2))");
  EXPECT_EQ(spelled(*make_chain({pooling, *make_operation(third)}), Framework::keras),
            "none: Keras has no single layer that does the same; use MaxPooling2D(2, padding=\"valid\"), then "
            "Conv2DTranspose(1, 2, padding=\"valid\")");
}

// Back again.

class RandomLayers {
 public:
  LayerOptions next() {
    LayerOptions options;
    options.op = static_cast<Operator>(up_to(2));
    dims_ = 1 + up_to(2);
    options.dims = dims_;
    options.n = axes(4, 9);
    if (options.op == Operator::convolution) {
      make_convolution(options);
    } else {
      make_pooling(options);
    }
    return options;
  }

 private:
  int up_to(int most) { return std::uniform_int_distribution(0, most)(random_); }
  bool one_in(int count) { return up_to(count - 1) == 0; }

  PerAxis axes(int least, int most) {
    const auto number = [&] { return least + up_to(most - least); };
    if (dims_ == 1 || one_in(2)) return PerAxis::all(number());
    const int rows = number();
    const int cols = number();
    return {rows, cols, dims_ == 3 ? number() : 0, dims_};
  }

  Padding padding() {
    if (one_in(3)) return axes(0, 2);
    if (one_in(2)) return static_cast<PaddingRule>(up_to(6));
    const auto sides = [&] { return Sides{up_to(2), up_to(2)}; };
    return SidedPadding{sides(), sides(), sides(), dims_};
  }

  void make_window(LayerOptions& options) {
    options.k = axes(1, 4);
    if (one_in(2)) options.s = axes(1, 3);
    if (one_in(3)) options.d = axes(1, 2);
    if (!one_in(3)) options.p = padding();
  }

  void make_convolution(LayerOptions& options) {
    make_window(options);
    options.transposed = one_in(2);
    if (*options.transposed && one_in(2)) options.a = axes(0, 2);
    if (one_in(4)) options.padding_mode = static_cast<PaddingMode>(up_to(3));
    options.groups = one_in(3) ? 2 : 1;
    options.channels = *options.groups * (1 + up_to(1));
    options.filters = *options.groups * (1 + up_to(2));
    options.has_bias = one_in(2);
    if (!*options.transposed && one_in(3)) options.pointwise = 1 + up_to(3);
  }

  void make_pooling(LayerOptions& options) {
    options.channels = 1 + up_to(2);
    const bool is_average = options.op == Operator::average_pooling;
    if (one_in(4)) {
      options.adaptive = one_in(2) ? PerAxis::all(1) : axes(1, 4);
      return;
    }
    make_window(options);
    if (is_average) options.d.reset();
    options.ceil_mode = one_in(3);
    if (is_average) options.count_include_pad = one_in(2);
    if (is_average && one_in(5)) options.divisor_override = 1 + up_to(4);
  }

  std::mt19937 random_{1};
  int dims_ = 2;
};

/// Without what makes no difference to any number in the figure.
std::vector<Operation> essence(const Chain& chain) {
  Operation operation = chain.front();
  operation.padding_rule.reset();
  operation.is_depthwise = false;
  bool is_padded = false;
  bool reaches_over = false;
  for (Axis Operation::*member : {&Operation::depth, &Operation::rows, &Operation::cols}) {
    Axis& axis = operation.*member;
    is_padded = is_padded || axis.padding != Sides{};
    reaches_over = reaches_over || (axis.output - 1) * axis.stride + axis.effective_kernel() > axis.padded();
    axis.drops_window = false;
  }
  if (operation.transposed || operation.adaptive) reaches_over = false;
  if (!reaches_over) operation.ceil_mode = false;
  if (!is_padded && !reaches_over) operation.count_include_pad = true;
  if (!is_padded) operation.padding_mode = PaddingMode::zeros;
  std::vector<Operation> layers(chain.begin(), chain.end());
  layers.front() = operation;
  return layers;
}

/// The layer that a text describes, on the input of `original`, of which the text knows nothing.
Result<Chain> read_back(const std::string& text, const LayerOptions& original, Framework framework) {
  Result<LayerOptions> options = parse_layer_text(text);
  if (!options) return options.problems();
  options->n = original.n;
  const bool knows_channels = framework == Framework::pytorch && options->op == Operator::convolution;
  if (!knows_channels) options->channels = original.channels;
  return make_chain(*options);
}

class SpellingRoundTrip : public ::testing::TestWithParam<Framework> {};

TEST_P(SpellingRoundTrip, WhatIsSpelledIsReadAsTheSameLayer) {
  RandomLayers layers;
  int count = 0;
  for (int i = 0; i < 20000; ++i) {
    const LayerOptions options = layers.next();
    const Result<Chain> chain = make_chain(options);
    if (!chain) continue;
    const Result<std::string> text = spell_layer(*chain, GetParam());
    // A sequence is no layer, and is not read.
    if (!text || text->starts_with("nn.Sequential")) continue;
    const Result<Chain> again = read_back(*text, options, GetParam());
    ASSERT_TRUE(again) << *text << ": " << lines(again.problems());
    ASSERT_EQ(essence(*again), essence(*chain)) << *text;
    EXPECT_EQ(spelled(*again, GetParam()), *text);
    ++count;
  }
  EXPECT_GT(count, 1000);
}

INSTANTIATE_TEST_SUITE_P(Frameworks, SpellingRoundTrip, ::testing::Values(Framework::pytorch, Framework::keras));

TEST(OnnxSpelling, HasEveryLayerButThoseItLacks) {
  RandomLayers layers;
  for (int i = 0; i < 5000; ++i) {
    const Result<Chain> chain = make_chain(layers.next());
    if (!chain || spell_layer(*chain, Framework::onnx)) continue;
    const Operation& first = chain->front();
    const bool is_lacking =
        first.adaptive || first.divisor_override.has_value() || first.padding_mode != PaddingMode::zeros;
    EXPECT_TRUE(is_lacking) << spelled(*chain, Framework::onnx);
  }
}

}  // namespace
}  // namespace convarith::testing::layer_spelling_test
