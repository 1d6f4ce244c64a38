#include "command_line.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <deque>
#include <span>
#include <utility>

#include "comparisons.hpp"
#include "fields.hpp"
#include "help_texts.hpp"
#include "hosts.hpp"
#include "suggest.hpp"
#include "themes.hpp"
#include "values.hpp"
#include "version.hpp"
#include "views.hpp"

namespace convarith {
namespace {

constexpr const char* kFiguresGroup = "What to draw";
constexpr const char* kLayersGroup = "What to measure";
constexpr const char* kEmbedGroup = "How to show it";

/// A field's flag on the command line: what was given for it.
struct FieldFlag {
  const Field* field;
  std::string text;
  bool on = false;
  CLI::Option* option = nullptr;
};

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
                       fmt::format("give 1 to {}", kMostJobs));
}

Result<Shard> parse_shard(std::string_view text) {
  const std::size_t slash = std::min(text.find('/'), text.size());
  const auto index = parse_count(text.substr(0, slash), kMostShards);
  const auto count = parse_count(text.substr(std::min(slash + 1, text.size())), kMostShards);
  if (index && count && *index <= *count) return Shard{*index, *count};
  return usage_problem("--shard", fmt::format("'{}' is not a part", text), "give I/N, from 1/N to N/N, such as 2/4");
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

/// The rows of a table, for the help.
template <class Table>
std::string rows_of(const Table& table) {
  std::string text;
  for (const auto& row : table) text += fmt::format("  {:<13}{}\n", row.name, row.help);
  return text;
}

std::string rows_of_themes() {
  struct Row {
    std::string name;
    std::string help;
  };
  std::vector<Row> rows;
  for (const BuiltinTheme& builtin : builtin_themes()) {
    const Result<NamedTheme> theme = load_theme(std::string(builtin.name));
    rows.push_back({theme->name, theme->description});
  }
  rows.push_back({std::string(kAutoTheme), "the view's usual one, and dark where a page is dark, in formats that can"});
  rows.push_back({"FILE", "a JSON file such as presets/themes/solarized.json, with every colour"});
  return rows_of(rows);
}

/// What a word of a table means.
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

bool is_switch(const Field& field) {
  return field.metavar.empty();
}

using FieldFlags = std::deque<FieldFlag>;  // whose members stay where they are

void add_field_flag(const Field& field, CLI::App& command, FieldFlags& added) {
  FieldFlag& flag = added.emplace_back(FieldFlag{&field, {}, false, nullptr});
  const std::string flags(field.flags);
  const std::string help(field.help);
  flag.option = is_switch(field) ? command.add_flag(flags, flag.on, help)
                                 : command.add_option(flags, flag.text, help)->type_name(std::string(field.metavar));
  flag.option->group(std::string(field.group));
}

CLI::Option* add_layer_option(CLI::App& command, std::vector<std::string>& texts, const std::string& help) {
  return command.add_option("--layer", texts, help)->type_name("TEXT")->allow_extra_args(false);
}

/// What was given of a command's field flags. Errors: all values that can't be read.
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

/// The program's flags, as CLI11 knows them.
class Parser {
 public:
  Parser();
  Result<Command> parse(int argc, const char* const* argv);

 private:
  void add_render();
  void add_embed();
  void add_shape();
  void add_presets();
  Result<Command> render_command();
  Result<Command> embed_command();
  Result<Command> shape_command();
  Result<Command> presets_command() const;
  Status check_leftovers() const;
  /// The one in use.
  const CLI::App& command() const;
  Problem explain(const CLI::ParseError& error) const;
  Problem unknown_flag(const std::string& name) const;

  CLI::App app_{kDescription, "convarith"};
  CLI::App* render_ = nullptr;
  CLI::App* embed_ = nullptr;
  CLI::App* shape_ = nullptr;
  CLI::App* presets_ = nullptr;
  CLI::App* show_ = nullptr;
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

Parser::Parser() {
  app_.set_version_flag("--version", fmt::format("convarith {}", kVersion));
  app_.footer(kExamples);
  app_.allow_extras();
  app_.get_formatter()->column_width(36);
  add_render();
  add_embed();
  add_shape();
  add_presets();
}

void Parser::add_render() {
  render_ = app_.add_subcommand("render", "Draw figures and write them to files");
  render_->footer(fmt::format("{}\nViews (--view):\n{}\nBeside (--beside):\n{}\nThemes (--theme):\n{}\n{}",
                              kRenderNotes, rows_of(views()), rows_of(comparisons()), rows_of_themes(),
                              kRenderExamples));
  render_->allow_extras();
  render_
      ->add_option("--preset", render_values_.presets,
                   "a preset's name, a preset file, or - for standard input; repeatable")
      ->type_name("NAME|FILE|-")
      ->allow_extra_args(false)
      ->group(kFiguresGroup);
  render_->add_flag("--all", render_values_.all, "every built-in preset")->group(kFiguresGroup);
  render_->add_option("--family", family_, "every built-in preset of a family")
      ->type_name("NAME")
      ->group(kFiguresGroup);
  render_->add_option("--manifest", manifest_, "a file, or - for standard input, with a preset in JSON on each line")
      ->type_name("FILE|-")
      ->group(kFiguresGroup);
  add_layer_option(*render_, render_values_.layers,
                   "the layer as it stands in a program, 'nn.Conv2d(1, 1, 3)'; with -n")
      ->group(kFiguresGroup);
  for (const Field& field : fields()) {
    if (!field.flags.empty()) add_field_flag(field, *render_, render_flags_);
  }
  render_->add_option("--out-dir", folder_, "where folders such as gif, png and svg go; default: here")
      ->type_name("DIR")
      ->group("Output");
  render_
      ->add_option("-o,--output", file_,
                   "one file for one figure, its format told by the suffix; - for standard output")
      ->type_name("FILE")
      ->group("Output");
  render_->add_flag("--print-preset", render_values_.print_preset, "print the figure as a preset instead of drawing it")
      ->group("Output");
  render_->add_flag("--dry-run", render_values_.output.dry_run, "say what would be written, and write nothing")
      ->group("Output");
  render_
      ->add_flag("--no-limits", render_values_.output.no_limits,
                 "allow more than 4096 steps and frames over 32 megapixels")
      ->group("Output");
  render_->add_option("--jobs", jobs_, "figures made at the same time; default: one for each core")
      ->type_name("N")
      ->group("Output");
  render_
      ->add_option("--shard", shard_,
                   "only the I-th of N equal parts of the figures, or of one figure's steps in files of their own")
      ->type_name("I/N")
      ->group("Output");
  render_->add_flag("--quiet", render_values_.output.quiet, "don't say what was written")->group("Output");
}

void Parser::add_embed() {
  embed_ = app_.add_subcommand("embed", "Print what shows figures in a page, paper, note or README");
  embed_->footer(fmt::format("Hosts (--for):\n{}\n{}", rows_of(hosts()), kEmbedExamples));
  embed_->allow_extras();
  embed_->add_option("--for", embed_values_.host, "what the figures are shown in, see below")
      ->type_name("HOST")
      ->group(kEmbedGroup);
  embed_->add_option("--base", embed_values_.base, "the folder or address where the folders gif, png and pdf are")
      ->type_name("DIR|URL")
      ->group(kEmbedGroup);
  embed_->add_option("--format", embed_format_, "gif or svg, for latex pdf or animate; default gif, for latex pdf")
      ->type_name("FORMAT")
      ->group(kEmbedGroup);
  embed_->add_flag("--dark", embed_values_.dark, "other colours on dark pages")->group(kEmbedGroup);
  embed_->add_flag("--no-still", no_still_, "no still picture for readers who want less motion")->group(kEmbedGroup);
  embed_->add_flag("--table", embed_values_.is_table, "a table, with parameters and worked formulas")
      ->group(kEmbedGroup);
  embed_->add_option("--columns", columns_, "figures beside each other in a table; default 3")
      ->type_name("N")
      ->group(kEmbedGroup);
  embed_->add_option("--preset", embed_values_.presets, "a preset's name, a preset file, or -; repeatable")
      ->type_name("NAME|FILE|-")
      ->allow_extra_args(false)
      ->group(kFiguresGroup);
  embed_->add_flag("--all", embed_values_.all, "every built-in preset")->group(kFiguresGroup);
  embed_->add_option("--family", embed_family_, "every built-in preset of a family")
      ->type_name("NAME")
      ->group(kFiguresGroup);
  add_layer_option(*embed_, embed_values_.layers, "the layer as it stands in a program, 'nn.Conv2d(1, 1, 3)'; with -n")
      ->group(kFiguresGroup);
  // Strips are pictures like any other; columns are those of a table here.
  constexpr std::array<std::string_view, 3> others{"format", "strip", "columns"};
  for (const Field& field : fields()) {
    const bool is_other = std::find(others.begin(), others.end(), field.key) != others.end();
    if (!field.flags.empty() && !is_other) add_field_flag(field, *embed_, embed_flags_);
  }
}

void Parser::add_shape() {
  shape_ = app_.add_subcommand("shape", "Say what a layer, or a chain of them, makes of its input");
  shape_->footer(kShapeExamples);
  shape_->allow_extras();
  shape_->add_option("--preset", shape_preset_, "a preset's name, a preset file, or - for standard input")
      ->type_name("NAME|FILE|-")
      ->group(kLayersGroup);
  add_layer_option(*shape_, shape_values_.layers,
                   "the layer as it stands in a program, 'nn.Conv2d(1, 1, 3)'; with -n; repeated: a chain")
      ->group(kLayersGroup);
  for (const Field& field : fields()) {
    if (field.group == kLayerGroup && !field.flags.empty()) add_field_flag(field, *shape_, shape_flags_);
  }
  shape_->add_option("--formula", formula_, "how formulas are written: text, markdown or latex; default text")
      ->type_name("FORMAT")
      ->group("Output");
  shape_->add_flag("--json", shape_values_.json, "print JSON")->group("Output");
  shape_->add_option("--as", framework_, "print only the layer as pytorch, keras or onnx has it")
      ->type_name("FRAMEWORK")
      ->group("Output");
}

void Parser::add_presets() {
  presets_ = app_.add_subcommand("presets", "List the built-in presets");
  presets_->footer(kPresetsExamples);
  presets_->allow_extras();
  show_ = presets_->add_subcommand("show", "Print a preset's JSON");
  show_->allow_extras();
  show_->add_option("NAME", shown_preset_, "the preset")->required();
}

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

std::vector<std::string> flags_of(const CLI::App& app) {
  std::vector<std::string> flags;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) flags.push_back("--" + name);
  }
  return flags;
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
  return Command(render_values_);
}

/// What was given of a command's field flags, as words of a command line.
std::vector<std::string> words_of(const FieldFlags& given) {
  std::vector<std::string> words;
  for (const FieldFlag& flag : given) {
    if (flag.option->count() == 0) continue;
    const std::string name = "--" + long_name(*flag.field);
    if (is_switch(*flag.field)) {
      words.push_back(flag.on ? name : name + "=no");
    } else {
      words.insert(words.end(), {name, flag.text});
    }
  }
  return words;
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
                           fmt::format("give 1 to {}", kMostColumns));
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

}  // namespace

Result<Command> parse_command_line(int argc, const char* const* argv) {
  return Parser().parse(argc, argv);
}

}  // namespace convarith
