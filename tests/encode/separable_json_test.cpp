// A layer that a 1×1 convolution follows as data, recomputed from its own taps.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "arithmetic/random_values.hpp"
#include "arithmetic/walkthrough.hpp"
#include "encode/encoder.hpp"
#include "layout/film.hpp"
#include "tests/encode/memory_sink.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::separable_json_test {
namespace {

using nlohmann::json;

struct Layer {
  Chain chain;
  ChainValues values;
};

Layer layer(int dims, int channels, int filters, int groups, bool has_bias) {
  LayerOptions options;
  options.dims = dims;
  options.n = PerAxis::all(4);
  options.k = PerAxis::all(3);
  options.p = PerAxis::all(1);
  options.s = PerAxis::all(2);
  options.channels = channels;
  options.filters = filters;
  options.groups = groups;
  options.pointwise = 2;
  options.has_bias = has_bias;
  Layer layer{*make_chain(options), ChainValues(2)};
  EXPECT_TRUE(fill_in_random_values(layer.chain, {3, 1}, layer.values));
  return layer;
}

/// All that is written when a film has a step for each position of both convolutions.
std::string written(const Layer& layer) {
  Film film;
  film.steps = 2 * Walkthrough(layer.chain.front()).steps();
  EncodeOptions options;
  options.last_step = film.steps - 1;
  options.chain = &layer.chain;
  options.values = &layer.values;
  const auto encoder = find_format("json")->make(film, options);
  TextSink sink;
  for (std::size_t step = 0; step < film.steps; ++step) EXPECT_TRUE(encoder->add({film, step}, sink));
  EXPECT_TRUE(encoder->finish(sink));
  return sink.bytes();
}

double at(const json& map, const json& place) {
  const json* value = &map.at("values");
  for (const json& index : place) value = &value->at(index.get<std::size_t>());
  return value->get<double>();
}

/// The products of a step's taps, and the bias where the step gives an output.
double sum_of(const json& model, const json& step) {
  const bool is_output = step.contains("output");
  double sum = 0;
  if (is_output && model.contains("bias")) sum = at(model.at("bias"), json::array({step.at("output").at(0)}));
  const char* map = is_output ? "between" : "input";
  for (const json& tap : step.at("taps")) {
    if (tap.at(map).is_null()) continue;
    const double weight =
        is_output ? at(model.at("pointwise"), tap.at("pointwise")) : at(model.at("weights"), tap.at("weight"));
    sum += at(model.at(map), tap.at(map)) * weight;
  }
  return sum;
}

std::size_t cells(const json& map) {
  std::size_t count = 1;
  for (const json& length : map.at("shape")) count *= length.get<std::size_t>();
  return count;
}

const std::vector<Layer>& layers() {
  static const std::vector<Layer> all{layer(2, 3, 3, 3, true), layer(2, 2, 4, 2, false), layer(2, 4, 2, 2, true),
                                      layer(1, 2, 3, 1, true)};
  return all;
}

TEST(SeparableModel, GivesBothMapsFromTheirTaps) {
  for (const Layer& layer : layers()) {
    const json model = json::parse(written(layer));
    EXPECT_EQ(model.at("steps").size(), cells(model.at("between")) + cells(model.at("output")));
    for (const json& step : model.at("steps")) {
      const char* map = step.contains("output") ? "output" : "between";
      EXPECT_NEAR(at(model.at(map), step.at(map)), sum_of(model, step), 1e-9) << step;
    }
  }
}

TEST(SeparableModel, HasTheShapesOfBoth) {
  const json model = json::parse(written(layers()[1]));
  EXPECT_EQ(model.at("input").at("shape").dump(), "[2,4,4]");
  EXPECT_EQ(model.at("weights").at("shape").dump(), "[4,1,3,3]");
  EXPECT_EQ(model.at("between").at("shape").dump(), "[4,2,2]");
  EXPECT_EQ(model.at("pointwise").at("shape").dump(), "[2,4,1,1]");
  EXPECT_EQ(model.at("output").at("shape").dump(), "[2,2,2]");
  EXPECT_FALSE(model.contains("bias"));
}

TEST(SeparableModel, HasNoValuesThatWereNotGiven) {
  const json model = json::parse(written({layers()[0].chain, ChainValues(2)}));
  for (const char* map : {"input", "weights", "between", "pointwise", "output"}) {
    EXPECT_FALSE(model.at(map).contains("values")) << map;
  }
  ChainValues first = layers()[0].values;
  first.back().weights = {};
  const json half = json::parse(written({layers()[0].chain, first}));
  EXPECT_TRUE(half.at("between").contains("values"));
  EXPECT_FALSE(half.at("output").contains("values"));
}

TEST(SeparableModel, IsAsTheSchemaSays) {
  const TemporaryFolder folder;
  const std::string script =
      "import json, sys, jsonschema\n"
      "schema = json.load(open(sys.argv[1]))\n"
      "jsonschema.Draft202012Validator.check_schema(schema)\n"
      "for name in sys.argv[2:]:\n"
      "  for e in jsonschema.Draft202012Validator(schema).iter_errors(json.load(open(name))): print(name, e.message)\n";
  std::vector<std::string> command{"/usr/bin/python3", "-c", script,
                                   CONVARITH_SOURCE_DIR "/presets/schema/model.schema.json"};
  for (const Layer& layer : layers()) {
    const std::string name = "model" + std::to_string(command.size()) + ".json";
    write_file(folder / name, written(layer));
    command.push_back((folder / name).string());
  }
  const ProcessResult result = run_process(command);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out, "");
}

}  // namespace
}  // namespace convarith::testing::separable_json_test
