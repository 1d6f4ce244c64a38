#include "arithmetic/formula.hpp"

#include <gtest/gtest.h>

#include "tests/arithmetic/layers.hpp"

namespace convarith::testing::formula_test {
namespace {

constexpr FormulaFormat kText = FormulaFormat::text;
constexpr FormulaFormat kMarkdown = FormulaFormat::markdown;
constexpr FormulaFormat kLatex = FormulaFormat::latex;

using Texts = std::vector<std::string>;

Formula output_of(const LayerOptions& options, FormulaFormat format = kText) {
  return output_formula(*make_operation(options), format);
}

Formula padding_of(const LayerOptions& options, FormulaFormat format = kText) {
  return transposed_padding_formula(*make_operation(options), format);
}

LayerOptions with_padding(LayerOptions options, const Padding& padding) {
  options.p = padding;
  return options;
}

const LayerOptions kUneven = with_padding(convolution({5, 3, 2}), SidedPadding{{1, 2}, {1, 2}, {}});

TEST(Formula, OfAConvolution) {
  const Formula formula = output_of(convolution({5, 3, 2, 1}));
  EXPECT_EQ(formula.general, "m = ⌊(n + 2p − d(k−1) − 1)/s + 1⌋");
  EXPECT_EQ(formula.worked, Texts{"m = ⌊(5 + 2·1 − (3−1) − 1)/2 + 1⌋ = 3"});
}

TEST(Formula, SaysTheDilationOnlyWhereThereIsOne) {
  EXPECT_EQ(output_of(convolution({7, 3, 1, 0, 2})).worked, Texts{"m = ⌊(7 + 2·0 − 2·(3−1) − 1)/1 + 1⌋ = 3"});
}

TEST(Formula, IsWorkedForEachAxisWhereTheyDiffer) {
  EXPECT_EQ(output_of(convolution({5, 3, 2, 1}, {7, 2, 1, 0})).worked,
            (Texts{"m = ⌊(5 + 2·1 − (3−1) − 1)/2 + 1⌋ = 3", "m = ⌊(7 + 2·0 − (2−1) − 1)/1 + 1⌋ = 6"}));
}

TEST(Formula, AddsUpSidesThatDiffer) {
  const Formula formula = output_of(kUneven);
  EXPECT_EQ(formula.general, "m = ⌊(n + p + p′ − d(k−1) − 1)/s + 1⌋");
  EXPECT_EQ(formula.worked, Texts{"m = ⌊(5 + 1 + 2 − (3−1) − 1)/2 + 1⌋ = 3"});
}

TEST(Formula, OfTensorflowsPaddingIsItsOwn) {
  const Formula formula = output_of(with_padding(convolution({6, 3, 4}), PaddingRule::tf_same));
  EXPECT_EQ(formula.general, "m = ⌈n/s⌉");
  EXPECT_EQ(formula.worked, Texts{"m = ⌈6/4⌉ = 2"});
}

TEST(Formula, OfPoolingRoundsUpByCeilModeAndSaysWhatIsDropped) {
  LayerOptions options = convolution({10, 3, 2});
  options.op = Operator::max_pooling;
  options.ceil_mode = true;
  EXPECT_EQ(output_of(options).general, "m = ⌈(n + 2p − d(k−1) − 1)/s + 1⌉");
  EXPECT_EQ(output_of(options).worked, Texts{"m = ⌈(10 + 2·0 − (3−1) − 1)/2 + 1⌉ = 5"});
  options = convolution({9, 4, 4, 2});
  options.op = Operator::max_pooling;
  options.ceil_mode = true;
  EXPECT_EQ(output_of(options).worked,
            Texts{"m = ⌈(9 + 2·2 − (4−1) − 1)/4 + 1⌉ − 1 = 3 (the last window would begin in the padding)"});
}

TEST(Formula, OfATransposedConvolution) {
  const Formula formula = output_of(transposed({3, 3, 2, 1, 1, 1}));
  EXPECT_EQ(formula.general, "m = (n − 1)s − 2p + d(k−1) + a + 1");
  EXPECT_EQ(formula.worked, Texts{"m = (3 − 1)·2 − 2·1 + (3−1) + 1 + 1 = 6"});
  const Formula uneven = output_of(with_padding(transposed({3, 3, 2}), SidedPadding{{1, 0}, {1, 0}, {}}));
  EXPECT_EQ(uneven.general, "m = (n − 1)s − p − p′ + d(k−1) + a + 1");
  EXPECT_EQ(uneven.worked, Texts{"m = (3 − 1)·2 − 1 − 0 + (3−1) + 0 + 1 = 6"});
}

TEST(Formula, OfAdaptivePoolingIsItsWindow) {
  LayerOptions options;
  options.op = Operator::average_pooling;
  options.n = PerAxis{7, 7};
  options.adaptive = PerAxis{3, 3};
  EXPECT_EQ(output_of(options).general, "m given, window i: ⌊i·n/m⌋ … ⌈(i+1)·n/m⌉ − 1");
  EXPECT_EQ(output_of(options).worked, Texts{"m = 3, window i: ⌊i·7/3⌋ … ⌈(i+1)·7/3⌉ − 1"});
  EXPECT_EQ(output_of(options, kLatex).general,
            "m \\text{ given}, \\text{window } i\\colon \\left\\lfloor \\frac{i \\cdot n}{m} \\right\\rfloor \\dots "
            "\\left\\lceil \\frac{(i+1) \\cdot n}{m} \\right\\rceil - 1");
}

TEST(Formula, InLatex) {
  const Formula formula = output_of(kUneven, kLatex);
  EXPECT_EQ(formula.general, "m = \\left\\lfloor \\frac{n + p + p' - d(k-1) - 1}{s} + 1 \\right\\rfloor");
  EXPECT_EQ(formula.worked, Texts{"m = \\left\\lfloor \\frac{5 + 1 + 2 - (3-1) - 1}{2} + 1 \\right\\rfloor = 3"});
  LayerOptions options = convolution({9, 4, 4, 2});
  options.op = Operator::max_pooling;
  options.ceil_mode = true;
  EXPECT_EQ(output_of(options, kLatex).worked,
            Texts{"m = \\left\\lceil \\frac{9 + 2 \\cdot 2 - (4-1) - 1}{4} + 1 \\right\\rceil - 1 = 3 "
                  "\\quad \\text{(the last window would begin in the padding)}"});
}

TEST(Formula, InMarkdownStandsBetweenDollarSigns) {
  const Formula formula = output_of(convolution({5, 3, 2, 1}), kMarkdown);
  EXPECT_EQ(formula.general, "$m = \\left\\lfloor \\frac{n + 2p - d(k-1) - 1}{s} + 1 \\right\\rfloor$");
  EXPECT_EQ(formula.worked,
            Texts{"$m = \\left\\lfloor \\frac{5 + 2 \\cdot 1 - (3-1) - 1}{2} + 1 \\right\\rfloor = 3$"});
}

TEST(Formula, OfThePaddingOfATransposedConvolution) {
  const Formula formula = padding_of(transposed({3, 3, 2, 1, 2}));
  EXPECT_EQ(formula.general, "p_t = d(k−1) − p");
  EXPECT_EQ(formula.worked, Texts{"p_t = 2·(3−1) − 1 = 3"});
  EXPECT_EQ(padding_of(transposed({9, 3, 2, 4})).worked, Texts{"p_t = (3−1) − 4 = −2"});
  const LayerOptions uneven = with_padding(transposed({3, 3, 2}), SidedPadding{{1, 0}, {1, 0}, {}});
  EXPECT_EQ(padding_of(uneven).general, "p_t = d(k−1) − p, p_t′ = d(k−1) − p′");
  EXPECT_EQ(padding_of(uneven, kLatex).worked, Texts{"p_t = (3-1) - 1 = 1, p_t' = (3-1) - 0 = 2"});
}

TEST(Words, SayThatA1x1ConvolutionFollows) {
  LayerOptions options = bare(5, 3);
  options.channels = options.groups = 3;
  options.pointwise = 4;
  const Chain depthwise = *make_chain(options);
  EXPECT_EQ(kind_text(depthwise), "depthwise-separable convolution");
  EXPECT_EQ(parameters_text(depthwise),
            "n = 5, k = 3, s = 1, p = 0, 3 channels, 3 filters, 3 groups, 1 × 1 to 4 channels");
  options.groups = 1;
  options.pointwise = 1;
  EXPECT_EQ(kind_text(*make_chain(options)), "convolution and 1 × 1 convolution");
  EXPECT_EQ(parameters_text(*make_chain(options)), "n = 5, k = 3, s = 1, p = 0, 3 channels, 1 × 1 to 1 channel");
  const Chain pooled = *make_chain({*make_operation(bare(5, 3)), *make_operation(bare(3, 3, Operator::max_pooling))});
  EXPECT_EQ(kind_text(pooled), "convolution and max pooling");
  EXPECT_EQ(parameters_text(pooled), "n = 5, k = 3, s = 1, p = 0, then n = 3, k = 3, s = 3, p = 0");
  LayerOptions plain = bare(5, 3);
  EXPECT_EQ(kind_text(*make_chain(plain)), "convolution");
}

}  // namespace
}  // namespace convarith::testing::formula_test
