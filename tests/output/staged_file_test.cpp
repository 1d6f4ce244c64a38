#include "output/staged_file.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <future>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::staged_file_test {
namespace {

namespace fs = std::filesystem;

using Names = std::vector<std::string>;

std::span<const std::uint8_t> bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string line_of(const Problems& problems) {
  return to_line(problems.front());
}

/// A staged file that is written and closed, but not published.
std::unique_ptr<StagedFile> stage(const fs::path& target, std::string_view text) {
  auto file = StagedFile::create(target);
  if (!file) throw std::runtime_error(line_of(file.problems()));
  if (!(*file)->write(bytes(text)) || !(*file)->close()) throw std::runtime_error("can't stage " + target.string());
  return *std::move(file);
}

void expect_failure(const Problems& problems, const std::string& where) {
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems.front().kind, Problem::Kind::failure);
  EXPECT_NE(line_of(problems).find(where), std::string::npos) << line_of(problems);
}

TEST(StagedFile, HasItsNameOnlyOncePublished) {
  const TemporaryFolder folder;
  const auto file = stage(folder / "a.gif", "some bytes");
  EXPECT_FALSE(fs::exists(folder / "a.gif"));
  ASSERT_TRUE(file->publish());
  EXPECT_EQ(read_file(folder / "a.gif"), "some bytes");
  EXPECT_EQ(folder.files(), Names{"a.gif"});
  EXPECT_EQ(file->size(), 10u);
}

TEST(StagedFile, LeavesAPublishedFileBehind) {
  const TemporaryFolder folder;
  ASSERT_TRUE(stage(folder / "a.gif", "bytes")->publish());
  EXPECT_EQ(folder.files(), Names{"a.gif"});
}

TEST(StagedFile, LeavesNothingWhereItWasNotPublished) {
  const TemporaryFolder folder;
  stage(folder / "closed.gif", "bytes");
  { ASSERT_TRUE((*StagedFile::create(folder / "open.gif"))->write(bytes("half"))); }
  EXPECT_EQ(folder.files(), Names{});
}

TEST(StagedFile, IsHiddenBesideItsTarget) {
  const TemporaryFolder folder;
  const auto file = stage(folder / "sub/a.gif", "bytes");
  ASSERT_EQ(folder.files().size(), 1u);
  EXPECT_TRUE(folder.files().front().starts_with("sub/.a.gif")) << folder.files().front();
}

TEST(StagedFile, LeavesTheEarlierFileAloneUntilPublished) {
  const TemporaryFolder folder;
  write_file(folder / "a.gif", "old");
  const auto file = stage(folder / "a.gif", "new");
  EXPECT_EQ(read_file(folder / "a.gif"), "old");
  ASSERT_TRUE(file->publish());
  EXPECT_EQ(read_file(folder / "a.gif"), "new");
}

TEST(StagedFile, LeavesTheEarlierFileAloneWhereItWasNotPublished) {
  const TemporaryFolder folder;
  write_file(folder / "a.gif", "old");
  stage(folder / "a.gif", "new");
  EXPECT_EQ(read_file(folder / "a.gif"), "old");
}

TEST(StagedFile, TwoOfOneTargetDoNotMix) {
  const TemporaryFolder folder;
  const auto first = stage(folder / "a.gif", "first");
  const auto second = stage(folder / "a.gif", "second");
  ASSERT_TRUE(second->publish());
  ASSERT_TRUE(first->publish());
  EXPECT_EQ(read_file(folder / "a.gif"), "first");
  EXPECT_EQ(folder.files(), Names{"a.gif"});
}

TEST(StagedFile, MakesMissingFolders) {
  const TemporaryFolder folder;
  ASSERT_TRUE(stage(folder / "one/two/a.gif", "bytes")->publish());
  EXPECT_EQ(folder.files(), Names{"one/two/a.gif"});
}

TEST(StagedFile, ReplacesWhatALinkNamesAndKeepsTheLink) {
  const TemporaryFolder folder;
  write_file(folder / "far/real.gif", "old");
  fs::create_symlink("far/real.gif", folder / "middle.gif");
  fs::create_symlink(folder / "middle.gif", folder / "link.gif");
  ASSERT_TRUE(stage(folder / "link.gif", "new")->publish());
  EXPECT_TRUE(fs::is_symlink(folder / "link.gif"));
  EXPECT_TRUE(fs::is_symlink(folder / "middle.gif"));
  EXPECT_EQ(read_file(folder / "far/real.gif"), "new");
}

TEST(StagedFile, MakesWhatADanglingLinkNames) {
  const TemporaryFolder folder;
  fs::create_symlink("real.gif", folder / "link.gif");
  ASSERT_TRUE(stage(folder / "link.gif", "new")->publish());
  EXPECT_TRUE(fs::is_symlink(folder / "link.gif"));
  EXPECT_EQ(read_file(folder / "real.gif"), "new");
}

TEST(StagedFile, RefusesLinksThatGoInACircle) {
  const TemporaryFolder folder;
  fs::create_symlink("b.gif", folder / "a.gif");
  fs::create_symlink("a.gif", folder / "b.gif");
  const auto file = StagedFile::create(folder / "a.gif");
  ASSERT_FALSE(file);
  expect_failure(file.problems(), "a.gif");
  EXPECT_TRUE(fs::is_symlink(folder / "a.gif"));
}

