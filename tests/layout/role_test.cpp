// What roles are called where figures are told in words.

#include <gtest/gtest.h>

#include <set>
#include <string_view>

#include "layout/role.hpp"

namespace convarith::testing::role_test {
namespace {

TEST(Role, EachHasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (const NamedRole& named : kRoles) {
    EXPECT_EQ(to_string(named.role), named.name);
    EXPECT_FALSE(named.name.empty());
    EXPECT_TRUE(names.insert(named.name).second) << named.name;
  }
}

}  // namespace
}  // namespace convarith::testing::role_test
