// Animations without loss that are not GIFs: what other programs read in a WebP and in an APNG.

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "encode/encoder.hpp"
#include "render/frame_renderer.hpp"
#include "tests/encode/memory_sink.hpp"
#include "tests/encode/pixel_frames.hpp"
#include "tests/layout/films.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/support/process.hpp"
#include "tests/support/rgba.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::animation_test {
namespace {

using Pixels = std::vector<std::uint8_t>;

Pixels random_indices(std::size_t count, std::size_t colours, unsigned seed) {
  std::minstd_rand random(seed + 1);
  Pixels pixels(count);
  for (std::uint8_t& pixel : pixels) pixel = static_cast<std::uint8_t>(random() % colours);
  return pixels;
}

/// What a viewer has to show, on nothing.
RgbaPicture seen(const Frame& frame) {
  RgbaPicture picture{frame.size.width, frame.size.height, {}};
  for (const std::uint8_t index : frame.pixels) {
    const Ink ink = frame.inks.empty() ? Ink{frame.palette[index], 255} : frame.inks[index];
    picture.pixels.push_back({ink.colour.red, ink.colour.green, ink.colour.blue, ink.alpha});
  }
  return without_hidden_colours(picture);
}

class AnimationWithoutLoss : public ::testing::TestWithParam<std::string> {
 protected:
  /// The file, and what its steps have to look like.
  struct Encoded {
    std::string bytes;
    std::vector<RgbaPicture> expected;
  };

  static Encoded encode(const Film& film, double dpi, EncodeOptions options = {}) {
    Encoded encoded;
    options.last_step = film.steps - 1;
    const auto encoder = find_format(GetParam())->make(film, options);
    FrameRenderer renderer(film, size_at_dpi(film, dpi));
    TextSink sink;
    for (std::size_t step = 0; step < film.steps; ++step) {
      const Frame frame = renderer.render(step);
      encoded.expected.push_back(seen(frame));
      EXPECT_TRUE(encoder->add({film, step, &frame}, sink));
    }
    EXPECT_TRUE(encoder->finish(sink));
    encoded.bytes = sink.bytes();
    return encoded;
  }

  static Encoded encode(PixelFrames& frames, const std::vector<Pixels>& steps) {
    Encoded encoded;
    const auto encoder = find_format(GetParam())->make({}, {"", 1, 0, 0, steps.size() - 1});
    TextSink sink;
    for (std::size_t step = 0; step < steps.size(); ++step) {
      const Frame frame = frames.make(steps[step]);
      encoded.expected.push_back(seen(frame));
      EXPECT_TRUE(encoder->add({Film{}, step, &frame}, sink));
    }
    EXPECT_TRUE(encoder->finish(sink));
    encoded.bytes = sink.bytes();
    return encoded;
  }

  static std::vector<RgbaPicture> decode(const std::string& bytes) {
    const TemporaryFolder folder;
    const auto file = folder / ("a." + GetParam());
    write_file(file, bytes);
    return GetParam() == "webp" ? decode_with_pillow(file) : decode_rgba(file);
  }

  static void expect_exact(const Encoded& encoded) {
    const std::vector<RgbaPicture> decoded = decode(encoded.bytes);
    ASSERT_EQ(decoded.size(), encoded.expected.size());
    for (std::size_t step = 0; step < decoded.size(); ++step) {
      ASSERT_EQ(decoded[step].width, encoded.expected[step].width);
      ASSERT_EQ(decoded[step].height, encoded.expected[step].height);
      EXPECT_TRUE(without_hidden_colours(decoded[step]).pixels == encoded.expected[step].pixels) << "step " << step;
    }
  }

  /// "LOOP MS MS MS", as Pillow reads a file.
  static std::string times_of(const std::string& bytes) {
    const TemporaryFolder folder;
    write_file(folder / "a", bytes);
    const std::string script = R"(
import sys
from PIL import Image, ImageSequence
image = Image.open(sys.argv[1])
loop = image.info.get('loop')
times = []
for frame in ImageSequence.Iterator(image):
    frame.load()
    times.append(round(frame.info['duration']))
print(loop, *times)
)";
    const ProcessResult result = run_process({"/usr/bin/python3", "-c", script, (folder / "a").string()});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return result.out;
  }
};

TEST_P(AnimationWithoutLoss, ShowsEveryPixelOfALayer) {
  for (unsigned number = 0; number < 4; ++number) {
    SCOPED_TRACE(number);
    expect_exact(encode(lay_out(random_layer(number)), 80));
  }
}

TEST_P(AnimationWithoutLoss, ShowsEveryPixelOfNoise) {
  for (const std::size_t colours : {2u, 3u, 16u, 200u, 255u}) {
    SCOPED_TRACE(colours);
    PixelFrames frames(61, 37, distinct_colours(colours));
    std::vector<Pixels> steps;
    for (unsigned step = 0; step < 3; ++step) steps.push_back(random_indices(61 * 37, colours, step));
    expect_exact(encode(frames, steps));
  }
}

