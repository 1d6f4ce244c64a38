#include <gtest/gtest.h>

#include "tests/cli/workspace.hpp"
#include "tests/support/decoding.hpp"

namespace convarith::testing::limits_test {
namespace {

TEST(StepLimit, IsToldWithTheNumbersAndTheFlagThatLiftsIt) {
  expect_usage_error("render -n 65 -k 1 --width 60", {"4225 steps", "4096", "--no-limits"});
}

TEST(StepLimit, AllowsJustAsMany) {
  expect_success(Workspace().run("render -n 64 -k 1 --width 60 --format gif --dry-run"));
}

TEST(StepLimit, CountsTheChosenSteps) {
  expect_success(Workspace().run("render -n 65 -k 1 --width 60 --steps 4000:4100 --dry-run"));
}

TEST(StepLimit, IsLifted) {
  const Workspace workspace;
  expect_success(workspace.run("render -n 65 -k 1 --width 30 --no-limits -o a.gif"));
  EXPECT_EQ(decode(workspace / "a.gif").size(), 4225u);
}

TEST(FileLimit, IsToldWithTheNumbersAndWhatIsUsual) {
  expect_usage_error("render -n 32 -k 1 --width 60",
                     {"2049 files", "1024 steps", "--format gif", "--format pdf-pages", "--steps", "--no-limits"});
  expect_usage_error(Texts{"render", "--layer", "Conv2d(3, 16, 3, padding=1)", "-n", "32"}, {"2049 files"});
  expect_usage_error("render -n 32 -k 1 --width 60 --dry-run", {"2049 files"});
}

TEST(FileLimit, AllowsSomeHundred) {
  expect_success(Workspace().run("render -n 14 -k 1 --width 60 --dry-run"));
  expect_usage_error("render -n 15 -k 1 --width 60", {"451 files", "225 steps"});
}

TEST(FileLimit, IsOfEachFigureOfARun) {
  EXPECT_EQ(Workspace()
                .run("render --manifest - --width 60 --dry-run", "{\"n\": 14, \"k\": 1}\n{\"n\": 13, \"k\": 1}\n")
                .exit_code,
            0);
  const ProcessResult result = Workspace().run("render --manifest - --width 60", "{\"n\": 32, \"k\": 1}\n");
  expect_error(result, 2, {"standard input:1: ", "2049 files"});
}

TEST(FileLimit, DoesNotHoldForWhatWasAskedFor) {
  for (const std::string asked :
       {"--format png,pdf", "--format gif", "--steps 0:10", "--no-limits", "-o a.gif", "--strip 4"}) {
    expect_success(Workspace().run("render -n 32 -k 1 --width 600 --dry-run " + asked));
  }
  expect_success(Workspace().run("render -n 32 -k 1 --width 60 --print-preset"));
  expect_success(Workspace().run("render --manifest - --dry-run", "{\"n\": 32, \"k\": 1, \"format\": [\"png\"]}\n"));
}

TEST(CellLimit, IsToldBeforeAnythingIsPlanned) {
  expect_usage_error("render -n 4000 -k 3990 --format svg", {"31920221 cells", "500000", "--no-limits"});
  expect_usage_error("render -n 2000 -k 1990 --dry-run", {"7960221 cells", "500000"});
  expect_usage_error("render -n 4095 -k 1 -s 64 --format html", {"16773122 cells"});
  expect_usage_error("render -n 100x6000 -k 3 --dry-run", {"cells", "500000"});
  expect_usage_error("render --layer nn.Conv2d(3,8,3) -n 600 --format gif --dry-run", {"cells", "500000"});
  expect_usage_error("render -n 60 -k 3 --strip all", {"--strip: 3364 pictures of 6973 cells", "use --strip 71 "});
}

TEST(CellLimit, CountsBothLayersOfAComparison) {
  expect_success(Workspace().run("render -n 500 -k 3 -s 400 --format gif --width 500 --dry-run"));
  expect_usage_error("render -n 500 -k 3 -s 400 --beside correlation --format gif --dry-run", {"500026 cells"});
}

TEST(CellLimit, CountsTheStepsOfBothLayersOfAStrip) {
  expect_usage_error("render -n 20 -k 3 --pointwise 1 --strip all", {"--strip: 648 pictures of 1382 cells"});
}

TEST(CellLimit, IsLifted) {
  expect_success(Workspace().run("render -n 720 -k 3 -s 700 --format svg --dry-run --no-limits"));
}

TEST(CellLimit, CountsChannelsThatAreShown) {
  expect_success(
      Workspace().run("render -n 112 -k 3 -s 2 --channels 64 --filters 128 --format gif --width 800 --dry-run"));
}

TEST(WorkLimit, CountsTheCellsOfAllSteps) {
  expect_usage_error("render -n 72 -k 9 --random 1 --view equation --format tex",
                     {"4096 steps of 9361 cells each as tex", "25 million", "--steps", "--no-limits"});
  expect_usage_error("render -n 64 -k 3 --format pdf-pages", {"3844 steps of 7949 cells each as pdf-pages"});
  expect_success(Workspace().run("render -n 64 -k 3 --format pdf-pages --steps 0:9 --dry-run"));
  expect_success(Workspace().run("render -n 64 -k 3 --format gif,svg,html,json --dry-run"));
}

TEST(ByteLimit, IsForeseenInTheFirstSteps) {
  const Workspace workspace;
  expect_error(workspace.run("render -n 127 -k 64 --format json"), 2,
               {"the figure would take about 6", " MB, over the limit of 500", "--no-limits"});
  EXPECT_EQ(workspace.files(), Texts{});
}

TEST(ReadLimit, HoldsForWhatHasNoEnd) {
  const std::string told = "has more than 67108864 bytes";
  expect_error(Workspace().run("render --preset /dev/zero"), 2, {"/dev/zero: " + told});
  expect_error(Workspace().run("render --manifest /dev/zero"), 2, {"/dev/zero: " + told});
  expect_error(Workspace().shell("yes | $convarith render --preset -"), 2, {"standard input: " + told});
}

TEST(Reading, EndsByAnInterrupt) {
  const Workspace workspace;
  const ProcessResult result = workspace.shell(
      "mkfifo pipe; timeout --preserve-status -s INT 0.3 $convarith render --preset pipe; echo $?; "
      "sleep 5 | timeout --preserve-status -s INT 0.3 $convarith render --preset -; echo $?");
  EXPECT_EQ(result.out, "130\n130\n");
  EXPECT_EQ(result.err, "");
}

/// A figure that needs more memory than there is, in a batch with one that doesn't. Sanitizers need more themselves.
TEST(Memory, ThatIsLackingIsToldAndStopsNoOtherFigure) {
  const Workspace workspace;
  const std::string limit = "ulimit -v 200000; ";
  if (workspace.shell(limit + "$convarith --version").exit_code != 0)
    GTEST_SKIP() << "the program needs more by itself";
  workspace.write(
      "jobs.jsonl",
      "{\"n\": 900, \"k\": 1, \"s\": 800, \"name\": \"large\"}\n{\"n\": 3, \"k\": 2, \"name\": \"small\"}\n");
  const ProcessResult result =
      workspace.shell(limit + "$convarith render --manifest jobs.jsonl --no-limits --format gif --width 40 --jobs 1");
  EXPECT_EQ(result.exit_code, 1);
  expect_contains(result.err,
                  {"error: jobs.jsonl:1: large: there is not enough memory for the figure", "wrote gif/small.gif"});
  EXPECT_EQ(workspace.files(), (Texts{"gif/small.gif", "jobs.jsonl"}));
}

TEST(PixelLimit, IsToldWithTheNumbersAndTheFlagThatLiftsIt) {
  expect_usage_error("render -n 2 -k 1 --width 6000", {"6000 x ", "32 megapixels", "--no-limits"});
  expect_usage_error("render -n 2 -k 1 --dpi 5000", {"32 megapixels", "--no-limits"});
}

TEST(PixelLimit, IsLifted) {
  const Workspace workspace;
  expect_success(workspace.run("render -n 2 -k 1 --width 5700 --steps 0 --no-limits -o a.png"));
  const std::string header = workspace.read("a.png").substr(0, 24);
  EXPECT_EQ(header.substr(16, 4), std::string("\0\0\x16\x44", 4)) << "the width in the PNG's header";
}

TEST(PixelLimit, DoesNotHoldForVectorFormats) {
  expect_success(Workspace().run("render -n 2 -k 1 --width 6000 --format pdf --dry-run"));
}

TEST(GifSideLimit, HoldsWithNoLimitsToo) {
  expect_usage_error("render -n 5 -k 3 --width 65536 --format gif --no-limits", {"65536 x ", "px"});
}

TEST(TimeLimit, HintsAtAHoldThatIsTaken) {
  for (const std::string delay : {"0.02", "0.025", "0.1", "0.126", "1.0001", "327.675", "655.349", "655.35"}) {
    const Workspace workspace;
    const std::string request = "render -n 2 -k 1 --format gif --dry-run --delay " + delay + " --hold ";
    const ProcessResult refused = workspace.run(request + "655.35");
    expect_error(refused, 2, {"--hold", "use --hold "});
    const std::string hint = refused.err.substr(refused.err.find("use --hold ") + 11);
    expect_success(workspace.run(request + hint.substr(0, hint.find(' '))));
  }
}

TEST(CellsOfStepsLimit, CountsTheMapsOfAModelThatAreDrawn) {
  const Workspace workspace;
  std::string layers;
  for (int i = 0; i < 12; ++i) layers += "nn.Conv2d(1, 1, 3, padding=1)\n";
  workspace.write("deep.py", layers);
  expect_error(workspace.run("render --model deep.py -n 60 --view receptive --format svg"), 2,
               {"3600 steps of ", " cells each as svg are over the limit of 25 million cells"});
  expect_success(workspace.run("render --model deep.py -n 60 --view receptive --format svg --cell 3,3 --dry-run"));
  // Blocks of a network have no cells, however large its maps are.
  expect_success(workspace.run("render --model deep.py -n 4000 --view network --format svg,gif --dry-run"));
}

TEST(FrameLimit, HoldsForUnreasonableFrames) {
  expect_usage_error("render -n 400 -k 3 --dpi 10000 --steps 0 --format png --no-limits", {"px"});
}

}  // namespace
}  // namespace convarith::testing::limits_test
