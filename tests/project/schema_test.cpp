// The published schema says what the program reads.

#include <gtest/gtest.h>

#include <cctype>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/fields.hpp"
#include "config/numbers/number_files.hpp"
#include "config/preset.hpp"
#include "config/themes.hpp"
#include "config/value_parts.hpp"
#include "encode/encoder.hpp"
#include "layout/choose_cells.hpp"
#include "layout/heat/colour_map.hpp"
#include "layout/views/comparisons.hpp"
#include "layout/views/equation/equation_panels.hpp"
#include "layout/views/views.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::schema_test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const fs::path kPresets = fs::path(CONVARITH_SOURCE_DIR) / "presets";
const fs::path kSchema = kPresets / "schema/preset.schema.json";
const fs::path kThemeSchema = kPresets / "schema/theme.schema.json";

/// What python3-jsonschema says of files: nothing where all are valid.
ProcessResult validate(const std::vector<fs::path>& files, const fs::path& published) {
  const std::string script =
      "import json, sys, jsonschema\n"
      "schema = json.load(open(sys.argv[1]))\n"
      "jsonschema.Draft202012Validator.check_schema(schema)\n"
      "for file in sys.argv[2:]:\n"
      "  for e in jsonschema.Draft202012Validator(schema).iter_errors(json.load(open(file))): print(file, e.message)\n";
  // Debian's own Python has Debian's modules; another one on the path may not.
  std::vector<std::string> command{"/usr/bin/python3", "-c", script, published.string()};
  command.insert(command.end(), files.begin(), files.end());
  return run_process(command);
}

std::string complaints_about(const std::string& text, const fs::path& published = kSchema) {
  const TemporaryFolder folder;
  write_file(folder / "preset.json", text);
  const ProcessResult result = validate({folder / "preset.json"}, published);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  return result.out;
}

using Words = std::set<std::string>;

/// Expects a schema to have exactly the words of the program, and says which words differ.
void expect_words(const Words& published, const Words& known, const std::string& where) {
  for (const std::string& word : known) {
    EXPECT_TRUE(published.contains(word)) << "presets/schema lacks \"" << word << "\" in " << where;
  }
  for (const std::string& word : published) {
    EXPECT_TRUE(known.contains(word)) << "the program doesn't know \"" << word << "\" of presets/schema, in " << where;
  }
}

/// Returns the names of the rows of a table.
template <class Table>
Words names_in(const Table& table) {
  Words names;
  for (const auto& row : table) names.emplace(row.name);
  return names;
}

/// Returns the words that a property may have.
Words enum_of(const json& property) {
  return property.value("enum", Words());
}

TEST(Schema, HasExactlyTheKeysThatTheProgramReads) {
  Words known{"version"};
  for (const Field& field : fields()) known.emplace(field.key);
  Words published;
  const json schema = json::parse(read_file(kSchema));
  for (const auto& [key, value] : schema["properties"].items()) published.insert(key);
  expect_words(published, known, "properties");
}

TEST(Schema, HasTheRangesAndFormatsOfTheProgram) {
  const json schema = json::parse(read_file(kSchema));
  const json& properties = schema["properties"];
  for (const Field& field : fields()) {
    if (field.most == 0 || !properties.contains(field.key)) continue;
    const json& property = properties[std::string(field.key)];
    if (property.contains("pattern")) continue;  // Texts such as "0:1" have no range in a schema.
    const std::string reference = property.contains("$ref") ? property["$ref"].get<std::string>() : "";
    const auto is_to = [&reference](const char* name) { return reference.starts_with(std::string("#/$defs/") + name); };
    const char* const definition = is_to("size") ? "size" : is_to("count") ? "count" : "extent";
    const json& own = property.contains("oneOf") ? property["oneOf"].front() : property;
    const json& range = reference.empty() ? own : schema["$defs"][definition];
    EXPECT_EQ(range["minimum"].get<double>(), field.least) << field.key;
    EXPECT_EQ(range["maximum"].get<double>(), field.most) << field.key;
  }
  expect_words(enum_of(properties["format"]["items"]), names_in(formats()), "format");
}

