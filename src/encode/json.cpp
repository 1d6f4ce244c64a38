#include "encode/json.hpp"

#include <cassert>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "arithmetic/chain_values.hpp"
#include "arithmetic/walkthrough.hpp"
#include "encode/model_json.hpp"

namespace convarith {
namespace {

using nlohmann::ordered_json;

constexpr int kModelVersion = 1;

ordered_json number(double value) {
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  constexpr double largest_exact = 9007199254740992.0;  // 2^53
  if (value == std::floor(value) && std::abs(value) < largest_exact) return static_cast<long long>(value);
  return value;
}

/// Returns a tensor's numbers from `next` on as nested arrays, and moves `next` behind them.
ordered_json nested(const std::vector<int>& shape, std::size_t axis, std::vector<double>::const_iterator& next) {
  if (axis == shape.size()) return number(*next++);
  ordered_json list = ordered_json::array();
  for (int i = 0; i < shape[axis]; ++i) list.push_back(nested(shape, axis + 1, next));
  return list;
}

/// Returns the shape with an axis of one row if the map or kernel is one-dimensional.
std::vector<int> with_rows(std::vector<int> shape, int dims) {
  if (dims == 1) shape.insert(shape.end() - 1, 1);
  return shape;
}

ordered_json map_of(std::vector<int> shape, const Tensor& numbers, int dims) {
  shape = with_rows(std::move(shape), dims);
  ordered_json map{{"shape", shape}};
  auto next = numbers.values.begin();
  if (!numbers.values.empty()) map["values"] = nested(shape, 0, next);
  return map;
}

/// The names of a layer's maps and weights, which depend on whether it stands alone or is one of two in a row.
struct Names {
  const char* input;
  const char* weights;
  const char* weight;  ///< weight of a tap
  const char* output;
};

constexpr Names kOnly{"input", "weights", "weight", "output"};
constexpr Names kFirst{"input", "weights", "weight", "between"};
constexpr Names kPointwise{"between", "pointwise", "pointwise", "output"};

/// One layer as data.
class Part {
 public:
  Part(const Operation& operation, LayerValues values, const Names& names)
      : operation_(operation), values_(std::move(values)), names_(names), walkthrough_(operation_) {}

  /// Calls add(key, value) for the input, the weights and, if there is one, the bias.
  template <class Add>
  void describe_givens(const Add& add) const {
    const int dims = operation_.dims;
    add(names_.input, map_of(input_shape(operation_), values_.input, dims));
    add(names_.weights,
        operation_.is_pooling() ? ordered_json() : map_of(weight_shape(operation_), values_.weights, dims));
    if (!values_.bias.values.empty()) add("bias", map_of(bias_shape(operation_), values_.bias, 2));
  }

  ordered_json output_map() const {
    const Tensor output = has_output(operation_, values_) ? compute_output(operation_, values_) : Tensor{};
    return map_of(output_shape(operation_), output, operation_.dims);
  }

  std::size_t steps() const { return walkthrough_.steps(); }

  /// Returns the output cells that step `index` computes, one for each filter.
  std::vector<ordered_json> cells_of(std::size_t index) const {
    const Step step = walkthrough_.step(index);
    std::vector<ordered_json> cells;
    cells.reserve(static_cast<std::size_t>(operation_.filters));
    for (int filter = 0; filter < operation_.filters; ++filter) cells.push_back(step_of(step, filter));
    return cells;
  }

 private:
  /// Describes one output cell, with its taps channel by channel.
  ordered_json step_of(const Step& step, int filter) const {
    ordered_json taps = ordered_json::array();
    const int per_group = operation_.channels / operation_.groups;
    const int group = filter / (operation_.filters / operation_.groups);
    const bool pools = operation_.is_pooling();
    for (int i = 0; i < (pools ? 1 : per_group); ++i) {
      const int channel = pools ? filter : group * per_group + i;
      for (const Tap& tap : step.taps) taps.push_back(tap_of(tap, channel, i, filter));
    }
    return {{names_.output, {filter, step.output.row, step.output.col}}, {"taps", std::move(taps)}};
  }

  ordered_json tap_of(const Tap& tap, int channel, int channel_in_group, int filter) const {
    const auto cell = [channel](const Cell& place) { return ordered_json{channel, place.row, place.col}; };
    ordered_json object;
    object[names_.input] = tap.input ? cell(*tap.input) : ordered_json();
    if (tap.source) object["source"] = cell(*tap.source);
    if (operation_.is_pooling()) {
      object[names_.weight] = nullptr;
    } else if (operation_.transposed) {
      object[names_.weight] = {channel, filter % (operation_.filters / operation_.groups), tap.weight.row,
                               tap.weight.col};
    } else {
      object[names_.weight] = {filter, channel_in_group, tap.weight.row, tap.weight.col};
    }
    return object;
  }

  Operation operation_;
  LayerValues values_;
  Names names_;
  Walkthrough walkthrough_;
};

std::vector<Part> parts_of(const EncodeOptions& options) {
  const Chain& chain = *options.chain;
  const ChainValues values =
      options.values != nullptr ? with_inputs(chain, *options.values) : ChainValues(chain.size());
  if (chain.size() == 1) return {Part(chain.front(), values.front(), kOnly)};
  assert(chain.size() == 2);
  return {Part(chain.front(), values.front(), kFirst), Part(chain.back(), values.back(), kPointwise)};
}

class JsonEncoder : public Encoder {
 public:
  explicit JsonEncoder(const EncodeOptions& options) : parts_(parts_of(options)) {}

  Status add(const Shot& shot, Sink& sink) override {
    std::string text = is_first_ ? header() : ",\n";
    is_first_ = false;
    const std::vector<ordered_json> cells = cells_of(shot.step);
    for (std::size_t i = 0; i < cells.size(); ++i) text += (i > 0 ? ",\n    " : "    ") + cells[i].dump();
    return sink.write_text(text);
  }

  Status finish(Sink& sink) override { return sink.write_text("\n  ]\n}\n"); }

 private:
  /// Returns the output cells of a step; steps are counted through all layers.
  std::vector<ordered_json> cells_of(std::size_t step) const {
    auto part = parts_.begin();
    while (step >= part->steps()) step -= (part++)->steps();
    return part->cells_of(step);
  }

  std::string header() const {
    std::string text = "{\n";
    const auto add = [&text](const char* key, const ordered_json& value) {
      text += "  \"" + std::string(key) + "\": " + value.dump() + ",\n";
    };
    add("version", kModelVersion);
    for (const Part& part : parts_) part.describe_givens(add);
    add("output", parts_.back().output_map());
    return text + "  \"steps\": [\n";
  }

  std::vector<Part> parts_;
  bool is_first_ = true;
};

}  // namespace

std::unique_ptr<Encoder> make_json_encoder(const Film& film, const EncodeOptions& options) {
  if (options.model != nullptr) return make_model_json_encoder(film, options);
  assert(options.chain != nullptr);
  return std::make_unique<JsonEncoder>(options);
}

}  // namespace convarith
