// What is drawn of a layer, and written around it.

#include <gtest/gtest.h>

#include <string>

#include "tests/cli/workspace.hpp"

namespace convarith::testing::figure_options_test {
namespace {

TEST(View, ThatIsNotThereIsRefused) {
  expect_usage_error("render -n 3 -k 3 --transposed --view stam",
                     {"--view: there is no view 'stam'; did you mean stamp?"});
}

TEST(View, OfTransposedConvolutionsIsRefusedForOthers) {
  for (const char* const view : {"stamp", "insertion"}) {
    expect_usage_error("render -n 5 -k 3 --view " + std::string(view),
                       {"--view: requires a transposed convolution; add --transposed"});
  }
}

TEST(View, ProjectionAndInsertionAreTheDefault) {
  const Workspace workspace;
  for (const char* const view : {"", "--view projection", "--view insertion"}) {
    expect_success(workspace.run("render -n 3 -k 3 -s 2 --transposed --format gif -o a" +
                                 std::to_string(std::string(view).size()) + ".gif " + view));
  }
  EXPECT_EQ(workspace.read("a0.gif"), workspace.read("a17.gif"));
  EXPECT_EQ(workspace.read("a0.gif"), workspace.read("a16.gif"));
}

TEST(View, WithStepsOfItsOwnHasNoModel) {
  expect_usage_error("render -n 3 -k 3 -s 2 --transposed --view stamp --format json",
                     {"--format: json has one step for each of the 49 outputs, but this figure has 9 steps"});
}

TEST(Cells, AreRefusedByWordsThatAreNotThere) {
  expect_usage_error("render -n 5 -k 3 --random 1 --cells hot",
                     {"--cells: there is no kind of cells 'hot'; choose from numbers, heat, both, auto"});
  expect_usage_error("render -n 5 -k 3 --random 1 --colormap viridi",
                     {"--colormap: there is no colour map 'viridi'; did you mean viridis?"});
  expect_usage_error("render -n 5 -k 3 --random 1 --cells heat --range 1:0",
                     {"--range: '1:0' ends before it begins, or where it begins; give the smaller number first"});
  expect_usage_error("render -n 5 -k 3 --random 1 --cells heat --range 2:2", {"--range: '2:2' ends before it begins"});
  expect_usage_error("render -n 5 -k 3 --random 1 --cells heat --range wide",
                     {"--range: 'wide' is no range; give auto, per-map or two numbers, such as --range -1:1"});
  expect_usage_error("render -n 5 -k 3 --view stride --range 0:1", {"--range: colours cells by their numbers, but the "
                                                                    "values of the input are unknown; add --values"});
}

TEST(Cells, AreColouredFromPresetsAndFlagsAlike) {
  const Workspace workspace;
  const std::string flags = "render -n 5 -k 3 --random 1 --cells both --colormap magma --range -1:9";
  workspace.write("mine.json", workspace.run(flags + " --print-preset").out);
  expect_success(workspace.run(flags + " --format svg -o direct.svg"));
  expect_success(workspace.run("render --preset mine.json --format svg -o mine.svg"));
  EXPECT_EQ(workspace.read("direct.svg"), workspace.read("mine.svg"));
}

TEST(Beside, ThatIsNotThereIsRefused) {
  expect_usage_error("render -n 3 -k 3 --beside transposed",
                     {"--beside: there is no comparison 'transposed'; did you mean transpose?"});
}

TEST(Beside, WithoutACompanionIsRefused) {
  expect_usage_error("render --op max -n 4 -k 2 --beside transpose", {"--beside: a pooling layer has no transposed"});
  expect_usage_error("render --op avg -n 4 -k 2 --beside correlation",
                     {"--beside: a pooling layer has no kernel to flip"});
  expect_usage_error("render -n 4 -k 2 --transposed --beside correlation", {"--beside: a transposed convolution is"});
  expect_usage_error("render -n 4 -k 3 -p 1 --padding-mode reflect --beside transpose",
                     {"--beside: only a layer padded with zeros"});
  expect_usage_error("render -n 4 -k 3 -d 3 -a 2 --transposed --beside transpose",
                     {"--beside: no direct convolution corresponds to an output_padding of the stride or more"});
}

TEST(Beside, ChoosesViewsOfItsOwn) {
  expect_usage_error("render -n 4 -k 3 --transposed --view stamp --beside transpose",
                     {"--view: selects how one layer is drawn, but --beside draws two", "leave one of them out"});
}

TEST(Title, HasToBeText) {
  expect_usage_error(Texts{"render", "-n", "5", "-k", "3", "--title", " \n "}, {"--title: is blank"});
  expect_usage_error(Texts{"render", "-n", "5", "-k", "3", "--title", "a\tb"},
                     {"--title: contains the control character U+0009; only line breaks are allowed"});
  expect_usage_error(Texts{"render", "-n", "5", "-k", "3", "--caption", "\xff"}, {"--caption: is not valid UTF-8"});
  expect_usage_error(Texts{"render", "-n", "5", "-k", "3", "--caption", std::string(2001, 'a')},
                     {"--caption: has 2001 characters, which is too long; use at most 2000"});
}

TEST(Title, ThatNoFontCanSetFails) {
  const Workspace workspace;
  // A private character, which no font of Debian has.
  const ProcessResult result = workspace.run(Texts{"render", "-n", "5", "-k", "3", "--title", "\U0010FFFD"});
  expect_error(result, 1, {"--title: ", "U+10FFFD", "install"});
  EXPECT_TRUE(workspace.is_empty());
}

TEST(Title, InAForeignScriptWarnsOnceThatBytesDependOnTheMachine) {
  const Workspace workspace;
  const ProcessResult result = workspace.run(
      Texts{"render", "--family", "arithmetic", "--title", "Свёртка", "--format", "png", "--steps", "0", "--quiet"});
  expect_success(result);
  EXPECT_EQ(lines_of(result.err).size(), 1U) << result.err;
  expect_contains(result.err, {"convarith: warning: --title: characters missing from the built-in font are set in ",
                               " of this machine; the bytes of the figure depend on that"});
}

TEST(Annotations, AreInTheNameSoThatThePlainFigureStays) {
  const Workspace workspace;
  const std::string request = "render -n 2 -k 2 --format gif --quiet";
  expect_success(workspace.run(request));
  const std::string plain = workspace.read("gif/conv_n2_k2.gif");
  expect_success(workspace.run(request + " --labels --caption both"));
  expect_success(
      workspace.run(Texts{"render", "--layer", "nn.Conv2d(1, 1, 2)", "-n", "2", "--legend", "--format", "gif"}));
  EXPECT_EQ(workspace.files(),
            (Texts{"gif/conv_n2_k2.gif", "gif/conv_n2_k2_labels_caption.gif", "gif/conv_n2_k2_legend.gif"}));
  EXPECT_EQ(workspace.read("gif/conv_n2_k2.gif"), plain);
}

TEST(Annotations, DoNotDependOnTheFontsOfTheMachine) {
  Workspace workspace;
  const std::string request = "render -n 5 -k 3 --labels --legend --caption both --step-counter --format gif,png,pdf ";
  expect_success(workspace.run(request + "--out-dir a"));
  workspace.set_environment({{"FONTCONFIG_FILE", "/dev/null"}, {"LC_ALL", "C"}, {"HOME", "/nowhere"}});
  const ProcessResult elsewhere = workspace.run(request + "--out-dir b --quiet");
  expect_success(elsewhere);
  EXPECT_EQ(elsewhere.err, "");
  const std::string name = "conv_n5_k3_labels_legend_caption_step_counter";
  for (const std::string& file : {"gif/" + name + ".gif", "png/" + name + "_04.png", "pdf/" + name + "_04.pdf"}) {
    EXPECT_NE(workspace.read("a/" + file), "") << file;
    EXPECT_EQ(workspace.read("a/" + file), workspace.read("b/" + file)) << file;
  }
}

TEST(Annotations, OfAPresetCanBeTakenAway) {
  const Workspace workspace;
  expect_success(workspace.run(Texts{"render", "--preset", "explained_padding_strides", "--labels=no",
                                     "--step-counter=no", "--title", "", "--caption", "", "-o", "bare.gif"}));
  expect_success(workspace.run("render --preset padding_strides -o plain.gif"));
  EXPECT_EQ(workspace.read("bare.gif"), workspace.read("plain.gif"));
}

TEST(Annotations, AreNamedBehindThePresetsName) {
  const Workspace workspace;
  expect_success(workspace.run("render --preset padding_strides --labels --caption both --format gif"));
  EXPECT_EQ(workspace.files(), Texts{"gif/padding_strides_labels_caption.gif"});
}

TEST(Annotations, ComeBackFromAPrintedPreset) {
  const Workspace workspace;
  const Texts flags{"render",   "-n",       "3",       "-k",     "3",         "--transposed", "--view",        "stamp",
                    "--labels", "--legend", "--title", "“Ω”\n×", "--caption", "params",       "--step-counter"};
  Texts print = flags;
  print.emplace_back("--print-preset");
  const ProcessResult preset = workspace.run(print);
  expect_success(preset);
  workspace.write("mine.json", preset.out);
  Texts direct = flags;
  direct.insert(direct.end(), {"-o", "direct.gif"});
  expect_success(workspace.run(direct));
  expect_success(workspace.run("render --preset mine.json -o mine.gif"));
  EXPECT_EQ(workspace.read("direct.gif"), workspace.read("mine.gif"));
}

TEST(Annotations, AreWrongInAPresetAtTheirPlace) {
  const Workspace workspace;
  workspace.write("mine.json", R"({"n": 3, "k": 3, "view": "stamp"})");
  expect_error(workspace.run("render --preset mine.json"), 2, {"mine.json", "\"view\": requires a transposed"});
  workspace.write("mine.json", R"({"n": 3, "k": 3, "labels": "yes"})");
  expect_error(workspace.run("render --preset mine.json"), 2, {"mine.json", "\"labels\": must be true or false"});
}

TEST(Problem, OfAFlagIsSaidOnceForAllPresets) {
  expect_usage_error("render --family explained --view stam", {"--view: there is no view 'stam'"});
}

TEST(Caption, ThatIsNearlyAWordIsSetWithAWarning) {
  const Workspace workspace;
  const ProcessResult near = workspace.run("render -n 3 -k 2 --caption Params --format png --steps 0 --quiet");
  expect_success(near);
  EXPECT_EQ(near.err, "convarith: warning: --caption: 'Params' is taken as the text itself; did you mean params?\n");
  EXPECT_EQ(workspace.run("render -n 3 -k 2 --caption params --format png --steps 0 --quiet").err, "");
  EXPECT_EQ(workspace
                .run(Texts{"render", "-n", "3", "-k", "2", "--caption", "Some parameters", "--format", "png", "--steps",
                           "0", "--quiet"})
                .err,
            "");
}

TEST(Text, ThatIsTooSmallToReadWarns) {
  const Workspace workspace;
  const std::string request = "render -n 5 -k 3 --beside transpose --labels --format png --steps 0 --quiet ";
  const ProcessResult small = workspace.run(request + "--width 200");
  expect_success(small);
  EXPECT_EQ(small.err,
            "convarith: warning: some letters are less than 5 px high; a larger --width or --dpi makes them legible\n");
  EXPECT_EQ(workspace.run(request + "--width 800").err, "");
  EXPECT_EQ(workspace.run("render -n 5 -k 3 --format png --steps 0 --quiet --width 40").err, "");
}

TEST(Numbers, ThatAFigureDoesNotDrawWarn) {
  const Workspace workspace;
  const auto err_of = [&](const std::string& flags) {
    return workspace.run("render -n 3 -k 2 --steps 0 --quiet --format " + flags).err;
  };
  EXPECT_EQ(err_of("png --transposed --beside transpose --random 3"),
            "convarith: warning: --random: --beside transpose draws cells without numbers; leave it out to see them\n");
  EXPECT_EQ(err_of("png --view volume --weights [[1,2],[3,4]]"),
            "convarith: warning: --weights: --view volume draws cells without numbers; use another view, such as "
            "numeric, to see them\n");
  EXPECT_EQ(err_of("png --channels 9 --random 3 --view projection").substr(0, 27), "convarith: warning: --rando");
  EXPECT_EQ(err_of("png --random 3"), "");
  EXPECT_EQ(err_of("png --beside transpose"), "");
}

TEST(Help, ListsViewsAndComparisons) {
  const Workspace workspace;
  const ProcessResult help = workspace.run("render --help");
  expect_contains(help.out, {"Views (--view):\n  projection", "\n  insertion", "\n  stamp", "Beside (--beside):\n",
                             "\n  correlation"});
}

}  // namespace
}  // namespace convarith::testing::figure_options_test
