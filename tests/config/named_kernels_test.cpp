#include "config/numbers/named_kernels.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "arithmetic/chain.hpp"
#include "arithmetic/chain_values.hpp"
#include "config/numbers/fit_values.hpp"
#include "config/numbers/number_lists.hpp"
#include "config/preset.hpp"
#include "config/values.hpp"
#include "tests/config/number_readers.hpp"

namespace convarith::testing::named_kernels_test {
namespace {

using nlohmann::json;

/// The output of a request's layer.
Tensor output_of(Request request) {
  take_sizes_from_values(request);
  const Result<Chain> chain = make_chain(request);
  const Result<ChainValues> values = fit_values(request, *chain);
  EXPECT_TRUE(values) << to_line(values.problems().front());
  return compute_output(*chain, *values);
}

std::string complaint(Request request) {
  take_sizes_from_values(request);
  const Result<Chain> chain = make_chain(request);
  if (!chain) return to_line(chain.problems().front());
  const Result<ChainValues> values = fit_values(request, *chain);
  return values ? "" : to_line(values.problems().front());
}

Request of_texts(const std::string& values, const std::string& weights) {
  Request request;
  for (const auto& [key, text] : {std::pair("values", values), std::pair("weights", weights)}) {
    const Status set = set_from_text(request, *find_field(key), text);
    EXPECT_TRUE(set) << to_line(set.problems().front());
  }
  return request;
}

TEST(NamedKernels, DoAsSciPyDoes) {
  std::set<std::string> seen;
  std::ifstream file(CONVARITH_SOURCE_DIR "/tests/data/kernels.jsonl");
  for (std::string line; std::getline(file, line);) {
    const json record = json::parse(line);
    const std::string kernel = record.at("kernel");
    SCOPED_TRACE(kernel);
    seen.insert(kernel.substr(0, kernel.find(':')));
    const Tensor ours = output_of(of_texts(record.at("picture").dump(), kernel));
    const Tensor theirs = *tensor_of_lists(record.at("output"));
    ASSERT_EQ(std::vector(ours.shape.begin() + 1, ours.shape.end()), theirs.shape);
    for (std::size_t i = 0; i < theirs.values.size(); ++i) ASSERT_NEAR(ours.values[i], theirs.values[i], 1e-9) << i;
  }
  for (const NamedKernel& kernel : named_kernels()) EXPECT_TRUE(seen.contains(std::string(kernel.name))) << kernel.name;
}

TEST(NamedKernels, HaveTheNumbersOfTextbooks) {
  EXPECT_EQ(text_of(named_kernel("sobel-x")), "3x3: -1 0 1 -2 0 2 -1 0 1");
  EXPECT_EQ(text_of(named_kernel("gaussian:1x3")), "1x3: 0.25 0.5 0.25");
  EXPECT_EQ(text_of(named_kernel("box:2")), "2x2: 0.25 0.25 0.25 0.25");
  EXPECT_EQ(text_of(named_kernel("identity:1x3")), "1x3: 0 1 0");
  EXPECT_EQ(kernel_numbers_text("gaussian"), "1/16 of 1 2 1, 2 4 2, 1 2 1");
  EXPECT_EQ(kernel_numbers_text("sharpen"), "0 -1 0, -1 5 -1, 0 -1 0");
  const Tensor largest = *named_kernel("gaussian:31");
  double sum = 0;
  for (const double number : largest.values) sum += number;
  EXPECT_NEAR(sum, 1, 1e-12);
}

TEST(NamedKernels, AreForEachChannelOfEachFilter) {
  const std::string channels = "[[[1,2],[3,4]],[[10,20],[30,40]]]";
  EXPECT_EQ(text_of(output_of(of_texts(channels, "identity:1"))), "1x2x2: 11 22 33 44");
  Request filters = of_texts(channels, "identity:1");
  filters.filters = 2;
  EXPECT_EQ(text_of(output_of(filters)), "2x2x2: 11 22 33 44 11 22 33 44");
  Request groups = of_texts(channels, "identity:1");
  groups.groups = 2;
  EXPECT_EQ(text_of(output_of(groups)), "2x2x2: 1 2 3 4 10 20 30 40");
}

TEST(NamedKernels, AreWrittenToPresetsByName) {
  const Request request = of_texts("[[1,2],[3,4]]", "box:2");
  EXPECT_EQ(to_json(request, *find_field("weights")), "box:2");
  EXPECT_EQ(to_text(request, *find_field("weights")), "box:2");
  const Result<SourcedRequest> back = read_preset(write_preset(request), "written", "");
  ASSERT_TRUE(back);
  EXPECT_EQ(back->request, request);
}

TEST(NamedKernelsMistake, SayWhatIsMeant) {
  const auto wrong_name = [](const std::string& text) { return text_of(named_kernel(text)); };
  EXPECT_EQ(wrong_name("sobelx"), "there is no kernel 'sobelx'; did you mean sobel-x, sobel-y?");
  EXPECT_EQ(wrong_name("gausian:5"), "there is no kernel 'gausian'; did you mean gaussian?");
  EXPECT_TRUE(wrong_name("weights").ends_with("; a file is named with its suffix, or as ./weights"));
  EXPECT_EQ(wrong_name("sobel-x:5"),
            "sobel-x is 3x3 and takes no size; leave it out; box, gaussian and identity take one");
  for (const std::string size : {"", "0", "32", "3x", "x3", "3x3x3", "-1", "3 ", "a", "3x0", "99999999999"}) {
    EXPECT_EQ(wrong_name("box:" + size),
              "'" + size + "' is not the size of a kernel; give a number from 1 to 31, or two as in box:3x5");
  }
  EXPECT_EQ(wrong_name("identity:2x3"), "an identity of 2x3 has no centre; give odd sizes");
}

TEST(NamedKernelsMistake, DontFitEveryLayer) {
  Request other_size = of_texts("[[1,2,3],[3,4,5],[6,7,8]]", "gaussian");
  other_size.k = PerAxis::all(2);
  EXPECT_TRUE(complaint(other_size).starts_with("weights: gaussian is 3x3, but the layer's kernel is 2x2; "));
  Request flat = of_texts("[1,2,3,4]", "gaussian");
  flat.dims = 1;
  EXPECT_EQ(complaint(flat), "weights: gaussian is a kernel for two axes, but the layer has 1; give its numbers");
  Request pooling = of_texts("[[1,2],[3,4]]", "box:2");
  pooling.op = Operator::max_pooling;
  EXPECT_EQ(complaint(pooling), "weights: pooling has no weights and no bias; leave it out");
}

TEST(NamedKernelsMistake, AFileOfThatNameHasAFolder) {
  Request request;
  const Status set = set_from_text(request, *find_field("weights"), "./sobel-x");
  ASSERT_FALSE(set);
  EXPECT_EQ(to_line(set.problems().front()), "there is no file './sobel-x'");
}

}  // namespace
}  // namespace convarith::testing::named_kernels_test
