#pragma once

#include <fmt/core.h>

#include <string>
#include <string_view>
#include <variant>

#include "convarith/model.hpp"
#include "convarith/result.hpp"

namespace convarith::testing {

/// Says what a layer does, as far as tests look at it.
struct ActionWords {
  static std::string numbers(const std::optional<PerAxis>& value) {
    if (!value) return "-";
    if (value->given == 1) return fmt::format("{}", value->cols);
    if (value->given == 2) return fmt::format("{}x{}", value->rows, value->cols);
    return fmt::format("{}x{}x{}", value->depth, value->rows, value->cols);
  }

  static std::string count(const std::optional<int>& number, const std::string& words) {
    if (number) return fmt::format("{}", *number);
    return words.empty() ? "?" : fmt::format("'{}'", words);
  }

  std::string operator()(const WindowLayer& layer) const {
    const LayerOptions& options = layer.options;
    const bool is_pooling = options.op != Operator::convolution;
    std::string text = is_pooling ? (options.op == Operator::max_pooling ? "max" : "avg") : "conv";
    if (options.adaptive) return fmt::format("{} to {}", text, numbers(options.adaptive));
    if (!is_pooling) {
      text += fmt::format(" {}->{}", count(options.channels, layer.channels_words),
                          count(options.filters, layer.filters_words));
    }
    return fmt::format("{} k{} s{}", text, numbers(options.k), numbers(options.s));
  }

  std::string operator()(const ShapeKeeper& layer) const {
    if (layer.weights > 0) return fmt::format("keep {}", layer.weights);
    return layer.weights_per_channel > 0 ? fmt::format("keep {} each", layer.weights_per_channel) : "keep";
  }

  std::string operator()(const Join& join) const {
    if (join.kind != Join::Kind::concatenation) return join.kind == Join::Kind::sum ? "sum" : "product";
    return fmt::format("join {}", join.axis);
  }

  std::string operator()(const Flatten&) const { return "flatten"; }

  std::string operator()(const Linear& layer) const {
    return fmt::format("linear {}->{}{}{}", count(layer.in.number, layer.in.words),
                       count(layer.out.number, layer.out.words), layer.has_bias ? "" : " no bias",
                       layer.is_on_last_axis ? " on the last axis"
                       : layer.is_per_cell   ? " per cell"
                                             : "");
  }

  std::string operator()(const Upsampling& layer) const {
    std::string text = layer.interpolates ? "interpolate" : "repeat";
    for (const double factor : layer.factors) text += fmt::format(" x{}", factor);
    for (const int size : layer.sizes) text += fmt::format(" {}", size);
    return text;
  }

  std::string operator()(const PixelShuffle& layer) const {
    return fmt::format("{} {}", layer.is_inverse ? "unshuffle" : "shuffle", layer.factor);
  }

  std::string operator()(const Border& border) const {
    std::string text = border.holds_copies ? "copied border" : "border";
    for (const Sides& sides : border.sides) text += fmt::format(" {},{}", sides.before, sides.after);
    return text;
  }

  std::string operator()(const Unfold& layer) const { return fmt::format("unfold k{}", numbers(layer.window.k)); }
  std::string operator()(const ChannelSlice& slice) const {
    return fmt::format("slice {}+{}", slice.first, slice.count);
  }

  std::string operator()(const Reshape& layer) const {
    std::string text = "reshape";
    for (const long long size : layer.sizes) text += fmt::format(" {}", size);
    return text;
  }

  std::string operator()(const Transposition& layer) const {
    std::string text = "exchange";
    for (const int axis : layer.order) text += fmt::format(" {}", axis);
    return text;
  }

  std::string operator()(const Reduction& layer) const {
    std::string text = layer.keeps_axes ? "mean, kept" : "mean";
    for (const int axis : layer.axes) text += fmt::format(" {}", axis);
    return text;
  }

  std::string operator()(const UnknownLayer& layer) const {
    return layer.hint.empty() ? "unknown" : fmt::format("unknown, {}", layer.hint);
  }
};

/// A line for each layer: the layers that it takes, its name and what it does.
inline std::string words_of_layers(const Model& model) {
  std::string text;
  for (const ModelLayer& layer : model.layers) {
    std::string inputs;
    for (const int input : layer.inputs) inputs += fmt::format("{}{}", inputs.empty() ? "" : ",", input);
    text += fmt::format("{} {}: {}{}\n", inputs, layer.name, std::visit(ActionWords{}, layer.action),
                        layer.shares_weights ? ", shared" : "");
  }
  return text;
}

/// The layers of a model, or what is wrong with it.
inline std::string words_of_model(const Result<Model>& model) {
  if (model) return words_of_layers(*model);
  std::string text;
  for (const Problem& problem : model.problems()) text += to_line(problem) + "\n";
  return text;
}

/// The remarks on a model, each with a line of its own.
inline std::string remarks_of_model(const Result<Model>& model) {
  std::string remarks;
  if (!model) return remarks;
  for (const std::string& remark : model->remarks) remarks += remark + "\n";
  return remarks;
}

}  // namespace convarith::testing
