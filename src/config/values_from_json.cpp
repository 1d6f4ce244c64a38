#include <fmt/core.h>

#include <cstdint>

#include "config/value_parts.hpp"
#include "config/values.hpp"

namespace convarith {
namespace {

using nlohmann::json;

Problem wrong_type(std::string_view wanted, const json& value) {
  return wrong(fmt::format("must be {}, not {}", wanted, brief(value)));
}

Result<std::string> read(As<std::string>, const json& value, const Field&) {
  if (!value.is_string()) return wrong_type("a string", value);
  return value.get<std::string>();
}

Result<bool> read(As<bool>, const json& value, const Field&) {
  if (!value.is_boolean()) return wrong_type("true or false", value);
  return value.get<bool>();
}

Result<int> read(As<int>, const json& value, const Field& field) {
  if (!value.is_number_integer()) return wrong_type("a whole number", value);
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(field.most)) {
    return wrong(fmt::format("{} is out of range", brief(value)), range_hint(field, "a whole number"));
  }
  return check_whole(value.get<long long>(), field);
}

Result<double> read(As<double>, const json& value, const Field& field) {
  if (!value.is_number()) return wrong_type("a number", value);
  return check_real(value.get<double>(), field);
}

Result<std::vector<int>> read_list(const json& list, const Field& field) {
  std::vector<int> numbers;
  for (const json& item : list) {
    const Result<int> number = read(As<int>{}, item, field);
    if (!number) return number.problems();
    numbers.push_back(*number);
  }
  return numbers;
}

Result<PerAxis> read(As<PerAxis>, const json& value, const Field& field) {
  if (!value.is_array()) {
    if (!value.is_number_integer()) return wrong_type("a whole number or [rows, columns]", value);
    const Result<int> side = read(As<int>{}, value, field);
    if (!side) return side.problems();
    return PerAxis::all(*side);
  }
  if (value.empty() || value.size() > 3) return wrong_type("a whole number or [rows, columns]", value);
  const Result<std::vector<int>> numbers = read_list(value, field);
  if (!numbers) return numbers.problems();
  return per_axis(*numbers);
}

Result<Padding> read(As<Padding>, const json& value, const Field& field) {
  constexpr std::string_view wanted = "a whole number, [rows, columns], [[before, after], ...] or a word";
  if (value.is_string()) return parse(As<Padding>{}, value.get<std::string>(), field);
  const bool is_sided =
      value.is_array() && !value.empty() &&
      std::all_of(value.begin(), value.end(), [](const json& item) { return item.is_array() && item.size() == 2; });
  if (!is_sided) {
    if (!value.is_number_integer() && !value.is_array()) return wrong_type(wanted, value);
    const Result<PerAxis> numbers = read(As<PerAxis>{}, value, field);
    if (!numbers) return numbers.problems();
    return Padding(*numbers);
  }
  if (value.size() > 3) return wrong_type(wanted, value);
  std::vector<Sides> sides;
  for (const json& pair : value) {
    const Result<std::vector<int>> numbers = read_list(pair, field);
    if (!numbers) return numbers.problems();
    sides.push_back({numbers->front(), numbers->back()});
  }
  return Padding(sided_padding(sides));
}

Result<PaddingMode> read(As<PaddingMode>, const json& value, const Field& field) {
  if (!value.is_string()) return wrong_type("a word such as \"reflect\"", value);
  return parse(As<PaddingMode>{}, value.get<std::string>(), field);
}

Result<Operator> read(As<Operator>, const json& value, const Field& field) {
  if (!value.is_string()) return wrong_type("\"conv\", \"max\" or \"avg\"", value);
  return parse(As<Operator>{}, value.get<std::string>(), field);
}

Result<StepRange> read(As<StepRange>, const json& value, const Field& field) {
  if (!value.is_string()) return wrong_type("a range of steps such as \"2:5\"", value);
  return parse(As<StepRange>{}, value.get<std::string>(), field);
}

Result<PictureScale> read(As<PictureScale>, const json& value, const Field& field) {
  if (!value.is_string()) return wrong_type("a range of numbers such as \"0:1\"", value);
  return parse(As<PictureScale>{}, value.get<std::string>(), field);
}

Result<Strip> read(As<Strip>, const json& value, const Field& field) {
  if (value == "all") return Strip{};
  if (!value.is_number_integer()) return wrong_type("a whole number or \"all\"", value);
  const Result<int> pictures = read(As<int>{}, value, field);
  if (!pictures) return pictures.problems();
  return Strip{*pictures};
}

Result<PictureWidth> read(As<PictureWidth>, const json& value, const Field& field) {
  if (value.is_string()) return parse(As<PictureWidth>{}, value.get<std::string>(), field);
  if (!value.is_number_integer()) return wrong_type("a whole number of px or a string such as \"8cm\"", value);
  const Result<int> pixels = read(As<int>{}, value, field);
  if (!pixels) return pixels.problems();
  return PictureWidth{static_cast<double>(*pixels), PictureWidth::Unit::px};
}

Result<std::vector<std::string>> read(As<std::vector<std::string>>, const json& value, const Field& field) {
  const bool is_list =
      value.is_array() && std::all_of(value.begin(), value.end(), [](const json& item) { return item.is_string(); });
  if (!is_list) {
    return wrong_type(field.key == "format" ? "a list of formats such as [\"gif\", \"pdf\"]" : "a list of strings",
                      value);
  }
  return value.get<std::vector<std::string>>();
}

}  // namespace

Status set_from_json(Request& request, const Field& field, const json& value, const std::filesystem::path& folder) {
  return set(request, field, [&]<class T>(As<T> type) -> Result<T> {
    if constexpr (std::is_same_v<T, Tensor> || std::is_same_v<T, Model>) {
      return read(type, value, field, folder);
    } else {
      return read(type, value, field);
    }
  });
}

}  // namespace convarith
