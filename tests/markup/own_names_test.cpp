// Figures in one page: whatever one of them defines has names of its own, and no rule of its style means anything else.

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>
#include <vector>

#include "markup/content_name.hpp"
#include "markup/svg_document.hpp"
#include "tests/layout/number_figures.hpp"

namespace convarith::testing::own_names_test {
namespace {

std::vector<std::string> matches_of(const std::string& text, const std::string& pattern) {
  const std::regex regex(pattern);
  std::vector<std::string> matches;
  for (std::sregex_iterator match(text.begin(), text.end(), regex), end; match != end; ++match) {
    matches.push_back((*match)[1]);
  }
  return matches;
}

std::vector<std::string> words_of(const std::vector<std::string>& lists) {
  std::vector<std::string> words;
  for (const std::string& list : lists) {
    for (const std::string& word : matches_of(list, "([^ ]+)")) words.push_back(word);
  }
  return words;
}

/// All ids, classes and keyframes of a figure, where they are defined and where they are used.
std::vector<std::string> names_in(const std::string& svg) {
  std::vector<std::string> names = words_of(matches_of(svg, "(?: id| class| aria-labelledby)=\"([^\"]*)\""));
  for (const char* const pattern : {"href=\"#([^\"]*)\"", "@keyframes (\\w+)", "animation:(\\w+)"}) {
    for (const std::string& name : matches_of(svg, pattern)) names.push_back(name);
  }
  return names;
}

std::string style_of(const std::string& svg) {
  const std::vector<std::string> styles = matches_of(svg, "<style>([^<]*)</style>");
  return styles.empty() ? std::string() : styles.front();
}

/// What rules of a style sheet are for: all before a brace but at-rules, and times of keyframes.
std::vector<std::string> selectors_in(const std::string& style) {
  return matches_of(std::regex_replace(style, std::regex("@keyframes \\w+\\{(?:[^{}]*\\{[^{}]*\\})*\\}"), ""),
                    "([^{};@\n]+)\\{");
}

std::string animation_of(const Film& film, const Film* dark, const FigureTexts& texts = {"name", "what"}) {
  return svg_animation(film, dark, make_timeline(film, dark, 0, film.steps), {film.steps, 1, 0, 0}, texts);
}

/// Figures with repeated paths, letters, single steps, steps that come again, and dark colours.
std::vector<std::string> some_figures() {
  FigureOptions labelled;
  labelled.labels = labelled.legend = true;
  const Subject small = subject_of(layer(4, 3));
  const Subject large = subject_of(layer(5, 3));
  const Film plain = film_of(small, labelled);
  Film dark = plain;
  for (Paint& paint : dark.paints) paint.colour.red ^= 0xff;
  return {animation_of(plain, nullptr),
          animation_of(plain, nullptr, {"name", "what else"}),
          animation_of(plain, &dark),
          animation_of(film_of(large, view("numeric")), nullptr),
          animation_of(film_of(large, view("equation")), nullptr),
          animation_of(film_of(large, view("volume")), nullptr),
          svg_still(plain, nullptr, 0, {"name", "what"}),
          svg_still(plain, nullptr, 1, {"name", "what"}),
          svg_still(plain, &dark, 1, {"name", "what"})};
}

TEST(OwnNames, AreAllThatAFigureDefinesOrUses) {
  std::set<std::string> prefixes;
  for (const std::string& svg : some_figures()) {
    const std::vector<std::string> names = names_in(svg);
    ASSERT_GT(names.size(), 5U);
    const std::string prefix = names.front().substr(0, 6);
    EXPECT_TRUE(std::regex_match(prefix, std::regex("[a-z]{6}"))) << prefix;
    for (const std::string& name : names) EXPECT_TRUE(name.starts_with(prefix)) << name;
    EXPECT_TRUE(prefixes.insert(prefix).second) << prefix << " is the prefix of two figures";
  }
}

TEST(OwnNames, AreAllThatStylesMean) {
  std::size_t rules = 0;
  for (const std::string& svg : some_figures()) {
    const std::string prefix = names_in(svg).front().substr(0, 6);
    const std::regex own("(\\." + prefix + "\\w+|\\[class\\^=" + prefix + "s\\])");
    for (const std::string& selector : selectors_in(style_of(svg))) {
      if (selector.find("prefers-") != std::string::npos) continue;
      EXPECT_TRUE(std::regex_match(selector, own)) << selector;
      ++rules;
    }
  }
  EXPECT_GT(rules, 50U);
}

TEST(OwnNames, FollowFromTheFigureAlone) {
  EXPECT_EQ(some_figures(), some_figures());
  EXPECT_EQ(content_name("a figure"), "xdvqmg");
  EXPECT_EQ(with_own_name("plain"), "plain");
  const std::string mark(kOwnName);
  const std::string name = content_name(mark + "a " + mark + "b");
  EXPECT_EQ(with_own_name(mark + "a " + mark + "b"), name + "a " + name + "b");
}

TEST(OwnNames, HardlyEverMeet) {
  std::set<std::string> names;
  constexpr int texts = 2000;
  for (int i = 0; i < texts; ++i) names.insert(content_name(std::to_string(i)));
  EXPECT_EQ(names.size(), static_cast<std::size_t>(texts));
}

}  // namespace
}  // namespace convarith::testing::own_names_test
