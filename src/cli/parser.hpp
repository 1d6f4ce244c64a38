#pragma once

#include <CLI/CLI.hpp>
#include <deque>
#include <span>
#include <string>

#include "cli/command_line.hpp"
#include "config/fields.hpp"

namespace convarith {

/// A field's flag, and what the command line gives for it.
struct FieldFlag {
  const Field* field;
  std::string text;
  bool on = false;
  CLI::Option* option = nullptr;
};

/// Whether the field's flag takes no value.
inline bool is_switch(const Field& field) {
  return field.metavar.empty();
}

using FieldFlags = std::deque<FieldFlag>;  // a deque, because CLI11 refers to its members, which must not move

/// Holds the flags of all commands for CLI11. parser_flags.cpp adds the flags, command_line.cpp parses the command
/// line, and parser_values.cpp makes commands of the values.
class Parser {
 public:
  Parser();
  Result<Command> parse(int argc, const char* const* argv);

 private:
  void add_render();
  void add_embed();
  void add_shape();
  void add_presets();
  void add_kernels();
  void add_help();
  Result<Command> render_command();
  Result<Command> embed_command();
  Result<Command> shape_command();
  Result<Command> presets_command() const;
  Result<Command> help_command(std::span<const std::string> words) const;
  const BuiltinPreset* preset_to_show() const;
  Status check_values(std::span<const std::string> words) const;
  Status check_leftovers() const;
  /// Returns the command in use, or the whole program if there is none.
  const CLI::App& command() const;
  Problem explain(const CLI::ParseError& error) const;
  Problem unknown_flag(const std::string& name) const;

  CLI::App app_;
  CLI::App* render_ = nullptr;
  CLI::App* embed_ = nullptr;
  CLI::App* shape_ = nullptr;
  CLI::App* presets_ = nullptr;
  CLI::App* show_ = nullptr;
  CLI::App* kernels_ = nullptr;
  CLI::App* help_ = nullptr;
  FieldFlags render_flags_;
  RenderCommand render_values_;
  FieldFlags embed_flags_;
  EmbedCommand embed_values_;
  std::string embed_family_;
  std::string embed_format_;
  std::string columns_;
  bool no_still_ = false;
  FieldFlags shape_flags_;
  ShapeCommand shape_values_;
  std::string shape_preset_;
  std::string shape_format_;
  std::string formula_;
  std::string framework_;
  std::string family_;
  std::string folder_;
  std::string file_;
  std::string shown_preset_;
  std::string jobs_;
  std::string shard_;
  std::string manifest_;
};

}  // namespace convarith
