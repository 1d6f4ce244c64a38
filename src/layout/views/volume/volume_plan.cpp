#include "layout/views/volume/volume_plan.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <utility>

#include "layout/layer_words.hpp"
#include "layout/panels/panel_shapes.hpp"
#include "layout/panels/shown_sheets.hpp"
#include "layout/views/projection/projection_labels.hpp"
#include "layout/views/projection/projection_planes.hpp"

namespace convarith {
namespace {

/// The greatest depth of a block, in layers of usual thickness. More layers are drawn thinner.
constexpr double kDeepest = 10;

/// The greatest height of a column of filters, roughly, as a multiple of the height of its input.
constexpr double kTallest = 2.2;
constexpr double kUsualHeight = 120;  // bp: columns up to this height are always allowed

int channels_per_group(const Operation& operation) {
  return operation.channels / operation.groups;
}

int filters_per_group(const Operation& operation) {
  return operation.filters / operation.groups;
}

bool is_depthwise(const Operation& operation) {
  return operation.groups > 1 && channels_per_group(operation) == 1;
}

std::vector<Slice> alike(int count, HueId hue) {
  return std::vector<Slice>(static_cast<std::size_t>(count), {hue, std::min(1.0, kDeepest / count)});
}

/// Whether the layers of one hue look alike or have different shades.
enum class Layers { alike, shaded };

/// Returns slices for sheets with a hue each, `layers` slices to a sheet. Sheets that are not shown are one slice
/// without a hue.
std::vector<Slice> in_turns(int sheets, int layers, HueId first_hue, Layers look = Layers::alike) {
  const ShownSheets shown = shown_sheets(sheets);
  const double others = shown.dots_after ? std::max(2, layers) : 0;
  const double all = static_cast<double>(shown.numbers.size()) * layers + others;
  const double depth = std::min(1.0, kDeepest / all);
  std::vector<Slice> slices;
  for (std::size_t i = 0; i < shown.numbers.size(); ++i) {
    for (int layer = 0; layer < layers; ++layer) {
      const int shade = look == Layers::shaded ? layer : 0;
      slices.push_back({shade_of(first_hue + static_cast<HueId>(i), shade), depth});
    }
    if (shown.dots_after == i) slices.push_back({kOtherHue, others * depth});
  }
  return slices;
}

/// Returns one slice for each of some filters, which shades of a hue tell apart.
std::vector<Slice> in_shades(int count, HueId hue) {
  std::vector<Slice> slices = alike(count, hue);
  for (int i = 0; i < count; ++i) slices[static_cast<std::size_t>(i)].hue = shade_of(hue, i);
  return slices;
}

std::vector<Slice> dyed(std::vector<Slice> slices, HueId hue) {
  for (Slice& slice : slices) slice.hue = hue;
  return slices;
}

BlockAxis axis_of(const AxisWalk& walk) {
  return {walk.input, walk.first_input, walk.spread};
}

Span reach_of(const AxisWalk& axis) {
  return {drawn_span(axis).first, std::max(drawn_span(axis).last, end_of(axis))};
}

CellRange reach_of(const Walkthrough& walkthrough) {
  const Span rows = reach_of(walkthrough.rows());
  const Span cols = reach_of(walkthrough.cols());
  return {{rows.first, cols.first}, rows.length(), cols.length()};
}

/// Returns, for example, "2 of 3 × 6 × 6".
std::string parts_text(int count, const std::string& shape) {
  return fmt::format("{} of {}", count, shape);
}

std::string filter_title(const Operation& operation) {
  const bool is_one_cell = operation.dims == 2 && operation.rows.kernel == 1 && operation.cols.kernel == 1;
  if (is_depthwise(operation)) return "Depthwise filters";
  if (is_one_cell) return operation.filters == 1 ? "1 × 1 filter" : "1 × 1 filters";
  return operation.filters == 1 ? "Filter" : "Filters";
}

class Planner {
 public:
  explicit Planner(const std::vector<Walkthrough>& stages) : stages_(stages) {}

  VolumePlan plan() && {
    for (stage_ = 0; stage_ < stages_.size(); ++stage_) add_stage();
    return std::move(plan_);
  }

