#pragma once

#include <string>
#include <string_view>

#include "convarith/model.hpp"
#include "convarith/result.hpp"

namespace convarith {

/// Whether a content looks like the table that model.summary() or torchsummary prints.
bool looks_like_model_summary(std::string_view content);

/// Refuses such a table, which has shapes but neither kernels nor strides, and says what to give instead.
Result<Model> refuse_model_summary(std::string_view content, const std::string& source);

}  // namespace convarith
