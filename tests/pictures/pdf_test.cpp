// PDFs as other software understands them.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "tests/pictures/frame_stream.hpp"
#include "tests/pictures/published.hpp"
#include "tests/pictures/running.hpp"

namespace convarith::testing::pdf_test {
namespace {

/// What pdfinfo says after a name such as "Title:"; nothing where the document doesn't have it.
std::string entry(const std::string& info, const std::string& name) {
  for (const std::string& line : lines_of(info)) {
    if (line.rfind(name, 0) == 0) return line.substr(line.find_first_not_of(' ', name.size()));
  }
  return "";
}

void expect_page_size(const std::string& info, const std::string& entry_name, const Published& figure) {
  double width = 0;
  double height = 0;
  EXPECT_EQ(std::sscanf(entry(info, entry_name).c_str(), "%lf x %lf pts", &width, &height), 2) << info;
  EXPECT_NEAR(width, figure.page_width, 0.01);
  EXPECT_NEAR(height, figure.page_height, 0.01);
}

/// The mean over all pixels of each channel's difference, where both pictures have pixels.
std::vector<double> mean_differences(const Picture& a, const Picture& b) {
  std::vector<double> sums(3);
  const int width = std::min(a.width, b.width);
  const int height = std::min(a.height, b.height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const Colour& one = a.at(x, y);
      const Colour& other = b.at(x, y);
      sums[0] += std::abs(one.red - other.red);
      sums[1] += std::abs(one.green - other.green);
      sums[2] += std::abs(one.blue - other.blue);
    }
  }
  for (double& sum : sums) sum /= static_cast<double>(width) * height;
  return sums;
}

/// Draws the pages of a document as FILE-NUMBER.tif, or its only page as FILE.tif. Compressing them would take most of
/// the time.
void draw_pages(const std::string& pdf, const std::string& file, const std::vector<std::string>& more = {}) {
  std::vector<std::string> command{"pdftocairo", "-tiff", "-tiffcompression", "none", "-r", "150"};
  command.insert(command.end(), more.begin(), more.end());
  command.insert(command.end(), {pdf, file});
  output_of(command);
}

class PublishedPdf : public ::testing::TestWithParam<Published> {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(render_into(folder_.path(), {"--preset", GetParam().name, "--format", "pdf,pdf-pages"}));
  }

  std::string document() const { return (folder_ / ("pdf/" + std::string(GetParam().name) + ".pdf")).string(); }
  std::string first_step() const { return (folder_ / ("pdf/" + std::string(GetParam().name) + "_00.pdf")).string(); }

  const TemporaryFolder folder_;
};

TEST_P(PublishedPdf, IsWellFormed) {
  for (const std::string& pdf : {document(), first_step()}) {
    EXPECT_NE(output_of({"qpdf", "--check", pdf}).find("No syntax or stream encoding errors"), std::string::npos);
  }
}

TEST_P(PublishedPdf, SaysItsTitleAndNoTime) {
  for (const std::string& pdf : {document(), first_step()}) {
    const std::string info = output_of({"pdfinfo", pdf});
    EXPECT_EQ(entry(info, "Title:"), GetParam().name);
    EXPECT_EQ(entry(info, "CreationDate:"), "");
    EXPECT_EQ(entry(info, "ModDate:"), "");
  }
}

TEST_P(PublishedPdf, HasPagesOfThePublishedSize) {
  const std::string one = output_of({"pdfinfo", first_step()});
  EXPECT_EQ(entry(one, "Pages:"), "1");
  expect_page_size(one, "Page size:", GetParam());

  const std::string steps = std::to_string(GetParam().steps);
  const std::string all = output_of({"pdfinfo", "-f", "1", "-l", steps, document()});
  EXPECT_EQ(entry(all, "Pages:"), steps);
  for (int page = 1; page <= GetParam().steps; ++page) {
    char name[32];
    std::snprintf(name, sizeof name, "Page %4d size:", page);
    expect_page_size(all, name, GetParam());
  }
}

TEST_P(PublishedPdf, HasNoRaster) {
  // Two lines are the table's head.
  EXPECT_EQ(lines_of(output_of({"pdfimages", "-list", document()})).size(), 2u);
}

TEST_P(PublishedPdf, LooksLikeTheStills) {
  ASSERT_NO_FATAL_FAILURE(render_into(folder_.path(), {"--preset", GetParam().name, "--format", "png"}));
  draw_pages(document(), (folder_ / "page").string());
  FrameStream pages(folder_ / "page-*.tif");
  FrameStream stills(folder_ / "png/*.png");
  int step = 0;
  while (const std::optional<Picture> page = pages.next()) {
    const std::optional<Picture> still = stills.next();
    ASSERT_TRUE(still);
    ASSERT_NEAR(page->width, still->width, 1);
    ASSERT_NEAR(page->height, still->height, 1);
    for (const double mean : mean_differences(*page, *still)) EXPECT_LT(mean, 2.2) << "step " << step;
    ++step;
  }
  EXPECT_EQ(step, GetParam().steps);
}

INSTANTIATE_TEST_SUITE_P(All, PublishedPdf, ::testing::ValuesIn(kPublished), name_of_figure);

TEST(Pdf, OfAStepIsThePageOfAllSteps) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(
      render_into(folder.path(), {"--preset", "padding_strides", "--name", "figure", "--format", "pdf,pdf-pages"}));
  draw_pages((folder / "pdf/figure.pdf").string(), (folder / "page").string());
  for (int step = 0; step < 9; ++step) {
    const std::string number = std::to_string(step);
    draw_pages((folder / ("pdf/figure_0" + number + ".pdf")).string(), (folder / ("step-" + number)).string(),
               {"-singlefile"});
  }
  FrameStream pages(folder / "page-*.tif");
  FrameStream steps(folder / "step-*.tif");
  for (int step = 0; step < 9; ++step) {
    const std::optional<Picture> page = pages.next();
    const std::optional<Picture> alone = steps.next();
    ASSERT_TRUE(page && alone);
    EXPECT_EQ(difference(*page, *alone), 0) << "step " << step;
  }
  EXPECT_FALSE(pages.next());
}

}  // namespace
}  // namespace convarith::testing::pdf_test
