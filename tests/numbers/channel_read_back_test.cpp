// Every number of figures with channels, filters and groups as poppler reads it from the PDF, at its place, against the
// definitions.

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "arithmetic/layer_values.hpp"
#include "layout/figure/figure.hpp"
#include "layout/views/views.hpp"
#include "tests/layout/films.hpp"
#include "tests/numbers/read_cells.hpp"
#include "tests/pictures/number_picture.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/support/builtin_themes.hpp"
#include "tests/support/effort.hpp"

namespace convarith::testing::channel_read_back_test {
namespace {

/// A layer with several maps: channel c of a filter's group is convolved with its sheet, and all are added.
struct ChannelPicture {
  FigureLayer layer;
  int groups = 1;
  std::vector<Grid> inputs;                // of each channel
  std::vector<std::vector<Grid>> weights;  // of each filter, for each channel of its group
  std::vector<double> bias;                // of each filter; none

  int channels() const { return static_cast<int>(inputs.size()); }
  int filters() const { return static_cast<int>(weights.size()); }
  int channels_of_group() const { return channels() / groups; }
  int filters_of_group() const { return filters() / groups; }
  int group_of_filter(int filter) const { return filter / filters_of_group(); }

  /// One channel under one filter.
  NumberPicture part(int filter, int channel) const {
    const auto sheet = static_cast<std::size_t>(channel % channels_of_group());
    return {layer,
            inputs.at(static_cast<std::size_t>(channel)),
            weights.at(static_cast<std::size_t>(filter)).at(sheet),
            {}};
  }

  double sum(int filter, int channel, Cell output) const {
    return part(filter, channel).output(output.row, output.col);
  }

  double output(int filter, Cell cell) const {
    double total = bias.empty() ? 0 : bias.at(static_cast<std::size_t>(filter));
    const int first = group_of_filter(filter) * channels_of_group();
    for (int i = 0; i < channels_of_group(); ++i) total += sum(filter, first + i, cell);
    return total;
  }
};

ChannelPicture random_picture(unsigned number) {
  std::mt19937 engine(number + 99);
  ChannelPicture picture;
  for (unsigned i = number;; ++i) {
    picture.layer = random_layer(i);
    if (!picture.layer.is_pooling()) break;
  }
  picture.groups = 1 + static_cast<int>(engine() % 3);
  const int channels = picture.groups * (1 + static_cast<int>(engine() % 3));
  const int filters = picture.groups * (1 + static_cast<int>(engine() % 2));
  const NumberPicture map{picture.layer, {}, {}, {}};
  for (int i = 0; i < channels; ++i) {
    picture.inputs.push_back(random_grid(map.rows().inputs(), map.cols().inputs(), engine));
  }
  for (int i = 0; i < filters; ++i) {
    auto& filter = picture.weights.emplace_back();
    for (int j = 0; j < picture.channels_of_group(); ++j) {
      filter.push_back(random_grid(picture.layer.rows.k, picture.layer.cols.k, engine));
    }
    if (number % 3 == 0) picture.bias.push_back(random_grid(1, 1, engine)[0][0]);
  }
  return picture;
}

void append(std::vector<double>& list, const Grid& grid) {
  for (const auto& row : grid) list.insert(list.end(), row.begin(), row.end());
}

/// As frameworks store weights: of transposed layers channels come first.
Subject subject_of(const ChannelPicture& picture) {
  LayerOptions options = options_of(picture.layer);
  options.channels = picture.channels();
  options.filters = picture.filters();
  options.groups = picture.groups;
  options.has_bias = !picture.bias.empty();
  const Operation operation = *make_operation(options);
  Subject subject(operation);
  subject.values.front().input.shape = input_shape(operation);
  for (const Grid& grid : picture.inputs) append(subject.values.front().input.values, grid);
  subject.values.front().weights.shape = weight_shape(operation);
  if (operation.transposed) {
    for (int channel = 0; channel < picture.channels(); ++channel) {
      const int group = channel / picture.channels_of_group();
      for (int i = 0; i < picture.filters_of_group(); ++i) {
        const int filter = group * picture.filters_of_group() + i;
        append(subject.values.front().weights.values, picture.part(filter, channel).weights);
      }
    }
  } else {
    for (const auto& filter : picture.weights) {
      for (const Grid& grid : filter) append(subject.values.front().weights.values, grid);
    }
  }
  if (!picture.bias.empty()) subject.values.front().bias = {{picture.filters()}, picture.bias};
  return subject;
}

/// A step of an equation or a breakdown with what its cells must say.
class ChannelReader {
 public:
  ChannelReader(const ChannelPicture& picture, const Film& film, std::size_t step)
      : picture_(picture), scene_(film.scene(step)) {
    const int cols = map().cols().output();
    output_ = {static_cast<int>(step) / cols, static_cast<int>(step) % cols};
  }

