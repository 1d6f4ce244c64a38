#include "config/themes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

#include "config/colours.hpp"
#include "config/preset.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::themes_test {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(CONVARITH_SOURCE_DIR) / "presets/themes";

std::string solarized() {
  return read_file(kFolder / "solarized.json");
}

/// The reference's theme with one piece of its text replaced.
std::string with(const std::string& from, const std::string& to) {
  std::string text = solarized();
  const std::size_t place = text.find(from);
  EXPECT_NE(place, std::string::npos) << from;
  return text.replace(place, from.size(), to);
}

std::vector<std::string> lines(const Problems& problems) {
  std::vector<std::string> all;
  for (const Problem& problem : problems) {
    EXPECT_EQ(problem.kind, Problem::Kind::usage);
    all.push_back(to_line(problem));
  }
  return all;
}

/// What is said of a theme that can't be read.
std::string complaint(const std::string& text) {
  const Result<NamedTheme> theme = read_theme(text, "mine.json", "mine");
  if (theme) return {};
  EXPECT_EQ(theme.problems().size(), 1U);
  return to_line(theme.problems().front());
}

TEST(BuiltinThemes, AreTheFilesOfTheFolder) {
  std::set<std::string> names;
  for (const BuiltinTheme& theme : builtin_themes()) {
    EXPECT_EQ(theme.text, read_file(kFolder / (std::string(theme.name) + ".json")));
    names.emplace(theme.name);
  }
  EXPECT_FALSE(names.empty());
  for (const auto& entry : fs::directory_iterator(kFolder)) EXPECT_TRUE(names.contains(entry.path().stem())) << entry;
}

TEST(BuiltinThemes, SayWhatTheyAre) {
  for (const BuiltinTheme& builtin : builtin_themes()) {
    const Result<NamedTheme> theme = load_theme(std::string(builtin.name));
    ASSERT_TRUE(theme) << to_line(theme.problems().front());
    EXPECT_EQ(theme->name, builtin.name);
    EXPECT_FALSE(theme->description.empty());
  }
}

TEST(ReadTheme, PutsEachColourInItsPlace) {
  const Theme theme = read_theme(solarized(), "a theme", "")->theme;
  EXPECT_EQ(theme.paper, (Colour{255, 255, 255}));
  EXPECT_EQ(theme.input, (Colour{38, 139, 210}));
  EXPECT_EQ(theme.output, (Colour{42, 161, 152}));
  EXPECT_EQ(theme.line, (Colour{0, 43, 54}));
  EXPECT_EQ(theme.shade_opacity, 0.4);
  EXPECT_EQ(theme.hues[5], (Colour{216, 110, 66}));
  EXPECT_EQ(theme.more_outputs[0], (Colour{133, 200, 194}));
}

TEST(ReadTheme, TakesTheNameOfTheFileWhereItHasNone) {
  EXPECT_EQ(read_theme(with("\"name\": \"solarized\",", ""), "a/mine.json", "mine")->name, "mine");
  EXPECT_EQ(read_theme(solarized(), "a/mine.json", "mine")->name, "solarized");
  EXPECT_EQ(to_line(read_theme(with("\"name\": \"solarized\",", ""), "my own.json", "my own").problems().front()),
            "my own.json: the name of the file can't be part of other file names; add a \"name\"");
}

TEST(ReadTheme, NeedsEveryColour) {
  for (const ThemeField& field : theme_fields()) {
    const std::string key(field.key);
    std::string text = solarized();
    const std::size_t start = text.find("\"" + key + "\":");
    ASSERT_NE(start, std::string::npos) << key;
    // With the comma before it, to the end of its line without the comma there.
    text.erase(start - 4, text.find(field.key == "more_outputs" ? "\n}" : ",\n", start) - start + 4);
    EXPECT_EQ(complaint(text), "mine.json: is missing \"" + key + "\"; presets/themes/solarized.json has every colour");
  }
}

TEST(ReadTheme, SaysAllThatIsWrongWithItsLines) {
  std::string missing;
  for (const ThemeField& field : theme_fields()) {
    if (field.key == "paper" || field.key == "input" || field.key == "line") continue;
    missing += (missing.empty() ? "\"" : ", \"") + std::string(field.key) + "\"";
  }
  const Result<NamedTheme> theme = read_theme(
      "{\n\"paper\": \"white\",\n\"input\": \"#12345g\",\n\n\"inptu\": \"#123456\", \"line\": 7,\n\"paper\": "
      "\"#ffffff\"}",
      "mine.json", "mine");
  ASSERT_FALSE(theme);
  EXPECT_EQ(lines(theme.problems()),
            (std::vector<std::string>{
                "mine.json:3: \"input\": must be a colour, not \"#12345g\"; give one such as \"#268bd2\"",
                "mine.json:5: \"inptu\": unknown key; did you mean input?",
                "mine.json:5: \"line\": must be a colour, not 7; give one such as \"#268bd2\"",
                "mine.json:6: \"paper\": the key is given twice",
                "mine.json: is missing " + missing + "; presets/themes/solarized.json has every colour"}));
}

