#include "config/layer_text/layer_call_values.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "arithmetic/operation.hpp"
#include "config/layer_text/word_lists.hpp"
#include "config/value_parts.hpp"

namespace convarith {
namespace {

using namespace signatures;

using Kind = CallValue::Kind;

/// Reads values one after the other. The type of the member of LayerOptions that takes a value determines its form.
/// Whether a text is a whole number. As a value, it is one that is too large.
bool is_all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == '_'; });
}

class LayerValueReader {
 public:
  LayerValueReader(LayerCall& call, LayerOptions& options) : call_(call), options_(options) {}

  void take(const Parameter& parameter, const CallValue& value) {
    if (parameter.need == Need::may_be_none && value.kind == Kind::none) return;
    std::visit([&](auto member) { set(member, parameter, value); }, parameter.member);
  }

 private:
  void set(std::monostate, const Parameter&, const CallValue&) {}

  void set(std::optional<int> LayerOptions::*member, const Parameter& parameter, const CallValue& value) {
    if (call_.is_in_program() && is_words_for_count(parameter, value)) return;
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
    if (const auto numbers = numbers_given(parameter, value, wanted_numbers())) options_.*member = *numbers;
  }

  void set(std::optional<Padding> LayerOptions::*member, const Parameter& parameter, const CallValue& value) {
    const bool is_word = value.kind == Kind::string || value.kind == Kind::word;
    if (is_word || !call_.family().dialect->pads_by_numbers) {
      if (const auto rule = rule_named(value)) {
        options_.*member = Padding(*rule);
      } else {
        refuse(parameter, value, wanted_padding());
      }
      return;
    }
    if (const auto numbers = numbers_given(parameter, value, wanted_padding())) options_.*member = Padding(*numbers);
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

  /// Whether the value is an expression for a number of channels, which need not be known. A convolution with as many
  /// groups as channels and filters is depthwise.
  bool is_words_for_count(const Parameter& parameter, const CallValue& value) {
    const bool is_number = value.kind == Kind::other && is_all_digits(call_.text_of(value));
    if (is_number || (value.kind != Kind::word && value.kind != Kind::other)) return false;
    if (parameter.member != LayerMember(&LayerOptions::groups)) return names_channels(parameter.member);
    const CallValue* const channels = call_.value_of("in_channels");
    const CallValue* const filters = call_.value_of("out_channels");
    const auto is_same = [&](const CallValue* count) {
      return count != nullptr && call_.text_of(*count) == call_.text_of(value);
    };
    if (!is_same(channels) || !is_same(filters)) return false;
    options_.depth_multiplier = 1;
    return true;
  }

  std::optional<PaddingRule> rule_named(const CallValue& value) const {
    const std::string word = call_.family().dialect->folds_case ? lowered(value.text) : std::string(value.text);
    for (const PaddingWord& candidate : call_.family().words) {
      if (call_.dims() <= candidate.most_dims && word == candidate.word) return candidate.rule;
    }
    return std::nullopt;
  }

  std::optional<PerAxis> numbers_given(const Parameter& parameter, const CallValue& value, const std::string& wanted) {
    if (value.kind != Kind::sequence) {
      if (!check_whole(parameter, value, wanted)) return std::nullopt;
      return PerAxis::all(value.number);
    }
    if (value.items.size() != static_cast<std::size_t>(call_.dims())) {
      call_.complain(
          value.start,
          fmt::format("{} has {} number{}, but {} has {} ax{}", parameter.name, value.items.size(),
                      value.items.size() == 1 ? "" : "s", call_.name(), call_.dims(), call_.dims() == 1 ? "is" : "es"),
          fmt::format("give {}", wanted));
      return std::nullopt;
    }
    std::vector<int> numbers;
    numbers.reserve(value.items.size());
    for (const CallValue& item : value.items) {
      if (!check_whole(parameter, item, "whole numbers")) return std::nullopt;
      numbers.push_back(item.number);
    }
    return per_axis(numbers);
  }

  bool check_whole(const Parameter& parameter, const CallValue& value, const std::string& wanted) {
    if (value.kind == Kind::whole) return true;
    if (value.kind == Kind::huge) {
      call_.complain(value.start, fmt::format("{} is out of range for {}", call_.shown(value), parameter.name),
                     fmt::format("give at most {}", most_of(parameter)));
    } else if (value.kind == Kind::none && parameter.member == LayerMember(&LayerOptions::adaptive)) {
      call_.complain(value.start, fmt::format("{} can't be None", parameter.name),
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
    if (call_.is_in_program() && (value.kind == Kind::word || value.kind == Kind::other)) {
      call_.complain(value.start, fmt::format("{} is {}, whose value is not known", parameter.name, call_.shown(value)),
                     fmt::format("write {} instead, or a line before that gives it a value", wanted));
      return;
    }
    call_.complain(value.start, fmt::format("{} can't be {}", parameter.name, call_.shown(value)),
                   fmt::format("give {}", wanted));
  }

  std::string wanted_numbers() const {
    return call_.dims() == 1 ? "a whole number" : fmt::format("a whole number or a tuple of {}", call_.dims());
  }

  std::string wanted_padding() const {
    std::vector<std::string> wanted;
    if (call_.family().dialect->pads_by_numbers) {
      wanted.emplace_back("a whole number");
      if (call_.dims() > 1) wanted.push_back(fmt::format("a tuple of {}", call_.dims()));
    }
    for (const PaddingWord& candidate : call_.family().words) {
      if (call_.dims() <= candidate.most_dims) wanted.push_back(fmt::format("'{}'", candidate.word));
    }
    return listed(wanted, "or");
  }

  LayerCall& call_;
  LayerOptions& options_;
};

}  // namespace

bool names_channels(const signatures::LayerMember& member) {
  return member == LayerMember(&LayerOptions::channels) || member == LayerMember(&LayerOptions::filters) ||
         member == LayerMember(&LayerOptions::pointwise);
}

void read_layer_values(LayerCall& call, LayerOptions& options) {
  LayerValueReader reader(call, options);
  const auto& parameters = call.family().parameters;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (call.value_at(i) != nullptr) reader.take(parameters[i], *call.value_at(i));
  }
}

}  // namespace convarith