  std::vector<Expected> cells() {
    std::vector<Expected> cells;
    for (const Shape& shape : scene_) {
      const auto* fill = std::get_if<Fill>(&shape.form);
      if (fill == nullptr) continue;
      if (const auto numbers = numbers_in(shape)) cells.push_back({box_of(*fill), *numbers});
    }
    return cells;
  }

 private:
  NumberPicture map() const { return {picture_.layer, {}, {}, {}}; }

  /// Which filter's the next cell of a channel is: cells come filter by filter.
  int filter_of(const Shape& shape, int times) {
    const int before = seen_[std::tuple(shape.role, shape.sheet, shape.cell->row, shape.cell->col)]++;
    return shape.sheet / picture_.channels_of_group() * picture_.filters_of_group() + before / times;
  }

  /// Nothing where a shape is no cell for a number.
  std::optional<std::vector<double>> numbers_in(const Shape& shape) {
    const Cell cell = shape.cell.value_or(Cell{});
    const int channel = shape.sheet;
    // A channel's sum is written where it comes about, and again where all are added.
    const int times = picture_.channels_of_group() > 1 ? 2 : 1;
    switch (shape.role) {
      case Role::input_cell:
      case Role::unvisited_input_cell:
      case Role::cropped_cell:
        return std::vector{
            convarith::testing::at(picture_.inputs.at(static_cast<std::size_t>(channel)), cell.row, cell.col)};
      case Role::padded_cell:
      case Role::region_cell:
        return std::vector{at(channel, cell)};
      case Role::kernel_cell:
        return std::vector{picture_.part(filter_of(shape, 1), channel).weight_over(cell.row, cell.col)};
      case Role::product_cell: {
        const NumberPicture part = picture_.part(filter_of(shape, 1), channel);
        const Cell place{part.rows().window(output_.row) + cell.row * part.layer.rows.d,
                         part.cols().window(output_.col) + cell.col * part.layer.cols.d};
        return std::vector{at(channel, place) * part.weight_over(cell.row, cell.col)};
      }
      case Role::sum_cell:
        return std::vector{picture_.sum(filter_of(shape, times), channel, output_)};
      case Role::bias_cell:
        return std::vector{picture_.bias.at(static_cast<std::size_t>(biases_++))};
      case Role::total_cell:
        return std::vector{picture_.output(totals_++, output_)};
      case Role::output_cell:
      case Role::result_cell:
        return std::vector{picture_.output(shape.sheet, cell)};
      default:
        return std::nullopt;
    }
  }

  double at(int channel, Cell place) const {
    NumberPicture one = map();
    one.input = picture_.inputs.at(static_cast<std::size_t>(channel));
    return one.at_place(place.row, place.col).value_or(0);
  }

  const ChannelPicture& picture_;
  DisplayList scene_;
  Cell output_;
  std::map<std::tuple<Role, int, int, int>, int> seen_;
  int biases_ = 0;
  int totals_ = 0;
};

Film film_of(const Subject& subject, const std::string& view) {
  FigureOptions options;
  options.view = view;
  const Result<Film> film = lay_out_figure(subject, options, Typesetter());
  EXPECT_TRUE(film) << to_line(film.problems().front());
  return *film;
}

class RandomChannels : public ::testing::TestWithParam<unsigned> {};

/// Ten for each parameter, so that a failure says where.
TEST_P(RandomChannels, AreReadFromThePdfWhereTheyBelong) {
  for (unsigned number = GetParam(); number < GetParam() + 10; ++number) {
    SCOPED_TRACE(number);
    const ChannelPicture picture = random_picture(number);
    const Subject subject = subject_of(picture);
    for (const char* const view : {"equation", "breakdown"}) {
      SCOPED_TRACE(view);
      const Film film = film_of(subject, view);
      const std::size_t step = (number * 7919U) % film.steps;
      const std::vector<Expected> cells = ChannelReader(picture, film, step).cells();
      ASSERT_FALSE(cells.empty());
      expect_words_in_cells(words_of(film, step), cells);
      expect_room(film, step);
      if (HasFailure()) return;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, RandomChannels, ::testing::Range(0U, most_of(150U), 10U));

}  // namespace
}  // namespace convarith::testing::channel_read_back_test
