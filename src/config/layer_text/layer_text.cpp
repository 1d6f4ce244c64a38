#include "config/layer_text/layer_text.hpp"

#include <fmt/core.h>

#include <optional>
#include <string>
#include <utility>

#include "config/layer_text/call_syntax.hpp"
#include "config/layer_text/framework_layers.hpp"
#include "config/layer_text/keras_1_calls.hpp"
#include "config/layer_text/keras_input.hpp"
#include "config/layer_text/layer_call.hpp"
#include "config/layer_text/layer_call_checks.hpp"
#include "config/layer_text/layer_call_values.hpp"

namespace convarith {
namespace {

using namespace signatures;

Result<LayerOptions> options_of(LayerCall call) {
  LayerOptions options = call.family().start;
  options.dims = call.dims();
  read_layer_values(call, options);
  if (call.is_of(kKeras)) read_keras_input(call, options);
  if (call.problems().empty()) check_values_together(call, options);
  if (!call.problems().empty()) return call.problems();
  return options;
}

/// The JSON key of the option that an argument sets, for options that messages name by the framework's word.
constexpr std::pair<LayerMember, std::string_view> kKeys[] = {
    {&LayerOptions::k, "k"},           {&LayerOptions::s, "s"},
    {&LayerOptions::p, "p"},           {&LayerOptions::d, "d"},
    {&LayerOptions::a, "a"},           {&LayerOptions::adaptive, "adaptive"},
    {&LayerOptions::groups, "groups"}, {&LayerOptions::padding_mode, "padding_mode"},
};

std::map<std::string, std::string, std::less<>> words_of(const Family& family) {
  std::map<std::string, std::string, std::less<>> words;
  for (const Parameter& parameter : family.parameters) {
    for (const auto& [member, key] : kKeys) {
      if (member == parameter.member) words.emplace(key, parameter.name);
    }
  }
  return words;
}

/// Returns the expression that stands for a number of channels, if it is no number.
std::string words_for(const LayerCall& call, const LayerMember& member) {
  const auto& parameters = call.family().parameters;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const CallValue* const value = call.value_at(i);
    if (parameters[i].member != member || value == nullptr) continue;
    const bool is_expression = value->kind == CallValue::Kind::word || value->kind == CallValue::Kind::other;
    return is_expression ? call.shown(*value) : std::string();
  }
  return {};
}

}  // namespace

Result<LayerText> read_layer_call(std::string_view text, Call call, const FrameworkLayer& layer,
                                  const LayerReading& reading) {
  const Family& family = *layer.family;
  const bool is_keras = family.dialect == &kKeras;
  std::optional<std::string> as_keras_1;
  if (is_keras) call = in_words_of_keras_2(std::move(call), layer.name(), layer.dims, as_keras_1);
  const LayerCall assigned(text, call, layer, reading);
  Result<LayerOptions> options = options_of(assigned);
  if (!options) return options.problems();
  LayerText result{*std::move(options), is_keras ? Framework::keras : Framework::pytorch, words_of(family), {}};
  result.channels_words = words_for(assigned, &LayerOptions::channels);
  result.filters_words = words_for(assigned, &LayerOptions::filters);
  if (result.filters_words.empty()) result.filters_words = words_for(assigned, &LayerOptions::pointwise);
  if (as_keras_1) result.remarks.push_back(*std::move(as_keras_1));
  if (call.may_say_more)
    result.remarks.push_back("the arguments that ** stands for in the layer's text are unknown and are left out");
  return result;
}

Result<LayerText> read_layer_text(std::string_view given) {
  const std::string text = with_plain_spaces(given);
  Result<Call> call = parse_call(text);
  if (!call) return call.problems();
  const std::optional<FrameworkLayer> layer = find_framework_layer(call->name);
  if (!layer) {
    return problem_at(text, call->start, fmt::format("there is no convolution or pooling layer '{}'", call->name),
                      suggest_framework_layer(call->name));
  }
  return read_layer_call(text, *std::move(call), *layer, {});
}

Result<LayerOptions> parse_layer_text(std::string_view text) {
  Result<LayerText> read = read_layer_text(text);
  if (!read) return read.problems();
  return read->options;
}

}  // namespace convarith
