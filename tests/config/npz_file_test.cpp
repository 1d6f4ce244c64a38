// Archives of NumPy's, and what becomes of damaged and hostile ones. Those that NumPy wrote are in tests/data/forward.

#include "config/numbers/npz_file.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "tests/config/number_readers.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::npz_file_test {
namespace {

std::string recorded(const std::string& name) {
  return read_file(CONVARITH_SOURCE_DIR "/tests/data/forward/" + name);
}

/// Reads all entries: "a: 2: 1 2; b: ...", or what is wrong.
std::string read_all(const std::string& bytes) {
  const Result<std::vector<NpzEntry>> entries = npz_entries(bytes);
  if (!entries) return to_line(entries.problems().front());
  std::string text;
  for (const NpzEntry& entry : *entries) text += entry.name + ": " + text_of(read_npz_entry(entry)) + "; ";
  return text;
}

void put(std::string& bytes, std::size_t at, std::uint64_t number, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) bytes[at + i] = static_cast<char>(number >> (8 * i) & 0xff);
}

/// The place of the directory's first entry.
std::size_t directory_in(const std::string& bytes) {
  return bytes.find("PK\x01\x02");
}

TEST(Npz, DeflatedAndStoredEntriesAreRead) {
  for (const std::string name : {"net0.npz", "net1.npz"}) {
    const std::string bytes = recorded(name);
    ASSERT_TRUE(looks_like_npz(bytes));
    const Result<std::vector<NpzEntry>> entries = npz_entries(bytes);
    ASSERT_TRUE(entries);
    EXPECT_EQ(entries->front().is_deflated, name == "net0.npz");
    EXPECT_GE(entries->size(), 4U);
    for (const NpzEntry& entry : *entries) {
      EXPECT_TRUE(entry.name.starts_with("l")) << entry.name;
      EXPECT_TRUE(read_npz_entry(entry)) << entry.name;
    }
  }
}

TEST(Npz, ThatIsCutOffAnywhereIsRefused) {
  const std::string bytes = recorded("net0.npz");
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const Result<std::vector<NpzEntry>> entries = npz_entries(std::string_view(bytes).substr(0, size));
    ASSERT_FALSE(entries) << size;
    EXPECT_NE(entries.problems().front().why.find("is no valid .npz file"), std::string::npos) << size;
  }
}

TEST(Npz, WithWrongBytesIsReadOrRefused) {
  const std::string deflated = recorded("net0.npz");
  const std::string stored = recorded("net1.npz");
  std::mt19937 random(20261130);
  for (unsigned i = 0; i < some_of(4000); ++i) {
    std::string bytes = i % 2 == 0 ? deflated : stored;
    for (unsigned change = 0; change <= i % 3; ++change) {
      const bool is_at_end = random() % 2 == 0;
      const std::size_t within = is_at_end ? std::min<std::size_t>(bytes.size(), 300) : bytes.size();
      bytes[bytes.size() - 1 - random() % within] = static_cast<char>(random());
    }
    read_all(bytes);
  }
}

TEST(Npz, WithAWrongChecksumIsRefused) {
  std::string bytes = recorded("net1.npz");
  const std::size_t number = bytes.find("\x93NUMPY") + 128;
  bytes[number] = static_cast<char>(bytes[number] ^ 1);
  EXPECT_NE(read_all(bytes).find("has a wrong checksum; it seems to be cut off or damaged"), std::string::npos);
}

TEST(Npz, ThatPromisesTooMuchIsRefusedBeforeMemoryIsTaken) {
  std::string bytes = recorded("net0.npz");
  put(bytes, directory_in(bytes) + 24, 100'000'000, 4);
  EXPECT_NE(read_all(bytes).find("would be too large for its bytes"), std::string::npos);
  put(bytes, directory_in(bytes) + 24, 0xfffffffe, 4);
  EXPECT_NE(read_all(bytes).find("has 4294967294 bytes, more than are read"), std::string::npos);
  put(bytes, directory_in(bytes) + 24, 0xffffffff, 4);
  EXPECT_NE(read_all(bytes).find("has the sizes of a file of more than 4 GB; save fewer numbers"), std::string::npos);
}

TEST(Npz, ThatCannotBeReadIsToldFromADamagedOne) {
  std::string bytes = recorded("net0.npz");
  put(bytes, directory_in(bytes) + 10, 12, 2);
  EXPECT_NE(read_all(bytes).find("is compressed by method 12, which is not read; save it with numpy.savez"),
            std::string::npos);
  put(bytes, directory_in(bytes) + 8, 1, 2);
  EXPECT_NE(read_all(bytes).find("is encrypted; write it without a password"), std::string::npos);
}

TEST(Npz, WithoutEntriesIsEmpty) {
  std::string bytes = "PK\x05\x06";
  bytes.resize(22);
  EXPECT_EQ(read_all(bytes), "");
}

}  // namespace
}  // namespace convarith::testing::npz_file_test
