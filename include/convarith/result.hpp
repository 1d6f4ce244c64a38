#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace convarith {

/// Something that kept a request from being carried out, in words for the person who made it.
struct Problem {
  /// Decides the exit code: a request that was wrong (2), or work that failed (1).
  enum class Kind { usage, failure };

  Kind kind = Kind::usage;
  std::string where;  ///< the flag, the place in the JSON, or the file; may be empty
  std::string why;    ///< what is wrong, with the numbers
  std::string hint;   ///< what to do about it; may be empty, and may end in further lines that show the place
};

using Problems = std::vector<Problem>;

/// One line, `where: why; hint`, and those that the hint adds.
std::string to_line(const Problem& problem);

inline Problem usage_problem(std::string where, std::string why, std::string hint = {}) {
  return {Problem::Kind::usage, std::move(where), std::move(why), std::move(hint)};
}

inline Problem failure(std::string where, std::string why, std::string hint = {}) {
  return {Problem::Kind::failure, std::move(where), std::move(why), std::move(hint)};
}

/// That an exception which nobody expected came out of some work. What it says is in a library's words, for nobody.
inline Problem unexpected_fault(std::string where) {
  return failure(std::move(where), "an internal error stopped the work", "please report it together with the command");
}

/// A value, or the problems that kept it from being made (at least one).
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

/// The result of work that gives nothing back.
using Status = Result<std::monostate>;

inline Status ok() {
  return std::monostate{};
}

}  // namespace convarith
