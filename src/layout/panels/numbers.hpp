#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "arithmetic/layer_values.hpp"
#include "arithmetic/walkthrough.hpp"
#include "layout/heat/heat_scale.hpp"
#include "layout/panels/cell_look.hpp"
#include "layout/subject.hpp"

namespace convarith {

/// The numbers of a layer as a figure writes them: all numbers of a tensor have the same number of decimals. Channels
/// and filters are counted from 0 through all groups.
class Numbers {
 public:
  explicit Numbers(const Subject& subject);

  bool has_inputs() const { return !values_.input.values.empty(); }
  bool has_weights() const { return !values_.weights.values.empty(); }
  bool has_bias() const { return !values_.bias.values.empty(); }
  /// Whether everything that the output is computed from is known.
  bool has_outputs() const { return !outputs_.values.empty(); }

  double input(Cell cell, int channel = 0) const;
  /// The channel must be one of the filter's group.
  double weight(Cell cell, int channel = 0, int filter = 0) const;
  double output(Cell cell, int filter = 0) const;
  /// Returns the bias of a filter, or 0 if there is none.
  double bias(int filter = 0) const { return has_bias() ? values_.bias.values[static_cast<std::size_t>(filter)] : 0; }
  /// Returns the number on a place of the plane: an input, or what padding holds there. Returns nullopt where the place
  /// counts for nothing: beyond the padding of a pooling, and in padding that an average leaves out.
  std::optional<double> at_place(Cell place, int channel = 0) const;

  std::string input_text(double number) const { return text(number, input_decimals_); }
  std::string weight_text(double number) const { return text(number, weight_decimals_); }
  std::string product_text(double number) const { return text(number, product_decimals_); }
  std::string output_text(double number) const { return text(number, output_decimals_); }
  std::string bias_text(double number) const { return text(number, bias_decimals_); }

  /// Returns the texts of all numbers of a tensor, in the order of the tensor.
  std::vector<std::string> output_texts() const;
  std::vector<std::string> weight_texts() const;
  std::vector<std::string> bias_texts() const;

  /// Return how cells of the plane and of outputs look, and those of weights.
  const CellLook& plane_look() const { return plane_look_; }
  const CellLook& kernel_look() const { return kernel_look_; }
  const CellChoice& choice() const { return choice_; }

  /// Return how numbers become colours. A pooling's inputs and outputs are of one kind, and have one scale.
  const HeatScale& input_scale(int channel = 0) const { return scale_of(input_scales_, channel); }
  const HeatScale& output_scale(int filter = 0) const { return scale_of(output_scales_, filter); }
  /// The channel must be one of the filter's group.
  const HeatScale& weight_scale(int channel = 0, int filter = 0) const;
  /// Returns the colour maps that these scales use for cells that are drawn as heat.
  std::vector<const ColourMap*> colour_maps_used() const;
  /// Returns the colour maps that the scales of the input use.
  std::vector<const ColourMap*> input_maps() const;

  /// Gives outputs at least one decimal, unless a precision was asked for. Outputs that are computed from whole numbers
  /// get exactly one.
  void give_outputs_a_decimal();

 private:
  static std::string text(double number, int decimals);
  int decimals_of_products() const;
  std::size_t kernel_number(int channel, int filter) const;
  void choose_looks();
  void make_scales();
  static const HeatScale& scale_of(const std::vector<HeatScale>& scales, int map) {
    return scales.size() == 1 ? scales.front() : scales[static_cast<std::size_t>(map)];
  }

  Walkthrough walkthrough_;
  LayerValues values_;
  Tensor outputs_;
  std::optional<int> precision_;
  CellChoice choice_;
  CellLook plane_look_;
  CellLook kernel_look_;
  // One for all maps, or one for each.
  std::vector<HeatScale> input_scales_;
  std::vector<HeatScale> weight_scales_;
  std::vector<HeatScale> output_scales_;
  int input_decimals_ = 0;
  int weight_decimals_ = 0;
  int product_decimals_ = 0;
  int output_decimals_ = 0;
  int bias_decimals_ = 0;
};

}  // namespace convarith
