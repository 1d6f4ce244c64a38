#include "config/numbers/number_files.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "config/numbers/number_lists.hpp"
#include "config/preset.hpp"
#include "config/values.hpp"
#include "tests/config/number_readers.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::number_files_test {
namespace {

namespace fs = std::filesystem;

std::string lists(const std::string& text) {
  return text_of(read_number_lists(text));
}

TEST(NumberLists, HaveTheShapeOfTheirNesting) {
  EXPECT_EQ(lists("[1, -2.5, 3e2]"), "3: 1 -2.5 300");
  EXPECT_EQ(lists("[[1, 2], [3, 4], [5, 6]]"), "3x2: 1 2 3 4 5 6");
  EXPECT_EQ(lists("[[[[[1, 2]]]]]"), "1x1x1x1x2: 1 2");
  EXPECT_EQ(lists(" 7 "), ": 7");
  EXPECT_EQ(lists("\xef\xbb\xbf[18446744073709551615]"), "1: 1.8446744073709552e+19");
}

TEST(NumberLists, AreTheSameFromJsonThatWasRead) {
  for (const char* text :
       {"[[1, 2], [3, 4]]", "[[1], [2, 3]]", "[1, [2]]", "[]", "{\"a\": 1}", "5", "[null]", "[[[[[[1]]]]]]"}) {
    EXPECT_EQ(text_of(tensor_of_lists(nlohmann::json::parse(text))), lists(text)) << text;
  }
}

TEST(NumberListsMistake, RaggedListsAreNamedWithTheirRow) {
  EXPECT_EQ(lists("[[1,2,3,4],[1,2,3,4],[1,2,3]]"), "row 2 has 3 numbers, but the rows before it have 4");
  EXPECT_EQ(lists("[[1],[2,3]]"), "row 1 has 2 numbers, but the rows before it have 1");
  EXPECT_EQ(lists("[[[1],[2]],[[3],[4,5]]]"), "row 1 of [1] has 2 numbers, but the rows before it have 1");
  EXPECT_EQ(lists("[[[1],[2]],[[3]]]"), "[1] has 1 row, but those before it have 2");
  EXPECT_EQ(lists("[[[[1]],[[2]]],[[[1]]]]"), "[1] has 1 list, but those before it have 2");
}

TEST(NumberListsMistake, MixedDepthsAreNamedWithTheirPlace) {
  EXPECT_EQ(lists("[1,[2]]"), "[1] is a list among numbers");
  EXPECT_EQ(lists("[[1],2]"), "[1] is a number among lists");
  EXPECT_EQ(lists("[[1],[[2]]]"), "[1][0] is a list among numbers");
  EXPECT_EQ(lists("[[[[[[1]]]]]]"), "is nested too deeply; use at most five axes");
  EXPECT_EQ(lists("[]"), "has no numbers");
  EXPECT_EQ(lists("[[1],[]]"), "[1] is an empty list");
}

TEST(NumberListsMistake, WhatIsNoNumberIsNamedWithItsPlace) {
  EXPECT_EQ(lists("[[1,null]]"), "[0][1] must be a number, not null");
  EXPECT_EQ(lists("[\"1\"]"), "[0] must be a number, not a string");
  EXPECT_EQ(lists("[{\"a\": 1}]"), "[0] must be a number, not an object");
  EXPECT_EQ(lists("{\"a\": [1]}"), "must be a list of numbers, or of lists, not an object");
  EXPECT_EQ(lists("true"), "must be a list of numbers, or of lists, not a boolean");
}

TEST(NumberListsMistake, WhatIsNoJsonIsNamedWithItsPlace) {
  const std::string hint = "; JSON has no NaN and no Infinity";
  const std::vector<std::array<std::string, 3>> mistakes{{"[[1,\n NaN]]", "2:2", hint},
                                                         {"[-Infinity]", "1:3", hint},
                                                         {"[1", "1:3", ""},
                                                         {"[1] 2", "1:5", ""},
                                                         {"", "1:1", ""}};
  for (const auto& [text, place, end] : mistakes) {
    const std::string line = lists(text);
    EXPECT_TRUE(line.starts_with(place + ": not valid JSON: ")) << line;
    EXPECT_TRUE(line.ends_with(end)) << line;
  }
  EXPECT_EQ(lists("[1,\n1e999]"), "2:5: 1e999 is too large for any number; use a smaller number");
}

TEST(NumberListsMistake, DeepNestingCostsNoMemory) {
  EXPECT_EQ(lists(std::string(8'000'000, '[')), "is nested too deeply; use at most five axes");
}

class Folder {
 public:
  /// What comes of a file with these bytes; the folder's name is left out.
  std::string read(const std::string& name, const std::string& bytes) const {
    write_file(folder_ / name, bytes);
    return read(name);
  }
  std::string read(const std::string& name) const {
    std::string line = text_of(read_number_file(folder_ / name));
    const std::string path = folder_.path().string() + "/";
    if (const std::size_t place = line.find(path); place != std::string::npos) line.erase(place, path.size());
    return line;
  }
  fs::path operator/(const std::string& name) const { return folder_ / name; }

