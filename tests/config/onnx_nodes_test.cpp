// What ONNX makes of the nodes that a layer is spelled as, and of those that hints name where it has none: the same
// numbers as the layer.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <random>
#include <regex>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "arithmetic/chain_values.hpp"
#include "arithmetic/layer_values.hpp"
#include "config/layer_spelling/layer_spelling.hpp"
#include "convarith/tensor.hpp"

namespace convarith::testing::onnx_nodes_test {
namespace {

/// "AveragePool(kernel_shape=[2], ceil_mode=0)" in parts.
struct Node {
  std::string name;
  std::map<std::string, std::string> arguments;

  bool has(const std::string& key) const { return arguments.contains(key); }
  int number(const std::string& key) const { return has(key) ? std::stoi(arguments.at(key)) : 0; }
  std::string word(const std::string& key) const { return has(key) ? arguments.at(key) : ""; }
  std::vector<int> list(const std::string& key) const {
    std::vector<int> numbers;
    std::istringstream text(has(key) ? arguments.at(key).substr(1) : "");
    for (std::string number; std::getline(text, number, ',');) numbers.push_back(std::stoi(number));
    return numbers;
  }
};

/// The nodes of a text, whatever words stand between them.
std::vector<Node> nodes_in(const std::string& text) {
  static const std::regex call(R"((\w+)\(([^()]*)\))");
  static const std::regex argument(R"re((\w+)=(\[[^\]]*\]|"\w+"|[^,]+))re");
  std::vector<Node> nodes;
  for (std::sregex_iterator match(text.begin(), text.end(), call), end; match != end; ++match) {
    Node node{(*match)[1], {}};
    const std::string inside = (*match)[2];
    for (std::sregex_iterator each(inside.begin(), inside.end(), argument); each != end; ++each) {
      node.arguments[(*each)[1]] = (*each)[2];
    }
    nodes.push_back(std::move(node));
  }
  return nodes;
}

/// Whatever has one number for each axis, the outermost first.
PerAxis per_axis(const std::vector<int>& numbers) {
  if (numbers.size() == 1) return PerAxis::all(numbers[0]);
  return {numbers[0], numbers[1], 0, 2};
}

/// All beginnings, then all ends, of the last axes.
SidedPadding sides_of(const std::vector<int>& pads, int dims) {
  const std::size_t axes = pads.size() / 2;
  const auto sides = [&](std::size_t from_end) { return Sides{pads[axes - from_end], pads[2 * axes - from_end]}; };
  return {dims == 2 ? sides(2) : Sides{}, sides(1), {}, dims};
}

/// As the specification of auto_pad has it: ceil(n/s) outputs, an odd cell at the end for SAME_UPPER.
Sides automatic(const Axis& axis, bool is_upper) {
  const int outputs = static_cast<int>(std::ceil(static_cast<double>(axis.input) / axis.stride));
  const int cells = std::max(0, (outputs - 1) * axis.stride + (axis.kernel - 1) * axis.dilation + 1 - axis.input);
  const int less = cells / 2;
  return is_upper ? Sides{less, cells - less} : Sides{cells - less, less};
}

SidedPadding pads_of(const Node& node, const Operation& like) {
  if (node.has("pads")) return sides_of(node.list("pads"), like.dims);
  const bool is_upper = node.word("auto_pad") == "\"SAME_UPPER\"";
  return {automatic(like.rows, is_upper), automatic(like.cols, is_upper), {}, like.dims};
}

PaddingMode mode_of(const Node& pad) {
  const std::map<std::string, PaddingMode> modes{
      {"\"reflect\"", PaddingMode::reflect}, {"\"edge\"", PaddingMode::replicate}, {"\"wrap\"", PaddingMode::circular}};
  return modes.at(pad.word("mode"));
}

/// The layer that a node is, on the input of `like`.
LayerOptions layer_of(const Node& node, const Operation& like) {
  LayerOptions layer;
  layer.dims = like.dims;
  layer.n = PerAxis{like.rows.input, like.cols.input, 0, like.dims};
  if (like.dims == 1) layer.n = PerAxis::all(like.cols.input);
  layer.channels = like.channels;
  if (node.name.find("Pool") != std::string::npos) {
    layer.op = node.name.find("Max") != std::string::npos ? Operator::max_pooling : Operator::average_pooling;
  }
  if (node.name.starts_with("Global")) {
    layer.adaptive = PerAxis::all(1);
    return layer;
  }
  layer.k = per_axis(node.list("kernel_shape"));
  layer.s = per_axis(node.list("strides"));
  layer.p = pads_of(node, like);
  if (node.has("dilations")) layer.d = per_axis(node.list("dilations"));
  if (node.has("ceil_mode")) layer.ceil_mode = node.number("ceil_mode") == 1;
  if (node.has("count_include_pad")) layer.count_include_pad = node.number("count_include_pad") == 1;
  if (node.has("group")) layer.groups = node.number("group");
  if (!like.is_pooling()) layer.filters = like.filters;
  if (node.name == "ConvTranspose") {
    layer.transposed = true;
    layer.a = per_axis(node.list("output_padding"));
  }
  return layer;
}

/// The factor of "put Mul with 4/3 behind ...".
double factor_in(const std::string& text) {
  constexpr std::string_view words = "Mul with ";
  const std::size_t found = text.find(words);
  if (found == std::string::npos) return 1;
  std::istringstream numbers(text.substr(found + words.size()));
  double above = 1;
  double below = 1;
  char slash = 0;
  numbers >> above >> slash >> below;
  return above / below;
}

/// What the nodes of a text compute of the layer's numbers; nothing where it names none.
std::optional<Tensor> computed_by(const std::string& text, const Chain& chain, const ChainValues& values) {
  const Operation& like = chain.front();
  std::vector<Node> nodes = nodes_in(text);
  if (nodes.empty()) return std::nullopt;
  std::optional<Node> pad;
  if (nodes.front().name == "Pad") {
    pad = nodes.front();
    nodes.erase(nodes.begin());
  }
  LayerOptions options = layer_of(nodes.front(), like);
  if (pad) {
    options.p = sides_of(pad->list("pads"), like.dims);
    options.padding_mode = mode_of(*pad);
  }
  if (nodes.size() > 1) {
    const LayerOptions second = layer_of(nodes[1], like);
    EXPECT_TRUE(second.k->rows == 1 && second.k->cols == 1 && second.groups == 1) << text;
    options.pointwise = chain.back().filters;
  }
  options.has_bias = chain.back().has_bias;
  const Result<Chain> told = make_chain(options);
  if (!told) {
    ADD_FAILURE() << text << ": " << to_line(told.problems().front());
    return std::nullopt;
  }
  Tensor output = compute_output(*told, values);
  const double factor = factor_in(text);
  for (double& number : output.values) number *= factor;
  return output;
}

/// Layers of one and two dimensions with every option beside every other.
class RandomOnnxLayers {
 public:
  LayerOptions next() {
    LayerOptions options;
    options.op = static_cast<Operator>(from(0, 2));
    options.dims = dims_ = from(1, 2);
    options.n = axes(4, 8);
    options.channels = from(1, 2);
    if (options.op != Operator::convolution && one_in(6)) {
      options.adaptive = one_in(2) ? PerAxis::all(1) : axes(1, 4);
    } else {
      make_window(options);
    }
    if (options.op == Operator::convolution) make_convolution(options);
    if (options.op == Operator::average_pooling) make_average(options);
    return options;
  }

