#include "layout/views/features/feature_rows.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <variant>

#include "layout/model_words.hpp"

namespace convarith {
namespace {

/// The most cells of all tiles together.
constexpr std::size_t kMostFeatureCells = 60'000;

// Features are drawn as a strip, and as several strips below each other if there are many of them.
constexpr std::size_t kLongestStrip = 64;
constexpr std::size_t kLongestStripOfPicture = 16;

/// Whether a layer passes on what it gets when a model is not being trained.
bool changes_nothing(const ModelLayer& layer) {
  const auto* const keeper = std::get_if<ShapeKeeper>(&layer.action);
  return keeper != nullptr && keeper->function.kind == NumberFunction::Kind::identity;
}

/// Whether each map that a layer makes looks at one map only, that of its own channel.
bool is_by_channel(const TracedLayer& traced, const ModelLayer& layer) {
  if (std::holds_alternative<ShapeKeeper>(layer.action)) return true;
  if (const auto* const join = std::get_if<Join>(&layer.action)) return join->kind != Join::Kind::concatenation;
  if (!traced.effect.chain) return std::holds_alternative<Upsampling>(layer.action);
  const Operation& operation = traced.effect.chain->front();
  const bool is_alone = traced.effect.chain->size() == 1;
  return is_alone && (operation.op != Operator::convolution ||
                      (operation.groups == operation.channels && operation.filters == operation.channels));
}

std::size_t product_of(std::span<const int> lengths) {
  std::size_t product = 1;
  for (const int length : lengths) product *= static_cast<std::size_t>(length);
  return product;
}

/// Returns the tile of features, in as many strips as they need.
NumberTile strip_of(const std::vector<double>& numbers, std::size_t longest) {
  const std::size_t cols = std::min(numbers.size(), longest);
  const std::size_t rows = (numbers.size() + cols - 1) / cols;
  return {static_cast<int>(rows), static_cast<int>(cols), numbers, true};
}

std::vector<double> cells_from(const Tensor& tensor, std::size_t first, std::size_t count) {
  const std::span<const double> cells = std::span(tensor.values).subspan(first, count);
  return {cells.begin(), cells.end()};
}

/// Returns a tile for each channel of a tensor, or a single one for features.
std::vector<NumberTile> tiles_of(const Tensor& tensor, std::size_t longest_strip) {
  if (tensor.shape.size() == 1) return {strip_of(tensor.values, longest_strip)};
  const std::span<const int> lengths = std::span(tensor.shape).subspan(1);
  const std::size_t cells = product_of(lengths);
  const int rows = lengths.size() == 1 ? 1 : lengths.front();
  std::vector<NumberTile> tiles;
  for (int channel = 0; channel < tensor.shape.front(); ++channel) {
    const std::size_t first = static_cast<std::size_t>(channel) * cells;
    tiles.push_back({rows, lengths.back(), cells_from(tensor, first, cells)});
  }
  return tiles;
}

/// Makes the rows of a model, one for each layer that changes its numbers.
class FeatureRowMaker {
 public:
  FeatureRowMaker(const TracedModel& model, const ModelNumbers& numbers) : model_(model), numbers_(numbers) {}

  std::vector<TileRow> rows() {
    add_row({}, "input", model_.trace.inputs.front().shape,
            [](const ModelPicture& picture) -> const Tensor& { return picture.input; });
    for (std::size_t i = 0; i < model_.trace.layers.size(); ++i) add_layer(i);
    return std::move(rows_);
  }

 private:
  void add_layer(std::size_t index) {
    const TracedLayer& traced = model_.trace.layers[index];
    const ModelLayer& layer = model_.layer(index);
    if (changes_nothing(layer)) {
      row_of_layer_.push_back(row_of(traced.sources.front()));
      return;
    }
    row_of_layer_.push_back(rows_.size());
    add_row(index, name_of_layer(layer), traced.effect.output.shape,
            [index](const ModelPicture& picture) -> const Tensor& { return picture.outputs[index]; });
    for (const int source : traced.sources) {
      const std::size_t row = row_of(source);
      rows_.back().sources.push_back({row, numbers_.pictures.size() > 1 || is_by_channel(traced, layer)});
    }
  }

  std::size_t row_of(int source) const { return source < 0 ? 0 : row_of_layer_[static_cast<std::size_t>(source)]; }

  template <class TensorOf>
  void add_row(std::optional<std::size_t> layer, std::string name, const MapShape& shape, const TensorOf& tensor_of) {
    TileRow row{layer, std::move(name), size_words(shape), {}};
    if (numbers_.pictures.size() == 1) {
      for (NumberTile& tile : tiles_of(tensor_of(numbers_.pictures.front()), kLongestStrip)) {
        row.columns.push_back({{tile}});
      }
    } else {
      for (const ModelPicture& picture : numbers_.pictures) {
        row.columns.push_back({tiles_of(tensor_of(picture), kLongestStripOfPicture)});
      }
    }
    if (row.columns.size() > kMostTileColumns) {
      row.left_out = row.columns.size() - kMostTileColumns;
      row.columns.resize(kMostTileColumns);
    }
    rows_.push_back(std::move(row));
  }

  const TracedModel& model_;
  const ModelNumbers& numbers_;
  std::vector<TileRow> rows_;
  std::vector<std::size_t> row_of_layer_;
};

std::size_t cells_of(const TileRow& row) {
  std::size_t cells = 0;
  for (const TileColumn& column : row.columns) {
    for (const NumberTile& tile : column.tiles) cells += tile.numbers.size();
  }
  return cells;
}

}  // namespace

Status check_feature_rows(const TracedModel& model, const ModelNumbers& numbers) {
  for (const TracedLayer& layer : model.trace.layers) {
    if (layer.effect.output.shape.sizes.size() <= 2) continue;
    return usage_problem("view",
                         fmt::format("{} makes maps of three dimensions, which features can't draw",
                                     name_of_layer(model.model.layers[layer.layer])),
                         "use --view network");
  }
  std::size_t cells = 0;
  for (const TileRow& row : feature_rows(model, numbers)) cells += cells_of(row);
  if (cells <= kMostFeatureCells) return ok();
  return usage_problem(
      "view", fmt::format("the maps have {} cells, more than the {} that can be drawn", cells, kMostFeatureCells),
      "choose some layers with --only, or give a smaller picture");
}

std::vector<TileRow> feature_rows(const TracedModel& model, const ModelNumbers& numbers) {
  return FeatureRowMaker(model, numbers).rows();
}

}  // namespace convarith
