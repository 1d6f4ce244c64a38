#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "arithmetic/formula.hpp"
#include "cli/commands.hpp"
#include "cli/embed_base.hpp"
#include "cli/figure_requests.hpp"
#include "cli/job.hpp"
#include "cli/report.hpp"
#include "config/fields.hpp"
#include "config/naming.hpp"
#include "config/numbers/fit_values.hpp"
#include "config/numbers/picture_values.hpp"
#include "config/suggest.hpp"
#include "config/themes.hpp"
#include "embed/escaping.hpp"
#include "embed/hosts.hpp"
#include "embed/places.hpp"
#include "layout/model_words.hpp"

namespace convarith {
namespace {

constexpr std::size_t kDefaultColumns = 3;
constexpr double kBrowserPixelsPerBp = 96.0 / 72;

/// The host of a snippet, and which of a figure's pictures the snippet shows.
struct Choice {
  const Host* host = nullptr;
  std::string_view format;
  bool has_stills = false;
  bool has_dark = false;  ///< dark pictures are files of their own; an SVG contains its dark colours

  bool is_svg() const { return format == "svg"; }
};

Result<const Host*> host_of(const EmbedCommand& command) {
  std::vector<std::string_view> known;
  for (const Host& host : hosts()) known.push_back(host.name);
  if (command.host.empty()) {
    return usage_problem("--for", "is missing",
                         fmt::format("say where the figures are shown: {}", fmt::join(known, ", ")));
  }
  const Host* host = find_host(command.host);
  if (host != nullptr) return host;
  return usage_problem("--for", fmt::format("there is no host '{}'", command.host), choose_from(command.host, known));
}

Result<Choice> choose(const EmbedCommand& command) {
  const Result<const Host*> host = host_of(command);
  if (!host) return host.problems();
  Choice choice{*host, (*host)->formats.front()};
  if (command.format) {
    const auto formats = choice.host->formats;
    const auto format = std::find(formats.begin(), formats.end(), *command.format);
    if (format == formats.end()) {
      return usage_problem("--format", fmt::format("{} can't show '{}'", choice.host->name, *command.format),
                           choose_from(*command.format, formats));
    }
    choice.format = *format;
  }
  choice.has_stills = command.has_stills && choice.host->takes_still && !choice.is_svg();
  choice.has_dark = command.dark && !choice.is_svg();
  return choice;
}

/// Whether a preset can be read only once because it is standard input, a pipe or a device.
bool can_be_read_once(const std::string& preset) {
  std::error_code error;
  return preset == "-" || (std::filesystem::exists(preset, error) && !std::filesystem::is_regular_file(preset, error));
}

Status check_together(const EmbedCommand& command, const Choice& choice) {
  if (command.columns && !command.is_table) return usage_problem("--columns", "only applies to tables", "add --table");
  if (choice.has_dark && !choice.host->takes_dark) {
    const bool can_show_svg = choice.host->formats.front() != "pdf";
    return usage_problem(
        "--dark", fmt::format("{} shows the same picture on every page", choice.host->name),
        can_show_svg ? "leave it out, or use --format svg, which contains its dark colours" : "leave it out");
  }
  if (command.dark && command.flags.request.theme) {
    return usage_problem("--theme", "sets the colours for every page, but --dark uses others on dark pages",
                         "leave one of them out");
  }
  if (choice.has_dark && std::any_of(command.presets.begin(), command.presets.end(), can_be_read_once)) {
    return usage_problem("--dark", "names each figure twice, but standard input or a pipe can be read only once",
                         "give the preset as a file");
  }
  if (choice.has_dark && command.flags.request.name) {
    return usage_problem("--name", "is a single name, but --dark makes two figures", "leave one of them out");
  }
  return check_base(command.base, *choice.host);
}

std::string name_of(Request request) {
  // A picture that can't be read was reported when the figure was planned.
  if (!read_picture_values(request, false)) return request.name.value_or("");
  take_sizes_from_values(request);
  return request.name.value_or(name_from_parameters(request));
}

/// Returns the figures with another theme.
FigureArguments in_theme(FigureArguments figures, std::string_view theme) {
  figures.flags.request.theme = theme;
  return figures;
}

/// Whether flags change what a preset's figure shows, so that the preset's sentence may not be true of it.
bool changes_figures(const SourcedRequest& flags) {
  return std::any_of(fields().begin(), fields().end(), [&](const Field& field) {
    const bool is_another_view = field.key == "view" || field.key == "beside";
    const bool matters = field.group == kLayerGroup || field.group == kValuesGroup || is_another_view;
    return matters && is_set(flags.request, field);
  });
}

/// Returns the caption of a figure: the preset's sentence or, if flags change the layer or there is no sentence, the
/// layer's kind and parameters. In a table, the kind stands without parameters.
std::string caption_of(const SourcedRequest& request, const Subject& subject, const EmbedCommand& command) {
  std::string description = request.request.description.value_or("");
  if (!description.empty() && !changes_figures(command.flags)) return description;
  std::string caption = subject_text(subject);
  caption.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(caption.front())));
  return command.is_table ? caption : fmt::format("{}: {}", caption, subject_parameters_text(subject));
}

