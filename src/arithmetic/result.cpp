#include "convarith/result.hpp"

namespace convarith {

std::string to_line(const Problem& problem) {
  std::string line;
  if (!problem.where.empty()) line += problem.where + ": ";
  line += problem.why;
  if (!problem.hint.empty()) line += "; " + problem.hint;
  return line;
}

}  // namespace convarith
