#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "convarith/result.hpp"

namespace convarith {

/// An expression of Python, as far as programs that make models use them. Views refer to the text.
struct PythonExpression {
  enum class Kind {
    number,     ///< `text` is the number
    string,     ///< `text` is what stands between the quotes
    name,       ///< `text` is the name
    attribute,  ///< `text` is the attribute of the only part
    call,       ///< the first part is what is called, the others are its arguments with `keywords`
    index,      ///< the first part is indexed by the second
    sequence,   ///< a tuple, a list or a set of the parts, or a dictionary, whose parts are pairs
    generator,  ///< the first part for each item of the third; the second is the variable
    unary,      ///< `text` is the operator
    binary,     ///< `text` is the operator between the two parts
    choice,     ///< the first part if the second is true, else the third
    unpacked,   ///< *part, or **part
    unknown,    ///< anything else: lambda, slices
  };

  Kind kind = Kind::unknown;
  std::size_t start = 0;
  std::size_t end = 0;
  std::string_view text = {};
  std::vector<PythonExpression> parts = {};
  std::vector<std::string_view> keywords = {};  ///< of a call's arguments; empty for positional ones, "**" for **kwargs
  int depth = 1;
};

/// A statement of Python.
struct PythonStatement {
  enum class Kind {
    expression,  ///< the first expression
    assignment,  ///< all expressions but the last are targets, the last is the value
    augmented,   ///< `name` is the operator between target and value: +=
    returned,    ///< the expression, if there is one
    function,    ///< def `name`; `parameters`, and for those with a default an expression
    type,        ///< class `name`
    loop,        ///< for the first expression, the target, in the second
    condition,   ///< if; the condition, body and otherwise
    import,      ///< `name` is the module or what is taken from it, `alias` what it is called here
    nothing,     ///< statements that don't matter to a model; a `with` has a body
  };

  Kind kind = Kind::nothing;
  std::size_t start = 0;
  std::string name = {};
  std::string alias = {};
  std::vector<PythonExpression> expressions = {};
  std::vector<std::string_view> parameters = {};
  std::vector<std::size_t> defaults =
      {};  ///< for each parameter the index of its default in `expressions`, or kNoDefault
  std::vector<PythonStatement> body = {};
  std::vector<PythonStatement> otherwise = {};

  static constexpr std::size_t kNoDefault = static_cast<std::size_t>(-1);
};

/// Parses a program. It leaves out the prompts of consoles, and takes lines that are indented without need. `where`
/// names the text in messages.
Result<std::vector<PythonStatement>> parse_python(std::string_view text, std::string_view where);

}  // namespace convarith
