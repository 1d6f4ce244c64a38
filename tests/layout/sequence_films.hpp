#pragma once

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "arithmetic/layer_values.hpp"
#include "arithmetic/operation.hpp"
#include "layout/film.hpp"
#include "layout/shapes/box.hpp"
#include "layout/views/sequence/sequence.hpp"
#include "tests/layout/shape_boxes.hpp"
#include "tests/support/builtin_themes.hpp"

namespace convarith::testing {

/// The numbers that a figure is told of, in the order in which layers store them.
struct KnownNumbers {
  std::vector<double> input;
  std::vector<double> weights;
  std::vector<double> bias;
};

inline Subject subject_of(const LayerOptions& options, const KnownNumbers& known) {
  const Result<Operation> operation = make_operation(options);
  if (!operation) throw std::runtime_error(to_line(operation.problems().front()));
  LayerValues values;
  const auto set = [](Tensor& tensor, std::vector<int> shape, const std::vector<double>& numbers) {
    if (!numbers.empty()) tensor = {std::move(shape), numbers};
  };
  set(values.input, input_shape(*operation), known.input);
  set(values.weights, weight_shape(*operation), known.weights);
  set(values.bias, {operation->filters}, known.bias);
  return {*operation, {values}};
}

inline LayerOptions one_dimension(int n, int k) {
  LayerOptions options;
  options.dims = 1;
  options.n = PerAxis::all(n);
  options.k = PerAxis::all(k);
  return options;
}

inline Film draw(const LayerOptions& options, const KnownNumbers& known = {}) {
  const Subject subject = subject_of(options, known);
  if (const Status suits = check_sequence(subject, {}); !suits) {
    throw std::runtime_error(to_line(suits.problems().front()));
  }
  return draw_sequence(subject, {}, kBook).film;
}

inline DisplayList shapes_of(const DisplayList& scene, Role role) {
  DisplayList shapes;
  std::copy_if(scene.begin(), scene.end(), std::back_inserter(shapes),
               [role](const Shape& shape) { return shape.role == role; });
  return shapes;
}

/// What is written in a role, a string for each line: parts that are neither left of the one before nor much lower.
inline std::vector<std::string> lines_in(const DisplayList& scene, Role role) {
  std::vector<std::string> lines;
  std::optional<Point> before;
  for (const Shape& shape : shapes_of(scene, role)) {
    const Text& text = std::get<Text>(shape.form);
    const bool goes_on = before && text.origin.x >= before->x && std::abs(text.origin.y - before->y) < text.size / 2;
    if (!goes_on) lines.emplace_back();
    lines.back() += text.characters;
    before = text.origin;
  }
  return lines;
}

/// The lines of a step's sum, with spaces between them, after the output's name and the sign.
inline std::string sum_of(const Film& film, std::size_t step) {
  std::string sum;
  for (const std::string& line : lines_in(film.scene(step), Role::sum_text)) sum += (sum.empty() ? "" : " ") + line;
  const std::string head = "y" + std::to_string(step) + " = ";
  if (!sum.starts_with(head)) throw std::runtime_error("a sum without \"" + head + "\": " + sum);
  return sum.substr(head.size());
}

inline std::vector<std::string> sums_of(const Film& film) {
  std::vector<std::string> sums;
  for (std::size_t step = 0; step < film.steps; ++step) sums.push_back(sum_of(film, step));
  return sums;
}

/// Characters by the cell that they stand for, in the order in which they are drawn.
inline std::vector<std::pair<Cell, std::string>> writing_in(const DisplayList& scene, Role role) {
  std::vector<std::pair<Cell, std::string>> writing;
  for (const Shape& shape : shapes_of(scene, role)) {
    const Text& text = std::get<Text>(shape.form);
    const bool goes_on = !writing.empty() && writing.back().first == shape.cell.value();
    if (!goes_on) writing.push_back({*shape.cell, {}});
    writing.back().second += text.characters;
  }
  return writing;
}

}  // namespace convarith::testing
