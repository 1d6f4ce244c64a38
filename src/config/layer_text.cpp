#include "layer_text.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "call_syntax.hpp"
#include "convarith/operation.hpp"
#include "keras_1_calls.hpp"
#include "layer_text_signatures.hpp"
#include "suggest.hpp"

namespace convarith {
namespace {

using namespace signatures;

using Kind = CallValue::Kind;

std::string lowered(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

/// "a, b or c".
std::string listed(const std::vector<std::string>& words, std::string_view conjunction) {
  if (words.size() < 2) return fmt::format("{}", fmt::join(words, ""));
  return fmt::format("{} {} {}", fmt::join(words.begin(), words.end() - 1, ", "), conjunction, words.back());
}

bool has_prefix(const Dialect& dialect, std::string_view prefix) {
  return std::find(dialect.prefixes.begin(), dialect.prefixes.end(), prefix) != dialect.prefixes.end();
}

struct Layer {
  const Family* family;
  int dims;
};

/// The prefix of "nn.Conv2d" is "nn.".
std::pair<std::string_view, std::string_view> split_name(std::string_view name) {
  const std::size_t length = name.rfind('.') + 1;
  return {name.substr(0, length), name.substr(length)};
}

std::optional<Layer> find_layer(std::string_view full_name) {
  const auto [prefix, name] = split_name(full_name);
  for (const Family& family : kFamilies) {
    if (!has_prefix(*family.dialect, prefix)) continue;
    for (int dims = family.least_dims; dims <= family.most_dims; ++dims) {
      if (name == family.name(dims)) return Layer{&family, dims};
    }
  }
  return std::nullopt;
}

/// Those of the framework that the prefix belongs to, if it belongs to one.
std::vector<std::string> layer_names(std::string_view prefix) {
  const bool is_known = has_prefix(kTorch, prefix) || has_prefix(kKeras, prefix);
  std::vector<std::string> names;
  for (const Family& family : kFamilies) {
    if (is_known && !has_prefix(*family.dialect, prefix)) continue;
    for (int dims = family.least_dims; dims <= family.most_dims; ++dims) names.push_back(family.name(dims));
  }
  return names;
}

std::string suggest_layer(std::string_view full_name) {
  const auto [prefix, name] = split_name(full_name);
  const std::vector<std::string> names = layer_names(prefix);
  const std::vector<std::string_view> known(names.begin(), names.end());
  std::vector<std::string_view> near = nearest_words(name, known);
  if (near.empty()) return "give a convolution or pooling of PyTorch or Keras, such as nn.Conv2d(1, 1, 3)";
  // Where only the prefix or the case is wrong, others are no better.
  if (std::find(near.begin(), near.end(), name) != near.end()) near = {name};
  const auto other = std::find_if(near.begin(), near.end(), [wanted = lowered(name)](std::string_view candidate) {
    return lowered(candidate) != wanted;
  });
  if (other != near.begin()) near.erase(other, near.end());
  return fmt::format("did you mean {}?", fmt::join(near, ", "));
}

/// The numbers of the axes that the layer has, the outermost first.
std::vector<int> numbers_of(const PerAxis& value, int dims) {
  if (dims == 1) return {value.cols};
  if (dims == 2) return {value.rows, value.cols};
  return {value.depth, value.rows, value.cols};
}

bool any_above(const std::optional<PerAxis>& value, int bound, int dims) {
  if (!value) return false;
  const std::vector<int> numbers = numbers_of(*value, dims);
  return std::any_of(numbers.begin(), numbers.end(), [bound](int number) { return number > bound; });
}

/// The work on one call, whose problems are collected.
class LayerReader {
 public:
  LayerReader(std::string_view text, const Call& call, const Layer& layer)
      : text_(text),
        call_(call),
        family_(*layer.family),
        dims_(layer.dims),
        name_(family_.name(dims_)),
        values_(family_.parameters.size(), nullptr),
        options_(family_.start) {
    options_.dims = dims_;
  }

  Result<LayerOptions> read() {
    assign_arguments();
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (values_[i] != nullptr) take(family_.parameters[i], *values_[i]);
    }
    if (family_.dialect == &kKeras) take_input_shape();
    if (problems_.empty()) check_together();
    if (!problems_.empty()) return problems_;
    return options_;
  }

 private:
  void complain(std::size_t at, const std::string& why, const std::string& hint) {
    problems_.push_back(problem_at(text_, at, why, hint));
  }

  // Which value belongs to which parameter.

  void assign_arguments() {
    for (std::size_t i = 0; i < call_.arguments.size(); ++i) {
      const CallArgument& argument = call_.arguments[i];
      if (!argument.name.empty()) {
        assign_by_name(argument);
      } else if (i < values_.size()) {
        values_[i] = &argument.value;
      } else {
        complain(argument.start,
                 fmt::format("{} takes {} argument{} at most", name_, values_.size(), values_.size() == 1 ? "" : "s"),
                 "leave out the rest");
        break;
      }
    }
    // What seems to be missing may have been given by a wrong name.
    if (problems_.empty()) check_required();
  }

  void assign_by_name(const CallArgument& argument) {
    const auto found = std::find_if(family_.parameters.begin(), family_.parameters.end(),
                                    [&](const Parameter& parameter) { return parameter.name == argument.name; });
    if (found == family_.parameters.end()) {
      const auto& ignored = family_.dialect->ignored;
      if (std::find(ignored.begin(), ignored.end(), argument.name) == ignored.end()) complain_of_name(argument);
      return;
    }
    const CallValue*& value = values_[static_cast<std::size_t>(found - family_.parameters.begin())];
    if (value != nullptr) {
      complain(argument.start, fmt::format("{} is given twice", argument.name), "leave one of them out");
      return;
    }
    value = &argument.value;
  }

  void complain_of_name(const CallArgument& argument) {
    std::vector<std::string_view> known;
    for (const Parameter& parameter : family_.parameters) {
      if (parameter.member.index() != 0) known.push_back(parameter.name);
    }
    complain(argument.start, fmt::format("'{}' is not an argument of {}", shortened(argument.name), name_),
             choose_from(argument.name, known));
  }

  void check_required() {
    std::vector<std::string> missing;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const Parameter& parameter = family_.parameters[i];
      if (parameter.need == Need::required && values_[i] == nullptr) missing.emplace_back(parameter.name);
    }
    if (missing.empty()) return;
    complain(call_.end, fmt::format("{} needs {}", name_, listed(missing, "and")),
             fmt::format("add {}", missing.size() == 1 ? "it" : "them"));
  }

