// Models in any form: which of them are refused, and what becomes of bytes that are no text.

#include "config/models/read_model.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/config/model_words.hpp"
#include "type/utf8.hpp"

namespace convarith::testing::read_model_test {
namespace {

std::string layers_of(std::string_view text) {
  return words_of_model(read_model(text, "net"));
}

/// Writes letters of ASCII as UTF-16.
std::string in_utf16(std::string_view letters, bool is_big_endian) {
  std::string text;
  for (const char letter : letters) {
    text += is_big_endian ? '\0' : letter;
    text += is_big_endian ? letter : '\0';
  }
  return text;
}

TEST(ReadModel, BytesThatAreNoTextAreReplaced) {
  EXPECT_EQ(layers_of("Net(\n  (conv\xE9): Conv2d(3, 8, kernel_size=(3, 3), stride=(1, 1))\n)\n"),
            "-1 conv\uFFFD: conv 3->8 k3x3 s1x1\n");
  const Result<Model> model = read_model("nn.Sequential(\n  nn.Conv2d(3, 8, 3),\n  nn.Dropout('caf\xE9'),\n)\n", "net");
  ASSERT_TRUE(model);
  EXPECT_TRUE(decode_utf8(model->text));
  EXPECT_TRUE(decode_utf8(model->layers.back().call));
}

TEST(ReadModel, NamesInOnnxFilesAreText) {
  // A graph with a node of type "Relu" named "r\xE9", from x to y.
  const std::string node = "\x0A\x01x\x12\x01y\x1A\x02r\xE9\x22\x04Relu";
  std::string graph = std::string("\x0A") + static_cast<char>(node.size()) + node;
  graph += std::string("\x5A\x03\x0A\x01x") + "\x62\x03\x0A\x01y";
  const std::string file = std::string("\x08\x07\x3A") + static_cast<char>(graph.size()) + graph;
  EXPECT_EQ(layers_of(file), "-1 r\uFFFD: keep\n");
}

TEST(ReadModel, Utf16IsRefused) {
  constexpr std::string_view text = "nn.Conv2d(3, 6, 5)";
  for (const bool is_big_endian : {false, true}) {
    EXPECT_EQ(layers_of(in_utf16(text, is_big_endian)), "net: is UTF-16; save it as UTF-8\n");
  }
  EXPECT_EQ(layers_of("\xFF\xFEn"), "net: is UTF-16; save it as UTF-8\n");
}

TEST(ReadModel, NotebooksAreRefused) {
  EXPECT_EQ(layers_of(R"({"cells": [{"source": ["x = 1"]}], "metadata": {}, "nbformat": 4})"),
            "net: is a notebook; give the text of the cell that has the model\n");
}

}  // namespace
}  // namespace convarith::testing::read_model_test
