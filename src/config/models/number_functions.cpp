#include "config/models/number_functions.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <iterator>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "config/models/layer_actions.hpp"

namespace convarith {
namespace {

using Function = NumberFunction::Kind;

constexpr double kEndless = std::numeric_limits<double>::infinity();
/// In place of a default that differs between versions of a framework.
constexpr double kUnsettled = std::numeric_limits<double>::quiet_NaN();

/// A number that a function depends on.
struct FunctionSetting {
  std::array<std::string_view, 2> names = {};     ///< those of all frameworks
  std::array<double, 3> defaults = {0., 0., 0.};  ///< of PyTorch, Keras and ONNX
};

struct KnownFunction {
  std::string_view name;  ///< in lower case and without "_"
  Function function;
  FunctionSetting alpha = {};
  FunctionSetting beta = {};
};

constexpr std::array<double, 3> everywhere(double number) {
  return {number, number, number};
}

/// All functions that are computed, but for those that change nothing.
constexpr KnownFunction kKnownFunctions[] = {
    {"relu", Function::clamp, {{}, everywhere(0)}, {{"max_value"}, everywhere(kEndless)}},
    {"relu6", Function::clamp, {{}, everywhere(0)}, {{}, everywhere(6)}},
    {"hardtanh", Function::clamp, {{"min_val"}, everywhere(-1)}, {{"max_val"}, everywhere(1)}},
    {"clamp", Function::clamp, {{"min"}, everywhere(-kEndless)}, {{"max"}, everywhere(kEndless)}},
    {"clip", Function::clamp, {{"min"}, everywhere(-kEndless)}, {{"max"}, everywhere(kEndless)}},
    {"leakyrelu", Function::leaky_relu, {{"negative_slope", "alpha"}, {0.01, 0.3, 0.01}}},
    {"elu", Function::elu, {{"alpha"}, everywhere(1)}},
    {"celu", Function::celu, {{"alpha"}, everywhere(1)}},
    {"selu", Function::selu, {}},
    {"gelu", Function::gelu, {}},
    {"silu", Function::silu, {}},
    {"swish", Function::silu, {}},
    {"memoryefficientswish", Function::silu, {}},
    {"mish", Function::mish, {}},
    {"hardswish", Function::hard_swish, {}},
    {"hardsilu", Function::hard_swish, {}},
    {"sigmoid", Function::sigmoid, {}},
    {"logsigmoid", Function::log_sigmoid, {}},
    {"hardsigmoid", Function::hard_sigmoid, {{"alpha"}, {1. / 6, kUnsettled, 0.2}}, {{"beta"}, everywhere(0.5)}},
    {"tanh", Function::tanh, {}},
    {"softplus", Function::softplus, {{"beta"}, everywhere(1)}, {{"threshold"}, {20, kEndless, kEndless}}},
    {"softsign", Function::softsign, {}},
    {"erf", Function::erf, {}},
    {"softmax", Function::softmax, {}},
    {"softmax2d", Function::softmax, {}},
    {"logsoftmax", Function::log_softmax, {}},
};

/// What a trained model leaves as it is.
constexpr std::string_view kIdentities[] = {
    "identity",
    "linear",
    "dropout",
    "dropout1d",
    "dropout2d",
    "dropout3d",
    "alphadropout",
    "featurealphadropout",
    "spatialdropout1d",
    "spatialdropout2d",
    "spatialdropout3d",
    "gaussiandropout",
    "gaussiannoise",
    "droppath",
    "dropblock2d",
    "stochasticdepth",
    "randomflip",
    "randomrotation",
    "randomzoom",
    "randomcontrast",
    "randombrightness",
    "randomtranslation",
    "activityregularization",
};

/// Keras has channels and activations of each as arguments behind these.
constexpr std::string_view kKerasWindowNames[] = {"", "", "", "", "", "", "", "activation"};

std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char letter : name) {
    if (letter != '_') plain += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  }
  return plain;
}

