#pragma once

#include "cli/command_line.hpp"

namespace convarith {

/// Each function runs a command and returns the exit code: 0 if all was done, 1 if something failed, 2 if the request
/// was wrong.
int run(const RenderCommand& command);
int run(const EmbedCommand& command);
int run(const ShapeCommand& command);
int run(const ListPresetsCommand& command);
int run(const ShowPresetCommand& command);
int run(const PrintCommand& command);

/// Runs the command of a whole command line, as a shell hands it over, and returns the exit code.
int run_program(int argc, const char* const* argv) noexcept;

}  // namespace convarith
