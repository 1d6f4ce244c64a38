#include "layout/views/network/network_units.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <variant>

#include "layout/views/network/network_names.hpp"

namespace convarith {
namespace {

/// The kind of a layer, and what such layers are called.
struct KindAndWord {
  NetworkKind kind = NetworkKind::other;
  std::string word;
};

template <class... Visitors>
struct KindVisitor : Visitors... {
  using Visitors::operator()...;
};
template <class... Visitors>
KindVisitor(Visitors...) -> KindVisitor<Visitors...>;

KindAndWord kind_of_window(const LayerOptions& options) {
  const Operator op = options.op.value_or(Operator::convolution);
  if (op == Operator::max_pooling) return {NetworkKind::pooling, "max pool"};
  if (op != Operator::convolution) return {NetworkKind::pooling, "avg pool"};
  if (options.transposed.value_or(false)) return {NetworkKind::upsampling, "transposed"};
  return {NetworkKind::convolution, "conv"};
}

std::string word_of(Join::Kind kind) {
  if (kind == Join::Kind::concatenation) return "concat";
  return kind == Join::Kind::sum ? "add" : "multiply";
}

KindAndWord kind_of(const ModelLayer& layer) {
  return std::visit(KindVisitor{
                        [](const WindowLayer& window) { return kind_of_window(window.options); },
                        [](const Join& join) {
                          return KindAndWord{NetworkKind::join, word_of(join.kind)};
                        },
                        [](const Linear&) {
                          return KindAndWord{NetworkKind::linear, "linear"};
                        },
                        [](const Upsampling&) {
                          return KindAndWord{NetworkKind::upsampling, "upsample"};
                        },
                        [](const PixelShuffle&) {
                          return KindAndWord{NetworkKind::upsampling, "shuffle"};
                        },
                        [](const Reduction&) {
                          return KindAndWord{NetworkKind::pooling, "pool"};
                        },
                        [&layer](const auto&) {
                          return KindAndWord{NetworkKind::other, layer.type};
                        },
                    },
                    layer.action);
}

/// Whether a layer only hands on numbers, so that the next layer may be drawn without it.
bool is_left_out(const ModelLayer& layer, const MapShape& shape) {
  if (layer.inputs.size() != 1) return false;
  if (std::holds_alternative<ShapeKeeper>(layer.action) || std::holds_alternative<Border>(layer.action)) return true;
  return std::holds_alternative<Flatten>(layer.action) ||
         (std::holds_alternative<Reshape>(layer.action) && shape.sizes.empty());
}

class UnitFinder {
 public:
  explicit UnitFinder(const TracedModel& model) : model_(model) {}

  NetworkUnits found() && {
    add_inputs();
    for (std::size_t i = 0; i < model_.trace.layers.size(); ++i) add_layer(i);
    return std::move(found_);
  }

 private:
  bool is_used(int source) const {
    const auto& layers = model_.trace.layers;
    return std::any_of(layers.begin(), layers.end(), [source](const TracedLayer& layer) {
      return std::find(layer.sources.begin(), layer.sources.end(), source) != layer.sources.end();
    });
  }

  void add_inputs() {
    for (std::size_t i = 0; i < model_.trace.inputs.size(); ++i) {
      const int source = -1 - static_cast<int>(i);
      if (!is_used(source)) continue;
      unit_of_[source] = found_.units.size();
      found_.units.push_back({NetworkKind::input, nullptr, {}, "input", model_.trace.inputs[i].shape});
    }
  }

  void add_layer(std::size_t number) {
    const ModelLayer& layer = model_.layer(number);
    const TracedLayer& traced = model_.trace.layers[number];
    const int place = static_cast<int>(number);
    if (is_left_out(layer, traced.effect.output.shape)) {
      const std::size_t unit = unit_of_[place] = unit_of_.at(traced.sources.front());
      found_.units[unit].layers.push_back(number);
      found_.are_all = false;
      return;
    }
    KindAndWord kind = kind_of(layer);
    NetworkUnit unit{kind.kind, &layer.action, path_of_layer(layer), std::move(kind.word), traced.effect.output.shape};
    for (const int source : traced.sources) {
      const std::size_t from = unit_of_.at(source);
      if (std::find(unit.sources.begin(), unit.sources.end(), from) == unit.sources.end()) unit.sources.push_back(from);
    }
    unit.layers.push_back(number);
    unit_of_[place] = found_.units.size();
    found_.units.push_back(std::move(unit));
  }

  const TracedModel& model_;
  NetworkUnits found_;
  std::map<int, std::size_t> unit_of_;  // units that show the maps of TracedLayer::sources
};

}  // namespace

NetworkUnits units_of(const TracedModel& model) {
  return UnitFinder(model).found();
}

}  // namespace convarith
