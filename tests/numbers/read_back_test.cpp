// Every number of a figure as poppler reads it from the PDF, at its place, against the definitions.

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "arithmetic/layer_values.hpp"
#include "config/numbers/fit_values.hpp"
#include "config/preset.hpp"
#include "layout/figure/figure.hpp"
#include "layout/views/views.hpp"
#include "tests/layout/films.hpp"
#include "tests/numbers/pdf_words.hpp"
#include "tests/numbers/read_cells.hpp"
#include "tests/pictures/number_picture.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/support/builtin_themes.hpp"
#include "tests/support/effort.hpp"

namespace convarith::testing::read_back_test {
namespace {

using NumberOf = std::function<std::optional<double>(Cell)>;

/// A step of a figure with what all its numbers must be.
class StepReader {
 public:
  StepReader(const NumberPicture& picture, const Film& film, std::size_t step)
      : picture_(picture),
        scene_(film.scene(step)),
        cols_(picture.cols().output()),
        output_{static_cast<int>(step) / cols_, static_cast<int>(step) % cols_} {}

  std::vector<Expected> numeric() const {
    std::vector<Expected> cells = cells_of({{Role::output_cell, [this](Cell cell) { return output(cell); }}});
    const AxisPicture rows = picture_.rows();
    const AxisPicture cols = picture_.cols();
    const Box first = input_box({0, 0});
    for (int row = -rows.cropped_before(); row < rows.padded() + rows.cropped_after(); ++row) {
      for (int col = -cols.cropped_before(); col < cols.padded() + cols.cropped_after(); ++col) {
        const Box box =
            first.moved({(col - cols.place_of(0)) * first.width(), (rows.place_of(0) - row) * first.height()});
        const std::optional<int> i = rows.input_at(row);
        const std::optional<int> j = cols.input_at(col);
        std::vector<double> numbers = as_list(i && j ? at(picture_.input, *i, *j) : picture_.at_place(row, col));
        if (const auto weight = weight_on(row, col)) numbers.push_back(*weight);
        cells.push_back({box, numbers});
      }
    }
    return cells;
  }

  std::vector<Expected> equation() const {
    return cells_of({{Role::input_cell, [this](Cell cell) { return input(cell); }},
                     {Role::unvisited_input_cell, [this](Cell cell) { return input(cell); }},
                     {Role::cropped_cell, [this](Cell cell) { return input(cell); }},
                     {Role::padded_cell, [this](Cell place) { return picture_.at_place(place.row, place.col); }},
                     {Role::kernel_cell, [this](Cell place) { return picture_.weight_over(place.row, place.col); }},
                     {Role::bias_cell, [this](Cell) { return picture_.bias; }},
                     {Role::output_cell, [this](Cell cell) { return output(cell); }},
                     {Role::lost_cell, [](Cell) { return std::nullopt; }}});
  }

  /// The panels of padding modes, one after the other.
  std::vector<Expected> padding() const {
    std::vector<Mode> modes{Mode::replicate};
    if (allows_padding_up_to([](int n) { return n - 1; })) modes.push_back(Mode::reflect);
    if (allows_padding_up_to([](int n) { return n; })) modes.push_back(Mode::circular);
    const int places = picture_.rows().padded() * picture_.cols().padded();
    NumberPicture panel = picture_;
    int seen = 0;
    const auto in_panel = [&](const auto& number) {
      return [&panel, &seen, modes, places, number](Cell cell) -> std::optional<double> {
        panel.layer.mode = modes.at(static_cast<std::size_t>(seen++ / places));
        return number(cell);
      };
    };
    std::vector<Expected> cells = cells_of(
        {{Role::input_cell, in_panel([this](Cell cell) { return input(cell); })},
         {Role::unvisited_input_cell, in_panel([this](Cell cell) { return input(cell); })},
         {Role::padded_cell, in_panel([&panel](Cell place) { return panel.at_place(place.row, place.col); })}});
    EXPECT_EQ(seen, places * static_cast<int>(modes.size()));
    return cells;
  }

  /// Padding is written where a window has it.
  std::vector<Expected> pooling() const {
    return cells_of({{Role::input_cell, [this](Cell cell) { return input(cell); }},
                     {Role::unvisited_input_cell, [this](Cell cell) { return input(cell); }},
                     {Role::padded_cell,
                      [this](Cell place) {
                        return picture_.is_ever_tapped(place.row, place.col) ? picture_.at_place(place.row, place.col)
                                                                             : std::nullopt;
                      }},
                     {Role::window_cell, [this](Cell place) { return picture_.at_place(place.row, place.col); }},
                     {Role::output_cell, [this](Cell cell) { return output(cell); }}});
  }

  /// One row of everything.
  std::vector<Expected> sequence() const {
    std::vector<Expected> cells = equation();
    if (picture_.layer.is_pooling()) return cells;
    const auto under = [this](Cell tap) {
      return *picture_.at_place(0, picture_.cols().window(output_.col) + tap.col * picture_.layer.cols.d);
    };
    const std::vector<Expected> others = cells_of({{Role::product_cell, [this, under](Cell place) {
                                                      return under(place) * picture_.weight_over(0, place.col);
                                                    }}});
    cells.insert(cells.end(), others.begin(), others.end());
    return cells;
  }

