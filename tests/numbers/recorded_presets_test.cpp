// What PyTorch computed for the presets with numbers.

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "arithmetic/layer_values.hpp"
#include "tests/numbers/preset_figures.hpp"

namespace convarith::testing::recorded_presets_test {
namespace {

void flatten(const nlohmann::json& numbers, std::vector<double>& list) {
  if (!numbers.is_array()) return list.push_back(numbers.get<double>());
  for (const nlohmann::json& item : numbers) flatten(item, list);
}

TEST(RecordedPresets, HaveTheOutputsOfPyTorch) {
  std::ifstream records(CONVARITH_SOURCE_DIR "/tests/data/presets.jsonl");
  int count = 0;
  for (std::string line; std::getline(records, line); ++count) {
    const nlohmann::json record = nlohmann::json::parse(line);
    SCOPED_TRACE(record["preset"]);
    const Subject subject = subject_of_preset(record["preset"]);
    const Tensor output = compute_output(subject.chain, subject.values);
    std::vector<double> recorded;
    flatten(record["output"], recorded);
    ASSERT_EQ(output.values.size(), recorded.size());
    for (std::size_t i = 0; i < recorded.size(); ++i) EXPECT_NEAR(output.values[i], recorded[i], 1e-9);
  }
  EXPECT_GE(count, 15);
}

TEST(RecordedPresets, AreAllPresetsWithOutputs) {
  std::set<std::string> recorded;
  std::ifstream records(CONVARITH_SOURCE_DIR "/tests/data/presets.jsonl");
  for (std::string line; std::getline(records, line);) recorded.insert(nlohmann::json::parse(line)["preset"]);
  for (const BuiltinPreset& preset : builtin_presets()) {
    const Request request = load_preset(std::string(preset.name))->request;
    const bool is_pooling = request.op.value_or(Operator::convolution) != Operator::convolution;
    const bool has_outputs = request.values && (request.weights || is_pooling);
    EXPECT_EQ(recorded.contains(std::string(preset.name)), has_outputs)
        << preset.name << ": run tests/data/record_presets.py, which asks PyTorch for the outputs";
  }
}

}  // namespace
}  // namespace convarith::testing::recorded_presets_test
