#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "convarith/figure_options.hpp"
#include "convarith/layer.hpp"
#include "convarith/tensor.hpp"

namespace convarith {

/// What a figure is called.
struct Naming {
  std::optional<std::string> name;         ///< stem of the files; one path component
  std::optional<std::string> description;  ///< one sentence
  std::optional<std::string> family;       ///< the set that a preset belongs to

  bool operator==(const Naming&) const = default;
};

/// The numbers of a layer, as they were given: leading axes of length one may be missing. How they are written.
struct ValueOptions {
  std::optional<Tensor> values;             ///< of the input, [channels, rows, cols]
  std::optional<Tensor> weights;            ///< as frameworks store them, see LayerValues
  std::optional<Tensor> pointwise_weights;  ///< of a 1×1 convolution that follows; trailing ones may be missing too
  std::optional<Tensor> bias;               ///< one for each channel of the output
  std::optional<int> random;                ///< seed of those that are not given; default: there are none
  std::optional<int> precision;  ///< decimals of numbers that are not whole; default: as many as needed, up to 2

  bool operator==(const ValueOptions&) const = default;
};

/// How wide a picture is: in px, or on paper.
struct PictureWidth {
  enum class Unit { px, cm, mm, in, pt, bp };

  double amount = 0;
  Unit unit = Unit::px;

  bool is_on_paper() const { return unit != Unit::px; }
  bool operator==(const PictureWidth&) const = default;
};

/// A width as pages have it, in bp: a px is 1/96 in, as on web pages, and a pt 1/72.27 in, as in TeX.
double width_in_bp(const PictureWidth& width);

/// The longest time for which any step may be shown, in s: what GIF can say.
inline constexpr double kLongestDelay = 655.35;

/// How a figure is put into files.
struct PictureOptions {
  std::optional<std::vector<std::string>> format;  ///< names of formats; default gif, png, pdf
  std::optional<double> dpi;                       ///< pixels an inch; default 150
  std::optional<PictureWidth> width;               ///< in px instead of dpi; default: as large as the layer asks for
  std::optional<double> delay;                     ///< s for which each step is shown; default 1
  std::optional<double> hold;                      ///< s for which the last step is shown on top; default 0
  std::optional<int> loop;                         ///< how often it plays; default 0: for ever
  std::optional<StepRange> steps;                  ///< default: all
  std::optional<bool> optimize;                    ///< smaller GIFs for many times the time; default: no

  bool operator==(const PictureOptions&) const = default;
};

/// All that flags and presets can say about one figure.
struct Request : Naming, LayerOptions, ValueOptions, FigureOptions, PictureOptions {
  bool operator==(const Request&) const = default;
};

}  // namespace convarith
