// Which headers a stage may include. All of them are on the compiler's path, so that only these tests keep the rules.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.hpp"

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

TEST(IncludeRules, LibdeflateIsForChecksumsAndArchives) {
  expect_only("<libdeflate.h>", {"encode/deflate.cpp", "encode/png_chunks.cpp", "config/numbers/npz_file.cpp"});
}

TEST(IncludeRules, LibwebpIsForTheWebpEncoder) {
  expect_only("<webp/.*>", {"encode/webp.cpp"});
}

TEST(IncludeRules, LibpngAndLibjpegAreForTheirPictures) {
  expect_only("<png.h>", {"config/numbers/png_file.cpp"});
  expect_only("<(jpeglib|jerror).h>", {"config/numbers/jpeg_file.cpp"});
}

TEST(IncludeRules, JsonIsForConfigAndItsEncoder) {
  expect_only("<nlohmann/.*>", {"config/", "encode/json.cpp", "encode/model_json.cpp", "engine/shape_json.cpp",
                                "markup/model_page", "markup/page_data.cpp", "playground/", "wasm/"});
}

TEST(IncludeRules, ProtozeroIsForFilesOfOnnx) {
  expect_only("<protozero/.*>", {"config/models/onnx"});
}

TEST(IncludeRules, Cli11IsForTheCommandLine) {
  expect_only("<CLI/.*>", {"cli/parser.hpp"});
}

TEST(IncludeRules, FilesAndThreadsAreForFrontsAndForReading) {
  expect_only("<(fstream|filesystem|thread|mutex|csignal)>",
              {"cli/", "config/", "encode/", "installed_fonts/", "output/", "type/embed_typeface.cpp"});
  expect_only("<thread>", {"cli/"});
}

TEST(IncludeRules, PublicHeadersNeedOnlyTheStandardLibraryAndEachOther) {
  for (const fs::path& header : sources_below(kSource / "include")) {
    for (const std::string& include : includes_of(header)) {
      const bool standard = include.front() == '<' && include.find_first_of("./") == std::string::npos;
      EXPECT_TRUE(standard || include.starts_with("\"convarith/")) << header << " includes " << include;
    }
  }
}

/// The folder of a file or header, "layout/views/volume" of "layout/views/volume/volume.cpp".
std::string folder_of(const std::string& path) {
  return fs::path(path).parent_path().string();
}

std::string stage_of(const std::string& path) {
  return path.substr(0, path.find('/'));
}

/// What each source below src includes of our own headers, as "layout/film.hpp".
std::map<std::string, std::set<std::string>> own_includes() {
  std::map<std::string, std::set<std::string>> includes;
  for (const fs::path& source : sources_below(kSource / "src")) {
    std::set<std::string>& own = includes[fs::relative(source, kSource / "src").string()];
    for (const std::string& include : includes_of(source)) {
      if (include.front() == '"') own.insert(include.substr(1, include.size() - 2));
    }
  }
  return includes;
}

TEST(IncludeRules, HeadersAreIncludedByPath) {
  for (const auto& [source, includes] : own_includes()) {
    for (const std::string& header : includes) {
      const bool exists = fs::exists(kSource / "src" / header) || fs::exists(kSource / "include" / header);
      EXPECT_TRUE(exists || header == "cli/version.hpp") << source << " includes " << header;
    }
  }
}

TEST(IncludeRules, StagesIncludeOnlyEarlierStages) {
  const std::map<std::string, std::set<std::string>> may_use{
      {"arithmetic", {}},
      {"type", {}},
      {"layout", {"arithmetic", "type"}},
      {"installed_fonts", {"type", "layout"}},
      {"render", {"arithmetic", "type", "layout"}},
      {"markup", {"arithmetic", "layout", "type"}},
      {"encode", {"arithmetic", "layout", "markup", "render"}},
      {"embed", {}},
      {"output", {}},
      {"playground", {"arithmetic", "config", "embed", "encode", "engine", "layout", "markup"}},
      {"wasm", {"arithmetic", "cli", "config", "embed", "encode", "engine", "layout", "playground"}},
      {"config", {"arithmetic", "layout", "type"}},
      {"engine", {"arithmetic", "config", "encode", "layout", "markup", "render", "type"}},
      {"library", {"arithmetic", "config", "encode", "engine", "installed_fonts"}},
      {"cli",
       {"arithmetic", "config", "embed", "encode", "engine", "installed_fonts", "layout", "markup", "output", "type"}},
  };
  for (const auto& [source, includes] : own_includes()) {
    const std::set<std::string>& used = may_use.at(stage_of(source));
    for (const std::string& header : includes) {
      const std::string stage = stage_of(header);
      EXPECT_TRUE(stage == "convarith" || stage == stage_of(source) || used.contains(stage))
          << source << " includes " << header;
    }
  }
}

/// Folders that a folder includes headers of, directly or through others.
std::set<std::string> reached_from(const std::string& folder,
                                   const std::map<std::string, std::set<std::string>>& uses) {
  std::set<std::string> reached;
  std::vector<std::string> next{folder};
  while (!next.empty()) {
    const std::string at = next.back();
    next.pop_back();
    const auto used = uses.find(at);
    if (used == uses.end()) continue;
    for (const std::string& other : used->second) {
      if (reached.insert(other).second) next.push_back(other);
    }
  }
  return reached;
}

TEST(IncludeRules, FoldersDoNotIncludeEachOtherInCircles) {
  std::map<std::string, std::set<std::string>> uses;
  for (const auto& [source, includes] : own_includes()) {
    for (const std::string& header : includes) {
      if (folder_of(header) != folder_of(source)) uses[folder_of(source)].insert(folder_of(header));
    }
  }
  for (const auto& [folder, used] : uses) {
    EXPECT_FALSE(reached_from(folder, uses).contains(folder)) << folder << " includes what includes it";
  }
}

}  // namespace
}  // namespace convarith::testing::include_rules_test
