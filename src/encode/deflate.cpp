#include "encode/deflate.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "encode/prefix_code.hpp"

namespace convarith {
namespace {

constexpr std::size_t kWindow = 32768;
constexpr std::size_t kLongestCopy = 258;
constexpr std::size_t kShortestRun = 3;
constexpr std::size_t kShortestMatch = 4;  // number of bytes that are hashed to find a match
constexpr std::size_t kEndOfBlock = 256;
constexpr int kLongestWord = 15;

/// Reads bytes as a number whose first byte is the lowest on every machine.
template <class Word>
Word read(const std::uint8_t* bytes) {
  Word word = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&word, bytes, sizeof word);
  } else {
    for (std::size_t i = sizeof word; i-- > 0;) word = static_cast<Word>(word << 8 | bytes[i]);
  }
  return word;
}

/// Returns how many bytes are the same from two places on, up to `most`.
std::size_t same_bytes(const std::uint8_t* a, const std::uint8_t* b, std::size_t most) {
  std::size_t count = 0;
  for (; count + 8 <= most; count += 8) {
    const std::uint64_t differences = read<std::uint64_t>(a + count) ^ read<std::uint64_t>(b + count);
    if (differences != 0) return count + static_cast<std::size_t>(std::countr_zero(differences)) / 8;
  }
  while (count < most && a[count] == b[count]) ++count;
  return count;
}

/// A number as deflate writes it: a symbol, and extra bits that say which of the symbol's numbers it is (RFC 1951,
/// 3.2.5).
struct Coded {
  std::size_t symbol;
  int extra_bits;
  std::uint32_t extra;
};

constexpr Coded code_length(std::size_t length) {
  const auto beyond = static_cast<std::uint32_t>(length - 3);
  if (beyond < 8) return {257 + beyond, 0, 0};
  if (length == kLongestCopy) return {285, 0, 0};
  const int extra_bits = static_cast<int>(std::bit_width(beyond)) - 3;
  return {257 + 4 * static_cast<std::size_t>(extra_bits + 1) + (beyond >> extra_bits & 3), extra_bits,
          beyond & ((1u << extra_bits) - 1)};
}
static_assert(code_length(11).symbol == 265 && code_length(19).symbol == 269 && code_length(257).symbol == 284);

constexpr Coded code_distance(std::size_t distance) {
  const auto beyond = static_cast<std::uint32_t>(distance - 1);
  if (beyond < 4) return {beyond, 0, 0};
  const int extra_bits = static_cast<int>(std::bit_width(beyond)) - 2;
  return {2 * static_cast<std::size_t>(extra_bits + 1) + (beyond >> extra_bits & 1), extra_bits,
          beyond & ((1u << extra_bits) - 1)};
}
static_assert(code_distance(5).symbol == 4 && code_distance(7).symbol == 5 && code_distance(32768).symbol == 29);

}  // namespace

std::span<const std::uint8_t> Deflater::compress(std::span<const std::uint8_t> data) {
  data_ = data;
  packed_.clear();
  find_run_starts();
  find_tokens();
  put(0x78, 8);  // deflate, a window of 32 KB
  put(0x01, 8);  // compressed fast; makes the two bytes a multiple of 31
  write_block();
  flush_bits();
  const std::uint32_t checksum = libdeflate_adler32(1, data.data(), data.size());
  for (int shift = 24; shift >= 0; shift -= 8) packed_.push_back(static_cast<std::uint8_t>(checksum >> shift));
  return packed_;
}

void Deflater::find_run_starts() {
  run_starts_.clear();
  const std::size_t size = data_.size();
  if (size > 0) run_starts_.push_back(0);
  std::size_t i = 1;
  for (; i + 8 <= size; i += 8) {
    // Compares eight neighbours at once; each byte that differs from the byte before it begins a run.
    std::uint64_t differences = read<std::uint64_t>(&data_[i]) ^ read<std::uint64_t>(&data_[i - 1]);
    while (differences != 0) {
      const int byte = std::countr_zero(differences) / 8;
      run_starts_.push_back(static_cast<std::uint32_t>(i + static_cast<std::size_t>(byte)));
      differences &= ~(std::uint64_t{0xff} << 8 * byte);
    }
  }
  for (; i < size; ++i) {
    if (data_[i] != data_[i - 1]) run_starts_.push_back(static_cast<std::uint32_t>(i));
  }
  run_starts_.push_back(static_cast<std::uint32_t>(size));
}

