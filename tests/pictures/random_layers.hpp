#pragma once

#include <algorithm>
#include <random>
#include <stdexcept>

#include "figure.hpp"

namespace convarith::testing {

/// Makes up valid layers small enough to draw: always the same one for a number. In turn they are direct, transposed,
/// transposed and cropped (p > d(k - 1)), of a 1x1 kernel, max pooling and average pooling.
class RandomLayer {
 public:
  explicit RandomLayer(unsigned number) : number_(number), engine_(number) {}

  FigureLayer make() {
    for (int attempt = 0; attempt < 100000; ++attempt) {
      const FigureLayer layer = guess();
      if (is_valid(layer.rows, layer.kind) && is_valid(layer.cols, layer.kind) && Figure(layer).steps() <= 36)
        return layer;
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
    switch (number_ % 6) {
      case 0:
        break;
      case 1:
        layer.kind = Kind::transposed;
        break;
      case 2:
        layer.kind = Kind::transposed;
        for (AxisNumbers* axis : {&layer.rows, &layer.cols}) axis->p = axis->d * (axis->k - 1) + between(1, 2);
        break;
      case 3:
        layer.kind = number_ % 12 == 3 ? Kind::direct : Kind::transposed;
        layer.rows.k = layer.cols.k = 1;
        break;
      case 4:
        layer.kind = Kind::max_pooling;
        break;
      default:
        layer.kind = Kind::average_pooling;
        layer.rows.d = layer.cols.d = 1;
    }
    return layer;
  }

  static bool is_valid(const AxisNumbers& axis, Kind kind) {
    const AxisPicture picture(axis, kind == Kind::transposed);
    if (kind == Kind::transposed && axis.a >= std::max(axis.s, axis.d)) return false;
    const bool pools = kind == Kind::max_pooling || kind == Kind::average_pooling;
    if (pools && axis.p > axis.k / 2) return false;
    return picture.output() >= 1 && picture.plane() <= 12;
  }

  unsigned number_;
  std::mt19937 engine_;
};

inline FigureLayer random_layer(unsigned number) {
  return RandomLayer(number).make();
}

}  // namespace convarith::testing
