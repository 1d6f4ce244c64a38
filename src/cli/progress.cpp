#include "cli/progress.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>

#include "cli/report.hpp"

namespace convarith {
namespace {

constexpr std::size_t kBarWidth = 30;
constexpr std::size_t kNameWidth = 40;
constexpr std::chrono::milliseconds kPatience{1000};  // until a single figure has a bar
constexpr std::chrono::milliseconds kBetween{100};    // least time between updates of the bar as steps are made

}  // namespace

Progress::Progress(std::size_t figures, std::size_t steps, bool quiet)
    : figures_(figures),
      steps_(std::max<std::size_t>(1, steps)),
      enabled_(!quiet && isatty(STDERR_FILENO) == 1),
      next_(Clock::now() + kPatience) {}

void Progress::begin_figure(std::string_view name) {
  if (!enabled_) return;
  const std::scoped_lock lock(mutex_);
  name_ = name;
  ++begun_;
  if (figures_ > 1) draw(Clock::now());
}

void Progress::add_step() {
  if (!enabled_) return;
  const std::scoped_lock lock(mutex_);
  ++made_;
  if (const auto now = Clock::now(); now >= next_) draw(now);
}

void Progress::draw(Clock::time_point now) {
  next_ = now + kBetween;
  const std::size_t filled = kBarWidth * std::min(made_, steps_) / steps_;
  const std::string count =
      figures_ > 1 ? fmt::format("{}/{}", begun_ - 1, figures_) : fmt::format("step {} of {}", made_, steps_);
  say(fmt::format("\r[{:=<{}}{: <{}}] {} {:.{}}\033[K", "", filled, "", kBarWidth - filled, count, name_, kNameWidth));
  visible_ = true;
}

void Progress::clear() {
  const std::scoped_lock lock(mutex_);
  enabled_ = false;
  if (!visible_) return;
  say("\r\033[K");
  visible_ = false;
}

}  // namespace convarith
