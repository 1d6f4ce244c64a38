// Videos as ffprobe and ffmpeg read them, and what happens where ffmpeg is missing or fails.

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tests/pictures/frame_stream.hpp"
#include "tests/pictures/running.hpp"
#include "tests/support/decoding.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::video_test {
namespace {

namespace fs = std::filesystem;

class Video : public ::testing::TestWithParam<std::string> {
 protected:
  fs::path render(const TemporaryFolder& folder, std::vector<std::string> flags) const {
    flags.insert(flags.end(), {"--name", "a", "--format", "png," + GetParam()});
    render_into(folder.path(), flags);
    return folder / GetParam() / ("a." + GetParam());
  }

  static std::string probe(const fs::path& file, const std::string& entries) {
    return output_of({"ffprobe", "-v", "error", "-show_entries", entries, "-of", "csv=p=0", file.string()});
  }
};

TEST_P(Video, TakesItsTime) {
  const TemporaryFolder folder;
  EXPECT_EQ(probe(render(folder, {"-n", "3", "-k", "2"}), "format=duration"), "4.000000\n");
  EXPECT_EQ(probe(render(folder, {"-n", "3", "-k", "2", "--delay", "0.5", "--hold", "1.2"}), "format=duration"),
            "3.200000\n");
  EXPECT_EQ(probe(render(folder, {"-n", "3", "-k", "2", "--delay", "0.1"}), "format=duration"), "0.400000\n");
  EXPECT_EQ(probe(render(folder, {"-n", "3", "-k", "2", "--steps", "2"}), "format=duration"), "1.000000\n");
}

TEST_P(Video, TakesItsTimeHoweverShortOrLong) {
  struct Times {
    const char* delay;
    const char* hold;
    double all;  // of two steps
  };
  for (const Times& times : {Times{"0.033", "0", 0.066}, {"0.7", "65.3", 66.7}}) {
    const TemporaryFolder folder;
    const fs::path file =
        render(folder, {"-n", "1x2", "-k", "1", "--width", "20", "--delay", times.delay, "--hold", times.hold});
    constexpr double frame = 1.0 / 25;
    EXPECT_NEAR(std::stod(probe(file, "format=duration")), times.all, frame) << times.delay << " and " << times.hold;
  }
}

TEST_P(Video, HasWhatPlayersTake) {
  const TemporaryFolder folder;
  const fs::path file = render(folder, {"-n", "3", "-k", "2", "--width", "201"});
  const Picture picture = decode(folder / "png" / "a_00.png").front();
  ASSERT_EQ(picture.width, 201);
  const std::string height = std::to_string(picture.height + picture.height % 2);
  EXPECT_EQ(probe(file, "stream=width,height,pix_fmt,color_range,color_space,color_transfer,color_primaries"),
            "202," + height + ",yuv420p,tv,bt709,bt709,bt709\n");
}

TEST_P(Video, HasTheColoursOfThePictures) {
  const TemporaryFolder folder;
  const fs::path file = render(folder, {"-n", "4", "-k", "3", "-p", "1", "--delay", "0.2"});
  const std::vector<Picture> frames = decode(file);
  const std::size_t steps = 16;
  ASSERT_EQ(frames.size() % steps, 0u);
  FrameStream stills(folder / "png/a_*.png");
  for (std::size_t step = 0; step < steps; ++step) {
    const std::optional<Picture> still = stills.next();
    ASSERT_TRUE(still);
    const Picture& expected = *still;
    const Picture& seen = frames[step * frames.size() / steps];
    // Inside areas of one colour; where colours meet, they share their hue with their neighbours.
    std::size_t inside = 0;
    std::size_t off = 0;
    for (int y = 4; y + 4 < expected.height; ++y) {
      for (int x = 4; x + 4 < expected.width; ++x) {
        bool uniform = true;
        for (int i = -4; i <= 4; ++i) {
          uniform = uniform && expected.at(x, y) == expected.at(x + i, y) && expected.at(x, y) == expected.at(x, y + i);
        }
        if (!uniform) continue;
        ++inside;
        if (difference(expected.at(x, y), seen.at(x, y)) > 8) ++off;
      }
    }
    ASSERT_GT(inside, 10000u);
    EXPECT_LT(static_cast<double>(off), 0.005 * static_cast<double>(inside)) << "step " << step;
  }
}

TEST_P(Video, HasTheSameBytesAgain) {
  const TemporaryFolder first;
  const TemporaryFolder second;
  const std::vector<std::string> flags{"-n", "3", "-k", "2", "--delay", "0.1"};
  EXPECT_EQ(read_file(render(first, flags)), read_file(render(second, flags)));
}

/// A run with a PATH of its own, in which a script may stand for ffmpeg.
class WithoutFfmpeg : public Video {
 protected:
  void stand_in(const std::string& script) const {
    write_file(programs_ / "ffmpeg", "#!/bin/sh\n" + script);
    fs::permissions(programs_ / "ffmpeg", fs::perms::owner_all);
  }

