#include <gtest/gtest.h>

#include <regex>
#include <string>

#include "config/preset.hpp"
#include "tests/cli/workspace.hpp"

namespace convarith::testing::presets_test {
namespace {

/// "gif/NAME.gif" for every built-in preset, or those of a family.
Texts animations(const std::string& family = {}) {
  Texts files;
  for (const BuiltinPreset& preset : builtin_presets()) {
    const Request request = read_preset(preset.text, "", "")->request;
    if (family.empty() || request.family == family) files.push_back("gif/" + *request.name + ".gif");
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST(PresetsTable, HasALineForEveryPreset) {
  const ProcessResult result = Workspace().run("presets");
  expect_success(result);
  EXPECT_EQ(result.err, "");
  const Texts lines = lines_of(result.out);
  EXPECT_EQ(lines.size(), builtin_presets().size() + 1);
  expect_contains(lines.front(), {"FAMILY", "NAME", "STEPS"});
  for (const BuiltinPreset& preset : builtin_presets())
    expect_contains(result.out, {" " + std::string(preset.name) + " "});
}

TEST(PresetsTable, SaysFamilyLayerOutputAndSteps) {
  const std::string table = Workspace().run("presets").out;
  for (const char* row :
       {"\narithmetic +dilation +n=7 k=3 d=2 +3x3 +9  projection\n",
        "\narithmetic +padding_strides_odd_transposed +n=3 k=3 s=2 p=1 transposed a=1 +6x6 +36  projection\n",
        "\nnumerical +numerical_padding_strides +n=5 k=3 s=2 p=1 +3x3 +9  numeric\n",
        "\nexplained +\\w+_strides_transposed_stamp +n=2 k=3 s=2 transposed +5x5 +4  stamp\n"}) {
    EXPECT_TRUE(std::regex_search(table, std::regex(row))) << row << "\n" << table;
  }
}

TEST(PresetsShow, PrintsAFileThatMakesTheSameFigure) {
  const Workspace workspace;
  const ProcessResult shown = workspace.run("presets show dilation");
  expect_success(shown);
  EXPECT_EQ(shown.out, find_builtin_preset("dilation")->text);
  workspace.write("mine.json", shown.out);
  expect_success(workspace.run("render --preset mine.json --width 40 -o mine.gif"));
  expect_success(workspace.run("render --preset dilation --width 40 -o own.gif"));
  EXPECT_EQ(workspace.read("mine.gif"), workspace.read("own.gif"));
}

TEST(PresetsShow, IsMeantWhereAPresetIsNamed) {
  EXPECT_EQ(Workspace().run("presets dilation").out, find_builtin_preset("dilation")->text);
}

TEST(Presets, MayBeSeveralAfterOneFlagAsAShellExpandsThem) {
  const Workspace workspace;
  workspace.write("a.json", R"({"n": 2, "k": 2})");
  workspace.write("b.json", R"({"n": 3, "k": 2})");
  expect_success(
      workspace.shell("$convarith render --preset *.json dilation --width 40 --preset padding_strides --format gif"));
  EXPECT_EQ(workspace.files(),
            (Texts{"a.json", "b.json", "gif/a.gif", "gif/b.gif", "gif/dilation.gif", "gif/padding_strides.gif"}));
  const ProcessResult embedded = workspace.shell("$convarith embed --for markdown --preset *.json");
  expect_success(embedded);
  expect_contains(embedded.out, {"gif/a.gif", "gif/b.gif"});
}

TEST(Presets, ThatAreMissingAreNamedOneByOne) {
  const ProcessResult result = Workspace().run("render --preset nope zebra 7");
  EXPECT_EQ(result.exit_code, 2);
  expect_contains(result.err, {"'nope'", "'zebra'", "'7'"});
}

TEST(All, DrawsEveryPreset) {
  const Workspace workspace;
  expect_success(workspace.run("render --all --format gif --width 40"));
  EXPECT_EQ(workspace.files(), animations());
}

TEST(Family, DrawsThePresetsOfTheFamily) {
  const Workspace workspace;
  expect_success(workspace.run("render --family arithmetic --format gif --width 40"));
  EXPECT_EQ(workspace.files(), animations("arithmetic"));
}

TEST(PresetFile, IsNamedAfterItsStemUnlessItSaysOtherwise) {
  const Workspace workspace;
  workspace.write("stem.json", R"({"n": 2, "k": 2})");
  workspace.write("other.json", R"({"n": 2, "k": 2, "name": "own"})");
  expect_success(workspace.run("render --preset stem.json --preset ./other.json --width 40 --format gif"));
  EXPECT_EQ(workspace.files(), (Texts{"gif/own.gif", "gif/stem.gif", "other.json", "stem.json"}));
}

TEST(PresetFile, OnStandardInputIsNamedAfterItsParameters) {
  const Workspace workspace;
  expect_success(workspace.run("render --preset - --width 40 --format gif", R"({"n": 2, "k": 2})"));
  EXPECT_EQ(workspace.files(), Texts{"gif/conv_n2_k2.gif"});
}

TEST(PresetFile, FlagsOverrideLayerAndPicture) {
  const Workspace workspace;
  workspace.write("my.json", R"({"n": 4, "k": 3, "width": 40, "format": ["png"], "steps": "0"})");
  const ProcessResult result =
      workspace.run("render --preset my.json -k 2 --dpi 72 --format gif --steps 1:3 --dry-run");
  expect_contains(result.out, {"gif/my_k2.gif: 2 steps"});
  EXPECT_EQ(result.out.find("40 x"), std::string::npos) << result.out;
}

class PrintPreset : public ::testing::TestWithParam<std::string> {};

TEST_P(PrintPreset, GivesTheSameBytesThroughAFileAndStandardInput) {
  const Workspace direct;
  expect_success(direct.run("render " + GetParam()));
  const ProcessResult printed = Workspace().run("render --print-preset " + GetParam());
  expect_success(printed);
  EXPECT_EQ(printed.err, "");

  const Workspace through_input;
  expect_success(through_input.run("render --preset -", printed.out));
  EXPECT_EQ(through_input.contents(), direct.contents());

  const Workspace through_file;
  through_file.write("printed.json", printed.out);
  expect_success(through_file.run("render --preset printed.json"));
  std::filesystem::remove(through_file / "printed.json");
  EXPECT_EQ(through_file.contents(), direct.contents());
}

INSTANTIATE_TEST_SUITE_P(
    OfRequests, PrintPreset,
    ::testing::Values("-n 5 -k 3 --width 90 --format gif,png,pdf-pages", "-n 3x4 -k 3x2 -s 2x1 -p 1x0 --width 90",
                      "-n 2 -k 3 -s 2 -p 1 --transposed -a 1 --dpi 33.3 --delay 0.35 --hold 1.5 --loop 3",
                      "-n 6 -k 2 --op max --steps 2:5 --width 90 --name pool",
                      "-n 6 -k 2 --op avg -s 1 --steps 3 --width 90",
                      "--preset padding_strides -s 1 -d 2 -p 2 --width 90"));

TEST(PrintPreset, WritesNoFile) {
  const Workspace workspace;
  expect_success(workspace.run("render -n 5 -k 3 --print-preset"));
  EXPECT_TRUE(workspace.is_empty());
}

TEST(PrintPreset, RefusesWhatCannotBeDrawn) {
  expect_usage_error("render -n 5 -k 9 --print-preset", {"spans 9 cells"});
}

TEST(Preset, WithFormatsThatAreNotThereIsRefusedWithItsPlace) {
  const std::pair<const char*, const char*> cases[] = {
      {R"([])", "mine.json:1: \"format\": no format is given; choose from gif, png"},
      {R"(["gif", "gif"])", "mine.json:1: \"format\": the format gif is given twice"},
      {R"(["pngs"])", "mine.json:1: \"format\": there is no format 'pngs'; did you mean png"},
      {R"(["a\nb"])", "mine.json:1: \"format\": there is no format 'a"},
  };
  for (const auto& [formats, complaint] : cases) {
    const Workspace workspace;
    workspace.write("mine.json", std::string(R"({"n": 5, "k": 3, "format": )") + formats + "}");
    expect_error(workspace.run("render --preset mine.json"), 2, {complaint});
  }
}

}  // namespace
}  // namespace convarith::testing::presets_test
