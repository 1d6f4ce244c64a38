// The padding that words ask for, by what each of them promises: found place by place, without any formula.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "tests/arithmetic/layers.hpp"

namespace convarith::testing::padding_test {
namespace {

constexpr std::array<std::pair<PaddingRule, const char*>, 7> kWords{{{PaddingRule::valid, "valid"},
                                                                     {PaddingRule::same, "same"},
                                                                     {PaddingRule::tf_same, "tf-same"},
                                                                     {PaddingRule::same_lower, "same-lower"},
                                                                     {PaddingRule::full, "full"},
                                                                     {PaddingRule::half, "half"},
                                                                     {PaddingRule::causal, "causal"}}};

/// The place of the kernel's last tap, where the first one lies on place 0.
int last_tap(const Numbers& layer) {
  int place = 0;
  for (int tap = 1; tap < layer.k; ++tap) place += layer.d;
  return place;
}

/// How often the kernel fits into so many cells.
int windows_in(int cells, const Numbers& layer) {
  int windows = 0;
  for (int start = 0; start + last_tap(layer) < cells; start += layer.s) ++windows;
  return windows;
}

/// Cells given to both sides in turns, the end first.
Sides dealt(int cells) {
  Sides sides;
  for (int i = 0; i < cells; ++i) ++(i % 2 == 0 ? sides.after : sides.before);
  return sides;
}

Sides the_other_way_round(const Sides& sides) {
  return {sides.after, sides.before};
}

/// The places before the kernel's middle, of two middle ones the second, on both sides.
Sides up_to_the_middle(const Numbers& layer) {
  int before = 0;
  for (int first = 0, last = last_tap(layer); first < last; ++first, --last) ++before;
  return {before, before};
}

/// With as few cells as there can be, a window for each stride that begins in the input.
Sides for_every_stride(const Numbers& layer) {
  int wanted = 0;
  for (int start = 0; start < layer.n; start += layer.s) ++wanted;
  int cells = 0;
  while (windows_in(layer.n + cells, layer) < wanted) ++cells;
  return dealt(cells);
}

Sides promised(PaddingRule word, const Numbers& layer) {
  switch (word) {
    case PaddingRule::valid:
      return {};
    case PaddingRule::same:
    case PaddingRule::tf_same:
      return for_every_stride(layer);
    case PaddingRule::same_lower:
      return the_other_way_round(for_every_stride(layer));
    case PaddingRule::full:  // the kernel's last tap on the first input, and its first one on the last
      return {last_tap(layer), last_tap(layer)};
    case PaddingRule::half:
      return up_to_the_middle(layer);
    case PaddingRule::causal:
      return {last_tap(layer), 0};
  }
  return {};
}

/// What is cut off a transposed layer's output and what is added at its end.
struct Trim {
  Sides cut;
  int added = 0;
};

/// Without anything cut off the stamps reach over so many cells.
int stamped_cells(const Numbers& layer) {
  int last = 0;
  for (int input = 0; input < layer.n; ++input) last = input * layer.s + last_tap(layer);
  return last + 1;
}

/// Keras wants a stride of cells for each input. What the stamps have more is cut off in turns, what they lack is
/// added; if it is told what to add, it cuts as `half` does.
Trim to_strides(const Numbers& layer, bool adds) {
  if (adds) return {up_to_the_middle(layer), layer.a};
  Trim trim;
  int cells = stamped_cells(layer);
  while (cells < layer.n * layer.s) ++cells, ++trim.added;
  trim.cut = dealt(cells - layer.n * layer.s);
  return trim;
}

Trim promised_of_transposed(PaddingRule word, const Numbers& layer, bool adds) {
  Numbers unit = layer;
  unit.s = 1;  // what the other words cut does not depend on the stride
  Trim trim{promised(word, unit), adds ? layer.a : 0};
  if (word == PaddingRule::valid && !adds) trim.added = to_strides(layer, false).added;
  if (word == PaddingRule::tf_same || word == PaddingRule::same_lower) trim = to_strides(layer, adds);
  if (word == PaddingRule::same_lower) trim.cut = the_other_way_round(trim.cut);
  return trim;
}

/// PyTorch's and Keras's words for their direct convolutions, which other layers don't know.
bool is_for_all_layers(PaddingRule word) {
  return word != PaddingRule::same && word != PaddingRule::causal;
}

/// Calls `check` with every small layer but for its padding.
template <class Check>
void for_all_unpadded(int most_output_padding, const Check& check) {
  for_all_small_numbers(most_output_padding, [&check](const Numbers& layer) {
    if (layer.p == 0) check(layer);
  });
}

/// The columns of the layer, or nothing where it is refused.
std::optional<Axis> columns_of(LayerOptions layer, PaddingRule word) {
  layer.p = word;
  const Result<Operation> operation = make_operation(layer);
  return operation ? std::optional(operation->cols) : std::nullopt;
}

TEST(PaddingWord, KeepsItsPromiseToAConvolution) {
  for (const auto& [word, name] : kWords) {
    for_all_unpadded(0, [word = word, name = name](const Numbers& numbers) {
      const Sides sides = promised(word, numbers);
      const int windows = windows_in(numbers.n + sides.before + sides.after, numbers);
      const std::optional<Axis> axis = columns_of(convolution(numbers), word);
      const bool is_allowed = windows > 0 && (word != PaddingRule::same || numbers.s == 1);
      ASSERT_EQ(axis.has_value(), is_allowed) << name << " " << ::testing::PrintToString(numbers);
      if (!axis) return;
      EXPECT_EQ(axis->padding, sides) << name << " " << ::testing::PrintToString(numbers);
      EXPECT_EQ(axis->output, windows) << name << " " << ::testing::PrintToString(numbers);
    });
  }
}

TEST(PaddingWord, KeepsItsPromiseToATransposedConvolution) {
  for (const auto& [word, name] : kWords) {
    for (const bool adds : {false, true}) {
      for_all_unpadded(adds ? 3 : 0, [word = word, name = name, adds](const Numbers& numbers) {
        LayerOptions layer = transposed(numbers);
        if (!adds) layer.a.reset();
        const Trim trim = promised_of_transposed(word, numbers, adds);
        const int cells = stamped_cells(numbers) + trim.added - trim.cut.before - trim.cut.after;
        const std::optional<Axis> axis = columns_of(layer, word);
        const bool is_possible = cells > 0 && trim.added < std::max(numbers.s, numbers.d);
        const bool is_allowed = is_possible && is_for_all_layers(word);
        ASSERT_EQ(axis.has_value(), is_allowed) << name << " " << ::testing::PrintToString(numbers);
        if (!axis) return;
        EXPECT_EQ(axis->padding, trim.cut) << name << " " << ::testing::PrintToString(numbers);
        EXPECT_EQ(axis->output_padding, trim.added) << name << " " << ::testing::PrintToString(numbers);
        EXPECT_EQ(axis->output, cells) << name << " " << ::testing::PrintToString(numbers);
      });
    }
  }
}

TEST(PaddingWord, KeepsItsPromiseToAPoolingThatMayHaveIt) {
  for (const auto& [word, name] : kWords) {
    for_all_unpadded(0, [word = word, name = name](const Numbers& numbers) {
      LayerOptions layer = convolution(numbers);
      layer.op = Operator::max_pooling;
      const Sides sides = promised(word, numbers);
      const int windows = windows_in(numbers.n + sides.before + sides.after, numbers);
      const bool is_small = std::max(sides.before, sides.after) <= numbers.d * (numbers.k - 1);
      const bool is_allowed = windows > 0 && is_small && is_for_all_layers(word);
      const std::optional<Axis> axis = columns_of(layer, word);
      ASSERT_EQ(axis.has_value(), is_allowed) << name << " " << ::testing::PrintToString(numbers);
      if (!axis) return;
      EXPECT_EQ(axis->padding, sides) << name << " " << ::testing::PrintToString(numbers);
    });
  }
}

}  // namespace
}  // namespace convarith::testing::padding_test
