#include "encode/patient_lzw.hpp"

#include <algorithm>
#include <cstddef>

#include "encode/code_blocks.hpp"
#include "encode/lzw.hpp"

namespace convarith {
namespace {

/// The strings that have a code, as a tree: each string is its parent with one more symbol.
class Strings {
 public:
  explicit Strings(int symbol_bits)
      : symbol_bits_(symbol_bits), longer_(static_cast<std::size_t>(kMostCodes) << symbol_bits) {}

  void clear() { std::fill(longer_.begin(), longer_.end(), std::uint16_t{0}); }

  /// The code of a string with one more symbol; 0 if it has none.
  std::uint16_t& longer(int code, std::uint8_t symbol) {
    return longer_[static_cast<std::size_t>(code) << symbol_bits_ | symbol];
  }

 private:
  int symbol_bits_;
  std::vector<std::uint16_t> longer_;
};

class PatientCoder {
 public:
  PatientCoder(std::span<const std::uint8_t> symbols, int symbol_bits, std::size_t patience,
               std::vector<std::uint8_t>& blocks)
      : symbols_(symbols),
        symbol_bits_(symbol_bits),
        patience_(patience),
        strings_(symbol_bits),
        clear_code_(1 << symbol_bits),
        blocks_(blocks) {}

  void code() {
    forget_strings();
    put(clear_code_);
    for (std::size_t begin = 0; begin < symbols_.size();) begin += code_string(begin);
    grow();
    put(clear_code_ + 1);
    blocks_.finish();
  }

 private:
  static constexpr int kNone = -1;

  void put(int code) { blocks_.put(code, code_bits_); }

  void forget_strings() {
    strings_.clear();
    next_code_ = clear_code_ + 2;
    code_bits_ = symbol_bits_ + 1;
    before_ = kNone;
  }

  /// Widens the codes. A decoder knows a string one code later, so the width grows only when the code itself no longer
  /// fits.
  void grow() {
    if (before_ != kNone && next_code_ < kMostCodes && next_code_ == 1 << code_bits_) ++code_bits_;
  }

  /// Gives the next code to the previous string followed by the first symbol of this one. That string may have a code
  /// already, but the decoder counts one more all the same.
  void remember(std::uint8_t first_symbol) {
    if (before_ == kNone) return;
    if (next_code_ == kMostCodes) {
      put(clear_code_);
      forget_strings();
      return;
    }
    grow();
    std::uint16_t& longer = strings_.longer(before_, first_symbol);
    if (longer == 0) longer = static_cast<std::uint16_t>(next_code_);
    ++next_code_;
  }

  /// Codes a string that begins at `begin` and returns its length.
  std::size_t code_string(std::size_t begin) {
    remember(symbols_[begin]);
    std::vector<int>& codes = codes_;
    codes.clear();
    follow(begin, [&codes](int code) { codes.push_back(code); });
    const std::size_t length = best_length(begin, codes.size());
    before_ = codes[length - 1];
    put(before_);
    return length;
  }

  std::size_t best_length(std::size_t begin, std::size_t longest) {
    std::size_t best = longest;
    std::size_t furthest = 0;
    const std::size_t shortest = longest > patience_ ? longest - patience_ : 1;
    for (std::size_t length = longest; length >= shortest; --length) {
      std::size_t end = begin + length;
      if (end < symbols_.size()) follow(end, [&end](int) { ++end; });
      if (end <= furthest) continue;
      furthest = end;
      best = length;
    }
    return best;
  }

  /// Calls visit(code) for each known string that begins at `begin`, from a single symbol on.
  template <class Visit>
  void follow(std::size_t begin, const Visit& visit) {
    int code = symbols_[begin];
    std::size_t end = begin + 1;
    do {
      visit(code);
    } while (end < symbols_.size() && (code = strings_.longer(code, symbols_[end++])) != 0);
  }

  std::span<const std::uint8_t> symbols_;
  int symbol_bits_;
  std::size_t patience_;
  Strings strings_;
  int clear_code_;
  int next_code_ = 0;
  int code_bits_ = 0;
  int before_ = kNone;  // the string coded last, if the decoder remembers it
  std::vector<int> codes_;
  CodeBlocks blocks_;
};

}  // namespace

std::vector<std::uint8_t> code_patiently(std::span<const std::uint8_t> symbols, int symbol_bits, std::size_t patience) {
  std::vector<std::uint8_t> blocks;
  PatientCoder(symbols, symbol_bits, patience, blocks).code();
  return blocks;
}

}  // namespace convarith
