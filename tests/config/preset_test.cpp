#include "config/preset.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "config/fields.hpp"
#include "config/key_places.hpp"
#include "config/values.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::preset_test {
namespace {

/// Everything that is wrong with a preset, a line each; nothing where it can be read.
std::string complaints(const Result<SourcedRequest>& result) {
  std::string lines;
  if (result) return lines;
  for (const Problem& problem : result.problems()) lines += to_line(problem) + "\n";
  return lines;
}

Result<SourcedRequest> read(const std::string& text) {
  return read_preset(text, "my.json", "my");
}

/// Expects one line that begins with `place` and says `text`.
void expect_complaint(const Result<SourcedRequest>& result, const std::string& place, const std::string& text) {
  const std::string lines = complaints(result);
  EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 1) << lines;
  EXPECT_TRUE(lines.starts_with(place + ": ")) << lines;
  EXPECT_NE(lines.find(text), std::string::npos) << lines << "lacks " << text;
}

const std::map<std::string_view, std::string> kSamples{
    {"name", "sample"},
    {"description", "quotes \" and \\, a tab\t, a line\n, \xc3\xa9"},
    {"family", "family"},
    {"op", "avg"},
    {"n", "5x7"},
    {"k", "3"},
    {"s", "2x1"},
    {"p", "0"},
    {"d", "4"},
    {"transposed", ""},
    {"a", "1"},
    {"view", "stamp"},
    {"beside", "transpose"},
    {"theme", "book"},
    {"background", "#fdf6e3"},
    {"panels", "input,output"},
    {"misfits", ""},
    {"cell", "2,3"},
    {"cells", "both"},
    {"colormap", "magma"},
    {"range", "-0.5:1e3"},
    {"centres", "yes"},
    {"as_published", ""},
    {"labels", ""},
    {"legend", ""},
    {"title", "a \"title\" of\ntwo lines, \xc3\x97"},
    {"caption", "both"},
    {"step_counter", ""},
    {"strip", "all"},
    {"columns", "3"},
    {"format", "pdf,gif"},
    {"steps", "2:"},
    {"dpi", "0.1e2"},
    {"width", "401"},
    {"delay", "0.1"},
    {"hold", "3.7"},
    {"loop", "3"},
    {"optimize", ""},
    {"dims", "3"},
    {"padding_mode", "circular"},
    {"output_size", "6x7"},
    {"ceil_mode", ""},
    {"count_include_pad", "no"},
    {"divisor_override", "-3"},
    {"adaptive", "2x3x4"},
    {"channels", "6"},
    {"filters", "4"},
    {"groups", "2"},
    {"pointwise", "5"},
    {"has_bias", ""},
    {"model", CONVARITH_SOURCE_DIR "/tests/data/models/lenet5.txt"},
    {"only", "c1,s2:c3"},
    {"depth", "2"},
    {"assume_same", ""},
    {"values", "[[1,-2.5],[3,4]]"},
    {"weights", "[[[1]],[[0.125]]]"},
    {"pointwise_weights", "[[1,2.5]]"},
    {"bias", "[1,2]"},
    {"parameters", R"({"conv1.bias": [1, -2.5], "conv1.weight": [[[[1, 2]]], [[[3, 4]]]]})"},
    {"random", "2147483647"},
    {"classes", "line,\xc3\xa9,two words"},
    {"targets", "0,line"},
    {"resize", "64x64"},
    {"crop", "1,2,3,4"},
    {"grey", ""},
    {"scale", "-1:1.5"},
    {"precision", "3"},
};

std::string sample_of(const Field& field) {
  if (!kSamples.contains(field.key)) {
    throw std::logic_error("kSamples in tests/config/preset_test.cpp needs a row for " + std::string(field.key));
  }
  return std::string(kSamples.at(field.key));
}

TEST(RoundTrip, EveryFieldSurvivesWritingAndReading) {
  for (const Field& field : fields()) {
    Request request;
    ASSERT_TRUE(set_from_text(request, field, sample_of(field))) << field.key;
    ASSERT_TRUE(is_set(request, field));
    const Result<SourcedRequest> back = read_preset(write_preset(request), "written", "");
    ASSERT_TRUE(back) << complaints(back);
    EXPECT_EQ(back->request, request) << write_preset(request);
  }
}