TEST(Schema, HasTheWordsOfLayers) {
  const json schema = json::parse(read_file(kSchema));
  const auto words_in = [](const auto& table) {
    const std::vector<std::string_view> words = words_of(table);
    return Words(words.begin(), words.end());
  };
  expect_words(enum_of(schema["properties"]["op"]), words_in(kOperators), "op");
  expect_words(enum_of(schema["properties"]["padding_mode"]), words_in(kPaddingModes), "padding_mode");
  expect_words(enum_of(schema["$defs"]["padding"]["oneOf"].back()), words_in(kPaddingRules), "$defs/padding");
}

TEST(Schema, HasTheWordsOfViewsComparisonsAndPanels) {
  const json properties = json::parse(read_file(kSchema))["properties"];
  expect_words(enum_of(properties["view"]), names_in(views()), "view");
  expect_words(enum_of(properties["beside"]), names_in(comparisons()), "beside");
  expect_words(enum_of(properties["cells"]), names_in(cell_words()), "cells");
  expect_words(enum_of(properties["colormap"]), names_in(colour_maps()), "colormap");
  std::string panels;
  for (const EquationPanel& panel : panels_of_equations())
    panels += (panels.empty() ? "" : "|") + std::string(panel.name);
  EXPECT_EQ(properties["panels"]["pattern"], "^(" + panels + ")(,(" + panels + "))*$");
}

/// A suffix without its dot, as a pattern for either case: "[cC][sS][vV]".
std::string in_either_case(std::string_view suffix) {
  std::string pattern;
  for (const char letter : suffix.substr(1)) {
    pattern += {'[', letter, static_cast<char>(std::toupper(static_cast<unsigned char>(letter))), ']'};
  }
  return pattern;
}

TEST(Schema, HasTheSuffixesOfFilesWithNumbers) {
  std::string suffixes;
  for (const std::string_view suffix : number_file_suffixes()) {
    suffixes += (suffixes.empty() ? "" : "|") + in_either_case(suffix);
  }
  const json schema = json::parse(read_file(kSchema));
  EXPECT_EQ(schema["$defs"]["number_file"]["pattern"], "\\.(" + suffixes + ")$");
}

TEST(Schema, AcceptsEveryPreset) {
  std::vector<fs::path> presets;
  for (const auto& entry : fs::directory_iterator(kPresets)) {
    if (entry.path().extension() == ".json") presets.push_back(entry.path());
  }
  EXPECT_EQ(presets.size(), builtin_presets().size());
  const ProcessResult result = validate(presets, kSchema);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out, "");
}

TEST(Schema, AcceptsWhatTheProgramPrints) {
  const ProcessResult printed = run_convarith({"render",
                                               "-n",
                                               "3x4",
                                               "-k",
                                               "3",
                                               "-s",
                                               "2",
                                               "-p",
                                               "1x0",
                                               "-d",
                                               "1",
                                               "-a",
                                               "1",
                                               "--transposed",
                                               "--steps",
                                               "1:",
                                               "--width",
                                               "300",
                                               "--delay",
                                               "0.5",
                                               "--hold",
                                               "2",
                                               "--loop",
                                               "3",
                                               "--format",
                                               "gif,pdf-pages",
                                               "--print-preset"});
  ASSERT_EQ(printed.exit_code, 0) << printed.err;
  EXPECT_EQ(complaints_about(printed.out), "");
}

TEST(Schema, KnowsWidthsInPixelsAndOnPaper) {
  for (const char* const good : {"300", "\"300px\"", "\"8cm\"", "\"3.2in\", \"dpi\": 300"}) {
    EXPECT_EQ(complaints_about(std::string(R"({"n": 5, "k": 3, "width": )") + good + "}"), "") << good;
  }
  for (const char* const bad : {"0", "\"8 furlongs\"", "\"cm\"", "300, \"dpi\": 300", "8.5"}) {
    EXPECT_NE(complaints_about(std::string(R"({"n": 5, "k": 3, "width": )") + bad + "}"), "") << bad;
  }
}

