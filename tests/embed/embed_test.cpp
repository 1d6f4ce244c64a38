// Snippets word by word, and as parsers that are not ours read them.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "embed/hosts.hpp"
#include "tests/embed/snippets.hpp"

namespace convarith::testing::embed_test {
namespace {

using nlohmann::json;

const std::string kAlt = "A 3x3 kernel slides with stride 2 over a 5x5 input padded by 1 and gives a 3x3 output";
const std::string kCaption = "A 3x3 kernel over a 5x5 input padded by 1, with stride 2";
const std::vector<std::string> kWebHosts{"markdown", "html", "mkdocs", "rst"};

TEST(Hosts, AreExplainedInTheDocuments) {
  const std::string document = read_file(CONVARITH_SOURCE_DIR "/docs/embedding.md");
  for (const Host& host : hosts()) {
    EXPECT_NE(document.find("\n| `" + std::string(host.name) + "` |"), std::string::npos)
        << "embedding() in tools/docs.sh needs a row and a recipe for the host '" << host.name << "'";
  }
}

TEST(Snippet, ForMarkdown) {
  EXPECT_EQ(embed("--preset padding_strides --for markdown"),
            "<p align=\"center\">\n"
            "<picture>\n"
            "  <source media=\"(prefers-reduced-motion: reduce)\" srcset=\"png/padding_strides_00.png\">\n"
            "  <img src=\"gif/padding_strides.gif\" width=\"395\" height=\"381\" alt=\"" +
                kAlt +
                "\">\n"
                "</picture>\n"
                "<br>" +
                kCaption + "\n</p>\n");
}

TEST(Snippet, ForHtmlWithDarkColours) {
  EXPECT_EQ(embed("--preset padding_strides --for html --dark --base /img/"),
            "<figure>\n"
            "  <picture>\n"
            "    <source media=\"(prefers-reduced-motion: reduce) and (prefers-color-scheme: dark)\" "
            "srcset=\"/img/png/padding_strides_dark_00.png\">\n"
            "    <source media=\"(prefers-reduced-motion: reduce)\" srcset=\"/img/png/padding_strides_00.png\">\n"
            "    <source media=\"(prefers-color-scheme: dark)\" srcset=\"/img/gif/padding_strides_dark.gif\">\n"
            "    <img src=\"/img/gif/padding_strides.gif\" width=\"395\" height=\"381\" alt=\"" +
                kAlt +
                "\" style=\"max-width: 100%; height: auto\">\n"
                "  </picture>\n"
                "  <figcaption>" +
                kCaption + "</figcaption>\n</figure>\n");
}

TEST(Snippet, ForMkdocsHidesAllButOnePicture) {
  const std::string size = "width=\"395\" height=\"381\" }\n";
  EXPECT_EQ(embed("--preset padding_strides --for mkdocs --dark --base img"),
            "<style>\n"
            "@media (prefers-reduced-motion: reduce) { img.convarith-moving { display: none; } }\n"
            "@media not all and (prefers-reduced-motion: reduce) { img.convarith-still { display: none; } }\n"
            "</style>\n\n"
            "<figure markdown=\"span\">\n"
            "![" +
                kAlt + "](img/gif/padding_strides.gif#only-light){ .convarith-moving " + size + "![" + kAlt +
                "](img/png/padding_strides_00.png#only-light){ .convarith-still " + size + "![" + kAlt +
                "](img/gif/padding_strides_dark.gif#only-dark){ .convarith-moving " + size + "![" + kAlt +
                "](img/png/padding_strides_dark_00.png#only-dark){ .convarith-still " + size + "<figcaption>" +
                kCaption + "</figcaption>\n</figure>\n");
}

TEST(Snippet, ForSphinxHasAPageForLatex) {
  EXPECT_EQ(embed("--preset padding_strides --for rst --base 'my images'"),
            ".. only:: not latex\n\n"
            "   .. figure:: my\\ images/gif/padding_strides.gif\n"
            "      :alt: " +
                kAlt + "\n      :width: 395px\n\n      " + kCaption +
                "\n\n"
                ".. only:: latex\n\n"
                "   .. figure:: my\\ images/pdf/padding_strides_00.pdf\n"
                "      :alt: " +
                kAlt + "\n\n      " + kCaption + "\n");
}

TEST(Snippet, ForLatexIsAStepOrAllOfThem) {
  EXPECT_EQ(embed("--preset padding_strides --for latex --base figures_of_mine"),
            "% In the preamble: \\usepackage{graphicx}  (alt= needs TeX Live 2022 or newer)\n"
            "\\begin{figure}\n  \\centering\n  \\includegraphics[alt={" +
                kAlt +
                "}]{figures_of_mine/pdf/padding_strides_00.pdf}\n"
                "  \\caption{" +
                kCaption + "}\n  \\label{fig:padding_strides}\n\\end{figure}\n");
  EXPECT_EQ(embed("-n 12 -k 2 --for latex --format animate"),
            "% In the preamble: \\usepackage{graphicx} \\usepackage{animate}\n"
            "\\begin{figure}\n  \\centering\n"
            "  \\animategraphics[controls, loop]{1}{pdf/conv_n12_k2_}{000}{120}\n"
            "  \\caption{Convolution: n~=~12, k~=~2, s~=~1, p~=~0}\n  \\label{fig:conv_n12_k2}\n\\end{figure}\n");
}

TEST(Snippet, ForObsidianIsALinkIntoTheVaultOrAnAddress) {
  EXPECT_EQ(embed("--preset padding_strides --for obsidian"),
            "![[gif/padding_strides.gif|" + kAlt + "|395x381]]\n\n" + kCaption + "\n");
  EXPECT_EQ(embed("--preset padding_strides --for obsidian --base https://example.org/a/"),
            "![" + kAlt + "|395x381](https://example.org/a/gif/padding_strides.gif)\n\n" + kCaption + "\n");
}

TEST(Snippet, OfAnSvgIsOnePictureForAllReaders) {
  for (const std::string& host : kWebHosts) {
    const json read = read_snippet(host, embed("--preset padding_strides --format svg --dark --for " + host));
    EXPECT_EQ(read.at("pictures").at(0).at("src"), "svg/padding_strides.svg") << host;
    EXPECT_EQ(read.at("pictures").at(0).at("sources"), json::array()) << host;
    EXPECT_EQ(read.at("pictures").size(), host == "rst" ? 2 : 1) << host;
  }
}

TEST(Snippet, IsReadBackByParsersOfItsHost) {
  for (const std::string& host : kWebHosts) {
    const json read = read_snippet(host, embed("--preset padding_strides --for " + host));
    const json& picture = read.at("pictures").at(0);
    EXPECT_EQ(picture.at("src"), "gif/padding_strides.gif") << host;
    EXPECT_EQ(picture.at("alt"), kAlt) << host;
    EXPECT_EQ(picture.at("width"), host == "rst" ? "395px" : "395") << host;
    EXPECT_NE(read.at("text").get<std::string>().find(kCaption), std::string::npos) << host << read;
  }
}

TEST(Snippet, HidesPicturesOfMkdocsByClassAndFragment) {
  const json pictures =
      read_snippet("mkdocs", embed("--preset padding_strides --for mkdocs --dark --base ../b")).at("pictures");
  ASSERT_EQ(pictures.size(), 4U);
  const char* const sources[] = {
      "../b/gif/padding_strides.gif#only-light", "../b/png/padding_strides_00.png#only-light",
      "../b/gif/padding_strides_dark.gif#only-dark", "../b/png/padding_strides_dark_00.png#only-dark"};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(pictures[i].at("src"), sources[i]);
    EXPECT_EQ(pictures[i].at("class"), i % 2 == 0 ? "convarith-moving" : "convarith-still");
  }
}

TEST(Snippet, OfSphinxShowsDarkColoursInHtmlOnly) {
  const json pictures = read_snippet("rst", embed("--preset dilation --for rst --dark")).at("pictures");
  ASSERT_EQ(pictures.size(), 3U);
  EXPECT_EQ(pictures[0].at("class"), "only-light");
  EXPECT_EQ(pictures[1].at("class"), "only-dark");
  EXPECT_EQ(pictures[1].at("src"), "gif/dilation_dark.gif");
  EXPECT_EQ(pictures[1].at("only"), "not latex");
  EXPECT_EQ(pictures[2].at("src"), "pdf/dilation_00.pdf");
  EXPECT_EQ(pictures[2].at("only"), "latex");
}

TEST(Table, HasAllFiguresInRowsWithParametersAndFormulas) {
  for (const std::string& host : kWebHosts) {
    const std::string snippet = embed("--family arithmetic --table --columns 4 --for " + host);
    const json read = read_snippet(host, snippet);
    std::size_t animations = 0;
    for (const json& picture : read.at("pictures")) {
      const std::string source = picture.at("src");
      animations += source.starts_with("gif/") ? 1U : 0U;
      EXPECT_EQ(source.find("_00") == std::string::npos, source.starts_with("gif/")) << source;
      if (host != "rst") {
        EXPECT_LE(std::stoi(picture.at("width").get<std::string>()), 180) << source;
      }
    }
    EXPECT_EQ(animations, 15U) << host;
    const std::string text = read.at("text");
    EXPECT_NE(text.find("n = 5, k = 3, s = 2, p = 1"), std::string::npos) << host;
    EXPECT_NE(text.find("= 3"), std::string::npos) << host;
    if (host == "rst") {
      EXPECT_EQ(read.at("columns"), json::array({4}));
    }
  }
  const std::string html = embed("--family arithmetic --table --columns 4 --for html");
  const auto count = [&](const std::string& part) {
    std::size_t number = 0;
    for (std::size_t at = html.find(part); at != std::string::npos; at = html.find(part, at + 1)) ++number;
    return number;
  };
  EXPECT_EQ(count("<tr>"), 4U);
  EXPECT_EQ(count("<td width=\"25%\""), 15U);
}

TEST(Table, OfObsidianHasAHeadAndEscapedBars) {
  EXPECT_EQ(embed("--preset dilation --for obsidian --table --columns 2"),
            "| ![[gif/dilation.gif\\|A 3x3 kernel dilated by 2 slides over a 7x7 input and gives a 3x3 "
            "output\\|380x367]] |  |\n"
            "| :---: | :---: |\n"
            "| A 3x3 kernel with dilation 2 over a 7x7 input<br>n = 7, k = 3, s = 1, p = 0, d = 2<br>m = ⌊(7 + 2·0 − "
            "2·(3−1) − 1)/1 + 1⌋ = 3 |  |\n");
}

TEST(Snippet, SaysOfEveryViewWhatItShows) {
  const auto alt = [](const std::string& arguments) {
    return read_snippet("html", embed("--for html " + arguments)).at("pictures").at(0).at("alt").get<std::string>();
  };
  EXPECT_EQ(
      alt("--preset padding_strides_transposed --view stamp"),
      "A transposed convolution: each cell of a 3x3 input stamps a 3x3 kernel with stride 2, overlaps add up, 1 on "
      "every side is cut off, and a 5x5 output comes out");
  EXPECT_EQ(alt("--preset numerical_max_pooling"),
            "A 3x3 max pooling window slides over a 5x5 input and gives a 3x3 output, with all numbers");
  EXPECT_EQ(
      alt("-n 3 -k 3 -s 2 -p 1 --transposed --beside transpose"),
      "Two layers side by side, step by step. A transposed convolution: each cell of a 3x3 input stamps a 3x3 "
      "kernel with stride 2, overlaps add up, 1 on every side is cut off, and a 5x5 output comes out. A 3x3 kernel "
      "slides with stride 2 over a 5x5 input padded by 1 and gives a 3x3 output");
  EXPECT_EQ(alt("--preset paddings"),
            "What padding copies in each padding mode, side by side, of the 6x6 input padded by 1");
}

/// A text with all that means something somewhere.
const std::string kTricky =
    "1. \"Quoted\" & <b>_bold_</b> | a\\b *x* `y` $1$ 100% #5 ~z^2 {c} [d](e) ==f== — é × :: ends:";

TEST(Snippet, ReadsBackTextsWithSpecialCharacters) {
  const TemporaryFolder folder;
  const json preset{{"version", 1}, {"name", "tricky_name"}, {"n", 5}, {"k", 3}, {"description", kTricky}};
  write_file(folder / "tricky.json", preset.dump());
  for (const std::string& host : kWebHosts) {
    for (const std::string& table : {std::string(), std::string(" --table")}) {
      const std::string snippet = embed("--preset tricky.json --for " + host + table, folder.path());
      const std::string text = read_snippet(host, snippet).at("text");
      EXPECT_NE(text.find(kTricky), std::string::npos) << host << "\n" << snippet << text;
    }
  }
}

TEST(Snippet, OfObsidianReadsBackTextsWithSpecialCharacters) {
  const TemporaryFolder folder;
  const json preset{{"version", 1}, {"name", "tricky_name"}, {"n", 5}, {"k", 3}, {"description", kTricky}};
  write_file(folder / "tricky.json", preset.dump());
  const std::string snippet = embed("--preset tricky.json --for obsidian", folder.path());
  const std::string text = read_snippet("markdown", snippet).at("text");
  EXPECT_NE(text.find(kTricky), std::string::npos) << snippet << text;
}

TEST(Snippet, KeepsToOneLineWhatHasSeveral) {
  const TemporaryFolder folder;
  const json preset{{"version", 1}, {"name", "lines"}, {"n", 5}, {"k", 3}, {"description", "one\n\ntwo\n\\end"}};
  write_file(folder / "lines.json", preset.dump());
  EXPECT_NE(embed("--preset lines.json --for html", folder.path()).find("<figcaption>one two \\end</figcaption>"),
            std::string::npos);
  EXPECT_NE(embed("--preset lines.json --for latex", folder.path()).find("\\caption{one two \\textbackslash{}end}"),
            std::string::npos);
}

}  // namespace
}  // namespace convarith::testing::embed_test
