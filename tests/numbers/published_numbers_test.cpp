// The numerical figures against measurements on the published ones.

#include <gtest/gtest.h>

#include <string>

#include "render/frame.hpp"
#include "tests/numbers/pdf_words.hpp"
#include "tests/numbers/preset_figures.hpp"

namespace convarith::testing::published_numbers_test {
namespace {

struct PublishedPage {
  const char* name;
  double width;      // bp
  double height;     // bp
  int frame_width;   // px at 150 dpi
  int frame_height;  // px at 150 dpi
};

constexpr PublishedPage kPages[] = {
    {"numerical_no_padding_no_strides", 161.658, 104.965, 337, 219},
    {"numerical_padding_strides", 190.004, 133.311, 396, 278},
    {"numerical_average_pooling", 161.658, 104.965, 337, 219},
    {"numerical_max_pooling", 161.658, 104.965, 337, 219},
};

TEST(NumericalPresets, HaveThePublishedPages) {
  for (const PublishedPage& page : kPages) {
    SCOPED_TRACE(page.name);
    const Film film = film_of_preset(page.name);
    EXPECT_EQ(film.steps, 9U);
    EXPECT_NEAR(film.width, page.width, 0.05);
    EXPECT_NEAR(film.height, page.height, 0.05);
    const FrameSize frame = size_at_dpi(film, 150);
    EXPECT_EQ(frame.width, page.frame_width);
    EXPECT_EQ(frame.height, page.frame_height);
  }
}

/// A word of a published PDF: bp from the page's upper left corner, as poppler tells them.
struct PublishedWord {
  const char* text;
  double left;
  double right;
  double base;  // of its letters, above the page's lower edge
};

/// Whether a page has a word where it was published.
void expect_word(const std::vector<Word>& words, const PublishedWord& published) {
  for (const Word& word : words) {
    const bool is_there = std::abs(word.box.left - published.left) < 0.1 &&
                          std::abs(word.box.right - published.right) < 0.1 && published.base > word.box.bottom - 0.1 &&
                          published.base < word.box.top;
    if (is_there) {
      EXPECT_EQ(word.text, published.text);
      return;
    }
  }
  ADD_FAILURE() << "there is no word at " << published.left << ", " << published.base;
}

TEST(NumericalPresets, HaveTheirNumbersWhereTheyWerePublished) {
  const std::vector<Word> conv = words_of(film_of_preset("numerical_no_padding_no_strides"), 0);
  EXPECT_EQ(conv.size(), 25U + 9U + 9U);
  for (const PublishedWord& word :
       {PublishedWord{"3", 22.019, 26.254, 78.3}, PublishedWord{"0", 26.693, 30.083, 75.0},
        PublishedWord{"2", 55.039, 58.429, 75.0}, PublishedWord{"12.0", 103.087, 115.264, 65.1},
        PublishedWord{"9.0", 104.782, 113.569, 36.8}}) {
    expect_word(conv, word);
  }
  const std::vector<Word> average = words_of(film_of_preset("numerical_average_pooling"), 2);
  EXPECT_EQ(average.size(), 25U + 9U);
  expect_word(average, {"1.3", 133.128, 141.915, 36.8});
  expect_word(average, {"1", 50.365, 54.600, 64.1});
}

}  // namespace
}  // namespace convarith::testing::published_numbers_test