TEST_P(AnimationWithoutLoss, ShowsChangesWhereverTheyLie) {
  constexpr int width = 13;
  constexpr int height = 9;
  PixelFrames frames(width, height, distinct_colours(7));
  std::vector<Pixels> steps{random_indices(width * height, 7, 0)};
  std::minstd_rand random(5);
  for (int step = 0; step < 40; ++step) {
    steps.push_back(steps.back());
    for (std::size_t count = random() % 4; count > 0; --count) {
      steps.back()[random() % steps.back().size()] = static_cast<std::uint8_t>(random() % 7);
    }
  }
  // Of a step that changes nothing, a decoder may say so; it must still take its time.
  expect_exact(encode(frames, steps));
}

TEST_P(AnimationWithoutLoss, ShowsWhatCanBeSeenThrough) {
  constexpr std::size_t colours = 9;
  std::vector<Ink> inks;
  for (const Colour& colour : distinct_colours(colours)) inks.push_back({colour, 255});
  inks[0].alpha = 0;
  inks[3].alpha = 1;
  inks[4].alpha = 100;
  inks[5].alpha = 254;
  PixelFrames frames(31, 17, distinct_colours(colours), inks);
  std::vector<Pixels> steps;
  for (unsigned step = 0; step < 4; ++step) steps.push_back(random_indices(31 * 17, colours, step));
  // The last step but one covers everything, and the last one takes some of it away again.
  steps.emplace_back(31 * 17, std::uint8_t{7});
  steps.push_back(steps.back());
  for (std::size_t i = 40; i < 90; ++i) steps.back()[i] = 0;
  expect_exact(encode(frames, steps));
}

TEST_P(AnimationWithoutLoss, ShowsASingleStep) {
  PixelFrames frames(8, 5, distinct_colours(4));
  expect_exact(encode(frames, {random_indices(40, 4, 0)}));
}

TEST_P(AnimationWithoutLoss, TakesItsTime) {
  const Film film = lay_out(square(Kind::direct, {3, 2, 1, 0, 1, 0}));  // four steps
  EncodeOptions options;
  options.delay = 0.25;
  options.hold = 1.5;
  EXPECT_EQ(times_of(encode(film, 72, options).bytes), "0 250 250 250 1750\n");
  options.loop = 3;
  options.hold = 0;
  EXPECT_EQ(times_of(encode(film, 72, options).bytes), "3 250 250 250 250\n");
  options.loop = 1;
  options.delay = 300.07;
  options.hold = 355.28;
  EXPECT_EQ(times_of(encode(film, 72, options).bytes), "1 300070 300070 300070 655350\n");
}

TEST_P(AnimationWithoutLoss, IsSmallWhereLittleChanges) {
  constexpr std::size_t pixels = 400 * 300;
  PixelFrames frames(400, 300, distinct_colours(4));
  const Pixels noise = random_indices(pixels, 4, 0);
  PixelFrames still(400, 300, distinct_colours(4));
  const std::size_t one = encode(still, {noise}).bytes.size();
  std::vector<Pixels> steps{noise};
  for (std::size_t step = 0; step < 20; ++step) {
    steps.push_back(steps.back());
    steps.back()[step] ^= 1;
  }
  EXPECT_LT(encode(frames, steps).bytes.size(), one + 20 * 200);
}

INSTANTIATE_TEST_SUITE_P(All, AnimationWithoutLoss, ::testing::Values("webp", "apng"),
                         [](const auto& test) { return test.param; });

TEST(Apng, ShowsItsFirstStepToProgramsThatKnowNothingOfAnimation) {
  // ImageMagick's PNG coder is one of them.
  const Film film = lay_out(square(Kind::direct, {3, 2, 1, 0, 1, 0}));
  const auto encoder = find_format("apng")->make(film, {"", 1, 0, 0, film.steps - 1});
  FrameRenderer renderer(film, size_at_dpi(film, 72));
  TextSink sink;
  RgbaPicture first;
  for (std::size_t step = 0; step < film.steps; ++step) {
    const Frame frame = renderer.render(step);
    if (step == 0) first = seen(frame);
    ASSERT_TRUE(encoder->add({film, step, &frame}, sink));
  }
  ASSERT_TRUE(encoder->finish(sink));
  const TemporaryFolder folder;
  write_file(folder / "a.png", sink.bytes());
  const ProcessResult result = run_process({"convert", "png:" + (folder / "a.png").string(), "-depth", "8", "rgba:-"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  ASSERT_EQ(result.out.size(), first.pixels.size() * 4);
  EXPECT_EQ(result.out, std::string(reinterpret_cast<const char*>(first.pixels.data()), result.out.size()));
}

}  // namespace
}  // namespace convarith::testing::animation_test
