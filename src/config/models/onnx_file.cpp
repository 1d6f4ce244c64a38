#include "config/models/onnx_file.hpp"

#include <fmt/core.h>

#include <bit>
#include <cmath>
#include <limits>
#include <protozero/pbf_reader.hpp>
#include <utility>

namespace convarith {
namespace {

using protozero::pbf_reader;
using protozero::pbf_wire_type;

/// The number of numbers of a tensor up to which they are read.
constexpr std::size_t kMostOnnxValues = 256;
/// The number of fields of a file up to which it is read.
constexpr int kMostOnnxFields = 2'000'000;
/// The limit of protobuf.
constexpr std::size_t kMostOnnxBytes = std::numeric_limits<std::int32_t>::max();

// A field's number in onnx.proto together with how it is stored.
constexpr std::uint32_t varint(protozero::pbf_tag_type field) {
  return protozero::tag_and_type(field, pbf_wire_type::varint);
}
constexpr std::uint32_t bytes(protozero::pbf_tag_type field) {
  return protozero::tag_and_type(field, pbf_wire_type::length_delimited);
}
constexpr std::uint32_t fixed32(protozero::pbf_tag_type field) {
  return protozero::tag_and_type(field, pbf_wire_type::fixed32);
}

/// TensorProto.DataType, as far as numbers of these types are read.
enum class OnnxType : std::int32_t {
  float32 = 1,
  uint8 = 2,
  int8 = 3,
  int32 = 6,
  int64 = 7,
  truth = 9,
  float64 = 11,
};

std::string_view view_of(const protozero::data_view& view) {
  return {view.data(), view.size()};
}

std::uint64_t little_endian(std::string_view bytes_of_number) {
  std::uint64_t bits = 0;
  for (std::size_t i = bytes_of_number.size(); i-- > 0;) {
    bits = bits << 8 | static_cast<unsigned char>(bytes_of_number[i]);
  }
  return bits;
}

std::size_t size_of(OnnxType type) {
  switch (type) {
    case OnnxType::uint8:
    case OnnxType::int8:
    case OnnxType::truth:
      return 1;
    case OnnxType::float32:
    case OnnxType::int32:
      return 4;
    case OnnxType::int64:
    case OnnxType::float64:
      return 8;
  }
  return 0;
}

double number_of(std::string_view number, OnnxType type) {
  const std::uint64_t bits = little_endian(number);
  switch (type) {
    case OnnxType::float32:
      return std::bit_cast<float>(static_cast<std::uint32_t>(bits));
    case OnnxType::float64:
      return std::bit_cast<double>(bits);
    case OnnxType::int8:
      return static_cast<std::int8_t>(bits);
    case OnnxType::int32:
      return static_cast<std::int32_t>(bits);
    case OnnxType::int64:
      return static_cast<double>(static_cast<std::int64_t>(bits));
    case OnnxType::uint8:
    case OnnxType::truth:
      return static_cast<double>(bits);
  }
  return 0;
}

/// Returns the product of the lengths, or nothing if there are more numbers than are read.
std::optional<std::size_t> few_numbers(const std::vector<std::int64_t>& dims) {
  std::size_t count = 1;
  for (const std::int64_t length : dims) {
    if (length < 0 || static_cast<std::uint64_t>(length) > kMostOnnxValues) return std::nullopt;
    count *= static_cast<std::size_t>(length);
    if (count > kMostOnnxValues) return std::nullopt;
  }
  return count;
}

/// The numbers of a tensor, where the file has them: as bytes, or as numbers of variable length.
struct StoredNumbers {
  std::int32_t type = 0;
  std::string_view bytes = {};
  std::string_view varints = {};
  std::vector<double> single = {};  ///< numbers that stand in fields of their own
};

bool is_whole_type(std::int32_t type) {
  const bool is_float = type == 1 || type == 10 || type == 11 || type == 16;
  return !is_float;
}

/// Returns as many numbers as `dims` ask for, or none.
std::vector<double> few_values(const StoredNumbers& stored, const std::vector<std::int64_t>& dims) {
  const std::optional<std::size_t> count = few_numbers(dims);
  if (!count) return {};
  std::vector<double> values = stored.single;
  const auto type = static_cast<OnnxType>(stored.type);
  const std::size_t size = size_of(type);
  if (size > 0 && stored.bytes.size() == *count * size) {
    for (std::size_t i = 0; i < *count; ++i) values.push_back(number_of(stored.bytes.substr(i * size, size), type));
  }
  const char* next = stored.varints.data();
  const char* const end = next + stored.varints.size();
  while (next != end && values.size() < *count) {
    values.push_back(static_cast<double>(static_cast<std::int64_t>(protozero::decode_varint(&next, end))));
  }
  if (values.size() != *count) values.clear();
  return values;
}

/// Reads the messages of onnx.proto. Each function reads the fields of one message.
class OnnxMessages {
 public:
  /// Throws protozero's exceptions.
  void read_model(pbf_reader message) {
    while (next(message)) {
      if (message.tag_and_type() == bytes(7)) {
        has_graph_ = true;
        read_graph(message.get_message());
      } else {
        message.skip();
      }
    }
  }

