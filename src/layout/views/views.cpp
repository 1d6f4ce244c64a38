#include "layout/views/views.hpp"

#include <algorithm>
#include <iterator>

#include "layout/panels/shown_sheets.hpp"
#include "layout/view_needs.hpp"
#include "layout/views/breakdown/breakdown.hpp"
#include "layout/views/equation/equation.hpp"
#include "layout/views/features/features.hpp"
#include "layout/views/features/filters.hpp"
#include "layout/views/network/network.hpp"
#include "layout/views/network/network_words.hpp"
#include "layout/views/numeric.hpp"
#include "layout/views/numeric_heat.hpp"
#include "layout/views/padding_modes.hpp"
#include "layout/views/pooling/pooling.hpp"
#include "layout/views/projection/projection.hpp"
#include "layout/views/receptive/receptive.hpp"
#include "layout/views/receptive/receptive_words.hpp"
#include "layout/views/sequence/sequence.hpp"
#include "layout/views/stamp/stamp.hpp"
#include "layout/views/stride/stride.hpp"
#include "layout/views/view_alt_texts.hpp"
#include "layout/views/volume/volume.hpp"

namespace convarith {
namespace {

/// The most places of the plane along an axis for which an equation is the usual view. Several larger maps in one
/// figure would be hard to read.
constexpr int kMostPlaces = 16;

Status one_stage(const Subject& subject, const FigureOptions&) {
  return needs_one_stage(subject);
}

Status only_transposed(const Subject& subject, const FigureOptions&) {
  return first_problem_of({needs_one_stage(subject), needs_transposed(subject)});
}

Status all_numbers(const Subject& subject, const FigureOptions&) {
  return first_problem_of({needs_one_stage(subject), needs_one_channel(subject), needs_outputs(subject)});
}

Drawing projection(const Subject& subject, const FigureOptions&, const Theme& theme) {
  return draw_projection(subject.walkthrough, theme);
}

Drawing stamp(const Subject& subject, const FigureOptions&, const Theme& theme) {
  return draw_stamp(subject.walkthrough, theme);
}

Drawing numeric(const Subject& subject, const FigureOptions& options, const Theme& theme) {
  if (subject.cells.planes != CellKind::number) return draw_numeric_heat(subject, theme);
  return draw_numeric(subject, options.as_published.value_or(false), theme);
}

constexpr OwnOption kOptionsOfEquations[] = {
    {"panels", [](const FigureOptions& options) { return options.panels.has_value(); }},
    {"centres", [](const FigureOptions& options) { return options.centres.has_value(); }},
    {"misfits", [](const FigureOptions& options) { return options.misfits.value_or(false); }},
};

constexpr OwnOption kOptionsOfReceptiveFields[] = {
    {"cell", [](const FigureOptions& options) { return options.cell.has_value(); }},
};

constexpr OwnOption kOptionsOfNetworks[] = {
    {"depth", [](const FigureOptions& options) { return options.depth.has_value(); }},
};

constexpr std::span<const OwnOption> kNoOwnOptions;

constexpr View kViews[] = {
    {"projection", "the input below and the output above", "solarized", one_stage, projection, tell_layer, false},
    {"insertion", "a transposed convolution, with zeros inserted between its inputs", "solarized", only_transposed,
     projection, tell_layer, false},
    {"stamp", "a transposed convolution: each input stamps the kernel onto the output", "solarized", only_transposed,
     stamp, tell_stamps, false},
    {"numeric", "flat maps with all numbers; the weights are written small on the input", "solarized", all_numbers,
     numeric, tell_numbers},
    {"equation", "input * kernel = output, with all numbers", "book", check_equation, draw_equation, tell_equation,
     true, true, kOptionsOfEquations},
    {"breakdown", "each step worked out: region * kernel = products, which are added up", "book", check_breakdown,
     draw_breakdown, tell_breakdown, true, true},
    {"sequence", "a one-dimensional layer: panels in a row, with the sum of each step written out", "book",
     check_sequence, draw_sequence, tell_sums},
    {"stride", "the input before and after each move of the region, and how far it moves", "book", check_stride,
     draw_stride, tell_moves},
    {"padding", "what padding holds in each of the modes replicate, reflect and circular", "book", check_padding,
     draw_padding, tell_padding, true, false, kNoOwnOptions, false, false, "What padding holds in each padding mode"},
    {"pooling", "a pooling layer: the input, its windows pulled apart, and the result of each", "book", check_pooling,
     draw_pooling, tell_pooling},
    {"volume", "solid blocks in space: filters slide through the input, and each makes one sheet of the output", "book",
     check_volume, draw_volume, tell_blocks, false, true},
    {"receptive", "layers in a row: their maps one above the other, and what one output cell sees of each", "solarized",
     check_receptive, draw_receptive, tell_receptive, false, false, kOptionsOfReceptiveFields, true},
    {"network", "a whole model: blocks in a row, with names and shapes, and branches as lines above", "book",
     check_network, draw_network, tell_network, false, false, kOptionsOfNetworks, true},
    {"features", "what each layer of a model makes of a picture: its maps as heat, one row a layer", "book",
     check_features, draw_features, tell_features, true, true, kNoOwnOptions, true, true},
    {"filters", "the weights of a convolution as heat: a row for each filter, with a tile for each channel", "book",
     check_filters, draw_filters, tell_filters, true, true, kNoOwnOptions, false, true},
};

}  // namespace

std::span<const View> views() {
  return kViews;
}

const View* find_view(std::string_view name) {
  const auto* const found =
      std::find_if(std::begin(kViews), std::end(kViews), [name](const View& view) { return view.name == name; });
  return found == std::end(kViews) ? nullptr : found;
}

namespace {

/// Returns the usual view of a model.
const View& usual_view_of_model(const Subject& subject) {
  if (subject.model_numbers) return *find_view("features");
  const View* const network = find_view("network");
  return *(network == nullptr || is_usually_receptive(subject) ? find_view("receptive") : network);
}

}  // namespace

const View& usual_view(const Subject& subject) {
  if (subject.model) return usual_view_of_model(subject);
  const bool is_heat = subject.cells.planes == CellKind::heat;
  // Where cells have no room for numbers, the kernel is shown beside them.
  const bool shows_kernel = is_heat && static_cast<bool>(check_equation(subject, {}));
  if (!shows_kernel && all_numbers(subject, {})) return *find_view("numeric");
  int sheets = 0;
  for (const Operation& operation : subject.chain) {
    sheets = std::max({sheets, operation.channels, operation.filters});
  }
  const bool is_small =
      is_heat || std::max(subject.walkthrough.rows().plane, subject.walkthrough.cols().plane) <= kMostPlaces;
  if (sheets <= kMostSheets && is_small && check_equation(subject, {})) return *find_view("equation");
  return *find_view(subject.chain.size() > 1 ? "volume" : "projection");
}

}  // namespace convarith