mode_t mode_of(const fs::path& file) {
  struct stat status {};
  return stat(file.c_str(), &status) == 0 ? status.st_mode & 07777 : 0;
}

TEST(StagedFile, HasTheModeOfAnyNewFile) {
  const TemporaryFolder folder;
  write_file(folder / "ordinary", "bytes");
  ASSERT_TRUE(stage(folder / "a.gif", "bytes")->publish());
  EXPECT_EQ(mode_of(folder / "a.gif"), mode_of(folder / "ordinary"));
}

TEST(StagedFile, KeepsTheModeOfTheFileThatItReplaces) {
  const TemporaryFolder folder;
  for (const mode_t mode : {0600U, 0640U, 0444U, 0755U}) {
    write_file(folder / "old.gif", "old");
    fs::create_symlink("old.gif", folder / "link.gif");
    ASSERT_EQ(chmod((folder / "old.gif").c_str(), mode), 0);
    ASSERT_TRUE(stage(folder / "link.gif", "new")->publish());
    EXPECT_EQ(mode_of(folder / "old.gif"), mode);
    EXPECT_EQ(read_file(folder / "old.gif"), "new");
    fs::remove(folder / "link.gif");
    fs::remove(folder / "old.gif");
  }
}

TEST(StagedFile, TakesTheLongestNameOfTheFileSystem) {
  const TemporaryFolder folder;
  const std::string name = std::string(251, 'a') + ".gif";
  const auto file = StagedFile::create(folder / name);
  ASSERT_TRUE(file) << line_of(file.problems());
  ASSERT_TRUE((*file)->close());
  ASSERT_TRUE((*file)->publish());
  EXPECT_EQ(folder.files(), Names{name});
}

TEST(StagedFile, FailsUnderAFileThatIsNoFolder) {
  const TemporaryFolder folder;
  write_file(folder / "file", "");
  const auto file = StagedFile::create(folder / "file/sub/a.gif");
  ASSERT_FALSE(file);
  expect_failure(file.problems(), (folder / "file/sub").string());
}

TEST(StagedFile, FailsWhereNoFileCanBeMade) {
  const auto file = StagedFile::create("/proc/a.gif");
  ASSERT_FALSE(file);
  expect_failure(file.problems(), "/proc/a.gif");
}

TEST(StagedFile, FailsWhereTheTargetIsAFolder) {
  const TemporaryFolder folder;
  fs::create_directory(folder / "a.gif");
  const auto file = StagedFile::create(folder / "a.gif");
  ASSERT_FALSE(file);
  expect_failure(file.problems(), (folder / "a.gif").string());
}

TEST(StagedFile, FailsToTakeTheNameOfAFolderAndLeavesNothing) {
  const TemporaryFolder folder;
  {
    const auto file = stage(folder / "a.gif", "bytes");
    fs::create_directory(folder / "a.gif");
    const Status published = file->publish();
    ASSERT_FALSE(published);
    expect_failure(published.problems(), (folder / "a.gif").string());
  }
  EXPECT_EQ(folder.files(), Names{});
}

TEST(StreamSink, WritesIntoAFifo) {
  const TemporaryFolder folder;
  const fs::path fifo = folder / "fifo";
  ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
  std::future<std::string> reader = std::async(std::launch::async, [&fifo] { return read_file(fifo); });
  const auto sink = StreamSink::open(fifo);
  ASSERT_TRUE(sink);
  EXPECT_TRUE((*sink)->write(bytes("one ")));
  EXPECT_TRUE((*sink)->write(bytes("two")));
  EXPECT_TRUE((*sink)->close());
  EXPECT_EQ(reader.get(), "one two");
  EXPECT_TRUE(fs::is_fifo(fifo));
}

TEST(StreamSink, SaysThatADeviceIsFull) {
  const auto sink = StreamSink::open("/dev/full");
  ASSERT_TRUE(sink);
  const Status written = (*sink)->write(bytes("bytes"));
  ASSERT_FALSE(written);
  expect_failure(written.problems(), "/dev/full");
}

TEST(StreamSink, SaysWhatCannotBeOpened) {
  const auto sink = StreamSink::open("/none/such");
  ASSERT_FALSE(sink);
  expect_failure(sink.problems(), "/none/such");
}

TEST(StreamSink, LeavesStandardOutputOpen) {
  ASSERT_TRUE(StreamSink::standard_output()->close());
  EXPECT_NE(::fcntl(STDOUT_FILENO, F_GETFD), -1);
}

TEST(IsStream, OnlyWhatCannotBeReplaced) {
  const TemporaryFolder folder;
  write_file(folder / "file", "");
  ASSERT_EQ(mkfifo((folder / "fifo").c_str(), 0600), 0);
  fs::create_symlink("fifo", folder / "link_to_fifo");
  fs::create_symlink("file", folder / "link_to_file");
  EXPECT_TRUE(is_stream(folder / "fifo"));
  EXPECT_TRUE(is_stream(folder / "link_to_fifo"));
  EXPECT_TRUE(is_stream("/dev/null"));
  EXPECT_FALSE(is_stream(folder / "file"));
  EXPECT_FALSE(is_stream(folder / "link_to_file"));
  EXPECT_FALSE(is_stream(folder.path()));
  EXPECT_FALSE(is_stream(folder / "none"));
}

}  // namespace
}  // namespace convarith::testing::staged_file_test
