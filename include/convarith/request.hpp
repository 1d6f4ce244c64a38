#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "convarith/figure_options.hpp"
#include "convarith/layer.hpp"
#include "convarith/model.hpp"
#include "convarith/tensor.hpp"

namespace convarith {

/// The name of a figure.
struct Naming {
  std::optional<std::string> name;         ///< stem of the names of the files; one path component
  std::optional<std::string> description;  ///< one sentence
  std::optional<std::string> family;       ///< the set that a preset belongs to

  bool operator==(const Naming&) const = default;
};

/// A whole model, which takes the place of a layer.
struct ModelOptions {
  std::optional<Model> model;       ///< its layers; LayerOptions then give the input at most: n and channels
  std::optional<std::string> only;  ///< the layers to show: "2:5" by number, "conv1,layer2" by name; default: all
  std::optional<bool> assume_same;  ///< whether unknown layers keep the shape of their input; default: no

  bool operator==(const ModelOptions&) const = default;
};

/// The numbers that the levels of a picture become.
struct PictureScale {
  double black = 0;
  double white = 0;

  bool operator==(const PictureScale&) const = default;
};

/// The numbers of a layer or of a model as they were given, and how figures write them. Leading axes of length 1 may be
/// missing.
struct ValueOptions {
  std::optional<Tensor> values;             ///< numbers of the input, [channels, rows, cols]; a model takes several
                                            ///< inputs, too, [pictures, channels, rows, cols]
  std::optional<Tensor> weights;            ///< kernel weights as frameworks store them, see LayerValues; of a model
                                            ///< the name of an .npz or ONNX file
  std::optional<Tensor> pointwise_weights;  ///< weights of a 1×1 convolution that follows; trailing axes of length 1
                                            ///< may be missing, too
  std::optional<Tensor> bias;               ///< one number for each channel of the output
  std::optional<int> random;                ///< seed from which the numbers that are not given are made up; default:
                                            ///< they stay unknown
  std::optional<NamedTensors> parameters;   ///< weights and biases of a model's layers, as a state dict of PyTorch
                                            ///< names them: "conv1.weight"
  std::optional<std::vector<std::string>> classes;  ///< names of what the last layer of a model scores
  std::optional<std::vector<std::string>> targets;  ///< the right class of each picture, by name or number
  std::optional<PerAxis> resize;      ///< size to which a picture given as values is made smaller; default: its own
  std::optional<Padding> crop;        ///< pixels left out at its edges, before it is resized; default: none
  std::optional<bool> grey;           ///< whether its colours become one channel; default: no
  std::optional<PictureScale> scale;  ///< what black and white become; default: 0 and 255, rounded to whole numbers
  std::optional<int> precision;       ///< decimals of numbers that are not whole; default: as many as needed, up to 2

  bool operator==(const ValueOptions&) const = default;
};

/// The width of a picture: in px, or in a unit of length on paper.
struct PictureWidth {
  enum class Unit { px, cm, mm, in, pt, bp };

  double amount = 0;
  Unit unit = Unit::px;

  bool is_on_paper() const { return unit != Unit::px; }
  bool operator==(const PictureWidth&) const = default;
};

/// Returns the width of a page in bp. A px is 1/96 in, as on web pages; a pt is 1/72.27 in, as in TeX.
double width_in_bp(const PictureWidth& width);

/// The longest time for which a step may be shown, in s: GIF can't store a longer one.
inline constexpr double kLongestDelay = 655.35;

/// How a figure is written to files.
struct PictureOptions {
  std::optional<std::vector<std::string>> format;  ///< names of formats; default gif, png, pdf, or png, pdf, svg-steps
                                                   ///< for a strip
  std::optional<double> dpi;                       ///< resolution in px per inch; default 150
  std::optional<PictureWidth> width;               ///< width; dpi can't be given together with a width in px; default:
                                                   ///< as the layer's size requires
  std::optional<double> delay;                     ///< how long each step is shown, in s; default 1
  std::optional<double> hold;                      ///< how much longer the last step is shown, in s; default 0
  std::optional<int> loop;                         ///< how often an animation plays; default 0: for ever
  std::optional<StepRange> steps;                  ///< the steps to draw; default: all
  std::optional<bool> optimize;                    ///< make GIFs smaller, which takes many times as long; default: no

  bool operator==(const PictureOptions&) const = default;
};

/// Everything that flags and presets can specify for one figure.
struct Request : Naming, LayerOptions, ModelOptions, ValueOptions, FigureOptions, PictureOptions {
  bool operator==(const Request&) const = default;
};

}  // namespace convarith