 private:
  TemporaryFolder folder_;
};

TEST(NumberFile, IsReadAsItsSuffixSays) {
  const Folder folder;
  EXPECT_EQ(folder.read("a.json", "[[1, 2]]"), "1x2: 1 2");
  EXPECT_EQ(folder.read("a.csv", "1,2\n"), "1x2: 1 2");
  EXPECT_EQ(folder.read("A.CSV", "1,2\n"), "1x2: 1 2");
  EXPECT_EQ(folder.read("a.npy", "1,2\n"), "a.npy: is not a NumPy file; save it with numpy.save");
}

TEST(NumberFileMistake, IsNamedWithFileAndLine) {
  const Folder folder;
  EXPECT_EQ(folder.read("a.csv", "1,2\n\n3\n"),
            "a.csv:3: row 0 of channel 1 has 1 number, but the rows before it have 2");
  EXPECT_EQ(folder.read("a.json", "[[1, 2], [3]]"), "a.json: row 1 has 1 number, but the rows before it have 2");
  EXPECT_TRUE(folder.read("a.json", "[[1,\n2], [3").starts_with("a.json:2:7: not valid JSON: "));
}

TEST(NumberFileMistake, FilesThatAreNoneAreRefused) {
  const Folder folder;
  EXPECT_EQ(folder.read("none.csv"), "there is no file 'none.csv'");
  std::string all;
  for (const std::string_view suffix : number_file_suffixes()) all += (all.empty() ? "" : ", ") + std::string(suffix);
  EXPECT_EQ(folder.read("a.txt", "1"), "a.txt: its suffix does not indicate a format; use one of " + all);
  EXPECT_EQ(folder.read("plain", "1"), "plain: its suffix does not indicate a format; use one of " + all);
  fs::create_directory(folder / "folder.csv");
  EXPECT_EQ(folder.read("folder.csv"), "folder.csv: is a folder, not a file");
  ASSERT_EQ(mkfifo((folder / "pipe.csv").c_str(), 0600), 0);
  EXPECT_EQ(folder.read("pipe.csv"), "pipe.csv: is not a regular file");
  fs::create_symlink("/dev/zero", folder / "zero.npy");
  EXPECT_EQ(folder.read("zero.npy"), "zero.npy: is not a regular file");
}

TEST(NumberFileMistake, NothingIsSaidOfFilesThatHoldNoNumbers) {
  const Folder folder;
  const std::string texts[] = {"hidden:x:0", "[\"hidden\"]", "{\"hidden\": \"hidden\"}", "[[1, \"hidden\"]]", "hidden"};
  for (const std::string& text : texts) {
    for (const char* const name : {"a.json", "a.csv", "a.npy"}) {
      EXPECT_EQ(folder.read(name, text).find("hidden"), std::string::npos) << folder.read(name, text);
    }
  }
}

TEST(NumberFileMistake, NulIsNoJson) {
  const std::string nul(1, '\0');
  const Folder folder;
  EXPECT_EQ(folder.read("a.json", "[1]" + nul),
            "a.json:1:4: not valid JSON: it has a NUL byte; JSON is text; is this the intended file?");
  EXPECT_TRUE(folder.read("a.json", "[1" + nul + "]").starts_with("a.json:1:3: "));
}

TEST(NumberFileMistake, NameWithANulIsThatOfNoFile) {
  const Folder folder;
  folder.read("a.csv", "1,2");
  const Result<Tensor> numbers = read_number_file((folder / "a.csv").string() + std::string("\0.csv", 5));
  ASSERT_FALSE(numbers);
  EXPECT_TRUE(to_line(numbers.problems().front()).ends_with(": is not a file name, because it has a NUL"));
}

TEST(NumberFileMistake, TooLargeFilesAreNotRead) {
  const Folder folder;
  write_file(folder / "a.csv", "");
  fs::resize_file(folder / "a.csv", std::uintmax_t{1} << 36);
  EXPECT_EQ(folder.read("a.csv"), "a.csv: has more than 67108864 bytes; is this the intended file?");
}

TEST(NumberFileMistake, FilesThatMayNotBeReadAreFailures) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const Folder folder;
  write_file(folder / "a.csv", "1");
  fs::permissions(folder / "a.csv", fs::perms::none);
  const Result<Tensor> numbers = read_number_file(folder / "a.csv");
  ASSERT_FALSE(numbers);
  EXPECT_EQ(numbers.problems().front().kind, Problem::Kind::failure);
}

