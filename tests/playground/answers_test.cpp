// What the engine answers a page: the same pictures, refusals and snippets as those of the program, for whatever is
// set.

#include "playground/answers.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <string>
#include <variant>
#include <vector>

#include "config/fields.hpp"
#include "config/preset.hpp"
#include "encode/encoder.hpp"
#include "playground/settings.hpp"
#include "tests/cli/workspace.hpp"
#include "tests/support/effort.hpp"

namespace convarith::testing::answers_test {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

json ask(const json& question) {
  return json::parse(answer(question.dump()));
}

json figure(const json& settings) {
  return ask({{"ask", "figure"}, {"settings", settings}});
}

class MemorySink : public Sink {
 public:
  Status write(std::span<const std::uint8_t> bytes) override {
    text_.append(bytes.begin(), bytes.end());
    return ok();
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::string drawn(const json& question) {
  MemorySink sink;
  const Status status = draw(question.dump(), sink);
  return status ? sink.text() : to_line(status.problems().front());
}

const json& control_of(const json& start, const std::string& key) {
  for (const json& control : start["controls"]) {
    if (control["key"] == key) return control;
  }
  ADD_FAILURE() << "there is no control for " << key;
  return start;
}

TEST(Answers, HaveAControlForEverythingThatFlagsSayOfALayerAndItsFigure) {
  const json start = ask({{"ask", "start"}});
  for (const Field& field : fields()) {
    if (field.flags.empty() || (field.group != kLayerGroup && field.group != kFigureGroup)) continue;
    // Three axes can't be drawn, and a strip is no film.
    if (field.key == "dims" || field.key == "strip" || field.key == "columns") continue;
    const json& control = control_of(start, std::string(field.key));
    EXPECT_EQ(control.value("help", ""), field.help);
  }
  EXPECT_EQ(control_of(start, "transposed")["kind"], "switch");
  EXPECT_EQ(control_of(start, "s")["kind"], "axes");
  EXPECT_EQ(control_of(start, "padding_mode")["choices"].size(), 4U);
  EXPECT_GT(start["presets"].size(), 70U);
}

TEST(Answers, HaveTheFigureOfEachPresetThatFlagsCanSay) {
  for (const BuiltinPreset& preset : builtin_presets()) {
    const json told = ask({{"ask", "figure"}, {"preset", preset.name}});
    const auto read = read_preset(preset.text, std::string(preset.name), preset.name);
    const Request& request = read->request;
    // Whole models and lists of named numbers have no text behind a flag.
    if (request.model || request.parameters) continue;
    ASSERT_TRUE(told.contains("page")) << preset.name << ": " << told.dump().substr(0, 400);
    EXPECT_NE(told["page"]["figure"].get<std::string>().find("<svg"), std::string::npos);
    EXPECT_TRUE(json::parse(told["page"]["data"].get<std::string>())["steps"] > 0);
  }
}

TEST(Answers, GiveTheCommandThatMakesTheSameFigure) {
  const Workspace workspace;
  const std::vector<json> all{{{"n", "5"}, {"k", "3"}, {"s", "2"}, {"p", "1"}},
                              {{"n", "4x6"}, {"k", "3"}, {"p", "same"}, {"random", "3"}, {"labels", true}},
                              {{"n", "3"}, {"k", "3"}, {"s", "2"}, {"transposed", true}, {"a", "1"}, {"view", "stamp"}},
                              {{"op", "avg"}, {"n", "5"}, {"k", "2"}, {"p", "1"}, {"count_include_pad", false}},
                              {{"values", "[[1,2,3],[4,5,6],[7,8,9]]"}, {"weights", "[[1,0],[0,-1]]"}}};
  for (const json& settings : all) {
    const json told = figure(settings);
    ASSERT_TRUE(told.contains("command")) << told.dump();
    for (const std::string format : {"svg", "gif", "html", "json", "tex", "apng"}) {
      const std::string file = "a." + format;
      const auto made = workspace.shell(told["command"].get<std::string>().replace(0, 9, "$convarith") + " --format " +
                                        format + " -o " + file);
      const std::string bytes = drawn({{"settings", settings}, {"format", format}});
      const bool is_same =
          made.exit_code == 0 ? workspace.read(file) == bytes : made.err.find(bytes) != std::string::npos;
      EXPECT_TRUE(is_same) << told["command"] << " in " << format << "\n" << made.err;
    }
    const auto step = workspace.shell(told["command"].get<std::string>().replace(0, 9, "$convarith") +
                                      " --steps 1 --format png -o a.png");
    expect_success(step);
    EXPECT_TRUE(workspace.read("a.png") == drawn({{"settings", settings}, {"format", "png"}, {"step", 1}}));
  }
}

/// Random settings, most of which make a layer.
ordered_json random_settings(std::mt19937& random) {
  const auto one_of = [&](const std::vector<std::string>& words) { return words[random() % words.size()]; };
  ordered_json settings{{"n", one_of({"4", "5", "7", "6x4", "5x0"})}, {"k", one_of({"1", "2", "3", "3x2", "9"})}};
  const auto maybe = [&](const std::string& key, const std::vector<std::string>& words) {
    if (random() % 3 == 0) settings[key] = one_of(words);
  };
  maybe("op", {"max", "avg"});
  maybe("s", {"1", "2", "3", "2x1", "0"});
  maybe("p", {"1", "same", "half", "1,0,2,1", "full", "causal", "-1", "word"});
  maybe("d", {"2", "1x2"});
  maybe("a", {"1"});
  maybe("channels", {"2", "4"});
  maybe("filters", {"2", "3"});
  maybe("groups", {"2"});
  maybe("padding_mode", {"reflect", "circular"});
  maybe("random", {"1", "seven"});
  maybe("view", {"stamp", "equation", "volume", "stride", "projection", "breakdown", "nothing"});
  maybe("theme", {"dark", "solarized", "auto"});
  if (random() % 4 == 0) settings["transposed"] = true;
  if (random() % 4 == 0) settings["labels"] = true;
  if (random() % 8 == 0) settings["ceil_mode"] = true;
  return settings;
}

/// The arguments for settings, as they are: also those that make no request.
std::vector<std::string> arguments_for(const ordered_json& settings) {
  std::vector<std::string> arguments{"render", "--dry-run", "--format", "html"};
  for (const auto& [key, value] : settings.items()) {
    const std::string flags(find_field(key)->flags);
    const std::string flag = flags.substr(flags.rfind("--"));
    arguments.push_back(value.is_boolean() ? flag : flag + "=" + value.get<std::string>());
  }
  return arguments;
}

TEST(Answers, RefuseWhatTheProgramRefusesInTheSameWords) {
  std::mt19937 random(21);
  const Workspace workspace;
  int refused = 0;
  const unsigned tries = some_of(400);
  for (unsigned i = 0; i < tries; ++i) {
    const ordered_json settings = random_settings(random);
    const json told = figure(settings);
    const ProcessResult said = workspace.run(arguments_for(settings));
    EXPECT_EQ(told.contains("problems"), said.exit_code == 2) << settings << "\n" << said.err;
    std::string lines;
    for (const json& problem : told.value("problems", json::array())) {
      lines += "convarith: error: " + problem["line"].get<std::string>() + "\n";
      // A flag that is to blame is a control's.
      const bool names_flag = problem["where"].get<std::string>().starts_with("-");
      EXPECT_TRUE(problem.contains("key") || !names_flag) << problem;
    }
    if (lines.empty()) continue;
    ++refused;
    EXPECT_EQ(lines, said.err) << settings;
  }
  EXPECT_GT(refused, static_cast<int>(tries) / 5);
  EXPECT_LT(refused, static_cast<int>(tries));
}

TEST(Answers, NameControlsThatMakeNoSenseWithTheReasonForRefusingThem) {
  const json layers[] = {{{"n", "5"}, {"k", "3"}},
                         {{"n", "5"}, {"k", "2"}, {"op", "max"}},
                         {{"n", "4"}, {"k", "3"}, {"transposed", true}, {"s", "2"}},
                         {{"n", "5"}, {"k", "3"}, {"random", "1"}}};
  for (const json& layer : layers) {
    const json told = figure(layer);
    ASSERT_FALSE(told["idle"].empty());
    for (const auto& [key, idle] : told["idle"].items()) {
      const auto expect_refused = [&, name = key](const json& value, const json& reason) {
        json settings = layer;
        settings[name] = value;
        const json refused = figure(settings);
        ASSERT_TRUE(refused.contains("problems")) << settings;
        const json& problems = refused["problems"];
        const bool is_same = std::any_of(problems.begin(), problems.end(), [&](const json& problem) {
          return problem["why"] == reason["why"] && problem["hint"] == reason["hint"];
        });
        EXPECT_TRUE(is_same) << settings << "\n" << problems << "\n" << reason;
      };
      const json choices = idle.value("choices", json::object());
      for (const auto& [word, reason] : choices.items()) expect_refused(word, reason);
      const bool is_switch = std::holds_alternative<std::optional<bool> Request::*>(find_field(key)->member);
      if (idle.contains("why")) expect_refused(is_switch ? json(true) : json("1"), idle);
    }
    EXPECT_EQ(told["idle"].contains("a"), !layer.contains("transposed"));
    EXPECT_EQ(told["idle"].contains("ceil_mode"), !layer.contains("op"));
  }
}

TEST(Answers, EmbedAsTheProgramDoes) {
  const Workspace workspace;
  const json start = ask({{"ask", "start"}});
  EXPECT_GE(start["hosts"].size(), 6U);
  for (const json& host : start["hosts"]) {
    const std::string name = host["name"];
    const auto said = workspace.run("embed -n 5 -k 3 -s 2 -p 1 --for " + name);
    expect_success(said);
    const json told =
        ask({{"ask", "embed"}, {"settings", {{"n", "5"}, {"k", "3"}, {"s", "2"}, {"p", "1"}}}, {"host", name}});
    EXPECT_EQ(told["snippet"], said.out) << name;
  }
}

TEST(Answers, ReadALayerAndAModelThatWerePasted) {
  const json layer = ask({{"ask", "text"}, {"text", "nn.Conv2d(1, 1, 3, stride=2, padding=1)"}, {"n", "7"}});
  EXPECT_EQ(layer["settings"]["s"], "2");
  EXPECT_EQ(layer["settings"]["n"], "7");
  const std::string model =
      "nn.Sequential(nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(10, 2))";
  const json rows = ask({{"ask", "text"}, {"text", model}, {"n", "28"}});
  ASSERT_EQ(rows["rows"].size(), 4U) << rows;
  EXPECT_EQ(rows["rows"][0]["settings"]["filters"], "6");
  EXPECT_EQ(rows["rows"][2]["settings"]["op"], "max");
  EXPECT_EQ(rows["rows"][2]["settings"]["n"], "28");
  EXPECT_FALSE(rows["rows"][1].contains("settings"));
  EXPECT_NE(rows["problems"][0]["line"].get<std::string>().find("1176"), std::string::npos) << rows["problems"];
  const json shown = figure(rows["rows"][2]["settings"]);
  EXPECT_TRUE(shown.contains("page")) << shown;
  const json whole = ask({{"ask", "figure"},
                          {"settings", {{"n", "12"}}},
                          {"model", "nn.Sequential(nn.Conv2d(1, 1, 3), nn.MaxPool2d(2))"}});
  EXPECT_TRUE(whole.contains("page")) << whole;
  EXPECT_FALSE(whole.contains("formula"));
  EXPECT_TRUE(ask({{"ask", "text"}, {"text", "nothing (("}}).contains("problems"));
}

TEST(Answers, SayWhatIsWrongWithAQuestion) {
  for (const std::string question :
       {"", "{", "[]", "{\"ask\": 3}", "{\"ask\": \"nothing\"}", "{\"ask\":\"figure\",\"settings\":[]}",
        "{\"ask\":\"figure\",\"settings\":{\"nothing\":\"1\"}}", "{\"ask\":\"figure\",\"preset\":\"nothing\"}",
        "{\"ask\":\"figure\",\"settings\":{\"n\":[1]}}"}) {
    EXPECT_FALSE(json::parse(answer(question))["problems"].empty()) << question;
    MemorySink sink;
    EXPECT_FALSE(draw(question, sink)) << question;
  }
}

TEST(Answers, ColourTheNumbersOfTheFormula) {
  const json told = figure({{"n", "5"}, {"k", "3"}, {"s", "2"}, {"p", "1"}});
  EXPECT_EQ(told["formula"]["worked"][0],
            "<var class=\"m\">m</var> = ⌊(<var class=\"n\">5</var> + 2·<var class=\"p\">1</var> − (<var "
            "class=\"k\">3</var>−1) − 1)/<var class=\"s\">2</var> + 1⌋ = <var class=\"m\">3</var>");
}

}  // namespace
}  // namespace convarith::testing::answers_test
