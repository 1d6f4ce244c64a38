#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>

namespace convarith {

/// A bar on standard error that tells how many steps of all figures are made: at once where there are several, for a
/// single figure if it takes its time, nothing where that is not a terminal. Several threads may speak to it.
class Progress {
 public:
  Progress(std::size_t figures, std::size_t steps, bool quiet);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { clear(); }

  /// The next figure is being made.
  void begin_figure(std::string_view name);
  /// One more step is made.
  void add_step();
  /// Takes the bar away, so that something else can be printed.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  void draw(Clock::time_point now);

  std::size_t figures_;
  std::size_t steps_;
  bool enabled_;
  bool visible_ = false;
  std::size_t begun_ = 0;   ///< figures
  std::size_t made_ = 0;    ///< steps
  std::string name_;        ///< of the figure begun last
  Clock::time_point next_;  ///< when it may be drawn again
  std::mutex mutex_;
};

}  // namespace convarith