TEST(Schema, AcceptsALayerThatA1x1Follows) {
  for (const std::string text :
       {R"({"n": 5, "k": 3, "pointwise": 4})", R"({"n": 5, "k": 3, "pointwise_weights": [[1, 2], [3, 4.5]]})",
        R"({"n": 5, "k": 3, "pointwise": 4, "pointwise_weights": "pointwise.csv"})"}) {
    EXPECT_EQ(complaints_about(text), "") << text;
  }
  for (const std::string text : {R"({"n": 5, "k": 3, "pointwise": [4]})", R"({"n": 5, "k": 3, "pointwise": 0})",
                                 R"({"n": 5, "k": 3, "pointwise_weights": 7})"}) {
    EXPECT_NE(complaints_about(text), "") << text;
    const ProcessResult run =
        run_convarith({"shape", "--preset", "-"}, {.folder = {}, .environment = {}, .input = text});
    EXPECT_EQ(run.exit_code, 2) << text << run.err;
  }
}

TEST(Schema, RefusesWhatTheProgramRefuses) {
  for (const std::string text :
       {R"({"n": 5})", R"({"n": 0, "k": 1})", R"({"n": 5, "k": 3, "strid": 2})", R"({"n": "5", "k": 3})",
        R"({"n": [5, 5, 5, 5], "k": 3})", R"({"n": 5, "k": 3, "name": "../x"})", R"({"n": 5, "k": 3, "op": "sum"})",
        R"({"n": 5, "k": 3, "dpi": 72, "width": 300})", R"({"n": 5, "k": 3, "format": ["bmp"]})",
        R"({"n": 5, "k": 3, "version": 2})"}) {
    EXPECT_NE(complaints_about(text), "") << text;
    const ProcessResult run =
        run_convarith({"render", "--preset", "-", "--dry-run"}, {.folder = {}, .environment = {}, .input = text});
    EXPECT_EQ(run.exit_code, 2) << text << run.err;
  }
}

TEST(Schema, TakesColoursAsTheProgramDoes) {
  for (const auto& [text, is_right] :
       {std::pair(R"({"n": 5, "k": 3, "theme": "dark", "background": "#0d1117"})", true),
        std::pair(R"({"n": 5, "k": 3, "theme": "auto", "background": "transparent"})", true),
        std::pair(R"({"n": 5, "k": 3, "background": "#abc"})", true),
        std::pair(R"({"n": 5, "k": 3, "background": "olive"})", true),
        std::pair(R"({"n": 5, "k": 3, "background": "#abcd"})", false),
        std::pair(R"({"n": 5, "k": 3, "background": "papayawhip"})", false),
        std::pair(R"({"n": 5, "k": 3, "theme": 3})", false)}) {
    EXPECT_EQ(complaints_about(text) == "", is_right) << text;
    const ProcessResult run =
        run_convarith({"render", "--preset", "-", "--dry-run"}, {.folder = {}, .environment = {}, .input = text});
    EXPECT_EQ(run.exit_code, is_right ? 0 : 2) << text << run.err;
  }
}

TEST(ThemeSchema, HasExactlyTheColoursThatTheProgramReads) {
  const json schema = json::parse(read_file(kThemeSchema));
  Words known;
  for (const ThemeField& field : theme_fields()) known.emplace(field.key);
  expect_words(schema["required"].get<Words>(), known, "required");
  known.insert({"version", "name", "description"});
  Words published;
  for (const auto& [key, value] : schema["properties"].items()) published.insert(key);
  expect_words(published, known, "properties");
}

TEST(ThemeSchema, AcceptsEveryTheme) {
  for (const BuiltinTheme& theme : builtin_themes()) {
    EXPECT_EQ(complaints_about(std::string(theme.text), kThemeSchema), "") << theme.name;
  }
}

TEST(ThemeSchema, RefusesWhatTheProgramRefuses) {
  const json theme = json::parse(builtin_themes().front().text);
  const auto changed = [&theme](const char* key, const json& value) {
    json other = theme;
    other[key] = value;
    return other.dump();
  };
  for (const std::string& text :
       {changed("paper", "white"), changed("shade_opacity", 1), changed("shade_opacity", 0), changed("hues", "#ffffff"),
        changed("hues", json::array({"#ffffff"})), changed("more_outputs", theme["hues"]), changed("colour", "#ffffff"),
        changed("version", 2), changed("name", "a/b"), changed("description", 1), std::string("[]")}) {
    EXPECT_NE(complaints_about(text, kThemeSchema), "") << text;
    EXPECT_FALSE(read_theme(text, "theme", "a")) << text;
  }
}

}  // namespace
}  // namespace convarith::testing::schema_test
