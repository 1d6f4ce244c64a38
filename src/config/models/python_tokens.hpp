#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "convarith/result.hpp"

namespace convarith {

/// A token of Python.
struct PythonToken {
  enum class Kind { name, number, string, symbol, line_end, text_end };

  Kind kind = Kind::text_end;
  std::size_t start = 0;
  std::size_t end = 0;
  std::string_view text = {};  ///< of a string what stands between its quotes
  std::size_t indent = 0;      ///< of the first token in a line the column that it stands in

  bool is(std::string_view symbol) const { return (kind == Kind::symbol || kind == Kind::name) && text == symbol; }
};

/// Splits a program into tokens. Comments and prompts of consoles are left out; lines within brackets have no end.
/// Errors: a string or a bracket is not closed.
Result<std::vector<PythonToken>> tokens_of_python(std::string_view text, std::string_view where);

}  // namespace convarith
