#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/cli/workspace.hpp"

namespace convarith::testing::batch_test {
namespace {

namespace fs = std::filesystem;

using Contents = std::map<std::string, std::string>;

constexpr const char* kSmall = " --format gif --width 40";
constexpr const char* kAllSmall = "render --family arithmetic --format gif,png --width 40";

/// Three figures; the blank lines count as lines.
constexpr const char* kThree =
    "{\"n\": 4, \"k\": 3, \"name\": \"a\"}\n"
    "\n"
    "{\"n\": 3, \"k\": 2}\n"
    " \t\r\n"
    "{\"n\": 5, \"k\": 3, \"s\": 2, \"name\": \"c\"}";

/// The names in a folder's contents.
Texts names_of(const Contents& contents) {
  Texts names;
  for (const auto& [name, bytes] : contents) names.push_back(name);
  return names;
}

/// The bytes of every file that the program made, by name.
Contents made_in(const Workspace& workspace) {
  Contents contents = workspace.contents();
  for (const char* given : {"jobs.jsonl", "Makefile"}) contents.erase(given);
  return contents;
}

/// What a command line that has to succeed makes.
Contents made_by(const std::string& arguments, const std::string& input = {}) {
  const Workspace workspace;
  expect_success(workspace.run(arguments, input));
  return workspace.contents();
}

/// What each of `count` shards makes.
std::vector<Contents> parts_of(const std::string& arguments, int count, const std::string& input = {}) {
  std::vector<Contents> parts;
  for (int i = 1; i <= count; ++i) {
    parts.push_back(made_by(arguments + " --shard " + std::to_string(i) + "/" + std::to_string(count), input));
  }
  return parts;
}

/// All parts in one, none of which may make another's files.
Contents joined(const std::vector<Contents>& parts) {
  Contents all;
  for (const Contents& part : parts) {
    for (const auto& [name, bytes] : part) EXPECT_TRUE(all.emplace(name, bytes).second) << name << " is made twice";
  }
  return all;
}

/// Expects the same files with the same bytes, and some.
void expect_same(const Contents& some, const Contents& others) {
  EXPECT_FALSE(some.empty());
  ASSERT_EQ(names_of(some), names_of(others));
  for (const auto& [name, bytes] : some) EXPECT_TRUE(bytes == others.at(name)) << name;
}

/// The number in front of "steps", over all lines of a dry run.
int steps_in(const Texts& plan) {
  int steps = 0;
  for (const std::string& line : plan) steps += std::stoi(line.substr(line.find(": ") + 2));
  return steps;
}

TEST(Jobs, WriteAndSayTheSameWhateverTheirNumber) {
  const Workspace alone;
  const ProcessResult said = alone.run(std::string(kAllSmall) + " --jobs 1");
  expect_success(said);
  EXPECT_EQ(alone.files().size(), 15u + 322u);
  for (const std::string jobs : {"", " --jobs 2", " --jobs 40"}) {
    const Workspace workspace;
    EXPECT_EQ(workspace.run(kAllSmall + jobs).err, said.err);
    expect_same(workspace.contents(), alone.contents());
  }
}

TEST(Jobs, MoreThanFiguresAreNoMistake) {
  EXPECT_EQ(names_of(made_by(std::string("render -n 3 -k 2 --jobs 1024") + kSmall)), Texts{"gif/conv_n3_k2.gif"});
}

TEST(Jobs, FailingFigureDoesNotStopThoseOfOtherJobs) {
  const Workspace workspace;
  fs::create_directories(workspace / "gif/full_padding_no_strides.gif");
  const ProcessResult result = workspace.run(std::string("render --family arithmetic --jobs 2") + kSmall);
  EXPECT_EQ(result.exit_code, 1);
  expect_contains(result.err, {"gif/full_padding_no_strides.gif", "is a folder", "wrote 14 figures"});
  EXPECT_EQ(workspace.files().size(), 14u);
}

TEST(Jobs, OfABadNumberAreAUsageError) {
  for (const std::string number : {"0", "x", "99999", "-1", "1.5", "2x", "99999999999999999999999"}) {
    expect_usage_error("render --family arithmetic --jobs " + number, {"--jobs", "'" + number + "'"});
  }
  expect_usage_error(Texts{"render", "--family", "arithmetic", "--jobs", ""}, {"--jobs", "''"});
  expect_usage_error("render --family arithmetic --jobs", {"--jobs", "needs a value"});
}

TEST(Shard, PartsOfABatchAreDisjointAndMakeEverything) {
  const Contents whole = made_by(kAllSmall);
  for (const int count : {1, 2, 3, 7}) expect_same(joined(parts_of(kAllSmall, count)), whole);
}

TEST(Shard, DryRunTellsTheSameParts) {
  constexpr const char* kAll = "render --family arithmetic --format gif --dry-run";
  Texts together;
  for (const std::string part : {"1/3", "2/3", "3/3"}) {
    const Texts lines = lines_of(Workspace().run(kAll + (" --shard " + part)).out);
    together.insert(together.end(), lines.begin(), lines.end());
    Texts planned;
    for (const std::string& line : lines) planned.push_back(line.substr(0, line.find(':')));
    EXPECT_EQ(planned, names_of(made_by("render --family arithmetic --width 40 --format gif --shard " + part)));
  }
  std::sort(together.begin(), together.end());
  EXPECT_EQ(together, lines_of(Workspace().run(kAll).out));
}

TEST(Shard, PartsAreAboutEven) {
  const std::string all = "render --family arithmetic --format gif --dry-run";
  const int steps = steps_in(lines_of(Workspace().run(all).out));
  ASSERT_EQ(steps, 322);
  for (const std::string part : {"1/3", "2/3", "3/3"}) {
    const int share = steps_in(lines_of(Workspace().run(all + " --shard " + part).out));
    EXPECT_GT(share, steps / 5) << part;
    EXPECT_LT(share, steps / 2) << part;
  }
}

TEST(Shard, IsTheSameOnASecondRun) {
  const std::string arguments = std::string("render --family arithmetic") + kSmall;
  EXPECT_EQ(parts_of(arguments, 4), parts_of(arguments, 4));
}

TEST(Shard, OfMorePartsThanFiguresLeavesSomeWithNothingToDo) {
  const std::string arguments = std::string("render --preset dilation --preset padding_strides") + kSmall;
  const std::vector<Contents> parts = parts_of(arguments, 4);
  EXPECT_EQ(std::count(parts.begin(), parts.end(), Contents{}), 2);
  expect_same(joined(parts), made_by(arguments));
}

TEST(Shard, WithNothingToDoLeavesNoFolder) {
  const Workspace workspace;
  const ProcessResult result = workspace.run("render --family arithmetic --out-dir new --shard 16/16");
  expect_success(result);
  EXPECT_EQ(result.out + result.err, "");
  EXPECT_TRUE(workspace.is_empty());
}

TEST(Shard, OfOneFigureIsAPartOfItsSteps) {
  const std::string arguments = "render -n 5 -k 3 --format png,pdf --width 40";
  const std::vector<Contents> parts = parts_of(arguments, 4);
  for (const Contents& part : parts) {
    EXPECT_GE(part.size(), 2u * 2u);
    EXPECT_LE(part.size(), 2u * 3u);
  }
  expect_same(joined(parts), made_by(arguments));
}

TEST(Shard, OfChosenStepsKeepsTheirNumbers) {
  const std::string arguments = "render -n 11 -k 1 --format pdf --steps 8:12";
  const std::vector<Contents> parts = parts_of(arguments, 2);
  EXPECT_EQ(names_of(parts[0]), (Texts{"pdf/conv_n11_k1_008.pdf", "pdf/conv_n11_k1_009.pdf"}));
  EXPECT_EQ(names_of(parts[1]), (Texts{"pdf/conv_n11_k1_010.pdf", "pdf/conv_n11_k1_011.pdf"}));
  expect_same(joined(parts), made_by(arguments));
}

TEST(Shard, OfMorePartsThanStepsLeavesSomeWithNothingToDo) {
  const std::string arguments = "render -n 3 -k 2 --format png --width 40";
  const std::vector<Contents> parts = parts_of(arguments, 6);
  EXPECT_EQ(std::count(parts.begin(), parts.end(), Contents{}), 2);
  expect_same(joined(parts), made_by(arguments));
}

TEST(Shard, OfOneAnimationIsAUsageError) {
  expect_usage_error("render -n 5 -k 3 --format gif --shard 1/2", {"--shard", "gif", "--format png,pdf"});
  expect_usage_error("render -n 5 -k 3 --shard 2/2", {"--shard", "gif"});
  expect_usage_error("render -n 5 -k 3 --format pdf,pdf-pages --shard 1/2", {"--shard", "pdf-pages"});
  expect_usage_error("render --preset dilation -o a.gif --shard 1/2", {"--shard", "gif"});
}

TEST(Shard, OfABadPartIsAUsageError) {
  for (const std::string part :
       {"0/3", "4/3", "3", "a/b", "1/0", "0/0", "-1/3", "1/-3", "1/", "/3", "/", "1/2/3", "1.0/2", "1/2x"}) {
    expect_usage_error("render --family arithmetic --shard " + part, {"--shard", "'" + part + "'", "I/N"});
  }
  expect_usage_error(Texts{"render", "--all", "--shard", ""}, {"--shard", "''"});
}

TEST(Manifest, HasAPresetOnEachLineThatIsNotBlank) {
  const Workspace workspace;
  workspace.write("jobs.jsonl", kThree);
  expect_success(workspace.run(std::string("render --manifest jobs.jsonl") + kSmall));
  EXPECT_EQ(names_of(made_in(workspace)), (Texts{"gif/a.gif", "gif/c.gif", "gif/conv_n3_k2.gif"}));
  expect_same(made_in(workspace), made_by(std::string("render --manifest -") + kSmall, kThree));
}

TEST(Manifest, LinesMayEndAsOnWindows) {
  EXPECT_EQ(names_of(made_by(std::string("render --manifest -") + kSmall,
                             "{\"n\": 2, \"k\": 2}\r\n\r\n{\"n\": 3, \"k\": 2}\r\n")),
            (Texts{"gif/conv_n2_k2.gif", "gif/conv_n3_k2.gif"}));
}

TEST(Manifest, FiguresAreThoseOfTheFlags) {
  expect_same(made_by("render --manifest - --width 60", R"({"n": 5, "k": [3, 2], "s": 2, "p": 1, "delay": 0.5})"),
              made_by("render -n 5 -k 3x2 -s 2 -p 1 --delay 0.5 --width 60"));
}

TEST(Manifest, GoesWithPresets) {
  EXPECT_EQ(names_of(made_by(std::string("render --preset dilation --manifest -") + kSmall, "{\"n\": 2, \"k\": 2}\n")),
            (Texts{"gif/conv_n2_k2.gif", "gif/dilation.gif"}));
}

TEST(Manifest, SaysWhatEachLineWrote) {
  const Workspace workspace;
  workspace.write("jobs.jsonl", kThree);
  const ProcessResult result = workspace.run("render --manifest jobs.jsonl --format gif,pdf --width 40 --jobs 2");
  const Texts lines = lines_of(result.err);
  ASSERT_EQ(lines.size(), 4u) << result.err;
  EXPECT_TRUE(lines[0].starts_with("convarith: jobs.jsonl:1: wrote gif/a.gif, pdf/a_00.pdf to a_03.pdf (5 files, "));
  EXPECT_TRUE(lines[1].starts_with("convarith: jobs.jsonl:3: wrote gif/conv_n3_k2.gif, pdf/conv_n3_k2_00.pdf to "));
  EXPECT_TRUE(lines[2].starts_with("convarith: jobs.jsonl:5: wrote gif/c.gif, ")) << lines[2];
  expect_contains(lines[3], {"convarith: wrote 3 figures"});
  EXPECT_EQ(result.out, "");
}

TEST(Manifest, OnStandardInputIsCalledThat) {
  const ProcessResult result = Workspace().run(std::string("render --manifest -") + kSmall, kThree);
  expect_contains(result.err, {"convarith: standard input:5: wrote gif/c.gif"});
}

TEST(Manifest, QuietDropsResultsButNoError) {
  const Workspace workspace;
  const std::string arguments = std::string("render --manifest - --quiet") + kSmall;
  EXPECT_EQ(workspace.run(arguments, kThree).err, "");
  EXPECT_EQ(workspace.files().size(), 3u);
  expect_error(Workspace().run(arguments, std::string(kThree) + "\n{\"m\": 1}"), 1, {"standard input:6: \"m\""});
}

TEST(Manifest, FlagsOverrideEveryLine) {
  const std::string lines =
      "{\"n\": 3, \"k\": 2, \"name\": \"a\", \"format\": [\"pdf\"], \"delay\": 3}\n"
      "{\"n\": 4, \"k\": 2, \"name\": \"b\", \"width\": 90}\n";
  const Contents made = made_by("render --manifest - --format gif --delay 0.5 --width 40", lines);
  EXPECT_EQ(names_of(made), (Texts{"gif/a.gif", "gif/b.gif"}));
  expect_same(joined({made_by("render -n 3 -k 2 --name a --format gif --delay 0.5 --width 40"),
                      made_by("render -n 4 -k 2 --name b --format gif --delay 0.5 --width 40")}),
              made);
}

TEST(Manifest, OverridesOfTheLayerAreAppendedToTheNames) {
  EXPECT_EQ(names_of(made_by(std::string("render --manifest - -s 2") + kSmall, kThree)),
            (Texts{"gif/a_s2.gif", "gif/c.gif", "gif/conv_n3_k2_s2.gif"}));
}

/// Expects a line between two good ones to be reported with its place, and the good ones to be drawn.
void expect_bad_line(const std::string& line, const Texts& texts) {
  const Workspace workspace;
  workspace.write("jobs.jsonl", "{\"n\": 2, \"k\": 2, \"name\": \"a\"}\n\n" + line + "\n{\"n\": 3, \"k\": 2}\n");
  const ProcessResult result = workspace.run(std::string("render --manifest jobs.jsonl") + kSmall);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(names_of(made_in(workspace)), (Texts{"gif/a.gif", "gif/conv_n3_k2.gif"}));
  const Texts lines = lines_of(result.err);
  ASSERT_EQ(lines.size(), 4u) << result.err;
  EXPECT_TRUE(lines[0].starts_with("convarith: error: jobs.jsonl:3:")) << lines[0];
  expect_contains(lines[0], texts);
  EXPECT_EQ(lines[0].find("jobs.jsonl", 30), std::string::npos) << lines[0];
}

TEST(Manifest, BadLineIsReportedWithItsPlaceAndDoesNotStopTheOthers) {
  expect_bad_line(R"({"n": 5, "kernl": 3})", {":3: \"kernl\": unknown key"});
  expect_bad_line(R"({"n": 5, "k": "3"})", {":3: \"k\"", "\"3\""});
  expect_bad_line(R"({"n": 5, "k" 3})", {":3:14: not valid JSON"});
  expect_bad_line(R"({"n": 5,)", {":3:", "not valid JSON"});
  expect_bad_line(std::string("{\"n\": 5, \"k\": 3}\0", 17), {":3:17: not valid JSON: it has a NUL byte"});
  expect_bad_line(R"({"n": 5, "k": 9})", {":3: \"k\"", "spans 9 cells"});
  expect_bad_line(R"({"n": 5})", {":3: -k/--kernel", "missing"});
  expect_bad_line(R"({"n": 5, "k": 3, "steps": "9"})", {":3: \"steps\"", "no step 9"});
  expect_bad_line(R"({"n": 5, "k": 3, "name": "../up"})", {":3: \"name\"", "'../up'"});
}

TEST(Manifest, LineThatIsNoObjectIsReportedWithItsPlace) {
  expect_bad_line("[5, 3]", {":3:", "JSON object"});
}

TEST(Manifest, NumberBeyondAllNumbersIsReportedWithItsPlace) {
  expect_bad_line(R"({"n": 5, "k": 3, "delay": 1e400})", {":3:", "1e400"});
}

TEST(Manifest, NameTakenTwiceIsReportedWithBothLinesAndNeitherIsDrawn) {
  const Workspace workspace;
  const ProcessResult result = workspace.run(std::string("render --manifest -") + kSmall,
                                             "{\"n\": 2, \"k\": 2, \"name\": \"a\"}\n{\"n\": 3, \"k\": 2}\n"
                                             "{\"n\": 3, \"k\": 3, \"name\": \"a\"}\n");
  EXPECT_EQ(result.exit_code, 1);
  expect_contains(result.err, {"error: standard input:3: two figures would be written to gif/a.gif, this one and that "
                               "of standard input:1; give each its own name\n"});
  EXPECT_EQ(workspace.files(), Texts{"gif/conv_n3_k2.gif"});
}

TEST(Manifest, StepTakenTwiceIsReportedWithItsLine) {
  const Workspace workspace;
  const ProcessResult result = workspace.run("render --manifest - --format pdf",
                                             "{\"n\": 4, \"k\": 3, \"name\": \"a\", \"steps\": \"0:2\"}\n"
                                             "{\"n\": 4, \"k\": 2, \"name\": \"a\", \"steps\": \"1:3\"}\n");
  EXPECT_EQ(result.exit_code, 2);
  expect_contains(result.err, {"error: standard input:2: two figures", "pdf/a_01.pdf"});
  EXPECT_TRUE(workspace.is_empty());
}

TEST(Manifest, StepsOfAFigureMayBeSpreadOverLines) {
  expect_same(made_by("render --manifest - --format pdf",
                      "{\"n\": 4, \"k\": 3, \"steps\": \":2\"}\n{\"n\": 4, \"k\": 3, \"steps\": \"2:\"}\n"),
              made_by("render -n 4 -k 3 --format pdf"));
}

TEST(Manifest, LineThatCannotBeDrawnTakesNoNameFromAnother) {
  EXPECT_EQ(Workspace()
                .run("render --manifest - --width 40 --dry-run",
                     "{\"n\": 2, \"k\": 3, \"name\": \"a\", \"format\": [\"gif\"]}\n"
                     "{\"n\": 2, \"k\": 2, \"name\": \"a\", \"format\": [\"gif\"]}\n")
                .out.substr(0, 9),
            "gif/a.gif");
}

TEST(Manifest, FilesTakenTwiceAreToldOfEachLineThatTakesThem) {
  const Workspace workspace;
  const ProcessResult result = workspace.run("render --manifest - --width 40",
                                             "{\"n\": 2, \"k\": 2, \"name\": \"a\", \"format\": [\"pdf\"]}\n"
                                             "{\"n\": 2, \"k\": 2, \"name\": \"a\", \"format\": [\"gif\", \"pdf\"]}\n"
                                             "{\"n\": 2, \"k\": 2, \"name\": \"a\", \"format\": [\"gif\"]}\n");
  EXPECT_EQ(result.exit_code, 2);
  ASSERT_EQ(lines_of(result.err).size(), 2u) << result.err;
  expect_contains(result.err,
                  {"input:2: two figures would be written to pdf/a_00.pdf, this one and that of standard input:1",
                   "input:3: two figures would be written to gif/a.gif, this one and that of standard input:2"});
  EXPECT_TRUE(workspace.is_empty());
}

TEST(Manifest, MistakeOfAFlagIsToldWithTheLinesThatItBreaks) {
  const Workspace workspace;
  const ProcessResult result = workspace.run(std::string("render --manifest - -k 4") + kSmall, kThree);
  EXPECT_EQ(result.exit_code, 1);
  expect_contains(result.err, {"error: standard input:3: -k/--kernel", "spans 4 cells"});
  EXPECT_EQ(workspace.files(), (Texts{"gif/a_k4.gif", "gif/c_k4.gif"}));
}

TEST(Manifest, FailureWhileWorkingIsToldWithItsLine) {
  const Workspace workspace;
  fs::create_directories(workspace / "gif/conv_n3_k2.gif");
  const ProcessResult result = workspace.run(std::string("render --manifest -") + kSmall, kThree);
  EXPECT_EQ(result.exit_code, 1);
  expect_contains(result.err, {"error: standard input:3: gif/conv_n3_k2.gif", "is a folder"});
  EXPECT_EQ(workspace.files(), (Texts{"gif/a.gif", "gif/c.gif"}));
}

TEST(Manifest, OfBadLinesOnlyIsAUsageErrorAndWritesNothing) {
  const Workspace workspace;
  const ProcessResult result = workspace.run("render --manifest -", "{\"m\": 1}\n{\"n\": 5, \"k\": 9}\nnonsense\n");
  EXPECT_EQ(result.exit_code, 2);
  const Texts lines = lines_of(result.err);
  ASSERT_EQ(lines.size(), 3u) << result.err;
  for (const std::string number : {"1", "2", "3"}) {
    expect_contains(result.err, {"convarith: error: standard input:" + number + ":"});
  }
  EXPECT_TRUE(workspace.is_empty());
}

TEST(Manifest, ThatIsMissingIsAUsageError) {
  expect_usage_error("render --manifest none.jsonl", {"--manifest", "'none.jsonl'"});
  expect_usage_error(Texts{"render", "--manifest", ""}, {"--manifest", "''"});
  expect_usage_error("render --manifest", {"--manifest", "needs a value"});
  expect_usage_error("render --manifest .", {"folder"});
}

TEST(Manifest, ThatIsEmptyIsNoMistakeAndWritesNothing) {
  for (const std::string text : {"", "\n", " \n\t\r\n\n"}) {
    for (const std::string flags : {"", " --shard 2/3", " --jobs 2", " --dry-run"}) {
      const Workspace workspace;
      expect_success(workspace.run("render --manifest - --out-dir new" + flags, text));
      EXPECT_TRUE(workspace.is_empty()) << flags;
    }
  }
}

TEST(Manifest, ThatIsEmptyHasNoPresetToPrint) {
  const ProcessResult result = Workspace().run("render --manifest - --print-preset", "");
  EXPECT_LE(result.exit_code, 2) << "a crash";
  EXPECT_EQ(result.out, "");
}

TEST(Manifest, OfSeveralLinesDoesNotFitOneFileOrName) {
  expect_error(Workspace().run("render --manifest - -o a.gif", kThree), 2, {"-o/--output", "3 figures"});
  expect_error(Workspace().run("render --manifest - --name x", kThree), 2, {"--name", "3 figures"});
}

TEST(Manifest, DryRunSaysWhatWouldBeWritten) {
  const Workspace workspace;
  const ProcessResult result = workspace.run("render --manifest - --format gif --dry-run", kThree);
  expect_success(result);
  const Texts lines = lines_of(result.out);
  ASSERT_EQ(lines.size(), 3u) << result.out;
  expect_contains(lines[0], {"gif/a.gif", "4 steps"});
  EXPECT_TRUE(workspace.is_empty());
}

TEST(Manifest, GoesWithJobs) {
  const std::string arguments = std::string("render --manifest -") + kSmall;
  expect_same(made_by(arguments + " --jobs 2", kThree), made_by(arguments + " --jobs 1", kThree));
}

TEST(Manifest, GoesWithShards) {
  const std::string arguments = std::string("render --manifest -") + kSmall;
  for (const int count : {2, 3, 5}) {
    expect_same(joined(parts_of(arguments, count, kThree)), made_by(arguments, kThree));
  }
}

TEST(Manifest, ShardTellsTheLinesOfItsOwnFigures) {
  const ProcessResult result = Workspace().run(std::string("render --manifest - --shard 1/3") + kSmall,
                                               "\n{\"n\": 2, \"k\": 2}\n{\"n\": 9, \"k\": 3}\n{\"n\": 3, \"k\": 2}\n");
  expect_contains(result.err, {"standard input:3: wrote gif/conv_n9_k3.gif"});
  EXPECT_EQ(lines_of(result.err).size(), 2u) << result.err;
}

TEST(Manifest, ShardsMakeTheOneGoodLineAmongBadOnes) {
  const std::string lines = "{\"n\": 4, \"k\": 3, \"name\": \"a\"}\n{\"n\": 5, \"k\": 9}\n";
  const Workspace workspace;
  for (const std::string part : {"1/2", "2/2"}) {
    const ProcessResult result = workspace.run("render --manifest - --shard " + part + kSmall, lines);
    EXPECT_NE(result.exit_code, 0);
    EXPECT_EQ(result.err.find("--shard"), std::string::npos) << result.err;
  }
  EXPECT_EQ(workspace.files(), Texts{"gif/a.gif"});
}

TEST(Recipe, MakeRunsShardsAtTheSameTime) {
  const Workspace workspace;
  if (workspace.shell("make --version").exit_code != 0) GTEST_SKIP() << "there is no make";
  workspace.write("Makefile",
                  "all: part-1 part-2 part-3 part-4\n"
                  "part-%:\n"
                  "\t$(convarith) render --family arithmetic --format gif --width 40 --shard $*/4\n");
  expect_success(workspace.shell("unset MAKEFLAGS; make -j2"));
  expect_same(made_in(workspace), made_by(std::string("render --family arithmetic") + kSmall));
}

TEST(Recipe, GnuParallelRunsShardsOfAManifest) {
  const Workspace workspace;
  if (workspace.shell("parallel --version | grep -q '^GNU parallel'").exit_code != 0) {
    GTEST_SKIP() << "there is no GNU parallel";
  }
  workspace.write("jobs.jsonl", kThree);
  const Workspace home;  // it keeps notes there
  const ProcessResult result = workspace.shell(
      "export HOME=" + home.folder().path().string() +
      "; parallel $convarith render --manifest jobs.jsonl --format gif --width 40 --shard {}/3 ::: 1 2 3");
  expect_success(result);
  expect_contains(result.err, {"jobs.jsonl:1: wrote", "jobs.jsonl:3: wrote", "jobs.jsonl:5: wrote"});
  expect_same(made_in(workspace), made_by(std::string("render --manifest -") + kSmall, kThree));
}

}  // namespace
}  // namespace convarith::testing::batch_test
