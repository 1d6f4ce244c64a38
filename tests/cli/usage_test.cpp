#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "config/preset.hpp"
#include "tests/cli/workspace.hpp"

namespace convarith::testing::usage_test {
namespace {

/// As messages count them: "39 figures".
std::string all_figures() {
  return std::to_string(builtin_presets().size()) + " figures";
}

/// A command line that is wrong, and what has to be said about it.
struct Mistake {
  std::string arguments;
  Texts texts;
};

void PrintTo(const Mistake& mistake, std::ostream* stream) {
  *stream << mistake.arguments;
}

class UsageError : public ::testing::TestWithParam<Mistake> {};

TEST_P(UsageError, IsOneLineAndWritesNothing) {
  expect_usage_error(GetParam().arguments, GetParam().texts);
}

INSTANTIATE_TEST_SUITE_P(OfCommands, UsageError,
                         ::testing::ValuesIn(std::vector<Mistake>{
                             {"", {"no command", "convarith --help"}},
                             {"rnder -n 5 -k 3", {"'rnder'", "did you mean render?"}},
                             {"preset", {"'preset'", "did you mean presets?"}},
                             {"juggle", {"'juggle'", "render, presets"}},
                             {"--versoin", {"--versoin", "did you mean --version?"}},
                             {"presets shwo", {"'shwo'"}},
                             {"presets show", {"name of the preset is missing"}},
                             {"presets show dilatoin", {"'dilatoin'", "did you mean dilation?"}},
                             {"presets show zebra", {"'zebra'", "convarith presets"}},
                             {"presets show dilation extra", {"presets show: unexpected argument 'extra'"}},
                             {"presets dilatoin", {"'dilatoin'", "did you mean dilation?"}},
                             {"presets zebra", {"'zebra'", "convarith presets"}},
                             {"presets dilation padding_strides", {"'dilation'"}},
                             {"help juggle", {"'juggle'", "choose from render"}},
                             {"help rendr", {"'rendr'", "did you mean render?"}},
                             {"help presets shwo", {"'shwo'", "did you mean show?"}},
                             {"help render show", {"'show'", "convarith --help"}},
                             {"-v", {"there is no flag -v", "'convarith --version'"}},
                         }));

INSTANTIATE_TEST_SUITE_P(OfFlags, UsageError,
                         ::testing::ValuesIn(std::vector<Mistake>{
                             {"render -n 5 -k 3 --strid 2", {"--strid", "unknown flag", "did you mean --stride"}},
                             {"render -n 5 -k 3 --strid=2", {"--strid:", "did you mean --stride"}},
                             {"render -n 5 -k 3 --telescope 2", {"--telescope", "unknown flag", "--help"}},
                             {"render -n 5 -k 3 -x", {"-x", "unknown flag"}},
                             {"render -n 5 -k 3 7", {"unexpected argument '7'", "such as 5x7"}},
                             {"render padding_strides", {"'padding_strides'", "--preset padding_strides"}},
                             {"render -k 3 -n", {"--input", "needs a value"}},
                             {"render -n 5 -n 6 -k 3", {"--input", "more than once"}},
                             {"render -n 5 -k 3 --preset", {"--preset", "needs a value"}},
                             {"render -k 3", {"-n/--input", "missing"}},
                             {"render -n 5", {"-k/--kernel", "missing"}},
                         }));

INSTANTIATE_TEST_SUITE_P(
    OfFlagsThatOthersHave, UsageError,
    ::testing::ValuesIn(std::vector<Mistake>{
        {"render -n 5 --kernel-size 3", {"there is no flag --kernel-size; did you mean -k/--kernel?"}},
        {"render -n 5 --kernel_size=3", {"there is no flag --kernel_size; did you mean -k/--kernel?"}},
        {"render -n 5 -k 3 --dilation-rate 2", {"there is no flag --dilation-rate; did you mean -d/--dilation?"}},
        {"render -n 5 -k 3 --out a.gif", {"there is no flag --out", "-o FILE", "--out-dir DIR"}},
        {"render -k 3 --size 5", {"there is no flag --size", "-n/--input", "--width"}},
        {"shape -k 3 --size 5", {"there is no flag --size; did you mean -n/--input?"}},
        {"render -n 5 -k 3 --fps 5", {"there is no flag --fps", "--delay 0.2"}},
        {"render -n 5 -k 3 -fps 5", {"there is no flag -fps", "--delay 0.2"}},
        {"render -n 5 -k 3 -f gif", {"there is no flag -f; did you mean --format?"}},
        {"render -n 5 -k 3 -fgif", {"there is no flag -fgif; did you mean --format?"}},
        {"render -n 5 -k 3 -v", {"there is no flag -v", "'convarith --version'"}},
        {"render -n 5 -k 3 --dark", {"there is no flag --dark; use --theme dark"}},
        {"render -n 5 -k 3 --height 300",
         {"there is no flag --height; --width sets the size, and the height follows from it"}},
        {"presets --dark", {"--dark", "'convarith embed'"}},
    }));

INSTANTIATE_TEST_SUITE_P(OfFlagsWithoutTheirValue, UsageError,
                         ::testing::ValuesIn(std::vector<Mistake>{
                             {"render -n 5 -k 3 --caption -o a.gif",
                              {"--caption: needs a value", "write --caption=-o"}},
                             {"render -n 5 -k 3 --title --labels", {"--title: needs a value"}},
                             {"render -n 5 -k 3 --title --lables", {"--title: needs a value"}},
                             {"render -n 5 -k 3 --title --help", {"--title: needs a value"}},
                             {"render -n -k 3", {"--input: needs a value"}},
                             {"render --preset -o a.gif", {"--preset: needs a value"}},
                             {"shape -n 5 -k -s 2", {"--kernel: needs a value"}},
                             {"embed --for --dark", {"--for: needs a value"}},
                         }));

INSTANTIATE_TEST_SUITE_P(OfNumbers, UsageError,
                         ::testing::ValuesIn(std::vector<Mistake>{
                             {"render -n 0 -k 3", {"-n/--input", "0 is out of range", "1 to 2147483647"}},
                             {"render -n -1 -k 3", {"-n/--input", "-1 is out of range", "1 to 2147483647"}},
                             {"render -n 5 -k 3 -p -1", {"-p/--padding", "-1 is out of range", "0 to 2147483647"}},
                             {"render -n 1e9 -k 3", {"-n/--input", "'1e9'", "whole number"}},
                             {"render -n 99999999999999999999 -k 3", {"99999999999999999999 is out of range"}},
                             {"render -n 5x -k 3", {"-n/--input", "'5x'", "5x7"}},
                             {"render -n 5x5x5x5 -k 3", {"-n/--input", "'5x5x5x5'", "5x7"}},
                             {"render -n abc -k 3", {"-n/--input", "'abc'", "whole number"}},
                             {"render -n 5 -k 3 --op pool", {"--op", "'pool'", "conv, max or avg"}},
                             {"render -n 5 -k 3 --dpi 0", {"--dpi", "0 is out of range", "1 to 10000"}},
                             {"render -n 5 -k 3 --delay 0", {"--delay", "0.02 to 655.35"}},
                             {"render -n 5 -k 3 --loop 65536", {"--loop", "0 to 65535"}},
                             {"render -n 5 -k 3 --width 9 --dpi 9", {"--width", "--dpi"}},
                             {"render -n 5 -k 3 --delay 600 --hold 60", {"--hold", "660 s", "655.35 s", "55.35"}},
                         }));

INSTANTIATE_TEST_SUITE_P(
    OfLayers, UsageError,
    ::testing::ValuesIn(std::vector<Mistake>{
        {"render -n 5 -k 9", {"-k/--kernel", "spans 9 cells", "5 + 2*0 = 5", "-k 5"}},
        {"render -n 5 -k 3 -d 4 -p 1", {"-k/--kernel", "4*(3 - 1) + 1 = 9", "5 + 2*1 = 7"}},
        {"render -n 5x9 -k 6", {"-k/--kernel", "6 rows", "5 + 2*0 = 5"}},
        {"render -n 3 -k 3 -s 2 --transposed -a 2", {"-a/--output-padding", "stride 2", "dilation 1", "-a 1"}},
        {"render -n 5 -k 3 -a 1", {"-a/--output-padding", "--transposed"}},
        {"render -n 2 -k 3 -p 3 --transposed", {"-p/--padding", "(2 - 1)*1 - 2*3 + 1*(3 - 1) + 0 + 1 = -2"}},
        {"render -n 5 -k 3 -p 3 --op max", {"-p/--padding", "the kernel spans 3, and the padding 3", "use -p 2"}},
        {"render -n 5 -k 3 --transposed --op avg", {"--transposed", "pooling"}},
        {"render -n 9 -k 3 -d 2 --op avg", {"-d/--dilation", "average pooling"}},
        {"render -n 16384 -k 3", {"-n/--input", "cells", "16777216"}},
        {"render --values [[1e308]] --weights [[-10]]",
         {"--values: contains 1e+308, which is too large; use numbers up to 1e+15"}},
        {"render -n 5 -k 3 --random 1 --view equation --panels input,input",
         {"--panels: names 'input' twice; name each panel once"}},
        {"render -n 5 -k 3 --op max --has-bias", {"--has-bias: pooling has no bias; leave it out"}},
        {"render -n 5 -k 3 --has-bias=no --bias [1]",
         {"--bias: the layer has no bias, because has_bias is false; leave one of them out"}},
        {"shape -n 5 --layer Conv2D(1,3) --has-bias", {"--has-bias: --layer already specifies the layer"}},
    }));

INSTANTIATE_TEST_SUITE_P(OfNames, UsageError,
                         ::testing::ValuesIn(std::vector<Mistake>{
                             {"render -n 5 -k 3 --name a/b", {"--name", "'a/b'"}},
                             {"render -n 5 -k 3 --name ..", {"--name", "'..'"}},
                             {"render -n 5 -k 3 --name a.b", {"--name", "'a.b'"}},
                             {"render --all --name all", {"--name", all_figures()}},
                         }));

INSTANTIATE_TEST_SUITE_P(
    OfPresets, UsageError,
    ::testing::ValuesIn(std::vector<Mistake>{
        {"render --preset paddin_strides", {"'paddin_strides'", "did you mean padding_strides"}},
        {"render --preset zebra", {"'zebra'", "convarith presets"}},
        {"render --preset none.json", {"no file 'none.json'"}},
        {"render --preset .", {"."}},
        {"render --family arithmetics", {"--family", "'arithmetics'", "did you mean arithmetic?"}},
        {"render --family zebra", {"--family", "'zebra'", "choose from arithmetic"}},
        {"render --all --print-preset", {"--print-preset", std::to_string(builtin_presets().size())}},
        {"render --preset dilation -n 2", {"dilation", "\"k\"", "2*(3 - 1) + 1 = 5", "2 + 2*0 = 2"}},
    }));

INSTANTIATE_TEST_SUITE_P(OfSteps, UsageError,
                         ::testing::ValuesIn(std::vector<Mistake>{
                             {"render -n 5 -k 3 --steps 9", {"--steps", "no step 9", "9 steps, 0 to 8"}},
                             {"render -n 5 -k 3 --steps 20:30", {"--steps", "no step 20", "9 steps, 0 to 8"}},
                             {"render -n 5 -k 3 --steps 3:2", {"--steps", "'3:2'"}},
                             {"render -n 5 -k 3 --steps :0", {"--steps", "':0'"}},
                             {"render -n 5 -k 3 --steps x", {"--steps", "'x'", "2:5"}},
                         }));

INSTANTIATE_TEST_SUITE_P(OfOutputs, UsageError,
                         ::testing::ValuesIn(std::vector<Mistake>{
                             {"render -n 5 -k 3 --format hologram", {"--format", "'hologram'", "gif, png, pdf"}},
                             {"render -n 5 -k 3 --format pgn", {"--format", "'pgn'", "did you mean png"}},
                             {"render -n 5 -k 3 --format gif,gif", {"--format", "gif is given twice"}},
                             {"render --all -o a.gif", {"-o/--output", all_figures(), "--out-dir"}},
                             {"render --preset dilation --preset padding_strides -o a.gif",
                              {"-o/--output", "2 figures"}},
                             {"render -n 5 -k 3 -o a.xyz", {"-o/--output", "'a.xyz'", ".gif, .png, .pdf", "--format"}},
                             {"render -n 5 -k 3 -o a", {"-o/--output", "'a'", "--format"}},
                             {"render -n 5 -k 3 -o -", {"-o/--output", "'-'", "--format"}},
                             {"render -n 5 -k 3 -o a.gif --format png", {"-o/--output", "'a.gif'", "png"}},
                             {"render -n 5 -k 3 -o a.gif --format gif,png", {"-o/--output", "several formats"}},
                             {"render -n 5 -k 3 -o a.png", {"-o/--output", "9 steps", "--steps"}},
                             {"render -n 5 -k 3 -o - --format png", {"-o/--output", "9 steps", "--steps"}},
                         }));

TEST(UsageError, EmptyValues) {
  expect_usage_error(Texts{"render", "-n", "", "-k", "3"}, {"-n/--input", "''"});
  expect_usage_error(Texts{"render", "--preset", ""}, {"--preset", "''"});
  expect_usage_error(Texts{"render", "-n", "5", "-k", "3", "-o", ""}, {"--output"});
}

TEST(UsageError, StaysOnOneLineWhateverWasTyped) {
  expect_usage_error(Texts{"render", "-n", "5\n6", "-k", "3"}, {"-n/--input"});
  expect_usage_error(Texts{"render", "--preset", "a\nb"}, {"--preset"});
  expect_usage_error(Texts{"render", "-n", "5", "-k", "3", "--name", "a\nb"}, {"--name"});
  expect_usage_error(Texts{"ren\nder"}, {"command"});
}

TEST(UsageError, NeverSuggestsWhatWasTyped) {
  for (const std::string arguments : {"render --version", "presets --family x", "--quiet", "presets --dry-run"}) {
    const ProcessResult result = Workspace().run(arguments);
    EXPECT_EQ(result.exit_code, 2) << arguments;
    const Texts words = words_of(arguments);
    const auto flag = std::find_if(words.begin(), words.end(), [](const std::string& w) { return w.starts_with("-"); });
    EXPECT_EQ(result.err.find("did you mean " + *flag), std::string::npos) << result.err;
  }
}

TEST(UsageError, EveryProblemHasALineOfItsOwn) {
  const Workspace workspace;
  const ProcessResult result = workspace.run("render -n 0 -k 3x -s abc");
  EXPECT_EQ(result.exit_code, 2);
  const Texts lines = lines_of(result.err);
  ASSERT_EQ(lines.size(), 3u) << result.err;
  for (const std::string& line : lines) EXPECT_TRUE(line.starts_with("convarith: error: ")) << line;
  expect_contains(lines[0], {"-n/--input"});
  expect_contains(lines[1], {"-k/--kernel"});
  expect_contains(lines[2], {"-s/--stride"});
  EXPECT_TRUE(workspace.is_empty());
}

TEST(UsageError, RenderWithoutLayerAsksForInputAndKernel) {
  const ProcessResult result = Workspace().run("render");
  EXPECT_EQ(result.exit_code, 2);
  ASSERT_EQ(lines_of(result.err).size(), 2u) << result.err;
  expect_contains(result.err, {"-n/--input", "-k/--kernel"});
}

/// Writes a preset file and expects its mistake to be told with the place.
void expect_preset_error(const std::string& json, const Texts& texts) {
  const Workspace workspace;
  workspace.write("my.json", json);
  expect_error(workspace.run("render --preset my.json"), 2, texts);
  EXPECT_EQ(workspace.files(), Texts{"my.json"});
}

TEST(PresetMistake, IsToldWithItsLine) {
  expect_preset_error("{\n\"n\": 5,\n\"kernl\": 3\n}", {"my.json:3: \"kernl\"", "unknown key"});
  expect_preset_error("{\n\"n\": 5,\n\"transpose\": true\n}", {"my.json:3:", "did you mean transposed?"});
  expect_preset_error("{\n\"n\": \"5\",\n\"k\": 3\n}", {"my.json:2: \"n\"", "not \"5\""});
  expect_preset_error("{\n\"n\": 5,\n\"k\" 3\n}", {"my.json:3:5", "not valid JSON"});
  expect_preset_error("{\"n\": 5, \"k\": 3,\n\"n\": 5}", {"my.json:2: \"n\"", "twice"});
  expect_preset_error("{\"version\": 99}", {"my.json:1: \"version\"", "99"});
  expect_preset_error("", {"my.json:1:1", "not valid JSON"});
}

TEST(PresetMistake, OfTheLayerIsToldWithItsLineToo) {
  expect_preset_error("{\"n\": 5,\n\"k\": 9}", {"my.json:2: \"k\"", "spans 9 cells"});
  expect_preset_error("{\"n\": 5, \"k\": 3,\n\"steps\": \"9\"}", {"my.json:2: \"steps\"", "no step 9"});
}

TEST(PresetMistake, OnStandardInputIsToldWithItsLine) {
  const Workspace workspace;
  expect_error(workspace.run("render --preset -", "{\n\"m\": 5}"), 2, {"standard input:2: \"m\"", "unknown key"});
}

TEST(PresetMistake, NumberBeyondAllNumbersIsOneToo) {
  expect_preset_error(R"({"n": 5, "k": 3, "delay": 1e400})", {"my.json", "1e400"});
}

}  // namespace
}  // namespace convarith::testing::usage_test
