#include "command_line.hpp"
#include "commands.hpp"
#include "interrupt.hpp"

int main(int argc, char** argv) {
  convarith::catch_interrupts();
  const convarith::Result<convarith::Command> command = convarith::parse_command_line(argc, argv);
  if (!command) return convarith::report(command.problems());
  return std::visit([](const auto& chosen) { return convarith::run(chosen); }, *command);
}
