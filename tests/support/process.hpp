#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace convarith::testing {

struct ProcessResult {
  int exit_code = -1;  ///< 128 + number where a signal ended it
  std::string out;
  std::string err;
};

struct ProcessOptions {
  std::filesystem::path folder;                    ///< to run in; default: this one
  std::map<std::string, std::string> environment;  ///< on top of this process's own
  std::string input;                               ///< on standard input
};

/// Runs a program, found on the PATH, to its end.
ProcessResult run_process(const std::vector<std::string>& command, const ProcessOptions& options = {});

/// Runs the convarith of this build.
ProcessResult run_convarith(std::vector<std::string> arguments, const ProcessOptions& options = {});

/// The lines of what a program printed, without their ends.
std::vector<std::string> lines_of(const std::string& text);

}  // namespace convarith::testing
