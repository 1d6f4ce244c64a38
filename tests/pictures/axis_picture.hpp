#pragma once

// What one axis of a figure must show, by brute force from the definitions. Nothing of the program is used here.

#include <algorithm>
#include <optional>
#include <vector>

namespace convarith::testing {

enum class Kind { direct, transposed, max_pooling, average_pooling };
enum class Mode { zeros, reflect, replicate, circular };

/// The numbers of a layer along one axis.
struct AxisNumbers {
  int n = 1;
  int k = 1;
  int s = 1;
  int p = 0;
  int d = 1;
  int a = 0;
  std::optional<int> p_after{};  ///< where it differs from the padding at the start
  int m = 0;                     ///< the output of an adaptive pooling; 0: k, s, p and d tell

  int after() const { return p_after.value_or(p); }
};

/// How a layer walks along its axes.
struct Manner {
  Kind kind = Kind::direct;
  Mode mode = Mode::zeros;
  bool ceil = false;
};

/// One axis of a figure. Places are counted from the first one that a window may reach; those outside of the plane hold
/// inputs that a transposed layer cuts off.
class AxisPicture {
 public:
  AxisPicture(const AxisNumbers& numbers, const Manner& manner)
      : numbers_(numbers), manner_(manner), padded_input_(lay_out_padded_input()) {}

  int output() const {
    if (numbers_.m > 0) return numbers_.m;
    if (is_transposed()) return (numbers_.n - 1) * numbers_.s - numbers_.p - numbers_.after() + reach() + numbers_.a;
    int windows = wanted_windows();
    if (dropped_window()) --windows;
    return windows;
  }

  /// The first place of a window.
  int window(int output) const {
    if (numbers_.m == 0) return is_transposed() ? output : output * numbers_.s;
    int place = 0;
    while (!taps(output, place)) ++place;
    return place;
  }

  /// Places from a window's first tap to its last.
  int extent(int output) const {
    if (numbers_.m == 0) return reach();
    int last = window(output);
    while (taps(output, last + 1)) ++last;
    return last - window(output) + 1;
  }

  bool taps(int output, int place) const {
    if (numbers_.m > 0) {
      // Of `n` cells and `m` outputs that share the same length, whether cell and output overlap.
      return place < numbers_.n && place * numbers_.m < (output + 1) * numbers_.n &&
             (place + 1) * numbers_.m > output * numbers_.n;
    }
    for (int j = 0; j < numbers_.k; ++j) {
      if (window(output) + j * numbers_.d == place) return true;
    }
    return false;
  }

  /// Where the window begins that ceil_mode wants but that would see nothing of the input and what is before it.
  std::optional<int> dropped_window() const {
    if (!manner_.ceil) return std::nullopt;
    for (int i = 0; i < wanted_windows(); ++i) {
      if (i * numbers_.s >= numbers_.p + numbers_.n) return i * numbers_.s;
    }
    return std::nullopt;
  }

  /// Places that are input or padding, or of a transposed layer all of the plane.
  int padded() const { return is_transposed() ? output() + reach() - 1 : static_cast<int>(padded_input_.size()); }

  /// Places that the input, its padding and all windows, even a dropped one, take.
  int plane() const {
    int places = padded();
    for (int i = 0; i < output(); ++i) places = std::max(places, window(i) + extent(i));
    return std::max(places, dropped_window().value_or(0) + (dropped_window() ? reach() : 0));
  }

  /// Where an input lies. That of a transposed layer meets output i * s - p through the first weight, which is the last
  /// one of the window.
  int place_of(int input) const {
    return is_transposed() ? input * numbers_.s - numbers_.p + reach() - 1 : input + numbers_.p;
  }

  std::optional<int> input_at(int place) const {
    for (int i = 0; i < numbers_.n; ++i) {
      if (place_of(i) == place) return i;
    }
    return std::nullopt;
  }

  /// The input whose value a place has, be it the input's own place or padding.
  std::optional<int> value_at(int place) const {
    if (is_transposed()) return input_at(place);
    if (place < 0 || place >= static_cast<int>(padded_input_.size())) return std::nullopt;
    return padded_input_[static_cast<std::size_t>(place)];
  }

  bool is_visited(int input) const {
    for (int output = 0; output < this->output(); ++output) {
      for (int place = 0; place < plane(); ++place) {
        if (taps(output, place) && value_at(place) == input) return true;
      }
    }
    return false;
  }

  bool is_cropped(int input) const { return place_of(input) < 0 || place_of(input) >= plane(); }

  /// Places before the plane and after it, up to the last input that is cut off there.
  int cropped_before() const { return std::max(0, -place_of(0)); }
  int cropped_after() const { return std::max(0, place_of(numbers_.n - 1) + 1 - plane()); }

  int inputs() const { return numbers_.n; }

 private:
  bool is_transposed() const { return manner_.kind == Kind::transposed; }

  int reach() const { return numbers_.d * (numbers_.k - 1) + 1; }

  /// Before any is dropped. With ceil_mode another window is wanted for as long as the one before it, or a stride
  /// before the first, leaves something of the padded input.
  int wanted_windows() const {
    const int length = static_cast<int>(padded_input_.size());
    int windows = 0;
    if (manner_.ceil) {
      while ((windows - 1) * numbers_.s + reach() < length) ++windows;
    } else {
      while (windows * numbers_.s + reach() <= length) ++windows;
    }
    return windows;
  }

  /// The inputs in a row, and before and after them the ones that padding takes its values from.
  std::vector<std::optional<int>> lay_out_padded_input() const {
    std::vector<std::optional<int>> row;
    for (int i = 0; i < numbers_.n; ++i) row.emplace_back(i);
    if (is_transposed()) return row;
    const std::vector<std::optional<int>> forward = row;
    const std::vector<std::optional<int>> backward(row.rbegin(), row.rend());
    for (int i = 0; i < numbers_.p; ++i) row.insert(row.begin(), padding(forward, backward, i));
    for (int i = 0; i < numbers_.after(); ++i) row.push_back(padding(backward, forward, i));
    return row;
  }

  /// The padding that `i` other places part from the input. From there the input reads `from_near_end`.
  std::optional<int> padding(const std::vector<std::optional<int>>& from_near_end,
                             const std::vector<std::optional<int>>& from_far_end, int i) const {
    const auto index = static_cast<std::size_t>(i);
    switch (manner_.mode) {
      case Mode::reflect:
        return from_near_end.at(index + 1);
      case Mode::replicate:
        return from_near_end.front();
      case Mode::circular:
        return from_far_end.at(index);
      default:
        return std::nullopt;
    }
  }

  AxisNumbers numbers_;
  Manner manner_;
  std::vector<std::optional<int>> padded_input_;
};

}  // namespace convarith::testing
