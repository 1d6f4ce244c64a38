#include "config/models/model_summary.hpp"

namespace convarith {

bool looks_like_model_summary(std::string_view content) {
  const auto has = [content](std::string_view words) { return content.find(words) != std::string_view::npos; };
  return has("Layer (type") && has("Param #");
}

Result<Model> refuse_model_summary(std::string_view content, const std::string& source) {
  // torchsummary and torchinfo write PyTorch's names, "Conv2d-1" and "Conv2d: 1-1".
  const bool is_torch = content.find("2d") != std::string_view::npos || content.find("1d") != std::string_view::npos ||
                        content.find("depth-idx") != std::string_view::npos;
  const bool is_keras = content.find("2D)") != std::string_view::npos || content.find("1D)") != std::string_view::npos;
  return usage_problem(source, "a summary lacks the kernels and strides of the layers",
                       is_torch && !is_keras ? "give what print(model) writes"
                                             : "give what print(model.to_json()) writes, or the program");
}

}  // namespace convarith
