#include "markup/page_parts.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "arithmetic/formula.hpp"
#include "markup/model_page.hpp"
#include "markup/page_aim.hpp"
#include "markup/page_colours.hpp"
#include "markup/page_data.hpp"
#include "markup/page_key.hpp"
#include "markup/shape_markup.hpp"
#include "markup/xml_text.hpp"

namespace convarith {
namespace {

// What ids and classes begin with. A page has one figure, so that they may be short.
constexpr const char* kFigurePrefix = "f";
constexpr const char* kKeyPrefix = "k";

/// Writes runs of steps, such as "0-3 5", counted from the first step that is shown. The end of a range is included.
std::string text_of(const StepRuns& runs) {
  std::string text;
  for (const StepRun& run : runs) {
    if (!text.empty()) text += ' ';
    text += fmt::format("{}", run.first);
    if (run.last > run.first + 1) text += fmt::format("-{}", run.last - 1);
  }
  return text;
}

/// Whether shapes are shown in all steps, so that their group needs no list of steps.
bool is_always_there(const StepRuns& runs, std::size_t steps) {
  return runs.size() == 1 && runs.front().first == 0 && runs.front().last == steps;
}

/// Writes the shapes of a group. Runs of shapes that show what a step looks at are groups of their own; `is_all_aim`
/// says that all shapes are, so that the whole group may be marked instead.
std::string shapes_of(const ShapeGroup& group, const Film& film, ShapeMarkup& markup, bool is_all_aim) {
  const std::span<const TimedShape* const> shapes(group.shapes);
  if (is_all_aim) return markup.write(shapes);
  std::string out;
  for (std::size_t first = 0; first < shapes.size();) {
    const bool is_marked = is_aim(film, shapes[first]->shape);
    std::size_t last = first + 1;
    while (last < shapes.size() && is_aim(film, shapes[last]->shape) == is_marked) ++last;
    const std::string run = markup.write(shapes.subspan(first, last - first));
    out += is_marked ? fmt::format("<g class=\"aim\">{}</g>", run) : run;
    first = last;
  }
  return out;
}

std::string groups_of(const Film& film, const Timeline& timeline, ShapeMarkup& markup) {
  std::string out;
  for (const ShapeGroup& group : grouped(timeline)) {
    const bool is_all_aim = std::all_of(group.shapes.begin(), group.shapes.end(),
                                        [&film](const TimedShape* shape) { return is_aim(film, shape->shape); });
    const std::string shapes = shapes_of(group, film, markup, is_all_aim);
    const char* const aim = is_all_aim ? " class=\"aim\"" : "";
    if (is_always_there(group.steps, timeline.steps)) {
      out += fmt::format("<g{}>{}</g>\n", aim, shapes);
      continue;
    }
    const char* const hidden = group.steps.front().first > 0 ? " display=\"none\"" : "";
    out += fmt::format("<g{} data-steps=\"{}\"{}>{}</g>\n", aim, text_of(group.steps), hidden, shapes);
  }
  return out;
}

/// Returns the figure with its first step shown, and with empty groups for what the script adds.
std::string figure_of(const Film& film, const std::string& alt, const Timeline& timeline, ShapeMarkup& markup) {
  const std::string groups = groups_of(film, timeline, markup);
  std::string out = fmt::format(
      "<svg class=\"figure\" viewBox=\"0 0 {0} {1}\" style=\"max-width:{2}px\" role=\"group\" aria-label=\"{3}\"{4}>\n"
      "<desc>{3}.</desc>\n",
      decimal(film.width, 3), decimal(film.height, 3), decimal(3 * film.width, 0), escaped(alt),
      markup.root_attributes());
  out += markup.definitions() + "\n" + groups;
  return out + "<g class=\"marks\"></g><g class=\"maps\"></g>\n</svg>";
}

std::string fact(std::string_view name, const std::vector<std::string>& lines) {
  std::string out = fmt::format("<dt>{}</dt>", name);
  for (const std::string& line : lines) out += fmt::format("<dd>{}</dd>", escaped(line));
  return out + "\n";
}

std::string facts_of(const Operation& operation) {
  const Formula formula = output_formula(operation, FormulaFormat::text);
  std::vector<std::string> lines{formula.general};
  for (std::string& line : by_axis(formula.worked, operation)) lines.push_back(std::move(line));
  return fact("Layer", {kind_text(operation)}) + fact("Parameters", {unbroken(parameters_text(operation))}) +
         fact("Output size", lines);
}

/// Returns the facts of each layer whose numbers differ from those of the layers before it. Padding modes do not matter
/// to sizes, so the facts of such layers appear once.
std::string facts_of(const ShownLayers& shown, const Operation& operation) {
  if (shown.relation == ShownLayers::Relation::modes) return facts_of(operation);
  std::string facts;
  for (const Walkthrough& layer : shown.layers) {
    const std::string more = facts_of(layer.operation());
    if (facts.find(more) == std::string::npos) facts += more;
  }
  return facts;
}

std::string facts_of_figure(const Film& film, const EncodeOptions& options) {
  if (options.model == nullptr) return facts_of(shown_layers(film, options), options.chain->front());
  std::string facts;
  for (const PageFact& one : model_page_facts(film, options)) facts += fact(one.name, one.lines);
  return facts;
}

/// What a page says of the pointer and of keys.
struct PageHelp {
  std::string_view pointer;
  std::string_view keys;  ///< what the tabulator key does, and the entry key
};

constexpr PageHelp kHelpOnLayers{
    "Point at a cell to see what feeds it or what it feeds; click to pin it, click again or press <kbd>Esc</kbd> to "
    "let go.",
    "leads into the maps of the figure, where arrow keys go from cell to cell and <kbd>Enter</kbd> pins one.\n"
    "Cells are (row, column), counted from 0."};
constexpr PageHelp kHelpOnFields{
    "Point at a cell to see whether the current output sees it; click an output to go to its step.",
    "leads into the maps of the figure, where arrow keys go from cell to cell and <kbd>Enter</kbd> goes to the step of "
    "an output.\nCells are (row, column), counted from 0."};
constexpr PageHelp kHelpOnBlocks{"Point at a block to see which layers it stands for; click it to go to its step.",
                                 "leads from block to block, and <kbd>Enter</kbd> goes to the step of one."};

constexpr PageHelp kHelpOnRows{"Point at a row to see which layer made it; click it to go to its step.",
                               "leads from row to row, and <kbd>Enter</kbd> goes to the step of one."};

const PageHelp& help_on(const Film& film, const EncodeOptions& options) {
  if (options.model == nullptr) return kHelpOnLayers;
  if (film.walk == Walk::fields) return kHelpOnFields;
  return film.walk == Walk::layers ? kHelpOnRows : kHelpOnBlocks;
}

}  // namespace

PageParts page_parts(const Film& film, const EncodeOptions& options, const Timeline& timeline) {
  ShapeMarkup markup(film, options.dark, kFigurePrefix);
  std::string figure = figure_of(film, options.alt, timeline, markup);
  PageKey key = page_key(film, options.dark, kKeyPrefix);
  const PageHelp& help = help_on(film, options);
  return {heading_of(options),
          options.alt,
          std::move(figure),
          std::move(key.markup),
          facts_of_figure(film, options),
          std::string(help.pointer),
          std::string(help.keys),
          page_data(film, options, timeline.first_step, timeline.first_step + timeline.steps),
          page_colours(film, options.dark, key.style, markup.dark_style() + key.dark_style)};
}

}  // namespace convarith
