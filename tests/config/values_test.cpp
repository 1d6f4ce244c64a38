#include "config/values.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace convarith::testing::values_test {
namespace {

using nlohmann::json;

const Field& field(const std::string& key) {
  const Field* found = find_field(key);
  if (found == nullptr) throw std::runtime_error("no field " + key);
  return *found;
}

/// A field, something that is said of it, and what the test looks for.
struct Case {
  std::string key;
  std::string value;
  std::string expected;
};

void PrintTo(const Case& example, std::ostream* stream) {
  *stream << example.key << " <- " << example.value;
}

/// Expects a refusal that leaves the request as it was and says `expected`.
void expect_refused(const Status& status, const Request& request, const Case& example) {
  ASSERT_FALSE(status) << ::testing::PrintToString(example);
  ASSERT_EQ(status.problems().size(), 1u);
  const Problem& problem = status.problems().front();
  EXPECT_EQ(problem.kind, Problem::Kind::usage);
  EXPECT_NE(to_line(problem).find(example.expected), std::string::npos)
      << ::testing::PrintToString(example) << " says " << to_line(problem);
  EXPECT_EQ(request, Request{});
}

class GoodText : public ::testing::TestWithParam<Case> {};

TEST_P(GoodText, BecomesTheValue) {
  const Case& example = GetParam();
  Request request;
  ASSERT_TRUE(set_from_text(request, field(example.key), example.value));
  EXPECT_EQ(to_json(request, field(example.key)).dump(), example.expected);
}

INSTANTIATE_TEST_SUITE_P(Values, GoodText,
                         ::testing::ValuesIn(std::vector<Case>{
                             {"name", "my_layer-2", R"("my_layer-2")"},
                             {"op", "conv", R"("conv")"},
                             {"op", "max", R"("max")"},
                             {"op", "avg", R"("avg")"},
                             {"n", "5", "5"},
                             {"n", "5x7", "[5,7]"},
                             {"n", "5x5", "5"},
                             {"n", "16384", "16384"},
                             {"n", "2x3x4", "[2,3,4]"},
                             {"n", "5,7", "[5,7]"},
                             {"n", "(5,7)", "[5,7]"},
                             {"n", "(5, 7)", "[5,7]"},
                             {"n", "[5, 7]", "[5,7]"},
                             {"n", "5X7", "[5,7]"},
                             {"n", "5×7", "[5,7]"},
                             {"n", "5 x 7", "[5,7]"},
                             {"n", "(2, 3, 4)", "[2,3,4]"},
                             {"k", "3,2", "[3,2]"},
                             {"s", "2×1", "[2,1]"},
                             {"d", "(2, 1)", "[2,1]"},
                             {"a", "0,1", "[0,1]"},
                             {"output_size", "6,7", "[6,7]"},
                             {"adaptive", "3X2", "[3,2]"},
                             {"p", "1×2", "[1,2]"},
                             {"p", "(0, 1, 2, 3)", "[[0,1],[2,3]]"},
                             {"p", "0", "0"},
                             {"p", "1x2", "[1,2]"},
                             {"p", "0,1,2,3", "[[0,1],[2,3]]"},
                             {"p", "2,0", "[[2,0]]"},
                             {"p", "tf-same", R"("tf-same")"},
                             {"padding_mode", "reflect", R"("reflect")"},
                             {"count_include_pad", "no", "false"},
                             {"values", "[[1, 2.5], [-3, 1e3]]", "[[1,2.5],[-3,1000]]"},
                             {"a", "1x0", "[1,0]"},
                             {"transposed", "", "true"},
                             {"format", "gif", R"(["gif"])"},
                             {"format", "pdf,gif", R"(["pdf","gif"])"},
                             {"steps", "3", R"("3:4")"},
                             {"steps", "2:5", R"("2:5")"},
                             {"steps", "2:", R"("2:")"},
                             {"steps", ":5", R"(":5")"},
                             {"steps", ":", R"(":")"},
                             {"dpi", "1", "1"},
                             {"dpi", "72.5", "72.5"},
                             {"dpi", "1e2", "100"},
                             {"width", "640", "640"},
                             {"width", "640px", "640"},
                             {"width", "8cm", R"("8cm")"},
                             {"width", "80 mm", R"("80mm")"},
                             {"width", "3.2in", R"("3.2in")"},
                             {"width", "230pt", R"("230pt")"},
                             {"width", "200in", R"("200in")"},
                             {"delay", "0.02", "0.02"},
                             {"delay", "655.35", "655.35"},
                             {"hold", "0", "0"},
                             {"loop", "65535", "65535"},
                         }));

class BadText : public ::testing::TestWithParam<Case> {};

TEST_P(BadText, IsRefused) {
  Request request;
  expect_refused(set_from_text(request, field(GetParam().key), GetParam().value), request, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Values, BadText,
                         ::testing::ValuesIn(std::vector<Case>{
                             {"op", "conv2d", "conv, max or avg"},
                             {"op", "", "conv, max or avg"},
                             {"n", "0", "from 1 to 2147483647"},
                             {"n", "-1", "from 1 to 2147483647"},
                             {"n", "2147483648", "2147483648 is out of range"},
                             {"n", "99999999999999999999", "99999999999999999999 is out of range"},
                             {"n", "1e9", "'1e9'"},
                             {"n", "abc", "'abc'"},
                             {"n", "", "''"},
                             {"n", "5.0", "'5.0'"},
                             {"n", "5 ", "'5 '"},
                             {"n", " 5", "' 5'"},
                             {"n", "5x", "'5x'"},
                             {"n", "x5", "'x5'"},
                             {"n", "x", "'x'"},
                             {"n", "5x5x5x5", "'5x5x5x5'"},
                             {"n", "5xx5", "'5xx5'"},
                             {"n", "5xa", "'a'"},
                             {"n", "ax5", "'a'"},
                             {"n", "5x0", "0 is out of range"},
                             {"n", "5,", "'5,'"},
                             {"n", ",5", "',5'"},
                             {"n", "(5,7", "'(5'"},
                             {"n", "5,,7", "'5,,7'"},
                             {"n", "1,2,3,4", "'1,2,3,4'"},
                             {"n", "5 7", "'5 7'"},
                             {"n", "()", "''"},
                             {"p", "-1", "from 0 to 2147483647"},
                             {"p", "1,2,3", "'1,2,3' has 3 numbers"},
                             {"p", "1,-2", "from 0 to 2147483647"},
                             {"p", "sane", "did you mean same"},
                             {"padding_mode", "reflection", "did you mean reflect"},
                             {"count_include_pad", "maybe", "neither yes nor no"},
                             {"channels", "0", "from 1 to 16384"},
                             {"dims", "4", "from 1 to 3"},
                             {"values", "1", "no file '1'; give numbers as lists"},
                             {"values", "[]", "has no numbers"},
                             {"values", "[[1, 2]", "not valid JSON"},
                             {"values", "[[1, 2], [3]]", "row 1 has 1 number, but the rows before it have 2"},
                             {"values", "[[1, 2], 3]", "[1] is a number among lists"},
                             {"values", "[1, [2]]", "[1] is a list among numbers"},
                             {"weights", "[1, \"a\"]", "[1] must be a number"},
                             {"bias", "[[[[[[1]]]]]]", "nested too deeply"},
                             {"random", "-1", "-1 is out of range; give a whole number from 0 to 2147483647"},
                             {"random", "2147483648", "from 0 to 2147483647"},
                             {"random", "x", "'x' is not a whole number"},
                             {"precision", "10", "from 0 to 9"},
                             {"precision", "1.5", "'1.5' is not a whole number"},
                             {"steps", "", "''"},
                             {"steps", "a", "'a'"},
                             {"steps", "-1", "'-1'"},
                             {"steps", "1.5", "'1.5'"},
                             {"steps", "1:2:3", "'1:2:3'"},
                             {"steps", "3:2", "'3:2' contains no steps"},
                             {"steps", "2:2", "'2:2' contains no steps"},
                             {"steps", ":0", "':0' contains no steps"},
                             {"steps", "99999999999999999999", "'99999999999999999999'"},
                             {"steps", "18446744073709551615", "18446744073709551615"},
                             {"dpi", "0", "from 1 to 10000"},
                             {"dpi", "10001", "from 1 to 10000"},
                             {"dpi", "abc", "'abc' is not a number"},
                             {"dpi", "1,5", "'1,5'"},
                             {"dpi", "", "''"},
                             {"dpi", "nan", "nan"},
                             {"dpi", "inf", "inf"},
                             {"width", "0", "from 1 to 1000000"},
                             {"width", "1000001", "1000001"},
                             {"width", "5.5", "'5.5'"},
                             {"width", "0px", "from 1 to 1000000"},
                             {"width", "5.5px", "'5.5' is not a whole number"},
                             {"width", "cm",
                              "'cm' is not a width; give px, such as 300, or a width on paper, such as 8cm"},
                             {"width", "8 furlongs", "'8 furlongs' is not a width"},
                             {"width", "8cm wide", "'8cm wide' is not a width"},
                             {"width", "", "'' is not a width"},
                             {"width", "0cm", "0cm is out of range; give a width on paper from 1bp to 200in"},
                             {"width", "-8cm", "-8cm is out of range"},
                             {"width", "201in", "201in is out of range"},
                             {"width", "nancm", "nancm is out of range"},
                             {"delay", "0.01", "from 0.02 to 655.35"},
                             {"delay", "655.36", "655.36"},
                             {"hold", "-0.1", "from 0 to 655.35"},
                             {"loop", "-1", "from 0 to 65535"},
                             {"loop", "65536", "65536"},
                         }));

class GoodJson : public ::testing::TestWithParam<Case> {};

TEST_P(GoodJson, BecomesTheValue) {
  const Case& example = GetParam();
  Request request;
  ASSERT_TRUE(set_from_json(request, field(example.key), json::parse(example.value)));
  EXPECT_EQ(to_text(request, field(example.key)), example.expected);
}

INSTANTIATE_TEST_SUITE_P(Values, GoodJson,
                         ::testing::ValuesIn(std::vector<Case>{
                             {"name", R"("a")", "a"},
                             {"op", R"("avg")", "avg"},
                             {"n", "5", "5"},
                             {"n", "[5, 7]", "5x7"},
                             {"n", "[6, 6]", "6"},
                             {"transposed", "true", "yes"},
                             {"transposed", "false", "no"},
                             {"format", R"(["gif", "png"])", "gif,png"},
                             {"steps", R"("4")", "4:5"},
                             {"steps", R"("2:")", "2:"},
                             {"dpi", "72.5", "72.5"},
                             {"dpi", "300", "300"},
                             {"width", "400", "400"},
                             {"width", R"("8cm")", "8cm"},
                             {"width", R"("400px")", "400"},
                             {"loop", "0", "0"},
                         }));

class BadJson : public ::testing::TestWithParam<Case> {};

TEST_P(BadJson, IsRefused) {
  Request request;
  const json value = json::parse(GetParam().value);
  expect_refused(set_from_json(request, field(GetParam().key), value), request, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Values, BadJson,
                         ::testing::ValuesIn(std::vector<Case>{
                             {"name", "5", "must be a string, not 5"},
                             {"op", "1", "not 1"},
                             {"op", R"("pool")", "'pool'"},
                             {"n", R"("5")", R"(not "5")"},
                             {"n", "5.5", "not 5.5"},
                             {"n", "true", "not true"},
                             {"n", "null", "not null"},
                             {"n", "{}", "not {}"},
                             {"n", "[]", "not []"},
                             {"n", "[5, 6, 7, 8]", "not [5,6,7,8]"},
                             {"p", "[[1, 2, 3]]", "not [1,2,3]"},
                             {"p", R"("sane")", "did you mean same"},
                             {"padding_mode", "1", "must be a word"},
                             {"values", "[[1, 2], [3]]", "row 1 has 1 number, but the rows before it have 2"},
                             {"n", R"([5, "a"])", R"(not "a")"},
                             {"n", "[[1, 2], 3]", "not [1,2]"},
                             {"n", "0", "from 1 to 2147483647"},
                             {"n", "[5, 0]", "0 is out of range"},
                             {"n", "18446744073709551615", "18446744073709551615 is out of range"},
                             {"n", "-9223372036854775808", "out of range"},
                             {"transposed", "1", "true or false, not 1"},
                             {"transposed", R"("yes")", "true or false"},
                             {"format", R"("gif")", R"(["gif", "pdf"])"},
                             {"format", "[1]", "not [1]"},
                             {"steps", "3", "not 3"},
                             {"steps", R"("3:2")", "'3:2'"},
                             {"dpi", R"("150")", R"(a number, not "150")"},
                             {"dpi", "0", "from 1 to 10000"},
                             {"width", "5.5", "a whole number of px or a string such as \"8cm\", not 5.5"},
                             {"width", R"("8 furlongs")", "not a width"},
                             {"width", "0", "from 1 to 1000000"},
                             {"width", "[8]", "a whole number of px"},
                             {"delay", "-1", "-1"},
                         }));

}  // namespace
}  // namespace convarith::testing::values_test
