#include "cli/job.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <iterator>
#include <optional>
#include <span>
#include <utility>

#include "arithmetic/layer_values.hpp"
#include "arithmetic/operation.hpp"
#include "arithmetic/random_values.hpp"
#include "arithmetic/stages.hpp"
#include "arithmetic/walkthrough.hpp"
#include "cli/figure_colours.hpp"
#include "cli/figure_words.hpp"
#include "cli/limits.hpp"
#include "config/fields.hpp"
#include "config/naming.hpp"
#include "config/numbers/fit_values.hpp"
#include "config/suggest.hpp"
#include "installed_fonts/installed_fonts.hpp"
#include "layout/figure/figure.hpp"
#include "layout/figure/figure_alt_text.hpp"
#include "layout/page/strip.hpp"

namespace convarith {
namespace {

namespace fs = std::filesystem;

constexpr double kMostDrawablePixels = 1e9;
constexpr double kDefaultDpi = 150;
constexpr double kDefaultDelay = 1;
constexpr std::string_view kDefaultFormats[] = {"gif", "png", "pdf"};
constexpr std::string_view kDefaultFormatsOfStrips[] = {"png", "pdf", "svg-steps"};

Problems in_option(std::string_view option, Problems problems) {
  for (Problem& problem : problems) problem.where = option;
  return problems;
}

/// The numbers that were given, and those that are to be made up.
Result<LayerValues> numbers_of(const Request& request, const Operation& operation) {
  Result<LayerValues> values = fit_values(request, operation);
  if (!values || !request.random) return values;
  const RandomValues random{*request.random, request.precision.value_or(0)};
  if (Status filled = fill_in_random_values(operation, random, *values); !filled) return filled.problems();
  return values;
}

/// A typesetter for the texts of a figure. Where it needs fonts of this machine, the job warns of that.
Result<Typesetter> typesetter_for(const FigureOptions& figure, std::vector<std::string>& warnings) {
  std::vector<std::string> texts;
  for (const auto& [text, option] : {std::pair(figure.title, "title"), std::pair(figure.caption, "caption")}) {
    if (!text) continue;
    texts.push_back(*text);
    const auto fonts = InstalledFonts::for_texts(std::span(&*text, 1));
    if (!fonts) return in_option(option, fonts.problems());
    if (fonts->names().empty()) continue;
    warnings.push_back(
        fmt::format("{}: what the program's own font lacks is set in {} of this machine; the bytes depend on it",
                    flag_names(*find_field(option)), fmt::join(fonts->names(), " and ")));
  }
  const auto fonts = InstalledFonts::for_texts(texts);
  if (!fonts) return fonts.problems();
  return Typesetter(fonts->setter());
}

/// A caption that is nearly one of the words is set as it is, which may not be what was meant.
void warn_of_near_word(const FigureOptions& figure, std::vector<std::string>& warnings) {
  constexpr std::string_view words[] = {"params", "formula", "both"};
  if (!figure.caption || std::find(std::begin(words), std::end(words), *figure.caption) != std::end(words)) return;
  const std::vector<std::string_view> near = nearest_words(*figure.caption, words);
  if (near.empty()) return;
  warnings.push_back(fmt::format("{}: '{}' is set as it stands; did you mean {}?", flag_names(*find_field("caption")),
                                 *figure.caption, near.front()));
}

Result<Film> film_of(const Job& job, const Request& request, const Theme& theme, const Typesetter& typesetter) {
  Result<Film> film = lay_out_figure({job.walkthrough, job.values, request.precision}, request, theme, typesetter,
                                     request.steps.value_or(StepRange{}));
  if (film) film->has_paper = !is_transparent(request);
  return film;
}

Status lay_out(Job& job, const Request& request) {
  const FigureOptions& figure = request;
  if (Status checked = check_figure(figure); !checked) return checked;
  warn_of_near_word(figure, job.warnings);
  const Result<Typesetter> typesetter = typesetter_for(figure, job.warnings);
  if (!typesetter) return typesetter.problems();
  const Result<Theme> theme = colours_of(figure, {job.walkthrough, job.values, request.precision});
  if (!theme) return theme.problems();
  job.theme = *theme;
  const std::string warning = warning_of_background(figure, *theme);
  if (!warning.empty()) job.warnings.push_back(warning);
  Result<Film> film = film_of(job, request, *theme, *typesetter);
  if (!film) return film.problems();
  job.film = *std::move(film);
  job.is_strip = figure.strip.has_value();
  return ok();
}

/// Lays the same out in dark colours, where the request or a format asks for both.
Status lay_out_dark(Job& job, const Request& request) {
  const bool wants_dark = std::any_of(job.outputs.begin(), job.outputs.end(),
                                      [](const Output& output) { return output.format->wants_dark; });
  const std::optional<Theme> theme = dark_colours_of(request, wants_dark);
  if (!theme) return ok();
  std::vector<std::string> warned;
  const Result<Typesetter> typesetter = typesetter_for(request, warned);
  if (!typesetter) return typesetter.problems();
  Result<Film> film = film_of(job, request, *theme, *typesetter);
  if (!film) return film.problems();
  job.dark = *std::move(film);
  return ok();
}

/// Of a figure without paper, in light colours, some of whose pictures are those of dark pages, too.
void warn_of_dark_pages(Job& job, const Request& request) {
  const auto shows_light_ones = [&job](const Output& output) {
    return !output.format->tells_outputs && !(output.format->can_have_dark && job.dark);
  };
  if (std::none_of(job.outputs.begin(), job.outputs.end(), shows_light_ones)) return;
  const bool can_have_both = std::all_of(job.outputs.begin(), job.outputs.end(),
                                         [](const Output& output) { return output.format->can_have_dark; });
  const std::string warning = warning_of_dark_pages(request, job.theme, can_have_both);
  if (!warning.empty()) job.warnings.push_back(warning);
}

Status choose_steps(Job& job, const Request& request) {
  const StepRange range = job.is_strip ? StepRange{} : request.steps.value_or(StepRange{});
  job.first_step = range.first.value_or(0);
  job.last_step = std::min(range.last.value_or(job.film.steps), job.film.steps);
  if (job.first_step >= job.film.steps) {
    return usage_problem("steps", fmt::format("there is no step {}", job.first_step),
                         fmt::format("the figure has {} steps, 0 to {}", job.film.steps, job.film.steps - 1));
  }
  return ok();
}

Status choose_size(Job& job, const Request& request) {
  const bool is_in_pixels = request.width && !request.width->is_on_paper();
  if (request.dpi && is_in_pixels) {
    return usage_problem("width", "says how large frames are, and so does --dpi",
                         "give one of them, or a width on paper such as --width 8cm");
  }
  if (request.width) job.options.page_scale = width_in_bp(*request.width) / job.film.width;
  if (!job.needs_frames()) return ok();
  // As real numbers first: they may be far beyond what an int holds.
  const double dpi = request.dpi.value_or(kDefaultDpi) * job.options.page_scale;
  const double scale = is_in_pixels ? request.width->amount / job.film.width : dpi / 72;
  const double width = job.film.width * scale;
  const double height = job.film.height * scale;
  if (width * height > kMostDrawablePixels) {
    return usage_problem(is_in_pixels ? "width" : "dpi",
                         fmt::format("frames of {:.0f} x {:.0f} px are more than can be drawn", width, height),
                         "use a smaller layer, --width or --dpi");
  }
  job.size =
      is_in_pixels ? size_at_width(job.film, static_cast<int>(request.width->amount)) : size_at_dpi(job.film, dpi);
  return ok();
}

/// Numbers that were given, and pictures without any. Pages and data have them all the same.
void warn_of_unseen_numbers(Job& job, const Request& request) {
  const bool is_picture = std::any_of(job.outputs.begin(), job.outputs.end(), [](const Output& output) {
    return !output.format->tells_outputs && !output.format->is_interactive;
  });
  const std::string_view given = request.random              ? "random"
                                 : request.values            ? "values"
                                 : request.weights           ? "weights"
                                 : request.pointwise_weights ? "pointwise_weights"
                                 : request.bias              ? "bias"
                                                             : "";
  if (!is_picture || given.empty()) return;
  const std::string without = drawn_without_numbers({job.walkthrough, job.values, request.precision}, request);
  if (without.empty()) return;
  job.warnings.push_back(fmt::format("{}: {} draws cells without numbers; {} to see them",
                                     flag_names(*find_field(given)), without,
                                     request.beside ? "leave it out" : "use another view, such as numeric,"));
}

/// Letters that come out too small to be read.
void warn_of_small_text(Job& job) {
  constexpr double legible = 5;  // px to the em
  if (!job.needs_frames()) return;
  double smallest = legible;
  for (const Shape& shape : job.film.scene(job.first_step)) {
    if (const auto* text = std::get_if<Text>(&shape.form)) smallest = std::min(smallest, text->size * job.size.scale);
  }
  if (smallest >= legible) return;
  // Without numbers, so that it is said once for many figures.
  job.warnings.push_back(
      fmt::format("some letters are less than {} px high; a larger --width or --dpi makes them legible", legible));
}

/// Rounded down, so that what is hinted at is taken.
double whole_hundredths(double seconds) {
  constexpr double nearly_whole = 1e-6;
  return std::floor(seconds * 100 + nearly_whole) / 100;
}

Status check_time(const Job& job) {
  const double shown = job.options.delay + job.options.hold;
  for (const Output& output : job.outputs) {
    const double longest = output.format->longest_delay;
    if (longest == 0 || shown <= longest) continue;
    return usage_problem("hold",
                         fmt::format("the last step would be shown for {} s, over the {} s that a {} can say", shown,
                                     longest, output.format->name),
                         fmt::format("use --hold {:.2f} or less", whole_hundredths(longest - job.options.delay)));
  }
  return ok();
}

/// The format that a file's suffix names, in small or capital letters: of those for the whole animation and those for
/// a step the one that is meant, where there are both.
const Format* format_of_suffix(std::string suffix, bool is_of_step) {
  std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const Format* other = nullptr;
  for (const Format& format : formats()) {
    if (format.suffix != suffix) continue;
    if (format.file_per_step == is_of_step) return &format;
    other = &format;
  }
  return other;
}

std::string known_suffixes() {
  std::vector<std::string> suffixes;
  for (const Format& format : formats()) {
    const std::string suffix = fmt::format(".{}", format.suffix);
    if (std::find(suffixes.begin(), suffixes.end(), suffix) == suffixes.end()) suffixes.push_back(suffix);
  }
  return fmt::format("{}", fmt::join(suffixes, ", "));
}

/// The format of a file named with -o.
Result<const Format*> format_of_file(const fs::path& file, const std::optional<std::vector<std::string>>& asked,
                                     bool is_strip) {
  if (asked && asked->size() > 1)
    return usage_problem("-o/--output", "a file has one format", "give one --format, or use --out-dir");
  const std::string suffix = file == "-" || !file.has_extension() ? std::string() : file.extension().string().substr(1);
  const Format* by_suffix = format_of_suffix(suffix, is_strip);
  if (!asked) {
    if (by_suffix != nullptr) return by_suffix;
    return usage_problem("-o/--output", fmt::format("'{}' does not tell the format", file.string()),
                         fmt::format("use one of {}, or add --format", known_suffixes()));
  }
  const Format* format = find_format(asked->front());
  if (by_suffix != nullptr && by_suffix->suffix != format->suffix) {
    return usage_problem("-o/--output", fmt::format("'{}' does not go with --format {}", file.string(), format->name),
                         fmt::format("name it .{} or leave out --format", format->suffix));
  }
  return format;
}

std::vector<std::string> default_formats(bool is_strip) {
  if (is_strip) return {std::begin(kDefaultFormatsOfStrips), std::end(kDefaultFormatsOfStrips)};
  return {std::begin(kDefaultFormats), std::end(kDefaultFormats)};
}

/// A strip is a picture. What tells steps one after the other is no format for it, and two documents would be the same.
Status check_formats_of_strip(const Job& job) {
  if (!job.is_strip) return ok();
  std::vector<const Format*> known;
  for (const Output& output : job.outputs) {
    const Format* format = output.format;
    if (format->tells_outputs || format->is_interactive) {
      return usage_problem("format",
                           fmt::format("{} tells each step by itself, and a strip is one picture", format->name),
                           "use --format png,pdf, or leave out --strip");
    }
    for (const Format* other : known) {
      if (other->suffix != format->suffix) continue;
      return usage_problem("format",
                           fmt::format("a strip is one picture, the same as {} and as {}", other->name, format->name),
                           "leave one of them out");
    }
    known.push_back(format);
  }
  return ok();
}

/// What to do where one file can't take a format's files.
std::string hint_for_single_file(const Format& of_steps) {
  const auto all = formats();
  const auto whole = std::find_if(all.begin(), all.end(), [&of_steps](const Format& format) {
    return format.suffix == of_steps.suffix && !format.file_per_step;
  });
  if (whole == all.end()) return "add --steps with one step, or use --out-dir";
  return fmt::format("use --format {}, add --steps with one step, or use --out-dir", whole->name);
}

Status choose_outputs(Job& job, const SourcedRequest& request, const OutputArguments& arguments) {
  if (arguments.file) {
    // A preset's list of formats says nothing about a file that is named here.
    const auto place = request.places.find("format");
    const bool asked = place != request.places.end() && place->second == flag_names(*find_field("format"));
    const Result<const Format*> format =
        format_of_file(*arguments.file, asked ? request.request.format : std::nullopt, job.is_strip);
    if (!format) return format.problems();
    if ((*format)->file_per_step && job.steps() > 1) {
      return usage_problem("-o/--output",
                           fmt::format("{} has a file for each of the {} steps", (*format)->name, job.steps()),
                           hint_for_single_file(**format));
    }
    job.outputs = {{*format, *arguments.file, true}};
    return ok();
  }
  for (const std::string& name : request.request.format.value_or(default_formats(job.is_strip))) {
    const Format* format = find_format(name);
    job.outputs.push_back({format, arguments.folder / format->folder / job.name, false});
  }
  return ok();
}

/// The steps of data are a layer's outputs, first those before a 1×1 convolution that follows; a film may have others.
Status check_steps_of_data(const Job& job) {
  const std::size_t outputs = job.walkthrough.steps() * operations_of(job.walkthrough.operation()).size();
  for (const Output& output : job.outputs) {
    if (!output.format->tells_outputs || job.film.steps == outputs) continue;
    return usage_problem("format",
                         fmt::format("{} has a step for each of the {} outputs, and this figure has {} steps",
                                     output.format->name, outputs, job.film.steps),
                         "use another --view, or leave out --beside");
  }
  return ok();
}

Status check_limits(const Job& job, bool lifted) {
  const FrameSize& size = job.size;
  for (const Output& output : job.outputs) {
    const Format& format = *output.format;
    const double side =
        format.needs_frames ? std::max(size.width, size.height) : std::max(job.page_width(), job.page_height());
    // What a pixel format can't say it can't; a larger page is a page all the same.
    const bool may_be_lifted = !format.needs_frames;
    if (format.longest_side == 0 || side <= format.longest_side || (lifted && may_be_lifted)) continue;
    return usage_problem({},
                         fmt::format("a side of {:.0f} {} is over the {} that a {} can have", side,
                                     format.needs_frames ? "px" : "bp", format.longest_side, format.name),
                         may_be_lifted ? "use a smaller layer or --width, or --no-limits if it is meant"
                                       : "use a smaller --width or --dpi");
  }
  return lifted ? ok() : check_work(job);
}

/// Whether channels are what a figure is about, and how many there are had to be made up; a text may leave that open.
bool draws_unknown_channels(const Job& job, const SourcedRequest& sourced, const Request& request) {
  const bool is_convolution = !job.walkthrough.operation().is_pooling();
  return sourced.framework && is_convolution && !request.channels &&
         is_about_channels({job.walkthrough, job.values, request.precision}, request);
}

/// How many pictures a strip has; 1 where there is none.
std::size_t pictures_of(const Request& request, std::size_t steps) {
  if (!request.strip) return 1;
  const auto shown = steps_of_strip(*request.strip, request.steps.value_or(StepRange{}), steps);
  // What keeps a strip from being one is said where it is laid out.
  return shown ? shown->size() : 1;
}

}  // namespace

bool Job::needs_frames() const {
  return std::any_of(outputs.begin(), outputs.end(), [](const Output& output) { return output.format->needs_frames; });
}

fs::path Job::path(const Output& output, std::size_t step) const {
  if (output.is_named) return output.file;
  fs::path path = output.file;
  if (!output.format->file_per_step || is_strip) return path += fmt::format(".{}", output.format->suffix);
  const std::size_t digits = std::max<std::size_t>(2, fmt::formatted_size("{}", film.steps - 1));
  return path += fmt::format("_{:0{}}.{}", step, digits, output.format->suffix);
}

Result<Job> plan_job(const SourcedRequest& sourced, const OutputArguments& arguments) {
  Request request = sourced.request;
  if (request.format) {
    if (Status known = check_formats(*request.format); !known) return locate(known.problems(), sourced);
  }
  take_sizes_from_values(request);
  const Result<Operation> operation = make_operation(request);
  if (!operation) return locate(operation.problems(), sourced);
  if (const Status drawable = check_drawable(*operation); !drawable) return locate(drawable.problems(), sourced);

  if (operation->dims == 3) {
    return locate({usage_problem("dims", "layers of three dimensions can't be drawn", "see 'convarith shape'")},
                  sourced);
  }

  const Walkthrough walkthrough(*operation);
  if (!arguments.no_limits) {
    if (Status few = check_cells(*operation, request.beside ? 2 : 1, pictures_of(request, walkthrough.steps())); !few) {
      return locate(few.problems(), sourced);
    }
  }
  const Result<LayerValues> values = numbers_of(request, *operation);
  if (!values) return locate(values.problems(), sourced);

  Job job(walkthrough, *values);
  job.has_limits = !arguments.no_limits;
  job.warnings = sourced.remarks;
  for (std::string& remark : remarks_on(request, *operation)) job.warnings.push_back(std::move(remark));
  job.line = sourced.line;
  job.name = request.name.value_or(name_from_parameters(request));
  job.family = request.family.value_or("");
  if (Status named = check_name(job.name); !named) {
    Problems problems = named.problems();
    problems.front().where = "name";
    return locate(problems, sourced);
  }
  if (Status figure = lay_out(job, request); !figure) return locate(figure.problems(), sourced);
  if (draws_unknown_channels(job, sourced, request)) {
    job.warnings.emplace_back("the layer does not say how many channels come in, and one is drawn; --channels says it");
  }
  job.options.title = job.name;
  job.options.heading = request.title.value_or("");
  job.options.alt = figure_alt_text({job.walkthrough, job.values, {}}, request);
  if (request.strip) {
    job.options.alt += request.strip->pictures ? ", some of its steps side by side" : ", all steps side by side";
  }
  job.options.beside = request.beside.value_or("");
  job.options.delay = request.delay.value_or(kDefaultDelay);
  job.options.hold = request.hold.value_or(0);
  job.options.loop = request.loop.value_or(0);
  job.options.optimize = request.optimize.value_or(false);
  if (Status chosen = choose_steps(job, request); !chosen) return locate(chosen.problems(), sourced);
  job.options.last_step = job.last_step - 1;
  if (Status chosen = choose_outputs(job, sourced, arguments); !chosen) return chosen.problems();
  if (Status dark = lay_out_dark(job, request); !dark) return locate(dark.problems(), sourced);
  warn_of_dark_pages(job, request);
  for (const Status& status :
       {choose_size(job, request), check_time(job), check_formats_of_strip(job), check_steps_of_data(job)}) {
    if (!status) return locate(status.problems(), sourced);
  }
  if (Status within = check_limits(job, arguments.no_limits); !within) return within.problems();
  warn_of_unseen_numbers(job, request);
  warn_of_small_text(job);
  return job;
}

}  // namespace convarith
