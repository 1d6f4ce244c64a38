// Texts in installed fonts, as readers of PDFs find them.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "encode/encoder.hpp"
#include "tests/encode/memory_sink.hpp"
#include "tests/installed_fonts/setting.hpp"
#include "tests/pictures/running.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::pdf_test {
namespace {

class Page : public ::testing::Test {
 protected:
  void write(const std::vector<std::string>& texts) {
    const Typesetter typesetter(fonts_for(texts).setter());
    std::vector<TextLine> lines;
    for (const std::string& text : texts) lines.push_back(typesetter.line(text, 12));
    const Film film = page_of(lines, 300, 20);
    TextSink sink;
    const auto encoder = find_format("pdf")->make(film, {.title = "text"});
    ASSERT_TRUE(encoder->add({film, 0}, sink));
    ASSERT_TRUE(encoder->finish(sink));
    write_file(path(), sink.bytes());
  }

  std::string path() const { return (folder_ / "page.pdf").string(); }

  std::string text() const { return output_of({"pdftotext", "-enc", "UTF-8", path(), "-"}); }

  /// What pdffonts says of each font: whether it is embedded.
  std::vector<std::string> fonts() const {
    const std::vector<std::string> lines = lines_of(output_of({"pdffonts", path()}));
    std::vector<std::string> embedded;
    for (std::size_t i = 2; i < lines.size(); ++i) embedded.push_back(lines[i].substr(lines[0].find("emb"), 3));
    EXPECT_FALSE(embedded.empty());
    return embedded;
  }

  const TemporaryFolder folder_;
};

TEST_F(Page, SaysItsCyrillicWords) {
  write({"Свёртка с шагом", "Kernel 3 × 3"});
  EXPECT_NE(text().find("Свёртка с шагом"), std::string::npos) << text();
  EXPECT_NE(text().find("Kernel 3 × 3"), std::string::npos) << text();
}

TEST_F(Page, SaysWordsFromRightToLeft) {
  write({"שלום עולם", "ببب"});
  EXPECT_NE(text().find("שלום עולם"), std::string::npos) << text();
  EXPECT_NE(text().find("ببب"), std::string::npos) << text();
}

TEST_F(Page, EmbedsEachFontOnce) {
  write({"Свёртка с шагом"});
  const std::size_t count = fonts().size();
  write({"Свёртка", "с шагом", "Свёртка с шагом"});
  EXPECT_EQ(fonts().size(), count);
  for (const std::string& embedded : fonts()) EXPECT_EQ(embedded, "yes");
}

}  // namespace
}  // namespace convarith::testing::pdf_test
