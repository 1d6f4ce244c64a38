// SVGs as other software understands them.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tests/pictures/frame_stream.hpp"
#include "tests/pictures/published.hpp"
#include "tests/pictures/random_layers.hpp"
#include "tests/pictures/running.hpp"
#include "tests/support/decoding.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/temporary_folder.hpp"

namespace convarith::testing::svg_test {
namespace {

namespace fs = std::filesystem;

using Flags = std::vector<std::string>;

Flags operator+(Flags a, const Flags& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

/// What Python's XML parser finds wrong: scripts, animation that isn't CSS, references to elsewhere or to nothing.
constexpr const char* kChecks = R"(
import re, sys, xml.etree.ElementTree as tree
for file in sys.argv[1:]:
    root = tree.parse(file).getroot()
    svg = '{http://www.w3.org/2000/svg}'
    known = {'svg', 'title', 'desc', 'style', 'defs', 'g', 'path', 'use'}
    elements = list(root.iter())
    ids = [e.get('id') for e in elements if e.get('id')]
    def expect(good, what):
        if not good: print(file, what)
    expect(root.tag == svg + 'svg', 'is no SVG')
    expect(len(ids) == len(set(ids)), 'has an id twice')
    expect(root.get('aria-labelledby').split() == [e.get('id') for e in root[:2]], 'is not named')
    expect([e.tag for e in root[:2]] == [svg + 'title', svg + 'desc'], 'does not begin with its title')
    expect(all(e.text for e in root[:2]), 'says nothing')
    for e in elements:
        expect(e.tag.replace(svg, '') in known, e.tag)
        for name, value in e.attrib.items():
            expect(not name.startswith('on'), name)
            expect('{' not in name, name)
            expect(name != 'href' or value[1:] in ids and value[0] == '#', value)
            expect('url(' not in value, value)
        if e.tag == svg + 'style': expect(not re.search(r'url|@import|http', e.text), 'refers to elsewhere')
)";

std::string wrong_with(const Flags& files) {
  return output_of(Flags{"/usr/bin/python3", "-c", kChecks} + files);
}

Flags files_in(const fs::path& folder) {
  Flags files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

/// Whether all pixels around one have its colour.
bool is_flat(const Picture& picture, int x, int y) {
  for (int row = y - 2; row <= y + 2; ++row) {
    for (int col = x - 2; col <= x + 2; ++col) {
      if (difference(picture.at(col, row), picture.at(x, y)) > 0) return false;
    }
  }
  return true;
}

/// Both are nearly the same, and where one has neither edges nor letters, quite the same.
void expect_alike(const Picture& a, const Picture& b) {
  ASSERT_EQ(a.width, b.width);
  ASSERT_EQ(a.height, b.height);
  double sum = 0;
  bool has_flat = false;
  int wrong = 0;
  for (int y = 2; y < a.height - 2; ++y) {
    for (int x = 2; x < a.width - 2; ++x) {
      const int apart = difference(a.at(x, y), b.at(x, y));
      sum += apart;
      // It takes long to see whether a place is flat, and mostly it makes no difference.
      if ((has_flat && apart <= 2) || !is_flat(a, x, y)) continue;
      has_flat = true;
      wrong += apart > 2 ? 1 : 0;
    }
  }
  EXPECT_LT(sum / (static_cast<double>(a.width) * a.height), 4);
  EXPECT_TRUE(has_flat);
  EXPECT_EQ(wrong, 0) << "pixels where it is flat";
}

/// Draws an SVG by librsvg, as large as the figure's other pictures.
void draw_svg(const fs::path& svg, const Picture& size, const fs::path& png) {
  output_of({"rsvg-convert", "-w", std::to_string(size.width), "-h", std::to_string(size.height), svg.string(), "-o",
             png.string()});
}

/// Renders a figure and compares every `stride`th still and the animation's first frame with the PNGs. Those that
/// belong together are decoded as one sequence, since a decoder's start takes longer than its work.
void expect_alike_steps(const Flags& flags, std::size_t stride) {
  SCOPED_TRACE(::testing::PrintToString(flags));
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(render_into(folder.path(), flags + Flags{"--name", "f", "--format", "png,svg,svg-steps"}));
  EXPECT_EQ(wrong_with(files_in(folder / "svg")), "");
  const Flags stills = files_in(folder / "png");
  const Picture first = decode(stills.front()).at(0);
  draw_svg(folder / "svg/f.svg", first, folder / "animation.png");
  expect_alike(first, decode(folder / "animation.png").at(0));
  fs::create_directories(folder / "expected");
  fs::create_directories(folder / "drawn");
  for (std::size_t i = 0; i < stills.size(); i += stride) {
    const std::string name = fs::path(stills[i]).stem().string();
    fs::rename(stills[i], folder / ("expected/" + name + ".png"));
    draw_svg(folder / ("svg/" + name + ".svg"), first, folder / ("drawn/" + name + ".png"));
  }
  FrameStream expected(folder / "expected/*.png");
  FrameStream drawn(folder / "drawn/*.png");
  for (std::size_t i = 0; i < stills.size(); i += stride) {
    SCOPED_TRACE(stills[i]);
    const std::optional<Picture> still = expected.next();
    const std::optional<Picture> svg = drawn.next();
    ASSERT_TRUE(still && svg);
    expect_alike(*still, *svg);
  }
  EXPECT_FALSE(expected.next());
  EXPECT_FALSE(drawn.next());
}

class PublishedSvg : public ::testing::TestWithParam<Published> {};

TEST_P(PublishedSvg, LooksLikeTheStills) {
  expect_alike_steps({"--preset", GetParam().name}, 4);
}

INSTANTIATE_TEST_SUITE_P(All, PublishedSvg, ::testing::ValuesIn(kPublished), name_of_figure);

class RandomSvg : public ::testing::TestWithParam<unsigned> {};

TEST_P(RandomSvg, LooksLikeTheStills) {
  const unsigned number = GetParam();
  const FigureLayer layer = with_channels(random_layer(number), number);
  const Flags more{"--labels", "--legend", "--step-counter", "--dpi", "100"};
  expect_alike_steps(flags_of(layer) + more, 15);
}

INSTANTIATE_TEST_SUITE_P(Layers, RandomSvg, ::testing::Range(0U, some_of(4) * kSorts));

class ViewSvg : public ::testing::TestWithParam<const char*> {};

TEST_P(ViewSvg, LooksLikeTheStills) {
  const std::string view = GetParam();
  const Flags numbers = view == "volume" ? Flags{} : Flags{"--random", "3"};
  expect_alike_steps(
      Flags{"-n", "5x6", "-k", "3x2", "-s", "2x1", "-p", "1", "--view", view, "--width", "500"} + numbers, 5);
}

INSTANTIATE_TEST_SUITE_P(All, ViewSvg,
                         ::testing::Values("numeric", "equation", "breakdown", "stride", "padding", "volume"));

TEST(Svg, OfEveryPresetIsSound) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(render_into(folder.path(), {"--all", "--format", "svg"}));
  EXPECT_EQ(wrong_with(files_in(folder / "svg")), "");
}

TEST(Svg, OfEachPresetIsSmall) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(render_into(folder.path(), {"--all", "--format", "svg"}));
  for (const Published& figure : kPublished) {
    const auto size = fs::file_size(folder / ("svg/" + std::string(figure.name) + ".svg"));
    EXPECT_LT(size, 20'000) << figure.name;
  }
  EXPECT_LT(fs::file_size(folder / "svg/padding_strides.svg"), 8'000);
  for (const std::string& file : files_in(folder / "svg")) EXPECT_LT(fs::file_size(file), 100'000) << file;
}

TEST(Svg, NamesTheFigureAsItsTitleDoes) {
  const ProcessResult titled =
      run_convarith({"render", "-n", "2", "-k", "1", "--title", "<&\"", "--format", "svg", "-o", "-"});
  EXPECT_EQ(titled.exit_code, 0) << titled.err;
  EXPECT_NE(titled.out.find("t\">&lt;&amp;&quot;</title>"), std::string::npos) << titled.out;
  const ProcessResult named = run_convarith({"render", "-n", "2", "-k", "1", "--format", "svg", "-o", "-"});
  EXPECT_NE(named.out.find("t\">conv_n2_k1</title>"), std::string::npos) << named.out;
  EXPECT_NE(named.out.find("d\">A 1x1 kernel"), std::string::npos) << named.out;
}

TEST(Svg, HasTheStepsThatAreAskedFor) {
  const auto svg_of = [](const Flags& more) {
    return run_convarith(Flags{"render", "-n", "4", "-k", "2", "--name", "f", "--format", "svg", "-o", "-"} + more).out;
  };
  EXPECT_NE(svg_of({}).find(" 9s step-end infinite"), std::string::npos) << svg_of({});
  EXPECT_NE(svg_of({"--steps", "2:6"}).find(" 4s step-end infinite"), std::string::npos);
  EXPECT_NE(svg_of({"--delay", "0.5", "--hold", "2", "--loop", "3"}).find(" 6.5s step-end 3 forwards"),
            std::string::npos);
  EXPECT_EQ(svg_of({"--steps", "5"}).find("<style"), std::string::npos);
}

TEST(Svg, OfASuffixIsTheAnimation) {
  const TemporaryFolder folder;
  const std::string file = (folder / "a.svg").string();
  const Flags flags{"render", "-n", "3", "-k", "2", "--quiet"};
  EXPECT_EQ(run_convarith(flags + Flags{"-o", file}).exit_code, 0);
  EXPECT_EQ(read_file(file), run_convarith(flags + Flags{"--format", "svg", "-o", "-"}).out);
  // Of a single step it is the still.
  EXPECT_EQ(run_convarith(flags + Flags{"--steps", "2", "-o", file}).exit_code, 0);
  EXPECT_EQ(read_file(file), run_convarith(flags + Flags{"--steps", "2", "--format", "svg-steps", "-o", "-"}).out);
}

}  // namespace
}  // namespace convarith::testing::svg_test
