#include <cstdio>
#include <exception>

#include "command_line.hpp"
#include "commands.hpp"
#include "interrupt.hpp"

namespace {

int run_program(int argc, char** argv) {
  const convarith::Result<convarith::Command> command = convarith::parse_command_line(argc, argv);
  if (!command) return convarith::report(command.problems());
  return std::visit([](const auto& chosen) { return convarith::run(chosen); }, *command);
}

}  // namespace

int main(int argc, char** argv) {
  convarith::catch_interrupts();
  // Expected failures are values; what is thrown all the same, such as std::bad_alloc, ends here.
  try {
    return run_program(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "convarith: error: %s\n", error.what());
    return 1;
  }
}
