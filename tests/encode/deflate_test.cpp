// Compressed pictures, read back by libdeflate.

#include "encode/deflate.hpp"

#include <gtest/gtest.h>
#include <libdeflate.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <random>
#include <utility>
#include <vector>

namespace convarith::testing::deflate_test {
namespace {

using Bytes = std::vector<std::uint8_t>;

std::optional<Bytes> unpack(std::span<const std::uint8_t> packed, std::size_t size) {
  const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> decompressor(
      libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
  Bytes bytes(size);
  std::size_t packed_size = 0;
  std::size_t unpacked_size = 0;
  // Told exactly how much to expect, it also checks the checksum and that nothing is left over.
  if (libdeflate_zlib_decompress_ex(decompressor.get(), packed.data(), packed.size(), bytes.data(), size, &packed_size,
                                    &unpacked_size) != LIBDEFLATE_SUCCESS) {
    return std::nullopt;
  }
  if (packed_size != packed.size() || unpacked_size != size) return std::nullopt;
  return bytes;
}

std::size_t expect_same(const Bytes& bytes) {
  Deflater deflater;
  const auto packed = deflater.compress(bytes);
  const auto unpacked = unpack(packed, bytes.size());
  EXPECT_TRUE(unpacked) << bytes.size() << " bytes can't be read";
  EXPECT_EQ(unpacked.value_or(Bytes{}), bytes);
  return packed.size();
}

/// Runs of random values and lengths.
Bytes runs(std::mt19937& random, std::size_t size, unsigned longest, unsigned values) {
  Bytes bytes;
  while (bytes.size() < size)
    bytes.insert(bytes.end(), 1 + random() % longest, static_cast<std::uint8_t>(random() % values));
  bytes.resize(size);
  return bytes;
}

TEST(Deflater, KeepsNothing) {
  expect_same({});
}

TEST(Deflater, KeepsFewBytes) {
  std::mt19937 random(1);
  for (std::size_t size = 1; size <= 40; ++size) {
    for (const unsigned values : {1u, 2u, 256u}) expect_same(runs(random, size, 3, values));
  }
}

TEST(Deflater, KeepsRunsOfEveryLength) {
  for (std::size_t length = 1; length <= 600; ++length) {
    Bytes bytes(length + 2, 9);
    bytes.front() = bytes.back() = 7;
    expect_same(bytes);
  }
}

TEST(Deflater, KeepsCopiesFromEveryDistance) {
  for (std::size_t between = 1; between < 40000; between = between * 3 / 2 + 1) {
    Bytes bytes{1, 2, 3, 4, 5, 6, 7, 8};
    bytes.insert(bytes.end(), between, 0);
    bytes.insert(bytes.end(), {1, 2, 3, 4, 5, 6, 7, 8});
    expect_same(bytes);
  }
}

TEST(Deflater, KeepsRandomPictures) {
  std::mt19937 random(2);
  for (int i = 0; i < 300; ++i) {
    const auto longest = static_cast<unsigned>(1 + random() % 300);
    expect_same(runs(random, random() % 100000, longest, static_cast<unsigned>(2 + random() % 255)));
  }
}

TEST(Deflater, KeepsNoise) {
  std::mt19937 random(3);
  Bytes bytes(200000);
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random());
  EXPECT_LT(expect_same(bytes), bytes.size() * 101 / 100);
}

TEST(Deflater, CutsTheRarestCodesShort) {
  // Counts of a Fibonacci series would need a code word for each of their number.
  Bytes bytes;
  std::size_t count = 1;
  std::size_t before = 1;
  for (std::uint8_t value = 0; value < 24; ++value) {
    for (std::size_t i = 0; i < count; ++i) bytes.push_back(value);
    before = std::exchange(count, count + before);
  }
  std::mt19937 random(4);
  std::shuffle(bytes.begin(), bytes.end(), random);
  expect_same(bytes);
}

TEST(Deflater, ForgetsEarlierPictures) {
  std::mt19937 random(5);
  const Bytes first = runs(random, 5000, 20, 60);
  const Bytes second = runs(random, 7000, 20, 60);
  Deflater used;
  used.compress(first);
  const auto again = used.compress(second);
  Deflater fresh;
  const auto once = fresh.compress(second);
  EXPECT_EQ(Bytes(again.begin(), again.end()), Bytes(once.begin(), once.end()));
}

TEST(Deflater, FindsARowThatWasThereBefore) {
  std::mt19937 random(6);
  const Bytes row = runs(random, 400, 30, 60);
  Bytes picture;
  for (int y = 0; y < 100; ++y) picture.insert(picture.end(), row.begin(), row.end());
  EXPECT_LT(expect_same(picture), expect_same(row) + 400);
}

TEST(Deflater, FindsSlantedEdges) {
  // The same few pixels, two further to the right in each row, between areas of one value.
  Bytes picture;
  for (std::size_t y = 0; y < 100; ++y) {
    picture.insert(picture.end(), 100 + 2 * y, 1);
    picture.insert(picture.end(), {5, 6, 7, 8});
    picture.insert(picture.end(), 300 - 2 * y, 2);
  }
  EXPECT_LT(expect_same(picture), 600u);
}

}  // namespace
}  // namespace convarith::testing::deflate_test
