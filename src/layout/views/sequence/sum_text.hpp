#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "layout/views/sequence/sequence_texts.hpp"

namespace convarith {

/// A part of a sum that stays on one line: "+ 3·w_1", "+ b", or the value of the sum, "= 7.5".
struct SumPart {
  std::string number;  ///< number with its sign: "+ 3"
  std::string rest = {};
  bool is_value = false;  ///< whether `rest` is the value of the sum
};

/// Returns the parts of the sum that gives an output: 2·w_0 + 3·w_1 + b, or max(2, 3), or (2 + 3) / 2, and then its
/// value if this is known. Parts are to be set as formulas, with a space between any two.
std::vector<SumPart> sum_parts(const SequenceTexts& cell_texts, std::size_t output);

}  // namespace convarith
