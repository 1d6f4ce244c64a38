#include "figure.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "comparisons.hpp"
#include "convarith/formula.hpp"
#include "page.hpp"
#include "side_by_side.hpp"
#include "views.hpp"

namespace convarith {
namespace {

Result<std::vector<Panel>> draw_panels(const Walkthrough& walkthrough, const FigureOptions& options,
                                       const Theme& theme) {
  if (options.beside) {
    if (options.view) {
      return usage_problem("view", "says how one layer is drawn, and --beside draws two in views of its own",
                           "leave one of them out");
    }
    return find_comparison(*options.beside)->draw(walkthrough, theme);
  }
  const View& view = options.view ? *find_view(*options.view) : views().front();
  if (Status suits = view.check(walkthrough.operation()); !suits) return suits.problems();
  std::vector<Panel> panels;
  panels.push_back({view.draw(walkthrough, theme), {}, walkthrough.operation()});
  return panels;
}

bool shows_numbers(const Panel& panel, const std::vector<Panel>& panels) {
  return &panel == &panels.front() || panel.operation != panels.front().operation;
}

/// "m = ...", for rows and columns apart where they differ.
std::vector<std::string> formula_lines(const Operation& operation) {
  std::vector<std::string> lines = output_formula(operation, FormulaFormat::text).worked;
  if (lines.size() == 2) {
    lines[0] = "rows: " + lines[0];
    lines[1] = "columns: " + lines[1];
  }
  return lines;
}

void add_caption(Page& page, const std::string& caption, const std::vector<Panel>& panels) {
  const bool has_parameters = caption == "params" || caption == "both";
  const bool has_formula = caption == "formula" || caption == "both";
  if (!has_parameters && !has_formula) return page.add_caption({caption}, TextStyle::words);
  std::vector<std::string> lines;
  for (const Panel& panel : panels) {
    if (!shows_numbers(panel, panels)) continue;
    if (has_parameters) lines.push_back(parameters_text(panel.operation));
    if (!has_formula) continue;
    const std::vector<std::string> worked = formula_lines(panel.operation);
    lines.insert(lines.end(), worked.begin(), worked.end());
  }
  page.add_caption(lines, TextStyle::formula);
}

/// The panels as one drawing, each with its labels, and with its heading where there are several.
Drawing put_together(const std::vector<Panel>& panels, bool has_labels, const Typesetter& typesetter) {
  double height = 0;
  std::vector<Page> pages;
  for (const Panel& panel : panels) {
    pages.emplace_back(panel.drawing, typesetter);
    if (has_labels) pages.back().add_labels();
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

}  // namespace

Result<Film> lay_out_figure(const Walkthrough& walkthrough, const FigureOptions& options, const Theme& theme,
                            const Typesetter& typesetter) {
  const Result<std::vector<Panel>> panels = draw_panels(walkthrough, options, theme);
  if (!panels) return panels.problems();
  Page page(put_together(*panels, options.labels.value_or(false), typesetter), typesetter);
  if (options.step_counter.value_or(false)) page.add_step_counter();
  if (options.legend.value_or(false)) page.add_legend();
  if (options.caption) add_caption(page, *options.caption, *panels);
  if (options.title) page.add_title(*options.title);
  return std::move(page).finish().film;
}

}  // namespace convarith
