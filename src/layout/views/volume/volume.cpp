#include "layout/views/volume/volume.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "layout/layer_words.hpp"
#include "layout/shapes/cell_maps.hpp"
#include "layout/shapes/lattice.hpp"
#include "layout/shapes/tight_page.hpp"
#include "layout/stage_steps.hpp"
#include "layout/views/projection/projection_labels.hpp"
#include "layout/views/volume/volume_arrangement.hpp"
#include "layout/views/volume/volume_paints.hpp"
#include "layout/views/volume/volume_window.hpp"

namespace convarith {
namespace {

constexpr double kThinLine = 0.4;  // bp: lines around padding
/// The most cells that are drawn separately. They are drawn again in every step.
constexpr long long kMostSeparate = 16384;

StageSteps steps_of(const std::vector<Walkthrough>& stages) {
  std::vector<std::size_t> counts(stages.size());
  std::transform(stages.begin(), stages.end(), counts.begin(), [](const Walkthrough& stage) { return stage.steps(); });
  return StageSteps(std::move(counts));
}

class VolumeFigure {
 public:
  VolumeFigure(const Subject& subject, const Theme& theme);

  Drawing drawing() &&;

 private:
  std::vector<CellMap> filter_maps() const;
  std::vector<CellMap> window_maps() const;
  std::set<Dye> dyes() const;
  Step current_step(const StageStep& here) const { return stages_[here.stage].step(here.step); }

  bool hides_padding(const PlannedBlock& planned) const;
  DisplayList behind_blocks() const;
  DisplayList still_blocks() const;
  bool has_dashes_around(const PlannedBlock& planned) const;
  void draw_block(const PlannedBlock& planned, DisplayList& shapes) const;
  DisplayList made_at(std::size_t step) const;
  DisplayList made_until(std::size_t step) const;
  DisplayList padding_behind(std::size_t step) const;
  DisplayList window(std::size_t step) const;
  void draw_empty_cell(const PlannedBlock& planned, Cell place, DisplayList& shapes) const;
  void draw_separate_cells(const PlannedBlock& planned, const WindowPlaces& places, DisplayList& shapes) const;
  void draw_taps(const PlannedBlock& planned, const WindowPlaces& places, DisplayList& shapes) const;
  Key key_of_output(std::size_t stage) const;
  std::vector<Key> keys() const;

