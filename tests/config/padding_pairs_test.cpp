#include "config/padding_pairs.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "config/fields.hpp"
#include "config/values.hpp"

namespace convarith::testing::padding_pairs_test {
namespace {

/// What `-p text` is of a layer with so many axes, as a preset has it.
std::string padding(const std::string& text, std::optional<int> dims, const std::string& place = "-p/--padding") {
  const Field& field = *find_field("p");
  SourcedRequest request;
  EXPECT_TRUE(set_from_text(request.request, field, text));
  request.request.dims = dims;
  request.places["p"] = place;
  settle_pair_of_padding(request);
  return to_json(request.request, field).dump();
}

TEST(PairOfPadding, IsRowsAndColumns) {
  EXPECT_EQ(padding("1,2", std::nullopt), "[1,2]");
  EXPECT_EQ(padding("(1, 2)", 2), "[1,2]");
  EXPECT_EQ(padding("1,1", 2), "1");
}

TEST(PairOfPadding, OfOneAxisIsItsTwoSides) {
  EXPECT_EQ(padding("1,2", 1), "[[1,2]]");
}

TEST(PairOfPadding, OfAPresetIsItsTwoSides) {
  EXPECT_EQ(padding("1,2", 2, "my.json:3: \"p\""), "[[1,2]]");
}

TEST(PairOfPadding, LeavesOtherPaddingAlone) {
  EXPECT_EQ(padding("0,1,2,3", 2), "[[0,1],[2,3]]");
  EXPECT_EQ(padding("3", 2), "3");
  EXPECT_EQ(padding("same", 2), "\"same\"");
  SourcedRequest none;
  settle_pair_of_padding(none);
  EXPECT_FALSE(none.request.p);
}

}  // namespace
}  // namespace convarith::testing::padding_pairs_test