  std::vector<Expected> breakdown() const {
    const auto under = [this](Cell tap) {
      return *picture_.at_place(picture_.rows().window(output_.row) + tap.row * picture_.layer.rows.d,
                                picture_.cols().window(output_.col) + tap.col * picture_.layer.cols.d);
    };
    return cells_of({{Role::region_cell, [this](Cell place) { return picture_.at_place(place.row, place.col); }},
                     {Role::kernel_cell, [this](Cell place) { return picture_.weight_over(place.row, place.col); }},
                     {Role::product_cell,
                      [this, under](Cell place) { return under(place) * picture_.weight_over(place.row, place.col); }},
                     {Role::sum_cell, [this](Cell) { return *output(output_) - picture_.bias.value_or(0); }},
                     {Role::bias_cell, [this](Cell) { return picture_.bias; }},
                     {Role::total_cell, [this](Cell) { return output(output_); }}});
  }

 private:
  std::optional<double> input(Cell cell) const { return at(picture_.input, cell.row, cell.col); }
  std::optional<double> output(Cell cell) const { return picture_.output(cell.row, cell.col); }

  std::vector<Expected> cells_of(const std::map<Role, NumberOf>& numbers) const {
    std::vector<Expected> cells;
    for (const Shape& shape : scene_) {
      const auto* fill = std::get_if<Fill>(&shape.form);
      const auto number = numbers.find(shape.role);
      if (fill == nullptr || number == numbers.end()) continue;
      cells.push_back({box_of(*fill), as_list(number->second(*shape.cell))});
    }
    return cells;
  }

  Box input_box(Cell cell) const {
    const std::set<Role> inputs{Role::input_cell, Role::unvisited_input_cell, Role::cropped_cell};
    for (const Shape& shape : scene_) {
      if (inputs.contains(shape.role) && shape.cell == cell) return box_of(std::get<Fill>(shape.form));
    }
    ADD_FAILURE() << "there is no such input";
    return {};
  }

  template <class Most>
  bool allows_padding_up_to(const Most& most) const {
    const auto allows = [&](const AxisNumbers& axis) { return std::max(axis.p, axis.after()) <= most(axis.n); };
    return allows(picture_.layer.rows) && allows(picture_.layer.cols);
  }

  std::optional<double> weight_on(int row, int col) const {
    const AxisPicture rows = picture_.rows();
    const AxisPicture cols = picture_.cols();
    if (picture_.layer.is_pooling() || !rows.taps(output_.row, row) || !cols.taps(output_.col, col)) {
      return std::nullopt;
    }
    return picture_.weight_over((row - rows.window(output_.row)) / picture_.layer.rows.d,
                                (col - cols.window(output_.col)) / picture_.layer.cols.d);
  }

