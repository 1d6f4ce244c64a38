// The table of formats, and what all encoders have in common.

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "encode/encoder.hpp"
#include "render/frame_renderer.hpp"
#include "tests/encode/memory_sink.hpp"
#include "tests/layout/films.hpp"
#include "tests/support/builtin_themes.hpp"

namespace convarith::testing::formats_test {
namespace {

class AnyFormat : public ::testing::TestWithParam<std::string> {
 protected:
  std::unique_ptr<Encoder> make() const { return format_.make(film_, options_); }

  /// All steps into `sink`, as the first problem or as nothing.
  Status encode_into(Sink& sink) const {
    const std::unique_ptr<Encoder> encoder = make();
    FrameRenderer renderer(film_, size_at_dpi(film_, 72));
    for (std::size_t step = 0; step < film_.steps; ++step) {
      const Frame frame = renderer.render(step);
      const Status added = encoder->add({film_, step, format_.needs_frames ? &frame : nullptr}, sink);
      if (!added) return added;
    }
    return encoder->finish(sink);
  }

  const Format& format_ = *find_format(GetParam());
  const Chain chain_ = *make_chain(options_of(square(Kind::direct, {.n = 3, .k = 2})));
  const Film film_ = draw_projection(Walkthrough(chain_.front()), kSolarized).film;
  const EncodeOptions options_{"a title", 1, 0, 0, film_.steps - 1, false, &chain_, nullptr};
};

std::vector<std::string> names() {
  std::vector<std::string> names;
  for (const Format& format : formats()) names.emplace_back(format.name);
  return names;
}

std::string name_of_format(const ::testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

TEST_P(AnyFormat, IsFoundByItsName) {
  EXPECT_EQ(format_.name, GetParam());
}

TEST_P(AnyFormat, HasASuffixAFolderAndHelp) {
  EXPECT_EQ(format_.suffix.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789"), std::string_view::npos);
  EXPECT_FALSE(format_.suffix.empty());
  EXPECT_EQ(format_.folder.find('/'), std::string_view::npos);
  EXPECT_FALSE(format_.folder.empty());
  EXPECT_FALSE(format_.help.empty());
}

TEST_P(AnyFormat, WritesSomething) {
  TextSink sink;
  EXPECT_TRUE(encode_into(sink));
  EXPECT_GT(sink.bytes().size(), 100u);
}

TEST_P(AnyFormat, WritesTheSameBytesAgain) {
  TextSink first;
  TextSink second;
  EXPECT_TRUE(encode_into(first) && encode_into(second));
  EXPECT_EQ(first.bytes(), second.bytes());
}

TEST_P(AnyFormat, HandsOnWhatKeptTheSinkFromWriting) {
  FullSink sink;
  const Status status = encode_into(sink);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.problems().front().where, "disk");
  EXPECT_EQ(status.problems().front().why, "full");
}

TEST_P(AnyFormat, MayBeGivenUpHalfway) {
  const std::unique_ptr<Encoder> encoder = make();
  FrameRenderer renderer(film_, size_at_dpi(film_, 72));
  const Frame frame = renderer.render(0);
  TextSink sink;
  EXPECT_TRUE(encoder->add({film_, 0, &frame}, sink));
}

INSTANTIATE_TEST_SUITE_P(All, AnyFormat, ::testing::ValuesIn(names()), name_of_format);

TEST(Formats, HaveNamesOfTheirOwn) {
  const std::vector<std::string> all = names();
  EXPECT_EQ(std::set(all.begin(), all.end()).size(), all.size());
}

TEST(Formats, IncludeThoseOfTheCommandLine) {
  for (const char* name : {"gif", "png", "pdf", "pdf-pages", "svg", "svg-steps", "webp", "apng"})
    EXPECT_NE(find_format(name), nullptr) << name;
}

TEST(Formats, AreNotFoundByOtherNames) {
  for (const char* name : {"", "GIF", "gi", "gifs", "pdf-page", "bmp"}) EXPECT_EQ(find_format(name), nullptr) << name;
}

TEST(Formats, DoNotWriteOverEachOther) {
  // Two formats may share a folder and a suffix only where one numbers its files.
  std::set<std::tuple<std::string_view, std::string_view, bool>> files;
  for (const Format& format : formats()) {
    EXPECT_TRUE(files.insert({format.folder, format.suffix, format.file_per_step}).second) << format.name;
  }
}

TEST(Formats, BeginAsTheirKindOfFileDoes) {
  const auto start_of = [](const std::string& name) {
    const Film film = lay_out(square(Kind::direct, {2, 1, 1, 0, 1, 0}));
    FrameRenderer renderer(film, size_at_dpi(film, 72));
    const Frame frame = renderer.render(0);
    const auto encoder = find_format(name)->make(film, {"", 1, 0, 0, 0});
    TextSink sink;
    EXPECT_TRUE(encoder->add({film, 0, &frame}, sink));
    EXPECT_TRUE(encoder->finish(sink));
    return sink.bytes().substr(0, 6);
  };
  EXPECT_EQ(start_of("gif"), "GIF89a");
  EXPECT_EQ(start_of("png"), "\x89PNG\r\n");
  EXPECT_EQ(start_of("pdf").substr(0, 5), "%PDF-");
  EXPECT_EQ(start_of("pdf-pages").substr(0, 5), "%PDF-");
  EXPECT_EQ(start_of("svg"), "<svg x");
  EXPECT_EQ(start_of("svg-steps"), "<svg x");
}

}  // namespace
}  // namespace convarith::testing::formats_test
