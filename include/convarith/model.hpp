#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "convarith/layer.hpp"

namespace convarith {

/// The framework in whose words a layer or a model is written.
enum class Framework { pytorch, keras, onnx };

/// A number of channels or features. Where a program computes it from variables, only the expression is known.
struct ChannelCount {
  std::optional<int> number = {};
  std::string words = {};  ///< the expression that stands in place of the number, such as "ngf * 8"; else empty

  bool operator==(const ChannelCount&) const = default;
};

/// What is made of each number of a map, as far as this program can compute it.
struct NumberFunction {
  enum class Kind {
    unknown,
    identity,
    clamp,       ///< to the range from alpha to beta: ReLU, ReLU6
    leaky_relu,  ///< negative numbers times alpha
    prelu,       ///< the same with learned numbers
    elu,         ///< of alpha
    celu,        ///< of alpha
    selu,
    gelu,
    tanh_gelu,  ///< GELU by its approximation with tanh
    silu,
    mish,
    hard_swish,
    sigmoid,
    log_sigmoid,
    hard_sigmoid,  ///< alpha x + beta, from 0 to 1
    tanh,
    softplus,  ///< of the sharpness alpha; above beta / alpha it is the number itself
    softsign,
    erf,
    softmax,              ///< along `axis`
    log_softmax,          ///< along `axis`
    batch_normalization,  ///< by mean and variance of the file, with alpha as epsilon; learns nothing if beta is 0
    sum,                  ///< with alpha or, unless beta is 0, with numbers of the file; so are those below
    product,
    difference,         ///< x - alpha
    turned_difference,  ///< alpha - x
    quotient,           ///< x / alpha
    turned_quotient,    ///< alpha / x
  };

  Kind kind = Kind::unknown;
  double alpha = 0;
  double beta = 0;
  std::optional<int> axis = {};  ///< the channels are 1; negative axes count from the last, which is -1

  bool operator==(const NumberFunction&) const = default;
};

/// A convolution or a pooling, as far as the model says. The size of its input follows from the layer before it, and so
/// do the channels where they are unset.
struct WindowLayer {
  LayerOptions options;
  std::string channels_words = {};  ///< the expression for the number of channels, if it is no number
  std::string filters_words = {};   ///< the expression for the number of filters, if it is no number
  NumberFunction then = {NumberFunction::Kind::identity};  ///< what it makes of each output, as Keras's activation

  bool operator==(const WindowLayer&) const = default;
};

/// A layer that keeps the shape of its input: an activation, a normalization, dropout.
struct ShapeKeeper {
  long long weights = 0;              ///< numbers that it learns in all
  long long weights_per_channel = 0;  ///< numbers that it learns for each channel, where these follow from the input
  NumberFunction function = {};

  bool operator==(const ShapeKeeper&) const = default;
};

/// A layer that joins its inputs cell by cell (an input with a single cell along an axis counts for all cells along
/// it), or places their channels one after the other.
struct Join {
  enum class Kind { sum, product, concatenation };

  Kind kind = Kind::sum;
  int axis = 0;           ///< concatenation: 0 for the channels, 1 for the outermost spatial axis, and so on
  bool is_other = false;  ///< it has the shape of this kind, but computes something else: a difference, a maximum

  bool operator==(const Join&) const = default;
};

/// Places all numbers of the input in one axis of features.
struct Flatten {
  bool operator==(const Flatten&) const = default;
};

/// A fully connected layer on features. It applies to the channels of a map that is not flattened, cell by cell, only
/// in Keras and where `is_per_cell` is set.
struct Linear {
  ChannelCount in = {};
  ChannelCount out = {};
  bool has_bias = true;
  bool is_per_cell = false;
  bool is_on_last_axis = false;  ///< per cell: it applies to the last axis, as in PyTorch, not to the channels
  bool is_turned = false;        ///< files have its weights as features in x features out
  NumberFunction then = {NumberFunction::Kind::identity};  ///< what it makes of each output

  bool operator==(const Linear&) const = default;
};

/// Enlarges a map: every cell is repeated, or cells between are interpolated.
struct Upsampling {
  std::vector<double> factors =
      {};                       ///< one for all axes, or one for each, the outermost first; empty if sizes are given
  std::vector<int> sizes = {};  ///< in cells, as above
  bool interpolates = false;    ///< each new cell depends on the two nearest cells along each axis
  bool is_uneven = false;       ///< cells are not all repeated equally often

