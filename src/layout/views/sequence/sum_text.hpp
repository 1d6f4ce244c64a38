#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "layout/views/sequence/sequence_words.hpp"

namespace convarith {

/// A part of a sum that stays on one line: "+ 3·w_1", "+ b", or what it comes to: "= 7.5".
struct SumPart {
  std::string number;  ///< with its sign: "+ 3"
  std::string rest = {};
  bool is_value = false;  ///< `rest` is what the sum comes to
};

/// How an output comes about: 2·w_0 + 3·w_1 + b, or max(2, 3), or (2 + 3) / 2; and what it comes to, where that is
/// known. To be set as a formula with a space between any two parts.
std::vector<SumPart> sum_parts(const SequenceWords& words, std::size_t output);

}  // namespace convarith
