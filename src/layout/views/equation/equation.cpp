#include "layout/views/equation/equation.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "layout/panels/heat_cells.hpp"
#include "layout/panels/number_paints.hpp"
#include "layout/panels/panel_row.hpp"
#include "layout/shapes/cell_maps.hpp"
#include "layout/shapes/tight_page.hpp"
#include "layout/stage_steps.hpp"
#include "layout/view_needs.hpp"
#include "layout/views/breakdown/breakdown.hpp"
#include "layout/views/equation/equation_panels.hpp"
#include "layout/views/equation/equation_stage.hpp"
#include "layout/views/equation/equation_windows.hpp"
#include "layout/views/projection/projection_labels.hpp"

namespace convarith {
namespace {

constexpr double kBreakdownGap = 16;  // bp between the equation and its breakdown

/// Returns the parts of all stages together. Results are left out if every stage has a single filter, as the result of
/// a single filter is the output.
EquationParts parts_of(const FigureOptions& options, const ChosenPanels& panels, const Chain& chain) {
  const bool has_several =
      std::any_of(chain.begin(), chain.end(), [](const Operation& operation) { return operation.filters > 1; });
  const bool has_results = panels.results && has_several;
  return {panels.input, panels.kernel, has_results, panels.output, options.misfits.value_or(false), options.centres};
}

/// Returns the layer of each stage, with its numbers.
std::vector<Subject> subjects_of(const Subject& subject) {
  std::vector<Subject> subjects;
  const ChainValues values = with_inputs(subject.chain, subject.values);
  for (std::size_t i = 0; i < subject.chain.size(); ++i) {
    subjects.push_back({subject.chain[i], {values[i]}, subject.precision});
    subjects.back().cells = subject.cells;
  }
  return subjects;
}

bool has_none(const EquationParts& parts) {
  return !parts.input && !parts.kernel && !parts.results && !parts.output;
}

class Equation {
 public:
  Equation(const Subject& subject, const EquationParts& parts, bool has_breakdown, const Theme& theme);

  Drawing drawing() &&;

 private:
  /// A step of the film, as a window of one stage.
  struct StageMoment {
    std::size_t stage = 0;
    Moment moment;
  };

  bool is_breakdown_alone() const { return has_none(parts_); }
  void add_stages(const Subject& subject);
  void arrange();
  bool any_stage(bool (EquationStage::*shows)() const) const;
  std::vector<const ColourMap*> colour_maps_used() const;
  NumberSheets sheets() const;
  NumberAreas areas() const;
  StageMoment at(std::size_t step) const;
  const NumberPaints& paints_of(std::size_t stage) const { return stage == 0 ? paints_ : second_paints_; }
  std::size_t outputs_by(std::size_t stage, const StageMoment& here) const;

  std::vector<CellMap> still_maps() const;
  std::vector<CellMap> output_maps() const;
  std::vector<CellMap> region_maps() const;
  DisplayList panels() const;
  DisplayList outputs(std::size_t step) const;
  DisplayList outputs_added(std::size_t step) const;
  DisplayList marks(std::size_t step) const;
  DisplayList lines() const;
  DisplayList frames(std::size_t step) const;
  std::vector<Key> keys() const;

