// GIF's compression, read back by a decoder written from the specification.

#include "encode/lzw.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <random>
#include <stdexcept>
#include <vector>

#include "encode/patient_lzw.hpp"

namespace convarith::testing::lzw_test {
namespace {

using Bytes = std::vector<std::uint8_t>;

/// Reads codes of growing width out of blocks.
class CodeReader {
 public:
  explicit CodeReader(const Bytes& blocks) {
    for (std::size_t i = 0; i < blocks.size(); i += std::size_t{1} + blocks[i]) {
      if (blocks[i] == 0 || i + blocks[i] >= blocks.size()) throw std::runtime_error("bad block length");
      const auto data = blocks.begin() + static_cast<std::ptrdiff_t>(i) + 1;
      bytes_.insert(bytes_.end(), data, data + blocks[i]);
    }
  }

  int next(int bits) {
    int code = 0;
    for (int i = 0; i < bits; ++i, ++position_) {
      if (position_ / 8 >= bytes_.size()) throw std::runtime_error("no end code");
      code |= (bytes_[position_ / 8] >> (position_ % 8) & 1) << i;
    }
    return code;
  }

  /// Whether nothing but the rest of a byte is left.
  bool at_end() const { return (position_ + 7) / 8 == bytes_.size(); }

 private:
  Bytes bytes_;
  std::size_t position_ = 0;
};

struct Decoded {
  Bytes symbols;
  int codes = 0;   // that stand for symbols
  int clears = 0;  // the first one included
};

/// GIF89a specification, appendix F.
Decoded decode(const Bytes& blocks, int symbol_bits) {
  const int clear = 1 << symbol_bits;
  CodeReader reader(blocks);
  std::vector<Bytes> strings;
  std::optional<Bytes> before;
  int bits = symbol_bits + 1;
  Decoded decoded;
  if (reader.next(bits) != clear) throw std::runtime_error("no clear code at the start");
  const auto start_over = [&] {
    strings.assign(static_cast<std::size_t>(clear) + 2, {});
    for (int i = 0; i < clear; ++i) strings[static_cast<std::size_t>(i)] = {static_cast<std::uint8_t>(i)};
    before.reset();
    bits = symbol_bits + 1;
    ++decoded.clears;
  };
  start_over();
  for (int code = reader.next(bits); code != clear + 1; code = reader.next(bits)) {
    if (code == clear) {
      start_over();
      continue;
    }
    const auto index = static_cast<std::size_t>(code);
    if (before && strings.size() < 4096) {
      Bytes longer = *before;
      if (index > strings.size()) throw std::runtime_error("a code from nowhere");
      longer.push_back(index < strings.size() ? strings[index].front() : before->front());
      strings.push_back(longer);
    }
    before = strings.at(index);
    decoded.symbols.insert(decoded.symbols.end(), before->begin(), before->end());
    ++decoded.codes;
    if (strings.size() == std::size_t{1} << bits && bits < 12) ++bits;
  }
  if (!reader.at_end()) throw std::runtime_error("bytes after the end code");
  return decoded;
}

Decoded code_and_decode(const Bytes& symbols, int symbol_bits) {
  Bytes blocks;
  LzwCoder coder(symbol_bits, WhenFull::forget, blocks);
  coder.add(symbols);
  coder.finish();
  return decode(blocks, symbol_bits);
}

Bytes noise(std::size_t count, int symbol_bits, unsigned seed) {
  std::mt19937 engine(seed);
  Bytes symbols(count);
  for (std::uint8_t& symbol : symbols) symbol = static_cast<std::uint8_t>(engine() & ((1u << symbol_bits) - 1));
  return symbols;
}

/// A symbol and how often it comes.
struct Stretch {
  std::uint8_t symbol;
  std::size_t count;
};

std::vector<Stretch> random_stretches(int symbol_bits, unsigned seed) {
  std::mt19937 engine(seed);
  std::vector<Stretch> stretches;
  for (int i = 0; i < 300; ++i) {
    const std::size_t longest = i % 7 == 0 ? 20000 : 40;
    stretches.push_back({static_cast<std::uint8_t>(engine() & ((1u << symbol_bits) - 1)), engine() % longest});
  }
  return stretches;
}

class Lzw : public ::testing::TestWithParam<int> {};

TEST_P(Lzw, BringsNoiseBack) {
  // Lengths around those at which codes get wider, the table is full and a block ends.
  for (const std::size_t count : {0u, 1u, 2u, 3u, 5u, 60u, 250u, 255u, 256u, 509u, 4000u, 4093u, 4097u, 30000u}) {
    const Bytes symbols = noise(count, GetParam(), static_cast<unsigned>(count));
    ASSERT_EQ(code_and_decode(symbols, GetParam()).symbols, symbols) << count << " symbols";
  }
}

TEST_P(Lzw, BringsBackWhateverTheLength) {
  const Bytes symbols = noise(700, GetParam(), 5);
  for (std::size_t count = 0; count <= symbols.size(); ++count) {
    const Bytes start(symbols.begin(), symbols.begin() + static_cast<std::ptrdiff_t>(count));
    ASSERT_EQ(code_and_decode(start, GetParam()).symbols, start) << count << " symbols";
  }
}

TEST_P(Lzw, BringsRunsBack) {
  Bytes blocks;
  Bytes symbols;
  LzwCoder coder(GetParam(), WhenFull::forget, blocks);
  for (const Stretch& stretch : random_stretches(GetParam(), 3)) {
    coder.add_run(stretch.symbol, stretch.count);
    symbols.insert(symbols.end(), stretch.count, stretch.symbol);
  }
  coder.finish();
  EXPECT_EQ(decode(blocks, GetParam()).symbols, symbols);
}

TEST_P(Lzw, BringsRunsBetweenNoiseBack) {
  Bytes blocks;
  Bytes symbols;
  LzwCoder coder(GetParam(), WhenFull::forget, blocks);
  unsigned seed = 0;
  for (const Stretch& stretch : random_stretches(GetParam(), 4)) {
    const Bytes between = noise(seed % 9, GetParam(), seed);
    coder.add(between);
    coder.add_run(stretch.symbol, stretch.count);
    symbols.insert(symbols.end(), between.begin(), between.end());
    symbols.insert(symbols.end(), stretch.count, stretch.symbol);
    ++seed;
  }
  coder.finish();
  EXPECT_EQ(decode(blocks, GetParam()).symbols, symbols);
}

TEST_P(Lzw, WritesTheSameForARunAndItsSymbols) {
  Bytes in_runs;
  Bytes one_by_one;
  LzwCoder run_coder(GetParam(), WhenFull::forget, in_runs);
  LzwCoder symbol_coder(GetParam(), WhenFull::forget, one_by_one);
  for (const Stretch& stretch : random_stretches(GetParam(), 8)) {
    run_coder.add_run(stretch.symbol, stretch.count);
    for (std::size_t i = 0; i < stretch.count; ++i) symbol_coder.add(Bytes{stretch.symbol});
  }
  run_coder.finish();
  symbol_coder.finish();
  EXPECT_EQ(in_runs, one_by_one);
}

TEST_P(Lzw, StartsOverWhenItsCodesAreUsedUp) {
  const Decoded decoded = code_and_decode(noise(60000, GetParam(), 2), GetParam());
  EXPECT_GT(decoded.codes, 4096);
  EXPECT_GT(decoded.clears, 1);
}

TEST_P(Lzw, BringsPatientlyCodedStretchesBack) {
  Bytes symbols;
  unsigned seed = 0;
  for (const Stretch& stretch : random_stretches(GetParam(), 9)) {
    const Bytes between = noise(seed % 9, GetParam(), seed);
    symbols.insert(symbols.end(), between.begin(), between.end());
    symbols.insert(symbols.end(), stretch.count % 2000, stretch.symbol);
    ++seed;
  }
  for (const std::size_t patience : {0u, 1u, 5u, 100u}) {
    EXPECT_EQ(decode(code_patiently(symbols, GetParam(), patience), GetParam()).symbols, symbols) << patience;
  }
}

TEST_P(Lzw, BringsPatientlyCodedNoiseBackWhateverTheLength) {
  const Bytes symbols = noise(700, GetParam(), 6);
  for (std::size_t count = 0; count <= symbols.size(); ++count) {
    const Bytes start(symbols.begin(), symbols.begin() + static_cast<std::ptrdiff_t>(count));
    ASSERT_EQ(decode(code_patiently(start, GetParam(), 4), GetParam()).symbols, start) << count << " symbols";
  }
}

TEST_P(Lzw, IsTheSameWithoutPatience) {
  const Bytes symbols = noise(60000, GetParam(), 7);
  Bytes blocks;
  LzwCoder coder(GetParam(), WhenFull::forget, blocks);
  coder.add(symbols);
  coder.finish();
  EXPECT_EQ(code_patiently(symbols, GetParam(), 0), blocks);
}

INSTANTIATE_TEST_SUITE_P(SymbolBits, Lzw, ::testing::Range(2, 9));

TEST(Lzw, MakesALongRunShort) {
  // The nth code stands for n symbols, so that 1000 codes hold half a million.
  Bytes blocks;
  LzwCoder coder(8, WhenFull::forget, blocks);
  coder.add_run(9, 500500);
  coder.finish();
  const Decoded decoded = decode(blocks, 8);
  EXPECT_EQ(decoded.symbols, Bytes(500500, 9));
  EXPECT_EQ(decoded.codes, 1000);
}

TEST(Lzw, RepeatsStringsThatItKnows) {
  Bytes symbols;
  for (int i = 0; i < 2000; ++i) symbols.push_back(static_cast<std::uint8_t>(i % 5));
  const Decoded decoded = code_and_decode(symbols, 3);
  EXPECT_EQ(decoded.symbols, symbols);
  EXPECT_LT(decoded.codes, 200);
}

TEST(Lzw, TakesFewerCodesWithPatience) {
  // Long strings that come back in parts: where to cut them makes a difference.
  const Bytes long_string = noise(400, 6, 8);
  std::mt19937 engine(9);
  Bytes symbols;
  for (int i = 0; i < 400; ++i) {
    const auto first = long_string.begin() + static_cast<std::ptrdiff_t>(engine() % 300);
    symbols.insert(symbols.end(), first, first + static_cast<std::ptrdiff_t>(5 + engine() % 60));
  }
  const auto codes = [&](std::size_t patience) { return decode(code_patiently(symbols, 6, patience), 6).codes; };
  EXPECT_LT(codes(8), codes(0) * 99 / 100);
}

TEST(Lzw, AddsToWhatIsInTheBlocks) {
  Bytes blocks{1, 42};
  LzwCoder coder(2, WhenFull::forget, blocks);
  coder.add(Bytes{1, 2, 3});
  coder.finish();
  EXPECT_EQ((Bytes{blocks[0], blocks[1]}), (Bytes{1, 42}));
  EXPECT_EQ(decode(Bytes(blocks.begin() + 2, blocks.end()), 2).symbols, (Bytes{1, 2, 3}));
}

}  // namespace
}  // namespace convarith::testing::lzw_test
