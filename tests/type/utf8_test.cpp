#include "type/utf8.hpp"

#include <gtest/gtest.h>

#include <string>

namespace convarith::testing::utf8_test {
namespace {

TEST(Utf8, DecodesCharactersOfEveryLength) {
  EXPECT_EQ(decode_utf8("a\xC3\xA9\xE2\x82\xAC\xF0\x9D\x84\x9E"), U"a\u00E9\u20AC\U0001D11E");
  EXPECT_EQ(decode_utf8(""), U"");
}

TEST(Utf8, EveryCharacterComesBack) {
  for (char32_t code = 0; code <= 0x10FFFF; ++code) {
    if (code == 0xD800) code = 0xE000;
    const std::u32string text{U'<', code, U'>'};
    ASSERT_EQ(decode_utf8(encode_utf8(text)), text) << static_cast<unsigned>(code);
  }
}

TEST(Utf8, TakesAsManyBytesAsTheStandardSays) {
  const auto bytes = [](char32_t code) { return encode_utf8({&code, 1}).size(); };
  EXPECT_EQ(bytes(0x7F), 1U);
  EXPECT_EQ(bytes(0x80), 2U);
  EXPECT_EQ(bytes(0x7FF), 2U);
  EXPECT_EQ(bytes(0x800), 3U);
  EXPECT_EQ(bytes(0xFFFF), 3U);
  EXPECT_EQ(bytes(0x10000), 4U);
}

TEST(Utf8, RefusesOverlongForms) {
  for (const char* text :
       {"\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF"}) {
    EXPECT_FALSE(decode_utf8(text));
  }
}

TEST(Utf8, RefusesSurrogatesAndWhatLiesBeyondUnicode) {
  for (const char* text : {"\xED\xA0\x80", "\xED\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF"}) {
    EXPECT_FALSE(decode_utf8(text));
  }
}

TEST(Utf8, RefusesWhatIsCutOffOrOutOfPlace) {
  for (const char* text : {"\xC3", "\xE2\x82", "\xF0\x9D\x84", "\x80", "\xC3(", "\xE2\x82(", "a\xC3", "\xC3\xC3\xA9"}) {
    EXPECT_FALSE(decode_utf8(text));
  }
}

TEST(Utf8, ReplacesBytesThatAreNoCharacters) {
  EXPECT_EQ(with_valid_utf8("caf\xC3\xA9 \xE2\x82\xAC \xF0\x9D\x84\x9E"), "caf\xC3\xA9 \xE2\x82\xAC \xF0\x9D\x84\x9E");
  EXPECT_EQ(with_valid_utf8("caf\xE9"), "caf\uFFFD");
  EXPECT_EQ(with_valid_utf8("\xE9t\xE9"), "\uFFFDt\uFFFD");
  EXPECT_EQ(with_valid_utf8("\xE2\x82("), "\uFFFD\uFFFD(");
  EXPECT_EQ(with_valid_utf8(""), "");
}

}  // namespace
}  // namespace convarith::testing::utf8_test
