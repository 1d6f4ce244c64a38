#include <fmt/core.h>

#include <cctype>

#include "config/numbers/named_kernels.hpp"
#include "config/numbers/number_files.hpp"
#include "config/numbers/number_lists.hpp"
#include "config/shortened.hpp"
#include "config/value_parts.hpp"

namespace convarith {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr std::string_view kListHint = "give nested lists such as [[1, 2], [3, 4]]";

/// Gives a single number an axis of length 1 if the field is the bias. Errors: another field has a single number.
Result<Tensor> as_field(Result<Tensor> numbers, const Field& field) {
  if (!numbers || !numbers->shape.empty()) return numbers;
  if (field.key != "bias") return wrong("is a single number", std::string(kListHint));
  numbers->shape.push_back(1);
  return numbers;
}

/// Whether a text names a kernel rather than a file: it has letters, and neither a folder nor a suffix.
bool may_name_kernel(std::string_view text, const Field& field) {
  const bool begins_with_letter = !text.empty() && std::isalpha(static_cast<unsigned char>(text.front())) != 0;
  return field.key == "weights" && begins_with_letter && text.find_first_of("./\\") == std::string_view::npos;
}

/// Whether a file may have the numbers of many layers.
bool has_numbers_of_model(const fs::path& file) {
  return file.extension() == ".npz" || file.extension() == ".onnx";
}

Result<Tensor> read_file(const std::string& name, const fs::path& folder, const Field& field) {
  if (name.empty()) return wrong("the file name is empty", std::string(kListHint));
  const fs::path file = folder / name;
  // Pictures are read when their size and colours are known, and numbers of a model when its layers are.
  std::error_code error;
  if (field.key == "values" && (is_picture_file(file) || fs::is_directory(file, error))) {
    return Tensor{{}, {}, file.string()};
  }
  if (field.key == "weights" && has_numbers_of_model(file)) return Tensor{{}, {}, file.string()};
  Result<Tensor> numbers = read_number_file(file);
  if (!numbers) return numbers;
  numbers = as_field(std::move(numbers), field);
  if (numbers) return numbers;
  Problem problem = numbers.problems().front();
  problem.why = fmt::format("{}: {}", file.string(), problem.why);
  return problem;
}

/// Whether the text after a flag is JSON, and not the name of a file.
bool is_inline(std::string_view text, const Field& field) {
  if (field.key == "bias" && json::accept(text)) return true;
  const std::size_t first = text.find_first_not_of(" \t\n");
  return first != std::string_view::npos && text[first] == '[';
}

/// Adapts a problem with JSON after a flag. If the JSON is not valid, `why` quotes it and names the place instead of
/// `where`, which is left empty.
Problem of_inline(std::string_view text, Problem problem) {
  if (problem.why.starts_with("not valid JSON")) {
    problem.why = fmt::format("'{}' is not valid JSON at {}", shortened(text), problem.where);
    if (problem.hint.empty()) problem.hint = kListHint;
  }
  problem.where.clear();
  return problem;
}

}  // namespace

Result<Tensor> parse(As<Tensor>, std::string_view text, const Field& field) {
  if (may_name_kernel(text, field)) return named_kernel(text);
  if (!is_inline(text, field)) return read_file(std::string(text), {}, field);
  Result<Tensor> numbers = read_number_lists(text);
  if (!numbers) return of_inline(text, numbers.problems().front());
  return as_field(std::move(numbers), field);
}

Result<Tensor> read(As<Tensor>, const json& value, const Field& field, const fs::path& folder) {
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    return may_name_kernel(text, field) ? named_kernel(text) : read_file(text, folder, field);
  }
  if (!value.is_structured() && !value.is_number()) {
    return wrong(fmt::format("must be nested lists of numbers or the name of a file, not {}", brief(value)));
  }
  return as_field(tensor_of_lists(value), field);
}

Result<NamedTensors> read(As<NamedTensors>, const json& value, const Field&) {
  if (!value.is_object()) return wrong("must be an object of names and nested lists of numbers, not " + brief(value));
  NamedTensors tensors;
  for (const auto& [name, lists] : value.items()) {
    Result<Tensor> tensor = tensor_of_lists(lists);
    if (!tensor) {
      Problem problem = tensor.problems().front();
      problem.why = fmt::format("'{}' {}", shortened(name), problem.why);
      return problem;
    }
    tensors.emplace(name, *std::move(tensor));
  }
  return tensors;
}

Result<NamedTensors> parse(As<NamedTensors> type, std::string_view text, const Field& field) {
  const json value = json::parse(text, nullptr, false);
  if (value.is_discarded()) return wrong(fmt::format("'{}' is not valid JSON", shortened(text)));
  return read(type, value, field);
}

}  // namespace convarith
