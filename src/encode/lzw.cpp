#include "encode/lzw.hpp"

#include <algorithm>

namespace convarith {
namespace {

std::uint32_t key_of(int string, std::uint8_t symbol) {
  return (static_cast<std::uint32_t>(string) << 8) | symbol;
}

/// Returns where to begin to look for a key: the upper bits of its product with 2^32 / golden ratio (Knuth, volume 3,
/// 6.4).
std::uint32_t first_place_of(std::uint32_t key) {
  return (key * 2654435769u) >> 18;
}

}  // namespace

LzwCoder::LzwCoder(int symbol_bits, WhenFull when_full, std::vector<std::uint8_t>& blocks)
    : blocks_(blocks), symbol_bits_(symbol_bits), when_full_(when_full), clear_code_(1 << symbol_bits) {
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

/// Returns the slot of a string's continuation in the table, or the free slot where it would go.
std::uint32_t& LzwCoder::slot(int string, std::uint8_t symbol) {
  const std::uint32_t key = key_of(string, symbol);
  std::uint32_t place = first_place_of(key);
  while (strings_[place] != 0 && strings_[place] >> 12 != key) place = (place + 1) % kSlots;
  return strings_[place];
}

/// Gives the next code to the current string with one more symbol, and fills in its slot.
void LzwCoder::remember(std::uint32_t& slot, std::uint8_t symbol) {
  const auto code = static_cast<std::uint16_t>(next_code_++);
  slot = (key_of(current_, symbol) << 12) | code;
  Tail& before = tails_[static_cast<std::size_t>(current_)];
  Tail& tail = tails_[code] = {symbol, 0, 0};
  if (before.symbol != symbol) return;
  before.longer = code;
  if (before.repeats == 0) return;
  tail.repeats = static_cast<std::uint16_t>(before.repeats + 1);
  runs_[symbol].push_back(code);
}

void LzwCoder::add(std::uint8_t symbol) {
  if (current_ != kNone) {
    std::uint32_t& longer = slot(current_, symbol);
    if (longer != 0) {
      current_ = static_cast<int>(longer & 0xfff);
      return;
    }
    put(current_);
    if (next_code_ < kMostCodes) {
      // A decoder knows the string one code later, so the width grows only when the code itself no longer fits.
      if (next_code_ == 1 << code_bits_) ++code_bits_;
      remember(longer, symbol);
    } else {
      was_full_ = true;
      if (when_full_ == WhenFull::forget) {
        put(clear_code_);
        reset_strings();
      }
    }
  }
  current_ = symbol;
}

void LzwCoder::add(std::span<const std::uint8_t> symbols) {
  // Repetitions of about this length or more take less time when they are followed as a run.
  constexpr std::size_t shortest_run = 4;
  for (std::size_t begin = 0; begin < symbols.size();) {
    const std::uint8_t symbol = symbols[begin];
    std::size_t end = begin + 1;
    while (end < symbols.size() && symbols[end] == symbol) ++end;
    if (end - begin >= shortest_run) {
      add_run(symbol, end - begin);
    } else {
      for (std::size_t i = begin; i < end; ++i) add(symbol);
    }
    begin = end;
  }
}

void LzwCoder::add_run(std::uint8_t symbol, std::size_t count) {
  while (count > 0) {
    add(symbol);
    --count;
    count -= follow_run(symbol, count);
  }
}

/// Makes the current string, which ends with `symbol`, longer by up to `count` more of it, as far as strings are known.
/// Returns by how many.
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
  blocks_.finish();
}

}  // namespace convarith
