#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <string>

#include "tests/cli/workspace.hpp"

namespace convarith::testing::output_test {
namespace {

namespace fs = std::filesystem;

/// The files that a command line makes.
Texts files_of(const std::string& arguments) {
  const Workspace workspace;
  expect_success(workspace.run(arguments));
  return workspace.files();
}

/// The bytes of the one file that a command line makes.
std::string bytes_of(const std::string& arguments) {
  const Workspace workspace;
  expect_success(workspace.run(arguments));
  const Texts files = workspace.files();
  return files.size() == 1 ? workspace.read(files.front()) : "not one file";
}

TEST(DefaultFiles, AnimationPicturesAndPagesInFoldersOfTheirOwn) {
  EXPECT_EQ(files_of("render -n 4 -k 3 --width 40"),
            (Texts{"gif/conv_n4_k3.gif", "pdf/conv_n4_k3_00.pdf", "pdf/conv_n4_k3_01.pdf", "pdf/conv_n4_k3_02.pdf",
                   "pdf/conv_n4_k3_03.pdf", "png/conv_n4_k3_00.png", "png/conv_n4_k3_01.png", "png/conv_n4_k3_02.png",
                   "png/conv_n4_k3_03.png"}));
}

TEST(DefaultFiles, AreWhatTheirSuffixSays) {
  const Workspace workspace;
  expect_success(workspace.run("render -n 2 -k 2 --width 40"));
  EXPECT_TRUE(workspace.read("gif/conv_n2_k2.gif").starts_with("GIF89a"));
  EXPECT_TRUE(workspace.read("png/conv_n2_k2_00.png").starts_with("\x89PNG\r\n"));
  EXPECT_TRUE(workspace.read("pdf/conv_n2_k2_00.pdf").starts_with("%PDF-"));
}

TEST(DefaultFiles, OutDirAndFormatChooseOthers) {
  EXPECT_EQ(files_of("render -n 2 -k 2 --out-dir docs/img --format pdf-pages,gif --width 40"),
            (Texts{"docs/img/gif/conv_n2_k2.gif", "docs/img/pdf/conv_n2_k2.pdf"}));
}

TEST(StepNumbers, HaveTwoDigitsUntilTheLastStepNeedsMore) {
  EXPECT_EQ(files_of("render -n 10 -k 1 --format pdf --steps 8:10"),
            (Texts{"pdf/conv_n10_k1_08.pdf", "pdf/conv_n10_k1_09.pdf"}));
  EXPECT_EQ(files_of("render -n 11 -k 1 --format pdf --steps 8:10"),
            (Texts{"pdf/conv_n11_k1_008.pdf", "pdf/conv_n11_k1_009.pdf"}));
}

TEST(StepNumbers, AreThoseOfTheWholeAnimation) {
  EXPECT_EQ(files_of("render -n 4 -k 2 --format pdf --steps 7:"),
            (Texts{"pdf/conv_n4_k2_07.pdf", "pdf/conv_n4_k2_08.pdf"}));
  EXPECT_EQ(files_of("render -n 4 -k 2 --format pdf --steps :1"), (Texts{"pdf/conv_n4_k2_00.pdf"}));
  EXPECT_EQ(files_of("render -n 4 -k 2 --format pdf --steps 3"), (Texts{"pdf/conv_n4_k2_03.pdf"}));
  EXPECT_EQ(files_of("render -n 2 -k 2 --format pdf --steps :"), (Texts{"pdf/conv_n2_k2_00.pdf"}));
}

TEST(FileName, IsMadeOfTheParameters) {
  EXPECT_EQ(files_of("render -n 5x7 -k 3 -s 2 -p 1 --format gif --width 40"), Texts{"gif/conv_n5x7_k3_s2_p1.gif"});
  EXPECT_EQ(files_of("render -n 3 -k 3 -s 2 -p 1 --transposed -a 1 --format gif --width 40"),
            Texts{"gif/convt_n3_k3_s2_p1_a1.gif"});
  EXPECT_EQ(files_of("render -n 4 -k 2 --op max --format gif --width 40"), Texts{"gif/maxpool_n4_k2.gif"});
}

TEST(FileName, IsThePresetsWithTheOverridesAppended) {
  EXPECT_EQ(files_of("render --preset padding_strides --format gif --width 40"), Texts{"gif/padding_strides.gif"});
  EXPECT_EQ(files_of("render --preset padding_strides -s 1 --format gif --width 40"),
            Texts{"gif/padding_strides_s1.gif"});
  EXPECT_EQ(files_of("render --preset padding_strides -k 3x4 -p 1x2 --format gif --width 40"),
            Texts{"gif/padding_strides_k3x4_p1x2.gif"});
}

TEST(FileName, IsWhatNameSays) {
  EXPECT_EQ(files_of("render --preset padding_strides -s 1 --name own --format gif --width 40"), Texts{"gif/own.gif"});
  EXPECT_EQ(files_of("render -n 2 -k 2 --name own --format gif --width 40"), Texts{"gif/own.gif"});
}

TEST(OutputFile, SuffixTellsTheFormat) {
  EXPECT_EQ(bytes_of("render -n 4 -k 3 --width 40 -o a.gif"), bytes_of("render -n 4 -k 3 --width 40 --format gif"));
  EXPECT_EQ(bytes_of("render -n 4 -k 3 -o a.pdf"), bytes_of("render -n 4 -k 3 --format pdf-pages"));
  EXPECT_EQ(bytes_of("render -n 4 -k 3 --width 40 --steps 2 -o a.png"),
            bytes_of("render -n 4 -k 3 --width 40 --steps 2 --format png"));
  EXPECT_NE(bytes_of("render -n 4 -k 3 -o a.pdf"), bytes_of("render -n 4 -k 3 --steps 0 -o a.pdf"));
}

TEST(OutputFile, FormatServesWhereTheSuffixTellsNothing) {
  EXPECT_EQ(bytes_of("render -n 4 -k 3 --width 40 -o a --format gif"),
            bytes_of("render -n 4 -k 3 --width 40 -o a.gif"));
  EXPECT_EQ(files_of("render -n 4 -k 3 --width 40 -o a.tmp --format gif"), Texts{"a.tmp"});
}

TEST(OutputFile, FormatMayAgreeWithTheSuffix) {
  EXPECT_EQ(files_of("render -n 4 -k 3 --width 40 -o a.gif --format gif"), Texts{"a.gif"});
  EXPECT_EQ(files_of("render -n 4 -k 3 -o a.pdf --format pdf-pages"), Texts{"a.pdf"});
}

TEST(OutputFile, PresetsListOfFormatsSaysNothingAboutIt) {
  const Workspace workspace;
  workspace.write("my.json", R"({"n": 2, "k": 2, "format": ["pdf", "png"]})");
  expect_success(workspace.run("render --preset my.json -o a.gif --width 40"));
  EXPECT_EQ(workspace.files(), (Texts{"a.gif", "my.json"}));
}

TEST(OutputFile, FolderIsMade) {
  EXPECT_EQ(files_of("render -n 2 -k 2 --width 40 -o new/folder/a.gif"), Texts{"new/folder/a.gif"});
}

TEST(OutputFile, EarlierFileIsReplaced) {
  const Workspace workspace;
  workspace.write("a.gif", "old");
  expect_success(workspace.run("render -n 2 -k 2 --width 40 -o a.gif"));
  EXPECT_TRUE(workspace.read("a.gif").starts_with("GIF89a"));
}

TEST(OutputFile, TargetOfALinkIsReplacedAndTheLinkStays) {
  const Workspace workspace;
  workspace.write("far/real.gif", "old");
  fs::create_symlink("far/real.gif", workspace / "link.gif");
  expect_success(workspace.run("render -n 2 -k 2 --width 40 -o link.gif"));
  EXPECT_TRUE(fs::is_symlink(workspace / "link.gif"));
  EXPECT_TRUE(workspace.read("far/real.gif").starts_with("GIF89a"));
}

TEST(OutputFile, FifoIsWrittenDirectly) {
  const Workspace workspace;
  const ProcessResult result = workspace.shell(
      "mkfifo fifo && { timeout 20 cat fifo > got & } && "
      "timeout 20 $convarith render -n 4 -k 3 --width 40 -o fifo --format gif && wait");
  expect_success(result);
  EXPECT_TRUE(fs::is_fifo(workspace / "fifo"));
  EXPECT_EQ(workspace.read("got"), bytes_of("render -n 4 -k 3 --width 40 -o a.gif"));
}

TEST(OutputFile, DeviceIsWrittenDirectly) {
  const Workspace workspace;
  expect_success(workspace.run("render -n 2 -k 2 --width 40 -o /dev/null --format gif"));
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST(OutputFile, ModeFollowsTheUmask) {
  const Workspace workspace;
  expect_success(
      workspace.shell("for mask in 022 077 002; do umask $mask; $convarith render -n 2 -k 2 -o $mask.gif; done"));
  EXPECT_EQ(workspace.shell("stat -c %a 022.gif 077.gif 002.gif").out, "644\n600\n664\n");
}

TEST(StandardOutput, GetsTheFileAndNothingElse) {
  for (const std::string format : {"gif", "pdf-pages"}) {
    const Workspace workspace;
    const ProcessResult result = workspace.run("render -n 4 -k 3 --width 40 -o - --format " + format);
    expect_success(result);
    EXPECT_EQ(result.out, bytes_of("render -n 4 -k 3 --width 40 --format " + format));
    EXPECT_TRUE(workspace.is_empty());
  }
}

TEST(ClosingLine, SaysWhatWasWrittenAndHowLarge) {
  const ProcessResult result = Workspace().run("render -n 4 -k 3 --width 40");
  EXPECT_EQ(result.out, "");
  ASSERT_EQ(lines_of(result.err).size(), 1u) << result.err;
  expect_contains(result.err, {"convarith: wrote", "gif/conv_n4_k3.gif", "png/conv_n4_k3_00.png",
                               "pdf/conv_n4_k3_00.pdf", "9 files", "kB"});
}

TEST(ClosingLine, HasTheSizeOfTheFile) {
  const Workspace workspace;
  const ProcessResult result = workspace.run("render -n 1 -k 1 --width 10 -o a.gif");
  const std::size_t size = workspace.read("a.gif").size();
  ASSERT_LT(size, 1000u);
  EXPECT_EQ(result.err, "convarith: wrote a.gif (" + std::to_string(size) + " bytes)\n");
}

TEST(ClosingLine, CountsSeveralFigures) {
  const ProcessResult result =
      Workspace().run("render --preset dilation --preset no_padding_no_strides --format gif,pdf --width 40");
  ASSERT_EQ(lines_of(result.err).size(), 1u) << result.err;
  expect_contains(result.err, {"2 figures", "2 gif", "13 pdf", "15 files"});
}

TEST(Quiet, DropsTheClosingLineButNoError) {
  const Workspace workspace;
  const ProcessResult result = workspace.run("render -n 2 -k 2 --width 40 --format gif --quiet");
  expect_success(result);
  EXPECT_EQ(result.err + result.out, "");
  EXPECT_EQ(workspace.files(), Texts{"gif/conv_n2_k2.gif"});
  expect_usage_error("render -n 5 -k 9 --quiet", {"spans 9 cells"});
}

TEST(DryRun, SaysWhatWouldBeWrittenAndWritesNothing) {
  const Workspace workspace;
  const ProcessResult result = workspace.run("render --preset padding_strides --dry-run --out-dir docs");
  expect_success(result);
  EXPECT_EQ(result.err, "");
  const Texts lines = lines_of(result.out);
  ASSERT_EQ(lines.size(), 3u) << result.out;
  expect_contains(lines[0], {"docs/gif/padding_strides.gif", "9 steps", "395 x 381 px"});
  expect_contains(lines[1], {"docs/png/padding_strides_00.png", "padding_strides_08.png", "9 steps", "395 x 381 px"});
  expect_contains(lines[2], {"docs/pdf/padding_strides_00.pdf", "padding_strides_08.pdf", "9 steps"});
  EXPECT_TRUE(workspace.is_empty());
}

TEST(DryRun, OfOneFileWritesNothing) {
  const Workspace workspace;
  const ProcessResult result = workspace.run("render -n 5 -k 3 --steps 2:5 -o new/a.gif --dry-run");
  expect_success(result);
  expect_contains(result.out, {"new/a.gif", "3 steps"});
  EXPECT_TRUE(workspace.is_empty());
}

TEST(DryRun, FindsTheSameMistakes) {
  expect_usage_error("render -n 5 -k 9 --dry-run", {"spans 9 cells"});
}

TEST(DryRun, ToAFullDeviceFails) {
  const ProcessResult result = Workspace().shell("$convarith render -n 5 -k 3 --dry-run > /dev/full");
  expect_error(result, 1, {"standard output"});
}

TEST(Width, IsThatOfTheFrames) {
  expect_contains(Workspace().run("render -n 5 -k 3 --width 123 --dry-run --format gif").out, {"123 x "});
}

/// The first line of a dry run, from the size on: "225.000 x 224.381 bp".
std::string planned_size(const std::string& arguments) {
  const ProcessResult plan = Workspace().run("render -n 5 -k 3 --steps 0 --dry-run " + arguments);
  expect_success(plan);
  const std::string line = lines_of(plan.out).front();
  return line.substr(line.rfind(", ") + 2);
}

TEST(Width, InPixelsIsThatOfVectorFormatsAt96ToTheInch) {
  for (const std::string format : {"pdf", "pdf-pages", "tex", "svg", "svg-steps"}) {
    EXPECT_TRUE(planned_size("--width 300 --format " + format).starts_with("225.000 x ")) << format;
  }
  EXPECT_EQ(planned_size("--width 300px --format pdf"), planned_size("--width 300 --format pdf"));
}

TEST(Width, OnPaperIsThatOfVectorFormatsAndTimesTheResolutionThatOfFrames) {
  for (const std::string width : {"2in", "5.08cm", "50.8mm", "144.54pt", "144bp"}) {
    EXPECT_TRUE(planned_size("--format pdf --width " + width).starts_with("144.000 x ")) << width;
    EXPECT_TRUE(planned_size("--format png --width " + width).starts_with("300 x ")) << width;
    EXPECT_TRUE(planned_size("--format png --dpi 100 --width " + width).starts_with("200 x ")) << width;
  }
}

TEST(Width, IsThatOfEachFormatOfARun) {
  const Texts plan = lines_of(Workspace().run("render -n 5 -k 3 --width 300 --format gif,pdf --dry-run").out);
  ASSERT_EQ(plan.size(), 2u);
  expect_contains(plan[0], {"300 x "});
  expect_contains(plan[1], {"225.000 x "});
}

TEST(Width, IsThatOfSvgWhoseCoordinatesStay) {
  const std::string usual = bytes_of("render -n 3 -k 2 --format svg");
  const std::string svg = bytes_of("render -n 3 -k 2 --format svg --width 300");
  expect_contains(svg, {"width=\"300\" height=\""});
  // Ids begin with a name that is made of all that the file says, its size too.
  const auto drawing = [](const std::string& text) {
    const std::string words = "aria-labelledby=\"";
    const std::string name = text.substr(text.find(words) + words.size(), 6);
    return std::regex_replace(text.substr(text.find(" viewBox=")), std::regex(name), "NAME");
  };
  EXPECT_EQ(drawing(svg), drawing(usual));
  expect_contains(bytes_of("render -n 3 -k 2 --format svg-steps --steps 0 --width 1in"), {"width=\"96\" height=\""});
}

TEST(Width, IsThatOfPdfAndTikzWithAllThatIsDrawn) {
  const std::string tex = bytes_of("render -n 3 -k 2 --format tex");
  const std::string twice = bytes_of("render -n 3 -k 2 --format tex --width 2in");
  const std::string thrice = bytes_of("render -n 3 -k 2 --format tex --width 3in");
  expect_contains(twice, {"paperwidth=144.000bp", "(144.000,"});
  expect_contains(thrice, {"paperwidth=216.000bp", "(216.000,"});
  EXPECT_NE(tex.find("line width="), std::string::npos);
  const auto line_width = [](const std::string& text) {
    return std::stod(text.substr(text.find("line width=") + std::string("line width=").size()));
  };
  EXPECT_NEAR(line_width(thrice) / line_width(twice), 1.5, 0.01);
  EXPECT_NE(bytes_of("render -n 2 -k 2 --format pdf --width 40"), bytes_of("render -n 2 -k 2 --format pdf"));
}

TEST(Width, InPixelsOrAResolutionAndNotBoth) {
  expect_usage_error("render -n 5 -k 3 --width 300 --dpi 72", {"--width", "--dpi", "--width 8cm"});
}

TEST(Width, OfPagesHasTheLimitThatReadersHave) {
  expect_usage_error("render -n 2 -k 2 --format pdf --width 1000000",
                     {" bp is over the limit of 14400", "a smaller layer or --width"});
  expect_success(Workspace().run("render -n 2 -k 2 --format svg --width 1000000 --dry-run"));
}

TEST(Dpi, IsIgnoredByVectorFormats) {
  EXPECT_EQ(bytes_of("render -n 2 -k 2 --format pdf --dpi 72"), bytes_of("render -n 2 -k 2 --format pdf --dpi 300"));
  expect_success(Workspace().run("render -n 400 -k 400 --format pdf --dpi 10000 --dry-run"));
}

}  // namespace
}  // namespace convarith::testing::output_test