  // The input, of which only Keras may say something.

  const CallValue* named(std::string_view name) const {
    const auto found = std::find_if(call_.arguments.begin(), call_.arguments.end(),
                                    [name](const CallArgument& argument) { return argument.name == name; });
    return found == call_.arguments.end() ? nullptr : &found->value;
  }

  bool has_channels_first() const {
    const CallValue* format = named("data_format");
    for (std::size_t i = 0; format == nullptr && i < values_.size(); ++i) {
      if (family_.parameters[i].name == "data_format") format = values_[i];
    }
    return format != nullptr && (format->text == "channels_first" || format->text == "th");
  }

  /// The axes of the input with its channels, without the batch; none where the text has a variable instead.
  std::optional<std::vector<CallValue>> input_axes() {
    for (const auto& [name, batch] : {std::pair{"input_shape", 0}, {"batch_input_shape", 1}, {"batch_shape", 1}}) {
      const CallValue* shape = named(name);
      if (shape == nullptr || shape->kind != Kind::sequence) continue;
      const auto wanted = static_cast<std::size_t>(dims_) + 1 + static_cast<std::size_t>(batch);
      if (shape->items.size() == wanted) return std::vector(shape->items.begin() + batch, shape->items.end());
      complain(shape->start,
               fmt::format("{} has {} number{}, but the input of {} has {}", name, shape->items.size(),
                           shape->items.size() == 1 ? "" : "s", name_, wanted),
               batch > 0 ? "give the batch, the axes and the channels" : "give the axes and the channels");
      return std::nullopt;
    }
    return std::nullopt;
  }

  void take_input_shape() {
    auto axes = input_axes();
    if (!axes) return;
    if (has_channels_first()) std::rotate(axes->begin(), axes->begin() + 1, axes->end());
    for (const CallValue& axis : *axes) {
      const bool is_known = axis.kind == Kind::whole || axis.kind == Kind::huge;
      if (is_known && (axis.kind == Kind::huge || axis.number < 1)) {
        complain(axis.start, fmt::format("an input of {} can't be", shown(axis)),
                 "give whole numbers from 1 on, or None");
        return;
      }
    }
    const auto number = [&axes](std::size_t i) { return (*axes)[i].number; };
    if (axes->back().kind == Kind::whole) options_.channels = axes->back().number;
    axes->pop_back();
    if (std::any_of(axes->begin(), axes->end(), [](const CallValue& axis) { return axis.kind != Kind::whole; })) return;
    if (dims_ == 1) options_.n = PerAxis::all(number(0));
    if (dims_ == 2) options_.n = PerAxis{number(0), number(1)};
    if (dims_ == 3) options_.n = PerAxis{number(1), number(2), number(0), 3};
  }

  // Values.

  void take(const Parameter& parameter, const CallValue& value) {
    if (parameter.need == Need::may_be_none && value.kind == Kind::none) return;
    std::visit([&](auto member) { set(member, parameter, value); }, parameter.member);
  }

  void set(std::monostate, const Parameter&, const CallValue&) {}

