// What ARCHITECTURE.md and CONTRIBUTING.md say of the tree.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::contributor_documents_test {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestLine = 132;

const fs::path kProject = CONVARITH_SOURCE_DIR;

std::vector<std::string> lines_of(const std::string& document) {
  std::istringstream text(read_file(kProject / document));
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

/// Returns how many characters UTF-8 text has.
std::size_t characters_in(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// Returns what stands between backticks, which never spans lines.
std::vector<std::string> quoted_in(const std::string& line) {
  std::vector<std::string> quoted;
  std::istringstream text(line);
  std::string part;
  for (bool is_quoted = false; std::getline(text, part, '`'); is_quoted = !is_quoted) {
    if (is_quoted) quoted.push_back(part);
  }
  return quoted;
}

/// Whether a quotation names a file or folder by its path below the project, below src, or from any folder on.
bool looks_like_a_path(const std::string& quoted) {
  if (quoted.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-") != quoted.npos) {
    return false;
  }
  const std::set<std::string> suffixes{".cpp", ".hpp", ".md", ".txt", ".sh", ".py", ".mjs", ".json"};
  return quoted.find('/') != quoted.npos || suffixes.contains(fs::path(quoted).extension().string());
}

/// All files and folders of the project, each as "/" and its path.
std::vector<std::string> paths_of_project() {
  std::vector<std::string> paths;
  for (const char* const top :
       {".ci", "bench", "cmake", "docs", "examples", "gif", "include", "presets", "src", "tests", "tools"}) {
    paths.push_back(std::string("/") + top);
    for (fs::recursive_directory_iterator entry(kProject / top), end; entry != end; ++entry) {
      if (entry->path().filename() == "node_modules") entry.disable_recursion_pending();
      paths.push_back("/" + entry->path().lexically_relative(kProject).generic_string());
    }
  }
  for (const auto& entry : fs::directory_iterator(kProject)) paths.push_back("/" + entry.path().filename().string());
  return paths;
}

class ContributorDocument : public ::testing::TestWithParam<const char*> {};

TEST_P(ContributorDocument, NamesPathsThatExist) {
  const std::vector<std::string> paths = paths_of_project();
  std::size_t named = 0;
  for (const std::string& line : lines_of(GetParam())) {
    for (std::string quoted : quoted_in(line)) {
      // What a build or a run makes is not there.
      if (!looks_like_a_path(quoted) || quoted.starts_with("build/") || quoted.find("NAME") != quoted.npos) continue;
      if (quoted.ends_with('/')) quoted.pop_back();
      const bool exists = std::any_of(paths.begin(), paths.end(),
                                      [&quoted](const std::string& path) { return path.ends_with("/" + quoted); });
      EXPECT_TRUE(exists) << GetParam() << " names " << quoted << ", which does not exist, in: " << line;
      ++named;
    }
  }
  EXPECT_GT(named, 20U);
}

TEST_P(ContributorDocument, HasNoLongLinesButInTables) {
  for (const std::string& line : lines_of(GetParam())) {
    if (!line.starts_with('|')) {
      EXPECT_LE(characters_in(line), kLongestLine) << line;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, ContributorDocument, ::testing::Values("ARCHITECTURE.md", "CONTRIBUTING.md"),
                         [](const auto& document) { return fs::path(document.param).stem().string(); });

}  // namespace
}  // namespace convarith::testing::contributor_documents_test
