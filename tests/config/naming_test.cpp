#include "config/naming.hpp"

#include <gtest/gtest.h>

#include "config/preset.hpp"

namespace convarith::testing::naming_test {
namespace {

Request request(const std::string& json) {
  return read_preset(json, "test", "")->request;
}

std::string name_of(const std::string& json) {
  return name_from_parameters(request(json));
}

TEST(NameFromParameters, SaysWhatTheLayerIs) {
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "s": 2, "p": 1})"), "conv_n5_k3_s2_p1");
  EXPECT_EQ(name_of(R"({"n": 3, "k": 3, "s": 2, "p": 1, "a": 1, "transposed": true})"), "convt_n3_k3_s2_p1_a1");
  EXPECT_EQ(name_of(R"({"n": 4, "k": 2, "s": 1, "op": "max"})"), "maxpool_n4_k2_s1");
  EXPECT_EQ(name_of(R"({"n": 4, "k": 2, "op": "avg", "p": 1})"), "avgpool_n4_k2_p1");
}

TEST(NameFromParameters, LeavesOutDefaults) {
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "s": 1, "p": 0, "d": 1, "a": 0, "transposed": false})"), "conv_n5_k3");
  EXPECT_EQ(name_of(R"({"n": 4, "k": [2, 3], "s": [2, 3], "op": "max"})"), "maxpool_n4_k2x3");
}

TEST(NameFromParameters, AxesThatDifferAreWrittenOut) {
  EXPECT_EQ(name_of(R"({"n": [5, 7], "k": [3, 3], "p": [0, 1]})"), "conv_n5x7_k3_p0x1");
}

TEST(NameFromParameters, IsAValidName) {
  EXPECT_TRUE(check_name(name_of(R"({"n": [5, 7], "k": [1, 2], "s": 2, "p": [0, 1], "d": 3, "transposed": true})")));
}

TEST(NameFromParameters, HasWordsAndSidesOfPadding) {
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "p": "same"})"), "conv_n5_k3_psame");
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "p": [[1, 0], [2, 3]], "padding_mode": "reflect"})"),
            "conv_n5_k3_p1-0-2-3_padding_mode_reflect");
}

TEST(NameFromParameters, TellsOneDimensionFromTwo) {
  EXPECT_EQ(name_of(R"({"n": 7, "k": 3, "dims": 1})"), "conv1d_n7_k3");
  EXPECT_EQ(name_of(R"({"n": 7, "k": 3, "dims": 1, "op": "max"})"), "maxpool1d_n7_k3");
}

TEST(NameFromParameters, HasWhatMakesAPoolingSpecial) {
  EXPECT_EQ(name_of(R"({"op": "avg", "n": 5, "k": 2, "ceil_mode": true, "count_include_pad": false})"),
            "avgpool_n5_k2_c_count_include_pad_no");
  EXPECT_EQ(name_of(R"({"op": "max", "n": 5, "adaptive": [2, 3]})"), "maxpool_n5_adaptive2x3");
}

TEST(NameFromParameters, HasChannels) {
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "channels": 4, "filters": 2, "groups": 2})"),
            "conv_n5_k3_channels4_filters2_groups2");
}

TEST(NameFromParameters, HasThe1x1ThatFollows) {
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "channels": 3, "filters": 3, "groups": 3, "pointwise": 4})"),
            "conv_n5_k3_channels3_filters3_groups3_pw4");
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "pointwise": 1})"), "conv_n5_k3_pw1");
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "pointwise": 1, "pointwise_weights": [[2]], "has_bias": true})"),
            "conv_n5_k3_pw1_bias_values");
}

TEST(NameFromParameters, HasTheBias) {
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "has_bias": true})"), "conv_n5_k3_bias");
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "has_bias": false})"), "conv_n5_k3");
}

