// The GIFs in the source folder are those that the program writes: to the byte with the giflib that they were made
// with, and with any other the same pictures.

#include <gif_lib.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tests/pictures/frame_stream.hpp"
#include "tests/pictures/published.hpp"
#include "tests/pictures/running.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::published_test {
namespace {

namespace fs = std::filesystem;

const fs::path kGifs = fs::path(CONVARITH_SOURCE_DIR) / "gif";

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

constexpr bool kSameLibrary = GIFLIB_MAJOR == 5 && GIFLIB_MINOR == 2 && GIFLIB_RELEASE == 1;

void expect_same_pictures(const fs::path& published, const fs::path& written) {
  FrameStream here(published);
  FrameStream there(written);
  while (const std::optional<Picture> picture = there.next()) {
    const std::optional<Picture> other = here.next();
    ASSERT_TRUE(other) << published << " has too few frames";
    ASSERT_LE(difference(*picture, *other), 2) << published;
  }
  EXPECT_FALSE(here.next()) << published << " has too many frames";
}

TEST(Published, GifsAreThoseOfTheProgram) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(render_into(folder.path(), {"--all", "--format", "gif"}));
  for (const Published& figure : kPublished) {
    EXPECT_TRUE(fs::exists(kGifs / (std::string(figure.name) + ".gif"))) << figure.name;
  }
  for (const std::string& name : names_in(kGifs)) {
    const fs::path written = folder / "gif" / name;
    ASSERT_TRUE(fs::exists(written)) << "gif/" << name << " is of no preset";
    if (read_file(kGifs / name) == read_file(written)) continue;
    EXPECT_FALSE(kSameLibrary) << "gif/" << name << " is not what the program writes: run 'make animations'";
    expect_same_pictures(kGifs / name, written);
  }
}

}  // namespace
}  // namespace convarith::testing::published_test
