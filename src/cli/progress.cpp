#include "progress.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <cstdio>

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
  fmt::print(stderr, "\r[{:=<{}}{: <{}}] {}/{} {:.{}}\033[K", "", filled, "", kBarWidth - filled, done, figures_, name,
             kNameWidth);
  std::fflush(stderr);
  visible_ = true;
}

void Progress::clear() {
  if (!visible_) return;
  fmt::print(stderr, "\r\033[K");
  std::fflush(stderr);
  visible_ = false;
}

}  // namespace convarith
