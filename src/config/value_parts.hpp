#pragma once

#include <algorithm>
#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "config/fields.hpp"
#include "convarith/request.hpp"
#include "convarith/result.hpp"

// What reading values from text and from JSON, and writing them, have in common.

namespace convarith {

/// Names the type that is to be read.
template <class T>
struct As {};

inline constexpr std::array<std::pair<std::string_view, Operator>, 3> kOperators{{
    {"conv", Operator::convolution},
    {"max", Operator::max_pooling},
    {"avg", Operator::average_pooling},
}};

inline constexpr std::array<std::pair<std::string_view, PaddingRule>, 7> kPaddingRules{{
    {"valid", PaddingRule::valid},
    {"same", PaddingRule::same},
    {"tf-same", PaddingRule::tf_same},
    {"same-lower", PaddingRule::same_lower},
    {"full", PaddingRule::full},
    {"half", PaddingRule::half},
    {"causal", PaddingRule::causal},
}};

inline constexpr std::array<std::pair<std::string_view, PaddingMode>, 4> kPaddingModes{{
    {"zeros", PaddingMode::zeros},
    {"reflect", PaddingMode::reflect},
    {"replicate", PaddingMode::replicate},
    {"circular", PaddingMode::circular},
}};

/// The words of one of the tables above.
template <class Table>
std::vector<std::string_view> words_of(const Table& table) {
  std::vector<std::string_view> words;
  words.reserve(table.size());
  for (const auto& entry : table) words.push_back(entry.first);
  return words;
}

template <class Table, class Value>
std::string word_for(const Table& table, Value value) {
  const auto found =
      std::find_if(table.begin(), table.end(), [value](const auto& entry) { return entry.second == value; });
  return std::string(found->first);
}

template <class Table>
auto find_word(const Table& table, std::string_view word) -> std::optional<decltype(table.front().second)> {
  for (const auto& [name, value] : table) {
    if (name == word) return value;
  }
  return std::nullopt;
}

/// A problem whose place the caller knows.
Problem wrong(std::string why, std::string hint = {});

/// "give a whole number from 1 to 16384".
std::string range_hint(const Field& field, std::string_view kind);

Result<int> check_whole(long long number, const Field& field);
Result<double> check_real(double number, const Field& field);

/// One number for all axes, or one for each of two or three, the outermost first.
PerAxis per_axis(const std::vector<int>& numbers);

/// Two sides for each of one, two or three axes.
SidedPadding sided_padding(const std::vector<Sides>& sides);

/// A value as messages show it: what is long or nested is only named.
std::string brief(const nlohmann::json& value);

// These read the same texts in presets as behind flags.
Result<Padding> parse(As<Padding>, std::string_view text, const Field& field);
Result<PaddingMode> parse(As<PaddingMode>, std::string_view text, const Field& field);
Result<Operator> parse(As<Operator>, std::string_view text, const Field& field);
Result<StepRange> parse(As<StepRange>, std::string_view text, const Field& field);
Result<Strip> parse(As<Strip>, std::string_view text, const Field& field);
Result<PictureWidth> parse(As<PictureWidth>, std::string_view text, const Field& field);

Result<int> parse(As<int>, std::string_view text, const Field& field);

/// A width as it is said: "300" in px, "8cm" on paper.
std::string text_of_width(const PictureWidth& width);

// Numbers are lists, or in a file; those of a preset name it from the folder of the preset.
Result<Tensor> parse(As<Tensor>, std::string_view text, const Field& field);
Result<Tensor> read(As<Tensor>, const nlohmann::json& value, const Field& field, const std::filesystem::path& folder);

/// Puts what `make` gives for the field's type into the field.
template <class Make>
Status set(Request& request, const Field& field, const Make& make) {
  return std::visit(
      [&]<class T>(std::optional<T> Request::*member) -> Status {
        Result<T> value = make(As<T>{});
        if (!value) return value.problems();
        request.*member = *std::move(value);
        return ok();
      },
      field.member);
}

}  // namespace convarith
