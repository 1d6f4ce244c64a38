// Which headers a stage may include. All of them are on the compiler's path, so that only this keeps the rules.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "temporary_folder.hpp"

namespace convarith::testing::include_rules_test {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = CONVARITH_SOURCE_DIR;

std::vector<fs::path> sources_below(const fs::path& folder) {
  std::vector<fs::path> sources;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const fs::path extension = entry.path().extension();
    if (extension == ".cpp" || extension == ".hpp") sources.push_back(entry.path());
  }
  EXPECT_FALSE(sources.empty()) << folder;
  return sources;
}

std::set<std::string> includes_of(const fs::path& source) {
  const std::string text = read_file(source);
  const std::regex include(R"(#include ([<"][^>"]+[>"]))");
  std::set<std::string> includes;
  for (std::sregex_iterator match(text.begin(), text.end(), include), end; match != end; ++match) {
    includes.insert((*match)[1]);
  }
  return includes;
}

/// Whether any source outside `allowed` (files or folders below src) includes what matches `header`.
void expect_only(const std::string& header, const std::vector<std::string>& allowed) {
  const std::regex pattern(header);
  bool used = false;
  for (const fs::path& source : sources_below(kSource / "src")) {
    const std::string name = fs::relative(source, kSource / "src").string();
    const bool may =
        std::any_of(allowed.begin(), allowed.end(), [&](const auto& place) { return name.starts_with(place); });
    for (const std::string& include : includes_of(source)) {
      if (!std::regex_match(include, pattern)) continue;
      used = true;
      EXPECT_TRUE(may) << name << " includes " << include;
    }
  }
  EXPECT_TRUE(used) << "nothing includes " << header << " any more: mend the rule";
}

TEST(IncludeRules, CairoIsForRenderAndTheVectorEncoders) {
  expect_only("<cairo.*>", {"render/", "encode/pdf.cpp"});
}

TEST(IncludeRules, FreeTypeIsForVectorPagesAndFonts) {
  expect_only("<(ft2build.h|hb.*|fontconfig/.*|fribidi.*)>",
              {"render/page_fonts.cpp", "type/embed_typeface.cpp", "installed_fonts/"});
}

TEST(IncludeRules, GiflibIsForTheGifEncoder) {
  expect_only("<gif_lib.h>", {"encode/gif.cpp"});
}

TEST(IncludeRules, LibdeflateIsForChecksums) {
  expect_only("<libdeflate.h>", {"encode/deflate.cpp", "encode/png_chunks.cpp"});
}

TEST(IncludeRules, LibwebpIsForTheWebpEncoder) {
  expect_only("<webp/.*>", {"encode/webp.cpp"});
}

TEST(IncludeRules, JsonIsForConfigAndItsEncoder) {
  expect_only("<nlohmann/.*>", {"config/", "encode/json.cpp", "markup/page_data.cpp"});
}

TEST(IncludeRules, Cli11IsForTheCommandLine) {
  expect_only("<CLI/.*>", {"cli/parser.hpp"});
}

TEST(IncludeRules, PublicHeadersNeedOnlyTheStandardLibraryAndEachOther) {
  for (const fs::path& header : sources_below(kSource / "include")) {
    for (const std::string& include : includes_of(header)) {
      const bool standard = include.front() == '<' && include.find_first_of("./") == std::string::npos;
      EXPECT_TRUE(standard || include.starts_with("\"convarith/")) << header << " includes " << include;
    }
  }
}

TEST(IncludeRules, StagesIncludeOnlyEarlierStages) {
  const std::map<std::string, std::set<std::string>> may_use{
      {"arithmetic", {}},
      {"type", {}},
      {"layout", {"type"}},
      {"installed_fonts", {"type", "layout"}},
      {"render", {"layout"}},
      {"markup", {"layout", "type"}},
      {"encode", {"markup", "render"}},
      {"embed", {}},
      {"output", {}},
      {"config", {"type"}},
      {"cli", {"config", "embed", "type", "layout", "installed_fonts", "markup", "render", "output"}},
  };
  std::map<std::string, std::string> stage_of_header;
  for (const auto& [stage, used] : may_use) {
    for (const fs::path& source : sources_below(kSource / "src" / stage)) {
      if (source.extension() == ".hpp") stage_of_header[source.filename().string()] = stage;
    }
  }
  for (const auto& [stage, used] : may_use) {
    for (const fs::path& source : sources_below(kSource / "src" / stage)) {
      for (const std::string& include : includes_of(source)) {
        const auto owner = stage_of_header.find(include.substr(1, include.size() - 2));
        if (owner == stage_of_header.end() || owner->second == stage) continue;
        EXPECT_TRUE(used.contains(owner->second)) << source << " includes " << include << " of " << owner->second;
      }
    }
  }
}

}  // namespace
}  // namespace convarith::testing::include_rules_test
