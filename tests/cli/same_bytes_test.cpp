#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "tests/cli/workspace.hpp"

namespace convarith::testing::same_bytes_test {
namespace {

TEST(SameBytes, WhateverTheFolderTimeZoneAndLocale) {
  constexpr const char* kRequest =
      "render --preset padding_strides --format gif,png,pdf,pdf-pages,svg,svg-steps --delay 0.5";
  const Workspace here;
  expect_success(here.run(kRequest));

  std::this_thread::sleep_for(std::chrono::milliseconds(1100));  // another second, should a file tell the time
  Workspace there;
  there.set_environment({{"TZ", "Asia/Tokyo"}, {"LC_ALL", "de_DE.UTF-8"}, {"LANG", "de_DE.UTF-8"}, {"HOME", "/"}});
  expect_success(there.run(kRequest));

  EXPECT_EQ(here.files().size(), 30u);
  EXPECT_EQ(here.files(), there.files());
  for (const std::string& file : here.files()) EXPECT_TRUE(here.read(file) == there.read(file)) << file;
}

}  // namespace
}  // namespace convarith::testing::same_bytes_test
