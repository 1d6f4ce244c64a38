#include "layout/views/comparisons.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "arithmetic/alt_text.hpp"
#include "arithmetic/facts.hpp"
#include "arithmetic/formula.hpp"
#include "arithmetic/heading.hpp"
#include "layout/shapes/cell_maps.hpp"
#include "layout/views/projection/projection.hpp"
#include "layout/views/stamp/stamp.hpp"

namespace convarith {
namespace {

Result<std::vector<Panel>> nothing_beside(std::string why) {
  return usage_problem("beside", std::move(why), "leave --beside out");
}

/// Returns the layer with one channel and one filter. All channels and filters are walked alike, so one of each shows
/// what is compared.
Walkthrough one_channel_of(Operation operation) {
  operation.channels = operation.filters = operation.groups = 1;
  return Walkthrough(operation);
}

/// Makes each panel a layer of its own, whose maps stand for all its channels and filters.
std::vector<Panel> as_layers(std::vector<Panel> panels) {
  for (std::size_t i = 0; i < panels.size(); ++i) {
    for (Sheet& sheet : panels[i].drawing.film.sheets) {
      sheet.maps = of_layer(i, std::move(sheet.maps));
      for (CellMap& map : sheet.maps) map.sheet = map.group = CellMap::kAllSheets;
    }
  }
  return panels;
}

/// Shows a transposed convolution beside its direct one. The direct layer gathers what the transposed one stamps: each
/// step of both joins the same window to the same cell.
Result<std::vector<Panel>> beside_transpose(const Chain& chain, const Theme& theme) {
  const Operation& operation = chain.front();
  if (operation.is_pooling()) return nothing_beside("a pooling layer has no transposed convolution");
  if (chain.size() > 1) return nothing_beside("compares single layers, but a 1×1 convolution follows this one");
  if (operation.padding_mode != PaddingMode::zeros) {
    return nothing_beside("only a layer padded with zeros has a transposed convolution");
  }
  const std::optional<Operation> partner =
      operation.transposed ? direct_layer_of(operation) : transposed_layer_of(operation);
  if (!partner) return nothing_beside("no direct convolution corresponds to an output_padding of the stride or more");
  const Operation& direct = operation.transposed ? *partner : operation;
  const Operation& transposed = operation.transposed ? operation : *partner;
  std::vector<Panel> panels;
  panels.push_back({draw_projection(one_channel_of(direct), theme), "convolution", kind_text(direct), direct});
  panels.push_back(
      {draw_stamp(Walkthrough(transposed), theme), "transposed convolution", kind_text(transposed), transposed});
  if (operation.transposed) std::swap(panels[0], panels[1]);
  return as_layers(std::move(panels));
}

/// Shows a cross-correlation beside the convolution of textbooks. Weights are numbered as the layer stores them, so
/// that the kernel shows which way round it lies.
Result<std::vector<Panel>> beside_correlation(const Chain& chain, const Theme& theme) {
  const Operation& operation = chain.front();
  if (operation.is_pooling()) return nothing_beside("a pooling layer has no kernel to flip");
  if (chain.size() > 1) return nothing_beside("compares single layers, but a 1×1 convolution follows this one");
  if (operation.transposed)
    return nothing_beside("a transposed convolution is neither a convolution nor a cross-correlation");
  const Walkthrough one = one_channel_of(operation);
  std::vector<Panel> panels;
  const std::string both = "correlation and convolution";
  panels.push_back({draw_numbered_projection(one, theme), "cross-correlation, as in frameworks", both, operation});
  panels.push_back(
      {draw_numbered_projection(one.flipped(), theme), "convolution, with the kernel flipped", both, operation});
  return as_layers(std::move(panels));
}

std::string tell_transpose(const Operation& operation) {
  const Operation transposed = operation.transposed ? operation : transposed_layer_of(operation);
  const Operation direct = operation.transposed ? *direct_layer_of(operation) : operation;
  std::string sentences[] = {alt_text(direct), stamp_alt_text(transposed)};
  if (operation.transposed) std::swap(sentences[0], sentences[1]);
  return fmt::format("Two layers side by side, step by step. {}. {}", sentences[0], sentences[1]);
}

std::string tell_correlation(const Operation& operation) {
  return fmt::format("{}, with its weights numbered; beside it the same with the kernel flipped", alt_text(operation));
}

std::string head_transpose(const Operation& operation) {
  return fmt::format("{}, beside {}", heading_text(operation),
                     operation.transposed ? "its direct convolution" : "its transpose");
}

std::string head_correlation(const Operation& operation) {
  return fmt::format("Cross-correlation and convolution with {}", window_heading_text(operation));
}

constexpr Comparison kComparisons[] = {
    {"transpose", "a convolution and its transpose", beside_transpose, tell_transpose, head_transpose},
    {"correlation", "what frameworks compute, and the convolution of textbooks", beside_correlation, tell_correlation,
     head_correlation},
};

}  // namespace

std::span<const Comparison> comparisons() {
  return kComparisons;
}

const Comparison* find_comparison(std::string_view name) {
  const auto* const found = std::find_if(std::begin(kComparisons), std::end(kComparisons),
                                         [name](const Comparison& comparison) { return comparison.name == name; });
  return found == std::end(kComparisons) ? nullptr : found;
}

}  // namespace convarith
