#include "config/numbers/csv_file.hpp"

#include <gtest/gtest.h>

#include <random>

#include "tests/config/number_readers.hpp"

namespace convarith::testing::csv_file_test {
namespace {

std::string read(const std::string& text) {
  return text_of(read_csv(text));
}

TEST(Csv, HasARowOnEachLine) {
  EXPECT_EQ(read("1,2,3\n4,5,6\n"), "2x3: 1 2 3 4 5 6");
  EXPECT_EQ(read("1,2\n3,4"), "2x2: 1 2 3 4") << "the last line needs no end";
  EXPECT_EQ(read("7"), "1x1: 7");
}

TEST(Csv, TakesEverySeparator) {
  for (const char* text :
       {"1,2\n3,4\n", "1;2\n3;4\n", "1\t2\n3\t4\n", "1 2\n3 4\n", "1, 2\n3 ,4\n", " 1   2 \n3 4\n", "1 ;\t2\n3;4\n"}) {
    EXPECT_EQ(read(text), "2x2: 1 2 3 4") << text;
  }
}

TEST(Csv, TakesQuotesByteOrderMarkAndCarriageReturns) {
  EXPECT_EQ(read("\xef\xbb\xbf\"1\",\"2.5\"\r\n\" 3\",4\r\n"), "2x2: 1 2.5 3 4");
}

TEST(Csv, TakesEveryWayToWriteANumber) {
  EXPECT_EQ(read("-1,+2,.5,3.,1e3,-2.5E-1"), "1x6: -1 2 0.5 3 1000 -0.25");
}

TEST(Csv, BeginsAChannelAfterAnEmptyLine) {
  EXPECT_EQ(read("1,2\n\n3,4\n"), "2x1x2: 1 2 3 4");
  EXPECT_EQ(read("\n\n1,2\r\n \r\n\r\n3,4\n\n\n"), "2x1x2: 1 2 3 4");
  EXPECT_EQ(read("1,2\n,\n3,4\n"), "2x1x2: 1 2 3 4") << "as spreadsheets write an empty line";
}

TEST(CsvMistake, RaggedRowsAreNamedWithTheirLine) {
  EXPECT_EQ(read("1,2,3,4\n1,2,3,4\n1,2,3\n"), "3: row 2 has 3 numbers, but the rows before it have 4");
  EXPECT_EQ(read("1\n\n1\n1 2"), "4: row 1 of channel 1 has 2 numbers, but the rows before it have 1");
}

TEST(CsvMistake, ChannelsThatDifferAreNamed) {
  EXPECT_EQ(read("1\n2\n\n3\n\n"), "4: channel 1 has 1 row, but those before it have 2");
  EXPECT_EQ(read("1\n\n3\n4\n\n5"), "4: channel 1 has 2 rows, but those before it have 1");
}

TEST(CsvMistake, WhatIsNoNumberIsNamedWithLineAndColumn) {
  const std::string hint = "; give numbers only, without headings";
  EXPECT_EQ(read("x,y\n1,2\n"), "1: column 0 is not a number" + hint);
  EXPECT_EQ(read("1,2\n3,4a\n"), "2: column 1 is not a number" + hint);
  EXPECT_EQ(read("1,0x10"), "1: column 1 is not a number" + hint);
  EXPECT_EQ(read("1,\"2"), "1: column 1 is not a number" + hint);
  EXPECT_EQ(read("1,2 3"), "1: column 1 is not a number" + hint);
  EXPECT_EQ(read("1,,3"), "1: column 1 is empty");
  EXPECT_EQ(read("1,2,"), "1: column 2 is empty");
  EXPECT_EQ(read("1\t\t3"), "1: column 1 is empty");
  EXPECT_EQ(read("1e999"), "1: column 0: 1e999 is out of range");
}

TEST(CsvMistake, DecimalCommasAreNotTakenForSeparators) {
  EXPECT_EQ(read("1;2\n1,5;2\n"), "2: has both commas and semicolons; write decimals with a point");
  EXPECT_EQ(read("\"1,5\";\"2\""), "1: column 0 is not a number; give numbers only, without headings");
}

TEST(CsvMistake, WhatIsNotFiniteIsNamedWithLineAndColumn) {
  EXPECT_EQ(read("1,2\n3,nan\n"), "2: column 1 is nan; numbers must be finite");
  EXPECT_EQ(read("-Infinity"), "1: column 0 is -inf; numbers must be finite");
}

TEST(CsvMistake, NothingIsNotEnough) {
  for (const char* text : {"", "\n", "\xef\xbb\xbf", " \r\n,,\n"}) EXPECT_EQ(read(text), "has no numbers") << text;
}

TEST(CsvMistake, TooManyNumbersAreRefused) {
  std::string line;
  for (int i = 0; i < 4096; ++i) line += "1 ";
  std::string text;
  for (int i = 0; i < 4097; ++i) text += line + "\n";
  EXPECT_EQ(read(text), "4097: has more than 16777216 numbers; give fewer");
}

TEST(CsvMistake, NeverCrashes) {
  constexpr std::string_view letters = "01.-+e,;\t \r\n\"na\xef\xbb\xbf";
  std::mt19937 random(1);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (std::size_t length = random() % 12; length > 0; --length) text += letters[random() % letters.size()];
    const Result<Tensor> numbers = read_csv(text);
    if (numbers) {
      EXPECT_LE(numbers->values.size(), text.size());
    }
  }
}

}  // namespace
}  // namespace convarith::testing::csv_file_test
