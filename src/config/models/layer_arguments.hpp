#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/layer_text/call_syntax.hpp"
#include "convarith/model.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// The arguments of a call whose parameters have names, in the order of positional arguments.
class LayerArguments {
 public:
  /// The text, the call and the names must outlive it.
  LayerArguments(std::string_view text, const Call& call, std::span<const std::string_view> names,
                 std::string_view where);

  std::string_view text() const { return text_; }
  const Call& call() const { return call_; }

  /// Returns the value of a parameter, or null.
  const CallValue* find(std::string_view name) const;
  bool has(std::string_view name) const;
  std::string_view text_of(const CallValue& value) const { return text_.substr(value.start, value.end - value.start); }

  /// Returns the truth of a parameter, or `fallback` if it isn't given as True or False.
  bool flag(std::string_view name, bool fallback) const;
  /// Returns the string or word that a parameter has, or nothing.
  std::string_view word(std::string_view name) const;
  /// Returns a number of channels; unset if it isn't given.
  ChannelCount count(std::string_view name) const;
  /// Returns a whole number, or nothing if it isn't given as one.
  std::optional<int> whole(std::string_view name) const;
  /// Returns a whole number, or a sequence of them. Adds a problem for anything else, and if they are missing.
  std::vector<int> numbers(std::string_view name);
  /// Returns fractions; empty if they aren't given as such.
  std::vector<double> fractions(std::string_view name) const;

  /// Adds a problem with the value of a parameter.
  void complain(std::string_view name, const std::string& why, const std::string& hint);
  const Problems& problems() const { return problems_; }

 private:
  std::string_view text_;
  const Call& call_;
  std::span<const std::string_view> names_;
  std::string_view where_;
  Problems problems_;
};

}  // namespace convarith
