#pragma once

#include <algorithm>
#include <array>
#include <random>
#include <stdexcept>
#include <string>

#include "tests/pictures/figure.hpp"

namespace convarith::testing {

/// The sorts of random layers, which take turns.
enum class Sort {
  direct,
  transposed,
  cropped,  ///< transposed, p > d(k - 1)
  small_kernel,
  max_pooling,
  average_pooling,
  sided,
  sided_transposed,
  by_word,
  reflecting,
  replicating,
  circular,
  overhanging,  ///< pooling whose last window ceil_mode lets reach over the end
  dropping,     ///< pooling that drops a window
  adaptive,
  one_row,
  skipping,  ///< some inputs are in no window
};

inline constexpr unsigned kSorts = 17;

/// Makes up valid layers small enough to draw: always the same one for a number.
class RandomLayer {
 public:
  explicit RandomLayer(unsigned number) : turn_(number / kSorts), sort_(number % kSorts), engine_(number) {}

  FigureLayer make() {
    for (int attempt = 0; attempt < 100000; ++attempt) {
      const FigureLayer layer = guess();
      if (is_valid(layer) && is_of_its_sort(layer)) return layer;
    }
    throw std::logic_error("no layer found");
  }

 private:
  int between(int least, int most) {
    return least + static_cast<int>(engine_() % static_cast<unsigned>(most - least + 1));
  }

  AxisNumbers numbers() {
    return {between(1, 7), between(1, 4), between(1, 3), between(0, 3), between(1, 3), between(0, 2)};
  }

  FigureLayer guess() {
    FigureLayer layer{Kind::direct, numbers(), numbers()};
    change_to(static_cast<Sort>(sort_), layer);
    return layer;
  }

  void change_to(Sort sort, FigureLayer& layer) {
    const bool is_odd_turn = turn_ % 2 == 1;
    switch (sort) {
      case Sort::transposed:
        layer.kind = Kind::transposed;
        break;
      case Sort::cropped:
        layer.kind = Kind::transposed;
        for (AxisNumbers* axis : {&layer.rows, &layer.cols}) axis->p = axis->d * (axis->k - 1) + between(1, 2);
        break;
      case Sort::small_kernel:
        layer.kind = is_odd_turn ? Kind::direct : Kind::transposed;
        layer.rows.k = layer.cols.k = 1;
        break;
      case Sort::max_pooling:
        layer.kind = Kind::max_pooling;
        break;
      case Sort::average_pooling:
        layer.kind = Kind::average_pooling;
        layer.rows.d = layer.cols.d = 1;
        break;
      case Sort::sided_transposed:
        layer.kind = Kind::transposed;
        make_sided(layer);
        break;
      case Sort::sided:
        make_sided(layer);
        break;
      case Sort::by_word:
        pad_by_word(layer);
        break;
      case Sort::reflecting:
      case Sort::replicating:
      case Sort::circular:
        layer.mode = std::array{Mode::reflect, Mode::replicate, Mode::circular}.at(sort_ % 3);
        if (is_odd_turn) make_sided(layer);
        break;
      case Sort::overhanging:
      case Sort::dropping:
        change_to(is_odd_turn ? Sort::average_pooling : Sort::max_pooling, layer);
        layer.ceil = true;
        break;
      case Sort::adaptive:
        layer.kind = is_odd_turn ? Kind::average_pooling : Kind::max_pooling;
        for (AxisNumbers* axis : {&layer.rows, &layer.cols}) *axis = {.n = between(1, 8), .m = between(1, 6)};
        break;
      case Sort::one_row:
        make_one_row(layer);
        break;
      default:
        break;
    }
  }

  void make_sided(FigureLayer& layer) {
    for (AxisNumbers* axis : {&layer.rows, &layer.cols}) axis->p_after = between(0, 3);
  }

  /// A layer of one row of many sorts, in turns.
  void make_one_row(FigureLayer& layer) {
    constexpr std::array sorts{Sort::sided,    Sort::transposed, Sort::dropping, Sort::adaptive,
                               Sort::circular, Sort::cropped,    Sort::by_word,  Sort::overhanging};
    change_to(sorts.at(turn_ % sorts.size()), layer);
    if (sorts.at(turn_ % sorts.size()) == Sort::circular) layer.mode = Mode::reflect;
    layer.dims = 1;
    layer.rows = {.m = layer.is_adaptive() ? 1 : 0};
  }

