// What PyTorch and TensorFlow.js answered to layers with several channels, filters and groups: see
// tests/data/README.md.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "arithmetic/layer_values.hpp"
#include "config/layer_spelling/layer_spelling.hpp"
#include "config/layer_text/layer_text.hpp"
#include "config/numbers/fit_values.hpp"
#include "config/preset.hpp"

namespace convarith::testing::channel_answers_test {
namespace {

using nlohmann::json;

/// A record's layer, and its numbers in the fields of a preset, which say the size of the input.
Result<Request> request_of(const json& record) {
  const Result<LayerOptions> options = parse_layer_text(record.at("layer").get<std::string>());
  if (!options) return options.problems();
  json preset{{"values", record.at("input")}, {"weights", record.at("weight")}};
  if (record.contains("pointwise")) preset["pointwise_weights"] = record.at("pointwise");
  if (record.contains("bias")) preset["bias"] = record.at("bias");
  Result<SourcedRequest> read = read_preset(preset.dump(), "record", "");
  if (!read) return read.problems();
  static_cast<LayerOptions&>(read->request) = *options;
  take_sizes_from_values(read->request);
  return read->request;
}

/// Nested lists as one row of numbers and how long the lists are.
void flatten(const json& lists, std::size_t axis, Tensor& into) {
  if (!lists.is_array()) {
    into.values.push_back(lists.get<double>());
    return;
  }
  if (into.shape.size() == axis) into.shape.push_back(static_cast<int>(lists.size()));
  for (const json& list : lists) flatten(list, axis + 1, into);
}

Tensor tensor_of(const json& lists) {
  Tensor tensor;
  flatten(lists, 0, tensor);
  return tensor;
}

void expect_same(const Tensor& ours, const Tensor& theirs) {
  EXPECT_EQ(ours.shape, theirs.shape);
  ASSERT_EQ(ours.values.size(), theirs.values.size());
  for (std::size_t i = 0; i < theirs.values.size(); ++i) {
    const double value = theirs.values[i];
    ASSERT_NEAR(ours.values[i], value, 1e-11 * std::max(1.0, std::abs(value))) << "value " << i;
  }
}

std::string group_sort(const Operation& operation) {
  const int channels = operation.channels / operation.groups;
  const int filters = operation.filters / operation.groups;
  if (operation.groups == 1) return "one group";
  if (channels > 1) return filters > 1 ? "several of both" : "several channels";
  return filters > 1 ? "multiplied" : "depthwise";
}

/// What the layers that were compared are like.
void count_sorts(const Chain& chain, std::map<std::string, int>& counts) {
  const Operation& operation = chain.front();
  const std::string direction = operation.transposed ? "transposed, " : "direct, ";
  ++counts[direction + group_sort(operation)];
  ++counts[direction + std::to_string(operation.dims) + "-D"];
  ++counts[direction + (chain.back().has_bias ? "bias" : "no bias")];
  const std::vector<Axis> axes = operation.axes();
  const auto any = [&axes](auto has_it) { return std::any_of(axes.begin(), axes.end(), has_it); };
  if (any([](const Axis& axis) { return axis.stride > 1; })) ++counts[direction + "stride"];
  if (any([](const Axis& axis) { return axis.dilation > 1; })) ++counts[direction + "dilation"];
  if (any([](const Axis& axis) { return axis.padding.before > 0; })) ++counts[direction + "padding"];
  if (any([](const Axis& axis) { return axis.output_padding > 0; })) ++counts["output_padding"];
  if (operation.padding_mode != PaddingMode::zeros) ++counts["padding mode"];
}

std::optional<Chain> failed(const Problems& problems) {
  ADD_FAILURE() << to_line(problems.front());
  return std::nullopt;
}

/// The layer of a record, if it computes what the record says.
std::optional<Chain> compare(const json& record) {
  const Result<Request> request = request_of(record);
  if (!request) return failed(request.problems());
  const Result<Chain> chain = make_chain(*request);
  if (!chain) return failed(chain.problems());
  const Result<ChainValues> values = fit_values(*request, *chain);
  if (!values) return failed(values.problems());
  expect_same(values->front().weights, tensor_of(record.at("weight")));
  expect_same(compute_output(*chain, *values), tensor_of(record.at("output")));
  return *chain;
}

/// Calls `check` with each record of a file and its layer, until something is wrong; how many records there are.
template <typename Check>
int compare_all(const std::string& name, Check check) {
  std::ifstream file(CONVARITH_SOURCE_DIR "/tests/data/" + name);
  int number = 0;
  for (std::string line; std::getline(file, line) && !::testing::Test::HasFailure(); ++number) {
    SCOPED_TRACE(name + ":" + std::to_string(number + 1) + ": " + line.substr(0, 200));
    const json record = json::parse(line);
    if (const std::optional<Chain> chain = compare(record)) check(record, *chain);
  }
  return number;
}

TEST(RecordedAnswers, OfPyTorchToLayersWithChannelsAreOurs) {
  std::map<std::string, int> counts;
  const int number = compare_all("channels.jsonl", [&counts](const json& record, const Chain& chain) {
    const Result<std::string> spelled = spell_layer(chain, Framework::pytorch);
    EXPECT_EQ(spelled ? *spelled : to_line(spelled.problems().front()), record.at("layer").get<std::string>());
    count_sorts(chain, counts);
  });
  EXPECT_GE(number, 500);
  for (const std::string direction : {"direct, ", "transposed, "}) {
    EXPECT_GE(counts[direction + "several of both"], 100);
    for (const char* sort : {"several channels", "depthwise", "multiplied", "one group", "1-D", "2-D", "3-D", "bias",
                             "no bias", "stride", "dilation", "padding"}) {
      EXPECT_GE(counts[direction + sort], 30) << direction << sort;
    }
  }
  EXPECT_GE(counts["output_padding"], 100);
  EXPECT_GE(counts["padding mode"], 100);
}

TEST(RecordedAnswers, OfKerasToSeparableLayersAreOurs) {
  std::map<std::string, int> counts;
  const int number = compare_all("keras_separable.jsonl", [&counts](const json& record, const Chain& chain) {
    EXPECT_EQ(chain.size() > 1, record.contains("pointwise"));
    EXPECT_EQ(chain.back().has_bias, record.contains("bias"));
    ++counts[std::to_string(chain.front().dims) + (chain.size() > 1 ? "-D separable" : "-D depthwise")];
    count_sorts(chain, counts);
  });
  EXPECT_GE(number, 180);
  EXPECT_GE(counts["2-D separable"], 80);
  EXPECT_GE(counts["1-D separable"], 40);
  EXPECT_GE(counts["2-D depthwise"] + counts["1-D depthwise"], 60);
  for (const char* sort : {"depthwise", "multiplied", "bias", "no bias", "stride", "dilation", "padding"}) {
    EXPECT_GE(counts[std::string("direct, ") + sort], 30) << sort;
  }
}

}  // namespace
}  // namespace convarith::testing::channel_answers_test
