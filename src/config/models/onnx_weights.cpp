#include "config/models/onnx_weights.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <protozero/pbf_reader.hpp>
#include <utility>
#include <vector>

#include "config/numbers/float_bits.hpp"
#include "config/numbers/number_lists.hpp"
#include "config/shortened.hpp"
#include "config/value_parts.hpp"
#include "type/utf8.hpp"

namespace convarith {
namespace {

using protozero::pbf_reader;
using protozero::pbf_wire_type;

// A field's number in onnx.proto together with how it is stored.
constexpr std::uint32_t as_varint(protozero::pbf_tag_type field) {
  return protozero::tag_and_type(field, pbf_wire_type::varint);
}
constexpr std::uint32_t as_bytes(protozero::pbf_tag_type field) {
  return protozero::tag_and_type(field, pbf_wire_type::length_delimited);
}

/// The number of fields of a file up to which it is read.
constexpr int kMostWeightFields = 2'000'000;

/// TensorProto.DataType, as far as weights are of these types.
enum class WeightType : std::int32_t { float32 = 1, float16 = 10, float64 = 11, bfloat16 = 16 };

std::size_t bytes_of(WeightType type) {
  switch (type) {
    case WeightType::float32:
      return 4;
    case WeightType::float64:
      return 8;
    case WeightType::float16:
    case WeightType::bfloat16:
      return 2;
  }
  return 0;
}

double number_of_bits(std::uint64_t bits, WeightType type) {
  switch (type) {
    case WeightType::float32:
      return std::bit_cast<float>(static_cast<std::uint32_t>(bits));
    case WeightType::float64:
      return std::bit_cast<double>(bits);
    case WeightType::float16:
      return half_float(bits);
    case WeightType::bfloat16:
      return brain_float(bits);
  }
  return 0;
}

/// A tensor of the file, whose numbers are still bytes.
struct StoredTensor {
  std::string_view name = {};
  std::vector<std::int64_t> dims = {};
  std::int32_t type = 0;
  std::string_view numbers = {};    ///< little-endian
  std::string_view varints = {};    ///< the bits of 16-bit numbers
  std::vector<double> single = {};  ///< numbers that have fields of their own
  std::string_view location = {};   ///< the file that has the numbers
  bool is_elsewhere = false;
};

std::string tensor_in_quotes(std::string_view name) {
  return fmt::format("'{}'", with_valid_utf8(shortened(name)));
}

Problem of_tensor(const StoredTensor& tensor, std::string_view why, std::string hint = {}) {
  return wrong(fmt::format("{} {}", tensor_in_quotes(tensor.name), why), std::move(hint));
}

/// Returns how many numbers a shape has. Errors: more than are read, or a length that no tensor has.
Result<std::size_t> count_of_dims(const StoredTensor& tensor) {
  std::uint64_t count = 1;
  for (const std::int64_t length : tensor.dims) {
    if (length < 0) return of_tensor(tensor, fmt::format("can't have a length of {}", length));
    if (length == 0) return of_tensor(tensor, "has no numbers");
    if (static_cast<std::uint64_t>(length) > kMostNumbers / count) {
      return of_tensor(tensor, fmt::format("has more than {} numbers", kMostNumbers));
    }
    count *= static_cast<std::uint64_t>(length);
  }
  return static_cast<std::size_t>(count);
}

/// Appends the numbers of bytes.
void append_numbers(std::string_view bytes, WeightType type, std::vector<double>& values) {
  const std::size_t size = bytes_of(type);
  for (std::size_t at = 0; at < bytes.size(); at += size) {
    std::uint64_t bits = 0;
    for (std::size_t i = size; i-- > 0;) bits = bits << 8 | static_cast<unsigned char>(bytes[at + i]);
    values.push_back(number_of_bits(bits, type));
  }
}

/// Appends the numbers of fields of variable length, up to `count`.
void append_varints(std::string_view bytes, WeightType type, std::size_t count, std::vector<double>& values) {
  const char* next = bytes.data();
  const char* const end = next + bytes.size();
  while (next != end && values.size() < count) {
    values.push_back(number_of_bits(protozero::decode_varint(&next, end) & 0xffff, type));
  }
}

Result<Tensor> tensor_of(const StoredTensor& stored) {
  if (stored.is_elsewhere) {
    const std::string where = stored.location.empty() ? std::string() : ", " + tensor_in_quotes(stored.location);
    return of_tensor(stored, fmt::format("has its numbers in another file{}", where),
                     "save the model with its weights in one file");
  }
  const auto type = static_cast<WeightType>(stored.type);
  const std::size_t size = bytes_of(type);
  if (size == 0) {
    return of_tensor(stored, fmt::format("has numbers of ONNX's type {}", stored.type),
                     "save weights as floats of 16, 32 or 64 bits");
  }
  const Result<std::size_t> count = count_of_dims(stored);
  if (!count) return count.problems();
  Tensor tensor{{stored.dims.begin(), stored.dims.end()}, stored.single};
  const bool fits = stored.numbers.empty() || stored.numbers.size() == *count * size;
  tensor.values.reserve(std::min(*count, stored.numbers.size() + stored.varints.size() + stored.single.size()));
  if (fits) append_numbers(stored.numbers, type, tensor.values);
  if (size == 2) append_varints(stored.varints, type, *count, tensor.values);
  if (tensor.values.size() != *count) {
    return of_tensor(stored,
                     fmt::format("declares {} numbers, but the file has other ones", fmt::join(stored.dims, " x ")),
                     "its weights seem to be left out or cut off");
  }
  for (const double value : tensor.values) {
    if (!std::isfinite(value)) return of_tensor(stored, fmt::format("has {}, which is not a finite number", value));
  }
  return tensor;
}

/// Finds tensors in the messages of onnx.proto. Each function reads the fields of one message.
class WeightMessages {
 public:
  WeightMessages(const std::set<std::string, std::less<>>& names, std::set<std::string>& others)
      : names_(names), others_(others) {}

