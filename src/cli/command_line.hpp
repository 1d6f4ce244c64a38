#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "arithmetic/formula.hpp"
#include "config/layer_spelling/layer_spelling.hpp"
#include "config/preset.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// One of several equal parts of a batch.
struct Shard {
  std::size_t index = 1;  ///< from 1 to count
  std::size_t count = 1;
};

/// Where a run's files go and how much is said about it.
struct OutputArguments {
  std::filesystem::path folder;                     ///< --out-dir; default: the current folder
  std::optional<std::filesystem::path> file;        ///< -o
  std::optional<std::vector<std::string>> formats;  ///< --format; what presets say of formats is none of the file of -o
  bool quiet = false;
  bool dry_run = false;
  bool no_limits = false;
  std::optional<Shard> shard;
  std::optional<std::size_t> jobs;  ///< figures made at the same time; default: as many as there are cores
};

/// Which figures are meant.
struct FigureArguments {
  std::vector<std::string> presets;
  bool all = false;
  std::optional<std::string> family;
  std::optional<std::string> manifest;
  std::vector<std::string> layers;  ///< --layer
  SourcedRequest flags;             ///< what layer, picture and name flags say
};

struct RenderCommand : FigureArguments {
  bool print_preset = false;
  OutputArguments output;
};

struct ShapeCommand {
  std::optional<std::string> preset;
  std::vector<std::string> layers;  ///< --layer; several are a chain
  SourcedRequest flags;             ///< what layer flags say
  FormulaFormat formula = FormulaFormat::text;
  bool json = false;
  std::optional<Framework> framework;  ///< --as: only its spelling is wanted
};

/// Figures for a page of somebody's.
struct EmbedCommand : FigureArguments {
  std::vector<std::string> words;  ///< what of the command line says which figures are meant
  std::string host;                ///< --for
  std::string base;
  std::optional<std::string> format;
  bool dark = false;
  bool has_stills = true;
  bool is_table = false;
  std::optional<std::size_t> columns;
};

struct ListPresetsCommand {};

struct ShowPresetCommand {
  std::string name;
};

/// Text that was asked for, such as the help.
struct PrintCommand {
  std::string text;
  bool is_data = false;  ///< for programs, which must not take a part of it for the whole
};

using Command =
    std::variant<RenderCommand, EmbedCommand, ShapeCommand, ListPresetsCommand, ShowPresetCommand, PrintCommand>;

/// Errors: usage problems, `where` being the flag.
Result<Command> parse_command_line(int argc, const char* const* argv);

}  // namespace convarith
