// Receptive fields of random networks with branches against the gradients of PyTorch, for the input there is, and
// against a walk over all taps, for inputs that go on for ever. Costs 1 s.

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "arithmetic/model/model_fields.hpp"
#include "config/models/read_model.hpp"

namespace convarith::testing::recorded_fields_test {
namespace {

using nlohmann::json;

Model model_of(const json& row) {
  Model model;
  const std::vector<int> input = row["input"];
  MapShape shape{{input.front()}, {input.begin() + 1, input.end()}};
  model.inputs.emplace_back(shape);
  for (const json& node : row["nodes"]) {
    ModelLayer layer;
    layer.inputs = node["inputs"].get<std::vector<int>>();
    const std::string op = node["op"];
    if (op == "add" || op == "concat") {
      layer.action = Join{op == "add" ? Join::Kind::sum : Join::Kind::concatenation, 0};
    } else {
      const Result<Model> read = read_model(node["call"].get<std::string>(), "node");
      EXPECT_TRUE(read && read->layers.size() == 1) << node["call"];
      if (read && !read->layers.empty()) layer.action = read->layers.front().action;
    }
    model.layers.push_back(layer);
  }
  return model;
}

TEST(RecordedFields, AreTheBoxesOfGradients) {
  std::ifstream lines(CONVARITH_SOURCE_DIR "/tests/data/receptive_fields.jsonl");
  std::size_t boxes = 0;
  for (std::string line; std::getline(lines, line);) {
    const json row = json::parse(line);
    const Model model = model_of(row);
    const Result<ModelTrace> trace = trace_model(model, {});
    ASSERT_TRUE(trace && !trace->stop) << line;
    const std::size_t axes = row["input"].size() - 1;
    std::vector<std::vector<std::vector<std::optional<CellStretch>>>> fields;
    for (std::size_t axis = 0; axis < axes; ++axis) fields.push_back(existing_fields(*trace, axis));
    for (const json& output : row["outputs"]) {
      // Where an output of a branch sees nothing along one axis, it sees nothing along the other, either: the box of a
      // join then is no product of axes.
      if (row["gaps"].get<bool>() && axes > 1) continue;
      for (std::size_t axis = 0; axis < axes; ++axis) {
        const auto cell = output["cell"][axis].get<std::size_t>();
        const auto& seen = fields[axis][output["node"].get<std::size_t>()][cell];
        std::optional<CellStretch> expected;
        if (!output["first"].is_null()) expected = CellStretch{output["first"][axis], output["last"][axis]};
        EXPECT_EQ(seen.has_value(), expected.has_value()) << line;
        if (seen && expected) {
          EXPECT_EQ(seen->first, expected->first) << output << " axis " << axis << " of " << line;
          EXPECT_EQ(seen->last, expected->last) << output << " axis " << axis << " of " << line;
        }
        ++boxes;
      }
    }
  }
  EXPECT_GT(boxes, 2000U);
}

}  // namespace
}  // namespace convarith::testing::recorded_fields_test