  /// Throws protozero's exceptions.
  void read_model(pbf_reader message) {
    while (next(message)) {
      if (message.tag_and_type() == as_bytes(7)) {
        read_graph(message.get_message());
      } else {
        message.skip();
      }
    }
  }

  bool has_too_many_fields() const { return fields_left_ == 0; }
  const Problems& problems() const { return problems_; }
  NamedTensors tensors() && { return std::move(tensors_); }

 private:
  bool next(pbf_reader& message) {
    if (fields_left_ == 0 || !problems_.empty() || !message.next()) return false;
    --fields_left_;
    return true;
  }

  void read_graph(pbf_reader message) {
    while (next(message)) {
      if (message.tag_and_type() == as_bytes(5)) {
        const StoredTensor tensor = read_tensor(message.get_message());
        keep(tensor, true);
      } else if (message.tag_and_type() == as_bytes(1)) {
        read_node(message.get_message());
      } else {
        message.skip();
      }
    }
  }

  /// A Constant has its tensor as the attribute `value`.
  void read_node(pbf_reader message) {
    std::string_view output;
    std::optional<StoredTensor> tensor;
    bool is_constant = false;
    while (next(message)) {
      if (message.tag_and_type() == as_bytes(2) && output.empty()) {
        output = view_of(message);
      } else if (message.tag_and_type() == as_bytes(4)) {
        is_constant = view_of(message) == "Constant";
      } else if (message.tag_and_type() == as_bytes(5)) {
        if (auto value = read_value(message.get_message())) tensor = std::move(value);
      } else {
        message.skip();
      }
    }
    if (!is_constant || !tensor) return;
    tensor->name = output;
    keep(*tensor, false);
  }

  std::optional<StoredTensor> read_value(pbf_reader message) {
    std::optional<StoredTensor> tensor;
    while (next(message)) {
      if (message.tag_and_type() == as_bytes(5)) {
        tensor = read_tensor(message.get_message());
      } else {
        message.skip();
      }
    }
    return tensor;
  }

