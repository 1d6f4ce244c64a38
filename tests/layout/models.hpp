#pragma once

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "layout/subject.hpp"

namespace convarith::testing {

/// A square convolution with `p` places of padding at each side.
inline LayerOptions square_windows(int k, int s = 1, int p = 0, int d = 1) {
  LayerOptions options;
  options.k = PerAxis::all(k);
  options.s = PerAxis::all(s);
  options.p = PerAxis::all(p);
  options.d = PerAxis::all(d);
  return options;
}

/// A layer of one dimension that sees only what was before.
inline LayerOptions causal_windows(int k, int d) {
  LayerOptions options = square_windows(k, 1, 0, d);
  options.dims = 1;
  options.p = PaddingRule::causal;
  return options;
}

/// A layer of a model. It follows the layer before it.
inline ModelLayer model_layer(const std::string& name, LayerAction action, int input) {
  ModelLayer layer;
  layer.name = name;
  layer.type = "Conv2d";
  layer.action = std::move(action);
  layer.inputs = {input};
  return layer;
}

/// Layers in a row, called conv1, conv2, ...
inline Model model_of(const std::vector<LayerAction>& actions) {
  Model model;
  for (const LayerAction& action : actions) {
    const int before = static_cast<int>(model.layers.size()) - 1;
    model.layers.push_back(model_layer("conv" + std::to_string(before + 2), action, before));
  }
  return model;
}

/// A model whose layers must fit.
inline Subject subject_of_model(const Model& model, PerAxis n) {
  TraceOptions options;
  options.n = n;
  const Result<ModelTrace> trace = trace_model(model, options);
  if (!trace) throw std::runtime_error(to_line(trace.problems().front()));
  if (trace->stop) throw std::runtime_error(to_line(trace->stop->problems.front()));
  const std::optional<Chain>& first = trace->layers.front().effect.chain;
  // Layers of three dimensions can't be walked step by step.
  const bool can_be_walked = first && first->front().dims < 3;
  Subject subject(can_be_walked ? *first : Chain(Operation{}));
  subject.model = std::make_shared<TracedModel>(TracedModel{"model", model, *trace, receptive_fields(*trace)});
  return subject;
}

}  // namespace convarith::testing
