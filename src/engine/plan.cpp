#include "engine/plan.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "config/fields.hpp"
#include "config/naming.hpp"
#include "config/numbers/fit_values.hpp"
#include "config/numbers/picture_values.hpp"
#include "engine/figure_checks.hpp"
#include "engine/figure_colours.hpp"
#include "engine/layer_subject.hpp"
#include "engine/limits.hpp"
#include "engine/model_subject.hpp"
#include "engine/plan_warnings.hpp"
#include "layout/figure/figure.hpp"
#include "layout/figure/figure_alt_text.hpp"
#include "layout/page/strip.hpp"

namespace convarith {
namespace {

constexpr double kMostDrawablePixels = 1e9;
constexpr double kDefaultDpi = 150;
constexpr double kDefaultDelay = 1;
constexpr std::string_view kDefaultFormats[] = {"gif", "png", "pdf"};
constexpr std::string_view kDefaultFormatsOfStrips[] = {"png", "pdf", "svg-steps"};

/// Returns the names of the fonts that a text of a figure needs besides the program's own.
Result<std::vector<std::string>> foreign_names(std::string_view option, const std::string& text,
                                               const FontSource& fonts) {
  const Result<ForeignFonts> found = fonts(std::span(&text, 1));
  if (found) return found->names;
  Problems problems = found.problems();
  for (Problem& problem : problems) problem.where = option;
  return problems;
}

/// Returns a typesetter for the texts of a figure. If the texts need fonts besides the program's own, adds warnings.
Result<Typesetter> typesetter_for(const FigureOptions& figure, const FontSource& fonts,
                                  std::vector<std::string>& warnings) {
  std::vector<std::string> texts;
  for (const auto& [text, option] : {std::pair(figure.title, "title"), std::pair(figure.caption, "caption")}) {
    if (!text) continue;
    texts.push_back(*text);
    const Result<std::vector<std::string>> names = foreign_names(option, *text, fonts);
    if (!names) return names.problems();
    if (names->empty()) continue;
    warnings.push_back(
        fmt::format("{}: characters missing from the built-in font are set in {} of this machine; the bytes of the "
                    "figure depend on that",
                    flag_names(*find_field(option)), fmt::join(*names, " and ")));
  }
  Result<ForeignFonts> found = fonts(texts);
  if (!found) return found.problems();
  return Typesetter(std::move(found->setter));
}

Result<Film> film_of(const PlannedFigure& figure, const Request& request, const Theme& theme,
                     const Typesetter& typesetter) {
  Result<Film> film = lay_out_figure(figure.subject, request, theme, typesetter, request.steps.value_or(StepRange{}));
  if (film) film->has_paper = !is_transparent(request);
  return film;
}

/// Lays the figure out and, if the request or a format asks for light and dark colours, lays it out again in dark
/// colours.
Status lay_out(PlannedFigure& figure, const Request& request, const FontSource& fonts) {
  if (Status checked = check_figure(request); !checked) return checked;
  const Result<Typesetter> typesetter = typesetter_for(request, fonts, figure.warnings);
  if (!typesetter) return typesetter.problems();
  const Result<Theme> theme = colours_of(request, figure.subject);
  if (!theme) return theme.problems();
  figure.theme = *theme;
  Result<Film> film = film_of(figure, request, *theme, *typesetter);
  if (!film) return film.problems();
  figure.film = *std::move(film);
  figure.is_strip = request.strip.has_value();
  const bool wants_dark = std::any_of(figure.formats.begin(), figure.formats.end(),
                                      [](const Format* format) { return format->wants_dark; });
  const std::optional<Theme> dark_theme = dark_colours_of(request, wants_dark);
  if (!dark_theme) return ok();
  Result<Film> dark = film_of(figure, request, *dark_theme, *typesetter);
  if (!dark) return dark.problems();
  figure.dark = *std::move(dark);
  return ok();
}

Status choose_steps(PlannedFigure& figure, const Request& request) {
  const StepRange range = figure.is_strip ? StepRange{} : request.steps.value_or(StepRange{});
  figure.first_step = range.first.value_or(0);
  figure.last_step = std::min(range.last.value_or(figure.film.steps), figure.film.steps);
  if (figure.first_step >= figure.film.steps) {
    return usage_problem("steps", fmt::format("there is no step {}", figure.first_step),
                         fmt::format("the figure has {} steps, 0 to {}", figure.film.steps, figure.film.steps - 1));
  }
  return ok();
}

Status choose_size(PlannedFigure& figure, const Request& request) {
  const bool is_in_pixels = request.width && !request.width->is_on_paper();
  if (request.dpi && is_in_pixels) {
    return usage_problem("width", "sets the size of frames, and so does --dpi",
                         "give only one of them, or a width on paper such as --width 8cm");
  }
  if (request.width) figure.options.page_scale = width_in_bp(*request.width) / figure.film.width;
  if (!figure.needs_frames()) return ok();
  // Sizes are real numbers first, because they may be far beyond what an int holds.
  const double dpi = request.dpi.value_or(kDefaultDpi) * figure.options.page_scale;
  const double scale = is_in_pixels ? request.width->amount / figure.film.width : dpi / 72;
  const double width = figure.film.width * scale;
  const double height = figure.film.height * scale;
  if (width * height > kMostDrawablePixels) {
    return usage_problem(is_in_pixels ? "width" : "dpi",
                         fmt::format("frames of {:.0f} x {:.0f} px are too large to draw", width, height),
                         "use a smaller layer, --width or --dpi");
  }
  figure.size = is_in_pixels ? size_at_width(figure.film, static_cast<int>(request.width->amount))
                             : size_at_dpi(figure.film, dpi);
  return ok();
}

/// Rounds down to hundredths, so that the value in the hint is accepted.
double whole_hundredths(double seconds) {
  constexpr double nearly_whole = 1e-6;
  return std::floor(seconds * 100 + nearly_whole) / 100;
}

Status check_time(const PlannedFigure& figure) {
  const double shown = figure.options.delay + figure.options.hold;
  for (const Format* format : figure.formats) {
    const double longest = format->longest_delay;
    if (longest == 0 || shown <= longest) continue;
    return usage_problem("hold",
                         fmt::format("the last step would be shown for {} s, over the limit of {} s for {}", shown,
                                     longest, format->name),
                         fmt::format("use --hold {:.2f} or less", whole_hundredths(longest - figure.options.delay)));
  }
  return ok();
}

/// Checks the formats of a strip, which is a single picture. Formats that describe one step after the other can't show
/// it, and two formats with the same suffix would write the same document.
Status check_formats_of_strip(const PlannedFigure& figure) {
  if (!figure.is_strip) return ok();
  std::vector<const Format*> known;
  for (const Format* format : figure.formats) {
    if (format->tells_outputs || format->is_interactive) {
      return usage_problem(
          "format", fmt::format("{} describes each step separately, but a strip is a single picture", format->name),
          "use --format png,pdf, or leave out --strip");
    }
    for (const Format* other : known) {
      if (other->suffix != format->suffix) continue;
      return usage_problem(
          "format",
          fmt::format("a strip is a single picture, which is the same as {} and as {}", other->name, format->name),
          "leave one of them out");
    }
    known.push_back(format);
  }
  return ok();
}

/// Checks that the film has one step for each output of each layer, as formats of data need; a film may have other
/// steps. Data of models have the steps of the film, whatever they are.
Status check_steps_of_data(const PlannedFigure& figure) {
  if (figure.subject.model) return ok();
  const std::size_t outputs = outputs_of(figure.subject.chain);
  for (const Format* format : figure.formats) {
    if (!format->tells_outputs || figure.film.steps == outputs) continue;
    return usage_problem("format",
                         fmt::format("{} has one step for each of the {} outputs, but this figure has {} steps",
                                     format->name, outputs, figure.film.steps),
                         "use another --view, or leave out --beside");
  }
  return ok();
}

Status check_limits(const PlannedFigure& figure) {
  const FrameSize& size = figure.size;
  for (const Format* format : figure.formats) {
    const double side =
        format->needs_frames ? std::max(size.width, size.height) : std::max(figure.page_width(), figure.page_height());
    // --no-limits can't lift the limit of a pixel format, whose files can't store a larger size; a larger page is still
    // a page.
    const bool may_be_lifted = !format->needs_frames;
    if (format->longest_side == 0 || side <= format->longest_side || (!figure.has_limits && may_be_lifted)) continue;
    return usage_problem({},
                         fmt::format("a side of {:.0f} {} is over the limit of {} for {}", side,
                                     format->needs_frames ? "px" : "bp", format->longest_side, format->name),
                         may_be_lifted ? "use a smaller layer or --width, or --no-limits to draw it anyway"
                                       : "use a smaller --width or --dpi");
  }
  return figure.has_limits ? check_work(figure) : ok();
}

/// Returns what encoders need to know about the figure.
EncodeOptions encode_options(const PlannedFigure& figure, const Request& request) {
  EncodeOptions options;
  options.title = figure.name;
  options.heading = request.title.value_or("");
  options.summary = figure_heading(figure.subject, request);
  options.alt = figure_alt_text(figure.subject, request);
  if (request.strip) {
    options.alt += request.strip->pictures ? ", some of its steps side by side" : ", all steps side by side";
  }
  options.depth = request.depth;
  options.beside = request.beside.value_or("");
  options.delay = request.delay.value_or(kDefaultDelay);
  options.hold = request.hold.value_or(0);
  options.loop = request.loop.value_or(0);
  options.optimize = request.optimize.value_or(false);
  return options;
}

/// Returns the model of a request or, if the request becomes that of a single layer, this layer.
Result<Subject> subject_in_model(SourcedRequest& sourced, bool has_limits) {
  Result<ModelSubject> model = subject_of_model(sourced);
  if (!model) return model.problems();
  for (std::string& remark : model->remarks) sourced.remarks.push_back(std::move(remark));
  if (model->subject) return *std::move(model->subject);
  model->layer->remarks = std::move(sourced.remarks);
  sourced = *std::move(model->layer);
  take_sizes_from_values(sourced.request);
  return subject_of_layer(sourced.request, has_limits);
}

Result<std::string> name_of(const Request& request) {
  const std::string name = request.name.value_or(name_from_parameters(request));
  if (Status named = check_name(name); !named) {
    Problems problems = named.problems();
    problems.front().where = "name";
    return problems;
  }
  return name;
}

/// Chooses the steps and sizes, which depend on the film. Errors: the formats do not allow them.
Status choose(PlannedFigure& figure, const Request& request) {
  if (Status chosen = choose_steps(figure, request); !chosen) return chosen;
  figure.options.last_step = figure.last_step - 1;
  if (Status chosen = choose_size(figure, request); !chosen) return chosen;
  for (const Status& status :
       {check_time(figure), check_formats_of_strip(figure), check_steps_of_data(figure), check_limits(figure)}) {
    if (!status) return status;
  }
  return ok();
}

}  // namespace

bool PlannedFigure::needs_frames() const {
  return std::any_of(formats.begin(), formats.end(), [](const Format* format) { return format->needs_frames; });
}

EncodeOptions PlannedFigure::encoding() const {
  EncodeOptions encoding = options;
  encoding.chain = &subject.chain;
  encoding.values = &subject.values;
  encoding.model = subject.model.get();
  encoding.numbers = subject.model_numbers.get();
  if (dark) encoding.dark = &*dark;
  return encoding;
}

Result<std::vector<const Format*>> formats_of(const Request& request) {
  std::vector<const Format*> formats;
  if (request.format) {
    if (Status known = check_formats(*request.format); !known) return known.problems();
    for (const std::string& name : *request.format) formats.push_back(find_format(name));
    return formats;
  }
  const auto add = [&formats](std::string_view name) {
    if (const Format* format = find_format(name)) formats.push_back(format);
  };
  if (request.strip) {
    std::for_each(std::begin(kDefaultFormatsOfStrips), std::end(kDefaultFormatsOfStrips), add);
  } else {
    std::for_each(std::begin(kDefaultFormats), std::end(kDefaultFormats), add);
  }
  return formats;
}

Result<PlannedFigure> plan_figure(SourcedRequest sourced, const PlanOptions& options) {
  if (Status read = read_picture_values(sourced.request, options.has_limits); !read) return read.problems();
  if (sourced.request.model) {
    take_input_from_values(sourced.request);
  } else {
    if (Status alone = check_no_numbers_of_models(sourced.request); !alone) return alone.problems();
    take_sizes_from_values(sourced.request);
  }
  const Result<std::string> name = name_of(sourced.request);
  Result<Subject> subject = sourced.request.model ? subject_in_model(sourced, options.has_limits)
                                                  : subject_of_layer(sourced.request, options.has_limits);
  if (!subject) return subject.problems();
  if (!name) return name.problems();
  const Request& request = sourced.request;

  PlannedFigure figure(*std::move(subject));
  figure.name = *name;
  figure.family = request.family.value_or("");
  figure.formats = options.formats;
  figure.has_limits = options.has_limits;
  figure.warnings = sourced.remarks;
  if (!figure.subject.model) {
    for (std::string& remark : remarks_on(request, figure.subject.chain.front())) {
      figure.warnings.push_back(std::move(remark));
    }
  }
  if (Status laid_out = lay_out(figure, request, options.fonts); !laid_out) return laid_out.problems();
  figure.options = encode_options(figure, request);
  if (Status chosen = choose(figure, request); !chosen) return chosen.problems();
  for (std::string& warning : warnings_of(figure, sourced)) figure.warnings.push_back(std::move(warning));
  return figure;
}

}  // namespace convarith
