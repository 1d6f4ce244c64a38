// Weights of models, from files of several kinds, and what becomes of files that don't fit or are damaged.

#include "config/models/weight_file.hpp"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <protozero/pbf_writer.hpp>
#include <random>
#include <string>
#include <vector>

#include "arithmetic/model/model_trace.hpp"
#include "config/models/read_model.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::weight_file_test {
namespace {

using protozero::pbf_writer;

/// Types of ONNX.
constexpr int kFloat32 = 1;
constexpr int kFloat16 = 10;
constexpr int kFloat64 = 11;
constexpr int kBfloat16 = 16;

/// A tensor of a file.
struct Weights {
  std::string name;
  std::vector<std::int64_t> dims;
  std::vector<double> numbers;
};

template <class Number>
std::string bytes_of(const std::vector<double>& numbers) {
  std::string bytes;
  for (const double number : numbers) {
    const auto given = static_cast<Number>(number);
    bytes.append(reinterpret_cast<const char*>(&given), sizeof(given));
  }
  return bytes;
}

/// Writes the fields that all tensors have.
void write_head(pbf_writer& tensor, const Weights& weights, int type) {
  for (const std::int64_t length : weights.dims) tensor.add_int64(1, length);
  tensor.add_int32(2, type);
  tensor.add_string(8, weights.name);
}

void write_float32(pbf_writer& tensor, const Weights& weights) {
  write_head(tensor, weights, kFloat32);
  tensor.add_bytes(9, bytes_of<float>(weights.numbers));
}

/// An ONNX file that has only tensors, each written by `write`.
template <class Write>
std::string onnx_of(const std::vector<Weights>& all, const Write& write) {
  std::string graph;
  for (const Weights& weights : all) {
    pbf_writer graph_writer(graph);
    pbf_writer tensor(graph_writer, 5);
    write(tensor, weights);
  }
  std::string model;
  pbf_writer writer(model);
  writer.add_int64(1, 8);
  writer.add_message(7, graph);
  return model;
}

const std::string kModel = "(conv1): Conv2d(1, 1, kernel_size=(1, 2))\n(fc): Linear(in_features=1, out_features=1)\n";
const std::vector<Weights> kWeights{{"conv1.weight", {1, 1, 1, 2}, {0.5, -2}},
                                    {"conv1.bias", {1}, {1}},
                                    {"fc.weight", {1, 1}, {3}},
                                    {"fc.bias", {1}, {0.25}}};

/// Reads the weights of a model from a file: all numbers and remarks, or what is wrong.
std::string read_weights(const std::string& text, const std::string& bytes, const std::string& name) {
  const TemporaryFolder folder;
  write_file(folder / name, bytes);
  const Result<Model> model = read_model(text, "");
  EXPECT_TRUE(model);
  const Result<ModelTrace> trace = trace_model(*model, {PerAxis{1, 2, 0, 2}, {}, false});
  EXPECT_TRUE(trace && !trace->stop);
  const Result<ModelParameters> read = read_weight_file(*model, *trace, folder / name);
  if (!read) {
    std::string line = to_line(read.problems().front());
    const std::size_t path = line.find(folder.path().string());
    return path == std::string::npos ? line : line.erase(path, folder.path().string().size() + 1);
  }
  std::string numbers;
  for (const std::vector<Tensor>& layer : read->layers) {
    for (const Tensor& tensor : layer) {
      for (const double number : tensor.values) numbers += fmt::format("{} ", number);
    }
  }
  for (const std::string& remark : read->remarks) numbers += remark.substr(0, remark.find(" of /"));
  return numbers;
}

std::string read_onnx(const std::string& bytes) {
  return read_weights(kModel, bytes, "net.onnx");
}

TEST(WeightFile, OfOnnxIsReadInEveryTypeAndWayOfWriting) {
  const std::string expected = "0.5 -2 1 3 0.25 ";
  EXPECT_EQ(read_onnx(onnx_of(kWeights, write_float32)), expected);
  const auto typed = [](pbf_writer& tensor, const Weights& weights) {
    write_head(tensor, weights, kFloat32);
    const std::vector<float> numbers(weights.numbers.begin(), weights.numbers.end());
    tensor.add_packed_float(4, numbers.begin(), numbers.end());
  };
  EXPECT_EQ(read_onnx(onnx_of(kWeights, typed)), expected);
  const auto single = [](pbf_writer& tensor, const Weights& weights) {
    write_head(tensor, weights, kFloat32);
    for (const double number : weights.numbers) tensor.add_float(4, static_cast<float>(number));
  };
  EXPECT_EQ(read_onnx(onnx_of(kWeights, single)), expected);
  const auto wide = [](pbf_writer& tensor, const Weights& weights) {
    write_head(tensor, weights, kFloat64);
    tensor.add_bytes(9, bytes_of<double>(weights.numbers));
  };
  EXPECT_EQ(read_onnx(onnx_of(kWeights, wide)), expected);
  const auto wide_typed = [](pbf_writer& tensor, const Weights& weights) {
    write_head(tensor, weights, kFloat64);
    tensor.add_packed_double(10, weights.numbers.begin(), weights.numbers.end());
  };
  EXPECT_EQ(read_onnx(onnx_of(kWeights, wide_typed)), expected);
  const auto brain = [](pbf_writer& tensor, const Weights& weights) {
    write_head(tensor, weights, kBfloat16);
    std::vector<std::int32_t> bits;
    for (const double number : weights.numbers) {
      bits.push_back(static_cast<std::int32_t>(std::bit_cast<std::uint32_t>(static_cast<float>(number)) >> 16));
    }
    tensor.add_packed_int32(5, bits.begin(), bits.end());
  };
  EXPECT_EQ(read_onnx(onnx_of(kWeights, brain)), expected);
}

TEST(WeightFile, OfOnnxIsReadInHalfPrecision) {
  const auto half = [](pbf_writer& tensor, const Weights& weights) {
    write_head(tensor, weights, kFloat16);
    tensor.add_bytes(9, std::string("\x00\x3c\x01\x00", 2 * weights.numbers.size()));
  };
  EXPECT_EQ(read_onnx(onnx_of(kWeights, half)), fmt::format("1 {} 1 1 1 ", std::ldexp(1, -24)));
}

TEST(WeightFile, WithTensorsThatNoLayerTakesIsRemarkedOn) {
  std::vector<Weights> more = kWeights;
  more.push_back({"bn1.num_batches_tracked", {1}, {7}});
  EXPECT_EQ(read_onnx(onnx_of(more, write_float32)), "0.5 -2 1 3 0.25 ");
  more.push_back({"fc2.bias", {1}, {7}});
  EXPECT_EQ(read_onnx(onnx_of(more, write_float32)), "0.5 -2 1 3 0.25 no layer takes 'fc2.bias'");
}

TEST(WeightFile, ThatLacksAParameterIsRefusedByItsName) {
  std::vector<Weights> fewer(kWeights.begin(), kWeights.end() - 1);
  EXPECT_EQ(
      read_onnx(onnx_of(fewer, write_float32)),
      "line 2: fc (Linear) needs 'fc.bias', which net.onnx does not have; it has none that the model doesn't take");
  fewer.push_back({"fc.biases", {1}, {1}});
  EXPECT_EQ(read_onnx(onnx_of(fewer, write_float32)),
            "line 2: fc (Linear) needs 'fc.bias', which net.onnx does not have; did you mean 'fc.biases'?");
}

TEST(WeightFile, ThatDoesNotFitIsRefusedWithBothShapes) {
  std::vector<Weights> other = kWeights;
  other[0].dims = {2, 1, 1, 1};
  EXPECT_EQ(read_onnx(onnx_of(other, write_float32)),
            "line 1: conv1 (Conv2d): 'conv1.weight' of net.onnx is 2 x 1 x 1 x 1, but the layer takes 1 x 1 x 1 x 2; "
            "exchange its axes: filters come first, then channels, then the kernel");
  other[0] = {"conv1.weight", {3}, {1, 2, 3}};
  EXPECT_EQ(read_onnx(onnx_of(other, write_float32)),
            "line 1: conv1 (Conv2d): 'conv1.weight' of net.onnx is 3, but the layer takes 1 x 1 x 1 x 2; give the "
            "weights of this model, or change the layer so that both agree");
}

TEST(WeightFile, OfOnnxWithItsNumbersElsewhereIsRefusedByName) {
  const auto elsewhere = [](pbf_writer& tensor, const Weights& weights) {
    write_head(tensor, weights, kFloat32);
    pbf_writer entry(tensor, 13);
    entry.add_string(1, "location");
    entry.add_string(2, "net.weights");
    entry.commit();
    tensor.add_int32(14, 1);
  };
  EXPECT_EQ(read_onnx(onnx_of(kWeights, elsewhere)),
            "weights: net.onnx: 'conv1.weight' has its numbers in another file, 'net.weights'; save the model with its "
            "weights in one file");
}

TEST(WeightFile, OfOnnxThatIsDamagedIsRefused) {
  const auto with = [](const std::vector<std::int64_t>& dims, int type, const std::string& raw) {
    return read_onnx(onnx_of({{"conv1.weight", dims, {}}}, [&](pbf_writer& tensor, const Weights& weights) {
      write_head(tensor, weights, type);
      tensor.add_bytes(9, raw);
    }));
  };
  const std::string start = "weights: net.onnx: 'conv1.weight' ";
  EXPECT_EQ(with({1, 1, 1, 2}, kFloat32, ""),
            start +
                "declares 1 x 1 x 1 x 2 numbers, but the file has other ones; its weights seem to be left out or cut "
                "off");
  EXPECT_EQ(with({1, 1, 1, 2}, kFloat32, "1234567"),
            start +
                "declares 1 x 1 x 1 x 2 numbers, but the file has other ones; its weights seem to be left out or cut "
                "off");
  EXPECT_EQ(with({1, -2}, kFloat32, "12345678"), start + "can't have a length of -2");
  EXPECT_EQ(with({1, 0}, kFloat32, ""), start + "has no numbers");
  EXPECT_EQ(with({std::numeric_limits<std::int64_t>::max(), 7}, kFloat32, "1234"),
            start + "has more than 16777216 numbers");
  EXPECT_EQ(with({1}, 7, "12345678"),
            start + "has numbers of ONNX's type 7; save weights as floats of 16, 32 or 64 bits");
  EXPECT_EQ(with({1}, kFloat32, bytes_of<float>({NAN})), start + "has nan, which is not a finite number");
  EXPECT_EQ(with({1}, kFloat32, bytes_of<float>({INFINITY})), start + "has inf, which is not a finite number");
}

TEST(WeightFile, OfOnnxThatIsCutOffOrHasWrongBytesIsReadOrRefused) {
  const std::string whole = onnx_of(kWeights, write_float32);
  for (std::size_t size = 3; size < whole.size(); ++size) {
    EXPECT_NE(read_onnx(whole.substr(0, size)).find("weights: net.onnx: is no valid ONNX file"), std::string::npos);
  }
  std::mt19937 random(20261130);
  for (unsigned i = 0; i < some_of(2000); ++i) {
    std::string bytes = whole;
    for (unsigned change = 0; change <= i % 3; ++change) bytes[random() % bytes.size()] = static_cast<char>(random());
    read_onnx(bytes);
  }
}

TEST(WeightFile, ThatIsNotThereOrIsNoneIsRefused) {
  EXPECT_EQ(
      read_weights(kModel, "PK\x03\x04 but no more", "net.npz"),
      "weights: net.npz: is no valid .npz file: its directory is missing; it seems to be cut off or damaged; write "
      "it again");
  EXPECT_EQ(read_weights(kModel, "[[[[4, 5]]]]", "kernel.json"),
            "weights: kernel.json is neither an .npz nor an ONNX file; give the numbers of all layers, such as "
            "numpy.savez writes of a state dict");
  EXPECT_NE(read_weights(kModel, "", "net.npz").find("weights: net.npz: is no valid .npz file"), std::string::npos);
  const Result<Model> model = read_model(kModel, "");
  const Result<ModelTrace> trace = trace_model(*model, {PerAxis{1, 2, 0, 2}, {}, false});
  const Result<ModelParameters> read = read_weight_file(*model, *trace, "missing.npz");
  ASSERT_FALSE(read);
  EXPECT_EQ(to_line(read.problems().front()), "weights: there is no file 'missing.npz'");
}

}  // namespace
}  // namespace convarith::testing::weight_file_test
