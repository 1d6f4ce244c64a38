#include "config/models/read_model.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

#include "config/models/keras_json.hpp"
#include "config/models/model_program.hpp"
#include "config/models/model_summary.hpp"
#include "config/models/onnx_model.hpp"
#include "config/models/printed_model.hpp"
#include "type/utf8.hpp"

namespace convarith {
namespace {

/// Whether the content has the mark of UTF-16, or the empty bytes that it has beside letters of English.
bool looks_like_utf16(std::string_view content) {
  if (content.starts_with("\xFF\xFE") || content.starts_with("\xFE\xFF")) return true;
  constexpr std::size_t looked_at = 16;
  if (content.size() < looked_at) return false;
  const auto half_is_empty = [content](std::size_t empty) {
    for (std::size_t i = 0; i < looked_at; ++i) {
      if ((content[i] == 0) != (i % 2 == empty)) return false;
    }
    return true;
  };
  return half_is_empty(0) || half_is_empty(1);
}

Result<Model> refuse_utf16(std::string_view /*content*/, const std::string& source) {
  return usage_problem(source, "is UTF-16", "save it as UTF-8");
}

bool looks_like_notebook(std::string_view content) {
  return content.starts_with('{') && content.find("\"cells\"") != std::string_view::npos &&
         content.find("\"nbformat\"") != std::string_view::npos;
}

Result<Model> refuse_notebook(std::string_view /*content*/, const std::string& source) {
  return usage_problem(source, "is a notebook", "give the text of the cell that has the model");
}

/// All ways in which models are written. The first that fits a content reads it.
constexpr ModelReader kModelReaders[] = {
    {"text in UTF-16", looks_like_utf16, refuse_utf16, false},
    {"an ONNX file", looks_like_onnx_model, read_onnx_model, false},
    {"the JSON of a Keras model", looks_like_keras_json, read_keras_json},
    {"a notebook", looks_like_notebook, refuse_notebook},
    {"summary of a model", looks_like_model_summary, refuse_model_summary},
    {"what PyTorch prints", looks_like_printed_model, read_printed_model},
    {"source of PyTorch or Keras", looks_like_model_program, read_model_program},
};

void make_valid(std::string& text) {
  text = with_valid_utf8(text);
}

/// Makes all texts of a model valid UTF-8, which those of an ONNX file need not be.
void make_valid(Model& model) {
  for (ModelLayer& layer : model.layers) {
    for (std::string* const text : {&layer.name, &layer.type, &layer.call, &layer.place}) make_valid(*text);
    for (std::string& name : layer.parameters) make_valid(name);
    if (auto* const unknown = std::get_if<UnknownLayer>(&layer.action)) make_valid(unknown->hint);
  }
  for (std::string& remark : model.remarks) make_valid(remark);
}

void make_valid(Problems& problems) {
  for (Problem& problem : problems) {
    make_valid(problem.why);
    make_valid(problem.hint);
  }
}

/// Reads a file that is no text.
Result<Model> read_bytes(const ModelReader& reader, std::string_view content, const std::string& source) {
  Result<Model> model = reader.read(content, source);
  if (model) {
    make_valid(*model);
    return model;
  }
  Problems problems = std::move(model).problems();
  make_valid(problems);
  return problems;
}

/// Reads a text. Bytes that are no characters are replaced, since names are written into documents.
Result<Model> read_as_text(const ModelReader& reader, std::string_view content, const std::string& source) {
  std::string text = with_valid_utf8(content);
  Result<Model> model = reader.read(text, source);
  if (model) model->text = std::move(text);
  return model;
}

}  // namespace

Result<Model> read_model(std::string_view content, const std::string& source) {
  const auto* const reader = std::find_if(std::begin(kModelReaders), std::end(kModelReaders),
                                          [content](const ModelReader& each) { return each.fits(content); });
  if (reader != std::end(kModelReaders)) {
    return reader->is_text ? read_as_text(*reader, content, source) : read_bytes(*reader, content, source);
  }
  return usage_problem(
      source, "this is not a model in a form that can be read",
      "give what PyTorch's print(model) writes, source of PyTorch or Keras, what Keras's model.to_json() "
      "writes, or an ONNX file");
}

}  // namespace convarith
