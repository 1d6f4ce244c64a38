#include "encode/model_json.hpp"

#include <cassert>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "layout/views/features/feature_rows.hpp"
#include "layout/views/network/network_plan.hpp"
#include "layout/views/receptive/map_stack.hpp"

namespace convarith {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kModelDataVersion = 1;

/// Returns a number of channels, or the expression for it; null if nothing is known.
Json channels_json(const ChannelCount& channels) {
  if (channels.number) return *channels.number;
  return channels.words.empty() ? Json() : Json(channels.words);
}

Json input_json(const MapShape& shape) {
  return {{"channels", channels_json(shape.channels)}, {"sizes", shape.sizes}};
}

/// Returns a shape as a list, the channels first.
Json shape_json(const MapShape& shape) {
  Json list = Json::array({channels_json(shape.channels)});
  for (const int size : shape.sizes) list.push_back(size);
  return list;
}

Json ratio_json(const Ratio& ratio) {
  if (ratio.denominator == 1) return ratio.numerator;
  return static_cast<double>(ratio.numerator) / static_cast<double>(ratio.denominator);
}

/// Returns a list of what `tell` says of each axis of the model's input.
template <class Tell>
Json along_axes(const std::vector<SeenAlong>& seen, const Tell& tell) {
  Json list = Json::array();
  for (const SeenAlong& axis : seen) list.push_back(tell(axis.field));
  return list;
}

Json layer_json(const TracedModel& model, std::size_t index) {
  const TracedLayer& traced = model.trace.layers[index];
  const ModelLayer& layer = model.layer(index);
  const std::vector<SeenAlong>& seen = model.fields[index];
  return {{"name", layer.name},
          {"type", layer.type},
          {"inputs", traced.sources},
          {"output", shape_json(traced.effect.output.shape)},
          {"receptive_field", along_axes(seen, [](const ReceptiveField& field) { return Json(field.cells); })},
          {"jump", along_axes(seen, [](const ReceptiveField& field) { return ratio_json(field.jump); })},
          {"start",
           along_axes(seen, [](const ReceptiveField& field) { return field.start ? Json(*field.start) : Json(); })}};
}

/// Writes the model, and leaves its steps to those who know what the film shows.
class ModelJsonEncoder : public Encoder {
 public:
  explicit ModelJsonEncoder(const TracedModel& model) : model_(model) {}

  Status add(const Shot& shot, Sink& sink) override {
    const std::string before = is_first_ ? header() : ",\n";
    is_first_ = false;
    return sink.write_text(before + "    " + step(shot.step).dump());
  }

  Status finish(Sink& sink) override { return sink.write_text("\n  ]\n}\n"); }

 protected:
  virtual Json step(std::size_t index) const = 0;

  const TracedModel& model() const { return model_; }

 private:
  std::string header() const {
    std::string text = "{\n  \"version\": " + std::to_string(kModelDataVersion);
    const auto add_list = [&text](const char* name, std::size_t count, const auto& item) {
      text += ",\n  \"" + std::string(name) + "\": [";
      for (std::size_t i = 0; i < count; ++i) text += (i > 0 ? ",\n    " : "\n    ") + Json(item(i)).dump();
      text += "\n  ]";
    };
    const ModelTrace& trace = model_.trace;
    add_list("inputs", trace.inputs.size(), [&trace](std::size_t i) { return input_json(trace.inputs[i].shape); });
    add_list("layers", trace.layers.size(), [this](std::size_t i) { return layer_json(model_, i); });
    return text + ",\n  \"steps\": [\n";
  }

  const TracedModel& model_;
  bool is_first_ = true;
};

/// Steps that show what an output sees of each map.
class FieldsJsonEncoder : public ModelJsonEncoder {
 public:
  FieldsJsonEncoder(const Film& film, const TracedModel& model)
      : ModelJsonEncoder(model), first_output_(film.first_output), stack_(*stack_maps(model)) {}

 private:
  Json step(std::size_t index) const override {
    const auto cols = static_cast<std::size_t>(stack_.maps.back().cols);
    const std::size_t place = first_output_ + index;
    const Cell output{static_cast<int>(place / cols), static_cast<int>(place % cols)};
    const std::vector<SeenPlaces> seen = stack_.seen_by(output);
    Json list = Json::array();
    for (std::size_t map = 0; map + 1 < seen.size(); ++map) list.push_back(seen_json(map, seen[map]));
    const Json cell = stack_.dims == 1 ? Json::array({output.col}) : Json::array({output.row, output.col});
    return {{"output", cell}, {"seen", std::move(list)}};
  }

  Json seen_json(std::size_t map, const SeenPlaces& seen) const {
    Json json{{"layer", layer_of(map)}};
    if (stack_.dims > 1) json["rows"] = seen.rows;
    json["cols"] = seen.cols;
    return json;
  }

  /// Returns the index of the layer that makes a map, or that of the model's input.
  std::ptrdiff_t layer_of(std::size_t map) const {
    const TracedLayer* const traced = stack_.maps[map].traced;
    return traced == nullptr ? stack_.input : traced - model().trace.layers.data();
  }

  std::size_t first_output_;
  MapStack stack_;
};

/// Steps that light up one block of layers after the other; the last one shows the whole model.
class BlocksJsonEncoder : public ModelJsonEncoder {
 public:
  BlocksJsonEncoder(const TracedModel& model, std::optional<int> depth) : ModelJsonEncoder(model) {
    for (NetworkBlock& block : plan_network(model, depth).blocks) {
      if (block.kind != NetworkKind::input) blocks_.push_back(std::move(block));
    }
  }

 private:
  Json step(std::size_t index) const override {
    if (index >= blocks_.size()) return {{"block", nullptr}, {"layers", Json::array()}, {"output", nullptr}};
    const NetworkBlock& block = blocks_[index];
    return {{"block", block.whole_name()}, {"layers", block.members}, {"output", shape_json(block.shape)}};
  }

  std::vector<NetworkBlock> blocks_;
};

/// Steps that add the output of one layer after the other, with all its numbers.
class LayersJsonEncoder : public ModelJsonEncoder {
 public:
  LayersJsonEncoder(const TracedModel& model, const ModelNumbers& numbers)
      : ModelJsonEncoder(model), numbers_(numbers) {
    for (const TileRow& row : feature_rows(model, numbers)) {
      if (row.layer) layers_.push_back(*row.layer);
    }
  }

 private:
  Json step(std::size_t index) const override {
    if (index >= layers_.size()) return {{"layer", nullptr}, {"values", Json::array()}};
    const std::size_t layer = layers_[index];
    Json values = Json::array();
    for (const ModelPicture& picture : numbers_.pictures) values.push_back(picture.outputs[layer].values);
    return {{"layer", layer},
            {"output", shape_json(model().trace.layers[layer].effect.output.shape)},
            {"values", std::move(values)}};
  }

  const ModelNumbers& numbers_;
  std::vector<std::size_t> layers_;
};

}  // namespace

std::unique_ptr<Encoder> make_model_json_encoder(const Film& film, const EncodeOptions& options) {
  assert(options.model != nullptr);
  if (film.walk == Walk::fields) return std::make_unique<FieldsJsonEncoder>(film, *options.model);
  if (film.walk == Walk::layers) return std::make_unique<LayersJsonEncoder>(*options.model, *options.numbers);
  assert(film.walk == Walk::blocks);
  return std::make_unique<BlocksJsonEncoder>(*options.model, options.depth);
}

}  // namespace convarith
