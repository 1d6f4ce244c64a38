#include "config/fields.hpp"

#include <algorithm>
#include <limits>

#include "arithmetic/operation.hpp"

namespace convarith {
namespace {

constexpr double kMostParameter = kLargestParameter;
constexpr double kMostSize = kLargestSize;

constexpr Field kFields[] = {
    {"name", "--name", "NAME", kNamingGroup, "what the files are called", &Request::name},
    {"description", "", "", kNamingGroup, "one sentence", &Request::description},
    {"family", "", "", kNamingGroup, "the set that a preset belongs to", &Request::family},

    {"op", "--op", "OP", kLayerGroup, "conv, or max or avg for pooling; default conv", &Request::op},
    {"dims", "--dims", "1|2|3", kLayerGroup, "number of spatial axes; default 2; layers with 3 can't be drawn",
     &Request::dims, 1, 3},
    {"n", "-n,--input", "N|HxW", kLayerGroup, "size of the layer's input, which is drawn blue", &Request::n, 1,
     kMostSize},
    {"k", "-k,--kernel", "N|HxW", kLayerGroup, "size of the kernel", &Request::k, 1, kMostSize},
    {"s", "-s,--stride", "N|HxW", kLayerGroup, "stride; default 1, or the kernel's size for pooling", &Request::s, 1,
     kMostSize},
    {"p", "-p,--padding", "P", kLayerGroup,
     "padding: N or HxW on each side; T,B,L,R, or L,R for one axis; or one of same, valid, full, half, tf-same, "
     "same-lower, causal; default 0",
     &Request::p, 0, kMostSize},
    {"padding_mode", "--padding-mode", "MODE", kLayerGroup,
     "what padding holds: zeros, reflect, replicate or circular; default zeros", &Request::padding_mode},
    {"d", "-d,--dilation", "N|HxW", kLayerGroup, "dilation; default 1", &Request::d, 1, kMostSize},
    {"transposed", "--transposed", "", kLayerGroup, "make the layer a transposed convolution", &Request::transposed},
    {"a", "-a,--output-padding", "N|HxW", kLayerGroup, "output_padding of a transposed convolution; default 0",
     &Request::a, 0, kMostSize},
    {"output_size", "--output-size", "N|HxW", kLayerGroup,
     "output size of a transposed convolution; determines -a or, if -a is given, the padding", &Request::output_size, 1,
     kMostSize},
    {"ceil_mode", "--ceil-mode", "", kLayerGroup, "let pooling windows extend past the end of the input",
     &Request::ceil_mode},
    {"count_include_pad", "--count-include-pad", "yes|no", kLayerGroup,
     "whether average pooling counts padding; default yes", &Request::count_include_pad},
    {"divisor_override", "--divisor-override", "N", kLayerGroup, "the number that average pooling divides by",
     &Request::divisor_override, -kMostSize, kMostSize},
    {"adaptive", "--adaptive", "M|HxW", kLayerGroup,
     "output size of adaptive pooling, given instead of kernel and stride", &Request::adaptive, 1, kMostSize},
    {"channels", "--channels", "N", kLayerGroup, "number of input channels; default 1", &Request::channels, 1,
     kMostParameter},
    {"filters", "--filters", "N", kLayerGroup, "number of filters, and so of output channels; default 1",
     &Request::filters, 1, kMostParameter},
    {"groups", "--groups", "N", kLayerGroup, "number of groups of channels; default 1", &Request::groups, 1,
     kMostParameter},
    {"pointwise", "--pointwise", "N", kLayerGroup,
     "add a 1×1 convolution with N output channels after the layer, as in depthwise-separable layers",
     &Request::pointwise, 1, kMostParameter},
    {"has_bias", "--has-bias", "", kLayerGroup, "add a bias to each output; --bias gives its values",
     &Request::has_bias},

    {"model", "--model", "FILE|-", kModelGroup,
     "a whole model: what print(model) writes, source of PyTorch or Keras, the JSON of a Keras model, or an ONNX file; "
     "-n gives the size of its input",
     &Request::model},
    {"only", "--only", "A:B|NAMES", kModelGroup,
     "only some layers of the model: by number, from 0, B excluded; or by name, such as conv1,layer2", &Request::only},
    {"depth", "--depth", "N", kModelGroup,
     "fold the layers of blocks into one: with 1 each block of the model, with 2 each block in these, and so on",
     &Request::depth, 1, 64},
    {"assume_same", "--assume-same", "", kModelGroup, "take unknown layers for ones that keep the shape of their input",
     &Request::assume_same},

    {"values", "--values", "FILE|INLINE", kValuesGroup,
     "input values, such as [[1, 2], [3, 4]], or a file, see below; -n may then be left out; for a model also a folder "
     "of pictures",
     &Request::values},
    {"weights", "--weights", "KERNEL|FILE|INLINE", kValuesGroup,
     "kernel weights, or the name of a kernel such as sobel-x or gaussian:5, see below; -k may then be left out; for a "
     "model the .npz file of its state dict, or an ONNX file",
     &Request::weights},
    {"parameters", "", "", kValuesGroup, "weights and biases of a model's layers by their names", &Request::parameters},
    {"pointwise_weights", "--pointwise-weights", "FILE|INLINE", kValuesGroup,
     "weights of the 1×1 convolution, such as [[1, 2, 3], [4, 5, 6]]; --pointwise may then be left out",
     &Request::pointwise_weights},
    {"bias", "--bias", "FILE|INLINE", kValuesGroup, "bias values, one for each output channel", &Request::bias},
    {"random", "--random", "SEED", kValuesGroup,
     "make up the numbers that are not given, from this whole-number seed; the same on every machine", &Request::random,
     0, std::numeric_limits<int>::max()},
    {"classes", "--classes", "A,B,...|FILE", kValuesGroup,
     "names of what the last layer of a model scores, or a file with one in each line", &Request::classes},
    {"targets", "--targets", "A,B,...|FILE", kValuesGroup,
     "the class that each picture should have, by its name or its number from 0", &Request::targets},
    {"resize", "--resize", "N|HxW", kValuesGroup,
     "make the picture given as values smaller: its longer side, or its rows and columns", &Request::resize, 1,
     kMostSize},
    {"crop", "--crop", "T,B,L,R", kValuesGroup,
     "pixels to leave out at the picture's edges, or one number for all; before --resize", &Request::crop, 0, 65535},
    {"grey", "--grey", "", kValuesGroup, "make the picture grey: one channel instead of three", &Request::grey},
    {"scale", "--scale", "A:B", kValuesGroup,
     "the numbers of black and white, such as 0:1 or -1:1, with decimals; default: 0 and 255, rounded to whole numbers",
     &Request::scale, -1e6, 1e6},
    {"precision", "--precision", "N", kValuesGroup,
     "number of decimals for numbers that are not whole; default: as many as needed, up to 2", &Request::precision, 0,
     9},

    {"view", "--view", "VIEW", kFigureGroup,
     "how the layer is drawn, see below; default: if all numbers are known, numeric, or equation for up to 6 channels "
     "and filters; otherwise projection",
     &Request::view},
    {"beside", "--beside", "WHAT", kFigureGroup, "draw a second layer beside it, step by step; see below",
     &Request::beside},
    {"theme", "--theme", "THEME|FILE", kFigureGroup, "colours, see below; default: the usual theme of the view",
     &Request::theme},
    {"background", "--background", "COLOUR", kFigureGroup,
     "transparent, or a colour instead of the theme's paper, such as white, #eee or #fdf6e3", &Request::background},
    {"panels", "--panels", "LIST", kFigureGroup,
     "panels of an equation, separated by commas: input, kernel, results, output, breakdown; default: all but "
     "breakdown",
     &Request::panels},
    {"misfits", "--misfits", "", kFigureGroup, "in an equation, also show the windows that no longer fit",
     &Request::misfits},
    {"centres", "--centres", "yes|no", kFigureGroup,
     "in an equation, frame the centres of region and kernel; default: only if the kernel is an identity",
     &Request::centres},
    {"cell", "--cell", "R,C", kFigureGroup,
     "the output cell of a receptive field, as row and column counted from 0; default: all, step by step",
     &Request::cell, 0, kMostSize},
    {"cells", "--cells", "WHAT", kFigureGroup,
     "what cells show of their values: numbers, heat (colours), both, or auto; default auto, which is heat where a "
     "side "
     "of the input or the output has more than 12 cells",
     &Request::cells},
    {"colormap", "--colormap", "MAP", kFigureGroup,
     "colours of heat: grey, viridis, magma or coolwarm; default coolwarm for values with signs, otherwise grey",
     &Request::colormap},
    {"range", "--range", "RANGE", kFigureGroup,
     "values that the colours of heat span: MIN:MAX for all; auto, a range each for inputs, weights and outputs; or "
     "per-map, one for each channel and filter; default auto",
     &Request::range},
    {"as_published", "", "", kFigureGroup, "draw a numeric figure as it is in the guide", &Request::as_published},
    {"labels", "--labels", "", kFigureGroup,
     "label the input, the output and the padding, with sizes; panels of numbers have titles instead",
     &Request::labels},
    {"legend", "--legend", "", kFigureGroup, "add a legend that explains the colours", &Request::legend},
    {"title", "--title", "TEXT", kFigureGroup, "title above the figure", &Request::title},
    {"caption", "--caption", "TEXT", kFigureGroup,
     "caption below the figure: params, formula (worked), both, or any other text", &Request::caption},
    {"step_counter", "--step-counter", "", kFigureGroup, "show the step number and the number of steps, such as 4/9",
     &Request::step_counter},
    {"strip", "--strip", "N|all", kFigureGroup,
     "draw N of the steps, evenly spread, or all of them, side by side in one picture", &Request::strip, 2,
     kMostInStrip},
    {"columns", "--columns", "N", kFigureGroup,
     "number of columns of a strip; default: as many as give the page a good shape", &Request::columns, 1,
     kMostInStrip},

    {"format", "--format", "LIST", kPictureGroup,
     "formats, separated by commas; default gif,png,pdf, or png,pdf,svg-steps for a strip", &Request::format},
    {"steps", "--steps", "A:B", kPictureGroup,
     "draw only steps A to B, counted from 0 and excluding B; a single number selects one step", &Request::steps},
    {"dpi", "--dpi", "N", kPictureGroup, "resolution of pixel formats, in px per inch; default 150", &Request::dpi, 1,
     10000},
    {"width", "--width", "WIDTH", kPictureGroup,
     "width of the pictures: 300 (px, or 1/96 in for vector formats), or on paper 8cm, 80mm, 3.2in or 230pt; the "
     "height follows from it",
     &Request::width, 1, 1000000},
    {"delay", "--delay", "SECONDS", kPictureGroup, "how long each step is shown; default 1", &Request::delay, 0.02,
     kLongestDelay},
    {"hold", "--hold", "SECONDS", kPictureGroup, "how much longer the last step is shown; default 0", &Request::hold, 0,
     kLongestDelay},
    {"loop", "--loop", "N", kPictureGroup,
     "how often an animation plays, except for videos, whose players decide; default 0, which is forever",
     &Request::loop, 0, 65535},
    {"optimize", "--optimize", "", kPictureGroup,
     "make GIFs about two per cent smaller, which takes many times as long", &Request::optimize},
};

}  // namespace

std::span<const Field> fields() {
  return kFields;
}

const Field* find_field(std::string_view key) {
  const auto* const found =
      std::find_if(std::begin(kFields), std::end(kFields), [key](const Field& field) { return field.key == key; });
  return found == std::end(kFields) ? nullptr : found;
}

std::string flag_names(const Field& field) {
  std::string names(field.flags.empty() ? field.key : field.flags);
  std::replace(names.begin(), names.end(), ',', '/');
  return names;
}

std::string long_name(const Field& field) {
  const std::size_t dashes = field.flags.rfind("--");
  std::string name(dashes == std::string_view::npos ? std::string_view() : field.flags.substr(dashes + 2));
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

bool is_set(const Request& request, const Field& field) {
  return std::visit([&](auto member) { return (request.*member).has_value(); }, field.member);
}

void copy_field(const Field& field, const Request& from, Request& to) {
  std::visit([&](auto member) { to.*member = from.*member; }, field.member);
}

bool same_field(const Field& field, const Request& a, const Request& b) {
  return std::visit([&](auto member) { return a.*member == b.*member; }, field.member);
}

}  // namespace convarith
