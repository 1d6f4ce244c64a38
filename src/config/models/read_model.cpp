#include "config/models/read_model.hpp"

#include "config/models/onnx_model.hpp"

namespace convarith {

Result<Model> read_model(std::string_view content, const std::string& source) {
  return read_onnx_model(content, source);
}

}  // namespace convarith
