#pragma once

#include <string_view>

#include "convarith/result.hpp"
#include "convarith/tensor.hpp"

namespace convarith {

/// Reads the numbers in a table of text. Each line is a row. An empty line, or a line of separators only, begins the
/// next channel. Commas, semicolons, tabs or blanks separate numbers, which may be quoted. The shape is [rows,
/// columns], or [channels, rows, columns] if there are several channels.
/// Errors: `where` is the line, counted from 1, or empty if the text has no numbers.
Result<Tensor> read_csv(std::string_view text);

}  // namespace convarith