  bool has_graph() const { return has_graph_; }
  bool has_too_many_fields() const { return fields_left_ == 0; }
  OnnxGraph graph() && { return std::move(graph_); }

 private:
  /// Goes to the next field, unless the file has more fields than are read.
  bool next(pbf_reader& message) {
    if (fields_left_ == 0 || !message.next()) return false;
    --fields_left_;
    return true;
  }

  void read_graph(pbf_reader message) {
    while (next(message)) {
      switch (message.tag_and_type()) {
        case bytes(1):
          graph_.nodes.push_back(read_node(message.get_message()));
          break;
        case bytes(5):
          graph_.initializers.push_back(read_tensor(message.get_message()));
          break;
        case bytes(11):
          graph_.inputs.push_back(read_input(message.get_message()));
          break;
        default:
          message.skip();
      }
    }
  }

  OnnxNode read_node(pbf_reader message) {
    OnnxNode node;
    while (next(message)) {
      switch (message.tag_and_type()) {
        case bytes(1):
          node.inputs.push_back(view_of(message.get_view()));
          break;
        case bytes(2):
          node.outputs.push_back(view_of(message.get_view()));
          break;
        case bytes(3):
          node.name = view_of(message.get_view());
          break;
        case bytes(4):
          node.type = view_of(message.get_view());
          break;
        case bytes(5):
          node.attributes.push_back(read_attribute(message.get_message()));
          break;
        case bytes(7):
          node.domain = view_of(message.get_view());
          break;
        default:
          message.skip();
      }
    }
    return node;
  }

  OnnxAttribute read_attribute(pbf_reader message) {
    OnnxAttribute attribute;
    while (next(message)) {
      switch (message.tag_and_type()) {
        case bytes(1):
          attribute.name = view_of(message.get_view());
          break;
        case fixed32(2):
          attribute.real = message.get_float();
          break;
        case varint(3):
          attribute.whole = message.get_int64();
          break;
        case bytes(4):
          attribute.text = view_of(message.get_view());
          break;
        case bytes(5):
          attribute.tensor = read_tensor(message.get_message());
          break;
        case bytes(6):
        case bytes(11):
          attribute.is_graph = true;
          message.skip();
          break;
        case fixed32(7):
          attribute.reals.push_back(message.get_float());
          break;
        case bytes(7):
          for (const float number : message.get_packed_float()) add(attribute.reals, static_cast<double>(number));
          break;
        case varint(8):
          attribute.wholes.push_back(message.get_int64());
          break;
        case bytes(8):
          for (const std::int64_t number : message.get_packed_int64()) add(attribute.wholes, number);
          break;
        default:
          message.skip();
      }
    }
    return attribute;
  }

