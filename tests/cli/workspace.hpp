#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing {

using Texts = std::vector<std::string>;

inline Texts words_of(const std::string& text) {
  std::istringstream stream(text);
  return {std::istream_iterator<std::string>(stream), {}};
}

/// An empty folder in which the program runs.
class Workspace {
 public:
  const TemporaryFolder& folder() const { return folder_; }
  std::filesystem::path operator/(const std::string& name) const { return folder_ / name; }
  Texts files() const { return folder_.files(); }
  bool is_empty() const { return std::filesystem::is_empty(folder_.path()); }

  void write(const std::string& name, const std::string& bytes) const { write_file(folder_ / name, bytes); }
  std::string read(const std::string& name) const { return read_file(folder_ / name); }
  /// The bytes of every file, by name.
  std::map<std::string, std::string> contents() const {
    std::map<std::string, std::string> contents;
    for (const std::string& name : files()) contents[name] = read(name);
    return contents;
  }

  /// Runs the program with arguments that are separated by blanks.
  ProcessResult run(const std::string& arguments, const std::string& input = {}) const {
    return run(words_of(arguments), input);
  }
  ProcessResult run(const Texts& arguments, const std::string& input = {}) const {
    return run_convarith(arguments, {folder_.path(), environment_, input});
  }
  /// Runs a script in which the program is called $convarith.
  ProcessResult shell(const std::string& script) const {
    return run_process({"bash", "-c", script}, {folder_.path(), {{"convarith", CONVARITH_PROGRAM}}, {}});
  }

  void set_environment(const std::map<std::string, std::string>& environment) { environment_ = environment; }

 private:
  TemporaryFolder folder_;
  std::map<std::string, std::string> environment_;
};

inline void expect_contains(const std::string& text, const Texts& parts) {
  for (const std::string& part : parts) {
    EXPECT_NE(text.find(part), std::string::npos) << "no '" << part << "' in:\n" << text;
  }
}

inline void expect_success(const ProcessResult& result) {
  EXPECT_EQ(result.exit_code, 0) << result.err;
}

/// Expects an exit code and, on standard error, one line that says all of `texts`.
inline void expect_error(const ProcessResult& result, int exit_code, const Texts& texts) {
  EXPECT_EQ(result.exit_code, exit_code);
  EXPECT_EQ(result.out, "");
  EXPECT_TRUE(result.err.starts_with("convarith: error: ")) << result.err;
  EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
  expect_contains(result.err, texts);
}

/// Expects a request to be refused with one line, and nothing, not even a folder, to be written.
inline void expect_usage_error(const Texts& arguments, const Texts& texts) {
  const Workspace workspace;
  expect_error(workspace.run(arguments), 2, texts);
  EXPECT_TRUE(workspace.is_empty());
}

inline void expect_usage_error(const std::string& arguments, const Texts& texts) {
  expect_usage_error(words_of(arguments), texts);
}

}  // namespace convarith::testing
