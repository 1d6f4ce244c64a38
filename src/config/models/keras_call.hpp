#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace convarith {

/// Writes a layer as it would stand in a program: "Conv2D(filters=6, kernel_size=5, padding='same')". It has the
/// arguments that matter for the layer's shape and are not Keras's defaults. Empty for layers other than convolutions
/// and poolings with a window.
std::string keras_call(const std::string& type, const nlohmann::json& config);

}  // namespace convarith
