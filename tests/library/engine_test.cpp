// The engine as other programs use it.

#include "convarith/engine.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::engine_test {
namespace {

Request strided_layer() {
  Request request;
  request.n = PerAxis::all(5);
  request.k = PerAxis::all(3);
  request.s = PerAxis::all(2);
  request.p = PerAxis::all(1);
  return request;
}

std::string text_of(const MemorySink& sink) {
  return {sink.bytes().begin(), sink.bytes().end()};
}

/// The first problem of what must be refused.
template <class T>
Problem problem_of(const Result<T>& result) {
  EXPECT_FALSE(result);
  return result ? Problem{} : result.problems().front();
}

TEST(Engine, WritesTheBytesOfTheProgramInEveryFormat) {
  const TemporaryFolder folder;
  for (const FormatInfo& format : available_formats()) {
    Request request = strided_layer();
    request.format = {format.name};
    request.name = "figure";
    const Result<Figure> figure = Figure::plan(request);
    ASSERT_TRUE(figure) << format.name;
    MemorySink sink;
    const Status written =
        format.file_per_step ? figure->write_step(format.name, 4, sink) : figure->write(format.name, sink);
    ASSERT_TRUE(written) << format.name;
    const std::string file = "figure." + format.suffix;
    std::vector<std::string> words{CONVARITH_PROGRAM, "render", "-n",      "5",       "-k", "3", "-s", "2", "-p", "1",
                                   "--name",          "figure", "--quiet", "--format"};
    words.push_back(format.name);
    words.insert(words.end(), {"-o", (folder.path() / file).string()});
    if (format.file_per_step) words.insert(words.end(), {"--steps", "4"});
    ASSERT_EQ(run_process(words).exit_code, 0) << format.name;
    EXPECT_EQ(text_of(sink), read_file(folder.path() / file)) << format.name;
  }
}

TEST(Engine, SaysWhatIsKnownOfAFigure) {
  const Result<Figure> figure = Figure::plan(strided_layer());
  ASSERT_TRUE(figure);
  EXPECT_EQ(figure->alt(), "A 3x3 kernel slides with stride 2 over a 5x5 input padded by 1 and gives a 3x3 output");
  EXPECT_EQ(figure->steps(), 9u);
  EXPECT_EQ(figure->first_step(), 0u);
  EXPECT_GT(figure->width(), 100);
  EXPECT_GT(figure->height(), 100);
  EXPECT_TRUE(figure->warnings().empty());
}

TEST(Engine, KnowsThePresetsAndTheirJson) {
  for (const std::string& name : preset_names()) {
    const Result<Request> request = request_from_preset(name);
    ASSERT_TRUE(request) << name;
    const Result<Request> again = request_from_json(json_of_request(*request));
    ASSERT_TRUE(again) << name;
    EXPECT_EQ(*again, *request) << name;
  }
  EXPECT_TRUE(problem_of(request_from_preset("padding_stride")).hint.starts_with("did you mean padding_strides"));
  EXPECT_EQ(problem_of(request_from_json("{\n\"n\": -1}", "mine.json")).where, "mine.json:2: \"n\"");
}

TEST(Engine, ReadsLayersOfFrameworks) {
  const Result<ReadLayer> layer = request_from_layer("nn.Conv2d(3, 8, 5, stride=2, padding=2)");
  ASSERT_TRUE(layer);
  Request request = layer->request;
  request.n = PerAxis::all(32);
  const Result<LayerFacts> facts = facts_of(request);
  ASSERT_TRUE(facts);
  EXPECT_EQ(facts->input_shape, (std::vector{3, 32, 32}));
  EXPECT_EQ(facts->output_shape, (std::vector{8, 16, 16}));
  EXPECT_EQ(facts->weights, 3 * 8 * 25 + 8);
  EXPECT_EQ(facts->receptive_field, (std::vector<long long>{5, 5}));
  EXPECT_EQ(facts->kind, "convolution");
  EXPECT_FALSE(request_from_layer("nn.Conv2d(3, 8"));
}

TEST(Engine, NamesTheParameterThatMakesNoLayer) {
  Request request = strided_layer();
  request.k = PerAxis::all(9);
  request.p = PerAxis::all(0);
  const Problem problem = problem_of(Figure::plan(request));
  EXPECT_EQ(problem.kind, Problem::Kind::usage);
  EXPECT_EQ(problem.where, "k");
  EXPECT_EQ(problem_of(facts_of(request)).where, "k");
}

TEST(Engine, RefusesWhatAFigureIsNotPlannedFor) {
  Request request = strided_layer();
  request.format = {"gif", "png"};
  const Result<Figure> figure = Figure::plan(request);
  ASSERT_TRUE(figure);
  MemorySink sink;
  EXPECT_EQ(problem_of(figure->write("svg", sink)).why, "the figure is not planned for 'svg'");
  EXPECT_EQ(problem_of(figure->write("png", sink)).why, "png has a file for each of the 9 steps");
  EXPECT_EQ(problem_of(figure->write_step("gif", 0, sink)).why, "gif has one file for all steps");
  EXPECT_EQ(problem_of(figure->write_step("png", 9, sink)).hint, "give a step from 0 to 8");
  EXPECT_TRUE(sink.bytes().empty());
  request.format = {"hologram"};
  EXPECT_EQ(problem_of(Figure::plan(request)).where, "format");
}

TEST(Engine, HandsOnWhatASinkAnswers) {
  class FullSink : public Sink {
   public:
    Status write(std::span<const std::uint8_t>) override { return failure("disk", "full"); }
  };
  const Result<Figure> figure = Figure::plan(strided_layer());
  ASSERT_TRUE(figure);
  FullSink sink;
  const Problem problem = problem_of(figure->write("gif", sink));
  EXPECT_EQ(problem.kind, Problem::Kind::failure);
  EXPECT_EQ(problem.why, "full");
}

TEST(Engine, KeepsLimitsUnlessTheyAreLifted) {
  Request request = strided_layer();
  request.n = PerAxis::all(200);
  request.format = {"svg"};
  EXPECT_NE(problem_of(Figure::plan(request)).why.find("over the limit"), std::string::npos);
  EXPECT_TRUE(Figure::plan(request, Limits::lifted));
}

}  // namespace
}  // namespace convarith::testing::engine_test