TEST(NameFromParameters, SaysWhetherThereAreNumbers) {
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "random": 7})"), "conv_n5_k3_random7");
  EXPECT_EQ(name_of(R"({"n": 1, "k": 1, "values": [[1]]})"), "conv_n1_k1_values");
  EXPECT_EQ(name_of(R"({"n": 1, "k": 1, "values": [[1]], "weights": [[2]], "random": 0})"),
            "conv_n1_k1_values_random0");
  EXPECT_EQ(name_of(R"({"n": 1, "k": 1, "has_bias": true, "bias": [2]})"), "conv_n1_k1_values");
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "random": 7, "precision": 2, "has_bias": true})"),
            "conv_n5_k3_bias_random7_precision2");
  EXPECT_EQ(name_of(R"({"n": 3, "k": 3, "transposed": true, "random": 7, "view": "stamp"})"),
            "convt_n3_k3_random7_stamp");
}

TEST(NameFromParameters, HasTheViewWhereItIsNotTheUsualOne) {
  const std::string layer = R"({"n": 3, "k": 3, "transposed": true, )";
  EXPECT_EQ(name_of(layer + R"("view": "stamp"})"), "convt_n3_k3_stamp");
  EXPECT_EQ(name_of(layer + R"("view": "insertion"})"), "convt_n3_k3");
  EXPECT_EQ(name_of(layer + R"("beside": "transpose"})"), "convt_n3_k3_beside_transpose");
}

TEST(NameFromParameters, SaysNothingOfThePicture) {
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "dpi": 72, "steps": "1:2", "delay": 2})"), "conv_n5_k3");
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "width": 300, "hold": 2, "loop": 1, "optimize": true})"), "conv_n5_k3");
}

TEST(NameFromParameters, HasWhatIsWrittenAroundTheFigure) {
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "labels": true, "caption": "both"})"), "conv_n5_k3_labels_caption");
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "step_counter": true, "title": "A", "legend": true})"),
            "conv_n5_k3_legend_title_step_counter");
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "random": 7, "view": "equation", "panels": "input,output", "misfits": true})"),
            "conv_n5_k3_random7_equation_panels_misfits");
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "labels": true, "strip": 4, "columns": 2})"),
            "conv_n5_k3_labels_strip4_columns2");
}

TEST(NameFromParameters, HasHowCellsAreColoured) {
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "cells": "both", "colormap": "magma", "range": "-0.5:1e+3"})"),
            "conv_n5_k3_both_magma_range-0_5to1e3");
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "cells": "auto", "range": "per-map"})"), "conv_n5_k3_per-map");
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "range": "auto"})"), "conv_n5_k3");
}

TEST(NameFromParameters, LeavesOutWhatIsTakenAway) {
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "labels": false, "legend": false, "step_counter": false, "misfits": false,
                        "title": "", "caption": ""})"),
            "conv_n5_k3");
}

TEST(NameFromParameters, IsTheSameAsAPresetsOverrides) {
  const Request plain = request(R"({"n": 5, "k": 3})");
  for (const char* said :
       {R"("labels": true)", R"("title": "A", "caption": "B")", R"("theme": "dark")", R"("view": "volume")",
        R"("random": 7, "precision": 1)", R"("legend": true, "strip": "all")", R"("beside": "transpose")"}) {
    const std::string json = std::string(R"({"n": 5, "k": 3, )") + said + "}";
    EXPECT_EQ(name_of(json), "conv_n5_k3" + name_of_overrides(plain, request(json)));
  }
}

TEST(NameOfOverrides, HasWhatDiffersFromThePreset) {
  const Request preset = request(R"({"n": 5, "k": 3, "s": 2, "p": 1})");
  Request merged = preset;
  EXPECT_EQ(name_of_overrides(preset, merged), "");
  merged.s = PerAxis{1, 1};
  EXPECT_EQ(name_of_overrides(preset, merged), "_s1");
  merged.p = PerAxis{1, 2};
  merged.transposed = true;
  merged.op = Operator::max_pooling;
  EXPECT_EQ(name_of_overrides(preset, merged), "_opmax_s1_p1x2_t");
  merged = preset;
  merged.has_bias = true;
  EXPECT_EQ(name_of_overrides(preset, merged), "_bias");
  merged.has_bias = false;
  EXPECT_EQ(name_of_overrides(preset, merged), "_no_bias");
}

