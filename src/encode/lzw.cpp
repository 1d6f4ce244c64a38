#include "lzw.hpp"

#include <algorithm>

namespace convarith {
namespace {

std::uint32_t key_of(int string, std::uint8_t symbol) {
  return (static_cast<std::uint32_t>(string) << 8) | symbol;
}

/// Where to begin to look for a key: the upper bits of its product with 2^32 / golden ratio (Knuth, volume 3, 6.4).
std::uint32_t slot_of(std::uint32_t key) {
  return (key * 2654435769u) >> 19;
}

}  // namespace

LzwCoder::LzwCoder(int symbol_bits, std::vector<std::uint8_t>& blocks)
    : blocks_(blocks), symbol_bits_(symbol_bits), clear_code_(1 << symbol_bits) {
  reset_strings();
  put(clear_code_);
}

void LzwCoder::reset_strings() {
  strings_.fill(0);
  for (int symbol = 0; symbol < clear_code_; ++symbol) {
    tails_[static_cast<std::size_t>(symbol)] = {static_cast<std::uint8_t>(symbol), 0, 1};
    runs_[static_cast<std::size_t>(symbol)].assign(1, static_cast<std::uint16_t>(symbol));
  }
  next_code_ = clear_code_ + 2;
  code_bits_ = symbol_bits_ + 1;
}

int LzwCoder::child(int string, std::uint8_t symbol) const {
  const std::uint32_t key = key_of(string, symbol);
  for (std::uint32_t slot = slot_of(key); strings_[slot] != 0; slot = (slot + 1) % kSlots) {
    if (strings_[slot] >> 12 == key) return static_cast<int>(strings_[slot] & 0xfff);
  }
  return kNone;
}

void LzwCoder::remember(int string, std::uint8_t symbol) {
  const std::uint32_t key = key_of(string, symbol);
  std::uint32_t slot = slot_of(key);
  while (strings_[slot] != 0) slot = (slot + 1) % kSlots;
  strings_[slot] = (key << 12) | static_cast<std::uint32_t>(next_code_);
  const auto code = static_cast<std::uint16_t>(next_code_++);
  Tail& before = tails_[static_cast<std::size_t>(string)];
  Tail& tail = tails_[code] = {symbol, 0, 0};
  if (before.symbol != symbol) return;
  before.longer = code;
  if (before.repeats == 0) return;
  tail.repeats = static_cast<std::uint16_t>(before.repeats + 1);
  runs_[symbol].push_back(code);
}

void LzwCoder::add(std::uint8_t symbol) {
  if (current_ != kNone) {
    if (const int longer = child(current_, symbol); longer != kNone) {
      current_ = longer;
      return;
    }
    put(current_);
    if (next_code_ < kMostCodes) {
      // A decoder knows the string one code later, hence the width grows when the code itself no longer fits.
      if (next_code_ == 1 << code_bits_) ++code_bits_;
      remember(current_, symbol);
    } else {
      put(clear_code_);
      reset_strings();
    }
  }
  current_ = symbol;
}

void LzwCoder::add(std::span<const std::uint8_t> symbols) {
  for (const std::uint8_t symbol : symbols) add(symbol);
}

void LzwCoder::add_run(std::uint8_t symbol, std::size_t count) {
  while (count > 0) {
    add(symbol);
    --count;
    count -= follow_run(symbol, count);
  }
}

/// Makes the string at hand, which ends with `symbol`, longer by up to `count` more of it, as far as strings are known.
std::size_t LzwCoder::follow_run(std::uint8_t symbol, std::size_t count) {
  const std::size_t repeats = tails_[static_cast<std::size_t>(current_)].repeats;
  if (repeats > 0) {
    const auto& run = runs_[symbol];
    const std::size_t jump = std::min(count, run.size() - repeats);
    current_ = run[repeats + jump - 1];
    return jump;
  }
  std::size_t followed = 0;
  for (; followed < count; ++followed) {
    const std::uint16_t longer = tails_[static_cast<std::size_t>(current_)].longer;
    if (longer == 0) break;
    current_ = longer;
  }
  return followed;
}

void LzwCoder::finish() {
  if (current_ != kNone) {
    put(current_);
    if (next_code_ < kMostCodes && next_code_ == 1 << code_bits_) ++code_bits_;
  }
  put(clear_code_ + 1);
  if (bit_count_ > 0) put_byte(static_cast<std::uint8_t>(bits_));
  end_block();
}

void LzwCoder::put(int code) {
  bits_ |= static_cast<std::uint64_t>(code) << bit_count_;
  bit_count_ += code_bits_;
  while (bit_count_ >= 8) {
    put_byte(static_cast<std::uint8_t>(bits_));
    bits_ >>= 8;
    bit_count_ -= 8;
  }
}

void LzwCoder::put_byte(std::uint8_t byte) {
  block_[block_size_++] = byte;
  if (block_size_ == block_.size()) end_block();
}

void LzwCoder::end_block() {
  if (block_size_ == 0) return;
  blocks_.push_back(static_cast<std::uint8_t>(block_size_));
  blocks_.insert(blocks_.end(), block_.begin(), block_.begin() + static_cast<std::ptrdiff_t>(block_size_));
  block_size_ = 0;
}

}  // namespace convarith