  Walkthrough walkthrough_;
  EquationParts parts_;
  std::vector<std::unique_ptr<EquationStage>> stages_;
  StageSteps steps_;
  PanelRow row_;
  std::optional<Breakdown> breakdown_;
  TightPage page_;
  Box box_;
  NumberAreas areas_;
  NumberPaints paints_;
  NumberPaints second_paints_;
};

Equation::Equation(const Subject& subject, const EquationParts& parts, bool has_breakdown, const Theme& theme)
    : walkthrough_(subject.walkthrough), parts_(parts) {
  if (has_breakdown) breakdown_.emplace(walkthrough_, Numbers(subject));
  add_stages(subject);
  arrange();
  areas_ = areas();
  paints_ = mix_number_paints(theme, areas_);
  second_paints_ = paints_.of_second_stage();
}

/// Adds the stages. One that another follows shows its output, because the other's region moves on it.
void Equation::add_stages(const Subject& subject) {
  const std::vector<Subject> subjects = subjects_of(subject);
  std::vector<std::size_t> counts;
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    const bool follows = i > 0;
    const bool is_last = i + 1 == subjects.size();
    EquationParts parts = parts_;
    parts.results = parts.results && subjects[i].walkthrough.operation().filters > 1;
    parts.misfits = parts.misfits && !follows;
    parts.output = parts.output || !is_last;
    stages_.push_back(std::make_unique<EquationStage>(subjects[i], parts, StagePlace{follows, is_last}));
    counts.push_back(stages_.back()->moments().count());
    if (!is_breakdown_alone()) stages_.back()->add_to(row_);
  }
  steps_ = StageSteps(std::move(counts));
}

void Equation::arrange() {
  Point start;
  const auto place = [&](Point shift) {
    row_.place(start + shift);
    Box box = row_.box();
    for (std::size_t i = 0; i < stages_.size(); ++i) {
      if (i > 0) stages_[i]->place_input(stages_[i - 1]->output_corner());
      stages_[i]->add_surroundings(box);
    }
    return box;
  };
  box_ = is_breakdown_alone() ? breakdown_->box() : place({});
  Point below;
  if (breakdown_ && !is_breakdown_alone()) {
    const Box breakdown = breakdown_->box();
    below = {box_.middle() - breakdown.middle(), box_.bottom - kBreakdownGap - breakdown.top};
    box_.add(breakdown.moved(below));
  }
  page_ = page_around(box_);
  box_ = box_.moved(page_.shift);
  if (!is_breakdown_alone()) place(page_.shift);
  if (breakdown_) breakdown_->move(below + page_.shift);
}

bool Equation::any_stage(bool (EquationStage::*shows)() const) const {
  return std::any_of(stages_.begin(), stages_.end(), [shows](const auto& stage) { return ((*stage).*shows)(); });
}

/// Returns the colour maps of all stages and of the breakdown.
std::vector<const ColourMap*> Equation::colour_maps_used() const {
  std::vector<const ColourMap*> maps;
  if (breakdown_) maps = breakdown_->colour_maps_used();
  for (const auto& stage : stages_) {
    for (const ColourMap* const map : stage->numbers().colour_maps_used()) {
      if (std::find(maps.begin(), maps.end(), map) == maps.end()) maps.push_back(map);
    }
  }
  return maps;
}

NumberSheets Equation::sheets() const {
  NumberSheets sheets = sheets_of(stages_.front()->walkthrough().operation());
  if (stages_.size() > 1) sheets.pointwise = stages_.back()->walkthrough().operation().filters;
  return sheets;
}

/// Returns the areas of the equation and of the breakdown below it.
NumberAreas Equation::areas() const {
  const Numbers& numbers = stages_.front()->numbers();
  const bool has_plain_planes = !numbers.plane_look().is_heat;
  const bool has_plain_kernels = !numbers.kernel_look().is_heat;
  const bool has_breakdown = breakdown_.has_value();
  const PlanePlaces& places = stages_.front()->places();
  const NumberSheets shown = sheets();
  const bool has_outputs = has_breakdown || any_stage(&EquationStage::shows_outputs);
  const bool has_several = shown.channels > 1 || shown.filters > 1 || shown.pointwise > 1;
  const ShadeUse shade = parts_.misfits ? ShadeUse::paper_too : ShadeUse::inputs_and_padding;
  const AccentUse accent = has_several || !has_plain_planes ? AccentUse::outputs : AccentUse::all_areas;
  const bool has_kernels = has_breakdown || parts_.kernel;
  return {.input = (has_breakdown && has_plain_kernels) || (parts_.input && has_plain_planes),
          .padding = (has_breakdown || parts_.input) && places.has_padding(),
          .unvisited = parts_.input && has_plain_planes && places.has_unvisited_inputs(),
          .kernel = has_kernels && has_plain_kernels,
          .bias = (has_breakdown && walkthrough_.operation().has_bias) || any_stage(&EquationStage::shows_bias),
          .product = has_breakdown && has_plain_kernels && Breakdown::shows_products(walkthrough_),
          .output = has_breakdown || (has_outputs && has_plain_planes),
          .lost = any_stage(&EquationStage::shows_lost_cells),
          .shade = parts_.input && has_plain_planes ? shade : ShadeUse::none,
          .accent = has_outputs && !is_breakdown_alone() ? accent : AccentUse::none,
          .sheets = shown,
          .heat = colour_maps_used(),
          .heat_has_numbers = numbers.choice().has_both()};
}

Equation::StageMoment Equation::at(std::size_t step) const {
  const StageStep here = steps_.at(step);
  return {here.stage, stages_[here.stage]->moments().at(here.step)};
}

/// Returns how many outputs each filter of a stage has computed by a step.
std::size_t Equation::outputs_by(std::size_t stage, const StageMoment& here) const {
  if (stage == here.stage) return here.moment.outputs;
  return stage < here.stage ? stages_[stage]->walkthrough().steps() : 0;
}

std::vector<CellMap> Equation::still_maps() const {
  std::vector<CellMap> maps;
  for (std::size_t i = 0; i < stages_.size() && !is_breakdown_alone(); ++i) {
    add_maps(of_layer(i, stages_[i]->still_maps()), maps);
  }
  if (breakdown_) add_maps(breakdown_->still_maps(), maps);
  return maps;
}

std::vector<CellMap> Equation::output_maps() const {
  std::vector<CellMap> maps;
  for (std::size_t i = 0; i < stages_.size(); ++i) add_maps(of_layer(i, stages_[i]->output_maps()), maps);
  return maps;
}

std::vector<CellMap> Equation::region_maps() const {
  return breakdown_ ? breakdown_->region_maps() : std::vector<CellMap>();
}

DisplayList Equation::panels() const {
  DisplayList shapes;
  for (std::size_t i = 0; i < stages_.size() && !is_breakdown_alone(); ++i) {
    stages_[i]->draw_below({paints_of(i), shapes});
  }
  if (!is_breakdown_alone()) row_.write(shapes, paints_.ink);
  if (breakdown_) breakdown_->draw_still({paints_, shapes});
  return shapes;
}

DisplayList Equation::outputs(std::size_t step) const {
  DisplayList shapes;
  for (std::size_t i = 0; i < stages_.size(); ++i) {
    stages_[i]->draw_outputs(0, outputs_by(i, at(step)), {paints_of(i), shapes});
  }
  return shapes;
}

DisplayList Equation::outputs_added(std::size_t step) const {
  DisplayList shapes;
  for (std::size_t i = 0; i < stages_.size(); ++i) {
    const std::size_t before = step == 0 ? 0 : outputs_by(i, at(step - 1));
    stages_[i]->draw_outputs(before, outputs_by(i, at(step)), {paints_of(i), shapes});
  }
  return shapes;
}

/// Draws what lies under lines and numbers.
DisplayList Equation::marks(std::size_t step) const {
  DisplayList shapes;
  const StageMoment here = at(step);
  stages_[here.stage]->draw_marks(here.moment, {paints_of(here.stage), shapes});
  return shapes;
}

DisplayList Equation::lines() const {
  DisplayList shapes;
  for (std::size_t i = 0; i < stages_.size() && !is_breakdown_alone(); ++i) {
    stages_[i]->draw_above({paints_of(i), shapes});
  }
  return shapes;
}

/// Draws what lies above lines and numbers.
DisplayList Equation::frames(std::size_t step) const {
  DisplayList shapes;
  const StageMoment here = at(step);
  if (!is_breakdown_alone()) stages_[here.stage]->draw_frames(here.moment, {paints_of(here.stage), shapes});
  if (breakdown_ && here.moment.fits) {
    breakdown_->draw_step(walkthrough_.step(here.moment.outputs - 1), {paints_, shapes});
  }
  if (breakdown_ && !here.moment.fits) breakdown_->draw_nothing({paints_, shapes});
  return shapes;
}

std::vector<Key> Equation::keys() const {
  std::vector<Key> keys;
  const Numbers& numbers = stages_.front()->numbers();
  const bool is_per_map = numbers.choice().is_per_map;
  const bool has_heat = numbers.plane_look().is_heat;
  const auto add_bar = [&](const std::string& text, const HeatScale& scale) {
    keys.push_back(heat_key(text, scale, is_per_map, paints_.heat, paints_.line));
  };
  if (parts_.input && has_heat) add_bar("input", numbers.input_scale());
  if (parts_.input && !has_heat) keys.push_back({"input" + of_each_channel(areas_), paints_.input, {}, paints_.line});
  if (paints_.unvisited != kPaper) keys.push_back({"input, never visited", paints_.unvisited, {}, paints_.line});
  if (paints_.padding != kPaper) keys.push_back({"padding", paints_.padding, {}, paints_.line, true});
  if (parts_.input) keys.push_back(key_of_region(paints_));
  if (parts_.kernel && numbers.kernel_look().is_heat) add_bar("kernel", numbers.weight_scale());
  add_number_keys(areas_, paints_, keys);
  for (std::size_t i = 0; i < stages_.size(); ++i) {
    if (!has_heat || !stages_[i]->shows_outputs()) continue;
    add_bar(i == 0 ? "output" : "output of the 1×1", stages_[i]->numbers().output_scale());
  }
  if (breakdown_ && numbers.kernel_look().is_heat) add_bar("products", breakdown_->product_scale());
  if (areas_.lost) keys.push_back({"lost at the border", paints_.lost, {}, paints_.line});
  return keys;
}

Drawing Equation::drawing() && {
  Drawing drawing;
  drawing.film = {page_.width, page_.height, steps_.count(), paints_.paints, {}};
  if (parts_.misfits) drawing.film.walk = Walk::other;
  drawing.ink = paints_.ink;
  drawing.outline = box_.corners();
  drawing.keys = keys();
  drawing.formulas = projection_formulas(walkthrough_.operation());
  const auto shared = std::make_shared<const Equation>(std::move(*this));
  drawing.film.sheets = {
      {true, [shared](std::size_t) { return shared->panels(); }, {}, shared->still_maps()},
      {false, [shared](std::size_t step) { return shared->outputs(step); },
       [shared](std::size_t step) { return shared->outputs_added(step); }, shared->output_maps()},
      {false, [shared](std::size_t step) { return shared->marks(step); }},
      {true, [shared](std::size_t) { return shared->lines(); }},
      {false, [shared](std::size_t step) { return shared->frames(step); }, {}, shared->region_maps()},
  };
  return drawing;
}

}  // namespace

