// GIFs of any pixels, as ffmpeg reads them.

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "encode/encoder.hpp"
#include "tests/encode/memory_sink.hpp"
#include "tests/encode/pixel_frames.hpp"
#include "tests/pictures/frame_stream.hpp"
#include "tests/pictures/running.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::gif_test {
namespace {

using Pixels = std::vector<std::uint8_t>;

/// A GIF while it is made of frames, and the pictures that it has to show.
class Animation {
 public:
  Animation(int width, int height, std::size_t colour_count)
      : frames_(width, height, distinct_colours(colour_count)), encoder_(find_format("gif")->make(film_, options())) {}

  void add(const Pixels& pixels) {
    const Frame frame = frames_.make(pixels);
    expected_.push_back(picture_of(frame));
    EXPECT_TRUE(encoder_->add({film_, expected_.size() - 1, &frame}, sink_));
  }

  /// Ends the GIF and holds it against the frames.
  void expect_same_pictures() {
    ASSERT_TRUE(encoder_->finish(sink_));
    const TemporaryFolder folder;
    write_file(folder / "animation.gif", sink_.bytes());
    FrameStream decoded(folder / "animation.gif");
    for (std::size_t i = 0; i < expected_.size(); ++i) {
      const std::optional<Picture> picture = decoded.next();
      ASSERT_TRUE(picture) << "frame " << i << " is missing";
      EXPECT_EQ(difference(*picture, expected_[i]), 0) << "frame " << i;
    }
    EXPECT_FALSE(decoded.next());
    output_of({"gifsicle", "--info", (folder / "animation.gif").string()});
  }

  const std::string& bytes() const { return sink_.bytes(); }

 private:
  EncodeOptions options() const {
    EncodeOptions options;
    return options;
  }

  Film film_;
  PixelFrames frames_;
  std::unique_ptr<Encoder> encoder_;
  TextSink sink_;
  std::vector<Picture> expected_;
};

/// Pictures that change a little, much or not at all.
class Scribble {
 public:
  Scribble(int width, int height, std::size_t colours)
      : colours_(colours), pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {}

  /// Another colour for about one pixel in `rarity`.
  const Pixels& change(unsigned rarity) {
    for (std::uint8_t& pixel : pixels_) {
      if (engine_() % rarity == 0) pixel = static_cast<std::uint8_t>(engine_() % colours_);
    }
    return pixels_;
  }
  const Pixels& pixels() const { return pixels_; }

 private:
  std::size_t colours_;
  Pixels pixels_;
  std::mt19937 engine_{11};
};

class GifOfColours : public ::testing::TestWithParam<std::size_t> {};

TEST_P(GifOfColours, ShowsTheFramesAsTheyAre) {
  Animation animation(83, 59, GetParam());
  Scribble scribble(83, 59, GetParam());
  for (const unsigned rarity : {1u, 3u, 50u, 4000u, 1u, 2u, 1000u}) animation.add(scribble.change(rarity));
  animation.expect_same_pictures();
}

INSTANTIATE_TEST_SUITE_P(Any, GifOfColours, ::testing::Values(1, 2, 3, 4, 7, 8, 15, 16, 31, 32, 127, 128, 254, 255));

TEST(Gif, ShowsAFrameThatChangesNothing) {
  Animation animation(20, 10, 5);
  Scribble scribble(20, 10, 5);
  animation.add(scribble.change(1));
  animation.add(scribble.pixels());
  animation.add(scribble.change(9));
  animation.add(scribble.pixels());
  animation.expect_same_pictures();
}

TEST(Gif, ShowsChangesInOnePixelAtEachCorner) {
  Animation animation(9, 6, 2);
  Pixels pixels(54, 0);
  animation.add(pixels);
  for (const std::size_t corner : {0u, 8u, 45u, 53u}) {
    pixels[corner] = 1;
    animation.add(pixels);
  }
  animation.expect_same_pictures();
}

TEST(Gif, ShowsChangesFarApart) {
  Animation animation(200, 3, 4);
  Pixels pixels(600, 2);
  animation.add(pixels);
  pixels[1] = pixels[598] = 3;
  animation.add(pixels);
  pixels[1] = 0;
  pixels[300] = 1;
  animation.add(pixels);
  animation.expect_same_pictures();
}

TEST(Gif, TakesLittleForLittleChange) {
  Animation animation(200, 200, 16);
  Scribble scribble(200, 200, 16);
  animation.add(scribble.change(1));
  const std::size_t whole = animation.bytes().size();
  Pixels pixels = scribble.pixels();
  pixels[20100] ^= 1;
  animation.add(pixels);
  EXPECT_LT(animation.bytes().size() - whole, 40u);
}

}  // namespace
}  // namespace convarith::testing::gif_test
