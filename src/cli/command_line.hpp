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

/// Where and how a run writes its files, and how much it reports.
struct OutputArguments {
  std::filesystem::path folder;                     ///< --out-dir; default: the current folder
  std::optional<std::filesystem::path> file;        ///< -o
  std::optional<std::vector<std::string>> formats;  ///< --format; with -o, the formats of presets are ignored
  bool quiet = false;
  bool dry_run = false;
  bool no_limits = false;
  std::optional<Shard> shard;
  std::optional<std::size_t> jobs;  ///< figures made at the same time; default: the number of cores
};

/// The figures that a command line asks for.
struct FigureArguments {
  std::vector<std::string> presets;
  bool all = false;
  std::optional<std::string> family;
  std::optional<std::string> manifest;
  std::vector<std::string> layers;  ///< --layer
  SourcedRequest flags;             ///< values of the flags for layer, picture and name
};

struct RenderCommand : FigureArguments {
  bool print_preset = false;
  OutputArguments output;
};

struct ShapeCommand {
  std::optional<std::string> preset;
  std::vector<std::string> layers;  ///< --layer; several layers form a chain
  SourcedRequest flags;             ///< values of the flags for the layer
  FormulaFormat formula = FormulaFormat::text;
  bool json = false;
  std::optional<std::string> table;    ///< --format: the form of a model's table
  std::optional<Framework> framework;  ///< --as: print only the layer's spelling in it
};

/// Prints a snippet that shows figures in somebody's page, paper, note or README.
struct EmbedCommand : FigureArguments {
  std::vector<std::string> words;  ///< words of the command line that define the figures
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

/// Prints a text that was asked for, such as the help.
struct PrintCommand {
  std::string text;
  bool is_data = false;  ///< read by programs: a reader that stops early is an error
};

using Command =
    std::variant<RenderCommand, EmbedCommand, ShapeCommand, ListPresetsCommand, ShowPresetCommand, PrintCommand>;

/// Parses the command line. Errors: usage problems, whose `where` is the flag if there is one.
Result<Command> parse_command_line(int argc, const char* const* argv);

}  // namespace convarith
