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

// The common parts of reading values from text, reading them from JSON, and writing them.

namespace convarith {

/// Selects the overload of parse() or read() for a type.
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

/// Returns the words of one of the tables above.
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

/// Returns a usage problem with an empty `where`; the caller knows the place.
Problem wrong(std::string why, std::string hint = {});

/// Returns the hint at a field's range, such as "give a whole number from 1 to 16384".
std::string range_hint(const Field& field, std::string_view kind);

Result<int> check_whole(long long number, const Field& field);
Result<double> check_real(double number, const Field& field);

/// Makes a value of one number for all axes, or of one number for each of two or three axes, the outermost first.
PerAxis per_axis(const std::vector<int>& numbers);

/// Makes a padding of the two sides of each of one, two or three axes, the outermost first.
SidedPadding sided_padding(const std::vector<Sides>& sides);

/// Returns a value as messages show it. Objects and nested lists are only named, and long values are shortened.
std::string brief(const nlohmann::json& value);

// These functions read the same text in a preset as after a flag.
Result<Padding> parse(As<Padding>, std::string_view text, const Field& field);
Result<PaddingMode> parse(As<PaddingMode>, std::string_view text, const Field& field);
Result<Operator> parse(As<Operator>, std::string_view text, const Field& field);
Result<StepRange> parse(As<StepRange>, std::string_view text, const Field& field);
Result<Strip> parse(As<Strip>, std::string_view text, const Field& field);
Result<PictureScale> parse(As<PictureScale>, std::string_view text, const Field& field);
Result<PictureWidth> parse(As<PictureWidth>, std::string_view text, const Field& field);

Result<int> parse(As<int>, std::string_view text, const Field& field);

/// Writes a width as users give it: "300" for px, "8cm" on paper.
std::string text_of_width(const PictureWidth& width);

// Numbers are given as lists or by the name of a file. A name in a preset is relative to `folder`, the preset's folder.
Result<Tensor> parse(As<Tensor>, std::string_view text, const Field& field);
Result<Tensor> read(As<Tensor>, const nlohmann::json& value, const Field& field, const std::filesystem::path& folder);

Result<NamedTensors> parse(As<NamedTensors>, std::string_view text, const Field& field);
Result<NamedTensors> read(As<NamedTensors>, const nlohmann::json& value, const Field& field);

// A model is given by the name of a file or, in a preset, by its lines.
Result<Model> parse(As<Model>, std::string_view text, const Field& field);
Result<Model> read(As<Model>, const nlohmann::json& value, const Field& field, const std::filesystem::path& folder);

/// Sets the field to the value that `make` returns for the field's type. Errors: those of `make`.
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
