#pragma once

#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "tests/pictures/figure.hpp"

namespace convarith::testing {

/// A figure of the published set, as measured there.
struct Published {
  const char* name;
  FigureLayer layer;
  int steps;
  double page_width;   // bp
  double page_height;  // bp
  int width;           // px at 150 dpi
  int height;          // px at 150 dpi
};

inline const Published kPublished[] = {
    {"no_padding_no_strides", square(Kind::direct, {4, 3, 1, 0, 1, 0}), 4, 117.099, 124.187, 244, 259},
    {"no_padding_no_strides_transposed", square(Kind::transposed, {2, 3, 1, 0, 1, 0}), 16, 165.288, 185.133, 344, 386},
    {"arbitrary_padding_no_strides", square(Kind::direct, {5, 4, 1, 2, 1, 0}), 36, 237.570, 260.252, 495, 542},
    {"arbitrary_padding_no_strides_transposed", square(Kind::transposed, {6, 4, 1, 2, 1, 0}), 25, 213.476, 229.779, 445,
     479},
    {"same_padding_no_strides", square(Kind::direct, {5, 3, 1, 1, 1, 0}), 25, 189.382, 215.606, 395, 449},
    {"same_padding_no_strides_transposed", square(Kind::transposed, {5, 3, 1, 1, 1, 0}), 25, 189.382, 215.606, 395,
     449},
    {"full_padding_no_strides", square(Kind::direct, {5, 3, 1, 2, 1, 0}), 49, 237.570, 276.551, 495, 576},
    {"full_padding_no_strides_transposed", square(Kind::transposed, {7, 3, 1, 2, 1, 0}), 25, 189.382, 215.606, 395,
     449},
    {"no_padding_strides", square(Kind::direct, {5, 3, 2, 0, 1, 0}), 4, 141.193, 138.361, 294, 288},
    {"no_padding_strides_transposed", square(Kind::transposed, {2, 3, 2, 0, 1, 0}), 25, 189.382, 215.606, 395, 449},
    {"padding_strides", square(Kind::direct, {5, 3, 2, 1, 1, 0}), 9, 189.382, 183.007, 395, 381},
    {"padding_strides_transposed", square(Kind::transposed, {3, 3, 2, 1, 1, 0}), 25, 189.382, 215.606, 395, 449},
    {"padding_strides_odd", square(Kind::direct, {6, 3, 2, 1, 1, 0}), 9, 213.476, 197.180, 445, 411},
    {"padding_strides_odd_transposed", square(Kind::transposed, {3, 3, 2, 1, 1, 1}), 36, 213.476, 246.079, 445, 513},
    {"dilation", square(Kind::direct, {7, 3, 1, 0, 2, 0}), 9, 189.382, 183.007, 395, 381},
};

inline void PrintTo(const Published& figure, std::ostream* stream) {
  *stream << figure.name;
}

/// Calls a test what its figure is called.
inline std::string name_of_figure(const ::testing::TestParamInfo<Published>& info) {
  return info.param.name;
}

}  // namespace convarith::testing
