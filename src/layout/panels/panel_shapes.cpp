#include "layout/panels/panel_shapes.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "layout/shapes/measures.hpp"
#include "layout/shapes/round_dot.hpp"

namespace convarith {
namespace {

/// Returns a length with its padding, such as "6+2", or "6" without padding.
std::string padded_length(const Axis& axis) {
  const int padding = axis.padding.before + axis.padding.after;
  return padding == 0 ? fmt::format("{}", axis.input) : fmt::format("{}+{}", axis.input, padding);
}

}  // namespace

Cell cell_of_tap(std::size_t tap, const FlatMap& map) {
  const auto cols = static_cast<std::size_t>(map.cols());
  return {static_cast<int>(tap / cols), static_cast<int>(tap % cols)};
}

void add_cells(DisplayList& shapes, const FlatMap& map, Role role, PaintId paint) {
  for_each_place(map, [&](Cell place) { shapes.push_back(map.fill(role, place, place, paint)); });
}

void add_lines(DisplayList& shapes, const FlatMap& map, Role role, PaintId line, bool has_inner_grid) {
  if (has_inner_grid && (map.rows() > 1 || map.cols() > 1))
    shapes.push_back(map.inner_grid(role, line, {}, map.rows(), map.cols()));
  shapes.push_back(map.frame(role, line, {}, map.rows(), map.cols(), kThick));
}

void add_panel_dots(DisplayList& shapes, PaintId ink, Point middle, Point way) {
  constexpr double pitch = 6;     // bp
  constexpr double radius = 1.3;  // bp
  const double step = pitch / length_of(way);
  for (const double dot : {-step, 0.0, step}) {
    shapes.push_back({Role::panel_dots, std::nullopt, ink, Fill{round_dot(middle + dot * way, radius)}});
  }
}

std::string shape_text(int sheets, const std::vector<std::string>& lengths) {
  const std::string map = fmt::format("{}", fmt::join(lengths, " × "));
  return sheets > 1 ? fmt::format("{} × {}", sheets, map) : map;
}

std::string shape_text(const Operation& operation, int sheets, int Axis::*length) {
  std::vector<std::string> lengths;
  for (const Axis& axis : operation.axes()) lengths.push_back(fmt::format("{}", axis.*length));
  return shape_text(sheets, lengths);
}

std::string filters_text(const Operation& operation) {
  const std::string filter = shape_text(operation, group_of(operation, 0).channels, &Axis::kernel);
  return operation.filters > 1 ? fmt::format("{} of {}", operation.filters, filter) : filter;
}

std::string input_shape_text(const Operation& operation, int channels) {
  std::vector<std::string> lengths;
  for (const Axis& axis : operation.axes()) {
    lengths.push_back(operation.transposed ? fmt::format("{}", axis.input) : padded_length(axis));
    const bool is_sum = lengths.back().find('+') != std::string::npos;
    const bool is_alone = operation.dims == 1 && channels == 1;
    if (is_sum && !is_alone) lengths.back() = fmt::format("({})", lengths.back());
  }
  return shape_text(channels, lengths);
}

std::string output_shape_text(const Operation& operation, int filters) {
  return shape_text(operation, filters, &Axis::output);
}

}  // namespace convarith
