// Interactive pages and their index: what they refer to, and whether their data is true.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/cli/workspace.hpp"
#include "tests/support/decoding.hpp"

namespace convarith::testing::html_test {
namespace {

using nlohmann::json;

std::string between(const std::string& text, const std::string& begin, const std::string& end) {
  const std::size_t first = text.find(begin);
  if (first == std::string::npos) return {};
  const std::size_t from = first + begin.size();
  return text.substr(from, text.find(end, from) - from);
}

json data_of(const std::string& page) {
  return json::parse(between(page, "id=\"data\">", "</script>"));
}

int count_of(const std::string& text, const std::string& part) {
  int count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

/// The page of a layer from flags.
std::string page_of(const std::string& flags) {
  const Workspace workspace;
  expect_success(workspace.run("render " + flags + " --format html -o page.html"));
  return workspace.contents().at("page.html");
}

/// Nothing from elsewhere, elements that end, and ids that are there once.
void expect_self_contained(const std::string& page, const std::string& name) {
  for (const char* const reference : {"http:", "https:", "src=", "url(", "@import", "<link", "<img", "<iframe"}) {
    EXPECT_EQ(page.find(reference), std::string::npos) << name << " has " << reference;
  }
  EXPECT_NE(page.find("default-src 'none'"), std::string::npos) << name;
  for (const std::string element : {"svg", "g", "ul", "li", "dl", "main", "style", "script", "defs"}) {
    const int opened = count_of(page, "<" + element + " ") + count_of(page, "<" + element + ">");
    EXPECT_EQ(opened, count_of(page, "</" + element + ">")) << name << ": " << element;
  }
  std::set<std::string> ids;
  for (std::size_t at = page.find(" id=\""); at != std::string::npos; at = page.find(" id=\"", at + 1)) {
    const std::string id = page.substr(at + 5, page.find('"', at + 5) - at - 5);
    EXPECT_TRUE(ids.insert(id).second) << name << " has " << id << " twice";
  }
  for (std::size_t at = page.find("href=\"#"); at != std::string::npos; at = page.find("href=\"#", at + 1)) {
    const std::string id = page.substr(at + 7, page.find('"', at + 7) - at - 7);
    EXPECT_TRUE(ids.contains(id)) << name << " lacks " << id;
  }
}

TEST(Html, EveryPresetHasAPageThatNeedsNothingElse) {
  const Workspace workspace;
  expect_success(workspace.run("render --all --format html"));
  const auto contents = workspace.contents();
  EXPECT_GT(contents.size(), 70U);
  for (const auto& [name, page] : contents) {
    expect_self_contained(page, name);
    if (name == "html/index.html") continue;
    const json data = data_of(page);
    EXPECT_GT(data["steps"], 0) << name;
    EXPECT_FALSE((data.contains("model") ? data["model"]["maps"] : data["maps"]).empty()) << name;
    EXPECT_LT(page.size(), 120'000U) << name;
  }
  EXPECT_LT(contents.at("html/padding_strides.html").size(), 44'000U);
}

/// An axis of a random layer, small enough for all to be tried.
struct RandomAxis {
  int input, kernel, stride, padding, dilation;
};

/// What `data` says of an axis: for each output its taps as weight and input.
void expect_taps(const json& axis, const RandomAxis& asked, bool is_transposed, const std::string& what) {
  const int outputs = axis["m"];
  for (int output = 0; output < outputs; ++output) {
    std::set<std::pair<int, int>> told;
    for (const json& tap : axis["taps"][static_cast<std::size_t>(output)]) {
      if (tap[2] >= 0) told.emplace(tap[1].get<int>(), tap[2].get<int>());
    }
    std::set<std::pair<int, int>> wanted;
    for (int weight = 0; weight < asked.kernel; ++weight) {
      for (int input = 0; input < asked.input; ++input) {
        const bool meets = is_transposed ? input * asked.stride + weight * asked.dilation - asked.padding == output
                                         : output * asked.stride + weight * asked.dilation - asked.padding == input;
        if (meets) wanted.emplace(weight, input);
      }
    }
    EXPECT_EQ(told, wanted) << what << ", output " << output;
  }
}

TEST(Html, TapsAreThoseOfTheArithmetic) {
  std::mt19937 random(8);
  const auto one_of = [&random](int first, int last) {
    return first + static_cast<int>(random() % static_cast<unsigned>(last - first + 1));
  };
  for (int i = 0; i < 24; ++i) {
    const RandomAxis axis{one_of(3, 6), one_of(1, 3), one_of(1, 3), one_of(0, 1), one_of(1, 2)};
    const bool is_transposed = i % 2 == 1;
    const int span = axis.dilation * (axis.kernel - 1) + 1;
    const int output =
        is_transposed ? (axis.input - 1) * axis.stride - 2 * axis.padding + span : axis.input + 2 * axis.padding - span;
    if (output < 1) continue;
    const std::string flags = "-n " + std::to_string(axis.input) + " -k " + std::to_string(axis.kernel) + " -s " +
                              std::to_string(axis.stride) + " -p " + std::to_string(axis.padding) + " -d " +
                              std::to_string(axis.dilation) + (is_transposed ? " --transposed" : "");
    const json data = data_of(page_of(flags));
    for (const char* const name : {"rows", "cols"}) expect_taps(data["layers"][0][name], axis, is_transposed, flags);
  }
}

TEST(Html, PaddingSaysWhatItCopies) {
  const json data = data_of(page_of("-n 4 -k 3 -p 1 --padding-mode reflect"));
  const json& taps = data["layers"][0]["rows"]["taps"];
  EXPECT_EQ(taps[0][0], json({0, 0, -1, 1}));
  EXPECT_EQ(taps[3][2], json({5, 2, -1, 2}));
}

TEST(Html, ValuesAreThoseOfTheLayer) {
  const json layer =
      data_of(page_of("-n 2 -k 2 -p 0 --values [[1,2],[3,4]] --weights [[1,0],[0,-1]] --bias [0.5]"))["layers"][0];
  EXPECT_EQ(layer["x"], json({1, 2, 3, 4}));
  EXPECT_EQ(layer["w"], json({1, 0, 0, -1}));
  EXPECT_EQ(layer["b"], json({0.5}));
  EXPECT_EQ(layer["y"], json({-2.5}));
}

/// Whether a colour is more than a grey, as paper under the kernel's shade is at most.
bool is_coloured(const Colour& colour) {
  return std::max({colour.red, colour.green, colour.blue}) - std::min({colour.red, colour.green, colour.blue}) > 60;
}

/// Whether a picture shows a cell of a map in colour. Lines may cross it here and there.
bool is_coloured(const Picture& picture, double scale, const json& map, int row, int col) {
  constexpr std::pair<double, double> inside[] = {{0.5, 0.5}, {0.3, 0.5}, {0.7, 0.5}, {0.5, 0.3}, {0.5, 0.7}};
  const auto count = std::count_if(std::begin(inside), std::end(inside), [&](const auto& point) {
    const auto at = [&](std::size_t i) {
      return map["at"][i].template get<double>() + (row + point.first) * map["down"][i].template get<double>() +
             (col + point.second) * map["right"][i].template get<double>();
    };
    return is_coloured(picture.at(static_cast<int>(at(0) * scale), static_cast<int>(at(1) * scale)));
  });
  return count >= 3;
}

TEST(Html, MapsLieOnTheCellsOfThePicture) {
  for (const std::string flags :
       {"-n 5 -k 3 -s 2 -p 1", "-n 3x4 -k 3 -s 2 -p 1 --transposed", "-n 4 -k 2 -s 2 --transposed --view stamp"}) {
    const Workspace workspace;
    expect_success(workspace.run("render --name a --format html,png --dpi 144 " + flags));
    const json data = data_of(workspace.contents().at("html/a.html"));
    std::vector<std::filesystem::path> pictures;
    for (const auto& entry : std::filesystem::directory_iterator(workspace / "png")) pictures.push_back(entry);
    const Picture picture = decode(*std::max_element(pictures.begin(), pictures.end())).front();
    for (const json& map : data["maps"]) {
      const json& layer = data["layers"][0];
      const auto is_input = [&](const json& axis, int place) {
        const int first = axis["first"];
        const int spread = axis["spread"];
        return place >= first && (place - first) % spread == 0 && (place - first) / spread < axis["n"];
      };
      for (int row = map["rows"][0]; row < map["rows"][1]; ++row) {
        for (int col = map["cols"][0]; col < map["cols"][1]; ++col) {
          const bool is_cell = map["kind"] != "plane" || (is_input(layer["rows"], row) && is_input(layer["cols"], col));
          EXPECT_EQ(is_coloured(picture, 2, map, row, col), is_cell)
              << flags << ": " << map["kind"] << " " << row << ", " << col;
        }
      }
    }
  }
}

TEST(HtmlIndex, ListsThePagesOfARunInOrder) {
  const Workspace workspace;
  const auto result = workspace.run("render --preset padding_strides --preset conv1d --format html");
  expect_success(result);
  EXPECT_NE(result.err.find("html/index.html"), std::string::npos) << result.err;
  const std::string index = workspace.contents().at("html/index.html");
  const std::size_t first = index.find("href=\"padding_strides.html\"");
  const std::size_t second = index.find("href=\"conv1d.html\"");
  EXPECT_LT(first, second);
  EXPECT_NE(second, std::string::npos);
  EXPECT_EQ(count_of(index, "<li>"), 2);
  EXPECT_NE(index.find("n\u00a0=\u00a05, k\u00a0=\u00a03, s\u00a0=\u00a02, p\u00a0=\u00a01"), std::string::npos);
}

TEST(HtmlIndex, NamesFamiliesAsTheGalleryDoes) {
  const std::string script = read_file(std::filesystem::path(CONVARITH_SOURCE_DIR) / "tools/docs.sh");
  const Workspace workspace;
  expect_success(workspace.run("render --all --format html"));
  const std::string index = workspace.contents().at("html/index.html");
  const std::regex family("family (\\w+) \\d \"([^\"]+)\"");
  int families = 0;
  for (std::sregex_iterator match(script.begin(), script.end(), family), end; match != end; ++match, ++families) {
    const std::string section =
        "<section data-family=\"" + (*match)[1].str() + "\">\n<h2>" + (*match)[2].str() + "</h2>";
    EXPECT_NE(index.find(section), std::string::npos) << section;
  }
  EXPECT_GT(families, 5);
  EXPECT_EQ(count_of(index, "<section "), families);
}

TEST(HtmlIndex, HasFiguresWithoutAFamilyLast) {
  const Workspace workspace;
  expect_success(workspace.run("render --manifest - --format html",
                               "{\"n\": 4, \"k\": 3, \"name\": \"one\"}\n"
                               "{\"n\": 4, \"k\": 2, \"name\": \"two\", \"family\": \"my_own\"}\n"));
  const std::string index = workspace.contents().at("html/index.html");
  EXPECT_LT(index.find("<h2>My own</h2>"), index.find("two.html"));
  EXPECT_LT(index.find("two.html"), index.find("<h2>Other figures</h2>"));
  EXPECT_LT(index.find("<h2>Other figures</h2>"), index.find("one.html"));
}

TEST(HtmlIndex, HasTheHeadingsOfThePages) {
  const Workspace workspace;
  expect_success(workspace.run("render --preset padding_strides --preset conv1d --format html"));
  const std::string index = workspace.contents().at("html/index.html");
  const std::string heading = between(workspace.contents().at("html/padding_strides.html"), "<h1>", "</h1>");
  EXPECT_EQ(heading, "Convolution with a 3 × 3 kernel, stride 2 and padding 1");
  EXPECT_NE(
      index.find("<a href=\"padding_strides.html\">" + heading + "</a></h3><p class=\"name\">padding_strides</p>"),
      std::string::npos);
}

TEST(HtmlIndex, IsThatOfTheLastRun) {
  const Workspace workspace;
  expect_success(workspace.run("render --preset padding_strides --preset conv1d --format html"));
  expect_success(workspace.run("render --preset padding_strides --preset dilation --format html"));
  const std::string index = workspace.contents().at("html/index.html");
  EXPECT_EQ(index.find("conv1d.html"), std::string::npos);
  EXPECT_NE(index.find("dilation.html"), std::string::npos);
}

TEST(HtmlIndex, IsNotMadeForOnePageNorForShards) {
  const Workspace one;
  expect_success(one.run("render --preset padding_strides --format html"));
  EXPECT_FALSE(one.contents().contains("html/index.html"));
  const Workspace shard;
  expect_success(shard.run("render --family numerical --format html --shard 1/2"));
  EXPECT_FALSE(shard.contents().contains("html/index.html"));
}

TEST(HtmlIndex, GoesBeforeAFigureOfItsName) {
  const Workspace workspace;
  const auto result = workspace.run("render --manifest - --format html",
                                    "{\"n\": 4, \"k\": 3, \"name\": \"index\"}\n{\"n\": 4, \"k\": 2}\n");
  EXPECT_NE(result.exit_code, 0);
  EXPECT_NE(result.err.find("index.html"), std::string::npos) << result.err;
}

TEST(HtmlIndex, IsInTheDryRun) {
  const Workspace workspace;
  const auto result = workspace.run("render --preset padding_strides --preset conv1d --format html --dry-run");
  EXPECT_NE(result.out.find("html/index.html: an index"), std::string::npos) << result.out;
  EXPECT_TRUE(workspace.contents().empty());
}

}  // namespace
}  // namespace convarith::testing::html_test
