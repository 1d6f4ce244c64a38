#pragma once

#include <map>
#include <stdexcept>
#include <string>

#include "arithmetic/operation.hpp"
#include "layout/film.hpp"
#include "layout/views/projection/projection.hpp"
#include "tests/pictures/figure.hpp"
#include "tests/support/builtin_themes.hpp"

namespace convarith::testing {

inline Padding padding_of(const FigureLayer& layer) {
  const std::map<std::string, PaddingRule> rules{
      {"valid", PaddingRule::valid},  {"same", PaddingRule::same}, {"tf-same", PaddingRule::tf_same},
      {"full", PaddingRule::full},    {"half", PaddingRule::half}, {"same-lower", PaddingRule::same_lower},
      {"causal", PaddingRule::causal}};
  if (!layer.padding_word.empty()) return rules.at(layer.padding_word);
  const auto sides = [](const AxisNumbers& axis) { return Sides{axis.p, axis.after()}; };
  return SidedPadding{sides(layer.rows), sides(layer.cols), {}, layer.dims};
}

inline LayerOptions options_of(const FigureLayer& layer) {
  const auto both = [&](int AxisNumbers::*member) {
    return PerAxis{layer.rows.*member, layer.cols.*member, 0, layer.dims};
  };
  LayerOptions options;
  options.n = both(&AxisNumbers::n);
  options.dims = layer.dims;
  if (layer.kind == Kind::max_pooling) options.op = Operator::max_pooling;
  if (layer.kind == Kind::average_pooling) options.op = Operator::average_pooling;
  options.channels = layer.channels;
  if (!layer.is_pooling()) {
    options.filters = layer.filters;
    options.groups = layer.groups;
  }
  if (layer.is_adaptive()) {
    options.adaptive = both(&AxisNumbers::m);
    return options;
  }
  options.k = both(&AxisNumbers::k);
  options.s = both(&AxisNumbers::s);
  options.p = padding_of(layer);
  options.d = both(&AxisNumbers::d);
  options.padding_mode = static_cast<PaddingMode>(layer.mode);
  options.ceil_mode = layer.ceil;
  if (layer.kind == Kind::transposed) {
    options.transposed = true;
    options.a = both(&AxisNumbers::a);
  }
  return options;
}

inline Film lay_out(const FigureLayer& layer) {
  const Result<Operation> operation = make_operation(options_of(layer));
  if (!operation) throw std::runtime_error(to_line(operation.problems().front()));
  return draw_projection(Walkthrough(*operation), kSolarized).film;
}

}  // namespace convarith::testing
