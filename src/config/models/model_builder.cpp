#include "config/models/model_builder.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "config/models/layer_actions.hpp"

namespace convarith {
namespace {

constexpr std::size_t kMostRemarks = 30;
constexpr int kMostHints = 20;

/// What each kind of layer makes of what is known of its input.
struct OutputRules {
  const std::vector<KnownOutput>& inputs;

  KnownOutput first() const { return inputs.empty() ? KnownOutput() : inputs.front(); }

  KnownOutput operator()(const WindowLayer& layer) const {
    const LayerOptions& options = layer.options;
    KnownOutput output;
    output.axes = options.dims.value_or(2);
    output.has_single_cell =
        options.adaptive && std::max({options.adaptive->rows, options.adaptive->cols, options.adaptive->depth}) == 1;
    output.channels = first().channels;
    if (!layer.filters_words.empty()) output.channels = std::nullopt;
    if (options.depth_multiplier && output.channels) *output.channels *= *options.depth_multiplier;
    if (options.filters) output.channels = options.filters;
    if (options.pointwise) output.channels = options.pointwise;
    return output;
  }

  KnownOutput operator()(const ShapeKeeper&) const { return first(); }

  KnownOutput operator()(const Join& join) const {
    KnownOutput output = first();
    if (join.kind != Join::Kind::concatenation || join.axis != 0) return output;
    int sum = 0;
    for (const KnownOutput& input : inputs) {
      if (!input.channels || *input.channels > 1'000'000'000 - sum) return {std::nullopt, output.axes};
      sum += *input.channels;
    }
    output.channels = sum;
    return output;
  }

  KnownOutput operator()(const Flatten&) const {
    return {first().has_single_cell ? first().channels : std::nullopt, 0};
  }

  KnownOutput operator()(const Linear& layer) const {
    return {layer.out.number, layer.is_per_cell ? first().axes : std::optional(0)};
  }

  KnownOutput operator()(const Upsampling&) const { return {first().channels, first().axes}; }
  KnownOutput operator()(const PixelShuffle&) const { return {std::nullopt, first().axes}; }
  KnownOutput operator()(const Border&) const { return {first().channels, first().axes}; }
  KnownOutput operator()(const Unfold&) const { return {std::nullopt, 1}; }
  KnownOutput operator()(const ChannelSlice& slice) const { return {slice.count, first().axes}; }

  KnownOutput operator()(const Reshape& reshape) const {
    const int axes = reshape.sizes.empty() ? 0 : static_cast<int>(std::min<std::size_t>(reshape.sizes.size(), 9)) - 1;
    return {std::nullopt, axes};
  }

  KnownOutput operator()(const Transposition&) const { return {std::nullopt, first().axes}; }

  KnownOutput operator()(const Reduction& reduction) const {
    if (!reduction.axes.empty()) return {};
    return {first().channels, reduction.keeps_axes ? first().axes : std::optional(0), reduction.keeps_axes};
  }

  KnownOutput operator()(const UnknownLayer&) const { return {}; }
};

}  // namespace

ModelBuilder::ModelBuilder(const std::string& source, Framework framework) {
  model_.source = source;
  model_.framework = framework;
}

int ModelBuilder::add_input(const std::optional<MapShape>& shape) {
  model_.inputs.push_back(shape);
  KnownOutput known;
  if (shape) known = {shape->channels.number, static_cast<int>(shape->sizes.size())};
  known_inputs_.push_back(known);
  return -static_cast<int>(known_inputs_.size());
}

void ModelBuilder::give_input_shape(int index, const MapShape& shape) {
  if (index >= 0) return;
  const auto input = static_cast<std::size_t>(-1 - index);
  if (model_.inputs[input]) return;
  model_.inputs[input] = shape;
  known_inputs_[input] = {shape.channels.number, static_cast<int>(shape.sizes.size())};
}

const KnownOutput& ModelBuilder::known(int index) const {
  return index < 0 ? known_inputs_[static_cast<std::size_t>(-1 - index)] : known_[static_cast<std::size_t>(index)];
}

KnownOutput ModelBuilder::output_of(const ModelLayer& layer) const {
  std::vector<KnownOutput> inputs;
  inputs.reserve(layer.inputs.size());
  for (const int input : layer.inputs) inputs.push_back(known(input));
  return std::visit(OutputRules{inputs}, layer.action);
}

int ModelBuilder::add(ModelLayer layer) {
  if (is_full()) return static_cast<int>(known_.size()) - 1;
  auto* const unknown = std::get_if<UnknownLayer>(&layer.action);
  if (unknown != nullptr && unknown->hint.empty() && hints_++ < kMostHints) unknown->hint = hint_for_layer(layer.type);
  known_.push_back(output_of(layer));
  model_.layers.push_back(std::move(layer));
  return static_cast<int>(known_.size()) - 1;
}

int ModelBuilder::add_implied_flatten(const ModelLayer& linear, int input) {
  const auto* action = std::get_if<Linear>(&linear.action);
  const KnownOutput before = known(input);
  if (action == nullptr || action->is_per_cell || before.axes.value_or(0) == 0) return input;
  // As many features as channels: PyTorch programs often take the mean by a function, which isn't printed.
  const bool is_mean = !before.has_single_cell && before.channels && action->in.number == before.channels;
  if (is_mean) {
    remark("a mean over all cells, which the text does not show, is taken to stand before " + linear.name +
           ", since that has as many inputs as there are channels");
    return add({"(mean)", "mean", "", linear.place, Reduction{{}, false, Reduction::Kind::mean}, {input}});
  }
  remark("a flattening, which the text does not show, is taken to stand before " + linear.name);
  return add({"(flatten)", "flatten", "", linear.place, Flatten{}, {input}});
}

void ModelBuilder::remark(const std::string& text) {
  auto& remarks = model_.remarks;
  if (remarks.size() >= kMostRemarks) return;
  if (std::find(remarks.begin(), remarks.end(), text) == remarks.end()) remarks.push_back(text);
}

void ModelBuilder::leave_out(const std::string& text) {
  if (model_.left_out.size() < kMostRemarks) model_.left_out.push_back(text);
}

}  // namespace convarith