  /// Every way to fail leaves no file, ends with 1 and says one line, which this gives.
  std::string error_of_run() const {
    const TemporaryFolder temporary;
    const ProcessOptions options{
        folder_.path(), {{"PATH", programs_.path().string()}, {"TMPDIR", temporary.path().string()}}, {}};
    const ProcessResult result =
        run_convarith({"render", "-n", "3", "-k", "2", "--format", "gif," + GetParam(), "--quiet"}, options);
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_EQ(lines_of(result.err).size(), 1u) << result.err;
    EXPECT_TRUE(folder_.files().empty()) << folder_.files().front();
    EXPECT_TRUE(temporary.files().empty()) << temporary.files().front();
    return result.err;
  }

  static constexpr const char* kKnowsAll =
      "case \"$*\" in *-encoders) echo ' V..... libx264 x'; echo ' V..... libvpx-vp9 x'; exit 0;; esac\n";
  TemporaryFolder folder_;
  TemporaryFolder programs_;
};

TEST_P(WithoutFfmpeg, SaysThatItIsMissing) {
  EXPECT_EQ(error_of_run(),
            "convarith: error: videos are made with ffmpeg, and none was found in the folders of PATH; install it "
            "('apt install ffmpeg', 'brew install ffmpeg'), or leave out mp4 and webm\n");
}

TEST_P(WithoutFfmpeg, SaysWhichEncoderItLacks) {
  stand_in("echo ' V..... mpeg4 x'\n");
  EXPECT_NE(error_of_run().find(GetParam() == "mp4" ? "was built without libx264;" : "without libvpx-vp9 and"),
            std::string::npos);
}

TEST_P(WithoutFfmpeg, SaysWhatItComplainedOf) {
  stand_in(std::string(kKnowsAll) + "echo 'no more bits' >&2; echo more >&2; exit 3\n");
  EXPECT_EQ(error_of_run(), "convarith: error: ffmpeg: failed with exit code 3: no more bits\n");
}

TEST_P(WithoutFfmpeg, SaysThatItWasKilled) {
  stand_in(std::string(kKnowsAll) + "kill -9 $$\n");
  EXPECT_EQ(error_of_run(), "convarith: error: ffmpeg: was ended by signal 9\n");
}

TEST_P(WithoutFfmpeg, SaysThatItWroteNothing) {
  stand_in(std::string(kKnowsAll) + "while read -r line; do :; done\n");
  EXPECT_EQ(error_of_run(), "convarith: error: ffmpeg: wrote nothing and did not say why\n");
}

TEST_P(WithoutFfmpeg, SaysThatItReadTooLittle) {
  stand_in(std::string(kKnowsAll) + "exit 0\n");
  const std::string error = error_of_run();
  EXPECT_TRUE(error == "convarith: error: ffmpeg: ended before it had read all of its input\n" ||
              error == "convarith: error: ffmpeg: wrote nothing and did not say why\n")
      << error;
}

TEST_P(WithoutFfmpeg, LeavesNothingWhenInterrupted) {
  stand_in(std::string(kKnowsAll) + "kill -INT $PPID; exec /bin/cat > /dev/null\n");
  const TemporaryFolder temporary;
  const ProcessOptions options{
      folder_.path(), {{"PATH", programs_.path().string()}, {"TMPDIR", temporary.path().string()}}, {}};
  const ProcessResult result = run_convarith(
      {"render", "-n", "30", "-k", "2", "--format", "gif," + GetParam(), "--quiet", "--jobs", "1"}, options);
  EXPECT_EQ(result.exit_code, 128 + SIGINT);
  EXPECT_TRUE(folder_.files().empty());
  EXPECT_TRUE(temporary.files().empty());
}

TEST(Webm, TakesAnotherEncoderWhereFfmpegLacksVp9) {
  const TemporaryFolder programs;
  const TemporaryFolder folder;
  const std::string real = lines_of(output_of({"which", "ffmpeg"})).front();
  write_file(programs / "ffmpeg", "#!/bin/sh\ncase \"$*\" in *-encoders) " + real +
                                      " -v error -encoders | grep -v vp9;; *) exec " + real + " \"$@\";; esac\n");
  fs::permissions(programs / "ffmpeg", fs::perms::owner_all);
  const std::string path = programs.path().string() + ":" + std::getenv("PATH");
  const ProcessResult result =
      run_convarith({"render", "-n", "3", "-k", "2", "--width", "120", "-o", (folder / "a.webm").string()},
                    {{}, {{"PATH", path}}, {}});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(output_of({"ffprobe", "-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0",
                       (folder / "a.webm").string()}),
            "av1\n");
}

std::string name_of(const ::testing::TestParamInfo<std::string>& format) {
  return format.param;
}

INSTANTIATE_TEST_SUITE_P(All, Video, ::testing::Values("mp4", "webm"), name_of);
INSTANTIATE_TEST_SUITE_P(All, WithoutFfmpeg, ::testing::Values("mp4", "webm"), name_of);

}  // namespace
}  // namespace convarith::testing::video_test
