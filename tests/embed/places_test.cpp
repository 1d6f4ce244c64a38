#include "embed/places.hpp"

#include <gtest/gtest.h>

namespace convarith::testing::places_test {
namespace {

TEST(Links, AreJoinedWithOneSlash) {
  EXPECT_EQ(link_below("", "gif/a.gif"), "gif/a.gif");
  EXPECT_EQ(link_below("img", "gif/a.gif"), "img/gif/a.gif");
  EXPECT_EQ(link_below("img/", "gif/a.gif"), "img/gif/a.gif");
  EXPECT_EQ(link_below("/", "gif/a.gif"), "/gif/a.gif");
  EXPECT_EQ(link_below("https://example.org", "gif/a.gif"), "https://example.org/gif/a.gif");
}

TEST(Links, HaveOnlyCharactersThatMayStandInThem) {
  EXPECT_EQ(link_below("my images (2)", "a.gif"), "my%20images%20%282%29/a.gif");
  EXPECT_EQ(link_below("50%\"<é>#?", "a.gif"), "50%25%22%3C%C3%A9%3E%23%3F/a.gif");
  EXPECT_EQ(link_below("c:d", "a.gif"), "c%3Ad/a.gif");
}

TEST(Links, KeepWhatIsEncodedInAnAddress) {
  EXPECT_EQ(link_below("https://example.org:80/a%20b/50%", "a.gif"), "https://example.org:80/a%20b/50%25/a.gif");
  EXPECT_EQ(link_below("a%20b", "a.gif"), "a%2520b/a.gif");
}

}  // namespace
}  // namespace convarith::testing::places_test
