#include "cli/report.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include "cli/commands.hpp"
#include "cli/interrupt.hpp"

namespace convarith {

void say(const std::string& text) {
  std::fputs(text.c_str(), stderr);
  std::fflush(stderr);
}

void warn(const std::string& warning) {
  say(fmt::format("convarith: warning: {}\n", warning));
}

int report(const Problems& problems) {
  die_of_interrupt();
  int code = 0;
  for (const Problem& problem : problems) {
    say(fmt::format("convarith: error: {}\n", to_line(problem)));
    code = std::max(code, problem.kind == Problem::Kind::usage ? 2 : 1);
  }
  return code;
}

int report_lack_of_memory() noexcept {
  std::fputs("convarith: error: there is not enough memory; use a smaller layer, --width or --dpi\n", stderr);
  return 1;
}

int run(const PrintCommand& command) {
  const bool written = std::fputs(command.text.c_str(), stdout) >= 0 && std::fflush(stdout) == 0;
  // A reader that stops early, as 'head' does, has got what it wanted of a text.
  if (written || (errno == EPIPE && !command.is_data)) return 0;
  return report({failure("standard output", "can't be written")});
}

}  // namespace convarith