std::string file_of(const Job& job, std::string_view format) {
  const auto output = std::find_if(job.outputs.begin(), job.outputs.end(),
                                   [format](const Output& candidate) { return candidate.format->name == format; });
  return job.path(*output, job.first_step).generic_string();
}

/// Replaces the name of a figure in a path such as "gif/a.gif" by another figure's name.
std::string with_name(std::string file, const std::string& name, const std::string& other) {
  return file.replace(file.find('/') + 1, name.size(), other);
}

void add_pages(const Job& job, const Choice& choice, Snippet& snippet) {
  snippet.page = file_of(job, "pdf");
  if (choice.format != "animate") return;
  snippet.pages_per_second = 1 / job.options.delay;
  snippet.is_repeated = job.options.loop != 1;
  const std::size_t digits = snippet.page.rfind('_') + 1;
  const std::size_t length = snippet.page.rfind('.') - digits;
  snippet.page_stem = snippet.page.substr(0, digits);
  snippet.first_page = snippet.page.substr(digits, length);
  snippet.last_page = fmt::format("{:0{}}", job.last_step - 1, length);
}

Snippet snippet_of(const Job& job, const SourcedRequest& request, const std::string& dark_name, const Choice& choice,
                   const EmbedCommand& command) {
  Snippet snippet;
  snippet.name = job.name;
  snippet.alt = job.options.alt;
  snippet.caption = caption_of(request, job.subject, command);
  snippet.parameters = subject_parameters_text(job.subject);
  if (!job.subject.model) {
    const Operation& operation = job.subject.chain.front();
    snippet.formulas = by_axis(output_formula(operation, FormulaFormat::text).worked, operation);
    snippet.latex_formulas = output_formula(operation, FormulaFormat::latex).worked;
  }
  snippet.width = job.size.width;
  snippet.height = job.size.height;
  snippet.page_width = job.page_width();
  if (choice.is_svg() && request.request.width) {
    snippet.width = static_cast<int>(std::lround(job.page_width() * kBrowserPixelsPerBp));
    snippet.height = static_cast<int>(std::lround(job.page_height() * kBrowserPixelsPerBp));
  }
  snippet.picture = choice.is_svg() ? fmt::format("svg/{}.svg", job.name) : file_of(job, "gif");
  if (choice.has_stills) snippet.still = file_of(job, "png");
  if (choice.has_dark) snippet.dark_picture = with_name(snippet.picture, job.name, dark_name);
  if (choice.has_dark && choice.has_stills) snippet.dark_still = with_name(snippet.still, job.name, dark_name);
  if (choice.host->needs_page) add_pages(job, choice, snippet);
  return snippet;
}

