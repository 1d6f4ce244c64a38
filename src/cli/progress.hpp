#pragma once

#include <cstddef>
#include <string_view>

namespace convarith {

/// A bar on standard error while many figures are made; nothing where that is not a terminal.
class Progress {
 public:
  Progress(std::size_t figures, bool quiet);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { clear(); }

  /// Shows that `done` figures are finished and `name` is being made.
  void show(std::size_t done, std::string_view name);
  /// Takes the bar away, so that something else can be printed.
  void clear();

 private:
  std::size_t figures_;
  bool enabled_;
  bool visible_ = false;
};

}  // namespace convarith