  std::vector<Walkthrough> stages_;
  StageSteps steps_;
  VolumeArrangement arrangement_;
  TightPage page_;
  VolumePaints paints_;
};

VolumeFigure::VolumeFigure(const Subject& subject, const Theme& theme)
    : stages_(subject.chain.begin(), subject.chain.end()),
      steps_(steps_of(stages_)),
      arrangement_(plan_volume(stages_)),
      page_(page_around(arrangement_.box())) {
  arrangement_.move_by(page_.shift);
  const auto& blocks = arrangement_.blocks();
  const bool has_dashes = std::any_of(blocks.begin(), blocks.end(),
                                      [this](const PlannedBlock& planned) { return has_dashes_around(planned); });
  paints_ = VolumePaints(theme, dyes(), has_dashes);
}

std::set<Dye> VolumeFigure::dyes() const {
  std::set<Dye> dyes{{kOtherHue, Look::to_come}};
  for (const PlannedBlock& planned : arrangement_.blocks()) {
    for (const Slice& slice : planned.block.slices()) {
      dyes.insert({slice.hue, Look::plain});
      if (planned.window_of) dyes.insert({slice.hue, Look::tapped});
    }
    if (planned.window_of && has_empty_taps(stages_[*planned.window_of])) dyes.insert({kOtherHue, Look::padding});
  }
  return dyes;
}

/// Whether dashes are drawn around a block that windows move over. They are where the padded input takes other places
/// than the block's cells.
bool VolumeFigure::has_dashes_around(const PlannedBlock& planned) const {
  return planned.window_of && padded_range(stages_[*planned.window_of]) != planned.block.range();
}

/// Puts a map on the front of a block, which is where readers point at blocks. One map stands for all sheets of the
/// block.
CellMap on_front(CellMap map, const PlannedBlock& planned, std::size_t stage) {
  const Space& space = planned.block.space();
  map.layer = static_cast<int>(stage);
  map.group = planned.group.value_or(CellMap::kAllSheets);
  return placed(map, Lattice(space.at(1, 0, 0), 1, 1, upright(kVolumeCell, kVolumeCell)));
}

std::vector<CellMap> VolumeFigure::filter_maps() const {
  std::vector<CellMap> maps;
  for (const PlannedBlock& planned : arrangement_.blocks()) {
    if (!planned.filter_of) continue;
    const CellMap map = map_of_taps(CellMap::Kind::kernel, stages_[*planned.filter_of]);
    maps.push_back(on_front(map, planned, *planned.filter_of));
  }
  return maps;
}

/// Returns the maps of all blocks that windows move over, and of the blocks that stages compute.
std::vector<CellMap> VolumeFigure::window_maps() const {
  std::vector<CellMap> maps;
  for (std::size_t stage = 0; stage < stages_.size(); ++stage) {
    for (const PlannedBlock& planned : arrangement_.blocks()) {
      if (planned.window_of == stage) maps.push_back(on_front(map_of_plane(stages_[stage]), planned, stage));
      if (planned.made_by == stage) maps.push_back(on_front(map_of_outputs(stages_[stage]), planned, stage));
    }
  }
  return maps;
}

/// Draws a solid block, whose cells all look alike.
void VolumeFigure::draw_block(const PlannedBlock& planned, DisplayList& shapes) const {
  const CellRange all = planned.block.range();
  const Look look = planned.made_by ? Look::to_come : Look::plain;
  planned.block.fill(all, look, planned.cell_role(), paints_, shapes);
  const PaintId line = planned.made_by ? paints_.faint : paints_.line;
  planned.block.draw_inner_lines(all, planned.grid_role(), line, shapes);
  planned.block.draw_outline(all, planned.grid_role(), paints_.line, kVolumeOutline, shapes);
}

/// Whether cells of padding may come to lie behind a solid block of inputs.
bool VolumeFigure::hides_padding(const PlannedBlock& planned) const {
  return planned.kind == BlockKind::input && planned.window_of && planned.block.is_solid() &&
         has_empty_taps(stages_[*planned.window_of]);
}

/// Draws what padding never lies behind: texts and all blocks except the inputs behind which, or between which, padding
/// may come to lie.
DisplayList VolumeFigure::behind_blocks() const {
  DisplayList shapes;
  arrangement_.write(shapes, paints_.line);
  for (const PlannedBlock& planned : arrangement_.blocks()) {
    if (has_dashes_around(planned)) {
      const CellRange padded = padded_range(stages_[*planned.window_of]);
      planned.block.draw_dashes_around(padded, Role::plane_grid, paints_.faint, shapes);
    }
    if (planned.block.is_solid() && !hides_padding(planned)) draw_block(planned, shapes);
    if (!planned.block.is_solid() && !planned.window_of) draw_separate_cells(planned, {}, shapes);
  }
  return shapes;
}

DisplayList VolumeFigure::still_blocks() const {
  DisplayList shapes;
  for (const PlannedBlock& planned : arrangement_.blocks()) {
    if (hides_padding(planned)) draw_block(planned, shapes);
  }
  return shapes;
}

DisplayList VolumeFigure::made_at(std::size_t step) const {
  const StageStep now = steps_.at(step);
  const Cell output = current_step(now).output;
  DisplayList shapes;
  for (const PlannedBlock& planned : arrangement_.blocks()) {
    if (planned.made_by != now.stage) continue;
    planned.block.fill_part({output, 1, 1}, Look::plain, planned.cell_role(), paints_, shapes);
    planned.block.draw_lines_of_part({output, 1, 1}, planned.grid_role(), paints_.line, shapes);
  }
  return shapes;
}

DisplayList VolumeFigure::made_until(std::size_t step) const {
  DisplayList shapes;
  for (std::size_t i = 0; i <= step; ++i) {
    DisplayList more = made_at(i);
    std::move(more.begin(), more.end(), std::back_inserter(shapes));
  }
  return shapes;
}

void VolumeFigure::draw_empty_cell(const PlannedBlock& planned, Cell place, DisplayList& shapes) const {
  planned.block.fill({place, 1, 1}, Look::padding, Role::padded_cell, paints_, shapes);
  planned.block.draw_outline({place, 1, 1}, Role::window_grid, paints_.line, kThinLine, shapes);
}

DisplayList VolumeFigure::padding_behind(std::size_t step) const {
  const StageStep now = steps_.at(step);
  const WindowPlaces places = places_of(current_step(now));
  DisplayList shapes;
  for (const PlannedBlock& planned : arrangement_.blocks()) {
    if (planned.window_of != now.stage || !planned.block.is_solid()) continue;
    for (const Cell& place : places.empty) {
      if (!planned.block.would_be_in_front(place)) draw_empty_cell(planned, place, shapes);
    }
  }
  return shapes;
}

/// Draws a block whose cells have places between them, with the cells of the window.
void VolumeFigure::draw_separate_cells(const PlannedBlock& planned, const WindowPlaces& places,
                                       DisplayList& shapes) const {
  for (const auto& [place, look] : separate_cells(planned.block, places)) {
    if (look == Look::padding) {
      draw_empty_cell(planned, place, shapes);
      continue;
    }
    const CellRange cell{place, 1, 1};
    planned.block.fill(cell, look, look == Look::tapped ? Role::tap : planned.cell_role(), paints_, shapes);
    planned.block.draw_inner_lines(cell, planned.grid_role(), paints_.line, shapes);
    planned.block.draw_outline(cell, planned.grid_role(), paints_.line, kVolumeOutline, shapes);
  }
}

void VolumeFigure::draw_taps(const PlannedBlock& planned, const WindowPlaces& places, DisplayList& shapes) const {
  const std::vector<CellRange> tapped = ranges_of(places.inputs);
  for (const CellRange& cells : tapped) planned.block.fill_part(cells, Look::tapped, Role::tap, paints_, shapes);
  for (const CellRange& cells : tapped) {
    planned.block.draw_lines_of_part(cells, Role::window_grid, paints_.line, shapes);
  }
  for (const Cell& place : places.empty) {
    if (planned.block.would_be_in_front(place)) draw_empty_cell(planned, place, shapes);
  }
}

DisplayList VolumeFigure::window(std::size_t step) const {
  const StageStep now = steps_.at(step);
  const Step current = current_step(now);
  const WindowPlaces places = places_of(current);
  DisplayList shapes;
  for (const PlannedBlock& planned : arrangement_.blocks()) {
    const Block& block = planned.block;
    if (planned.window_of && !block.is_solid()) {
      draw_separate_cells(planned, planned.window_of == now.stage ? places : WindowPlaces{}, shapes);
    } else if (planned.window_of == now.stage) {
      draw_taps(planned, places, shapes);
    }
    if (planned.window_of == now.stage) {
      const CellRange window{current.window, current.window_rows, current.window_cols};
      block.frame(window, Role::region_frame, paints_.window_frame, shapes);
    }
    if (planned.made_by == now.stage) {
      block.frame({current.output, 1, 1}, Role::current_output_outline, paints_.output_frame, shapes);
    }
  }
  return shapes;
}

/// Returns the legend entry for the output of a stage and for the filters that compute it.
Key VolumeFigure::key_of_output(std::size_t stage) const {
  const auto& blocks = arrangement_.blocks();
  const auto made = std::find_if(blocks.begin(), blocks.end(),
                                 [stage](const PlannedBlock& planned) { return planned.made_by == stage; });
  const PaintId paint = paints_.of(made->block.slices().front().hue, Look::plain, Face::front);
  const Operation& operation = stages_[stage].operation();
  if (operation.is_pooling()) return {"output", paint, {}, paints_.line};
  const std::string name = stage == 0 ? "filter" : "1 × 1 filter";
  if (operation.filters == 1) return {name + " and its output", paint, {}, paints_.line};
  return {name + "s and their outputs, each in its hue", paint, {}, paints_.line};
}

std::vector<Key> VolumeFigure::keys() const {
  const Walkthrough& first = stages_.front();
  const HueId hue = arrangement_.blocks().front().block.slices().front().hue;
  const auto front = [&](Look look) { return paints_.of(hue, look, Face::front); };
  const bool has_groups = first.operation().groups > 1;
  const bool has_shades = has_groups && first.operation().filters > first.operation().groups;
  std::vector<Key> keys{{has_shades   ? "input, filters and results, each group in its hue, filters in shades of it"
                         : has_groups ? "input, filters and results, each group in its hue"
                                      : "input",
                         front(Look::plain),
                         {},
                         paints_.line}};
  keys.push_back({window_words(first.operation()), front(Look::tapped), {}, paints_.window_frame});
  if (has_empty_taps(first)) {
    const bool is_mirrored = first.operation().padding_mode != PaddingMode::zeros;
    keys.push_back({is_mirrored ? "padding, copied from inputs" : empty_place_words(first),
                    front(Look::padding),
                    {},
                    paints_.line});
  }
  for (std::size_t stage = has_groups ? 1 : 0; stage < stages_.size(); ++stage) keys.push_back(key_of_output(stage));
  keys.push_back({"output to come", front(Look::to_come), {}, paints_.faint});
  return keys;
}

Drawing VolumeFigure::drawing() && {
  Drawing drawing;
  drawing.film = {page_.width, page_.height, steps_.count(), paints_.paints(), {}};
  drawing.ink = paints_.line;
  drawing.outline = arrangement_.box().corners();
  drawing.keys = keys();
  drawing.formulas = projection_formulas(stages_.front().operation());
  const auto shared = std::make_shared<const VolumeFigure>(std::move(*this));
  drawing.film.sheets = {
      {true, [shared](std::size_t) { return shared->behind_blocks(); }, {}, shared->filter_maps()},
      {false, [shared](std::size_t step) { return shared->made_until(step); },
       [shared](std::size_t step) { return shared->made_at(step); }},
      {false, [shared](std::size_t step) { return shared->padding_behind(step); }},
      {true, [shared](std::size_t) { return shared->still_blocks(); }},
      {false, [shared](std::size_t step) { return shared->window(step); }, {}, shared->window_maps()},
  };
  return drawing;
}

}  // namespace

Status check_volume(const Subject& subject, const FigureOptions&) {
  const Walkthrough& walkthrough = subject.walkthrough;
  const Operation& layer = walkthrough.operation();
  const auto too_many = [](std::string_view what, long long cells) {
    return usage_problem(
        "view", fmt::format("draws {} separately, and {} are over the limit of {}", what, cells, kMostSeparate),
        "use a smaller layer, or --view projection");
  };
  const long long taps = static_cast<long long>(layer.rows.kernel) * layer.cols.kernel;
  if (taps > kMostSeparate) return too_many("all taps of a window", taps);
  const long long inputs = static_cast<long long>(layer.rows.input) * layer.cols.input;
  const bool is_apart = walkthrough.rows().has_gaps() || walkthrough.cols().has_gaps();
  return is_apart && inputs > kMostSeparate ? too_many("inputs with zeros between them", inputs) : ok();
}

Drawing draw_volume(const Subject& subject, const FigureOptions&, const Theme& theme) {
  return VolumeFigure(subject, theme).drawing();
}

}  // namespace convarith
