#include "config/numbers/npy_file.hpp"

#include <gtest/gtest.h>

#include <cstring>

#include "config/numbers/number_files.hpp"
#include "tests/config/number_readers.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::npy_file_test {
namespace {

std::string read(const std::string& bytes) {
  return text_of(read_npy(bytes));
}

/// A number's low bytes, the lowest first.
std::string little(std::uint64_t number, std::size_t size) {
  std::string bytes;
  for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(number >> (8 * i) & 0xff);
  return bytes;
}

std::string big(std::uint64_t number, std::size_t size) {
  const std::string bytes = little(number, size);
  return {bytes.rbegin(), bytes.rend()};
}

/// A file with a header as it stands.
std::string file(const std::string& header, const std::string& data, int version = 1) {
  return "\x93NUMPY" + std::string{static_cast<char>(version), '\0'} + little(header.size(), version == 1 ? 2 : 4) +
         header + data;
}

std::string header(const std::string& type, const std::string& shape, bool columns_first = false) {
  return "{'descr': '" + type + "', 'fortran_order': " + (columns_first ? "True" : "False") + ", 'shape': " + shape +
         ", }    \n";
}

std::string array(const std::string& type, const std::string& shape, const std::string& data) {
  return file(header(type, shape), data);
}

TEST(Npy, OfEveryFormatIsRead) {
  for (const int version : {1, 2, 3}) {
    EXPECT_EQ(read(file(header("|u1", "(2, 3)"), "\1\2\3\4\5\6", version)), "2x3: 1 2 3 4 5 6") << version;
  }
}

TEST(Npy, OfEveryTypeIsRead) {
  const std::uint64_t minus_two = ~std::uint64_t{1};
  for (const std::size_t size : {1U, 2U, 4U, 8U}) {
    const std::string number = std::to_string(size);
    EXPECT_EQ(read(array("<i" + number, "(2,)", little(minus_two, size) + little(3, size))), "2: -2 3") << size;
    EXPECT_EQ(read(array("<u" + number, "(2,)", little(250, size) + little(3, size))), "2: 250 3") << size;
    EXPECT_EQ(read(array(">i" + number, "(2,)", big(minus_two, size) + big(3, size))), "2: -2 3") << size;
    EXPECT_EQ(read(array(">u" + number, "(2,)", big(250, size) + big(3, size))), "2: 250 3") << size;
  }
  EXPECT_EQ(read(array("|i1", "(1,)", "\xff")), "1: -1");
  EXPECT_EQ(read(array("|b1", "(3,)", std::string("\0\1\2", 3))), "3: 0 1 1");
  EXPECT_EQ(read(array("<f8", "(1,)", little(0x3ff8000000000000, 8))), "1: 1.5");
  EXPECT_EQ(read(array(">f8", "(1,)", big(0xbff8000000000000, 8))), "1: -1.5");
  EXPECT_EQ(read(array("<f4", "(1,)", little(0x3fc00000, 4))), "1: 1.5");
  EXPECT_EQ(read(array(">f4", "(1,)", big(0xbfc00000, 4))), "1: -1.5");
}

TEST(Npy, OfHalvesIsRead) {
  // 1.5, -2, the largest, the smallest normal and the smallest of all.
  const std::string data =
      little(0x3e00, 2) + little(0xc000, 2) + little(0x7bff, 2) + little(0x0400, 2) + little(0x0001, 2);
  EXPECT_EQ(read(array("<f2", "(5,)", data)), "5: 1.5 -2 65504 6.103515625e-05 5.960464477539063e-08");
  EXPECT_EQ(read(array(">f2", "(1,)", big(0x3e00, 2))), "1: 1.5");
}

TEST(Npy, WithColumnsFirstIsTurned) {
  EXPECT_EQ(read(file(header("|u1", "(2, 3)", true), "\1\4\2\5\3\6")), "2x3: 1 2 3 4 5 6");
  EXPECT_EQ(read(file(header("|u1", "(2, 1, 2)", true), "\1\3\2\4")), "2x1x2: 1 2 3 4");
}

TEST(Npy, HasUpToFiveAxes) {
  EXPECT_EQ(read(array("|u1", "(1, 1, 2, 1, 1)", "\1\2")), "1x1x2x1x1: 1 2");
  EXPECT_EQ(read(array("|u1", "()", "\7")), ": 7") << "a single number has none";
  EXPECT_EQ(read(array("|u1", "(1, 1, 2, 1, 1, 1)", "\1\2")), "has 6 axes; save at most 5");
}

TEST(Npy, MayHaveItsHeaderWrittenOtherwise) {
  EXPECT_EQ(read(file("{\"shape\":(2,),\"descr\":\"|u1\",\"fortran_order\":False}", "\1\2")), "2: 1 2");
  EXPECT_EQ(read(array("|u1", "(1L, 2L)", "\1\2")), "1x2: 1 2") << "as Python 2 wrote it";
}

TEST(NpyMistake, SizesThatDontFitAreRefused) {
  EXPECT_EQ(read(array("<f8", "(3, 4)", std::string(40, '\0'))),
            "declares 3 x 4 numbers in 96 bytes, but 40 bytes follow its header; it seems to be cut off");
  EXPECT_EQ(read(array("<i2", "(2,)", std::string(5, '\0'))),
            "declares 2 numbers in 4 bytes, but 5 bytes follow its header");
  EXPECT_EQ(read(array("<f8", "(2, 0)", "")), "has the shape 2 x 0, which holds no numbers");
}

TEST(NpyMistake, ClaimsBeyondAllBoundsAreRefused) {
  const std::string refusal = "has more than 16777216 numbers; give fewer";
  EXPECT_EQ(read(array("|u1", "(16777217,)", "\1")), refusal);
  EXPECT_EQ(read(array("|u1", "(4294967296, 4294967296)", "\1")), refusal);
  EXPECT_EQ(read(array("|u1", "(18446744073709551615, 2)", "\1")), refusal);
  EXPECT_EQ(read(array("|u1", "(99999999999999999999,)", "\1")),
            "its header is not that of a NumPy file: 'shape' is not a tuple of whole numbers");
  EXPECT_EQ(read("\x93NUMPY\2" + std::string(1, '\0') + "\xff\xff\xff\xff{"), "ends within its header");
}

TEST(NpyMistake, OtherTypesAreRefused) {
  const std::string hint = "; save booleans, whole numbers, or floats of up to 64 bits";
  for (const char* type : {"<c16", "|O", "<U3", "|S1", "<f16", "<M8[ns]", "f8", "=f8", "|f8", "<i3", "<f1", ""}) {
    EXPECT_EQ(read(array(type, "(1,)", std::string(16, '\0'))),
              "holds values of the type '" + std::string(type) + "'" + hint);
  }
  EXPECT_EQ(read(file("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), }", "")),
            "holds records; save numbers of a single type");
}

TEST(NpyMistake, OtherFilesAreRefused) {
  EXPECT_EQ(read(""), "is not a NumPy file; save it with numpy.save");
  EXPECT_EQ(read("1,2\n3,4\n"), "is not a NumPy file; save it with numpy.save");
  EXPECT_EQ(read("\x93NUMPY"), "ends within its header");
  EXPECT_EQ(read(file(header("|u1", "(1,)"), "\1", 4)),
            "has version 4.0 of NumPy's format; save it in a version from 1.0 to 3.0");
}

TEST(NpyMistake, DamagedHeadersAreRefused) {
  const auto why = [](const std::string& header) {
    const std::string line = read(file(header, "\1"));
    const std::string start = "its header is not that of a NumPy file: ";
    return line.starts_with(start) ? line.substr(start.size()) : "otherwise: " + line;
  };
  EXPECT_EQ(why(""), "the dictionary is missing");
  EXPECT_EQ(why("{'descr': '|u1'"), "the dictionary does not end");
  EXPECT_EQ(why("{'descr' '|u1'}"), "a key is not followed by its value");
  EXPECT_EQ(why("{'descr': 1}"), "'descr' is not a string");
  EXPECT_EQ(why("{'fortran_order': 0}"), "'fortran_order' is neither True nor False");
  EXPECT_EQ(why("{'shape': (-1,)}"), "'shape' is not a tuple of whole numbers");
  EXPECT_EQ(why("{'shape': (1 2)}"), "'shape' is not a tuple of whole numbers");
  EXPECT_EQ(why("{'size': 1}"), "there is an unexpected key 'size'");
  EXPECT_EQ(why("{'shape': (1,), 'shape': (1,)}"), "there is an unexpected key 'shape'");
  EXPECT_EQ(why("{'fortran_order': True, 'shape': (1,)}"), "'descr' is missing");
  EXPECT_EQ(why("{'descr': '|u1', 'shape': (1,)}"), "'fortran_order' is missing");
  EXPECT_EQ(why("{'descr': '|u1', 'fortran_order': True}"), "'shape' is missing");
  EXPECT_EQ(why(header("|u1", "(1,)") + "x"), "something follows the dictionary");
}

TEST(NpyMistake, WhatIsNotFiniteIsNamedWithItsPlace) {
  const std::string nan = little(0x7ff8000000000000, 8);
  const std::string one = little(0x3ff0000000000000, 8);
  EXPECT_EQ(read(array("<f8", "(2, 2)", one + one + one + nan)), "[1][1] is nan; numbers must be finite");
  EXPECT_EQ(read(file(header("<f8", "(2, 2)", true), one + one + nan + one)), "[0][1] is nan; numbers must be finite");
  EXPECT_EQ(read(array("<f4", "(1,)", little(0xff800000, 4))), "[0] is -inf; numbers must be finite");
  EXPECT_EQ(read(array("<f2", "(1,)", little(0x7c00, 2))), "[0] is inf; numbers must be finite");
}

/// Expects numbers that the bytes hold, or a refusal.
void expect_harmless(const std::string& bytes) {
  const Result<Tensor> numbers = read_npy(bytes);
  if (!numbers) return;
  EXPECT_LE(numbers->values.capacity(), bytes.size());
  std::size_t count = 1;
  for (const int length : numbers->shape) count *= static_cast<std::size_t>(length);
  EXPECT_EQ(count, numbers->values.size());
}

TEST(NpyFuzz, EveryTruncationIsRefused) {
  for (const int version : {1, 2}) {
    const std::string whole = file(header("<i2", "(2, 3)"), std::string(12, '\1'), version);
    ASSERT_TRUE(read_npy(whole));
    for (std::size_t length = 0; length < whole.size(); ++length) EXPECT_FALSE(read_npy(whole.substr(0, length)));
  }
}

TEST(NpyFuzz, EveryByteMayBeAnyOther) {
  for (const int version : {1, 3}) {
    const std::string whole = file(header("<f4", "(2, 3)", version == 3), std::string(24, '\1'), version);
    for (std::size_t place = 0; place < whole.size(); ++place) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string damaged = whole;
        damaged[place] = static_cast<char>(byte);
        expect_harmless(damaged);
      }
    }
  }
}

