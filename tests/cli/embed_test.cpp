// What "convarith embed" is asked, refuses and says beside its snippets; the snippets are in tests/embed.

#include <gtest/gtest.h>

#include <string>

#include "tests/cli/workspace.hpp"

namespace convarith::testing::embed_test {
namespace {

/// What it says on standard error.
std::string note_of(const std::string& arguments) {
  const ProcessResult result = Workspace().shell("$convarith embed " + arguments);
  expect_success(result);
  return result.err;
}

TEST(Embed, SaysWhichCommandMakesTheFiles) {
  EXPECT_EQ(note_of("--preset dilation --for markdown"),
            "convarith: note: the files come from: convarith render --preset dilation --format gif,png\n");
  EXPECT_EQ(note_of("--preset dilation --for markdown --no-still --base 'my images'"),
            "convarith: note: the files come from: convarith render --preset dilation --format gif --out-dir 'my "
            "images'\n");
  EXPECT_EQ(
      note_of("--preset dilation --for rst --dark --base https://example.org"),
      "convarith: note: the files come from: convarith render --preset dilation --format gif,pdf && convarith "
      "render --preset dilation --theme dark --format gif (put their folders where https://example.org points)\n");
  EXPECT_EQ(note_of("--family arithmetic --for html --format svg --dark"),
            "convarith: note: the files come from: convarith render --family arithmetic --theme auto --format svg\n");
  EXPECT_EQ(note_of("--layer \"nn.Conv2d(1, 1, 3, padding_mode='zeros')\" -n 5 --labels=no --for latex"),
            "convarith: note: the files come from: convarith render --layer 'nn.Conv2d(1, 1, 3, "
            "padding_mode='\\''zeros'\\'')' --input 5 --labels=no --format pdf\n");
}

/// Every file that a snippet names is made by the command that it comes with.
void expect_files_are_made(const std::string& arguments, const Texts& files) {
  const Workspace workspace;
  const ProcessResult snippet = workspace.shell("$convarith embed " + arguments);
  expect_success(snippet);
  expect_contains(snippet.out, files);
  std::string command = snippet.err.substr(snippet.err.find("convarith render"));
  const std::string name = "convarith render";
  for (std::size_t at = command.find(name); at != std::string::npos; at = command.find(name, at + name.size())) {
    command.insert(at, "$");
  }
  expect_success(workspace.shell(command));
  for (const std::string& file : files) EXPECT_TRUE(std::filesystem::exists(workspace / file)) << file;
}

TEST(Embed, NamesFilesThatItsCommandMakes) {
  expect_files_are_made("--preset padding_strides -s 1 --width 60 --for markdown --base img",
                        {"img/gif/padding_strides_s1.gif", "img/png/padding_strides_s1_00.png"});
  expect_files_are_made("-n 5 -k 3 --width 60 --for rst", {"gif/conv_n5_k3.gif", "pdf/conv_n5_k3_00.pdf"});
  expect_files_are_made("--layer 'nn.MaxPool2d(2)' -n 4 --name mine --width 60 --for html",
                        {"gif/mine.gif", "png/mine_00.png"});
  expect_files_are_made("-n 5 -k 3 -p 1 --padding-mode reflect --step-counter --width 200 --for html",
                        {"gif/conv_n5_k3_p1_padding_mode_reflect_step_counter.gif"});
  expect_files_are_made("--values '[[1,2,3],[4,5,6],[7,8,9]]' -k 2 --width 200 --for rst --dark",
                        {"gif/conv_n3_k2_values.gif", "gif/conv_n3_k2_values_dark.gif"});
}

TEST(Embed, SaysTheWidthThatWasAskedFor) {
  const Workspace workspace;
  expect_contains(workspace.run("embed -n 5 -k 3 --width 300 --for html --format svg").out, {" width=\"300\" "});
  expect_contains(workspace.run("embed -n 5 -k 3 --width 1in --for html --format svg").out, {" width=\"96\" "});
  expect_contains(workspace.run("embed -n 5 -k 3 --width 1in --for html").out, {" width=\"150\" "});
}

TEST(Embed, LeavesAPathOfAServerToWhoeverKnowsIt) {
  EXPECT_EQ(note_of("--preset dilation --for html --no-still --base /img"),
            "convarith: note: the files come from: convarith render --preset dilation --format gif (put their folders "
            "where /img points)\n");
}

TEST(Embed, KeepsAPresetsSentenceWhereOnlyItsLooksChange) {
  const Workspace workspace;
  const std::string sentence = "<figcaption>A 3x3 kernel over a 5x5 input padded by 1, with stride 2</figcaption>";
  expect_contains(workspace.run("embed --preset padding_strides --labels --theme print --for html").out, {sentence});
  expect_contains(workspace.run("embed --preset padding_strides -s 1 --for html").out, {"<figcaption>Convolution: "});
}

TEST(Embed, PlaysPagesAsFastAndAsOftenAsAsked) {
  const Workspace workspace;
  const std::string layer = "embed -n 5 -k 3 --for latex --format animate";
  expect_contains(workspace.run(layer).out, {"[controls, loop]{1}"});
  expect_contains(workspace.run(layer + " --delay 0.5 --loop 1").out, {"[controls]{2}"});
}

TEST(Embed, ReadsAPresetFromStandardInput) {
  const Workspace workspace;
  const std::string preset = R"({"version": 1, "name": "piped", "n": 5, "k": 3})";
  const ProcessResult result = workspace.run("embed --preset - --for html", preset);
  expect_success(result);
  expect_contains(result.out, {"gif/piped.gif"});
  expect_error(workspace.run("embed --preset - --for html --dark", preset), 2,
               {"--dark: ", "give the preset as a file"});
}

TEST(Embed, WritesNothing) {
  const Workspace workspace;
  expect_success(workspace.run("embed --all --for markdown"));
  EXPECT_TRUE(workspace.is_empty());
}

TEST(EmbedMistake, IsADarkFigureThatCannotBe) {
  const Workspace workspace;
  const std::string preset = R"({"version": 1, "name": "piped", "n": 5, "k": 3})";
  expect_error(workspace.shell("echo '" + preset + "' | $convarith embed --preset /dev/stdin --for html --dark"), 2,
               {"--dark: ", "give the preset as a file"});
  expect_usage_error("embed -n 5 -k 3 --name a --for html --dark", {"--name: is a single name", "--dark makes two"});
  expect_usage_error("embed -n 5 -k 3 --background white --format svg --for html --dark",
                     {"--background: is a single colour"});
}

TEST(EmbedMistake, IsNamed) {
  expect_usage_error(
      "embed --preset dilation",
      {"--for: is missing; say where the figures are shown: markdown, html, mkdocs, rst, latex, obsidian"});
  expect_usage_error("embed --preset dilation --for markdwon",
                     {"--for: there is no host 'markdwon'; did you mean markdown?"});
  expect_usage_error("embed --preset dilation --for html --format pdf", {"--format: html can't show 'pdf'", "gif"});
  expect_usage_error("embed --preset dilation --for html --columns 3",
                     {"--columns: only applies to tables; add --table"});
  expect_usage_error("embed --preset dilation --for html --table --columns 0",
                     {"--columns: '0' is not a number of columns; give a number from 1 to 12"});
  expect_usage_error("embed --preset dilation --for html --table --columns 13", {"'13'", "give a number from 1 to 12"});
  expect_usage_error("embed --preset dilation --for latex --dark",
                     {"--dark: latex shows the same picture on every page"});
  expect_usage_error("embed --preset dilation --for html --dark --theme book", {"--theme: ", "leave one of them out"});
  expect_usage_error("embed --preset diltion --for html", {"--preset: ", "did you mean dilation?"});
  expect_usage_error("embed -n 5 -k 9 --for html", {"-k/--kernel: the kernel spans 9 cells"});
  expect_usage_error("embed --family none --for html", {"--family: there is no family 'none'"});
  expect_usage_error("embed --preset dilation --for html --tabel", {"--tabel: unknown flag; did you mean --table"});
  expect_usage_error("shape -n 5 -k 3 --table",
                     {"--table: is not a flag of this command; it belongs to 'convarith embed'"});
}

TEST(EmbedMistake, IsABaseBelowWhichNoFileCanBe) {
  expect_usage_error("embed --preset dilation --for latex --base https://example.org",
                     {"--base: latex can't show pictures from the web; give a folder"});
  expect_usage_error("embed --preset dilation --for html --base https://example.org/?a=1",
                     {"--base: has a query or fragment"});
  expect_usage_error("embed --preset dilation --for latex --base a%b",
                     {"--base: latex can't read a file name with '%'"});
  expect_usage_error("embed --preset dilation --for obsidian --base a|b", {"--base: obsidian can't read", "'|'"});
  expect_usage_error(Texts{"embed", "--preset", "dilation", "--for", "html", "--base", "a\nb"},
                     {"--base: contains a control character"});
  expect_usage_error(Texts{"embed", "--preset", "dilation", "--for", "html", "--base", "a\xFF"},
                     {"--base: is not valid UTF-8"});
}

TEST(EmbedMistake, IsOneNameForSeveralFigures) {
  expect_usage_error("embed --preset dilation --preset conv1 --name a --for html",
                     {"--name: one name can't be used for 2 figures; leave it out"});
}

TEST(EmbedMistake, InOneFigurePrintsNothingOfTheOthers) {
  expect_usage_error("embed --preset dilation --preset none --for html", {"--preset: "});
}

}  // namespace
}  // namespace convarith::testing::embed_test
