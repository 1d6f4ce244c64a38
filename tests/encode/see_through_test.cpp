// Figures without paper: what embeds them shows where nothing is drawn.

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include "encode/encoder.hpp"
#include "render/frame_renderer.hpp"
#include "tests/encode/memory_sink.hpp"
#include "tests/layout/films.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/support/decoding.hpp"
#include "tests/support/process.hpp"
#include "tests/support/rgba.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::see_through_test {
namespace {

Film without_paper(Film film) {
  film.has_paper = false;
  return film;
}

std::uint8_t laid_over(std::uint8_t ink, std::uint8_t alpha, std::uint8_t page) {
  return static_cast<std::uint8_t>(std::lround((ink * alpha + page * (255 - alpha)) / 255.0));
}

Colour laid_over(const Ink& ink, Colour page) {
  return {laid_over(ink.colour.red, ink.alpha, page.red), laid_over(ink.colour.green, ink.alpha, page.green),
          laid_over(ink.colour.blue, ink.alpha, page.blue)};
}

TEST(SeeThrough, InksOnThePaperAreTheColours) {
  for (unsigned number = 0; number < 6; ++number) {
    const Film film = without_paper(lay_out(random_layer(number)));
    FrameRenderer renderer(film, size_at_dpi(film, 100));
    const Frame frame = renderer.render(0);
    ASSERT_EQ(frame.inks.size(), frame.palette.size());
    for (std::size_t i = 0; i < frame.inks.size(); ++i) {
      EXPECT_LE(difference(laid_over(frame.inks[i], film.paints[kPaper].colour), frame.palette[i]), 1);
    }
  }
}

TEST(SeeThrough, FiguresLookOnAnyPageAsIfDrawnThere) {
  for (unsigned number = 0; number < 6; ++number) {
    SCOPED_TRACE(number);
    const Film film = without_paper(lay_out(random_layer(number)));
    for (const Colour page : {Colour{0, 0, 0}, Colour{20, 60, 200}}) {
      Film drawn_there = film;
      drawn_there.has_paper = true;
      drawn_there.paints[kPaper].colour = page;
      FrameRenderer renderer(film, size_at_dpi(film, 150));
      FrameRenderer there(drawn_there, size_at_dpi(film, 150));
      const std::size_t step = film.steps / 2;
      const Frame frame = renderer.render(step);
      const Frame expected = there.render(step);
      double sum = 0;
      int worst = 0;
      for (std::size_t i = 0; i < frame.pixels.size(); ++i) {
        const int off = difference(laid_over(frame.inks[frame.pixels[i]], page), expected.palette[expected.pixels[i]]);
        sum += off;
        worst = std::max(worst, off);
      }
      EXPECT_LT(sum / static_cast<double>(frame.pixels.size()), 0.5);
      EXPECT_LT(worst, 60);  // two pictures, each off by up to half a level
    }
  }
}

TEST(SeeThrough, PaperIsNotSeenAndCellsAre) {
  const Film film = without_paper(lay_out(square(Kind::direct, {5, 3, 1, 1, 1, 0})));
  FrameRenderer renderer(film, size_at_dpi(film, 150));
  const Frame frame = renderer.render(0);
  EXPECT_EQ(frame.inks[frame.pixels.front()].alpha, 0);
  std::size_t whole = 0;
  std::size_t partly = 0;
  for (const std::uint8_t pixel : frame.pixels) {
    whole += frame.inks[pixel].alpha == 255 ? 1 : 0;
    partly += frame.inks[pixel].alpha % 255 != 0 ? 1 : 0;
  }
  EXPECT_GT(whole, frame.pixels.size() / 5);
  EXPECT_GT(partly, 100u);
  EXPECT_LT(partly, frame.pixels.size() / 5);
}

class SeeThroughGif : public ::testing::Test {
 protected:
  SeeThroughGif() : film_(without_paper(lay_out(square(Kind::direct, {4, 3, 1, 1, 1, 0})))) {
    FrameRenderer renderer(film_, size_at_dpi(film_, 90));
    EncodeOptions options;
    options.last_step = film_.steps - 1;
    const auto encoder = find_format("gif")->make(film_, options);
    TextSink sink;
    for (std::size_t step = 0; step < film_.steps; ++step) {
      const Frame frame = renderer.render(step);
      RgbaPicture picture{frame.size.width, frame.size.height, {}};
      for (const std::uint8_t index : frame.pixels) {
        const auto [red, green, blue] = frame.palette[index];
        picture.pixels.push_back(frame.inks[index].alpha == 0 ? Rgba{} : Rgba{red, green, blue, 255});
      }
      expected_.push_back(picture);
      EXPECT_TRUE(encoder->add({film_, step, &frame}, sink));
    }
    EXPECT_TRUE(encoder->finish(sink));
    write_file(file(), sink.bytes());
  }

  std::filesystem::path file() const { return folder_ / "a.gif"; }

  void expect_exact(const std::vector<RgbaPicture>& decoded) const {
    ASSERT_EQ(decoded.size(), expected_.size());
    for (std::size_t step = 0; step < decoded.size(); ++step) {
      EXPECT_TRUE(without_hidden_colours(decoded[step]).pixels == expected_[step].pixels) << "step " << step;
    }
  }

  TemporaryFolder folder_;
  Film film_;
  std::vector<RgbaPicture> expected_;
};

TEST_F(SeeThroughGif, IsExactInFfmpeg) {
  expect_exact(decode_rgba(file()));
}

TEST_F(SeeThroughGif, IsExactInPillow) {
  expect_exact(decode_with_pillow(file()));
}

TEST_F(SeeThroughGif, IsExactInImageMagick) {
  const ProcessResult result = run_process({"convert", file().string(), "-coalesce", "-depth", "8", "rgba:-"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  std::vector<RgbaPicture> decoded;
  const std::size_t bytes = expected_.front().pixels.size() * sizeof(Rgba);
  for (std::size_t start = 0; start + bytes <= result.out.size(); start += bytes) {
    RgbaPicture picture = expected_.front();
    std::copy_n(result.out.data() + start, bytes, reinterpret_cast<char*>(picture.pixels.data()));
    decoded.push_back(picture);
  }
  expect_exact(decoded);
}

TEST_F(SeeThroughGif, IsExactAfterGifsicle) {
  const std::string unoptimized = (folder_ / "b.gif").string();
  const ProcessResult result = run_process({"gifsicle", "--unoptimize", file().string(), "-o", unoptimized});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  expect_exact(decode_rgba(unoptimized));
}

TEST(SeeThroughPng, HasItsInks) {
  const Film film = without_paper(lay_out(random_layer(2)));
  FrameRenderer renderer(film, size_at_dpi(film, 90));
  const Frame frame = renderer.render(0);
  TextSink sink;
  ASSERT_TRUE(find_format("png")->make(film, {})->add({film, 0, &frame}, sink));
  const TemporaryFolder folder;
  write_file(folder / "a.png", sink.bytes());
  const RgbaPicture picture = decode_rgba(folder / "a.png").front();
  for (std::size_t i = 0; i < frame.pixels.size(); ++i) {
    const Ink& ink = frame.inks[frame.pixels[i]];
    ASSERT_EQ(picture.pixels[i], (Rgba{ink.colour.red, ink.colour.green, ink.colour.blue, ink.alpha})) << i;
  }
}

}  // namespace
}  // namespace convarith::testing::see_through_test
