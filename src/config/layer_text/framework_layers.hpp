#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/layer_text/layer_text_signatures.hpp"

namespace convarith {

/// A layer of a framework: one of a family, in so many dimensions.
struct FrameworkLayer {
  const signatures::Family* family;
  int dims;

  std::string name() const { return family->name(dims); }
};

/// The layer of a name such as "nn.Conv2d", if there is one.
std::optional<FrameworkLayer> find_framework_layer(std::string_view full_name);

/// A hint at what a name that no layer has may have meant.
std::string suggest_framework_layer(std::string_view full_name);

}  // namespace convarith
