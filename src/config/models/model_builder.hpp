#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "convarith/model.hpp"

namespace convarith {

inline constexpr std::size_t kMostModelLayers = 65'536;
inline constexpr std::size_t kMostModelProblems = 20;

/// What is known of a layer's output before the sizes of the model's input are.
struct KnownOutput {
  std::optional<int> channels;
  std::optional<int> axes;       ///< number of spatial axes; 0 for features
  bool has_single_cell = false;  ///< it is a map of a single cell
};

/// Collects the layers of a model in the order in which they are executed.
class ModelBuilder {
 public:
  ModelBuilder(const std::string& source, Framework framework);

  /// Adds an input to the model, and returns the index that stands for it in ModelLayer::inputs.
  int add_input(const std::optional<MapShape>& shape);
  /// Gives an input of the model a shape, unless it has one. Does nothing for the outputs of layers.
  void give_input_shape(int index, const MapShape& shape);
  /// Says how many channels the first input has, where its sizes are not known.
  void give_input_channels(std::optional<int> channels) { model_.input_channels = channels; }
  /// Adds a layer, and returns its index. Once the model is full, nothing is added.
  int add(ModelLayer layer);
  /// Adds what lies between a map and a fully connected layer where the text doesn't say it, and returns its index. If
  /// there is nothing to add, returns `input`.
  int add_implied_flatten(const ModelLayer& linear, int input);
  /// Adds a remark, unless the model has it already.
  void remark(const std::string& text);
  /// Notes what changes numbers but is no layer, unless there is much of it.
  void leave_out(const std::string& text);

  /// Whether it has more layers than a model may have.
  bool is_full() const { return known_.size() > kMostModelLayers; }
  bool is_empty() const { return model_.layers.empty(); }
  const KnownOutput& known(int index) const;
  void set_framework(Framework framework) { model_.framework = framework; }
  Framework framework() const { return model_.framework; }

  Model take() { return std::move(model_); }

 private:
  KnownOutput output_of(const ModelLayer& layer) const;

  Model model_;
  std::vector<KnownOutput> known_;
  std::vector<KnownOutput> known_inputs_;
  int hints_ = 0;
};

}  // namespace convarith
