#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

#include "arithmetic/model/model_trace.hpp"
#include "arithmetic/operation.hpp"
#include "arithmetic/walkthrough.hpp"
#include "config/numbers/fit_values.hpp"
#include "config/preset.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::builtin_presets_test {
namespace {

Request request_of(const BuiltinPreset& preset) {
  return read_preset(preset.text, "built in", "")->request;
}

TEST(BuiltinPresets, AreTheFilesOfTheFolder) {
  std::set<std::string_view> names;
  for (const BuiltinPreset& preset : builtin_presets()) {
    const std::string file = std::string(preset.name) + ".json";
    EXPECT_EQ(preset.text, read_file(std::filesystem::path(CONVARITH_SOURCE_DIR) / "presets" / file));
    EXPECT_TRUE(names.insert(preset.name).second) << preset.name << " is there twice";
  }
  for (const auto& entry : std::filesystem::directory_iterator(CONVARITH_SOURCE_DIR "/presets")) {
    const bool is_preset = entry.path().extension() == ".json";
    EXPECT_EQ(names.contains(entry.path().stem().string()), is_preset) << entry;
  }
}

TEST(BuiltinPresets, AreReadableAndSayWhatTheyAre) {
  for (const BuiltinPreset& preset : builtin_presets()) {
    SCOPED_TRACE(preset.name);
    const Result<SourcedRequest> read = read_preset(preset.text, "built in", "");
    ASSERT_TRUE(read) << to_line(read.problems().front());
    EXPECT_EQ(read->request.name, preset.name);
    EXPECT_FALSE(read->request.description.value_or("").empty()) << "a preset needs a description, one sentence";
    EXPECT_FALSE(read->request.family.value_or("").empty()) << "a preset needs a family";
    EXPECT_TRUE(read->places.contains("version"));
    Request request = read->request;
    if (request.model) {
      const Result<ModelTrace> trace = trace_model(*request.model, {request.n, request.channels, false});
      EXPECT_TRUE(trace && !trace->stop);
      continue;
    }
    take_sizes_from_values(request);
    EXPECT_TRUE(make_operation(request));
  }
}

TEST(BuiltinPresets, AreFoundByName) {
  EXPECT_EQ(find_builtin_preset("dilation")->name, "dilation");
  EXPECT_EQ(find_builtin_preset("dilatio"), nullptr);
}

/// A row of the table of the reference set.
struct Reference {
  std::string_view name;
  int n, k, s, p, d, a, m;
  std::size_t steps;
};

constexpr Reference kReference[] = {
    {"no_padding_no_strides", 4, 3, 1, 0, 1, 0, 2, 4},
    {"no_padding_no_strides_transposed", 2, 3, 1, 0, 1, 0, 4, 16},
    {"arbitrary_padding_no_strides", 5, 4, 1, 2, 1, 0, 6, 36},
    {"arbitrary_padding_no_strides_transposed", 6, 4, 1, 2, 1, 0, 5, 25},
    {"same_padding_no_strides", 5, 3, 1, 1, 1, 0, 5, 25},
    {"same_padding_no_strides_transposed", 5, 3, 1, 1, 1, 0, 5, 25},
    {"full_padding_no_strides", 5, 3, 1, 2, 1, 0, 7, 49},
    {"full_padding_no_strides_transposed", 7, 3, 1, 2, 1, 0, 5, 25},
    {"no_padding_strides", 5, 3, 2, 0, 1, 0, 2, 4},
    {"no_padding_strides_transposed", 2, 3, 2, 0, 1, 0, 5, 25},
    {"padding_strides", 5, 3, 2, 1, 1, 0, 3, 9},
    {"padding_strides_transposed", 3, 3, 2, 1, 1, 0, 5, 25},
    {"padding_strides_odd", 6, 3, 2, 1, 1, 0, 3, 9},
    {"padding_strides_odd_transposed", 3, 3, 2, 1, 1, 1, 6, 36},
    {"dilation", 7, 3, 1, 0, 2, 0, 3, 9},
};

TEST(BuiltinPresets, HaveTheNumbersOfTheReferenceSet) {
  for (const Reference& row : kReference) {
    SCOPED_TRACE(row.name);
    const BuiltinPreset* preset = find_builtin_preset(row.name);
    ASSERT_NE(preset, nullptr);
    const Request request = request_of(*preset);
    EXPECT_EQ(request.family, "arithmetic");
    const Operation operation = *make_operation(request);
    Operation expected;
    expected.transposed = row.name.ends_with("_transposed");
    expected.rows = expected.cols = Axis{row.n, row.k, row.s, {row.p, row.p}, row.d, row.a, row.m, false};
    EXPECT_EQ(operation, expected);
    EXPECT_EQ(Walkthrough(operation).steps(), row.steps);
  }
}

TEST(BuiltinPresets, OfTheArithmeticFamilyAreAllInTheReferenceSet) {
  std::size_t arithmetic = 0;
  for (const BuiltinPreset& preset : builtin_presets()) arithmetic += request_of(preset).family == "arithmetic" ? 1 : 0;
  EXPECT_EQ(arithmetic, std::size(kReference));
}

}  // namespace
}  // namespace convarith::testing::builtin_presets_test
