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

    {"op", "--op", "OP", kLayerGroup, "conv, max or avg (pooling); default conv", &Request::op},
    {"dims", "--dims", "1|2|3", kLayerGroup, "spatial axes; default 2; layers with 3 can't be drawn", &Request::dims, 1,
     3},
    {"n", "-n,--input", "N|HxW", kLayerGroup, "size of the layer's input, drawn blue", &Request::n, 1, kMostSize},
    {"k", "-k,--kernel", "N|HxW", kLayerGroup, "size of the kernel", &Request::k, 1, kMostSize},
    {"s", "-s,--stride", "N|HxW", kLayerGroup, "stride; default 1, for pooling the kernel's size", &Request::s, 1,
     kMostSize},
    {"p", "-p,--padding", "P", kLayerGroup,
     "padding on each side, N or HxW; T,B,L,R, of one axis L,R; or same, valid, full, half, tf-same, same-lower, "
     "causal; "
     "default 0",
     &Request::p, 0, kMostSize},
    {"padding_mode", "--padding-mode", "MODE", kLayerGroup,
     "what padding holds: zeros, reflect, replicate or circular; default zeros", &Request::padding_mode},
    {"d", "-d,--dilation", "N|HxW", kLayerGroup, "dilation; default 1", &Request::d, 1, kMostSize},
    {"transposed", "--transposed", "", kLayerGroup, "a transposed convolution", &Request::transposed},
    {"a", "-a,--output-padding", "N|HxW", kLayerGroup, "output_padding of a transposed convolution; default 0",
     &Request::a, 0, kMostSize},
    {"output_size", "--output-size", "N|HxW", kLayerGroup,
     "output of a transposed convolution; -a follows from it, or, where -a is given, the padding",
     &Request::output_size, 1, kMostSize},
    {"ceil_mode", "--ceil-mode", "", kLayerGroup, "pooling windows may reach over the end", &Request::ceil_mode},
    {"count_include_pad", "--count-include-pad", "yes|no", kLayerGroup,
     "whether average pooling counts padding; default yes", &Request::count_include_pad},
    {"divisor_override", "--divisor-override", "N", kLayerGroup, "what average pooling divides by",
     &Request::divisor_override, -kMostSize, kMostSize},
    {"adaptive", "--adaptive", "M|HxW", kLayerGroup, "output of an adaptive pooling, instead of kernel and stride",
     &Request::adaptive, 1, kMostSize},
    {"channels", "--channels", "N", kLayerGroup, "channels of the input; default 1", &Request::channels, 1,
     kMostParameter},
    {"filters", "--filters", "N", kLayerGroup, "filters, the output's channels; default 1", &Request::filters, 1,
     kMostParameter},
    {"groups", "--groups", "N", kLayerGroup, "groups of channels; default 1", &Request::groups, 1, kMostParameter},
    {"pointwise", "--pointwise", "N", kLayerGroup,
     "a 1×1 convolution to N channels follows, as in depthwise-separable layers", &Request::pointwise, 1,
     kMostParameter},
    {"has_bias", "--has-bias", "", kLayerGroup, "a bias is added to each output; --bias says which",
     &Request::has_bias},

    {"values", "--values", "FILE|INLINE", kValuesGroup,
     "of the input, such as [[1, 2], [3, 4]], or a file, see below; then -n may be left out", &Request::values},
    {"weights", "--weights", "FILE|INLINE", kValuesGroup, "of the kernel; then -k may be left out", &Request::weights},
    {"pointwise_weights", "--pointwise-weights", "FILE|INLINE", kValuesGroup,
     "of the 1×1 convolution, such as [[1, 2, 3], [4, 5, 6]]; then --pointwise may be left out",
     &Request::pointwise_weights},
    {"bias", "--bias", "FILE|INLINE", kValuesGroup, "one number for each channel of the output", &Request::bias},
    {"random", "--random", "SEED", kValuesGroup,
     "numbers that are not given are made up from a whole number, the same on every machine", &Request::random, 0,
     std::numeric_limits<int>::max()},
    {"precision", "--precision", "N", kValuesGroup,
     "decimals of numbers that are not whole; default: as many as they need, up to 2", &Request::precision, 0, 9},

    {"view", "--view", "VIEW", kFigureGroup,
     "how the layer is drawn, see below; default where all numbers are known: numeric, of up to 6 channels and filters "
     "equation; else projection",
     &Request::view},
    {"beside", "--beside", "WHAT", kFigureGroup, "a second layer beside it, step by step, see below", &Request::beside},
    {"theme", "--theme", "THEME|FILE", kFigureGroup, "colours, see below; default: those of the view", &Request::theme},
    {"background", "--background", "COLOUR", kFigureGroup,
     "transparent, or a colour instead of the theme's paper, such as white, #eee or #fdf6e3", &Request::background},
    {"panels", "--panels", "LIST", kFigureGroup,
     "parts of an equation, separated by commas: input, kernel, results, output, breakdown; default all but the last",
     &Request::panels},
    {"misfits", "--misfits", "", kFigureGroup, "in an equation also the windows that no longer fit", &Request::misfits},
    {"centres", "--centres", "yes|no", kFigureGroup,
     "in an equation frames around the centres of region and kernel; default: where the kernel is an identity",
     &Request::centres},
    {"as_published", "", "", kFigureGroup, "a numeric figure as the guide has it", &Request::as_published},
    {"labels", "--labels", "", kFigureGroup,
     "which map is the input, which the output, what is padding; with sizes; panels of numbers have titles instead",
     &Request::labels},
    {"legend", "--legend", "", kFigureGroup, "what the colours mean", &Request::legend},
    {"title", "--title", "TEXT", kFigureGroup, "above the figure", &Request::title},
    {"caption", "--caption", "TEXT", kFigureGroup,
     "below the figure: params, formula (worked), both, or any other text", &Request::caption},
    {"step_counter", "--step-counter", "", kFigureGroup, "which step of how many is shown: 4/9",
     &Request::step_counter},
    {"strip", "--strip", "N|all", kFigureGroup,
     "N of the steps, evenly spread, or all of them beside each other in one picture", &Request::strip, 2,
     kMostInStrip},
    {"columns", "--columns", "N", kFigureGroup, "of a strip; default: as many as give the page a good shape",
     &Request::columns, 1, kMostInStrip},

    {"format", "--format", "LIST", kPictureGroup,
     "formats, separated by commas; default gif,png,pdf; of a strip png,pdf,svg-steps", &Request::format},
    {"steps", "--steps", "A:B", kPictureGroup, "only these steps, counted from 0, B excluded; one number: that step",
     &Request::steps},
    {"dpi", "--dpi", "N", kPictureGroup, "resolution of pixel formats, px to the inch; default 150", &Request::dpi, 1,
     10000},
    {"width", "--width", "WIDTH", kPictureGroup,
     "how wide pictures are: 300 (px, in vector formats 1/96 in), or on paper 8cm, 80mm, 3.2in, 230pt; the height "
     "follows",
     &Request::width, 1, 1000000},
    {"delay", "--delay", "SECONDS", kPictureGroup, "how long each step is shown; default 1", &Request::delay, 0.02,
     kLongestDelay},
    {"hold", "--hold", "SECONDS", kPictureGroup, "how much longer the last step is shown; default 0", &Request::hold, 0,
     kLongestDelay},
    {"loop", "--loop", "N", kPictureGroup,
     "how often an animation plays, but for videos, whose players decide; default 0: for ever", &Request::loop, 0,
     65535},
    {"optimize", "--optimize", "", kPictureGroup, "GIFs some two per cent smaller, in many times the time",
     &Request::optimize},
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
