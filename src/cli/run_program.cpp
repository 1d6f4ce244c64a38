#include <exception>
#include <new>

#include "cli/commands.hpp"
#include "cli/report.hpp"

namespace convarith {
namespace {

int run_command_line(int argc, const char* const* argv) {
  const Result<Command> command = parse_command_line(argc, argv);
  if (!command) return report(command.problems());
  return std::visit([](const auto& chosen) { return run(chosen); }, *command);
}

}  // namespace

int run_program(int argc, const char* const* argv) noexcept {
  // Expected failures are returned as values; exceptions that are thrown nevertheless end here.
  try {
    return run_command_line(argc, argv);
  } catch (const std::bad_alloc&) {
    return report_lack_of_memory();
  } catch (const std::exception&) {
    return report({unexpected_fault({})});
  }
}

}  // namespace convarith
