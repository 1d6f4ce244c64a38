#pragma once

#include "cli/command_line.hpp"

namespace convarith {

/// Each runs a command and gives the exit code: 0 done, 1 something failed, 2 the request was wrong.
int run(const RenderCommand& command);
int run(const EmbedCommand& command);
int run(const ShapeCommand& command);
int run(const ListPresetsCommand& command);
int run(const ShowPresetCommand& command);
int run(const PrintCommand& command);

}  // namespace convarith