Problem strip_problem() {
  return usage_problem("strip", "makes a still picture, but snippets show animations",
                       "leave it out, or include the strip's PNG or PDF like any other picture");
}

Result<std::vector<Snippet>> snippets_of(const EmbedCommand& command, const Choice& choice) {
  const bool has_dark_within = command.dark && choice.is_svg();
  const auto requests = requests_of(has_dark_within ? in_theme(command, kAutoTheme) : FigureArguments(command));
  if (!requests) return requests.problems();
  if (command.flags.request.name && requests->size() > 1) {
    return usage_problem("--name", fmt::format("one name can't be used for {} figures", requests->size()),
                         "leave it out");
  }
  const auto dark = choice.has_dark ? requests_of(in_theme(command, kDarkTheme)) : requests;
  if (!dark) return dark.problems();
  Problems problems;
  std::vector<Snippet> snippets;
  for (std::size_t i = 0; i < requests->size(); ++i) {
    Result<SourcedRequest> request = (*requests)[i];
    if (request && request->request.strip) request = locate({strip_problem()}, *request);
    if (request) request->request.format = {"gif", "png", "pdf"};
    const Result<Job> job = request ? plan_job(*request, {}) : Result<Job>(request.problems());
    if (!job) {
      problems.insert(problems.end(), job.problems().begin(), job.problems().end());
      continue;
    }
    const Result<SourcedRequest>& in_dark = (*dark)[i];
    if (!in_dark) return in_dark.problems();
    snippets.push_back(snippet_of(*job, *request, name_of(in_dark->request), choice, command));
  }
  if (!problems.empty()) return problems;
  return snippets;
}

/// Returns the command line that makes the files of a snippet.
std::string render_line(const EmbedCommand& command, const Choice& choice, const std::vector<std::string_view>& formats,
                        std::string_view theme) {
  std::vector<std::string> words{"convarith", "render"};
  for (const std::string& word : command.words) words.push_back(in_shell(word));
  if (!theme.empty()) words.insert(words.end(), {"--theme", std::string(theme)});
  words.insert(words.end(), {"--format", fmt::format("{}", fmt::join(formats, ","))});
  if (!command.base.empty() && !is_place_on_server(command.base, *choice.host)) {
    words.insert(words.end(), {"--out-dir", in_shell(command.base)});
  }
  return fmt::format("{}", fmt::join(words, " "));
}

std::string note_of(const EmbedCommand& command, const Choice& choice) {
  std::vector<std::string_view> formats;
  if (choice.format == "gif" || choice.format == "svg") formats.push_back(choice.format);
  if (choice.has_stills) formats.emplace_back("png");
  std::string line;
  if (choice.has_dark) line = " && " + render_line(command, choice, formats, kDarkTheme);
  if (choice.host->needs_page) formats.emplace_back("pdf");
  const bool has_dark_within = command.dark && choice.is_svg();
  if (is_place_on_server(command.base, *choice.host)) {
    line += fmt::format(" (put their folders where {} points)", command.base);
  }
  return fmt::format("convarith: note: the files come from: {}{}\n",
                     render_line(command, choice, formats, has_dark_within ? kAutoTheme : ""), line);
}

}  // namespace

int run(const EmbedCommand& command) {
  const Result<Choice> choice = choose(command);
  if (!choice) return report(choice.problems());
  if (Status checked = check_together(command, *choice); !checked) return report(checked.problems());
  const Result<std::vector<Snippet>> snippets = snippets_of(command, *choice);
  if (!snippets) return report(snippets.problems());
  const EmbedOptions options{command.base, command.is_table ? command.columns.value_or(kDefaultColumns) : 0};
  const int printed = run(PrintCommand{choice->host->write(*snippets, options)});
  if (printed == 0) say(note_of(command, *choice));
  return printed;
}

}  // namespace convarith