TEST(NameOfOverrides, HasNumbersAndHowTheyAreWritten) {
  const Request preset = request(R"({"n": 1, "k": 1, "weights": [[1]], "random": 1})");
  Request merged = preset;
  merged.values = Tensor{{1}, {1}};
  EXPECT_EQ(name_of_overrides(preset, merged), "_values");
  merged = preset;
  merged.weights = Tensor{{1}, {2}};
  EXPECT_EQ(name_of_overrides(preset, merged), "_weights");
  merged = preset;
  merged.bias = Tensor{{1}, {1}};
  EXPECT_EQ(name_of_overrides(preset, merged), "_bias");
  merged.has_bias = true;
  EXPECT_EQ(name_of_overrides(preset, merged), "_bias");
  merged = preset;
  merged.pointwise_weights = Tensor{{1, 1}, {1}};
  EXPECT_EQ(name_of_overrides(preset, merged), "_pointwise_weights");
  merged = preset;
  merged.pointwise = 4;
  EXPECT_EQ(name_of_overrides(preset, merged), "_pw4");
  merged = preset;
  merged.random = 7;
  merged.precision = 2;
  EXPECT_EQ(name_of_overrides(preset, merged), "_random7_precision2");
}

TEST(NameOfOverrides, HasWhatIsWrittenAroundTheFigure) {
  const Request preset = request(R"({"n": 3, "k": 3, "transposed": true, "title": "A"})");
  Request merged = preset;
  merged.view = "stamp";
  merged.labels = true;
  merged.title = "B";
  merged.step_counter = true;
  EXPECT_EQ(name_of_overrides(preset, merged), "_stamp_labels_title_step_counter");
  merged = preset;
  merged.view = "insertion";
  EXPECT_EQ(name_of_overrides(preset, merged), "_insertion");
  merged = preset;
  merged.beside = "transpose";
  EXPECT_EQ(name_of_overrides(preset, merged), "_beside_transpose");
}

TEST(NameFromParameters, HasColoursThatWereAskedFor) {
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "theme": "dark"})"), "conv_n5_k3_dark");
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "theme": "auto"})"), "conv_n5_k3");
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "background": "transparent"})"), "conv_n5_k3_transparent");
  EXPECT_EQ(name_of(R"({"n": 5, "k": 3, "theme": "dark", "background": "#0d1117"})"),
            "conv_n5_k3_dark_background_0d1117");
}

TEST(NameOfOverrides, HasTheNameOfATheme) {
  const Request preset = request(R"({"n": 5, "k": 3})");
  Request merged = preset;
  merged.theme = "dark";
  EXPECT_EQ(name_of_overrides(preset, merged), "_dark");
  merged.background = "white";
  EXPECT_EQ(name_of_overrides(preset, merged), "_dark_background_white");
  merged.theme = "presets/themes/none.json";
  merged.background.reset();
  EXPECT_TRUE(check_name("a" + name_of_overrides(preset, merged)));
  merged.theme = std::string(CONVARITH_SOURCE_DIR) + "/presets/themes/book.json";
  EXPECT_EQ(name_of_overrides(preset, merged), "_own_book");
}

TEST(NameOfOverrides, HasBothColoursOnlyWhereThePresetHasOthers) {
  Request preset = request(R"({"n": 5, "k": 3})");
  Request merged = preset;
  merged.theme = "auto";
  EXPECT_EQ(name_of_overrides(preset, merged), "");
  preset.theme = "dark";
  EXPECT_EQ(name_of_overrides(preset, merged), "_auto");
}

TEST(CheckName, TakesLettersDigitsUnderscoreAndHyphen) {
  EXPECT_TRUE(check_name("aZ09_-"));
  EXPECT_TRUE(check_name(std::string(100, 'a')));
}

TEST(CheckName, RefusesWhatIsNoPlainFileName) {
  for (const char* name : {"", "a/b", "/a", ".", "..", "a.b", "a b", "a\nb", "\xc3\xa9", "a*"}) {
    EXPECT_FALSE(check_name(name)) << name;
  }
  EXPECT_FALSE(check_name(std::string(101, 'a')));
}

}  // namespace
}  // namespace convarith::testing::naming_test
