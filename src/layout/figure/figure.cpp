#include "layout/figure/figure.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "arithmetic/formula.hpp"
#include "layout/choose_cells.hpp"
#include "layout/page/page.hpp"
#include "layout/page/side_by_side.hpp"
#include "layout/page/strip.hpp"
#include "layout/views/comparisons.hpp"
#include "layout/views/views.hpp"

namespace convarith {
namespace {

constexpr std::string_view kThemeOfComparisons = "solarized";

/// Refuses options that only apply to another view than the one asked for. The view of a model need not be asked for.
Status check_own_options(const Subject& subject, const FigureOptions& options) {
  const std::optional<std::string> shown =
      subject.model ? std::string(view_of_figure(subject, options).name) : options.view;
  for (const View& view : views()) {
    if (shown == view.name) continue;
    for (const OwnOption& own : view.own_options) {
      if (!own.is_given(options)) continue;
      return usage_problem(std::string(own.name), fmt::format("only applies to --view {}", view.name),
                           fmt::format("add --view {}", view.name));
    }
  }
  return ok();
}

Status check_columns(const FigureOptions& options) {
  if (!options.columns || options.strip) return ok();
  return usage_problem("columns", "only applies to strips", "add --strip all");
}

/// Refuses options of heat where no cell is drawn as heat.
Status check_heat(const Subject& subject, const FigureOptions& options) {
  const bool asks_for_heat = options.cells == "heat" || options.cells == "both";
  const std::string where = asks_for_heat ? "cells" : options.colormap ? "colormap" : "range";
  const bool is_usual_range = !options.range || options.range == "auto";
  if (!options.beside && view_of_figure(subject, options).is_heat) {
    const bool is_other = options.cells && *options.cells != "heat" && *options.cells != "auto";
    if (!is_other) return ok();
    return usage_problem("cells", fmt::format("can't be {}, because this view draws nothing but heat", *options.cells),
                         "leave it out");
  }
  if (!asks_for_heat && !options.colormap && is_usual_range) return ok();
  const std::string without = drawn_without_numbers(subject, options);
  if (!without.empty()) {
    return usage_problem(where,
                         fmt::format("colours cells by their numbers, but {} draws cells without numbers", without),
                         options.beside ? "leave it out" : "use --view equation or another view with numbers");
  }
  const LayerValues& values = subject.values.front();
  if (values.input.values.empty() && values.weights.values.empty()) {
    return usage_problem(where, "colours cells by their numbers, but the values of the input are unknown",
                         "add --values, or --random 1 to make them up");
  }
  if (choose_cells(subject, options).has_heat()) return ok();
  return usage_problem(where, "is about cells that are drawn as heat, but none is", "add --cells heat");
}

Result<std::vector<Panel>> draw_panels(const Subject& given, const FigureOptions& options, const Theme& theme) {
  if (Status drawable = check_drawing(given, options); !drawable) return drawable.problems();
  const Subject subject = with_cells(given, options);
  if (options.beside) return find_comparison(*options.beside)->draw(subject.chain, theme);
  const View& view = view_of_figure(subject, options);
  std::vector<Panel> panels;
  panels.push_back({view.draw(subject, options, theme), {}, kind_text(subject.chain), subject.chain, view.shows_model});
  return panels;
}

bool has_own_numbers(const Panel& panel, const std::vector<Panel>& panels) {
  return &panel == &panels.front() || panel.chain != panels.front().chain;
}

std::vector<std::string> parameters_of(const Panel& panel) {
  if (panel.is_model) return panel.drawing.parameters;
  return {fmt::format("{}: {}", panel.kind, parameters_text(panel.chain))};
}

std::vector<std::string> formulas_of(const Panel& panel) {
  std::vector<std::string> formulas;
  if (!panel.is_model) {
    const Operation& operation = panel.chain.front();
    formulas = by_axis(output_formula(operation, FormulaFormat::text).worked, operation);
  }
  formulas.insert(formulas.end(), panel.drawing.formulas.begin(), panel.drawing.formulas.end());
  return formulas;
}

void add_caption(Page& page, const std::string& caption, const std::vector<Panel>& panels) {
  const bool has_parameters = caption == "params" || caption == "both";
  const bool has_formula = caption == "formula" || caption == "both";
  if (!has_parameters && !has_formula) return page.add_caption({caption}, TextStyle::words);
  std::vector<std::string> lines;
  const auto add_lines = [&lines](const std::vector<std::string>& more) {
    lines.insert(lines.end(), more.begin(), more.end());
  };
  for (const Panel& panel : panels) {
    if (!has_own_numbers(panel, panels)) continue;
    if (has_parameters) add_lines(parameters_of(panel));
    if (has_formula) add_lines(formulas_of(panel));
  }
  page.add_caption(lines, TextStyle::formula);
}

/// Returns the text unit (bp), which is the same for everything written in a figure.
double unit_for(const std::vector<Panel>& panels) {
  double width = 0;
  double height = 0;
  for (const Panel& panel : panels) {
    width += panel.drawing.film.width;
    height = std::max(height, panel.drawing.film.height);
  }
  return text_unit(width, height);
}

/// Whether a text is given. An empty text counts as none, so that it can take away the text of a preset.
bool has_text(const std::optional<std::string>& text) {
  return text && !text->empty();
}

/// Puts panels together into one drawing, each with its labels, and with its heading if there are several.
Drawing put_together(const std::vector<Panel>& panels, bool has_labels, double unit, const Typesetter& typesetter) {
  double height = 0;
  std::vector<Page> pages;
  for (const Panel& panel : panels) {
    pages.emplace_back(panel.drawing, unit, typesetter);
    if (has_labels && !panel.drawing.labels.empty()) pages.back().add_labels();
    height = std::max(height, pages.back().height());
  }
  Drawing together;
  for (std::size_t i = 0; i < panels.size(); ++i) {
    if (panels.size() > 1) {
      pages[i].grow_to(height);
      pages[i].add_heading(panels[i].heading);
    }
    Drawing drawing = std::move(pages[i]).finish();
    together = i == 0 ? std::move(drawing) : side_by_side(std::move(together), std::move(drawing));
  }
  return together;
}

/// Returns the number of columns of the output map if the steps walk over it cell by cell and the strip shows all of
/// them; otherwise nullopt.
std::optional<std::size_t> columns_of_map(const Walkthrough& walkthrough, std::size_t steps, std::size_t shown) {
  if (steps != walkthrough.steps() || shown != steps) return std::nullopt;
  return static_cast<std::size_t>(walkthrough.cols().output);
}

/// Arranges some of a drawing's steps beside each other. `unit` grows to the text unit for texts around the strip.
Result<Drawing> arrange_strip(const Drawing& drawing, const Subject& subject, const FigureOptions& options,
                              const StepRange& range, double& unit, const Typesetter& typesetter) {
  const Result<std::vector<std::size_t>> steps = steps_of_strip(*options.strip, range, drawing.film.steps);
  if (!steps) return steps.problems();
  StripGrid grid = grid_for(drawing, steps->size());
  const auto map = columns_of_map(subject.walkthrough, drawing.film.steps, steps->size());
  const auto asked = static_cast<std::size_t>(options.columns.value_or(0));
  grid.columns = asked > 0 ? std::min(asked, grid.count) : good_columns(grid, map);
  unit = std::max(unit, text_unit(grid.width(), grid.height()));
  const double size = kCounterSize * unit;
  if (options.step_counter.value_or(false)) grid.counter = 2 * size;
  return strip_of(drawing, *steps, grid, size, typesetter);
}

}  // namespace

const View& view_of_figure(const Subject& subject, const FigureOptions& options) {
  return options.view ? *find_view(*options.view) : usual_view(with_cells(subject, options));
}

std::string_view usual_theme(const Subject& subject, const FigureOptions& options) {
  return options.beside ? kThemeOfComparisons : view_of_figure(subject, options).theme;
}

std::string drawn_without_numbers(const Subject& subject, const FigureOptions& options) {
  if (options.beside) return "--beside " + *options.beside;
  const View& view = view_of_figure(subject, options);
  return view.shows_numbers ? std::string() : fmt::format("--view {}", view.name);
}

bool is_about_channels(const Subject& subject, const FigureOptions& options) {
  return !options.beside && view_of_figure(subject, options).is_about_channels;
}

Status check_drawing(const Subject& given, const FigureOptions& options) {
  const Subject subject = with_cells(given, options);
  for (const Status& status :
       {check_own_options(subject, options), check_columns(options), check_heat(subject, options)}) {
    if (!status) return status;
  }
  if (!options.beside) return view_of_figure(subject, options).check(subject, options);
  if (!options.view) return ok();
  return usage_problem("view", "selects how one layer is drawn, but --beside draws two layers in views of its own",
                       "leave one of them out");
}

Result<Film> lay_out_figure(const Subject& subject, const FigureOptions& options, const Theme& theme,
                            const Typesetter& typesetter, const StepRange& steps) {
  const Result<std::vector<Panel>> panels = draw_panels(subject, options, theme);
  if (!panels) return panels.problems();
  double unit = unit_for(*panels);
  Drawing drawing = put_together(*panels, options.labels.value_or(false), unit, typesetter);
  if (options.strip) {
    Result<Drawing> strip = arrange_strip(drawing, subject, options, steps, unit, typesetter);
    if (!strip) return strip.problems();
    drawing = *std::move(strip);
  }
  Page page(std::move(drawing), unit, typesetter);
  if (options.legend.value_or(false)) page.add_legend();
  if (has_text(options.caption)) add_caption(page, *options.caption, *panels);
  if (options.step_counter.value_or(false) && !options.strip) page.add_step_counter();
  if (has_text(options.title)) page.add_title(*options.title);
  drawing = std::move(page).finish();
  drawing.film.keys = std::move(drawing.keys);
  drawing.film.has_legend = options.legend.value_or(false);
  return std::move(drawing.film);
}

}  // namespace convarith