  void set(std::optional<int> LayerOptions::*member, const Parameter& parameter, const CallValue& value) {
    if (check_whole(parameter, value, "a whole number")) options_.*member = value.number;
  }

  void set(std::optional<bool> LayerOptions::*member, const Parameter& parameter, const CallValue& value) {
    if (value.kind == Kind::truth) {
      options_.*member = value.number != 0;
    } else {
      refuse(parameter, value, "True or False");
    }
  }

  void set(std::optional<PerAxis> LayerOptions::*member, const Parameter& parameter, const CallValue& value) {
    if (const auto numbers = per_axis(parameter, value, wanted_numbers())) options_.*member = *numbers;
  }

  void set(std::optional<Padding> LayerOptions::*member, const Parameter& parameter, const CallValue& value) {
    const bool is_word = value.kind == Kind::string || value.kind == Kind::word;
    if (is_word || !family_.dialect->pads_by_numbers) {
      if (const auto rule = rule_named(value)) {
        options_.*member = Padding(*rule);
      } else {
        refuse(parameter, value, wanted_padding());
      }
      return;
    }
    if (const auto numbers = per_axis(parameter, value, wanted_padding())) options_.*member = Padding(*numbers);
  }

  void set(std::optional<PaddingMode> LayerOptions::*member, const Parameter& parameter, const CallValue& value) {
    const bool is_word = value.kind == Kind::string || value.kind == Kind::word;
    const bool is_transposed = options_.transposed.value_or(false);
    std::vector<std::string> wanted;
    for (const auto& [word, mode] : kModes) {
      if (is_transposed && mode != PaddingMode::zeros) continue;
      if (is_word && value.text == word) {
        options_.*member = mode;
        return;
      }
      wanted.push_back(fmt::format("'{}'", word));
    }
    refuse(parameter, value, listed(wanted, "or"));
  }

  std::optional<PaddingRule> rule_named(const CallValue& value) const {
    const std::string word = family_.dialect->folds_case ? lowered(value.text) : std::string(value.text);
    for (const PaddingWord& candidate : family_.words) {
      if (dims_ <= candidate.most_dims && word == candidate.word) return candidate.rule;
    }
    return std::nullopt;
  }

  std::optional<PerAxis> per_axis(const Parameter& parameter, const CallValue& value, const std::string& wanted) {
    if (value.kind != Kind::sequence) {
      if (!check_whole(parameter, value, wanted)) return std::nullopt;
      return PerAxis::all(value.number);
    }
    if (value.items.size() != static_cast<std::size_t>(dims_)) {
      complain(value.start,
               fmt::format("{} has {} number{}, but {} has {} ax{}", parameter.name, value.items.size(),
                           value.items.size() == 1 ? "" : "s", name_, dims_, dims_ == 1 ? "is" : "es"),
               fmt::format("give {}", wanted));
      return std::nullopt;
    }
    for (const CallValue& item : value.items) {
      if (!check_whole(parameter, item, "whole numbers")) return std::nullopt;
    }
    const auto number = [&](std::size_t i) { return value.items[i].number; };
    if (dims_ == 1) return PerAxis::all(number(0));
    if (dims_ == 2) return PerAxis{number(0), number(1), 0, 2};
    return PerAxis{number(1), number(2), number(0), 3};
  }

  bool check_whole(const Parameter& parameter, const CallValue& value, const std::string& wanted) {
    if (value.kind == Kind::whole) return true;
    if (value.kind == Kind::huge) {
      complain(value.start, fmt::format("{} is out of range for {}", shown(value), parameter.name),
               fmt::format("give {} at most", most_of(parameter)));
    } else if (value.kind == Kind::none && parameter.member == LayerMember(&LayerOptions::adaptive)) {
      complain(value.start, fmt::format("{} can't be None", parameter.name),
               "None stands for the input's size: give that number");
    } else {
      refuse(parameter, value, wanted);
    }
    return false;
  }

  static int most_of(const Parameter& parameter) {
    const bool is_count = std::holds_alternative<std::optional<int> LayerOptions::*>(parameter.member);
    return is_count && parameter.name != "divisor_override" ? kLargestParameter : kLargestSize;
  }

  void refuse(const Parameter& parameter, const CallValue& value, const std::string& wanted) {
    complain(value.start, fmt::format("{} can't be {}", parameter.name, shown(value)), fmt::format("give {}", wanted));
  }

  std::string wanted_numbers() const {
    return dims_ == 1 ? "a whole number" : fmt::format("a whole number or a tuple of {}", dims_);
  }

  std::string wanted_padding() const {
    std::vector<std::string> wanted;
    if (family_.dialect->pads_by_numbers) {
      wanted.emplace_back("a whole number");
      if (dims_ > 1) wanted.push_back(fmt::format("a tuple of {}", dims_));
    }
    for (const PaddingWord& candidate : family_.words) {
      if (dims_ <= candidate.most_dims) wanted.push_back(fmt::format("'{}'", candidate.word));
    }
    return listed(wanted, "or");
  }

