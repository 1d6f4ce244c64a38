#pragma once

#include <string_view>

#include "convarith/result.hpp"
#include "convarith/tensor.hpp"

namespace convarith {

/// The numbers in a table of text, a row a line; an empty line, or one of nothing but separators, begins the next
/// channel. Commas, semicolons, tabs or blanks separate numbers, which may stand in quotes. The shape is [rows,
/// columns], with several channels [channels, rows, columns]. Errors: `where` is the line, counted from 1.
Result<Tensor> read_csv(std::string_view text);

}  // namespace convarith
