#include <fmt/core.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parser.hpp"
#include "suggest.hpp"

namespace convarith {
namespace {

std::vector<std::string> flags_of(const CLI::App& app) {
  std::vector<std::string> flags;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) flags.push_back("--" + name);
  }
  return flags;
}

}  // namespace

Result<Command> Parser::parse(int argc, const char* const* argv) {
  try {
    app_.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return Command(PrintCommand{app_.help()});
  } catch (const CLI::CallForVersion& version) {
    return Command(PrintCommand{std::string(version.what()) + "\n"});
  } catch (const CLI::ParseError& error) {
    if (Status leftovers = check_leftovers(); !leftovers) return leftovers.problems();
    return explain(error);
  }
  if (Status leftovers = check_leftovers(); !leftovers) return leftovers.problems();
  if (render_->parsed()) return render_command();
  if (embed_->parsed()) return embed_command();
  if (shape_->parsed()) return shape_command();
  if (presets_->parsed()) return presets_command();
  return usage_problem({}, "no command is given", "try 'convarith render -n 5 -k 3' or 'convarith --help'");
}

const CLI::App& Parser::command() const {
  for (const CLI::App* candidate : {render_, embed_, shape_, show_, presets_}) {
    if (candidate->parsed()) return *candidate;
  }
  return app_;
}

/// CLI11 names the option first; the rest of its sentence is ours.
Problem Parser::explain(const CLI::ParseError& error) const {
  const std::string what = error.what();
  const std::size_t colon = what.find(": ");
  if (error.get_name() == "RequiredError")
    return usage_problem("presets show", "the preset's name is missing", "see 'convarith presets'");
  if (error.get_name() == "ArgumentMismatch" && colon != std::string::npos) {
    const std::string flag = what.substr(0, colon);
    const CLI::Option* option = command().get_option_no_throw(flag);
    const bool twice = option != nullptr && option->count() > 1;
    return usage_problem(flag, twice ? "is given more than once" : "needs a value after it");
  }
  return usage_problem({}, what);
}

/// What is wrong with a flag that the command in use doesn't have.
Problem Parser::unknown_flag(const std::string& name) const {
  const CLI::App* used = &command();
  for (const CLI::App* other : {static_cast<const CLI::App*>(render_), static_cast<const CLI::App*>(embed_),
                                static_cast<const CLI::App*>(shape_), static_cast<const CLI::App*>(&app_)}) {
    const std::vector<std::string> flags = flags_of(*other);
    if (other == used || std::find(flags.begin(), flags.end(), name) == flags.end()) continue;
    return usage_problem(name, "is not a flag of this command",
                         other == &app_ ? "it stands alone: 'convarith " + name + "'"
                                        : "it belongs to 'convarith " + other->get_name() + "'");
  }
  const std::vector<std::string> flags = flags_of(*used);
  const std::vector<std::string_view> known(flags.begin(), flags.end());
  return usage_problem(name, "unknown flag",
                       nearest_words(name, known).empty() ? "see --help" : choose_from(name, known));
}

Status Parser::check_leftovers() const {
  const std::vector<std::string> leftovers = app_.remaining(true);
  if (leftovers.empty()) return ok();
  const std::string& first = leftovers.front();
  if (first.starts_with("-")) return unknown_flag(first.substr(0, first.find('=')));
  if (!render_->parsed() && !embed_->parsed() && !shape_->parsed()) {
    const std::string_view commands[] = {"render", "presets", "shape", "embed", "show"};
    const auto known = presets_->parsed() ? std::span(commands).subspan(4) : std::span(commands).first(4);
    return usage_problem(presets_->parsed() ? "presets" : "", fmt::format("there is no command '{}'", first),
                         choose_from(first, known));
  }
  return usage_problem(
      {}, fmt::format("'{}' is not expected here", first),
      find_builtin_preset(first) != nullptr ? "did you mean --preset " + first + "?" : "flags begin with -");
}

Result<Command> parse_command_line(int argc, const char* const* argv) {
  return Parser().parse(argc, argv);
}

}  // namespace convarith