  const NumberPicture& picture_;
  DisplayList scene_;
  int cols_;
  Cell output_;
};

Tensor tensor_of(const Grid& grid, std::vector<int> shape) {
  Tensor tensor{std::move(shape), {}};
  for (const auto& row : grid) tensor.values.insert(tensor.values.end(), row.begin(), row.end());
  return tensor;
}

Subject subject_of(const NumberPicture& picture) {
  const Operation operation = *make_operation(options_of(picture.layer));
  Subject subject(operation);
  subject.values.front().input = tensor_of(picture.input, input_shape(operation));
  if (!operation.is_pooling()) subject.values.front().weights = tensor_of(picture.weights, weight_shape(operation));
  if (picture.bias) subject.values.front().bias = {{1}, {*picture.bias}};
  return subject;
}

NumberPicture random_picture(unsigned number) {
  std::mt19937 engine(number + 7);
  NumberPicture picture{random_layer(number), {}, {}, {}};
  picture.input = random_grid(picture.rows().inputs(), picture.cols().inputs(), engine);
  if (picture.layer.is_pooling()) return picture;
  picture.weights = random_grid(picture.layer.rows.k, picture.layer.cols.k, engine);
  if (engine() % 3 == 0) picture.bias = random_grid(1, 1, engine)[0][0];
  return picture;
}

Film film_of(const Subject& subject, const std::string& view, const std::string& panels = {}) {
  FigureOptions options;
  options.view = view;
  if (!panels.empty()) options.panels = panels;
  const Result<Film> film = lay_out_figure(subject, options, Typesetter());
  EXPECT_TRUE(film) << to_line(film.problems().front());
  return *film;
}

bool is_padded(const NumberPicture& picture) {
  return picture.rows().padded() > picture.rows().inputs() || picture.cols().padded() > picture.cols().inputs();
}

/// A view, the layers that it is of, and what its cells must say.
struct ReadView {
  const char* name;
  bool (*suits)(const NumberPicture& picture);
  std::vector<Expected> (StepReader::*cells)() const;
};

const ReadView kReadViews[] = {
    {"numeric", [](const NumberPicture&) { return true; }, &StepReader::numeric},
    {"equation", [](const NumberPicture& picture) { return !picture.layer.is_pooling(); }, &StepReader::equation},
    {"breakdown", [](const NumberPicture& picture) { return !picture.layer.is_pooling(); }, &StepReader::breakdown},
    {"stride", [](const NumberPicture& picture) { return picture.rows().output() * picture.cols().output() > 1; },
     &StepReader::equation},
    {"padding", [](const NumberPicture& picture) { return picture.layer.kind == Kind::direct && is_padded(picture); },
     &StepReader::padding},
    {"pooling", [](const NumberPicture& picture) { return picture.layer.is_pooling(); }, &StepReader::pooling},
    {"sequence", [](const NumberPicture& picture) { return picture.layer.dims == 1; }, &StepReader::sequence},
};

/// In all views that are of the layer, at one of their steps.
void expect_numbers(const NumberPicture& picture, const Subject& subject, unsigned number) {
  for (const ReadView& view : kReadViews) {
    SCOPED_TRACE(view.name);
    const Status suits = find_view(view.name)->check(subject, {});
    ASSERT_EQ(static_cast<bool>(suits), view.suits(picture));
    if (!suits) continue;
    const Film film = film_of(subject, view.name);
    const std::size_t step = (number * 7919U) % film.steps;
    const StepReader reader(picture, film, step);
    const std::vector<Expected> cells = (reader.*view.cells)();
    ASSERT_FALSE(cells.empty());
    expect_words_in_cells(words_of(film, step), cells);
    expect_room(film, step);
    if (::testing::Test::HasFailure()) return;
  }
}

class RandomNumbers : public ::testing::TestWithParam<unsigned> {};

/// Ten for each parameter, so that a failure says where.
TEST_P(RandomNumbers, AreReadFromThePdfWhereTheyBelong) {
  for (unsigned number = GetParam(); number < GetParam() + 10; ++number) {
    SCOPED_TRACE(number);
    const NumberPicture picture = random_picture(number);
    expect_numbers(picture, subject_of(picture), number);
    if (HasFailure()) return;
  }
}

Grid grid_of(const Tensor& tensor) {
  const auto cols = static_cast<std::size_t>(tensor.shape.back());
  Grid grid(tensor.values.size() / cols);
  for (std::size_t i = 0; i < tensor.values.size(); ++i) grid[i / cols].push_back(tensor.values[i]);
  return grid;
}

/// What a preset of square kernels asks for.
NumberPicture picture_of(const Request& request) {
  const Grid input = grid_of(*request.values);
  const Grid weights = request.weights ? grid_of(*request.weights) : Grid{};
  AxisNumbers axis{.n = static_cast<int>(input.size())};
  axis.k = request.k ? request.k->rows : static_cast<int>(weights.size());
  axis.s = request.s ? request.s->rows : 1;
  axis.p = request.p ? std::get<PerAxis>(*request.p).rows : 0;
  const std::map<Operator, Kind> kinds{{Operator::convolution, Kind::direct},
                                       {Operator::max_pooling, Kind::max_pooling},
                                       {Operator::average_pooling, Kind::average_pooling}};
  return {square(kinds.at(request.op.value_or(Operator::convolution)), axis), input, weights, {}};
}

class NumberPresets : public ::testing::TestWithParam<std::string> {};

TEST_P(NumberPresets, ShowTheNumbersOfTheDefinitions) {
  const Request request = load_preset(GetParam())->request;
  const NumberPicture picture = picture_of(request);
  const Result<Film> film = lay_out_figure(subject_of(picture), request, Typesetter());
  ASSERT_TRUE(film) << to_line(film.problems().front());
  for (std::size_t step = 0; step < film->steps; ++step) {
    SCOPED_TRACE(step);
    const StepReader reader(picture, *film, step);
    const auto* const view = std::find_if(std::begin(kReadViews), std::end(kReadViews),
                                          [&](const ReadView& some) { return some.name == request.view; });
    const std::vector<Expected> cells = (reader.*view->cells)();
    EXPECT_GE(cells.size(), 9U);
    expect_words_in_cells(words_of(*film, step), cells);
    if (HasFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(All, NumberPresets,
                         ::testing::Values("numerical_no_padding_no_strides", "numerical_padding_strides",
                                           "numerical_average_pooling", "numerical_max_pooling", "conv1", "conv2",
                                           "conv3", "conv5", "conv6", "conv7", "conv8", "strider3", "padding1",
                                           "padding2", "padding3", "stride1", "strider2", "paddings", "pooling1"),
                         [](const auto& test) { return test.param; });

INSTANTIATE_TEST_SUITE_P(All, RandomNumbers, ::testing::Range(0U, most_of(400U), 10U));

}  // namespace
}  // namespace convarith::testing::read_back_test
