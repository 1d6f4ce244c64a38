#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <functional>
#include <string>
#include <thread>

#include "tests/cli/workspace.hpp"

namespace convarith::testing::interrupt_test {
namespace {

/// Starts the program without waiting for it. Signal `ignored`, if any, is ignored from the start, as under nohup.
pid_t start(const Workspace& workspace, const std::string& arguments, int ignored) {
  const Texts words = words_of(arguments);
  std::vector<char*> argv{const_cast<char*>(CONVARITH_PROGRAM)};
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  const pid_t child = fork();
  if (child != 0) return child;
  const int null = open("/dev/null", O_RDWR);
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(null, descriptor);
  if (ignored != 0) std::signal(ignored, SIG_IGN);
  if (chdir(workspace.folder().path().c_str()) == 0) execv(argv[0], argv.data());
  _exit(127);
}

/// Sends `signal` once a file whose name begins with `awaited` is there; gives the wait status.
int interrupt(const Workspace& workspace, const std::string& arguments, const std::string& awaited, int signal,
              int ignored = 0) {
  const auto at_work = [&] {
    const Texts files = workspace.files();
    return std::any_of(files.begin(), files.end(), [&](const std::string& name) { return name.starts_with(awaited); });
  };
  const pid_t child = start(workspace, arguments, ignored);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!at_work() && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  EXPECT_TRUE(at_work());
  kill(child, signal);
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

class Interrupt : public ::testing::TestWithParam<int> {};

TEST_P(Interrupt, LeavesNoTemporaryFileAndDiesByTheSignal) {
  const Workspace workspace;
  workspace.write("gif/conv_n60_k1.gif", "old");
  const int status = interrupt(workspace, "render -n 60 -k 1 --no-limits", "png/.conv_n60_k1_0003", GetParam());
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(WTERMSIG(status), GetParam());
  EXPECT_EQ(workspace.contents(), (std::map<std::string, std::string>{{"gif/conv_n60_k1.gif", "old"}}));
}

INSTANTIATE_TEST_SUITE_P(BySignal, Interrupt, ::testing::Values(SIGINT, SIGTERM, SIGHUP));

TEST(Interrupt, KeepsTheFiguresThatWereFinished) {
  const Workspace workspace;
  workspace.write("long.json", R"({"n": 60, "k": 1})");
  const int status =
      interrupt(workspace, "render --preset dilation --preset long.json --format gif", "gif/dilation.gif", SIGINT);
  EXPECT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(workspace.files(), (Texts{"gif/dilation.gif", "long.json"}));
}

TEST(Interrupt, IsIgnoredWhereItWasIgnoredBefore) {
  const Workspace workspace;
  const int status = interrupt(workspace, "render -n 20 -k 1 --format gif", "gif/.conv_n20_k1", SIGHUP, SIGHUP);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  EXPECT_EQ(workspace.files(), Texts{"gif/conv_n20_k1.gif"});
}

}  // namespace
}  // namespace convarith::testing::interrupt_test