TEST(Npy, AsNumpyWritesIt) {
  const TemporaryFolder folder;
  const std::string script =
      "import numpy as np\n"
      "a = np.arange(24).reshape(2, 3, 4) - 5\n"
      "for t in ['i1', '<i2', '>i2', '<i4', '>i8', '<f2', '>f4', '<f8', '>f8']: np.save(t.strip('<>') + '_' + "
      "('big' if t[0] == '>' else 'little'), a.astype(t))\n"
      "np.save('fortran', np.asfortranarray(a))\n"
      "np.save('turned', a.transpose(2, 1, 0).T)\n"
      "np.save('bool', a > 0)\n"
      "np.save('unsigned', np.array([2**64 - 1], '<u8'))\n"
      "for v in [(1, 0), (2, 0), (3, 0)]: np.lib.format.write_array(open('v%d.npy' % v[0], 'wb'), a, version=v)\n";
  const ProcessResult made = run_process({"/usr/bin/python3", "-c", script}, {folder.path(), {}, {}});
  if (made.exit_code != 0) GTEST_SKIP() << "there is no NumPy: " << made.err;
  std::string expected = "2x3x4:";
  std::string positive = "2x3x4:";
  for (int i = -5; i < 19; ++i) {
    expected += " " + std::to_string(i);
    positive += i > 0 ? " 1" : " 0";
  }
  for (const std::string& name : folder.files()) {
    if (name == "bool.npy" || name == "unsigned.npy") continue;
    EXPECT_EQ(text_of(read_number_file(folder / name)), expected) << name;
  }
  EXPECT_EQ(folder.files().size(), 16u);
  EXPECT_EQ(text_of(read_number_file(folder / "bool.npy")), positive);
  EXPECT_EQ(text_of(read_number_file(folder / "unsigned.npy")), "1: 1.8446744073709552e+19");
}

}  // namespace
}  // namespace convarith::testing::npy_file_test
