// Cells that show their numbers as colours.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "layout/choose_cells.hpp"
#include "layout/heat/colour_map.hpp"
#include "layout/shapes/contrast.hpp"
#include "tests/layout/number_figures.hpp"

namespace convarith::testing::heat_test {
namespace {

FigureOptions cells(const std::string& word, const std::string& name) {
  FigureOptions options = view(name);
  options.cells = word;
  return options;
}

/// A layer with numbers of both signs.
Subject signed_subject(int n, int k) {
  return subject_of(layer(n, k), {1, -2, 3, -4, 5, 0, 7});
}

Colour colour_of(const Film& film, const Shape& shape) {
  return film.paints[shape.paint].colour;
}

/// Returns the colours of the cells of a role, cell by cell.
std::vector<Colour> colours_of(const Film& film, std::size_t step, Role role, int sheet = 0) {
  std::vector<Colour> colours;
  for (const Shape& shape : of_role(film, step, role)) {
    if (shape.sheet == sheet) colours.push_back(colour_of(film, shape));
  }
  return colours;
}

TEST(Cells, AreHeatWhereThereAreMoreThanTwelve) {
  for (const int n : {12, 13}) {
    const Subject subject = signed_subject(n, 3);
    const Film film = film_of(subject, view("equation"));
    const Film numbers = film_of(subject, cells("numbers", "equation"));
    EXPECT_EQ(of_role(film, 0, Role::input_number).empty(), n > 12);
    EXPECT_EQ(of_role(film, 0, Role::tap).empty(), n > 12) << "shades would change the colours";
    EXPECT_EQ(of_role(numbers, 0, Role::input_number).size(), static_cast<std::size_t>(n * n));
    // A kernel of few cells still has its numbers.
    EXPECT_EQ(of_role(film, 0, Role::weight_number).size(), 9);
  }
}

TEST(Cells, OfOutputsCountAsThoseOfInputs) {
  const Film film = film_of(subject_of(with(layer(5, 3),
                                            [](LayerOptions& options) {
                                              options.s = PerAxis::all(3);
                                              options.transposed = true;
                                            })),
                            view("equation"));
  EXPECT_TRUE(of_role(film, 0, Role::output_number).empty());
  EXPECT_TRUE(of_role(film, 0, Role::input_number).empty());
}

TEST(Cells, OfOneDimensionKeepTheirNumbersUnlessHeatIsAskedFor) {
  const Subject subject = subject_of(with(layer(20, 3), [](LayerOptions& options) { options.dims = 1; }));
  EXPECT_EQ(of_role(film_of(subject, view("sequence")), 0, Role::input_number).size(), 20);
  EXPECT_TRUE(of_role(film_of(subject, cells("heat", "sequence")), 0, Role::input_number).empty());
  EXPECT_EQ(of_role(film_of(subject, cells("both", "sequence")), 0, Role::input_number).size(), 20);
}

TEST(Cells, OfHeatAreSquaresOfOneSizeInInputAndOutput) {
  const Film film = film_of(signed_subject(28, 3), view("equation"));
  const std::size_t last = film.steps - 1;
  const Box input = box_of(of_role(film, last, Role::input_cell));
  const Box output = box_of(of_role(film, last, Role::output_cell));
  EXPECT_NEAR(input.width(), input.height(), 1e-6);
  EXPECT_NEAR(output.width(), output.height(), 1e-6);
  EXPECT_NEAR(input.width() / 28, output.width() / 26, 1e-6);
  // They are whole pixels wide at the usual resolution.
  const double pixels = input.width() / 28 * 150 / 72;
  EXPECT_NEAR(pixels, std::round(pixels), 1e-6);
}

TEST(Cells, OfHeatWithNumbersAreSquareToo) {
  const Film film = film_of(subject_of(layer(5, 3), {1000, -20000, 3}), cells("both", "equation"));
  const Box input = box_of(of_role(film, 0, Role::input_cell));
  EXPECT_NEAR(input.width(), input.height(), 1e-6);
  for (const Shape& number : of_role(film, 0, Role::input_number)) EXPECT_LT(box_of(number).width(), input.width() / 5);
}

TEST(Cells, AreHeatInEveryViewWithNumbers) {
  const Subject convolution = signed_subject(6, 3);
  const Subject padded = subject_of(with(layer(6, 3), [](LayerOptions& options) { options.p = PerAxis::all(1); }));
  const Subject pooling = subject_of(with(layer(6, 2), [](LayerOptions& options) {
    options.op = Operator::max_pooling;
    options.s = PerAxis::all(2);
  }));
  const Subject row = subject_of(with(layer(6, 3), [](LayerOptions& options) { options.dims = 1; }));
  for (const auto& [name, subject, role] :
       {std::tuple("numeric", convolution, Role::input_cell), std::tuple("equation", convolution, Role::input_cell),
        std::tuple("breakdown", convolution, Role::region_cell), std::tuple("stride", convolution, Role::input_cell),
        std::tuple("padding", padded, Role::input_cell), std::tuple("pooling", pooling, Role::input_cell),
        std::tuple("sequence", row, Role::input_cell)}) {
    for (const char* const word : {"heat", "both"}) {
      const Film film = film_of(subject, cells(word, name));
      const std::vector<Colour> colours = colours_of(film, 0, role);
      const bool has_several =
          std::any_of(colours.begin(), colours.end(), [&](const Colour& colour) { return colour != colours.front(); });
      EXPECT_TRUE(has_several) << name << ' ' << word;
      for (const std::size_t step : {std::size_t{0}, film.steps - 1}) expect_on_page(film, step);
    }
  }
}

TEST(Cells, HaveTheColoursOfTheirNumbers) {
  FigureOptions options = cells("heat", "equation");
  options.colormap = "viridis";
  options.range = "0:4";
  const Film film = film_of(subject_of(layer(5, 1), {-9, 0, 1, 2, 3, 4, 9}), options);
  const std::vector<Colour> colours = colours_of(film, 0, Role::input_cell);
  const ColourMap& map = *find_colour_map("viridis");
  const std::vector<double> shares{0, 0, 0.25, 0.5, 0.75, 1, 1};
  for (std::size_t i = 0; i < colours.size(); ++i) EXPECT_EQ(colours[i], map.at(shares[i % 7])) << i;
}

TEST(Cells, OfPaddingKeepItsColourUnlessItHoldsInputs) {
  const auto padded = [](PaddingMode mode) {
    return subject_of(with(layer(4, 3), [mode](LayerOptions& options) {
      options.p = PerAxis::all(1);
      options.padding_mode = mode;
    }));
  };
  const FigureOptions options = cells("heat", "equation");
  const auto kinds = [&](PaddingMode mode) {
    std::set<int> reds;
    for (const Colour& colour : colours_of(film_of(padded(mode), options), 0, Role::padded_cell))
      reds.insert(colour.red);
    return reds.size();
  };
  EXPECT_EQ(kinds(PaddingMode::zeros), 1);
  EXPECT_GT(kinds(PaddingMode::replicate), 1);
}

/// A layer with two channels, one with numbers ten times those of the other.
Subject uneven_channels() {
  Subject subject =
      subject_of(with(layer(3, 1), [](LayerOptions& options) { options.channels = 2; }), {0, 1, 2, 3, 4, 5, 6, 7, 8});
  for (std::size_t i = 9; i < 18; ++i) subject.values.front().input.values[i] *= 10;
  return subject;
}

TEST(Range, IsThatOfAllChannelsUnlessEachHasItsOwn) {
  FigureOptions options = cells("heat", "stride");
  const auto last_of_first_channel = [&] {
    return colours_of(film_of(uneven_channels(), options), 0, Role::input_cell, 0).back();
  };
  const ColourMap& grey = *find_colour_map("grey");
  const Colour tenth = last_of_first_channel();
  EXPECT_NEAR(tenth.red, grey.at(0.1).red, 3);
  options.range = "per-map";
  EXPECT_EQ(last_of_first_channel(), grey.at(1));
}

TEST(Legend, HasABarForEachScale) {
  FigureOptions options = cells("heat", "equation");
  options.legend = true;
  const Film film = film_of(signed_subject(5, 3), options);
  const std::string legend = joined(texts_of(film, 0, Role::legend_text));
  for (const char* const text : {"input", "kernel", "output", "−7", "7", "region"}) {
    EXPECT_NE(legend.find(text), std::string::npos) << legend;
  }
  options.range = "per-map";
  EXPECT_NE(joined(texts_of(film_of(signed_subject(5, 3), options), 0, Role::legend_text)).find("max"),
            std::string::npos);
}

TEST(Window, IsFramedOnHeatWithACasing) {
  const Film film = film_of(signed_subject(28, 3), view("equation"));
  const std::vector<Shape> casings = of_role(film, 40, Role::frame_casing);
  EXPECT_EQ(casings.size(), 2);  // of the region, and of the current output
  for (const Shape& casing : casings) EXPECT_EQ(colour_of(film, casing), film.paints[kPaper].colour);
  const Box region = box_of(of_role(film, 40, Role::region_frame));
  const double cell = box_of(of_role(film, 40, Role::input_cell)).width() / 28;
  EXPECT_GT(region.width(), 3 * cell);
  EXPECT_LT(region.width(), 4 * cell);
}

TEST(Numbers, OnHeatCanBeReadInAllThemes) {
  for (const std::string& theme : builtin_theme_names()) {
    for (const ColourMap& map : colour_maps()) {
      FigureOptions options = cells("both", "equation");
      options.theme = theme;
      options.colormap = std::string(map.name);
      const Film film = film_of(subject_of(layer(12, 1), {-9, -7, -5, -3, -2, -1, 0, 1, 2, 3, 5, 7, 9}), options);
      const std::vector<Shape> fills = of_role(film, 0, Role::input_cell);
      const std::vector<Shape> numbers = of_role(film, 0, Role::input_number);
      for (const Shape& number : numbers) {
        const auto below =
            std::find_if(fills.begin(), fills.end(), [&](const Shape& fill) { return fill.cell == number.cell; });
        ASSERT_NE(below, fills.end());
        EXPECT_GE(contrast(colour_of(film, number), colour_of(film, *below)), 4.5) << theme << ' ' << map.name;
      }
    }
  }
}

TEST(Heat, HasTheSameShapesInAllThemes) {
  FigureOptions options = cells("both", "equation");
  std::set<std::size_t> counts;
  for (const std::string& theme : builtin_theme_names()) {
    options.theme = theme;
    counts.insert(film_of(signed_subject(6, 3), options).scene(3).size());
  }
  EXPECT_EQ(counts.size(), 1);
}

TEST(Heat, IsTheUsualViewsWhereItHasRoomForTheKernel) {
  const Film film = film_of(signed_subject(28, 3), {});
  EXPECT_EQ(of_role(film, 0, Role::weight_number).size(), 9);
  EXPECT_EQ(film.steps, 26 * 26);
}

TEST(Heat, IsRefusedWhereThereIsNone) {
  const auto problem = [](const Subject& subject, const std::string& name, const auto& change) {
    FigureOptions options;
    if (!name.empty()) options.view = name;
    change(options);
    return problem_of(subject, options);
  };
  const Subject small = signed_subject(5, 3);
  EXPECT_EQ(problem(small, "volume", [](FigureOptions& options) { options.cells = "heat"; }),
            "cells: colours cells by their numbers, but --view volume draws cells without numbers; use --view equation "
            "or another view with numbers");
  EXPECT_EQ(problem(small, "equation", [](FigureOptions& options) { options.colormap = "magma"; }),
            "colormap: is about cells that are drawn as heat, but none is; add --cells heat");
  EXPECT_EQ(problem(small, "equation", [](FigureOptions& options) { options.range = "0:1"; }),
            "range: is about cells that are drawn as heat, but none is; add --cells heat");
  EXPECT_EQ(
      problem(Subject(*make_chain(layer(5, 3))), "stride", [](FigureOptions& options) { options.range = "0:1"; }),
      "range: colours cells by their numbers, but the values of the input are unknown; add --values, or --random 1 "
      "to make them up");
  EXPECT_EQ(problem(small, "equation", [](FigureOptions& options) { options.range = "auto"; }), "");
  EXPECT_EQ(problem(small, "volume", [](FigureOptions& options) { options.cells = "auto"; }), "");
}

TEST(Range, IsReadAsTwoNumbers) {
  EXPECT_EQ(parse_range("-1:1"), (NumberRange{-1, 1}));
  EXPECT_EQ(parse_range("0.5:1e3"), (NumberRange{0.5, 1000}));
  for (const char* const wrong : {"", ":", "1", "1:", ":1", "1:2:3", "a:b", "0:inf", "nan:1", " 0:1", "0: 1"}) {
    EXPECT_EQ(parse_range(wrong), std::nullopt) << wrong;
  }
}

}  // namespace
}  // namespace convarith::testing::heat_test
