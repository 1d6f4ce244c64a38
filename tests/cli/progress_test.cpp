#include <gtest/gtest.h>

#include <string>

#include "tests/cli/workspace.hpp"

namespace convarith::testing::progress_test {
namespace {

constexpr const char* kTwoFigures = "render --preset dilation --preset padding_strides --format gif --width 40";

/// What the program writes to a terminal.
std::string on_terminal(const std::string& arguments) {
  return Workspace().shell("script -qec \"$convarith " + arguments + "\" /dev/null").out;
}

TEST(Progress, IsShownOnATerminalAndTakenAway) {
  const std::string shown = on_terminal(kTwoFigures);
  expect_contains(shown, {"\r[", "] 0/2 dilation", "] 1/2 padding_strides", "\r\033[Kconvarith: wrote 2 figures"});
}

TEST(Progress, OfOneFigureIsShownWhereItTakesItsTime) {
  const Workspace workspace;
  const std::string shown = workspace
                                .shell(
                                    "script -qec \"timeout -s INT 2.5 $convarith render -n 100 -k 50 --format gif "
                                    "--width 300\" /dev/null")
                                .out;
  expect_contains(shown, {"\r[", "] step ", " of 2601 conv_n100_k50", "\r\033[K"});
  EXPECT_EQ(workspace.files(), Texts{});
  EXPECT_EQ(on_terminal("render -n 3 -k 2 --format gif --width 40").find("step"), std::string::npos);
}

TEST(Progress, IsNotShownElsewhere) {
  const std::string err = Workspace().run(kTwoFigures).err;
  EXPECT_TRUE(err.starts_with("convarith: wrote 2 figures")) << err;
  EXPECT_EQ(err.find('\r'), std::string::npos) << err;
}

TEST(Progress, IsDroppedByQuiet) {
  EXPECT_EQ(on_terminal(std::string(kTwoFigures) + " --quiet").find("1/2"), std::string::npos);
}

}  // namespace
}  // namespace convarith::testing::progress_test
