#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/layer_text/layer_text_signatures.hpp"

namespace convarith {

/// A layer of a framework: a family of layers and a number of dimensions.
struct FrameworkLayer {
  const signatures::Family* family;
  int dims;

  std::string name() const { return family->name(dims); }
};

/// Returns the layer with a name such as "nn.Conv2d", if there is one.
std::optional<FrameworkLayer> find_framework_layer(std::string_view full_name);

/// Returns a hint for a name that no layer has: similar names, or an example.
std::string suggest_framework_layer(std::string_view full_name);

}  // namespace convarith