  /// As it stands in the text, which may be long.
  std::string shown(const CallValue& value) const {
    return shortened(text_.substr(value.start, value.end - value.start));
  }

  static std::string shortened(std::string_view text) {
    constexpr std::size_t longest = 40;
    std::string result(text.substr(0, longest));
    if (text.size() > longest) {
      // Not within a character.
      while (!result.empty() && (static_cast<unsigned char>(text[result.size()]) & 0xc0) == 0x80) result.pop_back();
      result += "...";
    }
    std::replace_if(
        result.begin(), result.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return result;
  }

  // What arguments say together.

  std::size_t start_of(std::string_view parameter) const {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (family_.parameters[i].name == parameter && values_[i] != nullptr) return values_[i]->start;
    }
    return call_.end;
  }

  void check_together() {
    const bool is_convolution = options_.op == Operator::convolution;
    const bool is_strided = any_above(options_.s, 1, dims_);
    if (options_.p == Padding(PaddingRule::same) && is_strided) {
      complain(start_of("padding"), "PyTorch has 'same' only with a stride of 1",
               "give the padding in numbers, or leave out the stride");
    }
    if (family_.dialect == &kTorch && !is_convolution) check_pooling_padding();
    if (family_.dialect != &kKeras || !is_convolution) return;
    if (is_strided && any_above(options_.d, 1, dims_)) {
      complain(start_of("dilation_rate"), "Keras has no strides above 1 together with a dilation_rate above 1",
               "leave out one of them");
    }
    check_output_padding();
  }

  /// (PyTorch 1.13: newer versions speak of the effective kernel.)
  void check_pooling_padding() {
    const auto* padding = options_.p ? std::get_if<PerAxis>(&*options_.p) : nullptr;
    if (padding == nullptr || !options_.k) return;
    const std::vector<int> sides = numbers_of(*padding, dims_);
    const std::vector<int> kernel = numbers_of(*options_.k, dims_);
    for (std::size_t i = 0; i < sides.size(); ++i) {
      // What is out of range by itself is complained of elsewhere.
      if (kernel[i] < 1 || sides[i] <= kernel[i] / 2) continue;
      complain(start_of("padding"),
               fmt::format("PyTorch pads a pooling by at most half its kernel, {}/2 = {}, not by {}", kernel[i],
                           kernel[i] / 2, sides[i]),
               fmt::format("use padding={}{}", kernel[i] / 2, kernel[i] < 2 ? "" : " or less"));
      return;
    }
  }

  void check_output_padding() {
    if (!options_.a) return;
    const std::vector<int> extra = numbers_of(*options_.a, dims_);
    const std::vector<int> strides = numbers_of(options_.s.value_or(PerAxis::all(1)), dims_);
    for (std::size_t i = 0; i < extra.size(); ++i) {
      if (extra[i] < strides[i]) continue;
      complain(start_of("output_padding"),
               fmt::format("output_padding must be below strides, {} below {}", extra[i], strides[i]),
               "use a smaller one, or larger strides");
      return;
    }
  }

  std::string_view text_;
  const Call& call_;
  const Family& family_;
  int dims_;
  std::string name_;
  std::vector<const CallValue*> values_;  ///< of each parameter, or null
  LayerOptions options_;
  Problems problems_;
};

/// The JSON key of what an argument sets, as far as messages name it by its own word.
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

}  // namespace

Result<LayerText> read_layer_text(std::string_view given) {
  const std::string text = with_plain_spaces(given);
  Result<Call> call = parse_call(text);
  if (!call) return call.problems();
  const std::optional<Layer> layer = find_layer(call->name);
  if (!layer) {
    return problem_at(text, call->start, fmt::format("there is no convolution or pooling '{}'", call->name),
                      suggest_layer(call->name));
  }
  const Family& family = *layer->family;
  const bool is_keras = family.dialect == &kKeras;
  std::optional<std::string> reading;
  if (is_keras) call = in_words_of_keras_2(std::move(*call), family.name(layer->dims), layer->dims, reading);
  Result<LayerOptions> options = LayerReader(text, *call, *layer).read();
  if (!options) return options.problems();
  LayerText result{*std::move(options), is_keras ? Framework::keras : Framework::pytorch, words_of(family), {}};
  if (reading) result.remarks.push_back(*std::move(reading));
  if (call->may_say_more) result.remarks.push_back("what ** stands for in the layer's text is not known, and left out");
  return result;
}

Result<LayerOptions> parse_layer_text(std::string_view text) {
  Result<LayerText> read = read_layer_text(text);
  if (!read) return read.problems();
  return read->options;
}

}  // namespace convarith
