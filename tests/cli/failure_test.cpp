#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/cli/workspace.hpp"

namespace convarith::testing::failure_test {
namespace {

namespace fs = std::filesystem;

TEST(Unwritable, FolderUnderAFile) {
  const Workspace workspace;
  workspace.write("file", "kept");
  expect_error(workspace.run("render -n 2 -k 2 --out-dir file/x"), 1, {"file/x", "--out-dir"});
  expect_error(workspace.run("render -n 2 -k 2 -o file/a.gif"), 1, {"file/a.gif"});
  EXPECT_EQ(workspace.contents(), (std::map<std::string, std::string>{{"file", "kept"}}));
}

TEST(Unwritable, FileInProc) {
  expect_error(Workspace().run("render -n 2 -k 2 -o /proc/a.gif"), 1, {"/proc/a.gif"});
}

TEST(Unwritable, FileThatIsAFolder) {
  const Workspace workspace;
  fs::create_directory(workspace / "a.gif");
  expect_error(workspace.run("render -n 2 -k 2 -o a.gif"), 1, {"a.gif", "folder"});
  EXPECT_EQ(workspace.files(), Texts{});
}

TEST(Unreadable, PresetFileThatCannotBeRead) {
  expect_error(Workspace().run("render --preset /proc/self/mem"), 1, {"/proc/self/mem", "read"});
}

TEST(FullDevice, IsAFailure) {
  expect_error(Workspace().run("render -n 2 -k 2 -o /dev/full --format gif"), 1, {"/dev/full", "No space left"});
  expect_error(Workspace().shell("$convarith render -n 2 -k 2 -o - --format gif > /dev/full"), 1,
               {"standard output", "No space left"});
  expect_error(Workspace().shell("$convarith render -n 2 -k 2 --print-preset > /dev/full"), 1, {"standard output"});
}

TEST(ClosedPipe, IsAFailure) {
  const ProcessResult result =
      Workspace().shell("$convarith render -n 30 -k 1 --width 300 -o - --format gif | true; exit ${PIPESTATUS[0]}");
  expect_error(result, 1, {"standard output", "pipe"});
}

TEST(ClosedStandardOutput, IsAFailure) {
  expect_error(Workspace().shell("$convarith render -n 2 -k 2 -o - --format gif >&-"), 1, {"standard output"});
}

// Every write beyond a number of kB fails in the following, as on a disk that becomes full.

TEST(FailingWrite, LeavesTheEarlierFileAndNothingElse) {
  const Workspace workspace;
  workspace.write("gif/conv_n5_k3.gif", "old");
  const ProcessResult result = workspace.shell("trap '' XFSZ; ulimit -f 4; $convarith render -n 5 -k 3 --format gif");
  expect_error(result, 1, {"gif/conv_n5_k3.gif", "can't be written"});
  EXPECT_EQ(workspace.contents(), (std::map<std::string, std::string>{{"gif/conv_n5_k3.gif", "old"}}));
}

TEST(FailingWrite, OfOneFormatLeavesNoOther) {
  const Workspace workspace;
  const ProcessResult result = workspace.shell("trap '' XFSZ; ulimit -f 20; $convarith render -n 5 -k 3");
  expect_error(result, 1, {"gif/conv_n5_k3.gif", "can't be written"});
  EXPECT_EQ(workspace.files(), Texts{});
}

TEST(FailingWrite, BeyondTheFileSizeLimitIsAFailureLikeAnyOther) {
  const Workspace workspace;
  expect_error(workspace.shell("ulimit -c 0; ulimit -f 4; $convarith render -n 5 -k 3 -o a.gif"), 1,
               {"a.gif", "can't be written"});
  EXPECT_EQ(workspace.files(), Texts{});
}

TEST(FailingRename, TellsWhichFilesAreNew) {
  const Workspace workspace;
  const ProcessResult result = workspace.shell(
      "$convarith render -n 32 -k 1 --format gif,pdf --width 40 & program=$!;"
      "until ls -A pdf 2> /dev/null | grep -q _0000; do kill -0 $program || exit; done; kill -STOP $program;"
      "mkdir pdf/conv_n32_k1_0000.pdf; kill -CONT $program; wait $program");
  expect_error(
      result, 1,
      {"pdf/conv_n32_k1_0000.pdf: can't be replaced",
       "1 of 1025 is new, up to gif/conv_n32_k1.gif; pdf/conv_n32_k1_0000.pdf and those after it are unchanged"});
  EXPECT_EQ(workspace.files(), Texts{"gif/conv_n32_k1.gif"});
}

TEST(FullDisk, LeavesTheEarlierFileAndNothingElse) {
  const Workspace workspace;
  if (workspace.shell("unshare -m mount -t tmpfs tmpfs .").exit_code != 0) GTEST_SKIP() << "can't mount a small disk";
  const ProcessResult result = workspace.shell(
      "unshare -m bash -c '"
      "mkdir disk && mount -t tmpfs -o size=16k tmpfs disk && mkdir disk/gif && echo old > disk/gif/conv_n5_k3.gif;"
      "$convarith render -n 5 -k 3 --format gif --out-dir disk; code=$?;"
      "cp -r disk after; exit $code'");
  expect_error(result, 1, {"disk/gif/conv_n5_k3.gif", "No space left"});
  EXPECT_EQ(workspace.contents(), (std::map<std::string, std::string>{{"after/gif/conv_n5_k3.gif", "old\n"}}));
}

constexpr const char* kCheap = " --format gif --width 40";

TEST(SeveralRequests, BadOneDoesNotStopTheGoodOnes) {
  const Workspace workspace;
  const ProcessResult result =
      workspace.run(std::string("render --preset dilation --preset nope --preset padding_strides") + kCheap);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(workspace.files(), (Texts{"gif/dilation.gif", "gif/padding_strides.gif"}));
  const Texts lines = lines_of(result.err);
  ASSERT_EQ(lines.size(), 2u) << result.err;
  expect_contains(lines[0], {"convarith: error: ", "'nope'"});
  expect_contains(lines[1], {"convarith: wrote 2 figures"});
}

TEST(SeveralRequests, FailingOneDoesNotStopTheOthers) {
  const Workspace workspace;
  fs::create_directories(workspace / "gif/dilation.gif");
  const ProcessResult result = workspace.run(std::string("render --preset dilation --preset padding_strides") + kCheap);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(workspace.files(), Texts{"gif/padding_strides.gif"});
  expect_contains(result.err, {"gif/dilation.gif", "is a folder", "wrote gif/padding_strides.gif"});
}

TEST(SeveralRequests, AllBadIsAUsageError) {
  const Workspace workspace;
  const ProcessResult result = workspace.run("render --preset nope --preset zebra");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(lines_of(result.err).size(), 2u) << result.err;
  EXPECT_TRUE(workspace.is_empty());
}

TEST(SeveralRequests, BadAndFailingWithNothingWrittenIsAUsageError) {
  const Workspace workspace;
  workspace.write("file", "");
  const ProcessResult result = workspace.run("render --preset nope --preset dilation --out-dir file/x");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(lines_of(result.err).size(), 2u) << result.err;
}

TEST(SeveralRequests, EachIsAllOrNothing) {
  const Workspace workspace;
  fs::create_directories(workspace / "pdf/dilation_08.pdf");
  const ProcessResult result =
      workspace.run("render --preset dilation --preset no_padding_strides --width 40 --format gif,pdf-pages,pdf");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(workspace.files(),
            (Texts{"gif/no_padding_strides.gif", "pdf/no_padding_strides.pdf", "pdf/no_padding_strides_00.pdf",
                   "pdf/no_padding_strides_01.pdf", "pdf/no_padding_strides_02.pdf", "pdf/no_padding_strides_03.pdf"}));
}

TEST(SeveralRequests, NeverWriteOverEachOther) {
  const Workspace workspace;
  workspace.write("other/dilation.json", R"({"n": 2, "k": 2})");
  const std::string clashing = "render --preset dilation --preset other/dilation.json";
  const ProcessResult result = workspace.run(clashing + kCheap);
  EXPECT_EQ(result.exit_code, 2);
  expect_contains(result.err, {"two figures", "gif/dilation.gif"});
  EXPECT_EQ(workspace.files(), Texts{"other/dilation.json"});
  EXPECT_EQ(workspace.run(clashing + " --preset padding_strides" + kCheap).exit_code, 1);
  EXPECT_EQ(workspace.files(), (Texts{"gif/padding_strides.gif", "other/dilation.json"}));
}

/// Which kinds of requests a run has, and its exit code.
struct Batch {
  bool has_good = false;
  bool has_wrong = false;
  bool has_failing = false;
  int exit_code = 0;
};

void PrintTo(const Batch& batch, std::ostream* stream) {
  *stream << (batch.has_good ? "good " : "") << (batch.has_wrong ? "wrong " : "")
          << (batch.has_failing ? "failing" : "");
}

class ExitCode : public ::testing::TestWithParam<Batch> {};

TEST_P(ExitCode, SaysWhetherAnythingWasWrittenAndWhy) {
  const Batch& batch = GetParam();
  const std::string figure = R"({"n": 2, "k": 2, "name": ")";
  std::string manifest;
  std::string presets;
  const Workspace workspace;
  const auto add = [&](const std::string& name, const std::string& json) {
    manifest += json + "\n";
    workspace.write(name + ".json", json);
    presets += " --preset " + name + ".json";
  };
  if (batch.has_wrong) add("wrong", R"({"n": 2, "k": 3, "name": "wrong"})");
  if (batch.has_good) add("good", figure + "good\"}");
  if (batch.has_failing) add("failing", figure + "failing\"}");
  workspace.write("jobs.jsonl", manifest);
  fs::create_directories(workspace / "gif/failing.gif");
  for (const std::string& requests : {presets, std::string(" --manifest jobs.jsonl")}) {
    for (const char* const parts : {"", " --jobs 2", " --shard 1/1"}) {
      fs::remove(workspace / "gif/good.gif");
      const ProcessResult result = workspace.run("render" + requests + kCheap + parts);
      EXPECT_EQ(result.exit_code, batch.exit_code) << requests << parts << "\n" << result.err;
      EXPECT_EQ(fs::exists(workspace / "gif/good.gif"), batch.has_good) << requests << parts;
    }
    const ProcessResult plan = workspace.run("render --dry-run" + requests + kCheap);
    EXPECT_EQ(plan.exit_code, batch.has_wrong ? 2 : 0) << "a dry run writes nothing: " << plan.err;
  }
}

INSTANTIATE_TEST_SUITE_P(OfRequests, ExitCode,
                         ::testing::Values(Batch{.has_good = true, .exit_code = 0},
                                           Batch{.has_wrong = true, .exit_code = 2},
                                           Batch{.has_failing = true, .exit_code = 1},
                                           Batch{.has_good = true, .has_wrong = true, .exit_code = 1},
                                           Batch{.has_good = true, .has_failing = true, .exit_code = 1},
                                           Batch{.has_wrong = true, .has_failing = true, .exit_code = 2},
                                           Batch{true, true, true, 1}));

}  // namespace
}  // namespace convarith::testing::failure_test
