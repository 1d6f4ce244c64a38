// Pictures as values.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/cli/workspace.hpp"

namespace convarith::testing::picture_values_test {
namespace {

using nlohmann::json;

TEST(PictureValues, AreThoseOfAPicture) {
  const Workspace workspace;
  expect_success(workspace.run("render -n 2 -k 1 --steps 0 -o photo.png"));
  expect_error(workspace.run("render --values photo.png -k 3"), 2,
               {"--values: the picture has ", "too many to be drawn as cells; --resize 64 would do"});
  expect_success(workspace.run("render --values photo.png --resize 8x9 --grey --weights box -o blurred.json"));
  const ProcessResult preset =
      workspace.run("render --values photo.png --resize 9x9 --crop 1 --weights edge --print-preset");
  expect_success(preset);
  EXPECT_EQ(json::parse(preset.out).at("values"), "photo.png");
  EXPECT_EQ(json::parse(preset.out).at("resize"), json::array({9, 9}));
  expect_error(workspace.run("render -n 5 -k 3 --resize 8"), 2, {"--resize: is for a picture"});
  expect_error(workspace.run("render -n 5 --weights photo.png"), 2,
               {"is a picture, not numbers; only --values takes pictures"});
}

}  // namespace
}  // namespace convarith::testing::picture_values_test
