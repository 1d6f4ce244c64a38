#include "command_line.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <deque>
#include <span>

#include "fields.hpp"
#include "suggest.hpp"
#include "values.hpp"
#include "version.hpp"

namespace convarith {
namespace {

constexpr const char* kDescription =
    "Animations and figures of convolution arithmetic: any convolution, transposed convolution or pooling layer as "
    "GIF, "
    "PNG and PDF.";

constexpr const char* kExamples =
    "Examples:\n"
    "  convarith render --preset padding_strides\n"
    "  convarith render -n 5 -k 3 -s 2 -p 1\n"
    "  convarith render --all --out-dir docs/img --format gif,pdf\n"
    "  convarith presets\n"
    "\n"
    "'convarith render --help' explains every flag.\n";

constexpr const char* kRenderExamples =
    "Sizes are one number, or HxW with the rows first. For a transposed layer n is the input of the transposed\n"
    "convolution and p the padding in its signature, as in PyTorch.\n"
    "\n"
    "Files are OUTDIR/gif/NAME.gif, OUTDIR/png/NAME_00.png, OUTDIR/pdf/NAME_00.pdf, ... A layer without a preset is\n"
    "named after its parameters: conv_n5_k3_s2_p1.\n"
    "\n"
    "Examples:\n"
    "  convarith render -n 5 -k 3 -s 2 -p 1\n"
    "  convarith render -n 3 -k 3 -s 2 -p 1 --transposed --output-padding 1 -o odd.gif\n"
    "  convarith render -n 5x7 -k 3x2 --width 400 --hold 2 --format gif\n"
    "  convarith render --preset dilation -d 3 --dpi 300 --format png --steps 0\n"
    "  convarith render --all --out-dir docs/img --format gif,pdf\n"
    "  convarith render --all --jobs 2 --shard 1/4 --format png\n"
    "  convarith render -n 6 -k 3 --print-preset > mine.json && convarith render --preset mine.json\n";

constexpr const char* kPresetsExamples =
    "Examples:\n"
    "  convarith presets\n"
    "  convarith presets show padding_strides > mine.json\n";

/// A field's flag on the command line: what was given for it.
struct FieldFlag {
  const Field* field;
  std::string text;
  bool on = false;
  CLI::Option* option = nullptr;
};

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

bool is_switch(const Field& field) {
  return field.metavar.empty();
}

/// The program's flags, as CLI11 knows them.
class Parser {
 public:
  Parser();
  Result<Command> parse(int argc, const char* const* argv);

 private:
  void add_render();
  void add_presets();
  Result<Command> render_command();
  Result<Command> presets_command() const;
  Status check_leftovers() const;
  Problem explain(const CLI::ParseError& error) const;
  Problem unknown_flag(const std::string& name) const;

  CLI::App app_{kDescription, "convarith"};
  CLI::App* render_ = nullptr;
  CLI::App* presets_ = nullptr;
  CLI::App* show_ = nullptr;
  std::deque<FieldFlag> field_flags_;
  RenderCommand render_values_;
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
  add_presets();
}

void Parser::add_render() {
  render_ = app_.add_subcommand("render", "Draw figures and write them to files");
  render_->footer(kRenderExamples);
  render_->allow_extras();
  render_
      ->add_option("--preset", render_values_.presets,
                   "a preset's name, a preset file, or - for standard input; repeatable")
      ->type_name("NAME|FILE|-")
      ->allow_extra_args(false)
      ->group("What to draw");
  render_->add_flag("--all", render_values_.all, "every built-in preset")->group("What to draw");
  render_->add_option("--family", family_, "every built-in preset of a family")
      ->type_name("NAME")
      ->group("What to draw");
  render_->add_option("--manifest", manifest_, "a file, or - for standard input, with a preset in JSON on each line")
      ->type_name("FILE|-")
      ->group("What to draw");
  for (const Field& field : fields()) {
    if (field.flags.empty()) continue;
    FieldFlag& flag = field_flags_.emplace_back(FieldFlag{&field, {}, false, nullptr});
    const std::string flags(field.flags);
    const std::string help(field.help);
    flag.option = is_switch(field) ? render_->add_flag(flags, flag.on, help)
                                   : render_->add_option(flags, flag.text, help)->type_name(std::string(field.metavar));
    flag.option->group(std::string(field.group));
  }
  render_->add_option("--out-dir", folder_, "where the folders gif, png and pdf go; default: here")
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
                   "only the I-th of N equal parts of the figures, or of one figure's steps in png and pdf")
      ->type_name("I/N")
      ->group("Output");
  render_->add_flag("--quiet", render_values_.output.quiet, "don't say what was written")->group("Output");
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
  if (presets_->parsed()) return presets_command();
  return usage_problem({}, "no command is given", "try 'convarith render -n 5 -k 3' or 'convarith --help'");
}

/// CLI11 names the option first; the rest of its sentence is ours.
Problem Parser::explain(const CLI::ParseError& error) const {
  const std::string what = error.what();
  const std::size_t colon = what.find(": ");
  if (error.get_name() == "RequiredError")
    return usage_problem("presets show", "the preset's name is missing", "see 'convarith presets'");
  if (error.get_name() == "ArgumentMismatch" && colon != std::string::npos) {
    const std::string flag = what.substr(0, colon);
    const CLI::Option* option = render_->get_option_no_throw(flag);
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
  const CLI::App* used = render_->parsed() ? render_ : show_->parsed() ? show_ : presets_->parsed() ? presets_ : &app_;
  for (const CLI::App* other : {static_cast<const CLI::App*>(render_), static_cast<const CLI::App*>(&app_)}) {
    const std::vector<std::string> flags = flags_of(*other);
    if (other == used || std::find(flags.begin(), flags.end(), name) == flags.end()) continue;
    return usage_problem(
        name, "is not a flag of this command",
        other == render_ ? "it belongs to 'convarith render'" : "it stands alone: 'convarith " + name + "'");
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
  if (!render_->parsed()) {
    const std::string_view commands[] = {"render", "presets", "show"};
    const auto known = presets_->parsed() ? std::span(commands).subspan(2) : std::span(commands).first(2);
    return usage_problem(presets_->parsed() ? "presets" : "", fmt::format("there is no command '{}'", first),
                         choose_from(first, known));
  }
  return usage_problem(
      {}, fmt::format("'{}' is not expected here", first),
      find_builtin_preset(first) != nullptr ? "did you mean --preset " + first + "?" : "flags begin with -");
}

Result<Command> Parser::render_command() {
  Problems problems;
  for (const FieldFlag& flag : field_flags_) {
    if (flag.option->count() == 0) continue;
    const std::string names = flag_names(*flag.field);
    render_values_.flags.places[std::string(flag.field->key)] = names;
    const Status set = set_from_text(render_values_.flags.request, *flag.field, flag.text);
    if (set) continue;
    for (Problem problem : set.problems()) {
      problem.where = names;
      problems.push_back(std::move(problem));
    }
  }
  if (!problems.empty()) return problems;
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

Result<Command> Parser::presets_command() const {
  if (show_->parsed()) return Command(ShowPresetCommand{shown_preset_});
  return Command(ListPresetsCommand{});
}

}  // namespace

Result<Command> parse_command_line(int argc, const char* const* argv) {
  return Parser().parse(argc, argv);
}

}  // namespace convarith
