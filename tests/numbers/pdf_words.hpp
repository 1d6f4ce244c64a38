#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <regex>
#include <string>
#include <vector>

#include "encode/encoder.hpp"
#include "layout/shapes/box.hpp"
#include "tests/encode/memory_sink.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing {

/// A word as poppler finds it in a PDF: bp from the page's lower left corner.
struct Word {
  std::string text;
  Box box;

  Point middle() const { return {box.middle(), (box.bottom + box.top) / 2}; }
};

inline std::string pdf_of(const Film& film, std::size_t step) {
  EncodeOptions options;
  options.last_step = step;
  const auto encoder = find_format("pdf")->make(film, options);
  TextSink sink;
  EXPECT_TRUE(encoder->add({film, step, nullptr}, sink));
  return sink.bytes();
}

/// The words of a step's PDF page.
inline std::vector<Word> words_of(const Film& film, std::size_t step) {
  const TemporaryFolder folder;
  write_file(folder / "page.pdf", pdf_of(film, step));
  const ProcessResult read = run_process({"pdftotext", "-bbox", (folder / "page.pdf").string(), "-"});
  EXPECT_EQ(read.exit_code, 0) << read.err;
  static const std::regex word_line(
      R"re(<word xMin="([-0-9.]+)" yMin="([-0-9.]+)" xMax="([-0-9.]+)" yMax="([-0-9.]+)">(.*)</word>)re");
  std::vector<Word> words;
  for (auto match = std::sregex_iterator(read.out.begin(), read.out.end(), word_line); match != std::sregex_iterator();
       ++match) {
    const auto number = [&](std::size_t group) { return std::strtod((*match)[group].str().c_str(), nullptr); };
    words.push_back({(*match)[5].str(), {number(1), film.height - number(4), number(3), film.height - number(2)}});
  }
  return words;
}

}  // namespace convarith::testing
