#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "convarith/result.hpp"

namespace convarith {

/// What stands for an argument of a call in Python, understood as far as layers need it.
struct CallValue {
  enum class Kind {
    whole,     ///< a whole number that fits an int
    huge,      ///< one that doesn't
    string,    ///< in quotes
    word,      ///< a name, perhaps with dots
    truth,     ///< True or False
    none,      ///< None
    sequence,  ///< a tuple or a list
    other,     ///< anything else: fractions, calculations, calls
  };

  Kind kind = Kind::other;
  std::size_t start = 0;         ///< where it stands in the text
  std::size_t end = 0;           ///< where it has ended
  int number = 0;                ///< of a whole number; of a truth 0 or 1
  std::string_view text;         ///< of a word, and of a string without its quotes
  std::vector<CallValue> items;  ///< of a sequence
};

struct CallArgument {
  std::string_view name;  ///< empty: positional
  std::size_t start = 0;
  CallValue value;
};

/// The same text with a plain space for each of Unicode's, which come along from web pages and printed documents, and
/// for each character that has no width.
std::string with_plain_spaces(std::string_view text);

struct Call {
  std::string_view name;  ///< with its dots
  std::size_t start = 0;
  std::vector<CallArgument> arguments;
  std::size_t end = 0;        ///< of the closing parenthesis
  bool may_say_more = false;  ///< by **kwargs, which nobody knows
};

/// Reads one call, such as `nn.Conv2d(1, 1, kernel_size=(3, 3))`. What people copy along with it is passed over: an
/// assignment or a label ("self.conv =", "(0):") before it, comments, and a comma or the input, "(x)", after it. The
/// views in the result are of `text`.
Result<Call> parse_call(std::string_view text);

/// A problem with a place in the text: the column, counted from 1, is named, and the line is shown with a caret below
/// it. The hint, which must not be empty, ends in line feeds and these two lines.
Problem problem_at(std::string_view text, std::size_t at, std::string_view why, std::string_view hint);

}  // namespace convarith