  bool operator==(const Upsampling&) const = default;
};

/// Moves channels to places beside each other: r * r channels become r x r cells. The inverse does the opposite.
struct PixelShuffle {
  int factor = 1;
  bool is_inverse = false;

  bool operator==(const PixelShuffle&) const = default;
};

/// Adds cells around a map; negative numbers cut cells off.
struct Border {
  std::vector<Sides> sides;              ///< for each spatial axis, the outermost first
  bool holds_copies = false;             ///< reflect, replicate and circular padding
  std::optional<PaddingMode> mode = {};  ///< which of these, if it is known
  std::optional<double> value = 0.0;     ///< what new cells hold that are no copies, if it is known

  bool operator==(const Border&) const = default;
};

/// PyTorch's Unfold: each window becomes a column of channels * kernel numbers.
struct Unfold {
  LayerOptions window;

  bool operator==(const Unfold&) const = default;
};

/// Takes some channels.
struct ChannelSlice {
  int first = 0;
  int count = 1;

  bool operator==(const ChannelSlice&) const = default;
};

/// Gives the numbers another shape without changing their order.
struct Reshape {
  std::vector<long long> sizes;  ///< channels first and without the batch; -1 for what is left, 0 for the input's size

  bool operator==(const Reshape&) const = default;
};

/// Exchanges axes.
struct Transposition {
  std::vector<int> order;  ///< for each axis of the result the axis of the input; 0 is the channels

  bool operator==(const Transposition&) const = default;
};

/// The mean or maximum over all cells of a map, or over some axes.
struct Reduction {
  enum class Kind { unknown, mean, maximum, sum, only_cell };

  std::vector<int> axes = {};  ///< spatial axes counted from 1; empty: all spatial axes. 0 stands for the channels
  bool keeps_axes = false;     ///< whether the axes stay, with a single cell
  Kind kind = Kind::unknown;

  bool operator==(const Reduction&) const = default;
};

/// A layer that the program does not know.
struct UnknownLayer {
  std::string hint = {};  ///< what could be meant

  bool operator==(const UnknownLayer&) const = default;
};

using LayerAction = std::variant<WindowLayer, ShapeKeeper, Join, Flatten, Linear, Upsampling, PixelShuffle, Border,
                                 Unfold, ChannelSlice, Reshape, Transposition, Reduction, UnknownLayer>;

/// A layer of a model.
struct ModelLayer {
  std::string name;   ///< its name in the model, with the names of the blocks it is in: "layer1.0.conv1"
  std::string type;   ///< what the framework calls such a layer: "Conv2d"
  std::string call;   ///< how it was written, "nn.Conv2d(1, 6, 5)"; empty if it was not written as a call
  std::string place;  ///< where it stands in the text or file: "line 3", "node 12"
  LayerAction action;
  std::vector<int> inputs;      ///< indices of earlier layers; -1 - i for input i of the model
  bool shares_weights = false;  ///< it was called before: its weights are those of an earlier layer
  /// The names that an ONNX file gives to the numbers it has for the layer, in the order in which the layer takes them;
  /// empty for those that the file computes. Elsewhere the names follow from the layer's own.
  std::vector<std::string> parameters = {};

  bool operator==(const ModelLayer&) const = default;
};

/// The shape of a map or of features, without the batch. Sizes are in cells, the outermost axis first.
struct MapShape {
  ChannelCount channels;   ///< or features
  std::vector<int> sizes;  ///< empty for features

  bool operator==(const MapShape&) const = default;
};

/// A model as it was given: layers in an order in which each comes after its inputs.
struct Model {
  std::string source;     ///< the file it was read from, "lenet.txt", or what stands for it in messages
  std::string text = {};  ///< what was read; empty for an ONNX file, which is no text
  Framework framework = Framework::pytorch;
  std::vector<std::optional<MapShape>> inputs = {};  ///< shapes of the inputs, as far as the model says
  std::optional<int> input_channels = {};  ///< of the first input, where the model says them but not its shape
  std::vector<ModelLayer> layers;
  std::vector<std::string> remarks = {};   ///< how ambiguous parts were read
  std::vector<std::string> left_out = {};  ///< what changes numbers but is no layer: "x * 0.5 (line 3)"
  std::string misfit_hint = {};            ///< why layers that do not fit may fit in truth: what the text does not show

  /// Whether both have the same inputs and layers, whatever they were read from.
  bool operator==(const Model& other) const { return inputs == other.inputs && layers == other.layers; }
};

}  // namespace convarith
