#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/borrowed_flags.hpp"
#include "cli/parser.hpp"
#include "config/numbers/named_kernels.hpp"
#include "config/suggest.hpp"

namespace convarith {
namespace {

bool has_flag(const CLI::App& app, const std::string& name) {
  return app.get_option_no_throw(name) != nullptr;
}

/// Whether the word after a flag that takes a value looks like the next flag rather than a value.
bool is_flag(const CLI::App& app, const std::string& word) {
  if (word.size() < 2 || word.front() != '-') return false;
  const bool is_long = word.size() > 2 && word.starts_with("--") && word.find(' ') == word.npos &&
                       std::isalpha(static_cast<unsigned char>(word[2])) != 0;
  return is_long || has_flag(app, word);
}

bool is_number(const std::string& word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

std::vector<std::string> flags_of(const CLI::App& app) {
  std::vector<std::string> flags;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) flags.push_back("--" + name);
  }
  return flags;
}

/// Returns the problem with a word after 'presets' that is neither 'show' nor a preset.
Problem unknown_of_presets(const std::string& word) {
  std::vector<std::string_view> known{"show"};
  for (const BuiltinPreset& preset : builtin_presets()) known.push_back(preset.name);
  return usage_problem("presets", fmt::format("there is no preset or command '{}'", word),
                       nearest_words(word, known).empty() ? "see 'convarith presets'" : choose_from(word, known));
}

}  // namespace

Result<Command> Parser::parse(int argc, const char* const* argv) {
  const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  if (!words.empty() && words.front() == help_->get_name()) return help_command(std::span(words).subspan(1));
  try {
    app_.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return Command(PrintCommand{app_.help()});
  } catch (const CLI::CallForVersion& version) {
    return Command(PrintCommand{std::string(version.what()) + "\n"});
  } catch (const CLI::ParseError& error) {
    if (Status values = check_values(words); !values) return values.problems();
    if (Status leftovers = check_leftovers(); !leftovers) return leftovers.problems();
    return explain(error);
  }
  if (Status values = check_values(words); !values) return values.problems();
  if (const BuiltinPreset* preset = preset_to_show(); preset != nullptr) {
    return Command(ShowPresetCommand{std::string(preset->name)});
  }
  if (Status leftovers = check_leftovers(); !leftovers) return leftovers.problems();
  if (render_->parsed()) return render_command();
  if (embed_->parsed()) return embed_command();
  if (shape_->parsed()) return shape_command();
  if (presets_->parsed()) return presets_command();
  if (kernels_->parsed()) return Command(PrintCommand{named_kernels_text()});
  return usage_problem({}, "no command is given", "try 'convarith render -n 5 -k 3' or 'convarith --help'");
}

const CLI::App& Parser::command() const {
  for (const CLI::App* candidate : {render_, embed_, shape_, show_, presets_, kernels_}) {
    if (candidate->parsed()) return *candidate;
  }
  return app_;
}

/// Returns the help of the command that the words name.
Result<Command> Parser::help_command(std::span<const std::string> words) const {
  const CLI::App* topic = &app_;
  std::string before;
  for (const std::string& word : words) {
    if (word.starts_with("-")) continue;
    std::vector<std::string> known;
    const CLI::App* inner = nullptr;
    for (const CLI::App* command : topic->get_subcommands([](const CLI::App*) { return true; })) {
      known.push_back(command->get_name());
      if (command->check_name(word)) inner = command;
    }
    if (inner == nullptr) {
      const std::vector<std::string_view> names(known.begin(), known.end());
      return usage_problem("help", fmt::format("there is no command '{}'", word),
                           names.empty() ? "see 'convarith --help'" : choose_from(word, names));
    }
    before += (before.empty() ? "" : " ") + topic->get_name();
    topic = inner;
  }
  return Command(PrintCommand{topic->help(before)});
}

/// Returns the preset to show for 'presets NAME', which is short for 'presets show NAME', or null.
const BuiltinPreset* Parser::preset_to_show() const {
  const std::vector<std::string> leftovers = app_.remaining(true);
  if (!presets_->parsed() || show_->parsed() || leftovers.size() != 1) return nullptr;
  return find_builtin_preset(leftovers.front());
}

/// Finds flags without a value, because CLI11 takes any word that follows a flag as its value, even the next flag.
Status Parser::check_values(std::span<const std::string> words) const {
  const CLI::App& used = command();
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i].size() < 2 || words[i].front() != '-') continue;
    const CLI::Option* option = used.get_option_no_throw(words[i]);
    if (option == nullptr || option->get_items_expected_min() == 0) continue;
    const std::string& value = words[++i];
    if (!is_flag(used, value)) continue;
    const std::string flag = option->get_name();
    return usage_problem(flag, "needs a value",
                         fmt::format("if {} is meant as the value, write {}={}", value, flag, value));
  }
  return ok();
}

/// Turns an error of CLI11 into a problem. CLI11's message begins with the name of the option; the rest is reworded
/// here.
Problem Parser::explain(const CLI::ParseError& error) const {
  const std::string what = error.what();
  const std::size_t colon = what.find(": ");
  if (error.get_name() == "RequiredError")
    return usage_problem("presets show", "the name of the preset is missing", "see 'convarith presets'");
  if (error.get_name() == "ArgumentMismatch" && colon != std::string::npos) {
    const std::string flag = what.substr(0, colon);
    const CLI::Option* option = command().get_option_no_throw(flag);
    const bool twice = option != nullptr && option->count() > 1;
    return usage_problem(flag, twice ? "is given more than once" : "needs a value");
  }
  return usage_problem({}, what);
}

/// Returns the problem with a flag that the command in use does not have.
Problem Parser::unknown_flag(const std::string& name) const {
  const CLI::App* used = &command();
  const std::string hint = hint_for_borrowed_flag(name, [used](const std::string& flag) {
    const CLI::Option* option = used->get_option_no_throw(flag);
    std::string names = option == nullptr ? std::string() : option->get_name(false, true);
    std::replace(names.begin(), names.end(), ',', '/');
    return names;
  });
  if (!hint.empty()) return usage_problem({}, fmt::format("there is no flag {}", name), hint);
  for (const CLI::App* other : {static_cast<const CLI::App*>(render_), static_cast<const CLI::App*>(embed_),
                                static_cast<const CLI::App*>(shape_), static_cast<const CLI::App*>(&app_)}) {
    const std::vector<std::string> flags = flags_of(*other);
    if (other == used || std::find(flags.begin(), flags.end(), name) == flags.end()) continue;
    return usage_problem(name, "is not a flag of this command",
                         other == &app_ ? "use it on its own: 'convarith " + name + "'"
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
  if (show_->parsed()) return usage_problem("presets show", fmt::format("unexpected argument '{}'", first));
  if (presets_->parsed()) return unknown_of_presets(first);
  if (!render_->parsed() && !embed_->parsed() && !shape_->parsed() && !kernels_->parsed()) {
    constexpr std::string_view commands[] = {"render", "presets", "kernels", "shape", "embed", "help"};
    return usage_problem({}, fmt::format("there is no command '{}'", first), choose_from(first, commands));
  }
  const std::string why = fmt::format("unexpected argument '{}'", first);
  if (is_number(first))
    return usage_problem({}, why, "write the sizes of two axes with an x between them, such as 5x7");
  return usage_problem(
      {}, why, find_builtin_preset(first) != nullptr ? "did you mean --preset " + first + "?" : "flags begin with -");
}

Result<Command> parse_command_line(int argc, const char* const* argv) {
  return Parser().parse(argc, argv);
}

}  // namespace convarith