 private:
  const Walkthrough& walkthrough() const { return stages_[stage_]; }
  const Operation& operation() const { return walkthrough().operation(); }
  bool is_grouped() const { return operation().groups > 1; }

  void add_stage() {
    if (stage_ == 0) add_input();
    first_filter_hue_ = stage_ == 0 ? 0 : hues_used_;
    const int sheets = is_grouped() ? operation().groups : operation().filters;
    hues_used_ = first_filter_hue_ + static_cast<HueId>(shown_sheets(sheets).numbers.size());
    if (operation().is_pooling()) {
      plan_.blocks[last_block_].window_of = stage_;
      link({{}, std::string(operator_word(operation().op))});
    } else if (is_grouped()) {
      add_groups();
    } else {
      plan_.blocks[last_block_].window_of = stage_;
      add_filters();
    }
    add_output();
  }

  void link(Link link) { plan_.panels.back().next = std::move(link); }

  std::size_t add(PlannedBlock block) {
    plan_.blocks.push_back(std::move(block));
    return plan_.blocks.size() - 1;
  }

  void add_single(std::string title, std::string caption, PlannedBlock block) {
    last_block_ = add(std::move(block));
    plan_.panels.push_back({std::move(title), std::move(caption), {{{last_block_}, {}}}});
  }

  PlannedBlock input_block(std::vector<Slice> slices) const {
    return {Block(axis_of(walkthrough().rows()), axis_of(walkthrough().cols()), std::move(slices)), BlockKind::input,
            reach_of(walkthrough())};
  }

  PlannedBlock output_block(std::vector<Slice> slices) const {
    const Block block({walkthrough().rows().output}, {walkthrough().cols().output}, std::move(slices));
    return {block, BlockKind::output, block.range(), {}, stage_};
  }

  PlannedBlock filter_block(std::vector<Slice> slices) const {
    const Block block({operation().rows.kernel}, {operation().cols.kernel}, std::move(slices));
    return {block, BlockKind::filter, block.range(), {}, {}, stage_};
  }

  void add_input() {
    const Operation& layer = operation();
    const std::vector<Slice> slices =
        is_grouped() ? in_turns(layer.groups, channels_per_group(layer), 0) : alike(layer.channels, kInputHue);
    // With groups, padding belongs to the blocks of the groups, because windows move over these.
    PlannedBlock block = input_block(slices);
    if (is_grouped()) block.reach = whole_input();
    add_single("Input", shape_text(layer, layer.channels, &Axis::input), std::move(block));
  }

  CellRange whole_input() const {
    const BlockAxis rows = axis_of(walkthrough().rows());
    const BlockAxis cols = axis_of(walkthrough().cols());
    return {{rows.first, cols.first}, rows.end() - rows.first, cols.end() - cols.first};
  }

  /// Adds one filter for each of some sheets of the output. hue_of(place among those shown, number) is its hue.
  template <class HueOf>
  Cluster filters(int count, const std::vector<Slice>& slices, const HueOf& hue_of) {
    const ShownSheets shown = shown_sheets(count);
    Cluster cluster{{}, shown.dots_after};
    for (std::size_t i = 0; i < shown.numbers.size(); ++i) {
      cluster.blocks.push_back(add(filter_block(dyed(slices, hue_of(static_cast<int>(i), shown.numbers[i])))));
    }
    return cluster;
  }

  /// Returns how many filters stand side by side: one, or two where a column would be much higher than the block that
  /// filters are laid on.
  std::size_t filters_across(const Cluster& cluster) const {
    const auto height_of = [this](std::size_t block) {
      const PlannedBlock& planned = plan_.blocks[block];
      return planned.block.space().box(planned.reach).height();
    };
    const double height = static_cast<double>(cluster.blocks.size()) * height_of(cluster.blocks.front());
    const double fit = std::max(kTallest * height_of(last_block_), kUsualHeight);
    return cluster.blocks.size() > 3 && height > fit ? 2 : 1;
  }

