#include <gtest/gtest.h>

#include <string>

#include "workspace.hpp"

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