TEST(ReadTheme, RefusesWhatIsNoTheme) {
  EXPECT_EQ(complaint("[]"), "mine.json: a theme is a JSON object that names its colours");
  EXPECT_EQ(complaint("{\n  \"paper\" \"#ffffff\"}").substr(0, 32), "mine.json:2:19: not valid JSON: ");
  EXPECT_EQ(complaint(with("\"version\": 1", "\"version\": 2")),
            "mine.json:2: \"version\": version 2 is newer than this program supports; it reads versions up to 1");
  EXPECT_EQ(complaint(with("\"solarized\"", "\"../mine\"")),
            "mine.json:3: \"name\": '../mine' can't be part of a file name; use letters, digits, '_' and '-'");
  for (const char* const share : {"0", "1", "-0.5", "1e300", "\"0.4\""}) {
    EXPECT_TRUE(complaint(with("0.4", share))
                    .starts_with("mine.json:10: \"shade_opacity\": must be a number from 0.02 to 0.98, not "))
        << share;
  }
}

TEST(ReadTheme, RefusesANulWhereverItStands) {
  const std::string nul(1, '\0');
  const std::string theme = solarized();
  for (const std::string& text : {theme + nul, theme + nul + '"', theme.substr(0, 40) + nul + theme.substr(40)}) {
    EXPECT_NE(complaint(text).find("it has a NUL byte"), std::string::npos) << complaint(text);
  }
}

TEST(ReadTheme, SaysNothingOfAFileThatIsNone) {
  for (const char* const text : {"root:x:0", "{\"token\": \"hidden\", \"name\": \"hidden\"}", "[\"hidden\"]"}) {
    for (const char* const secret : {"root", "token", "hidden"}) {
      EXPECT_EQ(complaint(text).find(secret), std::string::npos) << complaint(text);
    }
  }
  EXPECT_EQ(complaint("{\"token\": \"hidden\"}"),
            "mine.json: none of its keys is a colour of a theme; presets/themes/solarized.json has every colour");
}

TEST(ReadTheme, RefusesListsOfAnotherLength) {
  EXPECT_EQ(complaint(with("\"#dac480\", \"#b6b8e2\"", "\"#dac480\"")),
            "mine.json:14: \"origins\": has 5 colours; give 6");
  EXPECT_EQ(complaint(with("\"#dac480\", \"#b6b8e2\"", "\"#dac480\", 4")),
            "mine.json:14: \"origins\": must be a colour, not 4; give one such as \"#268bd2\"");
  EXPECT_EQ(complaint(with("\"paper\": \"#ffffff\"", "\"paper\": [\"#ffffff\"]")),
            "mine.json:5: \"paper\": must be a colour, not [\"#ffffff\"]; give one such as \"#268bd2\"");
}

TEST(LoadTheme, TakesAWordForAFileWhereItLooksLikeOneOrIsOne) {
  const TemporaryFolder folder;
  write_file(folder / "mine.json", with("#268bd2", "#010203"));
  write_file(folder / "bare", with("#268bd2", "#010203"));
  for (const char* const name : {"mine.json", "bare"}) {
    const Result<NamedTheme> theme = load_theme((folder / name).string());
    ASSERT_TRUE(theme) << name;
    EXPECT_EQ(theme->theme.input, (Colour{1, 2, 3}));
  }
  EXPECT_EQ(to_line(load_theme("solarised").problems().front()),
            "there is no theme or file 'solarised'; did you mean solarized?");
  EXPECT_EQ(to_line(load_theme("none.json").problems().front()), "there is no file 'none.json'");
  EXPECT_EQ(to_line(load_theme("/").problems().front()), "/ is not a regular file");
}

TEST(LoadTheme, NamesTheFileAndThePlace) {
  const TemporaryFolder folder;
  const std::string file = (folder / "mine.json").string();
  write_file(file, with("#268bd2", "blue"));
  EXPECT_EQ(to_line(load_theme(file).problems().front()),
            file + ":6: \"input\": must be a colour, not \"blue\"; give one such as \"#268bd2\"");
}

TEST(LoadTheme, OfAPresetLooksBesideThePreset) {
  const TemporaryFolder folder;
  write_file(folder / "mine.json", solarized());
  const auto theme_of = [&](const std::string& word) {
    return read_preset("{\"n\": 5, \"k\": 3, \"theme\": \"" + word + "\"}", "p.json", "p", std::nullopt, folder.path())
        ->request.theme;
  };
  EXPECT_EQ(theme_of("mine.json"), (folder / "mine.json").string());
  EXPECT_EQ(theme_of("book"), "book");
  EXPECT_EQ(theme_of("auto"), "auto");
  EXPECT_EQ(theme_of("bok"), "bok");
}

TEST(ColourOfText, ReadsShortAndLongNumbersAndNames) {
  EXPECT_EQ(colour_of_text("#0d1117"), (Colour{13, 17, 23}));
  EXPECT_EQ(colour_of_text("#FaF"), (Colour{255, 170, 255}));
  EXPECT_EQ(colour_of_text("teal"), (Colour{0, 128, 128}));
  for (const char* const text :
       {"", "#", "#12", "#1234", "#12345", "#1234567", "#12345g", "#+12345", "123456", "Teal"}) {
    EXPECT_FALSE(colour_of_text(text)) << text;
  }
}

}  // namespace
}  // namespace convarith::testing::themes_test
