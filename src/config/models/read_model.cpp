#include "config/models/read_model.hpp"

#include <algorithm>
#include <iterator>

#include "config/models/keras_json.hpp"
#include "config/models/model_program.hpp"
#include "config/models/model_summary.hpp"
#include "config/models/onnx_model.hpp"
#include "config/models/printed_model.hpp"

namespace convarith {
namespace {

/// All ways in which models are written. The first that fits a content reads it.
constexpr ModelReader kModelReaders[] = {
    {"an ONNX file", looks_like_onnx_model, read_onnx_model, false},
    {"the JSON of a Keras model", looks_like_keras_json, read_keras_json},
    {"summary of a model", looks_like_model_summary, refuse_model_summary},
    {"what PyTorch prints", looks_like_printed_model, read_printed_model},
    {"source of PyTorch or Keras", looks_like_model_program, read_model_program},
};

}  // namespace

Result<Model> read_model(std::string_view content, const std::string& source) {
  const auto* const reader = std::find_if(std::begin(kModelReaders), std::end(kModelReaders),
                                          [content](const ModelReader& each) { return each.fits(content); });
  if (reader != std::end(kModelReaders)) {
    Result<Model> model = reader->read(content, source);
    if (model && reader->is_text) model->text = content;
    return model;
  }
  return usage_problem(
      source, "this is not a model in a form that can be read",
      "give what PyTorch's print(model) writes, source of PyTorch or Keras, what Keras's model.to_json() "
      "writes, or an ONNX file");
}

}  // namespace convarith