TEST(RoundTrip, AllFieldsTogetherSurvive) {
  Request request;
  for (const Field& field : fields()) ASSERT_TRUE(set_from_text(request, field, sample_of(field)));
  EXPECT_EQ(read_preset(write_preset(request), "written", "")->request, request);
}

TEST(RoundTrip, WhatWasNotSaidIsNotWritten) {
  EXPECT_EQ(write_preset({}), "{\n  \"version\": 1\n}\n");
}

TEST(Fields, AreCopiedAndComparedOneByOne) {
  Request all;
  for (const Field& field : fields()) ASSERT_TRUE(set_from_text(all, field, sample_of(field)));
  for (const Field& field : fields()) {
    Request one;
    EXPECT_FALSE(same_field(field, one, all)) << field.key;
    copy_field(field, all, one);
    EXPECT_TRUE(same_field(field, one, all)) << field.key;
    const auto set = std::count_if(fields().begin(), fields().end(), [&](const Field& f) { return is_set(one, f); });
    EXPECT_EQ(set, 1) << field.key;
  }
}

TEST(Fields, KeysAndFlagsAreUnique) {
  std::vector<std::string> words;
  for (const Field& field : fields()) {
    EXPECT_EQ(find_field(field.key), &field);
    if (!field.flags.empty()) words.emplace_back(field.flags);
  }
  std::sort(words.begin(), words.end());
  EXPECT_EQ(std::adjacent_find(words.begin(), words.end()), words.end());
  EXPECT_EQ(find_field("nothing"), nullptr);
}

// A file of version 1 in all its parts. It has to be read by every later version of the program.
constexpr const char* kVersion1 = R"({
  "version": 1,
  "name": "old",
  "description": "From long ago",
  "family": "antiques",
  "op": "conv",
  "n": [5, 7],
  "k": 3,
  "s": [2, 1],
  "p": 1,
  "d": 1,
  "transposed": true,
  "a": [1, 0],
  "format": ["gif", "png", "pdf", "pdf-pages"],
  "steps": "2:5",
  "dpi": 72,
  "width": 640,
  "delay": 0.5,
  "hold": 2,
  "loop": 1
}
)";

TEST(Version, OneKeepsWorking) {
  const Result<SourcedRequest> old = read(kVersion1);
  ASSERT_TRUE(old) << complaints(old);
  Request expected;
  expected.name = "old";
  expected.description = "From long ago";
  expected.family = "antiques";
  expected.op = Operator::convolution;
  expected.n = PerAxis{5, 7};
  expected.k = PerAxis{3, 3};
  expected.s = PerAxis{2, 1};
  expected.p = PerAxis{1, 1};
  expected.d = PerAxis{1, 1};
  expected.transposed = true;
  expected.a = PerAxis{1, 0};
  expected.format = {"gif", "png", "pdf", "pdf-pages"};
  expected.steps = StepRange{2, 5};
  expected.dpi = 72;
  expected.width = PictureWidth{640};
  expected.delay = 0.5;
  expected.hold = 2;
  expected.loop = 1;
  EXPECT_EQ(old->request, expected);
}

TEST(Version, MayBeLeftOut) {
  EXPECT_EQ(read(R"({"n": 5})")->request.n, (PerAxis{5, 5}));
}

TEST(Version, NewerIsRefusedWithBothNumbers) {
  const std::string newer = std::to_string(kPresetVersion + 1);
  const auto result = read("{\"version\": " + newer + "}");
  expect_complaint(result, "my.json:1: \"version\"", "version " + newer);
  expect_complaint(result, "my.json:1: \"version\"", "up to " + std::to_string(kPresetVersion));
}

TEST(Version, IsAWholeNumberFromOne) {
  for (const std::string value : {"0", "-1", "1.5", "\"1\"", "null"}) {
    expect_complaint(read("{\"version\": " + value + "}"), "my.json:1: \"version\"", "not " + value);
  }
}

TEST(Mistake, MisspeltKeyIsNamedWithItsLineAndTheRightOne) {
  expect_complaint(read("{\n  \"n\": 5,\n  \"transpose\": true\n}"), "my.json:3: \"transpose\"",
                   "did you mean transposed?");
}

TEST(Mistake, UnknownKeyIsRefusedWithTheKnownOnes) {
  expect_complaint(read(R"({"colourfulness": 5})"), "my.json:1: \"colourfulness\"", "choose from version, name");
}

