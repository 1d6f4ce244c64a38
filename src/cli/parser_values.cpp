#include <fmt/core.h>

#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "cli/parser.hpp"
#include "config/suggest.hpp"
#include "config/values.hpp"

namespace convarith {
namespace {

constexpr std::size_t kMostColumns = 12;
constexpr std::size_t kMostJobs = 1024;
constexpr std::size_t kMostShards = 1'000'000;

std::optional<std::size_t> parse_count(std::string_view text, std::size_t most) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_count = error == std::errc{} && end == text.data() + text.size() && number >= 1 && number <= most;
  return is_count ? std::optional(number) : std::nullopt;
}

Result<std::size_t> parse_jobs(std::string_view text) {
  if (const auto jobs = parse_count(text, kMostJobs)) return *jobs;
  return usage_problem("--jobs", fmt::format("'{}' is not a number of jobs", text),
                       fmt::format("give a number from 1 to {}", kMostJobs));
}

Result<Shard> parse_shard(std::string_view text) {
  const std::size_t slash = std::min(text.find('/'), text.size());
  const auto index = parse_count(text.substr(0, slash), kMostShards);
  const auto count = parse_count(text.substr(std::min(slash + 1, text.size())), kMostShards);
  if (index && count && *index <= *count) return Shard{*index, *count};
  return usage_problem("--shard", fmt::format("'{}' does not name a part", text),
                       "give I/N, from 1/N to N/N, such as 2/4");
}

constexpr std::array<std::pair<std::string_view, FormulaFormat>, 3> kFormulaFormats{{
    {"text", FormulaFormat::text},
    {"markdown", FormulaFormat::markdown},
    {"latex", FormulaFormat::latex},
}};

constexpr std::array<std::pair<std::string_view, Framework>, 3> kFrameworks{{
    {"pytorch", Framework::pytorch},
    {"keras", Framework::keras},
    {"onnx", Framework::onnx},
}};

/// Returns the value of a word in a table.
template <class Table>
auto parse_word(const Table& table, const std::string& flag, std::string_view what, std::string_view word)
    -> Result<decltype(table.front().second)> {
  std::vector<std::string_view> known;
  for (const auto& [name, value] : table) {
    if (name == word) return value;
    known.push_back(name);
  }
  return usage_problem(flag, fmt::format("there is no {} '{}'", what, word), choose_from(word, known));
}

/// Returns what was given for a command's field flags. Errors: all values that can't be read.
Result<SourcedRequest> read_field_flags(const FieldFlags& given) {
  SourcedRequest flags;
  Problems problems;
  for (const FieldFlag& flag : given) {
    if (flag.option->count() == 0) continue;
    const std::string names = flag_names(*flag.field);
    flags.places[std::string(flag.field->key)] = names;
    const bool is_off = is_switch(*flag.field) && !flag.on;
    const Status set = set_from_text(flags.request, *flag.field, is_off ? "no" : flag.text);
    if (set) continue;
    for (Problem problem : set.problems()) {
      problem.where = names;
      problems.push_back(std::move(problem));
    }
  }
  if (!problems.empty()) return problems;
  return flags;
}

/// Returns what was given for a command's field flags as words of a command line.
std::vector<std::string> words_of(const FieldFlags& given) {
  std::vector<std::string> words;
  for (const FieldFlag& flag : given) {
    if (flag.option->count() == 0) continue;
    const std::string name(flag.field->flags.substr(flag.field->flags.rfind("--")));
    if (is_switch(*flag.field)) {
      words.push_back(flag.on ? name : name + "=no");
    } else {
      words.insert(words.end(), {name, flag.text});
    }
  }
  return words;
}

}  // namespace

Result<Command> Parser::render_command() {
  Result<SourcedRequest> flags = read_field_flags(render_flags_);
  if (!flags) return flags.problems();
  render_values_.flags = *std::move(flags);
  if (render_->count("--jobs") > 0) {
    const Result<std::size_t> jobs = parse_jobs(jobs_);
    if (!jobs) return jobs.problems();
    render_values_.output.jobs = *jobs;
  }
  if (render_->count("--shard") > 0) {
    const Result<Shard> shard = parse_shard(shard_);
    if (!shard) return shard.problems();
    render_values_.output.shard = *shard;
  }
  if (render_->count("--manifest") > 0) render_values_.manifest = manifest_;
  if (render_->count("--family") > 0) render_values_.family = family_;
  render_values_.output.folder = folder_;
  if (render_->count("--output") > 0) render_values_.output.file = file_;
  render_values_.output.formats = render_values_.flags.request.format;
  return Command(render_values_);
}

Result<Command> Parser::embed_command() {
  Result<SourcedRequest> flags = read_field_flags(embed_flags_);
  if (!flags) return flags.problems();
  EmbedCommand& command = embed_values_;
  command.flags = *std::move(flags);
  if (embed_->count("--family") > 0) command.family = embed_family_;
  if (embed_->count("--format") > 0) command.format = embed_format_;
  if (embed_->count("--columns") > 0) {
    command.columns = parse_count(columns_, kMostColumns);
    if (!command.columns) {
      return usage_problem("--columns", fmt::format("'{}' is not a number of columns", columns_),
                           fmt::format("give a number from 1 to {}", kMostColumns));
    }
  }
  command.has_stills = !no_still_;
  for (const std::string& preset : command.presets) command.words.insert(command.words.end(), {"--preset", preset});
  if (command.all) command.words.emplace_back("--all");
  if (command.family) command.words.insert(command.words.end(), {"--family", *command.family});
  for (const std::string& layer : command.layers) command.words.insert(command.words.end(), {"--layer", layer});
  const std::vector<std::string> more = words_of(embed_flags_);
  command.words.insert(command.words.end(), more.begin(), more.end());
  return Command(command);
}

Result<Command> Parser::shape_command() {
  Result<SourcedRequest> flags = read_field_flags(shape_flags_);
  if (!flags) return flags.problems();
  shape_values_.flags = *std::move(flags);
  if (shape_->count("--preset") > 0) shape_values_.preset = shape_preset_;
  if (shape_->count("--formula") > 0) {
    const Result<FormulaFormat> format = parse_word(kFormulaFormats, "--formula", "format", formula_);
    if (!format) return format.problems();
    shape_values_.formula = *format;
  }
  if (shape_->count("--format") > 0) {
    shape_values_.json = shape_values_.json || shape_format_ == "json";
    if (shape_format_ != "json") shape_values_.table = shape_format_;
  }
  if (shape_->count("--as") > 0) {
    const Result<Framework> framework = parse_word(kFrameworks, "--as", "framework", framework_);
    if (!framework) return framework.problems();
    shape_values_.framework = *framework;
  }
  return Command(shape_values_);
}

Result<Command> Parser::presets_command() const {
  if (show_->parsed()) return Command(ShowPresetCommand{shown_preset_});
  return Command(ListPresetsCommand{});
}

}  // namespace convarith