const KnownFunction* known_function(std::string_view name) {
  const auto* const found = std::find_if(std::begin(kKnownFunctions), std::end(kKnownFunctions),
                                         [name](const KnownFunction& each) { return each.name == name; });
  return found == std::end(kKnownFunctions) ? nullptr : found;
}

bool is_identity(std::string_view name) {
  return std::find(std::begin(kIdentities), std::end(kIdentities), name) != std::end(kIdentities);
}

/// Returns a setting under any of its names.
GivenSetting find_any(const FindSetting& find, std::span<const std::string_view> names) {
  for (const std::string_view name : names) {
    const GivenSetting given = name.empty() ? GivenSetting{} : find(name);
    if (given.is_given) return given;
  }
  return {};
}

/// Returns a number that is given, or else the default; NaN if it isn't known.
double number_for(const FunctionSetting& setting, Framework framework, const FindSetting& find) {
  const GivenSetting given = find_any(find, setting.names);
  if (given.is_given) return given.number.value_or(kUnsettled);
  return setting.defaults[static_cast<std::size_t>(framework)];
}

/// Returns the axis along which numbers are normalized. Of the axes of Keras, which have the channels last, only that
/// of the channels is known.
NumberFunction along_axis(NumberFunction function, Framework framework, const FindSetting& find) {
  constexpr std::array<std::string_view, 2> names = {"dim", "axis"};
  const GivenSetting given = find_any(find, names);
  if (given.is_given && !given.number) return {};
  const bool is_of_channels = framework == Framework::keras && given.number.value_or(-1) == -1;
  if (framework == Framework::keras && !is_of_channels) return {};
  if (is_of_channels) {
    function.axis = 1;
  } else if (given.number) {
    constexpr double most = 9;
    if (!(std::abs(*given.number) <= most) || *given.number == 0) return {};
    function.axis = static_cast<int>(*given.number);
  }
  return function;
}

/// Whether a layer has a setting that makes it another function.
bool has_variant(std::string_view name, const FindSetting& find) {
  if (name != "relu") return false;
  constexpr std::string_view settings[] = {"negative_slope", "threshold"};
  return std::any_of(std::begin(settings), std::end(settings), [&](std::string_view setting) {
    const GivenSetting given = find(setting);
    return given.is_given && given.number != 0;
  });
}

/// GELU has an approximation: "tanh" in PyTorch and ONNX, True in Keras.
NumberFunction gelu(const FindSetting& find) {
  const GivenSetting given = find("approximate");
  const bool is_plain = !given.is_given || given.word == "none" || given.number == 0;
  if (is_plain) return {Function::gelu};
  return {given.word == "tanh" || given.number == 1 ? Function::tanh_gelu : Function::unknown};
}

/// The names of a function's arguments by their place. In PyTorch those that it depends on come first.
std::vector<std::string_view> argument_names(std::string_view name) {
  if (name == "softmax" || name == "logsoftmax") return {"dim"};
  if (name == "gelu") return {"approximate"};
  const KnownFunction* const known = known_function(name);
  if (known == nullptr || name == "relu") return {};
  return {known->alpha.names.front(), known->beta.names.front()};
}

}  // namespace

NumberFunction number_function(std::string_view name, Framework framework, const FindSetting& find) {
  const std::string plain = plain_name(name);
  if (is_identity(plain)) return {Function::identity};
  const KnownFunction* const known = known_function(plain);
  if (known == nullptr || has_variant(plain, find)) return {};
  if (plain == "softmax2d") return {known->function, 0, 0, 1};
  NumberFunction function{known->function};
  if (known->function == Function::gelu) return gelu(find);
  if (known->function == Function::softmax || known->function == Function::log_softmax) {
    return along_axis(function, framework, find);
  }
  function.alpha = number_for(known->alpha, framework, find);
  function.beta = number_for(known->beta, framework, find);
  return std::isnan(function.alpha) || std::isnan(function.beta) ? NumberFunction{} : function;
}