/// What comes of a text behind a flag.
std::string behind_flag(const std::string& key, const std::string& text) {
  Request request;
  const Status set = set_from_text(request, *find_field(key), text);
  if (!set) return to_line(set.problems().front());
  return to_json(request, *find_field(key)).dump();
}

TEST(Numbers, BehindAFlagAreListsOrAFile) {
  const Folder folder;
  write_file(folder / "a.csv", "1,2\n3,4\n");
  EXPECT_EQ(behind_flag("values", " [[1,2],[3,4]]"), "[[1,2],[3,4]]");
  EXPECT_EQ(behind_flag("weights", (folder / "a.csv").string()), "[[1,2],[3,4]]");
  EXPECT_EQ(behind_flag("bias", "1.5"), "[1.5]");
  EXPECT_EQ(behind_flag("bias", "[1.5]"), "[1.5]");
}

TEST(NumbersMistake, BehindAFlagSayWhatWasMeant) {
  const std::string hint = "give nested lists such as [[1, 2], [3, 4]]";
  EXPECT_EQ(behind_flag("values", "[[1, 2], [3"), "'[[1, 2], [3' is not valid JSON at 1:12; " + hint);
  EXPECT_EQ(behind_flag("values", "[nan]"), "'[nan]' is not valid JSON at 1:3; " + hint);
  EXPECT_EQ(behind_flag("values", "[NaN]"), "'[NaN]' is not valid JSON at 1:2; JSON has no NaN and no Infinity");
  EXPECT_EQ(behind_flag("values", "[1e999]"), "1e999 is too large for any number; use a smaller number");
  EXPECT_EQ(behind_flag("values", "1, 2"), "there is no file '1, 2'; give numbers as lists, such as [[1, 2], [3, 4]]");
  EXPECT_EQ(behind_flag("values", "1.5"), "there is no file '1.5'; give numbers as lists, such as [[1, 2], [3, 4]]");
  EXPECT_EQ(behind_flag("values", "{[1, 2]}"),
            "there is no file '{[1, 2]}'; give numbers as lists, such as [[1, 2], [3, 4]]");
  EXPECT_EQ(behind_flag("values", ""), "the file name is empty; " + hint);
}

/// What comes of a value in a preset, or what is wrong with it.
std::string in_preset(const std::string& text, const fs::path& folder) {
  const auto preset = read_preset(text, "my.json", "", std::nullopt, folder);
  if (!preset) return to_line(preset.problems().front());
  return to_json(preset->request, *find_field("values")).dump();
}

TEST(Numbers, InAPresetAreListsOrAFileBesideIt) {
  const Folder folder;
  write_file(folder / "a.csv", "1,2\n");
  EXPECT_EQ(in_preset(R"({"values": [[1, 2]]})", {}), "[[1,2]]");
  EXPECT_EQ(in_preset(R"({"values": "a.csv"})", folder / ""), "[[1,2]]");
  write_file(folder / "mine.json", R"({"values": "a.csv", "bias": 2})");
  const auto loaded = load_preset((folder / "mine.json").string());
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->request.values, (Tensor{{1, 2}, {1, 2}}));
  EXPECT_EQ(loaded->request.bias, (Tensor{{1}, {2}}));
  EXPECT_EQ(write_preset(loaded->request).find("a.csv"), std::string::npos);
}

TEST(Numbers, OfAManifestAreBesideIt) {
  const Folder folder;
  write_file(folder / "a.csv", "1,2\n");
  write_file(folder / "jobs.jsonl", "{\"values\": \"a.csv\"}\n");
  const auto requests = load_manifest((folder / "jobs.jsonl").string());
  ASSERT_TRUE(requests && requests->front());
  EXPECT_EQ(requests->front()->request.values, (Tensor{{1, 2}, {1, 2}}));
}

TEST(NumbersMistake, InAPresetNameItsPlaceAndTheFile) {
  EXPECT_EQ(in_preset("{\n\"values\": \"b.csv\"}", "data"), "my.json:2: \"values\": there is no file 'data/b.csv'");
  EXPECT_EQ(in_preset(R"({"values": true})", {}),
            "my.json:1: \"values\": must be nested lists of numbers or the name of a file, not true");
  EXPECT_EQ(in_preset(R"({"values": [[1], [2, 3]]})", {}),
            "my.json:1: \"values\": row 1 has 2 numbers, but the rows before it have 1");
  EXPECT_EQ(in_preset(R"({"values": 3})", {}),
            "my.json:1: \"values\": is a single number; give nested lists such as [[1, 2], [3, 4]]");
}

}  // namespace
}  // namespace convarith::testing::number_files_test
