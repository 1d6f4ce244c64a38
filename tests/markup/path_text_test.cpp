#include "markup/path_text.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <regex>
#include <vector>

#include "markup/xml_text.hpp"

namespace convarith::testing::path_text_test {
namespace {

/// The corners that path data lead to from a point, as the SVG specification has it.
std::vector<Point> read_path(const std::string& data, Point here) {
  const std::regex token(R"([a-z]|-?(?:\d+\.?\d*|\.\d+))");
  std::vector<Point> corners{here};
  Point begin = here;
  char command = 'l';
  std::vector<double> numbers;
  for (std::sregex_iterator match(data.begin(), data.end(), token), end; match != end; ++match) {
    const std::string text = match->str();
    if (text[0] >= 'a' && text[0] <= 'z') {
      command = text[0];
      if (command == 'z') here = begin;
      continue;
    }
    numbers.push_back(std::stod(text));
    const bool takes_one = command == 'h' || command == 'v';
    if (!takes_one && numbers.size() < 2) continue;
    if (command != 'v') here.x += numbers.front();
    if (command != 'h') here.y += numbers.back();
    if (command == 'm') begin = here;
    corners.push_back(here);
    numbers.clear();
  }
  return corners;
}

TEST(PathText, LeadsWhereItShould) {
  std::mt19937 engine(3);
  const auto coordinate = [&engine] { return static_cast<double>(engine() % 40000) / 97 - 200; };
  for (int round = 0; round < 200; ++round) {
    PathText path(2);
    std::vector<Point> expected;
    for (int i = 0; i < 12; ++i) {
      Point point{coordinate(), coordinate()};
      if (i % 4 == 1) point.x = expected.back().x;
      if (i % 4 == 2) point.y = expected.back().y;
      expected.push_back(point);
      if (i % 4 == 0) {
        if (i > 0) path.close();
        path.move_to(point);
      } else {
        path.line_to(point);
      }
    }
    const std::vector<Point> found = read_path(path.tail(), path.begin());
    ASSERT_EQ(found.size(), expected.size()) << path.tail();
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_NEAR(found[i].x, expected[i].x, 0.006) << path.tail();
      EXPECT_NEAR(found[i].y, expected[i].y, 0.006) << path.tail();
    }
  }
}

TEST(PathText, OfTranslatedCopiesIsTheSame) {
  const auto tail_from = [](Point corner) {
    PathText path(2);
    path.move_to(corner);
    path.line_to({corner.x + 14.17339, corner.y - 7.086695});
    path.line_to({corner.x + 4.25, corner.y - 16.3});
    path.close();
    return path.tail();
  };
  for (int i = 1; i < 50; ++i) EXPECT_EQ(tail_from({i / 3.0, -i * 14.17339}), tail_from({0, 0}));
}

TEST(PathText, IsShort) {
  PathText path(2);
  path.move_to({10, 20});
  path.line_to({44, 20});
  path.line_to({44, 54});
  path.line_to({43.5, 53.75});
  path.line_to({44, 54.5});
  path.close();
  EXPECT_EQ(path.tail(), "h34v34l-.5-.25.5.75z");
}

TEST(Decimal, HasNoMoreDigitsThanItNeeds) {
  EXPECT_EQ(decimal(0, 2), "0");
  EXPECT_EQ(decimal(-0.001, 2), "0");
  EXPECT_EQ(decimal(0.5, 2), ".5");
  EXPECT_EQ(decimal(-0.25, 2), "-.25");
  EXPECT_EQ(decimal(100, 2), "100");
  EXPECT_EQ(decimal(100, 0), "100");
  EXPECT_EQ(decimal(12.999, 2), "13");
}

TEST(Escaped, HasNothingThatMarkupTakesForItsOwn) {
  EXPECT_EQ(escaped("a <b> & \"c\" é"), "a &lt;b&gt; &amp; &quot;c&quot; é");
  EXPECT_EQ(escaped(std::string("a\x01") + "b"), "a b");
}

}  // namespace
}  // namespace convarith::testing::path_text_test
