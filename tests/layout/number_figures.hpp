#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "arithmetic/layer_values.hpp"
#include "arithmetic/operation.hpp"
#include "layout/figure/figure.hpp"
#include "layout/shapes/box.hpp"
#include "layout/subject.hpp"
#include "tests/layout/shape_boxes.hpp"
#include "tests/support/builtin_themes.hpp"

namespace convarith::testing {

/// A layer with numbers, which are taken in turn for inputs and for weights.
inline Subject subject_of(const LayerOptions& options, const std::vector<double>& numbers = {1, 2, 3, 4, 5}) {
  Subject subject(*make_chain(options));
  const Operation& operation = subject.chain.front();
  const auto fill = [&numbers](std::vector<int> shape) {
    Tensor tensor{std::move(shape), {}};
    std::size_t count = 1;
    for (const int length : tensor.shape) count *= static_cast<std::size_t>(length);
    for (std::size_t i = 0; i < count; ++i) tensor.values.push_back(numbers[i % numbers.size()]);
    return tensor;
  };
  subject.values.front().input = fill(input_shape(operation));
  if (!operation.is_pooling()) subject.values.front().weights = fill(weight_shape(operation));
  return subject;
}

inline LayerOptions layer(int n, int k) {
  LayerOptions options;
  options.n = PerAxis::all(n);
  options.k = PerAxis::all(k);
  return options;
}

inline LayerOptions with(LayerOptions options, const auto& change) {
  change(options);
  return options;
}

inline FigureOptions view(const std::string& name) {
  FigureOptions options;
  options.view = name;
  return options;
}

inline Film film_of(const Subject& subject, const FigureOptions& options) {
  const Result<Film> film = lay_out_figure(subject, options, Typesetter());
  EXPECT_TRUE(film) << to_line(film.problems().front());
  return *film;
}

inline std::string problem_of(const Subject& subject, const FigureOptions& options) {
  const Result<Film> film = lay_out_figure(subject, options, Typesetter());
  return film ? std::string() : to_line(film.problems().front());
}

inline std::vector<Shape> of_role(const Film& film, std::size_t step, Role role) {
  std::vector<Shape> shapes;
  for (Shape& shape : film.scene(step)) {
    if (shape.role == role) shapes.push_back(std::move(shape));
  }
  return shapes;
}

inline std::vector<std::string> texts_of(const Film& film, std::size_t step, Role role) {
  std::vector<std::string> texts;
  for (const Shape& shape : of_role(film, step, role)) texts.push_back(std::get<Text>(shape.form).characters);
  return texts;
}

inline std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += text;
  return all;
}

inline Box box_of(const std::vector<Shape>& shapes) {
  Box box;
  for (const Shape& shape : shapes) box.add(box_of(shape));
  return box;
}

inline void expect_near(const Box& box, const Box& expected, double distance = 0.01) {
  EXPECT_NEAR(box.left, expected.left, distance);
  EXPECT_NEAR(box.right, expected.right, distance);
  EXPECT_NEAR(box.bottom, expected.bottom, distance);
  EXPECT_NEAR(box.top, expected.top, distance);
}

inline void expect_on_page(const Film& film, std::size_t step) {
  for (const Shape& shape : film.scene(step)) {
    const auto* stroke = std::get_if<Stroke>(&shape.form);
    const Box box = box_of(shape).grown(stroke != nullptr ? stroke->width / 2 : 0);
    EXPECT_GE(box.left, 0) << to_string(shape.role);
    EXPECT_GE(box.bottom, 0) << to_string(shape.role);
    EXPECT_LE(box.right, film.width) << to_string(shape.role);
    EXPECT_LE(box.top, film.height) << to_string(shape.role);
  }
}

}  // namespace convarith::testing
