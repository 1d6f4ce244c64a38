#include "lzw.hpp"

#include <algorithm>

namespace convarith {
namespace {

std::uint32_t key_of(int string, std::uint8_t symbol) {
  return ((static_cast<std::uint32_t>(string) << 8) | symbol) + 1;
}

std::uint32_t slot_of(std::uint32_t key) {
  return (key * 2654435761u) >> 18;
}

}  // namespace

LzwCoder::LzwCoder(int symbol_bits, std::vector<std::uint8_t>& blocks)
    : blocks_(blocks), symbol_bits_(symbol_bits), clear_code_(1 << symbol_bits), keys_(kSlots), codes_(kSlots) {
  reset_strings();
  put(clear_code_);
}

void LzwCoder::reset_strings() {
  std::fill(keys_.begin(), keys_.end(), 0);
  next_code_ = clear_code_ + 2;
  code_bits_ = symbol_bits_ + 1;
}

int LzwCoder::child(int string, std::uint8_t symbol) const {
  const std::uint32_t key = key_of(string, symbol);
  for (std::uint32_t slot = slot_of(key); keys_[slot] != 0; slot = (slot + 1) % kSlots) {
    if (keys_[slot] == key) return codes_[slot];
  }
  return kNone;
}

void LzwCoder::remember(int string, std::uint8_t symbol) {
  const std::uint32_t key = key_of(string, symbol);
  std::uint32_t slot = slot_of(key);
  while (keys_[slot] != 0) slot = (slot + 1) % kSlots;
  keys_[slot] = key;
  codes_[slot] = static_cast<std::uint16_t>(next_code_++);
}

void LzwCoder::add(std::span<const std::uint8_t> symbols, std::span<const std::uint8_t> alternatives) {
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    const std::uint8_t symbol = symbols[i];
    if (current_ == kNone) {
      current_ = symbol;
      continue;
    }
    int longer = child(current_, symbol);
    if (longer == kNone && alternatives[i] != symbol) longer = child(current_, alternatives[i]);
    if (longer != kNone) {
      current_ = longer;
      continue;
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
    current_ = symbol;
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
  bits_ |= static_cast<std::uint32_t>(code) << bit_count_;
  bit_count_ += code_bits_;
  while (bit_count_ >= 8) {
    put_byte(static_cast<std::uint8_t>(bits_));
    bits_ >>= 8;
    bit_count_ -= 8;
  }
}

void LzwCoder::put_byte(std::uint8_t byte) {
  block_.push_back(byte);
  if (block_.size() == 255) end_block();
}

void LzwCoder::end_block() {
  if (block_.empty()) return;
  blocks_.push_back(static_cast<std::uint8_t>(block_.size()));
  blocks_.insert(blocks_.end(), block_.begin(), block_.end());
  block_.clear();
}

}  // namespace convarith
