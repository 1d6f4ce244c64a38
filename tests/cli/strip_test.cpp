// Several steps in one picture, from the command line.

#include <gtest/gtest.h>

#include <string>

#include "tests/cli/workspace.hpp"
#include "tests/support/decoding.hpp"

namespace convarith::testing::strip_test {
namespace {

TEST(Strip, IsOnePictureInPngPdfAndSvg) {
  const Workspace workspace;
  expect_success(workspace.run("render --preset padding_strides --strip 4"));
  expect_success(workspace.run("render -n 5 -k 3 --strip all --quiet"));
  EXPECT_EQ(workspace.files(), (Texts{"pdf/conv_n5_k3_strip_all.pdf", "pdf/padding_strides_strip4.pdf",
                                      "png/conv_n5_k3_strip_all.png", "png/padding_strides_strip4.png",
                                      "svg/conv_n5_k3_strip_all.svg", "svg/padding_strides_strip4.svg"}));
}

TEST(Strip, CanBeNamedAndBeAGif) {
  const Workspace workspace;
  for (const char* const name : {"a.png", "a.pdf", "a.gif"}) {
    expect_success(workspace.run("render -n 5 -k 3 -s 2 --strip all -o " + std::string(name)));
  }
  const auto frames = decode(workspace / "a.gif");
  ASSERT_EQ(frames.size(), 1U);
  const auto stills = decode(workspace / "a.png");
  EXPECT_EQ(frames.front().width, stills.front().width);
  EXPECT_EQ(frames.front().pixels, stills.front().pixels);
}

/// The rows and columns of a picture in which something is drawn, counted as stretches that follow each other.
int stretches_of_ink(const Picture& picture, bool is_down) {
  const int along = is_down ? picture.height : picture.width;
  const int across = is_down ? picture.width : picture.height;
  int stretches = 0;
  bool was_drawn = false;
  for (int i = 0; i < along; ++i) {
    bool is_drawn = false;
    for (int j = 0; j < across; ++j) is_drawn |= (is_down ? picture.at(j, i) : picture.at(i, j)) != picture.at(0, 0);
    stretches += is_drawn && !was_drawn ? 1 : 0;
    was_drawn = is_drawn;
  }
  return stretches;
}

TEST(Strip, HasTheColumnsThatAreAskedFor) {
  const Workspace workspace;
  // A projection of one dimension has no overlapping rows or columns of its own; six steps in two columns are three
  // rows.
  expect_success(workspace.run("render -n 8 -k 3 --dims 1 --view projection --strip all --columns 2 -o a.png"));
  const Picture picture = decode(workspace / "a.png").front();
  EXPECT_EQ(stretches_of_ink(picture, false), 2);
}

TEST(Strip, OfSomeStepsIsThatOfNoOthers) {
  const Workspace workspace;
  expect_success(workspace.run("render -n 5 -k 3 --strip all --steps 3:5 -o two.png"));
  expect_success(workspace.run("render -n 5 -k 3 --strip 2 --steps 3:5 -o same.png"));
  expect_success(workspace.run("render -n 5 -k 3 --strip 2 -o others.png"));
  EXPECT_EQ(workspace.read("two.png"), workspace.read("same.png"));
  EXPECT_NE(workspace.read("two.png"), workspace.read("others.png"));
}

TEST(Strip, ComesBackFromItsPreset) {
  const Workspace workspace;
  const ProcessResult printed = workspace.run("render -n 5 -k 3 --strip all --columns 3 --print-preset");
  expect_contains(printed.out, {R"("strip": "all")", R"("columns": 3)"});
  expect_success(workspace.run("render --preset - -o a.png", printed.out));
  expect_success(workspace.run("render -n 5 -k 3 --strip all --columns 3 -o b.png"));
  EXPECT_EQ(workspace.read("a.png"), workspace.read("b.png"));
}

TEST(Strip, IsDescribedAsOne) {
  const Workspace workspace;
  const std::string picture = "render --preset padding_strides --format svg -o - --strip ";
  expect_contains(workspace.run(picture + "4").out, {"gives a 3x3 output, some of its steps side by side</desc>"});
  expect_contains(workspace.run(picture + "all").out, {"gives a 3x3 output, all steps side by side</desc>"});
}

TEST(Strip, ThatCannotBeIsRefused) {
  expect_usage_error("render -n 5 -k 3 --strip 1",
                     {"--strip: 1 is out of range; give a whole number from 2 to 4096, or all"});
  expect_usage_error("render -n 5 -k 3 --strip some", {"--strip: 'some' is not a whole number", "or all"});
  expect_usage_error("render -n 5 -k 3 --columns 2", {"--columns: only applies to strips", "add --strip all"});
  expect_usage_error("render -n 5 -k 3 --strip 4 --columns 0", {"--columns: 0 is out of range"});
  expect_usage_error("render -n 5 -k 3 --strip 4 --steps 9", {"--steps: there is no step 9", "0 to 8"});
  expect_usage_error("render -n 5 -k 3 --strip 4 --format json", {"--format: json describes each step separately"});
  expect_usage_error("render -n 5 -k 3 --strip 4 --format html", {"--format: html describes each step separately"});
  expect_usage_error("render -n 5 -k 3 --strip 4 --format pdf,pdf-pages", {"--format: a strip is a single picture"});
  expect_usage_error("render -n 100 -k 1 --strip all",
                     {"--strip: the strip would show all 10000 steps, over the limit of 4096"});
}

TEST(Strip, IsHeldAgainstTheLimitsAsAWhole) {
  const ProcessResult result = run_convarith({"render", "-n", "12", "-k", "3", "--strip", "all", "--dry-run"});
  expect_error(result, 2, {"px are over the limit of 32 megapixels"});
}

}  // namespace
}  // namespace convarith::testing::strip_test
