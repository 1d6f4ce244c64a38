// The animations that are kept with the project, and those that the README shows.

#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

#include "preset.hpp"
#include "temporary_folder.hpp"

namespace convarith::testing::gallery_test {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLargestGif = 200'000;

const fs::path kProject = CONVARITH_SOURCE_DIR;

bool is_ignored(const std::string& name) {
  static const std::string ignored = read_file(kProject / ".gitignore");
  return ignored.find("\n/gif/" + name + ".gif\n") != std::string::npos;
}

bool is_shown(const std::string& name) {
  static const std::string readme = read_file(kProject / "README.md");
  return readme.find("gif/" + name + ".gif\"") != std::string::npos;
}

/// Of these families only what is shown is kept; of the others all.
bool keeps_what_is_shown(const std::string& family) {
  return family != "arithmetic" && family != "explained";
}

TEST(Gallery, IsKeptAndWhatItDoesNotShowIsNot) {
  for (const BuiltinPreset& preset : builtin_presets()) {
    const std::string name(preset.name);
    const std::string family = *load_preset(name)->request.family;
    EXPECT_EQ(is_ignored(name), keeps_what_is_shown(family) && !is_shown(name)) << name;
    if (is_ignored(name)) continue;
    const fs::path gif = kProject / "gif" / (name + ".gif");
    ASSERT_TRUE(fs::exists(gif)) << gif;
    if (keeps_what_is_shown(family)) {
      EXPECT_LT(fs::file_size(gif), kLargestGif) << gif;
    }
  }
}

}  // namespace
}  // namespace convarith::testing::gallery_test
