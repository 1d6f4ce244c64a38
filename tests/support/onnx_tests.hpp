#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "convarith/tensor.hpp"

namespace convarith::testing {

/// One of ONNX's own tests: a model of a single convolution or pooling, with numbers that go in and come out. All
/// tensors have the batch.
struct OnnxTest {
  std::string name;              ///< its folder: "node/test_convtranspose_pads"
  std::filesystem::path model;   ///< the file of the model
  std::string type;              ///< the node's operator: "ConvTranspose"
  std::vector<Tensor> operands;  ///< what the node takes. One that is computed from the model's input, in another
                                 ///< shape, is that input; one that is left out is empty.
  Tensor input;                  ///< of the model
  Tensor output;                 ///< of the model
};

/// Returns all tests of nodes whose operator has the word Conv or Pool, of the folders in which ONNX has tests of
/// single nodes. None if they are not installed.
std::vector<OnnxTest> onnx_tests_of_windows();

/// What is to be said where there are no tests.
inline constexpr const char* kOnnxTestsAreMissing =
    "ONNX's own tests are missing in /usr/share/libonnx-testdata: install the package libonnx-testdata";

}  // namespace convarith::testing
