// The animations that are kept with the project, and how the README shows them: on forges, whose column is 836 px wide.

#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "config/preset.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::gallery_test {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLargestGif = 200'000;
/// Of all pictures that a reader of the README fetches, who sees one scheme of colours.
constexpr std::uintmax_t kMostBytes = 2'100'000;
constexpr int kColumn = 836;       // px
constexpr int kMostOfACell = 252;  // px: a third of it without what stands around

const fs::path kProject = CONVARITH_SOURCE_DIR;

bool is_ignored(const std::string& name) {
  static const std::string ignored = read_file(kProject / ".gitignore");
  return ignored.find("\n/gif/" + name + ".gif\n") != std::string::npos;
}

const std::string& readme() {
  static const std::string text = read_file(kProject / "README.md");
  return text;
}

/// As a GIF.
bool is_shown(const std::string& name) {
  return readme().find("gif/" + name + ".gif\"") != std::string::npos;
}

/// Of these families only what is shown is kept; of the others all.
bool keeps_what_is_shown(const std::string& family) {
  return family != "arithmetic" && family != "explained";
}

TEST(Gallery, IsKeptAndWhatItDoesNotShowIsNot) {
  for (const BuiltinPreset& preset : builtin_presets()) {
    const std::string name(preset.name);
    const std::string family = load_preset(name)->request.family.value_or("");
    const bool is_kept = !keeps_what_is_shown(family) || is_shown(name);
    EXPECT_NE(is_ignored(name), is_kept) << (is_kept ? "take out of" : "add to") << " .gitignore: /gif/" << name
                                         << ".gif";
    if (is_ignored(name)) continue;
    const fs::path gif = kProject / "gif" / (name + ".gif");
    ASSERT_TRUE(fs::exists(gif)) << gif << ": run make animations";
    if (keeps_what_is_shown(family)) {
      EXPECT_LT(fs::file_size(gif), kLargestGif) << gif;
    }
  }
}

/// The matches of a pattern, or of its first group.
std::vector<std::string> found_in(const std::string& text, const std::string& pattern) {
  const std::regex regex(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator match(text.begin(), text.end(), regex), end; match != end; ++match) {
    found.push_back((*match)[regex.mark_count() > 0 ? 1 : 0]);
  }
  return found;
}

std::uintmax_t bytes_of(const std::vector<std::string>& files) {
  std::uintmax_t bytes = 0;
  for (const std::string& file : std::set<std::string>(files.begin(), files.end())) {
    EXPECT_TRUE(fs::exists(kProject / file)) << file;
    if (fs::exists(kProject / file)) bytes += fs::file_size(kProject / file);
  }
  return bytes;
}

/// Elements of HTML that don't contain their like, and what is left without them.
struct Elements {
  std::vector<std::string> elements;
  std::string rest;
};

/// Tags stand on lines of their own, so that those that the text speaks of are none.
Elements split_off(const std::string& text, const std::string& name) {
  const std::string begin = "<" + name + ">\n";
  const std::string end = "</" + name + ">\n";
  Elements parts;
  std::size_t from = 0;
  for (std::size_t at = text.find(begin); at != text.npos; at = text.find(begin, from)) {
    const std::size_t last = text.find(end, at);
    if (last == text.npos) throw std::runtime_error(name + " has no end");
    parts.rest += text.substr(from, at - from);
    from = last + end.size();
    parts.elements.push_back(text.substr(at, from - at));
  }
  parts.rest += text.substr(from);
  return parts;
}

TEST(ReadmePictures, AreNotHeavyOnPagesOfEitherColour) {
  EXPECT_LT(bytes_of(found_in(readme(), "<img src=\"([^\"]*)\"")), kMostBytes) << "on light pages";
  std::vector<std::string> dark = found_in(split_off(readme(), "picture").rest, "<img src=\"([^\"]*)\"");
  for (const std::string& picture : found_in(readme(), "scheme: dark\\)\" srcset=\"([^\"]*)\""))
    dark.push_back(picture);
  EXPECT_GT(dark.size(), 30U);
  EXPECT_LT(bytes_of(dark), kMostBytes) << "on dark pages";
}

TEST(ReadmePictures, AreGifsOnlyForWhoeverWantsLightAndMotion) {
  const std::vector<std::string> pictures = split_off(readme(), "picture").elements;
  EXPECT_GT(pictures.size(), 5U);
  EXPECT_EQ(found_in(readme(), "<img src=\"[^\"]*gif\"").size(), pictures.size());
  for (const std::string& picture : pictures) {
    const std::string name = found_in(picture, "<img src=\"gif/(\\w+)\\.gif\"").at(0);
    for (const std::string media : {"prefers-color-scheme: dark", "prefers-reduced-motion: reduce"}) {
      EXPECT_NE(picture.find("media=\"(" + media + ")\" srcset=\"docs/svg/" + name + ".svg\""), std::string::npos)
          << name << " lacks " << media;
    }
  }
}

TEST(ReadmePictures, StandInTablesThatFitTheColumn) {
  const std::vector<std::string> rows = split_off(readme(), "tr").elements;
  EXPECT_GT(rows.size(), 5U);
  for (const std::string& row : rows) {
    EXPECT_LE(found_in(row, "<td").size(), 3U) << row;
    EXPECT_EQ(row.find("<code>"), std::string::npos) << "names don't break: " << row;
    for (const std::string& width : found_in(row, "<img[^>]* width=\"(\\d+)\""))
      EXPECT_LE(std::stoi(width), kMostOfACell);
  }
}

TEST(ReadmePictures, ShowLettersAtLeastAsLargeAsTheyAre) {
  const std::string beside_tables = split_off(readme(), "table").rest;
  std::size_t figures = 0;
  for (const std::string& figure : found_in(beside_tables, "<img src=\"docs/svg/[^>]*>")) {
    const std::string svg = read_file(kProject / found_in(figure, "src=\"([^\"]*)\"").at(0));
    const int shown = std::stoi(found_in(figure, " width=\"(\\d+)\"").at(0));
    EXPECT_GE(shown, std::stod(found_in(svg.substr(0, 400), " width=\"([\\d.]+)\"").at(0))) << figure;
    EXPECT_LE(shown, kColumn) << figure;
    ++figures;
  }
  EXPECT_GT(figures, 20U);
}

}  // namespace
}  // namespace convarith::testing::gallery_test