std::uint64_t& Deflater::places_like(std::size_t place) {
  return places_[(read<std::uint32_t>(&data_[place]) * 2654435769u) >> 20];
}

void Deflater::remember(std::size_t place) {
  if (place + kShortestMatch > data_.size()) return;
  std::uint64_t& places = places_like(place);
  places = places << 32 | (place + 1);
}

/// Returns the longest match from `begin` on in which the run that begins at `anchor` falls on the beginning of an
/// earlier run. The bytes from `begin` to `anchor` are the rest of another run.
Deflater::Match Deflater::longest_match(std::size_t begin, std::size_t anchor) {
  Match best;
  if (anchor + kShortestMatch > data_.size()) return best;
  const std::size_t before = anchor - begin;
  const std::size_t most = std::min(kLongestCopy, data_.size() - begin);
  for (std::uint64_t places = places_like(anchor); places != 0; places >>= 32) {
    const std::size_t earlier = static_cast<std::uint32_t>(places) - 1;
    const std::size_t distance = anchor - earlier;
    if (distance > kWindow || earlier < before) continue;
    const std::size_t length = same_bytes(&data_[begin], &data_[begin - distance], most);
    if (length >= before + kShortestMatch && length > best.length) best = {length, distance};
  }
  return best;
}

void Deflater::find_tokens() {
  tokens_.clear();
  literal_counts_.fill(0);
  distance_counts_.fill(0);
  places_.fill(0);
  auto next_run = run_starts_.begin();
  for (std::size_t i = 0; i < data_.size();) {
    while (*next_run < i) remember(*next_run++);
    const bool begins = *next_run == i;
    Match match;
    if (begins) {
      match = longest_match(i, i);
      remember(*next_run++);
    }
    const std::size_t rest = *next_run - i;
    if (rest > 1 && match.length < rest + kShortestMatch && rest + kShortestMatch <= kLongestCopy) {
      const Match with_next = longest_match(i, *next_run);
      if (with_next.length > match.length) match = with_next;
    }
    if (match.length > 0) {
      add_copy(match.length, match.distance);
      i += match.length;
    } else {
      const std::size_t length = begins ? 1 : rest;
      add_run(i, length);
      i += length;
    }
  }
  ++literal_counts_[kEndOfBlock];
}

/// Adds bytes of one value as copies of the byte before them, or as literals if they are few. The first byte of a run
/// comes in a call of its own and becomes a literal.
void Deflater::add_run(std::size_t place, std::size_t length) {
  while (length >= kShortestRun) {
    const std::size_t part = std::min(length, kLongestCopy);
    add_copy(part, 1);
    length -= part;
  }
  for (; length > 0; --length) {
    tokens_.push_back({0, data_[place]});
    ++literal_counts_[data_[place]];
  }
}

void Deflater::add_copy(std::size_t length, std::size_t distance) {
  tokens_.push_back({static_cast<std::uint16_t>(length), static_cast<std::uint16_t>(distance)});
  ++literal_counts_[code_length(length).symbol];
  ++distance_counts_[code_distance(distance).symbol];
}

void Deflater::write_block() {
  const std::vector<std::uint8_t> literals = prefix_code_lengths(literal_counts_, kLongestWord);
  const std::vector<std::uint8_t> distances = prefix_code_lengths(distance_counts_, kLongestWord);
  put(1, 1);  // the last block
  put(2, 2);  // with codes of its own
  write_code_lengths(literals, distances);
  write_tokens(literals, distances);
}

