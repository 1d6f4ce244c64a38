#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "arithmetic/layer_values.hpp"
#include "cli/help_texts.hpp"
#include "cli/parser.hpp"
#include "cli/version.hpp"
#include "config/numbers/named_kernels.hpp"
#include "config/themes.hpp"
#include "embed/hosts.hpp"
#include "encode/encoder.hpp"
#include "engine/limits.hpp"
#include "layout/views/comparisons.hpp"
#include "layout/views/views.hpp"

namespace convarith {
namespace {

constexpr const char* kFiguresGroup = "What to draw";
constexpr const char* kLayersGroup = "What to measure";
constexpr const char* kEmbedGroup = "How to show it";

/// Returns the rows of a table as text for the help.
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
  rows.push_back(
      {std::string(kAutoTheme), "the usual theme of the view, and dark on dark pages, in formats that support both"});
  rows.push_back({"FILE", "a JSON file that gives every colour, such as presets/themes/solarized.json"});
  return rows_of(rows);
}

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

}  // namespace

Parser::Parser() : app_(kDescription, "convarith") {
  app_.set_version_flag("--version", fmt::format("convarith {}", kVersion));
  app_.footer(kExamples);
  app_.allow_extras();
  app_.get_formatter()->column_width(36);
  add_render();
  add_embed();
  add_shape();
  add_presets();
  add_kernels();
  add_help();
}

void Parser::add_render() {
  render_ = app_.add_subcommand("render", "Draw figures and write them to files");
  render_->footer(
      fmt::format("{}\nKernels (--weights):\n{}\nViews (--view):\n{}\nBeside (--beside):\n{}\nThemes "
                  "(--theme):\n{}\nFormats (--format):\n{}\n{}",
                  kRenderNotes, named_kernels_text(), rows_of(views()), rows_of(comparisons()), rows_of_themes(),
                  rows_of(formats()), kRenderExamples));
  render_->allow_extras();
  render_
      ->add_option("--preset", render_values_.presets,
                   "preset names, preset files, or - for standard input; may be repeated")
      ->type_name("NAME|FILE|-")
      ->group(kFiguresGroup);
  render_->add_flag("--all", render_values_.all, "every built-in preset")->group(kFiguresGroup);
  render_->add_option("--family", family_, "every built-in preset of this family")
      ->type_name("NAME")
      ->group(kFiguresGroup);
  render_->add_option("--manifest", manifest_, "a file with one JSON preset on each line, or - for standard input")
      ->type_name("FILE|-")
      ->group(kFiguresGroup);
  add_layer_option(
      *render_, render_values_.layers,
      "the layer as written in a program, such as 'nn.Conv2d(1, 1, 3)'; needs -n unless it has an input_shape")
      ->group(kFiguresGroup);
  for (const Field& field : fields()) {
    if (!field.flags.empty()) add_field_flag(field, *render_, render_flags_);
  }
  render_
      ->add_option("--out-dir", folder_,
                   "where folders such as gif, png and svg are created; default: the current folder")
      ->type_name("DIR")
      ->group("Output");
  render_
      ->add_option("-o,--output", file_,
                   "write one figure to one file, whose suffix selects the format; - for standard output")
      ->type_name("FILE")
      ->group("Output");
  render_->add_flag("--print-preset", render_values_.print_preset, "print the figure as a preset instead of drawing it")
      ->group("Output");
  render_->add_flag("--dry-run", render_values_.output.dry_run, "list what would be written, without writing it")
      ->group("Output");
  render_
      ->add_flag(
          "--no-limits", render_values_.output.no_limits,
          fmt::format(
              "allow more than {} steps, {} cells, {} million cells in all steps together, {} megapixels and {} MB",
              kMostSteps, kMostDrawnCells, kMostCellsOfSteps / 1'000'000, kMostMegapixels, kMostBytes / 1e6))
      ->group("Output");
  render_->add_option("--jobs", jobs_, "how many figures to make at the same time; default: one per core")
      ->type_name("N")
      ->group("Output");
  render_
      ->add_option("--shard", shard_,
                   "make only part I of N equal parts of the figures or, for a single figure, of its steps in files of "
                   "their own")
      ->type_name("I/N")
      ->group("Output");
  render_->add_flag("--quiet", render_values_.output.quiet, "do not report what was written")->group("Output");
}

