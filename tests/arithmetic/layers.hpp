#pragma once

#include <gtest/gtest.h>

#include <ostream>

#include "arithmetic/operation.hpp"

namespace convarith::testing {

/// The numbers of a layer along one axis, as a test makes them up.
struct Numbers {
  int n = 1;
  int k = 1;
  int s = 1;
  int p = 0;
  int d = 1;
  int a = 0;
};

/// A convolution with other numbers for its rows than for its columns.
inline LayerOptions convolution(const Numbers& rows, const Numbers& cols) {
  LayerOptions layer;
  layer.n = PerAxis{rows.n, cols.n};
  layer.k = PerAxis{rows.k, cols.k};
  layer.s = PerAxis{rows.s, cols.s};
  layer.p = PerAxis{rows.p, cols.p};
  layer.d = PerAxis{rows.d, cols.d};
  return layer;
}

inline LayerOptions convolution(const Numbers& numbers) {
  return convolution(numbers, numbers);
}

inline LayerOptions transposed(const Numbers& rows, const Numbers& cols) {
  LayerOptions layer = convolution(rows, cols);
  layer.a = PerAxis{rows.a, cols.a};
  layer.transposed = true;
  return layer;
}

inline LayerOptions transposed(const Numbers& numbers) {
  return transposed(numbers, numbers);
}

/// Only input and kernel are given; the rest takes its defaults.
inline LayerOptions bare(int n, int k, Operator op = Operator::convolution) {
  LayerOptions layer;
  layer.op = op;
  layer.n = PerAxis{n, n};
  layer.k = PerAxis{k, k};
  return layer;
}

inline void PrintTo(const Numbers& numbers, std::ostream* stream) {
  *stream << "n=" << numbers.n << " k=" << numbers.k << " s=" << numbers.s << " p=" << numbers.p << " d=" << numbers.d
          << " a=" << numbers.a;
}

/// Calls `check` with every combination of small numbers, output_padding being 0 to `most_output_padding`.
template <class Check>
void for_all_small_numbers(int most_output_padding, const Check& check) {
  for (int n = 1; n <= 8; ++n)
    for (int k = 1; k <= 5; ++k)
      for (int s = 1; s <= 4; ++s)
        for (int p = 0; p <= 4; ++p)
          for (int d = 1; d <= 3; ++d)
            for (int a = 0; a <= most_output_padding; ++a) check(Numbers{n, k, s, p, d, a});
}

}  // namespace convarith::testing