/// Writes the word lengths of both codes, which are run-length coded with a prefix code of their own (RFC 1951, section
/// 3.2.7).
void Deflater::write_code_lengths(std::span<const std::uint8_t> literals, std::span<const std::uint8_t> distances) {
  const auto used = [](std::span<const std::uint8_t> lengths, std::size_t least) {
    std::size_t count = lengths.size();
    while (count > least && lengths[count - 1] == 0) --count;
    return count;
  };
  const std::size_t used_literals = used(literals, 257);
  const std::size_t used_distances = used(distances, 1);
  std::vector<std::uint8_t> lengths(literals.begin(), literals.begin() + static_cast<std::ptrdiff_t>(used_literals));
  lengths.insert(lengths.end(), distances.begin(), distances.begin() + static_cast<std::ptrdiff_t>(used_distances));

  std::vector<Coded> coded;
  for (std::size_t i = 0; i < lengths.size();) {
    std::size_t run = 1;
    while (i + run < lengths.size() && lengths[i + run] == lengths[i]) ++run;
    if (lengths[i] == 0 && run >= 3) {
      run = std::min<std::size_t>(run, 138);
      const auto extra = static_cast<std::uint32_t>(run);
      coded.push_back(run < 11 ? Coded{17, 3, extra - 3} : Coded{18, 7, extra - 11});
    } else if (run >= 4) {
      run = std::min<std::size_t>(run, 7);
      coded.push_back({lengths[i], 0, 0});
      coded.push_back({16, 2, static_cast<std::uint32_t>(run) - 4});
    } else {
      run = 1;
      coded.push_back({lengths[i], 0, 0});
    }
    i += run;
  }

  std::array<std::uint32_t, 19> counts{};
  for (const Coded& length : coded) ++counts[length.symbol];
  const std::vector<std::uint8_t> word_lengths = prefix_code_lengths(counts, 7);
  const std::vector<std::uint16_t> words = prefix_code_words(word_lengths);
  constexpr std::array<std::size_t, 19> order{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
  std::size_t written = order.size();
  while (written > 4 && word_lengths[order[written - 1]] == 0) --written;
  put(used_literals - 257, 5);
  put(used_distances - 1, 5);
  put(written - 4, 4);
  for (std::size_t i = 0; i < written; ++i) put(word_lengths[order[i]], 3);
  for (const Coded& length : coded) {
    put(words[length.symbol], word_lengths[length.symbol]);
    put(length.extra, length.extra_bits);
  }
}

void Deflater::write_tokens(std::span<const std::uint8_t> literal_lengths,
                            std::span<const std::uint8_t> distance_lengths) {
  const std::vector<std::uint16_t> literals = prefix_code_words(literal_lengths);
  const std::vector<std::uint16_t> distances = prefix_code_words(distance_lengths);
  for (const Token& token : tokens_) {
    if (token.length == 0) {
      put(literals[token.distance], literal_lengths[token.distance]);
      continue;
    }
    const Coded length = code_length(token.length);
    put(literals[length.symbol] | std::uint64_t{length.extra} << literal_lengths[length.symbol],
        literal_lengths[length.symbol] + length.extra_bits);
    const Coded distance = code_distance(token.distance);
    put(distances[distance.symbol] | std::uint64_t{distance.extra} << distance_lengths[distance.symbol],
        distance_lengths[distance.symbol] + distance.extra_bits);
  }
  put(literals[kEndOfBlock], literal_lengths[kEndOfBlock]);
}

void Deflater::put(std::uint64_t bits, int count) {
  bits_ |= bits << bit_count_;
  bit_count_ += count;
  if (bit_count_ < 32) return;
  const auto word = static_cast<std::uint32_t>(bits_);
  const std::array<std::uint8_t, 4> bytes{static_cast<std::uint8_t>(word), static_cast<std::uint8_t>(word >> 8),
                                          static_cast<std::uint8_t>(word >> 16), static_cast<std::uint8_t>(word >> 24)};
  packed_.insert(packed_.end(), bytes.begin(), bytes.end());
  bits_ >>= 32;
  bit_count_ -= 32;
}

void Deflater::flush_bits() {
  for (; bit_count_ > 0; bit_count_ -= 8, bits_ >>= 8) packed_.push_back(static_cast<std::uint8_t>(bits_));
  bits_ = 0;
  bit_count_ = 0;
}

}  // namespace convarith
