#include "tests/support/onnx_tests.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <map>
#include <protozero/pbf_reader.hpp>
#include <stdexcept>
#include <string_view>

#include "tests/support/temporary_folder.hpp"

namespace convarith::testing {
namespace {

namespace fs = std::filesystem;
using protozero::pbf_reader;
using protozero::pbf_wire_type;

const fs::path kOnnxTests = "/usr/share/libonnx-testdata/data";

struct NamedTensor {
  std::string name;
  Tensor tensor;
};

struct OnnxTestNode {
  std::string type;
  std::vector<std::string> inputs;
};

struct OnnxTestGraph {
  std::vector<std::string> inputs;
  std::vector<OnnxTestNode> nodes;
  std::map<std::string, Tensor> initializers;
};

template <class T>
std::vector<double> numbers_in(std::string_view bytes) {
  std::vector<double> numbers;
  for (std::size_t i = 0; i + sizeof(T) <= bytes.size(); i += sizeof(T)) {
    T number{};
    std::memcpy(&number, bytes.data() + i, sizeof(T));
    numbers.push_back(static_cast<double>(number));
  }
  return numbers;
}

std::vector<double> numbers_of_type(std::string_view bytes, int type) {
  switch (type) {
    case 1:
      return numbers_in<float>(bytes);
    case 2:
      return numbers_in<std::uint8_t>(bytes);
    case 3:
      return numbers_in<std::int8_t>(bytes);
    case 6:
      return numbers_in<std::int32_t>(bytes);
    case 7:
      return numbers_in<std::int64_t>(bytes);
    default:
      return {};
  }
}

/// Reads a TensorProto whose numbers are in raw_data. Numbers of types that no window takes are not read.
NamedTensor read_tensor(pbf_reader message) {
  NamedTensor read;
  int type = 0;
  std::string_view bytes;
  while (message.next()) {
    if (message.tag() == 1 && message.wire_type() == pbf_wire_type::varint) {
      read.tensor.shape.push_back(static_cast<int>(message.get_int64()));
    } else if (message.tag() == 1) {
      for (const std::int64_t length : message.get_packed_int64()) {
        read.tensor.shape.push_back(static_cast<int>(length));
      }
    } else if (message.tag() == 2) {
      type = message.get_int32();
    } else if (message.tag() == 8) {
      read.name = message.get_string();
    } else if (message.tag() == 9) {
      const protozero::data_view view = message.get_view();
      bytes = {view.data(), view.size()};
    } else {
      message.skip();
    }
  }
  read.tensor.values = numbers_of_type(bytes, type);
  return read;
}

OnnxTestNode read_node(pbf_reader message) {
  OnnxTestNode node;
  while (message.next()) {
    if (message.tag() == 1) {
      node.inputs.push_back(message.get_string());
    } else if (message.tag() == 4) {
      node.type = message.get_string();
    } else {
      message.skip();
    }
  }
  return node;
}

std::string name_of_input(pbf_reader message) {
  return message.next(1) ? message.get_string() : "";
}

OnnxTestGraph read_graph(const std::string& bytes) {
  OnnxTestGraph graph;
  pbf_reader model(bytes);
  if (!model.next(7)) throw std::runtime_error("a model has no graph");
  pbf_reader message = model.get_message();
  while (message.next()) {
    if (message.tag() == 1) {
      graph.nodes.push_back(read_node(message.get_message()));
    } else if (message.tag() == 5) {
      const NamedTensor initializer = read_tensor(message.get_message());
      graph.initializers[initializer.name] = initializer.tensor;
    } else if (message.tag() == 11) {
      graph.inputs.push_back(name_of_input(message.get_message()));
    } else {
      message.skip();
    }
  }
  return graph;
}

Tensor tensor_in(const fs::path& file) {
  const std::string bytes = read_file(file);
  return read_tensor(pbf_reader(bytes)).tensor;
}

bool has_windows(const OnnxTestNode& node) {
  const auto has = [&](std::string_view word) { return node.type.find(word) != std::string::npos; };
  return has("Conv") || has("Pool") || has("pool");
}

/// Reads the test in a folder about the given node of its graph.
OnnxTest read_test(const fs::path& folder, const OnnxTestGraph& graph, const OnnxTestNode& node) {
  const fs::path data = folder / "test_data_set_0";
  std::map<std::string, Tensor> operands = graph.initializers;
  for (std::size_t i = 0; i < graph.inputs.size(); ++i) {
    const fs::path file = data / ("input_" + std::to_string(i) + ".pb");
    if (fs::exists(file)) operands[graph.inputs[i]] = tensor_in(file);
  }
  OnnxTest test{fs::relative(folder, kOnnxTests).string(), folder / "model.onnx", node.type, {}, {}, {}};
  test.input = tensor_in(data / "input_0.pb");
  test.output = tensor_in(data / "output_0.pb");
  for (const std::string& name : node.inputs) {
    const auto found = operands.find(name);
    if (found != operands.end()) {
      test.operands.push_back(found->second);
    } else {
      test.operands.push_back(name.empty() ? Tensor{} : test.input);
    }
  }
  return test;
}

}  // namespace

std::vector<OnnxTest> onnx_tests_of_windows() {
  std::vector<OnnxTest> tests;
  for (const char* kind : {"node", "pytorch-converted", "pytorch-operator"}) {
    if (!fs::is_directory(kOnnxTests / kind)) return {};
    for (const auto& folder : fs::directory_iterator(kOnnxTests / kind)) {
      if (!fs::exists(folder.path() / "model.onnx")) continue;
      const OnnxTestGraph graph = read_graph(read_file(folder.path() / "model.onnx"));
      const auto node = std::find_if(graph.nodes.begin(), graph.nodes.end(), has_windows);
      if (node != graph.nodes.end()) tests.push_back(read_test(folder.path(), graph, *node));
    }
  }
  return tests;
}

}  // namespace convarith::testing
