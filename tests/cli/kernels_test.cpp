// Kernels by their names.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "config/numbers/named_kernels.hpp"
#include "tests/cli/workspace.hpp"

namespace convarith::testing::kernels_test {
namespace {

using nlohmann::json;

TEST(Kernels, AreListedWithTheirNumbers) {
  const Workspace workspace;
  const ProcessResult list = workspace.run("kernels");
  expect_success(list);
  const std::string help = workspace.run("render --help").out;
  for (const NamedKernel& kernel : named_kernels()) {
    for (const std::string& text : {list.out, help}) {
      expect_contains(text, {std::string(kernel.name), kernel_numbers_text(kernel.name)});
    }
  }
  expect_error(workspace.run("kernels sobel-x"), 2, {"unexpected argument 'sobel-x'"});
  expect_error(workspace.run("kernel"), 2, {"did you mean kernels?"});
}

TEST(Kernels, AreWeights) {
  const Workspace workspace;
  const ProcessResult layer =
      workspace.run("render --values [[1,2,4],[1,2,4],[1,2,4]] --weights sobel-x --format json -o -");
  expect_success(layer);
  EXPECT_EQ(workspace
                .run("render --values [[1,2,4],[1,2,4],[1,2,4]] --weights [[-1,0,1],[-2,0,2],[-1,0,1]] "
                     "--format json -o -")
                .out,
            layer.out);
  expect_error(workspace.run("render -n 5 --weights sobel"), 2,
               {"--weights: there is no kernel 'sobel'; did you mean sobel-x"});
  const ProcessResult preset = workspace.run("render -n 5 --random 1 --weights gaussian:5 --print-preset");
  EXPECT_EQ(json::parse(preset.out).at("weights"), "gaussian:5");
}

}  // namespace
}  // namespace convarith::testing::kernels_test
