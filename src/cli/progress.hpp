#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>

namespace convarith {

/// Shows a bar on standard error that tells how many steps of all figures are made. With several figures the bar
/// appears at once, with a single figure only after some time. There is no bar if standard error is not a terminal or
/// `quiet` is set. Several threads may call these functions.
class Progress {
 public:
  Progress(std::size_t figures, std::size_t steps, bool quiet);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { clear(); }

  /// Says that the next figure is being made.
  void begin_figure(std::string_view name);
  /// Says that one more step is made.
  void add_step();
  /// Removes the bar for good, so that something else can be printed.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  void draw(Clock::time_point now);

  std::size_t figures_;
  std::size_t steps_;
  bool enabled_;
  bool visible_ = false;
  std::size_t begun_ = 0;   ///< number of figures that have begun
  std::size_t made_ = 0;    ///< number of steps made
  std::string name_;        ///< name of the figure that began last
  Clock::time_point next_;  ///< when the bar may be drawn again
  std::mutex mutex_;
};

}  // namespace convarith
