#include "config/layer_text/layer_text.hpp"
#include "arithmetic/layer_values.hpp"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace convarith::testing::layer_text_test {
namespace {

std::string word(PaddingRule rule) {
  constexpr std::string_view words[] = {"valid", "same", "tf_same", "same_lower", "full", "half", "causal"};
  return std::string(words[static_cast<std::size_t>(rule)]);
}

/// Tells one number for all axes from the same number for each.
std::string numbers(const PerAxis& value) {
  if (value.given == 1) return fmt::format("{}", value.cols);
  if (value.given == 2) return fmt::format("{}x{}", value.rows, value.cols);
  return fmt::format("{}x{}x{}", value.depth, value.rows, value.cols);
}

std::string padding(const Padding& value) {
  if (const auto* rule = std::get_if<PaddingRule>(&value)) return word(*rule);
  if (const auto* all = std::get_if<PerAxis>(&value)) return numbers(*all);
  return "sided";
}

/// Everything that is set, in the order of the members.
std::string said(const LayerOptions& options) {
  constexpr std::string_view ops[] = {"conv", "max", "avg"};
  constexpr std::string_view modes[] = {"zeros", "reflect", "replicate", "circular"};
  std::string text;
  const auto add = [&text](std::string_view name, const std::string& value) {
    text += fmt::format("{}{}={}", text.empty() ? "" : " ", name, value);
  };
  const auto add_axes = [&](std::string_view name, const std::optional<PerAxis>& value) {
    if (value) add(name, numbers(*value));
  };
  const auto add_bool = [&](std::string_view name, const std::optional<bool>& value) {
    if (value) add(name, *value ? "yes" : "no");
  };
  const auto add_int = [&](std::string_view name, const std::optional<int>& value) {
    if (value) add(name, fmt::format("{}", *value));
  };
  if (options.op) add("op", std::string(ops[static_cast<std::size_t>(*options.op)]));
  add_int("dims", options.dims);
  add_axes("n", options.n);
  add_axes("k", options.k);
  add_axes("s", options.s);
  if (options.p) add("p", padding(*options.p));
  if (options.padding_mode) add("mode", std::string(modes[static_cast<std::size_t>(*options.padding_mode)]));
  add_axes("d", options.d);
  add_bool("transposed", options.transposed);
  add_axes("a", options.a);
  add_axes("output_size", options.output_size);
  add_bool("ceil", options.ceil_mode);
  add_bool("count", options.count_include_pad);
  add_int("divisor", options.divisor_override);
  add_axes("adaptive", options.adaptive);
  add_int("channels", options.channels);
  add_int("filters", options.filters);
  add_int("groups", options.groups);
  add_int("multiplier", options.depth_multiplier);
  add_int("pointwise", options.pointwise);
  add_bool("bias", options.has_bias);
  return text;
}

struct Case {
  std::string text;
  std::string expected;
};

void PrintTo(const Case& example, std::ostream* stream) {
  *stream << example.text;
}

/// As they are printed, without "convarith: error: ".
std::string lines(const Problems& problems) {
  std::string text;
  for (const Problem& problem : problems) {
    text += fmt::format("{}{}: {}; {}", text.empty() ? "" : "\n", problem.where, problem.why, problem.hint);
  }
  return text;
}

class GoodLayer : public ::testing::TestWithParam<Case> {};

TEST_P(GoodLayer, BecomesOptions) {
  const Result<LayerOptions> options = parse_layer_text(GetParam().text);
  ASSERT_TRUE(options) << lines(options.problems());
  EXPECT_EQ(said(*options), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    PyTorch, GoodLayer,
    ::testing::ValuesIn(std::vector<Case>{
        {"nn.Conv2d(16, 33, (3, 5), stride=(2, 1), padding=(4, 2), dilation=(3, 1))",
         "op=conv dims=2 k=3x5 s=2x1 p=4x2 d=3x1 channels=16 filters=33 bias=yes"},
        {"Conv2d(1, 2, 3)", "op=conv dims=2 k=3 channels=1 filters=2 bias=yes"},
        {"torch.nn.Conv1d(1, 2, 3)", "op=conv dims=1 k=3 channels=1 filters=2 bias=yes"},
        {"nn.Conv1d(1, 2, (3,), stride=[2])", "op=conv dims=1 k=3 s=2 channels=1 filters=2 bias=yes"},
        {"nn.Conv3d(1, 2, (2, 3, 5), (4, 5, 6))", "op=conv dims=3 k=2x3x5 s=4x5x6 channels=1 filters=2 bias=yes"},
        {"nn.Conv2d(4, 8, 3, 2, 1, 5, 4, False, 'reflect', 'cuda', torch.float16)",
         "op=conv dims=2 k=3 s=2 p=1 mode=reflect d=5 channels=4 filters=8 groups=4 bias=no"},
        {"nn.Conv2d(kernel_size=3, out_channels=2, in_channels=1, device=None, dtype=torch.float32)",
         "op=conv dims=2 k=3 channels=1 filters=2 bias=yes"},
        {"nn.Conv2d(1, 1, 3, padding='same')", "op=conv dims=2 k=3 p=same channels=1 filters=1 bias=yes"},
        {"nn.Conv2d(1, 1, 3, padding=\"valid\", stride=2)",
         "op=conv dims=2 k=3 s=2 p=valid channels=1 filters=1 bias=yes"},
        {"nn.Conv2d(1, 1, 3, padding='same', stride=(1, 1))",
         "op=conv dims=2 k=3 s=1x1 p=same channels=1 filters=1 bias=yes"},
        {"nn.ConvTranspose2d(2, 4, 3, 2, 1, 1, 2, False, 3, 'zeros')",
         "op=conv dims=2 k=3 s=2 p=1 mode=zeros d=3 transposed=yes a=1 channels=2 filters=4 groups=2 bias=no"},
        {"nn.ConvTranspose1d(1, 1, 4)", "op=conv dims=1 k=4 transposed=yes channels=1 filters=1 bias=yes"},
        {"nn.ConvTranspose3d(1, 1, 4, output_padding=(1, 0, 1), stride=2)",
         "op=conv dims=3 k=4 s=2 transposed=yes a=1x0x1 channels=1 filters=1 bias=yes"},
        {"nn.MaxPool2d(2)", "op=max dims=2 k=2"},
        {"nn.MaxPool2d(3, None, 1, 2, True, True)", "op=max dims=2 k=3 p=1 d=2 ceil=yes"},
        {"nn.MaxPool1d(3, stride=2)", "op=max dims=1 k=3 s=2"},
        {"nn.MaxPool3d((1, 2, 3), ceil_mode=False)", "op=max dims=3 k=1x2x3 ceil=no"},
        {"nn.AvgPool2d(3, 2, 1, True, False, 4)", "op=avg dims=2 k=3 s=2 p=1 ceil=yes count=no divisor=4"},
        {"nn.AvgPool2d(3, divisor_override=None)", "op=avg dims=2 k=3"},
        {"nn.AvgPool1d(3, 2, 1, True, True)", "op=avg dims=1 k=3 s=2 p=1 ceil=yes count=yes"},
        {"nn.AvgPool3d(3)", "op=avg dims=3 k=3"},
        {"nn.AdaptiveAvgPool2d((5, 7))", "op=avg dims=2 adaptive=5x7"},
        {"nn.AdaptiveAvgPool1d(5)", "op=avg dims=1 adaptive=5"},
        {"nn.AdaptiveMaxPool3d(output_size=(1, 2, 3), return_indices=True)", "op=max dims=3 adaptive=1x2x3"},
        // As printed.
        {"Conv2d(16, 33, kernel_size=(3, 5), stride=(2, 1))",
         "op=conv dims=2 k=3x5 s=2x1 channels=16 filters=33 bias=yes"},
        {"Conv2d(1, 2, kernel_size=(3, 3), stride=(1, 1), padding=same)",
         "op=conv dims=2 k=3x3 s=1x1 p=same channels=1 filters=2 bias=yes"},
        {"Conv2d(2, 2, kernel_size=(1, 1), stride=(1, 1), bias=False)",
         "op=conv dims=2 k=1x1 s=1x1 channels=2 filters=2 bias=no"},
        {"Conv2d(1, 1, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1), padding_mode=reflect)",
         "op=conv dims=2 k=3x3 s=1x1 p=1x1 mode=reflect channels=1 filters=1 bias=yes"},
        {"Conv1d(1, 1, kernel_size=(3,), stride=(1,))", "op=conv dims=1 k=3 s=1 channels=1 filters=1 bias=yes"},
        {"MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)",
         "op=max dims=2 k=2 s=2 p=0 d=1 ceil=no"},
        {"AvgPool1d(kernel_size=(2,), stride=(2,), padding=(0,))", "op=avg dims=1 k=2 s=2 p=0"},
        {"AdaptiveAvgPool2d(output_size=(1, 1))", "op=avg dims=2 adaptive=1x1"},
    }));

INSTANTIATE_TEST_SUITE_P(
    Keras, GoodLayer,
    ::testing::ValuesIn(std::vector<Case>{
        {"keras.layers.Conv2D(32, 3)", "op=conv dims=2 k=3 filters=32 bias=yes"},
        {"tf.keras.layers.Conv2D(32, (3, 5), strides=(2, 1), padding='same')",
         "op=conv dims=2 k=3x5 s=2x1 p=tf_same filters=32 bias=yes"},
        {"layers.Conv1D(8, 3, padding=\"causal\", dilation_rate=4)",
         "op=conv dims=1 k=3 p=causal d=4 filters=8 bias=yes"},
        {"Conv3D(8, 3, 2, 'valid', None, 1, 2, 'relu', False)",
         "op=conv dims=3 k=3 s=2 p=valid d=1 filters=8 groups=2 bias=no"},
        {"Convolution2D(8, 3, padding='SAME')", "op=conv dims=2 k=3 p=tf_same filters=8 bias=yes"},
        {"Conv2D(filters=8, kernel_size=3, data_format='channels_first', name=\"a, (b\", "
         "activation=tf.nn.relu, kernel_initializer=keras.initializers.HeNormal(seed=[1, (2)]), "
         "kernel_regularizer=l2(1e-4), trainable=True, dtype=None, input_shape=size)",
         "op=conv dims=2 k=3 filters=8 bias=yes"},
        {"Conv2D(32, 3, input_shape=(28, 28, 3))", "op=conv dims=2 n=28x28 k=3 channels=3 filters=32 bias=yes"},
        {"Conv2D(32, 3, input_shape=[3, 20, 28], data_format='channels_first')",
         "op=conv dims=2 n=20x28 k=3 channels=3 filters=32 bias=yes"},
        {"Conv2D(32, 3, 1, 'valid', 'channels_first', input_shape=(3, 20, 28))",
         "op=conv dims=2 n=20x28 k=3 s=1 p=valid channels=3 filters=32 bias=yes"},
        {"Conv1D(32, 3, batch_input_shape=(None, 100, 4))", "op=conv dims=1 n=100 k=3 channels=4 filters=32 bias=yes"},
        {"MaxPooling3D(batch_shape=(8, 4, 5, 6, 2))", "op=max dims=3 n=4x5x6 k=2 channels=2"},
        {"Conv2D(32, 3, input_shape=(None, None, 3))", "op=conv dims=2 k=3 channels=3 filters=32 bias=yes"},
        {"Conv2D(32, 3, input_shape=(rows, cols, 1))", "op=conv dims=2 k=3 channels=1 filters=32 bias=yes"},
        {"SeparableConv2D(8, 3, kernel_initializer='he_normal', kernel_constraint=None)",
         "op=conv dims=2 k=3 multiplier=1 pointwise=8 bias=yes"},
        {"DepthwiseConv2D(3, kernel_regularizer=None)", "op=conv dims=2 k=3 multiplier=1 bias=yes"},
        {"Conv2DTranspose(8, 3, 2, 'same', 1)",
         "op=conv dims=2 k=3 s=2 p=tf_same transposed=yes a=1 filters=8 bias=yes"},
        {"Conv2DTranspose(8, 3, strides=2, output_padding=None, use_bias=False)",
         "op=conv dims=2 k=3 s=2 p=valid transposed=yes filters=8 bias=no"},
        {"Conv1DTranspose(8, 3)", "op=conv dims=1 k=3 p=valid transposed=yes filters=8 bias=yes"},
        {"Conv3DTranspose(8, 3)", "op=conv dims=3 k=3 p=valid transposed=yes filters=8 bias=yes"},
        {"DepthwiseConv2D(3, depth_multiplier=2)", "op=conv dims=2 k=3 multiplier=2 bias=yes"},
        {"SeparableConv2D(8, 3)", "op=conv dims=2 k=3 multiplier=1 pointwise=8 bias=yes"},
        {"keras.layers.SeparableConv2D(filters=8, kernel_size=(3, 5), strides=(2, 2), padding='same', "
         "data_format=None, dilation_rate=1, depth_multiplier=2, activation='relu', use_bias=False, "
         "depthwise_initializer='he_normal', pointwise_constraint=None)",
         "op=conv dims=2 k=3x5 s=2x2 p=tf_same d=1 multiplier=2 pointwise=8 bias=no"},
        {"SeparableConvolution1D(4, 3, 1, 'valid', None, 2, 3)",
         "op=conv dims=1 k=3 s=1 p=valid d=2 multiplier=3 pointwise=4 bias=yes"},
        {"MaxPooling2D()", "op=max dims=2 k=2"},
        {"MaxPool2D((2, 3), strides=None, padding='same')", "op=max dims=2 k=2x3 p=tf_same"},
        {"MaxPooling1D(pool_size=3, strides=1)", "op=max dims=1 k=3 s=1"},
        {"AveragePooling3D(2)", "op=avg dims=3 k=2 count=no"},
        {"AvgPool2D(pool_size=(2, 2), padding='valid')", "op=avg dims=2 k=2x2 p=valid count=no"},
        {"GlobalAveragePooling2D()", "op=avg dims=2 adaptive=1"},
        {"GlobalMaxPool1D(keepdims=True)", "op=max dims=1 adaptive=1"},
    }));

INSTANTIATE_TEST_SUITE_P(
    Keras1, GoodLayer,
    ::testing::ValuesIn(std::vector<Case>{
        {"Convolution2D(32, 3, 5)", "op=conv dims=2 k=3x5 filters=32 bias=yes"},
        {"Convolution2D(32, 3, 3, border_mode='same', subsample=(2, 2), dim_ordering='th', input_shape=(3, 20, 28), "
         "init='glorot_uniform', W_regularizer=l2(0.01))",
         "op=conv dims=2 n=20x28 k=3x3 s=2x2 p=tf_same channels=3 filters=32 bias=yes"},
        {"Convolution2D(32, 3, 3, 'he_normal', 'relu')", "op=conv dims=2 k=3x3 filters=32 bias=yes"},
        {"Convolution2D(nb_filter=32, nb_row=3, nb_col=5)", "op=conv dims=2 k=3x5 filters=32 bias=yes"},
        {"Convolution3D(4, 2, 3, 5)", "op=conv dims=3 k=2x3x5 filters=4 bias=yes"},
        {"Convolution1D(64, 3, 2)", "op=conv dims=1 k=3 s=2 filters=64 bias=yes"},
        {"Convolution1D(nb_filter=64, filter_length=3, subsample_length=2)",
         "op=conv dims=1 k=3 s=2 filters=64 bias=yes"},
        {"SeparableConvolution2D(32, 3, 3)", "op=conv dims=2 k=3x3 multiplier=1 pointwise=32 bias=yes"},
        {"Convolution2D(32, (3, 3), 2)", "op=conv dims=2 k=3x3 s=2 filters=32 bias=yes"},
        {"Convolution2D(32, 3, strides=3)", "op=conv dims=2 k=3 s=3 filters=32 bias=yes"},
        {"Conv2D(32, 3, 3)", "op=conv dims=2 k=3 s=3 filters=32 bias=yes"},
    }));

INSTANTIATE_TEST_SUITE_P(AsCopied, GoodLayer,
                         ::testing::ValuesIn(std::vector<Case>{
                             {"  nn.MaxPool2d ( 2 , )  \n", "op=max dims=2 k=2"},
                             {"nn.Conv2d(\n\t1,  # in\n\t1,\r\n\t( 3 ,\n5, ),\n)\n",
                              "op=conv dims=2 k=3x5 channels=1 filters=1 bias=yes"},
                             {"self.pool = nn.MaxPool2d(2)", "op=max dims=2 k=2"},
                             {"(0): MaxPool2d(kernel_size=2)", "op=max dims=2 k=2"},
                             {"(layer1.0.conv1): MaxPool2d(kernel_size=2)", "op=max dims=2 k=2"},
                             {"nn.MaxPool2d(2),", "op=max dims=2 k=2"},
                             {"nn.MaxPool2d(2)  # halves it", "op=max dims=2 k=2"},
                             {"x = layers.MaxPooling2D(2, name='it\\'s')(x)", "op=max dims=2 k=2"},
                             {"nn.MaxPool2d((2))", "op=max dims=2 k=2"},
                             {"nn.MaxPool2d(+2, -1)", "op=max dims=2 k=2 s=-1"},
                             {"nn.MaxPool2d(2147483647)", "op=max dims=2 k=2147483647"},
                             {"\u00a0nn.MaxPool2d(2,\u2009stride\u202f=\u00a01\u3000)\u200b", "op=max dims=2 k=2 s=1"},
                             {"nn.MaxPool2d(2, stride=1, **kwargs)", "op=max dims=2 k=2 s=1"},
                             {"MaxPool2D(2, **common, strides=1)", "op=max dims=2 k=2 s=1"},
                             {"nn.LazyConv2d(8, 3, padding=1)", "op=conv dims=2 k=3 p=1 filters=8 bias=yes"},
                         }));

class BadLayer : public ::testing::TestWithParam<Case> {};

TEST_P(BadLayer, IsRefused) {
  const Result<LayerOptions> options = parse_layer_text(GetParam().text);
  ASSERT_FALSE(options) << said(*options);
  for (const Problem& problem : options.problems()) EXPECT_EQ(problem.kind, Problem::Kind::usage);
  EXPECT_EQ(lines(options.problems()), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Syntax, BadLayer,
    ::testing::ValuesIn(std::vector<Case>{
        {"", R"(--layer: the text is empty; give a layer such as nn.Conv2d(1, 1, 3))"},
        {"  \n ", R"(--layer: the text is empty; give a layer such as nn.Conv2d(1, 1, 3))"},
        {"nn.Conv2d", R"(--layer: column 10: '(' is missing after nn.Conv2d; give a layer such as nn.Conv2d(1, 1, 3)
  nn.Conv2d
           ^)"},
        {"(0)", R"(--layer: column 1: the name of a layer is missing; give a layer such as nn.Conv2d(1, 1, 3)
  (0)
  ^)"},
        {"(", R"(--layer: column 1: the name of a layer is missing; give a layer such as nn.Conv2d(1, 1, 3)
  (
  ^)"},
        {"3", R"(--layer: column 1: the name of a layer is missing; give a layer such as nn.Conv2d(1, 1, 3)
  3
  ^)"},
        {"nn.Conv2d(1, 1, 3", R"(--layer: column 18: the arguments don't end; add ')'
  nn.Conv2d(1, 1, 3
                   ^)"},
        {"nn.Conv2d(1, 1, (3, 5)", R"(--layer: column 23: the arguments don't end; add ')'
  nn.Conv2d(1, 1, (3, 5)
                        ^)"},
        {"nn.Conv2d(1, 1, (3, 5", R"(--layer: column 17: '(' isn't closed; add ')'
  nn.Conv2d(1, 1, (3, 5
                  ^)"},
        {"MaxPool2D(2)(x", R"(--layer: column 13: '(' isn't closed; add ')'
  MaxPool2D(2)(x
              ^)"},
        {"nn.Conv2d(1, 1, [3, 5))", R"(--layer: column 22: ')' is out of place; leave it out, or add what it closes
  nn.Conv2d(1, 1, [3, 5))
                       ^)"},
        {"nn.Conv2d(1, 1, 3]", R"(--layer: column 18: ']' is out of place; leave it out, or add what it closes
  nn.Conv2d(1, 1, 3]
                   ^)"},
        {"nn.Conv2d(1, 1, padding='same)", R"(--layer: column 25: the string doesn't end; add '
  nn.Conv2d(1, 1, padding='same)
                          ^)"},
        {"nn.Conv2d(1, , 3)", R"(--layer: column 14: a value is missing; add one, or leave out the comma or name
  nn.Conv2d(1, , 3)
               ^)"},
        {"nn.Conv2d(1, 1, stride=)", R"(--layer: column 24: a value is missing; add one, or leave out the comma or name
  nn.Conv2d(1, 1, stride=)
                         ^)"},
        {"nn.Conv2d(1, 1, stride=", R"(--layer: column 24: the arguments don't end; add ')'
  nn.Conv2d(1, 1, stride=
                         ^)"},
        {"nn.Conv2d(,)", R"(--layer: column 11: a value is missing; add one, or leave out the comma or name
  nn.Conv2d(,)
            ^)"},
        {"nn.MaxPool2d(2), nn.MaxPool2d(2)", R"(--layer: column 18: the layer ends before this; give one layer only
  nn.MaxPool2d(2), nn.MaxPool2d(2)
                   ^)"},
        {"nn.MaxPool2d(2))", R"(--layer: column 16: the layer ends before this; give one layer only
  nn.MaxPool2d(2))
                 ^)"},
        {"nn.MaxPool2d(2) nn", R"(--layer: column 17: the layer ends before this; give one layer only
  nn.MaxPool2d(2) nn
                  ^)"},
    }));

INSTANTIATE_TEST_SUITE_P(
    Names, BadLayer,
    ::testing::ValuesIn(std::vector<Case>{
        {"nn.Linear(3, 4)",
         R"(--layer: column 1: there is no convolution or pooling layer 'nn.Linear'; give a convolution or pooling layer of PyTorch or Keras, such as nn.Conv2d(1, 1, 3)
  nn.Linear(3, 4)
  ^)"},
        {"nn.Conv2D(1, 1, 3)",
         R"(--layer: column 1: there is no convolution or pooling layer 'nn.Conv2D'; did you mean Conv2d?
  nn.Conv2D(1, 1, 3)
  ^)"},
        {"conv2d(1, 1, 3)",
         R"(--layer: column 1: there is no convolution or pooling layer 'conv2d'; did you mean Conv2d, Conv2D?
  conv2d(1, 1, 3)
  ^)"},
        {"nn.AvgPool(2)",
         R"(--layer: column 1: there is no convolution or pooling layer 'nn.AvgPool'; did you mean AvgPool1d, AvgPool2d, AvgPool3d?
  nn.AvgPool(2)
  ^)"},
        {"tfl.Conv2D(1, 3)",
         R"(--layer: column 1: there is no convolution or pooling layer 'tfl.Conv2D'; did you mean Conv2D?
  tfl.Conv2D(1, 3)
  ^)"},
        {"MaxPooling4D(2)",
         R"(--layer: column 1: there is no convolution or pooling layer 'MaxPooling4D'; did you mean MaxPooling1D, MaxPooling2D, MaxPooling3D?
  MaxPooling4D(2)
  ^)"},
        {"Sequential((0): Conv2d(1, 1, 3))",
         R"(--layer: column 1: there is no convolution or pooling layer 'Sequential'; give a convolution or pooling layer of PyTorch or Keras, such as nn.Conv2d(1, 1, 3)
  Sequential((0): Conv2d(1, 1, 3))
  ^)"},
        {"größe.Conv2d(1, 1, 3, p=1)",
         R"(--layer: column 1: there is no convolution or pooling layer 'größe.Conv2d'; did you mean Conv2d?
  größe.Conv2d(1, 1, 3, p=1)
  ^)"},
    }));

INSTANTIATE_TEST_SUITE_P(
    Arguments, BadLayer,
    ::testing::ValuesIn(std::vector<Case>{
        {"nn.Conv2d(1, strid=2)", R"(--layer: column 14: 'strid' is not an argument of Conv2d; did you mean stride?
  nn.Conv2d(1, strid=2)
               ^)"},
        {"nn.Conv2d(1, 1, kernel_sise=3)",
         R"(--layer: column 17: 'kernel_sise' is not an argument of Conv2d; did you mean kernel_size?
  nn.Conv2d(1, 1, kernel_sise=3)
                  ^)"},
        {"nn.MaxPool2d(2, bias=True)",
         R"(--layer: column 17: 'bias' is not an argument of MaxPool2d; choose from kernel_size, stride, padding, dilation, ceil_mode
  nn.MaxPool2d(2, bias=True)
                  ^)"},
        {"nn.Conv2d(1, 1)", R"(--layer: column 15: Conv2d needs kernel_size; add it
  nn.Conv2d(1, 1)
                ^)"},
        {"nn.Conv2d()", R"(--layer: column 11: Conv2d needs in_channels, out_channels and kernel_size; add them
  nn.Conv2d()
            ^)"},
        {"nn.AdaptiveAvgPool2d()", R"(--layer: column 22: AdaptiveAvgPool2d needs output_size; add it
  nn.AdaptiveAvgPool2d()
                       ^)"},
        {"nn.Conv2d(1, 1, 3, kernel_size=5)", R"(--layer: column 20: kernel_size is given twice; leave one of them out
  nn.Conv2d(1, 1, 3, kernel_size=5)
                     ^)"},
        {"nn.MaxPool2d(2, stride=2, stride=3)", R"(--layer: column 27: stride is given twice; leave one of them out
  nn.MaxPool2d(2, stride=2, stride=3)
                            ^)"},
        {"nn.AvgPool1d(3, 2, 1, True, True, 4)",
         R"(--layer: column 35: AvgPool1d takes at most 5 arguments; leave out the rest
  nn.AvgPool1d(3, 2, 1, True, True, 4)
                                    ^)"},
        {"nn.MaxPool2d(kernel_size=2, 3)",
         R"(--layer: column 29: an argument without a name can't follow one with a name; put it before those with names
  nn.MaxPool2d(kernel_size=2, 3)
                              ^)"},
        {"nn.AdaptiveAvgPool2d(5, True)",
         R"(--layer: column 25: AdaptiveAvgPool2d takes at most 1 argument; leave out the rest
  nn.AdaptiveAvgPool2d(5, True)
                          ^)"},
        {"Conv2DTranspose(8, 3, groups=2)",
         R"(--layer: column 23: 'groups' is not an argument of Conv2DTranspose; choose from filters, kernel_size, strides, padding, output_padding, dilation_rate, use_bias
  Conv2DTranspose(8, 3, groups=2)
                        ^)"},
        {"Conv2D(8, 3, bias=False)",
         R"(--layer: column 14: 'bias' is not an argument of Conv2D; choose from filters, kernel_size, strides, padding, dilation_rate, groups, use_bias
  Conv2D(8, 3, bias=False)
               ^)"},
    }));

INSTANTIATE_TEST_SUITE_P(
    Values, BadLayer,
    ::testing::ValuesIn(std::vector<Case>{
        {"nn.Conv2d(1, 1, 3.0)", R"(--layer: column 17: kernel_size can't be 3.0; give a whole number or a tuple of 2
  nn.Conv2d(1, 1, 3.0)
                  ^)"},
        {"nn.Conv2d(1, 1, '3')", R"(--layer: column 17: kernel_size can't be '3'; give a whole number or a tuple of 2
  nn.Conv2d(1, 1, '3')
                  ^)"},
        {"nn.Conv2d(1, 1, None)", R"(--layer: column 17: kernel_size can't be None; give a whole number or a tuple of 2
  nn.Conv2d(1, 1, None)
                  ^)"},
        {"nn.Conv2d(1, 1, True)", R"(--layer: column 17: kernel_size can't be True; give a whole number or a tuple of 2
  nn.Conv2d(1, 1, True)
                  ^)"},
        {"nn.Conv2d(1, 1, (3, 5, 7))",
         R"(--layer: column 17: kernel_size has 3 numbers, but Conv2d has 2 axes; give a whole number or a tuple of 2
  nn.Conv2d(1, 1, (3, 5, 7))
                  ^)"},
        {"nn.Conv2d(1, 1, (3,))",
         R"(--layer: column 17: kernel_size has 1 number, but Conv2d has 2 axes; give a whole number or a tuple of 2
  nn.Conv2d(1, 1, (3,))
                  ^)"},
        {"nn.Conv1d(1, 1, (3, 5))",
         R"(--layer: column 17: kernel_size has 2 numbers, but Conv1d has 1 axis; give a whole number
  nn.Conv1d(1, 1, (3, 5))
                  ^)"},
        {"nn.Conv2d(1, 1, ((3, 5), 7))", R"(--layer: column 18: kernel_size can't be (3, 5); give whole numbers
  nn.Conv2d(1, 1, ((3, 5), 7))
                   ^)"},
        {"nn.Conv2d(1, 1, (3, 1.5))", R"(--layer: column 21: kernel_size can't be 1.5; give whole numbers
  nn.Conv2d(1, 1, (3, 1.5))
                      ^)"},
        {"nn.Conv2d(1, 1, ())",
         R"(--layer: column 17: kernel_size has 0 numbers, but Conv2d has 2 axes; give a whole number or a tuple of 2
  nn.Conv2d(1, 1, ())
                  ^)"},
        {"nn.Conv2d(1, 1, k)", R"(--layer: column 17: kernel_size can't be k; give a whole number or a tuple of 2
  nn.Conv2d(1, 1, k)
                  ^)"},
        {"nn.Conv2d(1, 1, 3, padding=3 // 2)",
         R"(--layer: column 28: padding can't be 3 // 2; give a whole number, a tuple of 2, 'valid' or 'same'
  nn.Conv2d(1, 1, 3, padding=3 // 2)
                             ^)"},
        {"nn.Conv2d((1, 1), 1, 3)", R"(--layer: column 11: in_channels can't be (1, 1); give a whole number
  nn.Conv2d((1, 1), 1, 3)
            ^)"},
        {"nn.Conv2d(1, 1, 3, bias=0)", R"(--layer: column 25: bias can't be 0; give True or False
  nn.Conv2d(1, 1, 3, bias=0)
                          ^)"},
        {"nn.MaxPool2d(3, padding=2)",
         R"(--layer: column 25: PyTorch pads a pooling by at most half its kernel, 3/2 = 1, not by 2; use padding=1 or less
  nn.MaxPool2d(3, padding=2)
                          ^)"},
        {"nn.AvgPool2d((2, 4), padding=(1, 3))",
         R"(--layer: column 30: PyTorch pads a pooling by at most half its kernel, 4/2 = 2, not by 3; use padding=2 or less
  nn.AvgPool2d((2, 4), padding=(1, 3))
                               ^)"},
        {"nn.MaxPool2d(**kwargs, 2)",
         R"(--layer: column 24: an argument without a name can't follow one with a name; put it before those with names
  nn.MaxPool2d(**kwargs, 2)
                         ^)"},
        {"Conv2D(32, 3, input_shape=(28, 28))",
         R"(--layer: column 27: input_shape has 2 numbers, but the input of Conv2D has 3; give the axes and the channels
  Conv2D(32, 3, input_shape=(28, 28))
                            ^)"},
        {"Conv2D(32, 3, input_shape=(28, 0, 1))",
         R"(--layer: column 32: the input can't have the size 0; give whole numbers of at least 1, or None
  Conv2D(32, 3, input_shape=(28, 0, 1))
                                 ^)"},
        {"nn.Conv2d(1, 1, *args)",
         R"(--layer: column 17: kernel_size can't be *args; give a whole number or a tuple of 2
  nn.Conv2d(1, 1, *args)
                  ^)"},
        {"nn.Conv2d(1, 1, 2147483648)",
         R"(--layer: column 17: 2147483648 is out of range for kernel_size; give at most 2147483647
  nn.Conv2d(1, 1, 2147483648)
                  ^)"},
        {"nn.Conv2d(1, 1, (3, -99999999999999999999999))",
         R"(--layer: column 21: -99999999999999999999999 is out of range for kernel_size; give at most 2147483647
  nn.Conv2d(1, 1, (3, -99999999999999999999999))
                      ^)"},
        {"nn.Conv2d(1, 1, 3, padding='full')",
         R"(--layer: column 28: padding can't be 'full'; give a whole number, a tuple of 2, 'valid' or 'same'
  nn.Conv2d(1, 1, 3, padding='full')
                             ^)"},
        {"nn.Conv1d(1, 1, 3, padding='SAME')",
         R"(--layer: column 28: padding can't be 'SAME'; give a whole number, 'valid' or 'same'
  nn.Conv1d(1, 1, 3, padding='SAME')
                             ^)"},
        {"nn.Conv2d(1, 1, 3, padding=None)",
         R"(--layer: column 28: padding can't be None; give a whole number, a tuple of 2, 'valid' or 'same'
  nn.Conv2d(1, 1, 3, padding=None)
                             ^)"},
        {"nn.ConvTranspose2d(1, 1, 3, padding='same')",
         R"(--layer: column 37: padding can't be 'same'; give a whole number or a tuple of 2
  nn.ConvTranspose2d(1, 1, 3, padding='same')
                                      ^)"},
        {"nn.MaxPool1d(2, padding='same')", R"(--layer: column 25: padding can't be 'same'; give a whole number
  nn.MaxPool1d(2, padding='same')
                          ^)"},
        {"nn.Conv2d(1, 1, 3, padding_mode='mirror')",
         R"(--layer: column 33: padding_mode can't be 'mirror'; give 'zeros', 'reflect', 'replicate' or 'circular'
  nn.Conv2d(1, 1, 3, padding_mode='mirror')
                                  ^)"},
        {"nn.ConvTranspose2d(1, 1, 3, padding_mode='reflect')",
         R"(--layer: column 42: padding_mode can't be 'reflect'; give 'zeros'
  nn.ConvTranspose2d(1, 1, 3, padding_mode='reflect')
                                           ^)"},
        {"nn.AdaptiveAvgPool2d((None, 5))",
         R"(--layer: column 23: output_size can't be None; None stands for the input's size: give that number
  nn.AdaptiveAvgPool2d((None, 5))
                        ^)"},
        {"nn.AdaptiveMaxPool2d(None)",
         R"(--layer: column 22: output_size can't be None; None stands for the input's size: give that number
  nn.AdaptiveMaxPool2d(None)
                       ^)"},
        {"SeparableConv2D(8)", R"(--layer: column 18: SeparableConv2D needs kernel_size; add it
  SeparableConv2D(8)
                   ^)"},
        {"SeparableConv2D(8, 3, groups=3)",
         R"(--layer: column 23: 'groups' is not an argument of SeparableConv2D; choose from filters, kernel_size, strides, padding, dilation_rate, depth_multiplier, use_bias
  SeparableConv2D(8, 3, groups=3)
                        ^)"},
        {"SeparableConv2D(8, 3, strides=2, dilation_rate=2)",
         R"(--layer: column 48: Keras does not allow strides above 1 together with a dilation_rate above 1; leave out one of them
  SeparableConv2D(8, 3, strides=2, dilation_rate=2)
                                                 ^)"},
        {"SeparableConv3D(8, 3)",
         R"(--layer: column 1: there is no convolution or pooling layer 'SeparableConv3D'; did you mean SeparableConv1D, SeparableConv2D?
  SeparableConv3D(8, 3)
  ^)"},
        {"Conv2D(8, 3, padding=1)", R"(--layer: column 22: padding can't be 1; give 'valid' or 'same'
  Conv2D(8, 3, padding=1)
                       ^)"},
        {"Conv2D(8, 3, padding='causal')", R"(--layer: column 22: padding can't be 'causal'; give 'valid' or 'same'
  Conv2D(8, 3, padding='causal')
                       ^)"},
        {"Conv1D(8, 3, padding='full')",
         R"(--layer: column 22: padding can't be 'full'; give 'valid', 'same' or 'causal'
  Conv1D(8, 3, padding='full')
                       ^)"},
        {"MaxPooling1D(2, padding='causal')", R"(--layer: column 25: padding can't be 'causal'; give 'valid' or 'same'
  MaxPooling1D(2, padding='causal')
                          ^)"},
        {"Conv2D(8, 3, strides=None)", R"(--layer: column 22: strides can't be None; give a whole number or a tuple of 2
  Conv2D(8, 3, strides=None)
                       ^)"},
        {"nn.Conv2d(a, b, 'c', d, bias=e)", R"(--layer: column 11: in_channels can't be a; give a whole number
  nn.Conv2d(a, b, 'c', d, bias=e)
            ^
--layer: column 14: out_channels can't be b; give a whole number
  nn.Conv2d(a, b, 'c', d, bias=e)
               ^
--layer: column 17: kernel_size can't be 'c'; give a whole number or a tuple of 2
  nn.Conv2d(a, b, 'c', d, bias=e)
                  ^
--layer: column 22: stride can't be d; give a whole number or a tuple of 2
  nn.Conv2d(a, b, 'c', d, bias=e)
                       ^
--layer: column 30: bias can't be e; give True or False
  nn.Conv2d(a, b, 'c', d, bias=e)
                               ^)"},
    }));

INSTANTIATE_TEST_SUITE_P(
    Together, BadLayer,
    ::testing::ValuesIn(std::vector<Case>{
        {"nn.Conv2d(1, 1, 3, padding='same', stride=(1, 2))",
         R"(--layer: column 28: PyTorch allows 'same' only with a stride of 1; give the padding as numbers, or leave out the stride
  nn.Conv2d(1, 1, 3, padding='same', stride=(1, 2))
                             ^)"},
        {"nn.Conv2d(1, 1, 3, stride=2, padding=same)",
         R"(--layer: column 38: PyTorch allows 'same' only with a stride of 1; give the padding as numbers, or leave out the stride
  nn.Conv2d(1, 1, 3, stride=2, padding=same)
                                       ^)"},
        {"Conv2D(8, 3, strides=2, dilation_rate=(1, 2))",
         R"(--layer: column 39: Keras does not allow strides above 1 together with a dilation_rate above 1; leave out one of them
  Conv2D(8, 3, strides=2, dilation_rate=(1, 2))
                                        ^)"},
        {"Conv2DTranspose(8, 3, strides=(1, 2), output_padding=1)",
         R"(--layer: column 54: output_padding must be less than strides, but 1 is not less than 1; use a smaller output_padding, or larger strides
  Conv2DTranspose(8, 3, strides=(1, 2), output_padding=1)
                                                       ^)"},
    }));

INSTANTIATE_TEST_SUITE_P(
    Places, BadLayer,
    ::testing::ValuesIn(std::vector<Case>{
        {"nn.Conv2d(\n    1, 1,\n    stride=2,\n    kernel='3',\n)",
         R"(--layer: line 4, column 5: 'kernel' is not an argument of Conv2d; did you mean kernel_size?
      kernel='3',
      ^)"},
        {"nn.Conv2d(\n\t1, 1, 3,\r\n\tpading=1)\n\n",
         R"(--layer: line 3, column 2: 'pading' is not an argument of Conv2d; did you mean padding?
   pading=1)
   ^)"},
        {"nn.MaxPool2d(größe=1, 2.5)",
         R"(--layer: column 23: an argument without a name can't follow one with a name; put it before those with names
  nn.MaxPool2d(größe=1, 2.5)
                        ^)"},
        {"nn.MaxPool2d(2, größe=1, kernal=2)",
         R"(--layer: column 17: 'größe' is not an argument of MaxPool2d; choose from kernel_size, stride, padding, dilation, ceil_mode
  nn.MaxPool2d(2, größe=1, kernal=2)
                  ^
--layer: column 26: 'kernal' is not an argument of MaxPool2d; choose from kernel_size, stride, padding, dilation, ceil_mode
  nn.MaxPool2d(2, größe=1, kernal=2)
                           ^)"},
        {"Conv2D(8, 3, "
         "name='"
         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
         "', strid=2, "
         "activation='yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy')",
         R"(--layer: column 132: 'strid' is not an argument of Conv2D; did you mean strides?
  ...xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', strid=2, activation='yyyyyyyyyyyyyyyyyyyyyyyyyy...
                                                    ^)"},
        {"nn.Conv2d(1, 1, "
         "dict(xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=1))",
         R"(--layer: column 17: kernel_size can't be dict(xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...; give a whole number or a tuple of 2
  nn.Conv2d(1, 1, dict(xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...
                  ^)"},
    }));

TEST(LayerText, OneTypedOnlyInPartIsRefused) {
  const std::string text = "(0): Conv2d(16, 33, kernel_size=(3, [5]), padding='same', bias=False, dtype=f({\"a\": 1}))";
  for (std::size_t length = 0; length < text.size(); ++length) {
    EXPECT_FALSE(parse_layer_text(text.substr(0, length))) << length;
  }
}

std::vector<std::string> remarks_on_text(const std::string& text) {
  return read_layer_text(text)->remarks;
}

TEST(LayerText, SaysWhichReadingWasTaken) {
  EXPECT_EQ(remarks_on_text("Convolution2D(32, 3, 3)"),
            std::vector<std::string>{"Convolution2D(32, 3, 3) is read as in Keras 1, with a kernel of 3 x 3; if the "
                                     "last number is the stride, name it: strides=3"});
  EXPECT_EQ(remarks_on_text("Convolution2D(32, 3, strides=3)"), std::vector<std::string>());
  EXPECT_EQ(remarks_on_text("Conv2D(32, 3, 3)"), std::vector<std::string>());
  EXPECT_EQ(remarks_on_text("nn.MaxPool2d(2, **more)").size(), 1u);
}

TEST(LayerText, KnowsTheWordsOfItsFramework) {
  EXPECT_EQ(read_layer_text("nn.ConvTranspose2d(1, 1, 3)")->words.at("a"), "output_padding");
  EXPECT_EQ(read_layer_text("Conv2D(1, 3)")->words.at("d"), "dilation_rate");
  EXPECT_EQ(read_layer_text("Conv2D(1, 3)")->framework, Framework::keras);
  EXPECT_EQ(read_layer_text("nn.MaxPool2d(3)")->framework, Framework::pytorch);
}

TEST(LayerText, NothingNestsTooDeep) {
  const std::string deep(100000, '(');
  EXPECT_FALSE(parse_layer_text(deep));
  EXPECT_FALSE(parse_layer_text("nn.MaxPool2d(" + deep));
  EXPECT_TRUE(parse_layer_text("MaxPool2D(name=" + deep + std::string(deep.size(), ')') + ")"));
}

TEST(LayerText, ControlCharactersAreNotShown) {
  const Result<LayerOptions> options = parse_layer_text("nn.MaxPool2d(2, \x1b[31m)");
  ASSERT_FALSE(options);
  EXPECT_EQ(lines(options.problems()).find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace convarith::testing::layer_text_test