TEST(Mistake, KeyGivenTwice) {
  expect_complaint(read("{\"n\": 5,\n\"k\": 3,\n\"n\": 6}"), "my.json:3: \"n\"", "twice");
}

TEST(Mistake, KeysOfNestedObjectsAreNoKeysOfThePreset) {
  expect_complaint(read("{\"n\": {\"n\": 1, \"k\": 2},\n\"k\": 3}"), "my.json:1: \"n\"", "whole number");
}

TEST(Mistake, WrongTypeAndRangeAreNamedWithTheirLines) {
  expect_complaint(read("{\n\n\"k\": \"3\"}"), "my.json:3: \"k\"", "not \"3\"");
  expect_complaint(read("{\n\"s\": 0}"), "my.json:2: \"s\"", "from 1 to 2147483647");
}

TEST(Mistake, NamesThatAreNoFileNames) {
  expect_complaint(read("{\n\"name\": \"../up\"}"), "my.json:2: \"name\"", "'../up'");
  expect_complaint(read("{\"name\": \"\"}"), "my.json:1: \"name\"", "empty");
  expect_complaint(read_preset("{}", "my file.json", "my file"), "my file.json", "'my file'");
}

TEST(Mistake, SyntaxErrorIsNamedWithItsPlace) {
  expect_complaint(read("{\"n\": 5,\n \"k\" 3}"), "my.json:2:6", "not valid JSON");
  expect_complaint(read(""), "my.json:1:1", "not valid JSON");
  expect_complaint(read("{\"n\": 5} more"), "my.json:1:10", "not valid JSON");
  expect_complaint(read("{\"name\": \"\xff\"}"), "my.json:1:11", "not valid JSON");
}

TEST(Mistake, NumberBeyondAllNumbersIsRefused) {
  expect_complaint(read(R"({"delay": 1e400})"), "my.json:1:15",
                   "1e400 is too large for any number; use a smaller number");
}

TEST(Mistake, SyntaxErrorIsToldInOurWords) {
  const std::pair<std::string, std::string> cases[] = {
      {"", "it is empty"},
      {"{\"n\": 5", "it ends too early"},
      {"{\"n\": 5,}", "unexpected '}'; leave out the comma before it"},
      {"{\"n\": [5, ]}", "unexpected ']'; leave out the comma before it"},
      {"{'n': 5}", "unexpected '''; JSON uses double quotes"},
      {"{\"delay\": NaN}", "unexpected 'N'; JSON has no NaN and no Infinity"},
      {"{\"labels\": True}", "unexpected 'T'; JSON writes true and false in lower case"},
      {"{\"n\": 5} // five", "unexpected '/'; JSON has no comments"},
      {"{\"name\": \"a\tb\"}", "the control character U+0009 is not allowed here; write it as \\u0009"},
      {"{\"name\": \"\xff\"}", "it has a byte that is not UTF-8"},
      {"{\xe2\x80\x9cn\": 5}", "unexpected '\xe2\x80\x9c'"},
  };
  for (const auto& [text, why] : cases) {
    const std::string lines = complaints(read(text));
    EXPECT_TRUE(lines.ends_with(": not valid JSON: " + why + "\n")) << text << "\n" << lines;
  }
}

TEST(Mistake, NulIsRefusedWhereverItStands) {
  const std::string nul(1, '\0');
  const std::string preset = R"({"n": 5, "k": 3, "name": "a"})";
  ASSERT_TRUE(read(preset));
  for (std::size_t i = 0; i <= preset.size(); ++i) {
    const std::string place = "my.json:1:" + std::to_string(i + 1);
    expect_complaint(read(preset.substr(0, i) + nul + preset.substr(i)), place, "it has a NUL byte");
    expect_complaint(read(preset.substr(0, i) + nul + '"'), place, "it has a NUL byte");
  }
}

