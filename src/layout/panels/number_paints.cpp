#include "layout/panels/number_paints.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

#include "layout/shapes/paint_box.hpp"
#include "layout/shapes/tints.hpp"

namespace convarith {
namespace {

/// Coarseness of inks. Figures with numbers have many areas, with thin lines and letters on all of them: with all
/// levels of their edges, they would have half as many colours again, and their files would be some hundredths larger.
constexpr double kCoarseness = 1.35;

bool contains(const std::vector<PaintId>& paints, PaintId paint) {
  return std::find(paints.begin(), paints.end(), paint) != paints.end();
}

// Share of a channel's hue in the colours of its cells.
constexpr double kInputTint = 0.5;
constexpr double kKernelTint = 0.9;
constexpr double kProductTint = 0.25;
constexpr double kSecondKernelShade = 0.16;  // share of the line's colour, on outputs without hues

std::vector<Colour> colours_of_outputs(const Theme& theme, int filters) {
  std::vector<Colour> colours{theme.output};
  colours.insert(colours.end(), theme.more_outputs.begin(), theme.more_outputs.end());
  colours.resize(std::min(colours.size(), static_cast<std::size_t>(filters)));
  return colours;
}

/// Colours of sheets, which take those of each list in turn. `inputs`, `kernels` and `products` are empty if there is
/// just one channel.
struct SheetColours {
  SheetColours(const Theme& theme, const NumberSheets& sheets);