  void pad_by_word(FigureLayer& layer) {
    constexpr std::array words{"same", "tf-same", "full", "causal", "half", "same-lower", "valid"};
    layer.padding_word = words.at(turn_ % words.size());
    if (layer.padding_word == "same") layer.rows.s = layer.cols.s = 1;
    for (AxisNumbers* axis : {&layer.rows, &layer.cols}) pad_by_word(layer.padding_word, *axis);
  }

  /// The padding that a word stands for, by what it promises.
  static void pad_by_word(const std::string& word, AxisNumbers& axis) {
    const int overlap = axis.d * (axis.k - 1);
    axis.p = 0;
    axis.p_after = 0;
    if (word == "full") axis.p = *axis.p_after = overlap;
    if (word == "half") axis.p = *axis.p_after = (overlap + 1) / 2;
    if (word == "causal") axis.p = overlap;
    if (word != "same" && word != "tf-same" && word != "same-lower") return;
    // As many windows as strides begin in the input, with as little padding as that takes, by turns on both sides.
    const bool is_odd_one_first = word == "same-lower";
    int wanted = 0;
    for (int start = 0; start < axis.n; start += axis.s) ++wanted;
    for (int i = 0; AxisPicture(axis, {}).output() < wanted; ++i) {
      ++((i % 2 == 0) == is_odd_one_first ? axis.p : *axis.p_after);
    }
  }

  static bool is_valid(const FigureLayer& layer) {
    if (!is_valid(layer.rows, layer) || !is_valid(layer.cols, layer)) return false;
    const Figure figure(layer);
    const int height = figure.last_row() - figure.first_row();
    const int width = figure.last_col() - figure.first_col();
    return figure.steps() <= 36 && height <= 12 && width <= 12;
  }

  static bool is_valid(const AxisNumbers& axis, const FigureLayer& layer) {
    const int most_padding = std::max(axis.p, axis.after());
    if (layer.kind == Kind::transposed && axis.a >= std::max(axis.s, axis.d)) return false;
    if (layer.is_pooling() && !layer.is_adaptive() && most_padding > axis.k / 2) return false;
    if (layer.mode == Mode::reflect && most_padding >= axis.n) return false;
    if (layer.mode == Mode::circular && most_padding > axis.n) return false;
    return AxisPicture(axis, layer.manner()).output() >= 1;
  }

  /// Whether the layer shows what layers of its sort are there to show.
  bool is_of_its_sort(const FigureLayer& layer) const {
    const Figure figure(layer);
    const auto either = [&](bool (*has)(const AxisPicture&)) { return has(figure.rows) || has(figure.cols); };
    switch (static_cast<Sort>(sort_)) {
      case Sort::overhanging:
        return either([](const AxisPicture& axis) {
          return axis.window(axis.output() - 1) + axis.extent(axis.output() - 1) > axis.padded();
        });
      case Sort::dropping:
        return either([](const AxisPicture& axis) { return axis.dropped_window().has_value(); });
      case Sort::reflecting:
      case Sort::replicating:
      case Sort::circular:
        return either([](const AxisPicture& axis) { return axis.padded() > axis.inputs(); });
      case Sort::skipping:
        return either([](const AxisPicture& axis) {
          for (int i = 0; i < axis.inputs(); ++i) {
            if (!axis.is_visited(i)) return true;
          }
          return false;
        });
      default:
        return true;
    }
  }

  unsigned turn_;
  unsigned sort_;
  std::mt19937 engine_;
};

inline FigureLayer random_layer(unsigned number) {
  return RandomLayer(number).make();
}

/// The same layer with some channels, filters and groups, in turns more of one than of others; always the same for a
/// number.
inline FigureLayer with_channels(FigureLayer layer, unsigned number) {
  constexpr std::array counts{1, 2, 3, 5, 6, 7, 64};
  std::mt19937 engine(number + 3000);
  const auto one_of_counts = [&] { return counts.at(engine() % counts.size()); };
  if (layer.is_pooling()) {
    layer.channels = layer.filters = one_of_counts();
    return layer;
  }
  layer.groups = number % 3 == 0 ? one_of_counts() : 1;
  layer.channels = layer.groups * one_of_counts();
  layer.filters = layer.groups * (number % 4 == 0 ? 1 : one_of_counts());
  return layer;
}

}  // namespace convarith::testing