 private:
  int from(int least, int most) { return std::uniform_int_distribution(least, most)(random_); }
  bool one_in(int count) { return from(1, count) == 1; }

  PerAxis axes(int least, int most) {
    if (dims_ == 1) return PerAxis::all(from(least, most));
    const int rows = from(least, most);
    return {rows, from(least, most)};
  }

  Padding padding() {
    if (one_in(3)) return static_cast<PaddingRule>(from(0, 6));
    const auto sides = [this] { return Sides{from(0, 2), from(0, 2)}; };
    const Sides rows = sides();
    return SidedPadding{rows, sides(), {}, dims_};
  }

  void make_window(LayerOptions& options) {
    options.k = axes(1, 4);
    options.s = axes(1, 3);
    options.p = padding();
    if (options.op != Operator::average_pooling) options.d = axes(1, 2);
    if (options.op != Operator::convolution) options.ceil_mode = one_in(3);
  }

  void make_convolution(LayerOptions& options) {
    options.groups = from(1, 2);
    options.channels = *options.groups * from(1, 2);
    options.filters = *options.groups * from(1, 2);
    options.transposed = one_in(3);
    options.has_bias = one_in(2);
    if (*options.transposed) {
      if (one_in(2)) options.a = axes(0, 1);
    } else if (one_in(3)) {
      options.padding_mode = static_cast<PaddingMode>(from(1, 3));
    }
    if (!*options.transposed && one_in(4)) options.pointwise = from(1, 3);
  }

  void make_average(LayerOptions& options) {
    if (!options.adaptive) options.count_include_pad = one_in(2);
    if (one_in(3)) options.divisor_override = from(1, 5);
  }

  std::mt19937 random_{11};
  int dims_ = 2;
};

Tensor noise(const std::vector<int>& shape, std::mt19937& random) {
  std::size_t count = 1;
  for (const int length : shape) count *= static_cast<std::size_t>(length);
  Tensor tensor{shape, {}};
  for (std::size_t i = 0; i < count; ++i) tensor.values.push_back(std::uniform_int_distribution(-9, 9)(random));
  return tensor;
}

ChainValues noise_for(const Chain& chain, std::mt19937& random) {
  ChainValues values(chain.size());
  values.front().input = noise(input_shape(chain.front()), random);
  for (std::size_t i = 0; i < chain.size(); ++i) {
    if (!chain[i].is_pooling()) values[i].weights = noise(weight_shape(chain[i]), random);
    if (chain[i].has_bias) values[i].bias = noise(bias_shape(chain[i]), random);
  }
  return values;
}

bool are_near(const Tensor& a, const Tensor& b) {
  return a.shape == b.shape && std::equal(a.values.begin(), a.values.end(), b.values.begin(),
                                          [](double x, double y) { return x == y || std::abs(x - y) < 1e-9; });
}

TEST(OnnxNodes, ComputeWhatTheLayerComputes) {
  RandomOnnxLayers layers;
  std::mt19937 random(3);
  int compared = 0;
  for (int i = 0; i < 3000; ++i) {
    const Result<Chain> chain = make_chain(layers.next());
    if (!chain) continue;
    const Result<std::string> spelled = spell_layer(*chain, Framework::onnx);
    const std::string text = spelled ? *spelled : spelled.problems().front().hint;
    const ChainValues values = noise_for(*chain, random);
    const std::optional<Tensor> output = computed_by(text, *chain, values);
    if (!output) continue;
    ++compared;
    EXPECT_TRUE(are_near(*output, compute_output(*chain, values))) << text;
  }
  EXPECT_GT(compared, 800);
}

}  // namespace
}  // namespace convarith::testing::onnx_nodes_test
