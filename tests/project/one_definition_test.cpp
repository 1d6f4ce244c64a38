// A name means one thing in the whole program. Where two headers define it, every_header.cpp does not compile; types in
// sources are kept in nameless namespaces, which is what is looked at here.

#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::one_definition_test {
namespace {

namespace fs = std::filesystem;

/// Types defined outside nameless namespaces. clang-format lets all that is in a namespace begin its line.
std::vector<std::string> types_with_linkage(const std::string& source) {
  const std::regex type(R"((?:template <.*> )?(?:struct|class|enum class|enum|union) (\w+)[^:;]*(?::[^:;]*)?\{.*)");
  std::vector<std::string> types;
  bool is_nameless = false;
  std::istringstream lines(source);
  for (std::string line; std::getline(lines, line);) {
    if (line == "namespace {") is_nameless = true;
    if (line == "}  // namespace") is_nameless = false;
    std::smatch match;
    if (!is_nameless && std::regex_match(line, match, type)) types.push_back(match[1]);
  }
  return types;
}

TEST(OneDefinition, IsLookedForWhereItCounts) {
  EXPECT_EQ(types_with_linkage("namespace a {\nstruct Box {\n};\nenum class Side : int { left };\n}  // namespace a\n"),
            (std::vector<std::string>{"Box", "Side"}));
  EXPECT_EQ(types_with_linkage("namespace {\nclass Box final : public Shape {\n};\n}  // namespace\nclass Late {\n"),
            (std::vector<std::string>{"Late"}));
  EXPECT_EQ(types_with_linkage("struct Declared;\nclass Outer::Inner {\n  struct Member {\n"),
            (std::vector<std::string>{}));
}

TEST(OneDefinition, OfTypesIsInHeadersOrOfNoConcernToOthers) {
  int sources = 0;
  for (const char* folder : {"src", "tests", "bench"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(CONVARITH_SOURCE_DIR) / folder)) {
      if (entry.path().extension() != ".cpp") continue;
      ++sources;
      for (const std::string& type : types_with_linkage(read_file(entry.path()))) {
        ADD_FAILURE() << entry.path() << " defines " << type
                      << " where another source may have one of that name: put it into a nameless namespace";
      }
    }
  }
  EXPECT_GT(sources, 100);
}

}  // namespace
}  // namespace convarith::testing::one_definition_test
