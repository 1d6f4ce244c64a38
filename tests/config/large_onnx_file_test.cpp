// Large ONNX files: what is read of them is all but their weights.

#include "config/models/large_onnx_file.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <protozero/pbf_reader.hpp>
#include <protozero/pbf_writer.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "config/models/model_file.hpp"
#include "config/models/onnx_model.hpp"
#include "config/source_bytes.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::large_onnx_file_test {
namespace {

const std::string kLenet = CONVARITH_SOURCE_DIR "/tests/data/models/lenet5.onnx";

/// The numbers of the weights in the files below, which have more bytes than any file that is read as a whole.
constexpr std::size_t kBytesOfWeights = kMostBytesRead + 1000;

/// A file with LeNet-5 behind weights that no layer uses.
struct LargeFile {
  std::filesystem::path path;
  std::size_t weights_begin = 0;
  std::size_t layers_begin = 0;
};

std::string graph_of(const std::string& model) {
  protozero::pbf_reader message(model);
  return message.next(7) ? message.get_string() : std::string();
}

/// Writes the file. Of the weights, the first and the last byte and one in their middle are no zeros; the others take
/// no room on the disk.
LargeFile write_large_file(const std::filesystem::path& folder) {
  const std::string layers = graph_of(read_file(kLenet));
  std::string tensor_head;
  protozero::pbf_writer tensor(tensor_head);
  tensor.add_int64(1, kBytesOfWeights / 4);
  tensor.add_int32(2, 1);
  tensor.add_string(8, "unused");
  protozero::add_varint_to_buffer(&tensor_head, 9 << 3 | 2);
  protozero::add_varint_to_buffer(&tensor_head, kBytesOfWeights);
  std::string graph_head;
  protozero::add_varint_to_buffer(&graph_head, 5 << 3 | 2);
  protozero::add_varint_to_buffer(&graph_head, tensor_head.size() + kBytesOfWeights);
  graph_head += tensor_head;
  std::string head = "\x08\x07";
  protozero::add_varint_to_buffer(&head, 7 << 3 | 2);
  protozero::add_varint_to_buffer(&head, graph_head.size() + kBytesOfWeights + layers.size());
  head += graph_head;

  LargeFile file{folder / "large.onnx", head.size(), head.size() + kBytesOfWeights};
  std::ofstream stream(file.path, std::ios::binary);
  stream << head;
  for (const std::size_t place : {std::size_t{0}, kBytesOfWeights / 2, kBytesOfWeights - 1}) {
    stream.seekp(static_cast<std::streamoff>(file.weights_begin + place));
    stream.put('w');
  }
  stream << layers;
  return file;
}

std::vector<std::string> names_of_layers(const Model& model) {
  std::vector<std::string> names;
  for (const ModelLayer& layer : model.layers) names.push_back(layer.name + " " + layer.type);
  return names;
}

TEST(LargeOnnxFile, IsReadWithoutItsWeights) {
  const TemporaryFolder folder;
  const LargeFile file = write_large_file(folder.path());
  const Result<LargeOnnxFile> content = LargeOnnxFile::read(file.path, file.layers_begin * 2);
  ASSERT_TRUE(content) << to_line(content.problems().front());
  const std::string_view bytes = content->bytes();
  ASSERT_EQ(bytes.size(), std::filesystem::file_size(file.path));
  for (const std::size_t place : {kBytesOfWeights / 2, kBytesOfWeights - 1}) {
    EXPECT_EQ(bytes[file.weights_begin + place], '\0') << place;
  }
  EXPECT_EQ(bytes.substr(file.layers_begin), graph_of(read_file(kLenet)));
}

TEST(LargeOnnxFile, IsTheModelThatTheSmallFileIs) {
  const TemporaryFolder folder;
  const Result<Model> large = load_model(write_large_file(folder.path()).path);
  const Result<Model> small = load_model(kLenet);
  ASSERT_TRUE(large) << to_line(large.problems().front());
  ASSERT_TRUE(small) << to_line(small.problems().front());
  EXPECT_EQ(names_of_layers(*large), names_of_layers(*small));
}

TEST(LargeOnnxFile, IsRefusedWhereItIsCutOff) {
  const TemporaryFolder folder;
  const LargeFile file = write_large_file(folder.path());
  for (const std::size_t left : {file.layers_begin + 10, file.layers_begin, file.layers_begin - 1}) {
    std::filesystem::resize_file(file.path, left);
    const Result<Model> model = load_model(file.path);
    ASSERT_FALSE(model) << left;
    EXPECT_NE(model.problems().front().why.find("no valid ONNX file"), std::string::npos) << left;
  }
}

TEST(LargeOnnxFile, IsRefusedIfItHasMoreBytesThanAllowed) {
  const TemporaryFolder folder;
  const LargeFile file = write_large_file(folder.path());
  const Result<LargeOnnxFile> content = LargeOnnxFile::read(file.path, file.layers_begin);
  ASSERT_FALSE(content);
  EXPECT_NE(content.problems().front().why.find("has more than"), std::string::npos);
}

TEST(LargeOnnxFile, IsNoOtherFile) {
  const TemporaryFolder folder;
  const std::filesystem::path path = folder.path() / "large.txt";
  std::ofstream(path) << "nn.Conv2d(1, 2, 3)\n";
  std::filesystem::resize_file(path, kMostBytesRead + 1);
  const Result<Model> model = load_model(path);
  ASSERT_FALSE(model);
  EXPECT_NE(model.problems().front().why.find("is no ONNX file"), std::string::npos);
}

}  // namespace
}  // namespace convarith::testing::large_onnx_file_test