void Parser::add_embed() {
  embed_ = app_.add_subcommand("embed", "Print a snippet that shows figures in a page, paper, note or README");
  embed_->footer(fmt::format("Hosts (--for):\n{}\n{}", rows_of(hosts()), kEmbedExamples));
  embed_->allow_extras();
  embed_->add_option("--for", embed_values_.host, "where the figures are shown; see below")
      ->type_name("HOST")
      ->group(kEmbedGroup);
  embed_
      ->add_option("--base", embed_values_.base,
                   "the folder or address that contains the folders gif, png, svg and so on")
      ->type_name("DIR|URL")
      ->group(kEmbedGroup);
  embed_->add_option("--format", embed_format_, "gif (default) or svg; for latex, pdf (default) or animate")
      ->type_name("FORMAT")
      ->group(kEmbedGroup);
  embed_->add_flag("--dark", embed_values_.dark, "use dark colours on dark pages")->group(kEmbedGroup);
  embed_->add_flag("--no-still", no_still_, "leave out the still picture for readers who want less motion")
      ->group(kEmbedGroup);
  embed_
      ->add_flag("--table", embed_values_.is_table,
                 "arrange the figures in a table, with parameters and worked formulas")
      ->group(kEmbedGroup);
  embed_->add_option("--columns", columns_, "how many figures a table has in a row; default 3")
      ->type_name("N")
      ->group(kEmbedGroup);
  embed_->add_option("--preset", embed_values_.presets, "preset names, preset files, or -; may be repeated")
      ->type_name("NAME|FILE|-")
      ->group(kFiguresGroup);
  embed_->add_flag("--all", embed_values_.all, "every built-in preset")->group(kFiguresGroup);
  embed_->add_option("--family", embed_family_, "every built-in preset of this family")
      ->type_name("NAME")
      ->group(kFiguresGroup);
  add_layer_option(
      *embed_, embed_values_.layers,
      "the layer as written in a program, such as 'nn.Conv2d(1, 1, 3)'; needs -n unless it has an input_shape")
      ->group(kFiguresGroup);
  // 'embed' has no --strip, because strips are pictures like any other, and has its own --format and --columns (of a
  // table).
  constexpr std::array<std::string_view, 3> others{"format", "strip", "columns"};
  for (const Field& field : fields()) {
    const bool is_other = std::find(others.begin(), others.end(), field.key) != others.end();
    if (!field.flags.empty() && !is_other) add_field_flag(field, *embed_, embed_flags_);
  }
}

void Parser::add_shape() {
  shape_ = app_.add_subcommand("shape", "Print the shapes and receptive field of a layer or a chain of layers");
  shape_->footer(kShapeExamples);
  shape_->allow_extras();
  shape_->add_option("--preset", shape_preset_, "a preset's name, a preset file, or - for standard input")
      ->type_name("NAME|FILE|-")
      ->group(kLayersGroup);
  add_layer_option(*shape_, shape_values_.layers,
                   "the layer as written in a program, such as 'nn.Conv2d(1, 1, 3)'; needs -n unless it has an "
                   "input_shape; repeat it for a chain of layers")
      ->group(kLayersGroup);
  for (const Field& field : fields()) {
    const bool is_asked = field.group == kLayerGroup || field.group == kModelGroup;
    if (is_asked && !field.flags.empty()) add_field_flag(field, *shape_, shape_flags_);
  }
  shape_->add_option("--formula", formula_, "how formulas are written: text, markdown or latex; default text")
      ->type_name("FORMAT")
      ->group("Output");
  shape_->add_flag("--json", shape_values_.json, "print JSON")->group("Output");
  shape_
      ->add_option("--format", shape_format_,
                   "how the table of a model is written: text, markdown, csv or json; "
                   "default text")
      ->type_name("FORMAT")
      ->group("Output");
  shape_->add_option("--as", framework_, "print only the layer, as written in pytorch, keras or onnx")
      ->type_name("FRAMEWORK")
      ->group("Output");
}

void Parser::add_presets() {
  presets_ = app_.add_subcommand("presets", "List the built-in presets");
  presets_->footer(kPresetsExamples);
  presets_->allow_extras();
  show_ = presets_->add_subcommand("show", "Print the JSON of a preset");
  show_->allow_extras();
  show_->add_option("NAME", shown_preset_, "the name of the preset")->required();
}

void Parser::add_kernels() {
  kernels_ = app_.add_subcommand("kernels", "List the kernels that have names, with their numbers");
  kernels_->footer(kKernelsNotes);
  kernels_->allow_extras();
}

void Parser::add_help() {
  help_ = app_.add_subcommand("help", "Explain a command, such as 'convarith help render'");
}

}  // namespace convarith
