#include "config/layer_text/layer_call.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "config/layer_text/word_lists.hpp"
#include "config/shortened.hpp"
#include "config/suggest.hpp"

namespace convarith {
namespace {

using namespace signatures;

constexpr std::size_t kLongestQuote = 40;  // bytes

}  // namespace

LayerCall::LayerCall(std::string_view text, const Call& call, const FrameworkLayer& layer, const LayerReading& reading)
    : text_(text),
      call_(call),
      family_(*layer.family),
      dims_(layer.dims),
      name_(layer.name()),
      reading_(reading),
      values_(family_.parameters.size(), nullptr) {
  assign_arguments();
}

const CallValue* LayerCall::value_of(std::string_view parameter) const {
  for (std::size_t i = 0; i < values_.size(); ++i) {
    if (family_.parameters[i].name == parameter) return values_[i];
  }
  return nullptr;
}

const CallValue* LayerCall::named(std::string_view argument) const {
  const auto found = std::find_if(call_.arguments.begin(), call_.arguments.end(),
                                  [argument](const CallArgument& given) { return given.name == argument; });
  return found == call_.arguments.end() ? nullptr : &found->value;
}

std::size_t LayerCall::start_of(std::string_view parameter) const {
  const CallValue* const value = value_of(parameter);
  return value == nullptr ? call_.end : value->start;
}

std::string LayerCall::shown(const CallValue& value) const {
  return shortened(text_of(value), kLongestQuote);
}

void LayerCall::complain(std::size_t at, std::string_view why, std::string_view hint) {
  problems_.push_back(problem_at(text_, at, why, hint, reading_.where));
}

void LayerCall::assign_arguments() {
  for (std::size_t i = 0; i < call_.arguments.size(); ++i) {
    const CallArgument& argument = call_.arguments[i];
    if (!argument.name.empty()) {
      assign_by_name(argument);
    } else if (i < values_.size()) {
      values_[i] = &argument.value;
    } else {
      complain(argument.start,
               fmt::format("{} takes at most {} argument{}", name_, values_.size(), values_.size() == 1 ? "" : "s"),
               "leave out the rest");
      break;
    }
  }
  // A parameter that seems to be missing may have been given by a wrong name.
  if (problems_.empty()) check_required();
}

void LayerCall::assign_by_name(const CallArgument& argument) {
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

void LayerCall::complain_of_name(const CallArgument& argument) {
  std::vector<std::string_view> known;
  for (const Parameter& parameter : family_.parameters) {
    if (parameter.member.index() != 0) known.push_back(parameter.name);
  }
  complain(argument.start, fmt::format("'{}' is not an argument of {}", shortened(argument.name, kLongestQuote), name_),
           choose_from(argument.name, known));
}

void LayerCall::check_required() {
  std::vector<std::string> missing;
  for (std::size_t i = 0; i < values_.size(); ++i) {
    const Parameter& parameter = family_.parameters[i];
    if (parameter.need == Need::required && values_[i] == nullptr) missing.emplace_back(parameter.name);
  }
  if (missing.empty()) return;
  complain(call_.end, fmt::format("{} needs {}", name_, listed(missing, "and")),
           fmt::format("add {}", missing.size() == 1 ? "it" : "them"));
}

}  // namespace convarith
