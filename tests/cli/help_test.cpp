#include <gtest/gtest.h>

#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "config/fields.hpp"
#include "config/numbers/number_files.hpp"
#include "config/value_parts.hpp"
#include "tests/cli/workspace.hpp"

namespace convarith::testing::help_test {
namespace {

class Help : public ::testing::TestWithParam<std::string> {};

TEST_P(Help, IsPrintedWithExamples) {
  const Workspace workspace;
  const ProcessResult help = workspace.run(GetParam());
  expect_success(help);
  EXPECT_EQ(help.err, "");
  expect_contains(help.out, {"Usage: convarith", "Examples:"});
  if (GetParam().ends_with("-h")) {
    EXPECT_EQ(help.out, workspace.run(GetParam().substr(0, GetParam().size() - 1) + "-help").out)
        << "has examples of its own";
  }
}

INSTANTIATE_TEST_SUITE_P(OfEveryCommand, Help,
                         ::testing::Values("--help", "-h", "render --help", "render -h", "shape --help", "embed --help",
                                           "presets --help", "presets show --help", "kernels --help"));

class HelpExamples : public ::testing::TestWithParam<std::string> {};

TEST_P(HelpExamples, Work) {
  const Workspace workspace;
  const ProcessResult help = workspace.run(GetParam() + "--help");
  std::filesystem::create_symlink(CONVARITH_PROGRAM, workspace / "convarith");
  int examples = 0;
  for (const std::string& line : lines_of(help.out)) {
    if (!line.starts_with("  convarith ")) continue;
    ++examples;
    const ProcessResult example = workspace.shell("PATH=.:$PATH;" + line);
    EXPECT_EQ(example.exit_code, 0) << line << "\n" << example.err;
  }
  EXPECT_GT(examples, 0);
}

INSTANTIATE_TEST_SUITE_P(OfEveryCommand, HelpExamples,
                         ::testing::Values("", "render ", "shape ", "embed ", "presets ", "presets show ", "kernels "));

TEST(Help, NamesEveryCommandAndFlag) {
  const Workspace workspace;
  expect_contains(workspace.run("--help").out, {"render", "embed", "shape", "presets", "kernels", "help", "--version"});
  const std::string help = workspace.run("render --help").out;
  for (const Field& field : fields()) expect_contains(help, {std::string(field.flags)});
  expect_contains(help, {"--preset", "--all", "--family", "--out-dir", "-o,--output", "--print-preset", "--dry-run",
                         "--no-limits", "--quiet", "--layer"});
  const std::string shape = workspace.run("shape --help").out;
  for (const Field& field : fields()) {
    if (field.group == kLayerGroup) expect_contains(shape, {std::string(field.flags)});
  }
  expect_contains(shape, {"--preset", "--layer", "--formula", "--json", "--as"});
  expect_contains(workspace.run("presets --help").out, {"show"});
}

TEST(Help, NamesEveryWordOfALayerAndEverySuffixOfNumbers) {
  const auto help_of = [](std::string_view key) { return std::string(find_field(key)->help); };
  const auto expect_words = [](const std::string& help, const std::vector<std::string_view>& words) {
    expect_contains(help, {words.begin(), words.end()});
  };
  expect_words(help_of("op"), words_of(kOperators));
  expect_words(help_of("p"), words_of(kPaddingRules));
  expect_words(help_of("padding_mode"), words_of(kPaddingModes));
  expect_words(run_convarith({"render", "--help"}).out, number_file_suffixes());
}

TEST(Help, IsACommandToo) {
  const Workspace workspace;
  for (const std::string command : {"", "render", "shape", "embed", "presets", "presets show", "kernels"}) {
    const ProcessResult help = workspace.run("help " + command);
    expect_success(help);
    EXPECT_EQ(help.out, workspace.run(command + " --help").out) << command;
  }
}

TEST(Help, MayBeReadInPart) {
  for (const std::string command : {"--help", "render --help", "help shape", "--version", "presets", "shape -n 5 -k 3",
                                    "embed --preset dilation --for html", "render -n 5 -k 3 --dry-run"}) {
    // Nobody reads from the beginning.
    const ProcessResult result =
        Workspace().shell("mkfifo pipe; exec 3<>pipe 4>pipe 3<&-; $convarith " + command + " >&4");
    EXPECT_EQ(result.exit_code, 0) << command;
    EXPECT_EQ(result.err.find("error"), std::string::npos) << result.err;
  }
}

TEST(Data, MustBeReadAsAWhole) {
  for (const std::string command :
       {"shape -n 5 -k 3 --json", "presets show dilation", "render -n 5 -k 3 --print-preset"}) {
    expect_error(Workspace().shell("mkfifo pipe; exec 3<>pipe 4>pipe 3<&-; $convarith " + command + " >&4"), 1,
                 {"standard output"});
  }
}

TEST(Help, ToAFullDeviceFails) {
  const ProcessResult result = Workspace().shell("$convarith --help > /dev/full");
  expect_error(result, 1, {"standard output"});
}

TEST(Version, IsPrinted) {
  const ProcessResult result = Workspace().run("--version");
  expect_success(result);
  EXPECT_TRUE(std::regex_match(result.out, std::regex("convarith \\d+\\.\\d+\\.\\d+\n"))) << result.out;
  EXPECT_EQ(result.err, "");
}

}  // namespace
}  // namespace convarith::testing::help_test