  static std::string_view view_of(pbf_reader& message) {
    const protozero::data_view view = message.get_view();
    return {view.data(), view.size()};
  }

  StoredTensor read_tensor(pbf_reader message) {
    StoredTensor tensor;
    while (next(message)) {
      switch (message.tag_and_type()) {
        case as_varint(1):
          add_length(message.get_int64(), tensor);
          break;
        case as_bytes(1):
          for (const std::int64_t length : message.get_packed_int64()) add_length(length, tensor);
          break;
        case as_varint(2):
          tensor.type = message.get_int32();
          break;
        case as_bytes(4):   // float_data
        case as_bytes(9):   // raw_data
        case as_bytes(10):  // double_data
          tensor.numbers = view_of(message);
          break;
        case protozero::tag_and_type(4, pbf_wire_type::fixed32):
          tensor.single.push_back(message.get_float());
          break;
        case protozero::tag_and_type(10, pbf_wire_type::fixed64):
          tensor.single.push_back(message.get_double());
          break;
        case as_bytes(5):  // int32_data
          tensor.varints = view_of(message);
          break;
        case as_varint(5):
          tensor.single.push_back(bits_as_number(message.get_int32(), tensor.type));
          break;
        case as_bytes(8):
          tensor.name = view_of(message);
          break;
        case as_bytes(13):
          read_external(message.get_message(), tensor);
          break;
        case as_varint(14):
          tensor.is_elsewhere = message.get_int32() == 1;
          break;
        default:
          message.skip();
      }
    }
    return tensor;
  }

  void add_length(std::int64_t length, StoredTensor& tensor) {
    constexpr std::size_t most_axes = 16;
    if (tensor.dims.size() < most_axes) tensor.dims.push_back(length);
  }

  static double bits_as_number(std::int32_t bits, std::int32_t type) {
    const auto given = static_cast<WeightType>(type);
    return bytes_of(given) == 2 ? number_of_bits(static_cast<std::uint32_t>(bits) & 0xffff, given) : 0;
  }

  /// Of the entries that tell where numbers are, the location is a file.
  void read_external(pbf_reader message, StoredTensor& tensor) {
    std::string_view key;
    std::string_view value;
    while (next(message)) {
      if (message.tag_and_type() == as_bytes(1)) {
        key = view_of(message);
      } else if (message.tag_and_type() == as_bytes(2)) {
        value = view_of(message);
      } else {
        message.skip();
      }
    }
    if (key == "location") tensor.location = value;
  }

  void keep(const StoredTensor& stored, bool is_initializer) {
    if (!names_.contains(stored.name)) {
      if (is_initializer) others_.emplace(stored.name);
      return;
    }
    Result<Tensor> tensor = tensor_of(stored);
    if (!tensor) {
      problems_ = std::move(tensor).problems();
    } else {
      tensors_.insert_or_assign(std::string(stored.name), *std::move(tensor));
    }
  }

  const std::set<std::string, std::less<>>& names_;
  std::set<std::string>& others_;
  NamedTensors tensors_;
  Problems problems_;
  int fields_left_ = kMostWeightFields;
};

}  // namespace

Result<NamedTensors> read_onnx_weights(std::string_view bytes, const std::set<std::string, std::less<>>& names,
                                       std::set<std::string>& others) {
  WeightMessages messages(names, others);
  try {
    messages.read_model(pbf_reader(bytes.data(), bytes.size()));
  } catch (const protozero::exception&) {
    return wrong("is no valid ONNX file: it ends early, or it has bytes that mean nothing",
                 "it seems to be cut off or damaged; write it again");
  }
  if (!messages.problems().empty()) return messages.problems();
  if (messages.has_too_many_fields()) return wrong(fmt::format("has more than {} fields", kMostWeightFields));
  return std::move(messages).tensors();
}

}  // namespace convarith