  std::vector<Colour> inputs;
  std::vector<Colour> kernels;
  std::vector<Colour> products;
  std::vector<Colour> outputs;
  std::vector<Colour> second_kernels;
  std::vector<Colour> second_outputs;
};

SheetColours::SheetColours(const Theme& theme, const NumberSheets& sheets) {
  const auto some = [](const auto& all, int count) {
    return std::span(all).first(std::min(all.size(), static_cast<std::size_t>(count)));
  };
  const auto hues = some(theme.hues, sheets.channels > 1 ? sheets.channels : 0);
  for (const Colour& hue : hues) {
    inputs.push_back(between(theme.paper, hue, kInputTint));
    kernels.push_back(between(theme.paper, hue, kKernelTint));
    products.push_back(between(theme.paper, hue, kProductTint));
  }
  outputs = colours_of_outputs(theme, sheets.filters);
  for (const Colour& colour : outputs) second_kernels.push_back(between(colour, theme.line, kSecondKernelShade));
  if (sheets.filters_of_channel > 0 && !hues.empty()) {
    const auto filters = static_cast<std::size_t>(sheets.filters_of_channel);
    outputs.clear();
    second_kernels.clear();
    for (std::size_t i = 0; i < hues.size() * filters; ++i) {
      outputs.push_back(inputs[i / filters]);
      second_kernels.push_back(kernels[i / filters]);
    }
  }
  second_outputs = colours_of_outputs(theme, sheets.pointwise);
}

/// Returns the areas on which the faint numbers of padding, and faint words, stand.
std::vector<PaintId> areas_below_faint(const NumberPaints& paints, const NumberAreas& areas) {
  std::vector<PaintId> all;
  if (areas.padding) all.push_back(paints.padding);
  if (areas.faint_on_paper) all.push_back(kPaper);
  if (areas.faint_on_origins) all.insert(all.end(), paints.origins.begin(), paints.origins.end());
  return all;
}

}  // namespace

NumberSheets sheets_of(const Operation& operation) {
  const Group group = group_of(operation, 0);
  return {.channels = operation.channels,
          .filters = operation.filters,
          .filters_of_channel = operation.channels > 1 && group.channels == 1 ? group.filters : 0};
}

NumberPaints NumberPaints::of_second_stage() const {
  NumberPaints second = *this;
  second.inputs = outputs;
  second.kernels = second_kernels;
  second.outputs = second_outputs;
  second.padding = second.unvisited = second.lost = kPaper;
  return second;
}

PaintId NumberPaints::origin(Cell cell) const {
  const auto number = static_cast<std::size_t>(cell.row) * 2 + static_cast<std::size_t>(cell.col);
  return origins[number % origins.size()];
}

PaintId NumberPaints::area_of(const PlanePlace& place, int channel) const {
  if (!place.input) return padding;
  return place.kind == PlaceKind::input ? input_of(channel) : unvisited;
}

NumberPaints mix_number_paints(const Theme& theme, const NumberAreas& areas) {
  NumberPaints mixed;
  PaintBox box(theme.paper);
  std::vector<PaintId> all{kPaper};
  std::vector<PaintId> tapped;
  const auto add = [&](bool is_there, Colour colour) {
    if (!is_there) return kPaper;
    all.push_back(box.area(colour));
    return all.back();
  };
  // Sheets take the colours of a list in turn.
  const auto add_each = [&](bool are_there, std::span<const Colour> colours) {
    std::vector<PaintId> added;
    for (const Colour& colour : colours) {
      if (are_there) added.push_back(add(true, colour));
    }
    return added;
  };
  const SheetColours colours(theme, areas.sheets);
  mixed.inputs = add_each(areas.input, colours.inputs);
  mixed.input = mixed.inputs.empty() ? add(areas.input, theme.input) : mixed.inputs.front();
  tapped = mixed.inputs;
  mixed.padding = add(areas.padding, theme.padding);
  mixed.unvisited = add(areas.unvisited, theme.unvisited);
  for (const PaintId area : {mixed.input, mixed.padding, mixed.unvisited}) {
    if (area != kPaper && !contains(tapped, area)) tapped.push_back(area);
  }
  if (areas.shade == ShadeUse::paper_too) tapped.push_back(kPaper);
  mixed.kernels = add_each(areas.kernel, colours.kernels);
  mixed.kernel = mixed.kernels.empty() ? add(areas.kernel, theme.kernel) : mixed.kernels.front();
  const bool has_own_bias = areas.bias && (!mixed.kernels.empty() || !areas.kernel);
  mixed.bias = has_own_bias ? add(true, theme.kernel) : mixed.kernel;
  mixed.products = add_each(areas.product, colours.products);
  mixed.product = mixed.products.empty() ? add(areas.product, theme.product) : mixed.products.front();
  mixed.outputs = add_each(areas.output, colours.outputs);
  mixed.output = mixed.outputs.empty() ? add(areas.output, theme.output) : mixed.outputs.front();
  if (areas.sheets.pointwise > 0) {
    mixed.second_kernels = add_each(true, colours.second_kernels);
    mixed.second_outputs = add_each(true, colours.second_outputs);
  }
  mixed.lost = add(areas.lost, theme.lost);
  mixed.origins = add_each(areas.origins, theme.origins);
  if (areas.shade != ShadeUse::none) {
    double opacity = theme.shade_opacity;
    for (const PaintId area : tapped) {
      const Colour number = area == mixed.padding ? theme.faint : theme.number;
      opacity = std::min(opacity, readable_shade(theme, number, box.colour_of(area)));
    }
    mixed.shade = box.glaze(theme.shade, opacity, tapped, 0.5);
  }
  mixed.line = box.ink(theme.line, all, kCoarseness);
  mixed.ink = box.ink(theme.number, all, kCoarseness);
  const std::vector<PaintId> faint_on = areas_below_faint(mixed, areas);
  if (!faint_on.empty()) mixed.faint = box.ink(theme.faint, faint_on, kCoarseness);
  std::vector<PaintId> accented = all;
  if (areas.accent == AccentUse::outputs) {
    accented = {kPaper, mixed.output};
    accented.insert(accented.end(), mixed.outputs.begin(), mixed.outputs.end());
    accented.insert(accented.end(), mixed.second_outputs.begin(), mixed.second_outputs.end());
  }
  if (areas.accent != AccentUse::none) mixed.accent = box.ink(theme.accent, accented, kCoarseness);
  if (!areas.heat.empty()) mixed.heat = HeatPaints(areas.heat, areas.heat_has_numbers, theme, box);
  mixed.paints = std::move(box).take();
  return mixed;
}

std::string of_each_channel(const NumberAreas& areas) {
  return areas.sheets.channels > 1 ? ", each channel in its hue" : "";
}

Key key_of_region(const NumberPaints& paints) {
  if (paints.shade == kPaper) return {"region", {}, {}, paints.line, true};
  return {"region", paints.input, paints.shade, paints.line, true};
}

void add_number_keys(const NumberAreas& areas, const NumberPaints& paints, std::vector<Key>& keys) {
  const auto add = [&](const std::string& text, PaintId paint) {
    if (paint != kPaper) keys.push_back({text, paint, {}, paints.line});
  };
  add("kernel" + of_each_channel(areas), paints.kernel);
  if (areas.bias && (!paints.kernels.empty() || !areas.kernel)) add("bias", paints.bias);
  add("products", paints.product);
  const bool has_hues = areas.sheets.filters_of_channel > 0 && areas.sheets.channels > 1;
  add(has_hues                   ? "output, in the hue of its channel"
      : areas.sheets.filters > 1 ? "output, each filter in its colour"
                                 : "output",
      paints.output);
  if (!paints.second_outputs.empty() && paints.output != kPaper)
    add("output of the 1×1", paints.second_outputs.front());
}

}  // namespace convarith