Status check_equation(const Subject& subject, const FigureOptions& options) {
  Status suits = first_problem_of({needs_convolution(subject), needs_outputs(subject)});
  if (!suits) return suits;
  const ChosenPanels panels = chosen_panels(options);
  for (const Operation& operation : subject.chain) {
    Subject stage(operation);
    stage.cells = subject.cells;
    suits = first_problem_of({needs_few_numbers(stage), needs_few_products(stage)});
    if (!suits) return suits;
  }
  if (subject.chain.size() > 1 && panels.breakdown) {
    return usage_problem("panels",
                         "includes breakdown, which works out a single layer, but a 1×1 convolution follows this one",
                         "leave out breakdown or --pointwise");
  }
  if (has_none(parts_of(options, panels, subject.chain)) && !panels.breakdown) {
    return usage_problem("panels", "names only results, but the result of a single filter is the output", "use output");
  }
  if (!options.misfits.value_or(false)) return ok();
  if (subject.walkthrough.operation().transposed) {
    return usage_problem("misfits",
                         "shows windows that extend past the input, but all windows of a transposed convolution fit",
                         "leave it out");
  }
  return ok();
}

Drawing draw_equation(const Subject& subject, const FigureOptions& options, const Theme& theme) {
  const ChosenPanels panels = chosen_panels(options);
  const EquationParts parts = parts_of(options, panels, subject.chain);
  return Equation(subject, parts, panels.breakdown, theme).drawing();
}

}  // namespace convarith
