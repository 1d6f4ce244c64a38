#include "progress.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include "report.hpp"

namespace convarith {
namespace {

constexpr std::size_t kBarWidth = 30;
constexpr std::size_t kNameWidth = 40;

}  // namespace

Progress::Progress(std::size_t figures, bool quiet)
    : figures_(figures), enabled_(!quiet && figures > 1 && isatty(STDERR_FILENO) == 1) {}

void Progress::show(std::size_t done, std::string_view name) {
  if (!enabled_) return;
  const std::size_t filled = kBarWidth * done / figures_;
  say(fmt::format("\r[{:=<{}}{: <{}}] {}/{} {:.{}}\033[K", "", filled, "", kBarWidth - filled, done, figures_, name,
                  kNameWidth));
  visible_ = true;
}

void Progress::clear() {
  if (!visible_) return;
  say("\r\033[K");
  visible_ = false;
}

}  // namespace convarith
