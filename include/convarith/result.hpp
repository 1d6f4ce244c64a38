#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace convarith {

/// The reason why a request was not carried out, in words for the person who made it.
struct Problem {
  /// Whether the request was wrong (usage, exit code 2) or the work failed (failure, exit code 1).
  enum class Kind { usage, failure };

  Kind kind = Kind::usage;
  std::string where;  ///< the flag, the place in the JSON, or the file to blame; may be empty
  std::string why;    ///< what is wrong, with the numbers
  std::string hint;   ///< what to do about it; may be empty, and may end in more lines that show the place
};

using Problems = std::vector<Problem>;

/// Writes a problem as one line, `where: why; hint`, followed by the lines that the hint adds.
std::string to_line(const Problem& problem);

inline Problem usage_problem(std::string where, std::string why, std::string hint = {}) {
  return {Problem::Kind::usage, std::move(where), std::move(why), std::move(hint)};
}

inline Problem failure(std::string where, std::string why, std::string hint = {}) {
  return {Problem::Kind::failure, std::move(where), std::move(why), std::move(hint)};
}

/// Returns the problem for an unexpected exception. It leaves out the exception's text, which is a library's and would
/// help nobody.
inline Problem unexpected_fault(std::string where) {
  return failure(std::move(where), "an internal error stopped the work", "please report it together with the command");
}

/// A value or, if it could not be made, the problems: at least one.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  Result(Problem problem) : state_(Problems{std::move(problem)}) {}
  Result(Problems problems) : state_(std::move(problems)) {}

  explicit operator bool() const { return state_.index() == 0; }

  T& operator*() & { return std::get<0>(state_); }
  const T& operator*() const& { return std::get<0>(state_); }
  T&& operator*() && { return std::get<0>(std::move(state_)); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }

  const Problems& problems() const& { return std::get<1>(state_); }
  Problems&& problems() && { return std::get<1>(std::move(state_)); }

 private:
  std::variant<T, Problems> state_;
};

/// The result of work that returns no value.
using Status = Result<std::monostate>;

inline Status ok() {
  return std::monostate{};
}

}  // namespace convarith
