// What JavaScript calls of the command line. convarith.mjs beside it hides all of this.

#include <emscripten/emscripten.h>
#include <sys/stat.h>

#include <cstring>
#include <exception>
#include <string>

#include "cli/commands.hpp"
#include "cli/report.hpp"
#include "wasm/description.hpp"
#include "wasm/tables.hpp"

namespace {

/// Returns a copy that the caller frees.
char* handed_over(const std::string& text) {
  return strdup(text.c_str());
}

}  // namespace

extern "C" {

/// The mode of new files lacks these bits. It has to be called before anything else, as the mode is asked for once.
EMSCRIPTEN_KEEPALIVE void convarith_umask(unsigned mask) {
  umask(mask);
}

/// Runs a command and returns its exit code; argv[0] is the program's name.
EMSCRIPTEN_KEEPALIVE int convarith_run(int argc, const char* const* argv) {
  return convarith::run_program(argc, argv);
}

/// Returns the JSON of describe_figure(), or null when it has written to standard error why not.
EMSCRIPTEN_KEEPALIVE char* convarith_describe(int argc, const char* const* argv) {
  try {
    const convarith::Result<std::string> description = convarith::describe_figure(argc, argv);
    if (description) return handed_over(*description);
    convarith::report(description.problems());
  } catch (const std::exception&) {
    convarith::report({convarith::unexpected_fault({})});
  }
  return nullptr;
}

/// Returns the JSON of tables_json().
EMSCRIPTEN_KEEPALIVE char* convarith_tables() {
  return handed_over(convarith::tables_json());
}
}