  void add_filters() {
    link({"∗", {}});
    const std::vector<Slice> slices = plan_.blocks[last_block_].block.slices();
    VolumePanel panel{filter_title(operation()), filters_text(operation()), {}};
    const Cluster cluster =
        filters(operation().filters, slices, [this](int shown, int) { return first_filter_hue_ + shown; });
    const std::size_t across = cluster.dots_after ? 1 : filters_across(cluster);
    for (std::size_t i = 0; i < cluster.blocks.size(); ++i) {
      if (i % across == 0) panel.rows.emplace_back();
      panel.rows.back().blocks.push_back(cluster.blocks[i]);
    }
    panel.dots_after = cluster.dots_after;
    plan_.panels.push_back(std::move(panel));
    link({"=", {}});
  }

  /// Adds a row for each group, with its part of the input, its filters, and what they make of it.
  void add_groups() {
    link({});
    const ShownSheets shown = shown_sheets(operation().groups);
    std::array<VolumePanel, 3> panels = group_panels();
    for (VolumePanel& panel : panels) {
      panel.is_by_group = true;
      panel.dots_after = shown.dots_after;
    }
    for (std::size_t i = 0; i < shown.numbers.size(); ++i) {
      const std::size_t first = plan_.blocks.size();
      const HueId hue = first_filter_hue_ + static_cast<HueId>(i);
      const std::vector<Slice> slices = alike(channels_per_group(operation()), hue);
      PlannedBlock input = input_block(slices);
      input.window_of = stage_;
      panels[0].rows.push_back({{add(std::move(input))}, {}});
      panels[1].rows.push_back(
          filters(filters_per_group(operation()), slices, [hue](int, int number) { return shade_of(hue, number); }));
      panels[2].rows.push_back({{add(output_block(in_shades(filters_per_group(operation()), hue)))}, {}});
      for (std::size_t j = first; j < plan_.blocks.size(); ++j) plan_.blocks[j].group = shown.numbers[i];
    }
    for (VolumePanel& panel : panels) plan_.panels.push_back(std::move(panel));
  }

  /// Returns the panels of groups, still without rows.
  std::array<VolumePanel, 3> group_panels() const {
    const Operation& layer = operation();
    const std::string inputs = parts_text(layer.groups, shape_text(layer, channels_per_group(layer), &Axis::input));
    const std::string outputs = parts_text(layer.groups, shape_text(layer, filters_per_group(layer), &Axis::output));
    return {{{.title = is_depthwise(layer) ? "Channels" : "Groups", .caption = inputs, .next = Link{"∗", {}}},
             {.title = filter_title(layer), .caption = filters_text(operation()), .next = Link{"=", {}}},
             {.title = "Results", .caption = outputs, .next = Link{}}}};
  }

  void add_output() {
    const Operation& layer = operation();
    const std::vector<Slice> slices =
        layer.is_pooling() ? alike(layer.filters, kOutputHue)
        : is_grouped()     ? in_turns(layer.groups, filters_per_group(layer), first_filter_hue_, Layers::shaded)
                           : in_turns(layer.filters, 1, first_filter_hue_);
    const bool is_last = stage_ + 1 == stages_.size();
    add_single(is_last ? "Output" : "Stacked", shape_text(layer, layer.filters, &Axis::output), output_block(slices));
    plan_.panels.back().begins_line = is_grouped() && !is_last;
  }

  const std::vector<Walkthrough>& stages_;
  std::size_t stage_ = 0;
  std::size_t last_block_ = 0;
  HueId first_filter_hue_ = 0;
  HueId hues_used_ = 0;
  VolumePlan plan_;
};

}  // namespace

Role PlannedBlock::cell_role() const {
  switch (kind) {
    case BlockKind::input:
      return Role::input_cell;
    case BlockKind::filter:
      return Role::kernel_cell;
    case BlockKind::output:
      return Role::output_cell;
  }
  return Role::input_cell;
}

Role PlannedBlock::grid_role() const {
  switch (kind) {
    case BlockKind::input:
      return Role::input_grid;
    case BlockKind::filter:
      return Role::kernel_grid;
    case BlockKind::output:
      return Role::output_grid;
  }
  return Role::input_grid;
}

CellRange padded_range(const Walkthrough& walkthrough) {
  return {{0, 0}, walkthrough.rows().padded, walkthrough.cols().padded};
}

VolumePlan plan_volume(const std::vector<Walkthrough>& stages) {
  return Planner(stages).plan();
}

}  // namespace convarith
