#include "config/models/model_file.hpp"

#include <fmt/core.h>

#include <string_view>
#include <system_error>
#include <utility>

#include "config/models/large_onnx_file.hpp"
#include "config/models/onnx_model.hpp"
#include "config/models/read_model.hpp"
#include "config/source_bytes.hpp"
#include "config/value_parts.hpp"

namespace convarith {
namespace {

/// The most bytes of a file of a model. ONNX's own files have at most 2 GB.
constexpr std::size_t kMostBytesOfModel = std::size_t{2} << 30;

Result<Model> read_named(std::string_view content, const std::string& name) {
  Result<Model> model = read_model(content, name);
  if (model) return model;
  Problems problems = std::move(model).problems();
  for (Problem& problem : problems) {
    if (!problem.where.empty()) problem.why = fmt::format("{}: {}", problem.where, problem.why);
    problem.where.clear();
  }
  return problems;
}

Problem of_file(Problem problem, const std::string& name) {
  problem.why = fmt::format("{}: {}", name, problem.why);
  return problem;
}

/// Reads a model from a file so large that most of it must be weights.
Result<Model> load_large(const std::filesystem::path& file, const std::string& name) {
  const Result<LargeOnnxFile> content = LargeOnnxFile::read(file, kMostBytesOfModel);
  if (!content) return of_file(content.problems().front(), name);
  if (looks_like_onnx_model(content->bytes())) return read_named(content->bytes(), name);
  return of_file(wrong(fmt::format("has more than {} bytes and is no ONNX file", kMostBytesRead)), name);
}

}  // namespace

Result<Model> load_model(const std::filesystem::path& file) {
  const std::string name = file == kStandardInput ? "standard input" : file.string();
  std::error_code error;
  if (file != kStandardInput && !std::filesystem::exists(file, error)) {
    return usage_problem({}, fmt::format("there is no file '{}'", name));
  }
  const bool is_file = std::filesystem::is_regular_file(file, error);
  if (is_file && std::filesystem::file_size(file, error) > kMostBytesRead && !error) return load_large(file, name);
  const Result<std::string> content = bytes_of_source(file);
  if (content) return read_named(*content, name);
  return of_file(content.problems().front(), name);
}

}  // namespace convarith
