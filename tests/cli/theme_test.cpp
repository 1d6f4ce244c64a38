// Colours of figures: themes, files of them, backgrounds.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>

#include "config/themes.hpp"
#include "tests/cli/workspace.hpp"
#include "tests/support/decoding.hpp"

namespace convarith::testing::theme_test {
namespace {

const std::string kThemes = std::string(CONVARITH_SOURCE_DIR) + "/presets/themes/";

std::string solarized_with(const std::string& from, const std::string& to) {
  std::string text = read_file(kThemes + "solarized.json");
  return text.replace(text.find(from), from.size(), to);
}

Colour corner_of(const Workspace& workspace, const std::string& file) {
  return decode(workspace / file).front().at(0, 0);
}

bool has_pixel(const Workspace& workspace, const std::string& file, Colour colour) {
  const Picture picture = decode(workspace / file).front();
  return std::find(picture.pixels.begin(), picture.pixels.end(), colour) != picture.pixels.end();
}

TEST(Theme, OfAFileColoursTheFigureAndNamesIt) {
  const Workspace workspace;
  workspace.write("mine.json", solarized_with("#268bd2", "#c81e5a"));
  expect_success(workspace.run("render --preset padding_strides --theme mine.json --format png --steps 0 --quiet"));
  EXPECT_EQ(workspace.files(), (Texts{"mine.json", "png/padding_strides_mine_00.png"}));
  EXPECT_TRUE(has_pixel(workspace, "png/padding_strides_mine_00.png", {0xc8, 0x1e, 0x5a}));
}

TEST(Theme, OfAPresetIsBesideThePreset) {
  const Workspace workspace;
  std::filesystem::create_directory(workspace / "a");
  workspace.write("a/mine.json", solarized_with("#268bd2", "#c81e5a"));
  workspace.write("a/p.json", R"({"n": 4, "k": 3, "theme": "mine.json"})");
  expect_success(workspace.run("render --preset a/p.json -o p.png --steps 0 --quiet"));
  EXPECT_TRUE(has_pixel(workspace, "p.png", {0xc8, 0x1e, 0x5a}));
}

TEST(Theme, OfTheReferenceIsTheSameFromItsFile) {
  const Workspace workspace;
  expect_success(workspace.run("render -n 4 -k 3 -o a.gif --quiet"));
  expect_success(workspace.run("render -n 4 -k 3 -o b.gif --quiet --theme " + kThemes + "solarized.json"));
  EXPECT_EQ(workspace.read("a.gif"), workspace.read("b.gif"));
}

TEST(Theme, ThatIsNotThereIsRefused) {
  expect_usage_error("render -n 5 -k 3 --theme solarised",
                     {"--theme: there is no theme or file 'solarised'; did you mean solarized?"});
  expect_usage_error("render -n 5 -k 3 --theme ./none.json", {"--theme: there is no file './none.json'"});
  expect_usage_error("render -n 5 -k 3 --theme .", {"--theme: . is not a regular file"});
  expect_usage_error(Texts{"render", "-n", "5", "-k", "3", "--theme", ""}, {"--theme: there is no theme or file ''"});
  expect_usage_error("render --all --theme drak", {"--theme: there is no theme or file 'drak'; did you mean dark?"});
}

TEST(Theme, ThatIsWrongIsRefusedWithAllItsLines) {
  const Workspace workspace;
  workspace.write("mine.json",
                  solarized_with("\"#268bd2\",\n  \"output\": \"#2aa198\"", "3,\n  \"outptu\": \"#2aa198\""));
  const ProcessResult result = workspace.run("render -n 5 -k 3 --theme mine.json");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(result.err,
            "convarith: error: --theme: mine.json:6: \"input\": must be a colour, not 3; give one such as "
            "\"#268bd2\"\n"
            "convarith: error: --theme: mine.json:7: \"outptu\": unknown key; did you mean output?\n"
            "convarith: error: --theme: mine.json: is missing \"output\"; presets/themes/solarized.json has every "
            "colour\n");
  EXPECT_EQ(workspace.files(), Texts{"mine.json"});
}

TEST(Theme, ThatAPresetNamesWronglyIsRefusedWithItsLine) {
  const Workspace workspace;
  workspace.write("p.json", "{\"n\": 4, \"k\": 3,\n\"theme\": \"none.json\"}");
  expect_error(workspace.run("render --preset p.json"), 2, {"p.json:2: \"theme\": there is no file 'none.json'"});
}

TEST(Theme, OfAnyColoursCanBeDrawn) {
  const Workspace workspace;
  std::string text = read_file(kThemes + "print.json");
  // Every colour the same: nothing is seen, and nothing breaks.
  for (std::size_t place = text.find('#'); place != text.npos; place = text.find('#', place + 1)) {
    text.replace(place, 7, "#808080");
  }
  workspace.write("grey.json", text);
  for (const std::string preset : {"padding_strides", "conv1", "separable_volume", "paddings", "pooling1"}) {
    expect_success(workspace.run("render --theme grey.json --steps 0 --format png,pdf --quiet --preset " + preset));
  }
}

TEST(Theme, NamesAreInTheHelp) {
  const ProcessResult help = run_convarith({"render", "--help"});
  expect_contains(help.out, {"Themes (--theme):", "auto", "presets/themes/solarized.json", "--background"});
  for (const BuiltinTheme& theme : builtin_themes()) expect_contains(help.out, {"  " + std::string(theme.name) + " "});
}

TEST(Theme, ForLightAndDarkIsTheLightOneWhereAFormatHasOne) {
  const Workspace workspace;
  expect_success(workspace.run("render -n 4 -k 3 --format gif --quiet"));
  expect_success(workspace.run("render -n 4 -k 3 --format gif --quiet --theme auto --out-dir auto"));
  EXPECT_EQ(workspace.read("gif/conv_n4_k3.gif"), workspace.read("auto/gif/conv_n4_k3.gif"));
}

TEST(Background, IsThePaper) {
  const Workspace workspace;
  expect_success(workspace.run("render -n 4 -k 3 -p 1 --background #fdf6e3 --format png --steps 0 --quiet"));
  const std::string file = "png/conv_n4_k3_p1_background_fdf6e3_00.png";
  ASSERT_EQ(workspace.files(), Texts{file});
  EXPECT_EQ(corner_of(workspace, file), (Colour{0xfd, 0xf6, 0xe3}));
}

TEST(Background, ThatIsNoColourIsRefused) {
  expect_usage_error("render -n 5 -k 3 --background blurple",
                     {"--background: there is no colour 'blurple'; give transparent, #rgb, #rrggbb or a basic name"});
}

TEST(Background, OfOneColourIsNotForLightAndDark) {
  expect_usage_error("render -n 5 -k 3 --theme auto --background white",
                     {"--background: is a single colour, but --theme auto is for both light and dark pages"});
  const Workspace workspace;
  expect_success(workspace.run("render -n 5 -k 3 --theme auto --background transparent --dry-run"));
}

TEST(Background, OnWhichLittleIsSeenIsWarnedOf) {
  const Workspace workspace;
  const ProcessResult dark = workspace.run("render -n 4 -k 3 --background black --format pdf --steps 0");
  EXPECT_EQ(dark.exit_code, 0);
  expect_contains(dark.err, {"convarith: warning: --background: lines are hard to see on 'black', with a contrast of "
                             "1.4 to 1, below 3; use another --theme"});
  const ProcessResult light = workspace.run("render -n 4 -k 3 --background #eee --format pdf --steps 0");
  EXPECT_EQ(light.err.find("warning"), std::string::npos) << light.err;
}

TEST(Background, ThatIsTransparentIsWarnedOfForDarkPages) {
  const Workspace workspace;
  const auto said_of = [&workspace](const std::string& flags) {
    return workspace.run("render -n 4 -k 3 --background transparent --steps 0 " + flags).err;
  };
  const std::string lines =
      "convarith: warning: --background: lines are hard to see on dark pages, with a contrast of 1.2 to 1, below 3; ";
  expect_contains(said_of("--format svg"), {lines + "use --theme auto, which has colours for both"});
  expect_contains(said_of("--format svg,svg-steps --theme print"), {"dark pages, with", "use --theme auto"});
  for (const char* const flags : {"--format gif", "--format svg,png", "--format gif --theme auto"}) {
    expect_contains(said_of(flags),
                    {lines + "leave out --background, or make a second figure for them with --theme dark"});
  }
  for (const char* const flags :
       {"--theme auto --format svg", "--theme dark --format gif", "--format html", "--format json"}) {
    EXPECT_EQ(said_of(flags).find("warning"), std::string::npos) << said_of(flags);
  }
}

TEST(Background, ThatIsTransparentLeavesThePageOfAPdfAlone) {
  const Workspace workspace;
  const std::string render = "render -n 4 -k 3 -p 1 --theme dark --steps 0 --quiet -o ";
  expect_success(workspace.run(render + "paper.pdf"));
  expect_success(workspace.run(render + "none.pdf --background transparent"));
  for (const auto& [name, is_dark] : {std::pair("paper", true), std::pair("none", false)}) {
    expect_success(workspace.shell("pdftoppm -r 50 -png -singlefile " + std::string(name) + ".pdf " + name));
    EXPECT_EQ(corner_of(workspace, std::string(name) + ".png").red < 100, is_dark) << name;
  }
}

TEST(Theme, OfACopyIsNotNamedAsTheOriginal) {
  const Workspace workspace;
  const ProcessResult copied = workspace.shell("cp " CONVARITH_SOURCE_DIR "/presets/themes/solarized.json mine.json");
  expect_success(copied);
  expect_success(workspace.run("render -n 3 -k 2 --theme mine.json --format svg --quiet"));
  EXPECT_EQ(workspace.files(), (Texts{"mine.json", "svg/conv_n3_k2_mine.svg"}));
}

TEST(Background, IsNamedWhereItIsNoColour) {
  expect_usage_error(Texts{"render", "--preset", "padding_strides", "--background", "rgb(1,2,3)"},
                     {"--background: there is no colour 'rgb(1,2,3)'"});
}

}  // namespace
}  // namespace convarith::testing::theme_test
