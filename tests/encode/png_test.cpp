// PNGs, chunk by chunk and as ffmpeg reads them.

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "encode/encoder.hpp"
#include "render/frame_renderer.hpp"
#include "tests/encode/memory_sink.hpp"
#include "tests/encode/pixel_frames.hpp"
#include "tests/layout/films.hpp"
#include "tests/pictures/frame_stream.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::png_test {
namespace {

constexpr std::string_view kSignature("\x89PNG\r\n\x1a\n", 8);

std::uint32_t number_at(const std::string& bytes, std::size_t offset) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8 | static_cast<std::uint8_t>(bytes.at(offset + i));
  return number;
}

/// PNG specification, annex D.
std::uint32_t checksum(const std::string& bytes) {
  std::uint32_t crc = 0xffffffff;
  for (const char byte : bytes) {
    crc ^= static_cast<std::uint8_t>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = crc & 1 ? 0xedb88320 ^ crc >> 1 : crc >> 1;
  }
  return ~crc;
}

struct Chunk {
  std::string type;
  std::string data;
};

/// The chunks of a file whose checksums have to be right.
std::vector<Chunk> chunks_of(const std::string& png) {
  EXPECT_EQ(png.substr(0, kSignature.size()), kSignature);
  std::vector<Chunk> chunks;
  for (std::size_t start = kSignature.size(); start < png.size();) {
    const std::size_t length = number_at(png, start);
    chunks.push_back({png.substr(start + 4, 4), png.substr(start + 8, length)});
    EXPECT_EQ(number_at(png, start + 8 + length), checksum(png.substr(start + 4, 4 + length))) << chunks.back().type;
    start += 12 + length;
  }
  return chunks;
}

Chunk chunk_of(const std::string& png, const std::string& type) {
  for (const Chunk& chunk : chunks_of(png)) {
    if (chunk.type == type) return chunk;
  }
  ADD_FAILURE() << "no chunk " << type;
  return {};
}

std::string encode(const Frame& frame) {
  const Film film;
  EncodeOptions options;
  TextSink sink;
  const Status added = find_format("png")->make(film, options)->add({film, 0, &frame}, sink);
  EXPECT_TRUE(added);
  return sink.bytes();
}

Picture decode_png(const std::string& png) {
  const TemporaryFolder folder;
  write_file(folder / "picture.png", png);
  FrameStream frames(folder / "picture.png");
  const std::optional<Picture> picture = frames.next();
  EXPECT_TRUE(picture);
  return picture.value_or(Picture{});
}

std::vector<std::uint8_t> random_pixels(std::size_t count, std::size_t colours) {
  std::mt19937 engine(static_cast<unsigned>(colours));
  std::vector<std::uint8_t> pixels(count);
  for (std::uint8_t& pixel : pixels) pixel = static_cast<std::uint8_t>(engine() % colours);
  return pixels;
}

TEST(Png, ConsistsOfTheChunksOfAnIndexedPicture) {
  const Film film = lay_out(random_layer(0));
  FrameRenderer renderer(film, size_at_dpi(film, 72));
  std::string types;
  for (const Chunk& chunk : chunks_of(encode(renderer.render(0)))) types += chunk.type + " ";
  EXPECT_EQ(types, "IHDR PLTE pHYs IDAT IEND ");
}

TEST(Png, SaysItsSizeInPixels) {
  PixelFrames frames(300, 7, distinct_colours(4));
  const std::string header = chunk_of(encode(frames.make(random_pixels(2100, 4))), "IHDR").data;
  EXPECT_EQ(number_at(header, 0), 300u);
  EXPECT_EQ(number_at(header, 4), 7u);
}

TEST(Png, SaysItsSizeOnPaper) {
  const Film film = lay_out(random_layer(0));
  for (const double dpi : {72.0, 96.0, 150.0, 300.0}) {
    FrameRenderer renderer(film, size_at_dpi(film, dpi));
    const std::string size = chunk_of(encode(renderer.render(0)), "pHYs").data;
    const auto per_metre = static_cast<std::uint32_t>(std::lround(dpi / 0.0254));
    ASSERT_EQ(size.size(), 9u);
    EXPECT_EQ(number_at(size, 0), per_metre) << dpi << " dpi";
    EXPECT_EQ(number_at(size, 4), per_metre) << dpi << " dpi";
    EXPECT_EQ(size[8], 1) << "the unit is not the metre";
  }
}

TEST(Png, HasTheColoursOfTheFrame) {
  for (const std::size_t count : {1u, 2u, 3u, 16u, 17u, 255u}) {
    PixelFrames frames(61, 37, distinct_colours(count));
    const Frame frame = frames.make(random_pixels(61 * 37, count));
    EXPECT_EQ(difference(decode_png(encode(frame)), picture_of(frame)), 0) << count << " colours";
  }
}

TEST(Png, OfALayerHasTheColoursOfTheFrame) {
  for (unsigned number = 0; number < 6; ++number) {
    const Film film = lay_out(random_layer(number));
    FrameRenderer renderer(film, size_at_dpi(film, 100));
    const Frame frame = renderer.render(film.steps - 1);
    EXPECT_EQ(difference(decode_png(encode(frame)), picture_of(frame)), 0) << "layer " << number;
  }
}

TEST(Png, OfEachStepIsAFileOfItsOwn) {
  const Film film = lay_out(square(Kind::direct, {3, 2, 1, 0, 1, 0}));
  const auto encoder = find_format("png")->make(film, {});
  FrameRenderer renderer(film, size_at_dpi(film, 72));
  for (std::size_t step = 0; step < film.steps; ++step) {
    const Frame frame = renderer.render(step);
    TextSink sink;
    ASSERT_TRUE(encoder->add({film, step, &frame}, sink));
    EXPECT_EQ(sink.bytes(), encode(frame)) << "step " << step;
  }
}

}  // namespace
}  // namespace convarith::testing::png_test
