#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "convarith/result.hpp"

namespace convarith {

/// The value of an argument in a Python call, parsed as far as layers require it.
struct CallValue {
  enum class Kind {
    whole,     ///< a whole number that fits an int
    huge,      ///< a whole number that doesn't fit an int
    string,    ///< a string in quotes
    word,      ///< a name, perhaps with dots
    truth,     ///< True or False
    none,      ///< None
    sequence,  ///< a tuple or a list
    other,     ///< anything else: fractions, calculations, calls
  };

  Kind kind = Kind::other;
  std::size_t start = 0;         ///< where the value begins in the text
  std::size_t end = 0;           ///< one past its last byte
  int number = 0;                ///< a whole number; for a truth, 0 or 1
  std::string_view text;         ///< a word, or a string without its quotes
  std::vector<CallValue> items;  ///< the items of a sequence
};

struct CallArgument {
  std::string_view name;  ///< empty for a positional argument
  std::size_t start = 0;
  CallValue value;
};

/// Returns the text with a plain space for each Unicode space, and for each character without width. People copy such
/// characters from web pages and printed documents.
std::string with_plain_spaces(std::string_view text);

struct Call {
  std::string_view name;  ///< the name, with its dots
  std::size_t start = 0;
  std::vector<CallArgument> arguments;
  std::size_t end = 0;        ///< the place of the closing parenthesis
  bool may_say_more = false;  ///< it has **kwargs, whose contents are unknown
};

/// Parses one call, such as `nn.Conv2d(1, 1, kernel_size=(3, 3))`. It skips text that people copy along with a call: an
/// assignment or a label ("self.conv =", "(0):") before it, comments, and the input, "(x)", or a comma after it. The
/// views in the result refer to `text`.
Result<Call> parse_call(std::string_view text);

/// Parses one call that stands in a longer text, between two places. `where` names the text in messages.
Result<Call> parse_call_in(std::string_view text, std::size_t start, std::size_t end, std::string_view where);

/// Returns a problem at a place in the text, which `where` names. Its `why` says the column, counted from 1, and the
/// line if there are several. Its hint, which must not be empty, is followed by two lines: the line of the text, and a
/// caret below the place.
Problem problem_at(std::string_view text, std::size_t at, std::string_view why, std::string_view hint,
                   std::string_view where = "--layer");

}  // namespace convarith
