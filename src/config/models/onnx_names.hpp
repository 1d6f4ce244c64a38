#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "config/models/onnx_file.hpp"

namespace convarith {

/// A layer that a node makes.
struct OnnxLayerPlace {
  const OnnxNode* node = nullptr;
  std::size_t index = 0;  ///< of the node in its graph
  std::size_t output = 0;
};

/// Returns a name of its own for each layer. PyTorch names nodes by the modules that made them: of
/// "/layer1/layer1.0/conv1/Conv" remains "layer1.0.conv1", if the module made nothing else. Other nodes are named by
/// their weights, "conv1" by "conv1.weight", else as the file does, else by their type and place: "Conv_3".
std::vector<std::string> onnx_layer_names(const std::vector<OnnxLayerPlace>& layers);

}  // namespace convarith