TEST(Mistake, DeepNestingIsRefused) {
  const std::string deep = "{\"n\": " + std::string(200'000, '[') + std::string(200'000, ']') + "}";
  const std::string lines = complaints(read(deep));
  EXPECT_TRUE(lines.starts_with("my.json:1")) << lines.substr(0, 200);
  EXPECT_LT(lines.size(), 1000u) << "nobody reads a line that long";
}

TEST(Mistake, StaysOnOneLineWhateverTheTextHolds) {
  expect_complaint(read(R"({"a\nb": 1})"), "my.json:1", "unknown key");
  expect_complaint(read(R"({"name": "a\nb"})"), "my.json:1: \"name\"", "file name");
  expect_complaint(read(R"({"op": "a\nb"})"), "my.json:1: \"op\"", "operation");
}

TEST(Mistake, PresetThatIsNoObject) {
  for (const char* text : {"[]", "5", "null", "\"n\""}) expect_complaint(read(text), "my.json", "JSON object");
}

TEST(Mistake, AllAreReportedTogether) {
  const std::string lines = complaints(read("{\"n\": 0,\n\"kk\": 1,\n\"k\": 1, \"k\": 1,\n\"s\": []}"));
  EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 4) << lines;
}

TEST(Name, DefaultsToTheStem) {
  EXPECT_EQ(read("{}")->request.name, "my");
  EXPECT_EQ(read(R"({"name": "own"})")->request.name, "own");
  EXPECT_EQ(read_preset("{}", "standard input", "")->request.name, std::nullopt);
}

TEST(KeyPlaces, SkipStringsAndNestedValues) {
  const auto places = places_of_keys("{\"a\": \"{\\\"x\\\": 1,\",\n\"b\": [{\"y\": 2}, \"z\"],\n\n\"c\\u0064\": 3}");
  ASSERT_EQ(places.size(), 3u);
  const auto text = [](const KeyPlace& place) { return place.key + std::to_string(place.line); };
  EXPECT_EQ(text(places[0]) + text(places[1]) + text(places[2]), "a1b2cd4");
}

SourcedRequest sourced(const std::string& text) {
  return *read_preset(text, "source", "");
}

TEST(Merge, TheUpperValuesWinAndTheOthersStay) {
  const SourcedRequest merged = merge(sourced(R"({"n": 5, "k": 3})"), sourced(R"({"k": 4, "s": 2})"));
  EXPECT_EQ(merged.request, sourced(R"({"n": 5, "k": 4, "s": 2})").request);
}

TEST(Merge, WidthAndDpiReplaceEachOther) {
  EXPECT_EQ(merge(sourced(R"({"dpi": 72})"), sourced(R"({"width": 99})")).request, sourced(R"({"width": 99})").request);
  EXPECT_EQ(merge(sourced(R"({"width": 99})"), sourced(R"({"dpi": 72})")).request, sourced(R"({"dpi": 72})").request);
}

TEST(Merge, RemembersWhereEachValueWasSaid) {
  SourcedRequest flags;
  flags.request.k = PerAxis{4, 4};
  flags.places["k"] = "-k/--kernel";
  const SourcedRequest merged = merge(sourced("{\"n\": 5,\n\"k\": 3}"), flags);
  const Problems located = locate({usage_problem("n", "x"), usage_problem("k", "x"), usage_problem("s", "x")}, merged);
  EXPECT_EQ(located[0].where, "source:1: \"n\"");
  EXPECT_EQ(located[1].where, "-k/--kernel");
  EXPECT_EQ(located[2].where, "-s/--stride");
}

TEST(Locate, LeavesOtherPlacesAlone) {
  EXPECT_EQ(locate({failure("/some/file", "x")}, {}).front().where, "/some/file");
}

TEST(Load, BuiltInPresetByName) {
  EXPECT_EQ(load_preset("dilation")->request.d, (PerAxis{2, 2}));
}

TEST(Load, FileByPathWithItsStemAsName) {
  const TemporaryFolder folder;
  write_file(folder / "mine.json", R"({"n": 9})");
  const auto loaded = load_preset((folder / "mine.json").string());
  ASSERT_TRUE(loaded) << complaints(loaded);
  EXPECT_EQ(loaded->request.n, (PerAxis{9, 9}));
  EXPECT_EQ(loaded->request.name, "mine");
}

TEST(Load, UnknownNameComesWithTheNearestOnes) {
  expect_complaint(load_preset("dilatoin"), "--preset", "did you mean dilation?");
  expect_complaint(load_preset("padding_stride"), "--preset", "padding_strides");
  expect_complaint(load_preset("quite_another"), "--preset", "convarith presets");
}

TEST(Load, MissingFileAndFolder) {
  const TemporaryFolder folder;
  expect_complaint(load_preset((folder / "none.json").string()), "--preset", (folder / "none.json").string());
  expect_complaint(load_preset(folder.path().string()), folder.path().string(), "folder");
}

}  // namespace
}  // namespace convarith::testing::preset_test
