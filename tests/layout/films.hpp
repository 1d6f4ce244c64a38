#pragma once

#include <stdexcept>

#include "../pictures/figure.hpp"
#include "convarith/film.hpp"
#include "convarith/operation.hpp"
#include "projection.hpp"

namespace convarith::testing {

inline LayerOptions options_of(const FigureLayer& layer) {
  const auto both = [&](int AxisNumbers::*member) { return PerAxis{layer.rows.*member, layer.cols.*member}; };
  LayerOptions options;
  options.n = both(&AxisNumbers::n);
  options.k = both(&AxisNumbers::k);
  options.s = both(&AxisNumbers::s);
  options.p = both(&AxisNumbers::p);
  options.d = both(&AxisNumbers::d);
  if (layer.kind == Kind::transposed) {
    options.transposed = true;
    options.a = both(&AxisNumbers::a);
  }
  if (layer.kind == Kind::max_pooling) options.op = Operator::max_pooling;
  if (layer.kind == Kind::average_pooling) options.op = Operator::average_pooling;
  return options;
}

inline Film lay_out(const FigureLayer& layer) {
  const Result<Operation> operation = make_operation(options_of(layer));
  if (!operation) throw std::runtime_error(to_line(operation.problems().front()));
  return lay_out_projection(Walkthrough(*operation), kSolarized);
}

}  // namespace convarith::testing
