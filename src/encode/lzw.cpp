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
  for (auto& run : runs_) run.clear();
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
  if (current_run_ == runs_[symbol].size() + 1 && string == current_) {
    const bool repeats = current_run_ == 1 ? string == symbol : string == runs_[symbol].back();
    if (repeats) runs_[symbol].push_back(static_cast<std::uint16_t>(next_code_));
  }
  ++next_code_;
}

void LzwCoder::add(std::uint8_t symbol) {
  if (current_ != kNone) {
    if (const int longer = child(current_, symbol); longer != kNone) {
      const auto& runs = runs_[symbol];
      const bool repeats = current_run_ > 0 && current_run_ <= runs.size() && runs[current_run_ - 1] == longer;
      current_run_ = repeats ? current_run_ + 1 : 0;
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
  current_run_ = 1;
}

void LzwCoder::add(std::span<const std::uint8_t> symbols) {
  for (const std::uint8_t symbol : symbols) add(symbol);
}

void LzwCoder::add_run(std::uint8_t symbol, std::size_t count) {
  while (count > 0) {
    add(symbol);
    --count;
    const auto& runs = runs_[symbol];
    const bool can_jump = current_run_ > 0 && current_run_ <= runs.size() &&
                          (current_run_ == 1 ? current_ == symbol : current_ == runs[current_run_ - 2]);
    if (!can_jump) continue;
    const std::size_t jump = std::min(count, runs.size() + 1 - current_run_);
    if (jump == 0) continue;
    current_run_ += jump;
    current_ = runs[current_run_ - 2];
    count -= jump;
  }
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