GivenSetting setting_in(const LayerArguments& arguments, std::string_view name) {
  const CallValue* const value = arguments.find(name);
  if (value == nullptr || value->kind == CallValue::Kind::none) return {};
  GivenSetting setting{true};
  if (value->kind == CallValue::Kind::truth) setting.number = value->number;
  const std::vector<double> numbers = arguments.fractions(name);
  if (numbers.size() == 1) setting.number = numbers.front();
  setting.word = arguments.word(name);
  return setting;
}

NumberFunction number_function_of(std::string_view text, const Call& call, Framework preferred,
                                  std::string_view where) {
  const std::string_view name = last_name(call.name);
  const std::string plain = plain_name(name);
  if (plain == "activation") {
    constexpr std::string_view names[] = {"activation"};
    return keras_activation_in(LayerArguments(text, call, names, where));
  }
  const std::string_view written = text.substr(std::min(call.start, text.size()));
  const std::string_view before = written.substr(0, std::min(written.find('('), written.size()));
  const bool says_keras = before.find("layers.") != std::string_view::npos;
  const bool says_torch =
      !before.starts_with("tf.") && (before.find("nn.") != std::string_view::npos || before.starts_with("F."));
  const Framework framework = says_keras ? Framework::keras : says_torch ? Framework::pytorch : preferred;
  std::vector<std::string_view> names = argument_names(plain);
  if (framework == Framework::keras && plain == "relu") names = {"max_value", "negative_slope", "threshold"};
  if (framework == Framework::keras && plain == "softmax") names = {"axis"};
  const LayerArguments arguments(text, call, names, where);
  // Both frameworks have it, with other defaults.
  const bool is_ambiguous = plain == "leakyrelu" && !says_keras && !says_torch && framework == Framework::pytorch;
  if (is_ambiguous && call.arguments.empty()) return {};
  return number_function(name, framework, [&](std::string_view setting) { return setting_in(arguments, setting); });
}

NumberFunction keras_activation(std::string_view word) {
  if (word.empty()) return {Function::identity};
  constexpr double slope = 0.2;  // unlike that of the layer
  if (word == "leaky_relu") return {Function::leaky_relu, slope};
  return number_function(word, Framework::keras, [](std::string_view) { return GivenSetting{}; });
}

NumberFunction keras_activation_in(const LayerArguments& arguments) {
  const CallValue* value = arguments.find("activation");
  const LayerArguments by_place(arguments.text(), arguments.call(), kKerasWindowNames, "");
  if (value == nullptr) value = by_place.find("activation");
  if (value == nullptr || value->kind == CallValue::Kind::none) return {Function::identity};
  const bool is_word = value->kind == CallValue::Kind::string || value->kind == CallValue::Kind::word;
  return is_word ? keras_activation(last_name(value->text)) : NumberFunction{};
}

NumberFunction torch_batch_normalization(const LayerArguments& arguments) {
  const std::string_view name = last_name(arguments.call().name);
  const bool is_known = name.find("BatchNorm") != std::string_view::npos && name != "BatchNormAct2d";
  const GivenSetting epsilon = setting_in(arguments, "eps");
  const bool has_statistics = arguments.flag("track_running_stats", true);
  if (!is_known || !has_statistics || (epsilon.is_given && !epsilon.number)) return {};
  constexpr double usual = 1e-5;
  return {Function::batch_normalization, epsilon.number.value_or(usual), arguments.flag("affine", true) ? 1. : 0.};
}

NumberFunction keras_batch_normalization(const GivenSetting& epsilon, int learned) {
  if (learned == 1 || (epsilon.is_given && !epsilon.number)) return {};
  constexpr double usual = 1e-3;
  return {Function::batch_normalization, epsilon.number.value_or(usual), learned == 2 ? 1. : 0.};
}

}  // namespace convarith
