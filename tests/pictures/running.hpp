#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/process.hpp"

namespace convarith::testing {

/// `convarith render` with these flags, into `folder`; anything but success fails the test.
inline void render_into(const std::filesystem::path& folder, std::vector<std::string> flags) {
  flags.insert(flags.begin(), "render");
  flags.insert(flags.end(), {"--quiet", "--out-dir", folder.string()});
  const ProcessResult result = run_convarith(flags);
  ASSERT_EQ(result.exit_code, 0) << result.err;
  ASSERT_EQ(result.err, "");
}

/// What a program prints; where it complains or fails, the test fails.
inline std::string output_of(const std::vector<std::string>& command) {
  const ProcessResult result = run_process(command);
  EXPECT_EQ(result.exit_code, 0) << command.front() << ": " << result.err;
  EXPECT_EQ(result.err, "") << command.front();
  return result.out;
}

}  // namespace convarith::testing
