// GIFs as other software understands them.

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "tests/pictures/frame_stream.hpp"
#include "tests/pictures/published.hpp"
#include "tests/pictures/running.hpp"

namespace convarith::testing::gif_test {
namespace {

using ::testing::TestWithParam;
using Lines = std::vector<std::string>;

/// How long ffmpeg shows each image.
Lines durations(const std::filesystem::path& gif) {
  return lines_of(
      output_of({"ffprobe", "-v", "warning", "-show_entries", "packet=duration_time", "-of", "csv=p=0", gif.string()}));
}

/// What ImageMagick says of each image.
Lines identify(const std::string& format, const std::filesystem::path& gif) {
  return lines_of(output_of({"identify", "-ping", "-format", format + "\n", gif.string()}));
}

/// gifsicle's line about repetition.
std::string repetition(const std::filesystem::path& gif) {
  for (const std::string& line : lines_of(output_of({"gifsicle", "--info", gif.string()}))) {
    if (line.find("loop") != std::string::npos) return line.substr(line.find("loop"));
  }
  return "none";
}

class PublishedGif : public TestWithParam<Published> {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(
        render_into(folder_.path(), {"--preset", GetParam().name, "--name", "figure", "--format", "gif"}));
  }

  std::size_t steps() const { return static_cast<std::size_t>(GetParam().steps); }

  const TemporaryFolder folder_;
  const std::filesystem::path gif_ = folder_ / "gif/figure.gif";
};

TEST_P(PublishedGif, ShowsEachStepForASecondAndLoopsForEver) {
  EXPECT_EQ(durations(gif_), Lines(steps(), "1.000000"));
  EXPECT_EQ(identify("%T", gif_), Lines(steps(), "100"));
  EXPECT_EQ(repetition(gif_), "loop forever");
}

TEST_P(PublishedGif, BeginsWithTheWholeCanvas) {
  const std::string size = std::to_string(GetParam().width) + "x" + std::to_string(GetParam().height);
  EXPECT_EQ(identify("%wx%h %g", gif_).front(), size + " " + size + "+0+0");
}

TEST_P(PublishedGif, PleasesEveryDecoder) {
  output_of({"ffmpeg", "-nostdin", "-v", "warning", "-i", gif_.string(), "-f", "null", "-"});
  output_of({"convert", gif_.string(), "null:"});
  output_of({"gifsicle", "--info", gif_.string()});
}

TEST_P(PublishedGif, HasThePixelsOfTheStills) {
  ASSERT_NO_FATAL_FAILURE(
      render_into(folder_.path(), {"--preset", GetParam().name, "--name", "figure", "--format", "png"}));
  FrameStream animation(gif_);
  FrameStream stills(folder_ / "png/figure_*.png");
  std::size_t step = 0;
  while (const std::optional<Picture> frame = animation.next()) {
    const std::optional<Picture> still = stills.next();
    ASSERT_TRUE(still) << "step " << step;
    ASSERT_EQ(difference(*frame, *still), 0) << "step " << step;
    ++step;
  }
  EXPECT_FALSE(stills.next());
  EXPECT_EQ(step, steps());
}

INSTANTIATE_TEST_SUITE_P(All, PublishedGif, ::testing::ValuesIn(kPublished), name_of_figure);

/// The GIF of padding_strides, whose nine steps each change something, with more flags.
class TimedGif : public ::testing::Test {
 protected:
  void render(std::vector<std::string> flags) {
    flags.insert(flags.end(), {"--preset", "padding_strides", "--name", "figure", "--format", "gif"});
    ASSERT_NO_FATAL_FAILURE(render_into(folder_.path(), flags));
  }

  const TemporaryFolder folder_;
  const std::filesystem::path gif_ = folder_ / "gif/figure.gif";
};

TEST_F(TimedGif, ShowsEachStepForTheDelay) {
  render({"--delay", "0.25"});
  EXPECT_EQ(durations(gif_), Lines(9, "0.250000"));
}

TEST_F(TimedGif, HoldsTheLastStepLonger) {
  render({"--delay", "0.5", "--hold", "2"});
  Lines expected(9, "50");
  expected.back() = "250";
  EXPECT_EQ(identify("%T", gif_), expected);
}

TEST_F(TimedGif, HoldsTheLastStepOfARange) {
  render({"--steps", "2:5", "--hold", "3"});
  EXPECT_EQ(identify("%T", gif_), (Lines{"100", "100", "400"}));
}

TEST_F(TimedGif, RepeatsAsOftenAsAsked) {
  render({"--loop", "1"});
  EXPECT_EQ(repetition(gif_), "none");
  // A GIF counts the repetitions after the first time.
  render({"--loop", "3"});
  EXPECT_EQ(repetition(gif_), "loop count 2");
  render({"--loop", "0"});
  EXPECT_EQ(repetition(gif_), "loop forever");
}

TEST_P(PublishedGif, IsSmallerOptimizedAndShowsTheSame) {
  ASSERT_NO_FATAL_FAILURE(render_into(
      folder_.path(), {"--preset", GetParam().name, "--name", "optimized", "--format", "gif", "--optimize"}));
  const std::filesystem::path optimized = folder_ / "gif/optimized.gif";
  EXPECT_LT(std::filesystem::file_size(optimized), std::filesystem::file_size(gif_));
  FrameStream frames(gif_);
  FrameStream optimized_frames(optimized);
  while (const std::optional<Picture> frame = frames.next()) {
    const std::optional<Picture> optimized_frame = optimized_frames.next();
    ASSERT_TRUE(optimized_frame);
    EXPECT_EQ(difference(*frame, *optimized_frame), 0);
  }
  EXPECT_FALSE(optimized_frames.next());
}

TEST_F(TimedGif, OfSomeStepsShowsThose) {
  render({"--steps", "2:5"});
  ASSERT_NO_FATAL_FAILURE(render_into(
      folder_.path(), {"--preset", "padding_strides", "--name", "figure", "--format", "png", "--steps", "2:5"}));
  EXPECT_EQ(folder_.files(), (Lines{"gif/figure.gif", "png/figure_02.png", "png/figure_03.png", "png/figure_04.png"}));
  FrameStream animation(gif_);
  FrameStream stills(folder_ / "png/figure_*.png");
  for (int i = 0; i < 3; ++i) {
    const std::optional<Picture> frame = animation.next();
    const std::optional<Picture> still = stills.next();
    ASSERT_TRUE(frame && still);
    EXPECT_EQ(difference(*frame, *still), 0);
  }
  EXPECT_FALSE(animation.next());
}

}  // namespace
}  // namespace convarith::testing::gif_test
