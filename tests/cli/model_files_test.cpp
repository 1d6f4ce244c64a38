// Files that are no models, or no longer: each is refused with one line, at once.

#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <random>
#include <string>

#include "tests/cli/workspace.hpp"

namespace convarith::testing::model_files_test {
namespace {

using namespace std::string_literals;

const std::string kLenet = CONVARITH_SOURCE_DIR "/tests/data/models/lenet5.onnx";

/// How every ONNX file begins: the version of the format.
const std::string kBeginning = "\x08\x07"s;
/// The field of an ONNX file, or of a graph, with this number, whose length follows.
const std::string kGraph = "\x3a"s;
const std::string kNode = "\x0a"s;
const std::string kInitializer = "\x2a"s;

/// Expects a file's bytes to be refused, from a file and from standard input alike.
void expect_refused(const std::string& bytes, const Texts& texts) {
  const Workspace workspace;
  workspace.write("given", bytes);
  Texts from_file = texts;
  from_file.emplace_back("given");
  expect_error(workspace.run("shape --model given"), 2, from_file);
  Texts from_input = texts;
  from_input.emplace_back("standard input");
  expect_error(workspace.run("shape --model -", bytes), 2, from_input);
  EXPECT_EQ(workspace.files(), Texts{"given"});
}

std::string random_bytes(std::size_t count) {
  std::mt19937 generator(1);
  std::string bytes(count, '\0');
  for (char& byte : bytes) byte = static_cast<char>(generator());
  return bytes;
}

TEST(ModelFiles, ThatAreNoModelsAreRefused) {
  expect_refused("", {"not a model"});
  expect_refused("\n\n", {"not a model"});
  expect_refused("It is a fine day.\n", {"not a model"});
  expect_refused(std::string(1 << 20, '('), {"not a model"});
  expect_refused(std::string(1000, '\0'), {"not a model"});
}

TEST(ModelFiles, ThatAreCutOffAreRefused) {
  const std::string lenet = read_file(kLenet);
  expect_refused(lenet.substr(0, 1), {"not a model"});
  expect_refused(lenet.substr(0, 2), {"has no graph"});
  for (const std::size_t part : {1U, 2U, 3U, 4U, 5U, 6U, 7U}) {
    SCOPED_TRACE(part);
    expect_refused(lenet.substr(0, lenet.size() * part / 8), {"no valid ONNX file"});
  }
}

TEST(ModelFiles, OfRandomBytesAreRefused) {
  constexpr std::size_t ten_megabytes = 10'000'000;
  const std::string bytes = random_bytes(ten_megabytes);
  expect_refused(bytes, {"not a model"});
  expect_refused(kBeginning + bytes, {"no valid ONNX file"});
}

TEST(ModelFiles, ThatClaimHugeLengthsAreRefused) {
  const std::string huge = "\xff\xff\xff\xff\xff\xff\xff\xff\x7f"s;
  expect_refused(kBeginning + kGraph + huge, {"no valid ONNX file"});
  expect_refused(kBeginning + kGraph + "\x0a"s + kNode + huge, {"no valid ONNX file"});
  expect_refused(kBeginning + kGraph + "\x0a"s + kInitializer + huge, {"no valid ONNX file"});
  // A tensor with a length of 2^63 - 1 holds no numbers, whatever it claims.
  const std::string tensor = "\x08"s + huge;
  expect_refused(kBeginning + kGraph + "\x0c"s + kInitializer + "\x0a"s + tensor, {"has no layers"});
}

TEST(ModelFiles, ThatAreNotThereOrCannotBeReadAreRefused) {
  const Workspace workspace;
  expect_error(workspace.run("shape --model missing.onnx"), 2, {"no file 'missing.onnx'"});
  std::filesystem::create_directory(workspace / "folder");
  expect_error(workspace.run("shape --model folder"), 2, {"folder", "not a file"});
  // A process's memory has nothing at its beginning, so that reading fails, for any user.
  expect_error(workspace.run("shape --model /proc/self/mem"), 1, {"/proc/self/mem", "can't be read"});
}

}  // namespace
}  // namespace convarith::testing::model_files_test