  OnnxTensor read_tensor(pbf_reader message) {
    OnnxTensor tensor;
    StoredNumbers stored;
    while (next(message)) {
      switch (message.tag_and_type()) {
        case varint(1):
          tensor.dims.push_back(message.get_int64());
          break;
        case bytes(1):
          for (const std::int64_t length : message.get_packed_int64()) add(tensor.dims, length);
          break;
        case varint(2):
          stored.type = message.get_int32();
          break;
        case bytes(4):   // float_data
        case bytes(9):   // raw_data
        case bytes(10):  // double_data
          stored.bytes = view_of(message.get_view());
          break;
        case bytes(5):  // int32_data
        case bytes(7):  // int64_data
          stored.varints = view_of(message.get_view());
          break;
        case varint(5):
        case varint(7):
          add(stored.single, static_cast<double>(message.get_int64()));
          break;
        case bytes(8):
          tensor.name = view_of(message.get_view());
          break;
        default:
          message.skip();
      }
    }
    tensor.is_whole = is_whole_type(stored.type);
    tensor.values = few_values(stored, tensor.dims);
    return tensor;
  }

  /// ValueInfoProto, and in it TypeProto, its Tensor, TensorShapeProto and its dimensions.
  OnnxInput read_input(pbf_reader message) {
    OnnxInput input;
    while (next(message)) {
      if (message.tag_and_type() == bytes(1)) {
        input.name = view_of(message.get_view());
      } else if (message.tag_and_type() == bytes(2)) {
        read_type(message.get_message(), input);
      } else {
        message.skip();
      }
    }
    return input;
  }

  void read_type(pbf_reader message, OnnxInput& input) {
    while (next(message)) {
      if (message.tag_and_type() == bytes(1)) {
        read_tensor_type(message.get_message(), input);
      } else {
        message.skip();
      }
    }
  }

  void read_tensor_type(pbf_reader message, OnnxInput& input) {
    while (next(message)) {
      if (message.tag_and_type() == bytes(2)) {
        input.dims.emplace();
        read_shape(message.get_message(), input);
      } else {
        message.skip();
      }
    }
  }

  void read_shape(pbf_reader message, OnnxInput& input) {
    while (next(message)) {
      if (message.tag_and_type() == bytes(1)) {
        input.dims->push_back(read_length(message.get_message()));
      } else {
        message.skip();
      }
    }
  }

  std::optional<std::int64_t> read_length(pbf_reader message) {
    std::optional<std::int64_t> length;
    while (next(message)) {
      if (message.tag_and_type() == varint(1)) {
        length = message.get_int64();
      } else {
        message.skip();
      }
    }
    // Some programs write 0 or -1 for a size that is not known.
    return length && *length > 0 ? length : std::nullopt;
  }

  /// Adds a number that shares a field with others.
  template <class T>
  void add(std::vector<T>& numbers, T number) {
    if (fields_left_ == 0) return;
    --fields_left_;
    numbers.push_back(number);
  }

  OnnxGraph graph_;
  bool has_graph_ = false;
  int fields_left_ = kMostOnnxFields;
};

}  // namespace

Result<OnnxGraph> read_onnx_graph(std::string_view content, const std::string& source) {
  if (content.size() > kMostOnnxBytes) {
    return usage_problem(source, fmt::format("has {} bytes, more than an ONNX file can have", content.size()),
                         "save the weights beside it, as external data");
  }
  OnnxMessages messages;
  try {
    messages.read_model(pbf_reader(content.data(), content.size()));
  } catch (const protozero::exception&) {
    return usage_problem(source, "is no valid ONNX file: it ends early, or it has bytes that mean nothing",
                         "it seems to be cut off or damaged; write it again");
  }
  if (!messages.has_graph()) return usage_problem(source, "has no graph", "give an ONNX file of a whole model");
  const bool has_too_many_fields = messages.has_too_many_fields();
  OnnxGraph graph = std::move(messages).graph();
  if (graph.nodes.size() > kMostOnnxNodes || has_too_many_fields) {
    return usage_problem(source, fmt::format("has more nodes than are read, which is {} at most", kMostOnnxNodes));
  }
  return graph;
}

}  // namespace convarith
