#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing {

/// What "convarith embed" prints for arguments as a shell reads them.
inline std::string embed(const std::string& arguments, const std::filesystem::path& folder = {}) {
  const ProcessResult result = run_process({"bash", "-c", "\"$convarith\" embed " + arguments},
                                           {folder, {{"convarith", CONVARITH_PROGRAM}}, {}});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  return result.out;
}

/// What readers that are not ours find in a snippet; see read_snippet.py.
inline nlohmann::json read_snippet(const std::string& host, const std::string& snippet) {
  const std::string script = CONVARITH_SOURCE_DIR "/tests/embed/read_snippet.py";
  const ProcessResult result = run_process({"/usr/bin/python3", script, host}, {{}, {}, snippet});
  EXPECT_EQ(result.exit_code, 0) << result.err << snippet;
  return result.exit_code == 0 ? nlohmann::json::parse(result.out) : nlohmann::json();
}

}  // namespace convarith::testing
