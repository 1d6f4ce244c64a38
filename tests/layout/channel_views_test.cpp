// Figures with numbers of several channels, filters and groups.

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "arithmetic/layer_values.hpp"
#include "layout/panels/number_text.hpp"
#include "tests/layout/number_figures.hpp"
#include "tests/support/scene_text.hpp"

namespace convarith::testing::channel_views_test {
namespace {

LayerOptions channelled(int n, int k, int channels, int filters, int groups = 1) {
  LayerOptions options = layer(n, k);
  options.channels = channels;
  options.filters = filters;
  options.groups = groups;
  return options;
}

/// The paints that the cells of each sheet have.
std::map<int, std::set<PaintId>> paints_of(const Film& film, Role role) {
  std::map<int, std::set<PaintId>> paints;
  for (const Shape& shape : of_role(film, film.steps - 1, role)) paints[shape.sheet].insert(shape.paint);
  return paints;
}

TEST(ChannelEquation, IsPlacedAsBefore) {
  expect_golden("equation_filters.scene", to_text(film_of(subject_of(channelled(3, 2, 2, 2)), view("equation")), 1));
}

TEST(ChannelEquation, GivesChannelsHuesThatTheirWeightsHave) {
  const Film film = film_of(subject_of(channelled(3, 2, 3, 2)), view("equation"));
  for (const Role role : {Role::input_cell, Role::kernel_cell}) {
    const auto paints = paints_of(film, role);
    ASSERT_EQ(paints.size(), 3U);
    std::set<PaintId> all;
    for (const auto& [sheet, own] : paints) {
      EXPECT_EQ(own.size(), 1U) << "sheet " << sheet;
      all.insert(own.begin(), own.end());
    }
    EXPECT_EQ(all.size(), 3U);
  }
}

TEST(ChannelEquation, ShowsOfSheetsBehindTheFirstRowAndTheLastColumn) {
  const Film film = film_of(subject_of(channelled(4, 2, 2, 1)), view("equation"));
  std::map<int, std::vector<Cell>> cells;
  for (const Shape& shape : of_role(film, 0, Role::input_cell)) cells[shape.sheet].push_back(*shape.cell);
  EXPECT_EQ(cells[0].size(), 16U);
  ASSERT_EQ(cells[1].size(), 7U);
  for (const Cell& cell : cells[1]) EXPECT_TRUE(cell.row == 0 || cell.col == 3);
  EXPECT_EQ(of_role(film, 0, Role::input_number).size(), 23U);
}

TEST(ChannelEquation, LooksOutFromBehindPaddingToTheInputs) {
  auto options = channelled(3, 2, 2, 1);
  options.p = PerAxis::all(2);
  const Film film = film_of(subject_of(options), view("equation"));
  std::set<int> rows;
  for (const Shape& shape : of_role(film, 0, Role::input_cell)) {
    if (shape.sheet == 1 && shape.cell->col == 0) rows.insert(shape.cell->row);
  }
  EXPECT_EQ(rows, std::set<int>{0});
}

/// Upper and lower edge of the cells of a sheet.
Box sheet_box(const Film& film, Role role, int sheet) {
  std::vector<Shape> shapes;
  for (Shape& shape : of_role(film, film.steps - 1, role)) {
    if (shape.sheet == sheet) shapes.push_back(std::move(shape));
  }
  return box_of(shapes);
}

TEST(ChannelEquation, HasEachGroupBesideItsFiltersAndTheirResults) {
  const Film film = film_of(subject_of(channelled(4, 2, 3, 3, 3)), view("equation"));
  for (int group = 0; group < 3; ++group) {
    const Box input = sheet_box(film, Role::input_cell, group);
    const Box kernel = sheet_box(film, Role::kernel_cell, group);
    const Box result = sheet_box(film, Role::result_cell, group);
    EXPECT_GT(kernel.left, input.right);
    EXPECT_GT(result.left, kernel.right);
    EXPECT_NEAR(kernel.bottom + kernel.top, input.bottom + input.top, 0.01);
    EXPECT_NEAR(result.bottom + result.top, input.bottom + input.top, 0.01);
    if (group == 0) continue;
    EXPECT_LT(input.top, sheet_box(film, Role::input_cell, group - 1).bottom);
  }
  EXPECT_EQ(paints_of(film, Role::result_cell), paints_of(film, Role::input_cell))
      << "what a channel gives by itself has its hue";
}

TEST(ChannelEquation, HasNoResultsWhereTheyAreNotAskedFor) {
  FigureOptions options = view("equation");
  options.panels = "input,kernel,output";
  const Film film = film_of(subject_of(channelled(3, 2, 2, 2)), options);
  EXPECT_TRUE(of_role(film, 0, Role::result_cell).empty());
  EXPECT_FALSE(of_role(film, 0, Role::output_cell).empty());
  options.panels = "results";
  EXPECT_EQ(problem_of(subject_of(layer(3, 2)), options),
            "panels: names only results, but the result of a single filter is the output; use output");
}

TEST(ChannelEquation, FramesAllFiltersWithTheShapeOfTheWeights) {
  const Film film = film_of(subject_of(channelled(3, 2, 3, 2)), view("equation"));
  EXPECT_FALSE(of_role(film, 0, Role::filter_bank).empty());
  const Box bank = box_of(of_role(film, 0, Role::filter_bank));
  const Box kernels = box_of(of_role(film, 0, Role::kernel_cell));
  EXPECT_LT(bank.bottom, kernels.bottom);
  EXPECT_GT(bank.top, kernels.top);
  const std::string captions = joined(texts_of(film, 0, Role::panel_caption));
  EXPECT_NE(captions.find("2 of 3 × 2 × 2"), std::string::npos) << captions;
}

TEST(ChannelEquation, FramesTheTitlesOfSmallFiltersToo) {
  const Film film = film_of(subject_of(channelled(3, 1, 1, 3)), view("equation"));
  const Box bank = box_of(of_role(film, 0, Role::filter_bank));
  int titles = 0;
  for (const Shape& shape : of_role(film, 0, Role::panel_title)) {
    if (!std::get<Text>(shape.form).characters.starts_with("Filter")) continue;
    ++titles;
    const Box title = box_of(shape);
    EXPECT_GT(title.left, bank.left);
    EXPECT_LT(title.right, bank.right);
    EXPECT_GT(title.bottom, bank.bottom);
    EXPECT_LT(title.top, bank.top);
  }
  EXPECT_EQ(titles, 3);
}

/// The texts of titles that begin with a word.
std::vector<std::string> titles_of(const Film& film, const std::string& word) {
  std::vector<std::string> titles;
  for (const std::string& title : texts_of(film, 0, Role::panel_title)) {
    if (title.starts_with(word)) titles.push_back(title);
  }
  return titles;
}

std::set<int> sheets_of(const Film& film, Role role) {
  std::set<int> sheets;
  for (const Shape& shape : of_role(film, film.steps - 1, role)) sheets.insert(shape.sheet);
  return sheets;
}

TEST(ChannelEquation, PutsManyFiltersIntoTwoColumns) {
  const auto columns = [](int filters) {
    std::map<int, int> rows;  // of results, by where they begin
    const Film film = film_of(subject_of(channelled(4, 3, 2, filters)), view("equation"));
    for (int filter = 0; filter < filters; ++filter) {
      ++rows[static_cast<int>(sheet_box(film, Role::result_cell, filter).left)];
    }
    std::vector<int> counts;
    for (const auto& [left, count] : rows) counts.push_back(count);
    return counts;
  };
  EXPECT_EQ(columns(4), (std::vector{4}));
  EXPECT_EQ(columns(5), (std::vector{3, 2}));
  EXPECT_EQ(columns(6), (std::vector{3, 3}));
}

TEST(ChannelEquation, IsNoLargerThanAScreenWithSixChannelsAndSixFilters) {
  const Film film = film_of(subject_of(channelled(6, 3, 6, 6)), view("equation"));
  EXPECT_LE(film.width, 1000);
  EXPECT_LE(film.height, 700);
  expect_on_page(film, film.steps - 1);
}

TEST(ChannelEquation, ShowsTheFirstTwoAndTheLastOfManyFilters) {
  const Film film = film_of(subject_of(channelled(4, 3, 1, 16)), view("equation"));
  EXPECT_EQ(titles_of(film, "Filter"), (std::vector<std::string>{"Filter 1", "Filter 2", "Filter 16"}));
  EXPECT_EQ(titles_of(film, "Result "), (std::vector<std::string>{"Result 1", "Result 2", "Result 16"}));
  EXPECT_EQ(sheets_of(film, Role::result_cell), (std::set{0, 1, 15}));
  EXPECT_EQ(sheets_of(film, Role::output_cell), (std::set{0, 1, 15}));
  // Below the second filter, and at both sides of the output.
  EXPECT_EQ(of_role(film, 0, Role::panel_dots).size(), 3U * 3U);
  expect_on_page(film, film.steps - 1);
}

TEST(ChannelEquation, ShowsTheFirstTwoAndTheLastOfManyChannelsAndAddsAll) {
  const Subject subject = subject_of(channelled(3, 3, 5, 1), {1});
  const Film film = film_of(subject, view("equation"));
  EXPECT_EQ(sheets_of(film, Role::input_cell), (std::set{0, 1, 4}));
  EXPECT_EQ(sheets_of(film, Role::kernel_cell), (std::set{0, 1, 4}));
  EXPECT_EQ(texts_of(film, 0, Role::output_number), (std::vector<std::string>{"45"}));
  EXPECT_EQ(sheets_of(film_of(subject_of(channelled(3, 3, 4, 1)), view("equation")), Role::kernel_cell).size(), 4U);
}

TEST(ChannelEquation, ShowsTheFirstTwoAndTheLastOfManyGroups) {
  const Film film = film_of(subject_of(channelled(3, 2, 8, 8, 8)), view("equation"));
  EXPECT_EQ(titles_of(film, "Filter"), (std::vector<std::string>{"Filter 1", "Filter 2", "Filter 8"}));
  EXPECT_EQ(sheets_of(film, Role::input_cell), (std::set{0, 1, 7}));
  expect_on_page(film, film.steps - 1);
}

/// There is room for the sheets between, in which the dots are.
TEST(ChannelEquation, KeepsDotsClearOfSheets) {
  const Film film = film_of(subject_of(channelled(4, 2, 6, 1)), view("equation"));
  for (const Shape& dot : of_role(film, 0, Role::panel_dots)) {
    for (const Role role : {Role::input_cell, Role::kernel_cell, Role::output_cell}) {
      for (const Shape& cell : of_role(film, film.steps - 1, role)) {
        EXPECT_FALSE(box_of(dot).overlaps(box_of(cell))) << to_string(role);
      }
    }
  }
  EXPECT_EQ(of_role(film, 0, Role::panel_dots).size(), 2U * 6U);
}

TEST(ChannelBreakdown, HasARowForEachChannelAndAddsTheirSums) {
  const Film film = film_of(subject_of(channelled(3, 2, 3, 1)), view("breakdown"));
  EXPECT_EQ(of_role(film, 0, Role::product_cell).size(), 3 * 4U);
  const std::vector<std::string> sums = texts_of(film, 0, Role::sum_number);
  ASSERT_EQ(sums.size(), 6U);
  EXPECT_EQ(std::vector(sums.begin(), sums.begin() + 3), std::vector(sums.begin() + 3, sums.end()));
  int total = 0;
  for (int i = 0; i < 3; ++i) total += std::stoi(sums[static_cast<std::size_t>(i)]);
  EXPECT_EQ(texts_of(film, 0, Role::total_number), std::vector{std::to_string(total)});
}

TEST(ChannelBreakdown, IsOnOneLineForASingleWeightOfEachChannel) {
  const Film film = film_of(subject_of(channelled(3, 1, 3, 2)), view("breakdown"));
  EXPECT_TRUE(of_role(film, 0, Role::product_cell).empty());
  std::set<double> lines;
  for (const Shape& shape : of_role(film, 0, Role::region_cell)) lines.insert(box_of(shape).bottom);
  EXPECT_EQ(lines.size(), 2U);
  EXPECT_EQ(joined(texts_of(film, 0, Role::panel_title)), "Filter 1Filter 2");
}

TEST(ChannelBreakdown, IsOfNoMoreProductsThanCanBeShown) {
  EXPECT_EQ(problem_of(subject_of(channelled(3, 3, 30, 30)), view("breakdown")),
            "view: would show 8100 products in one step, over the limit of 4096; use fewer channels and filters, "
            "or another view");
}

/// Two channels of 3x3, a 2x2 filter for each, and a 1x1 convolution to two channels.
Subject separable() {
  auto options = channelled(3, 2, 2, 2, 2);
  options.pointwise = 2;
  Subject subject = subject_of(options);
  subject.values.back().weights = {{2, 2, 1, 1}, {1, 2, -1, 3}};
  return subject;
}

/// By the definitions alone: what filter `number` of the 1x1 gives at a cell.
double separable_output(const Subject& subject, int number, Cell cell) {
  const LayerValues& first = subject.values.front();
  const LayerValues& second = subject.values.back();
  double total = 0;
  for (int channel = 0; channel < 2; ++channel) {
    double sum = 0;
    for (int i = 0; i < 4; ++i) {
      const int row = cell.row + i / 2;
      const int col = cell.col + i % 2;
      sum += first.input.values[static_cast<std::size_t>(channel * 9 + row * 3 + col)] *
             first.weights.values[static_cast<std::size_t>(channel * 4 + i)];
    }
    total += sum * second.weights.values[static_cast<std::size_t>(number * 2 + channel)];
  }
  return total;
}

TEST(SeparableEquation, ShowsTheStagesOneAfterTheOther) {
  const Subject subject = separable();
  const Film film = film_of(subject, view("equation"));
  ASSERT_EQ(film.steps, 2 * 4U);
  // Of each stage: outputs of two filters on their own, and those of the stack that are seen.
  EXPECT_EQ(of_role(film, 0, Role::result_cell).size(), 2U);
  EXPECT_EQ(of_role(film, 3, Role::result_cell).size(), 8U);
  EXPECT_EQ(of_role(film, 4, Role::result_cell).size(), 10U);
  EXPECT_EQ(of_role(film, 7, Role::result_cell).size(), 16U);
}

TEST(SeparableEquation, ShowsResultsWhereOnlyThe1x1HasSeveralFilters) {
  Subject subject = subject_of(with(layer(3, 2), [](LayerOptions& options) { options.pointwise = 2; }));
  subject.values.back().weights = {{2, 1, 1, 1}, {1, 2}};
  FigureOptions options = view("equation");
  for (const char* const panels : {"input,kernel,results,output", "results"}) {
    options.panels = panels;
    const Film film = film_of(subject, options);
    EXPECT_EQ(of_role(film, 3, Role::result_cell).size(), 0U) << panels;
    EXPECT_EQ(of_role(film, 7, Role::result_cell).size(), 8U) << panels;
  }
}

TEST(SeparableEquation, EndsWithWhatThe1x1Gives) {
  const Subject subject = separable();
  const Film film = film_of(subject, view("equation"));
  const std::vector<std::string> results = texts_of(film, 7, Role::result_number);
  ASSERT_EQ(results.size(), 16U);
  for (int i = 0; i < 8; ++i) {
    const double expected = separable_output(subject, i / 4, {i % 4 / 2, i % 2});
    EXPECT_EQ(results[static_cast<std::size_t>(8 + i)], number_text(expected, 0));
  }
}

TEST(SeparableEquation, HasTheSecondRegionOnTheFirstOutput) {
  const Film film = film_of(separable(), view("equation"));
  const Box region = box_of(of_role(film, 4, Role::region_frame));
  std::vector<Shape> outputs = of_role(film, 3, Role::output_cell);
  EXPECT_TRUE(box_of(outputs).grown(1).overlaps(region));
  for (const Shape& input : of_role(film, 4, Role::input_cell)) EXPECT_FALSE(box_of(input).overlaps(region));
}

TEST(SeparableEquation, NeedsTheWeightsOfThe1x1AndNoBreakdown) {
  Subject subject = separable();
  FigureOptions options = view("equation");
  options.panels = "input,kernel,output,breakdown";
  EXPECT_EQ(problem_of(subject, options),
            "panels: includes breakdown, which works out a single layer, but a 1×1 convolution follows this one; leave "
            "out breakdown or --pointwise");
  EXPECT_EQ(problem_of(subject, view("breakdown")),
            "view: shows a single layer, but a 1×1 convolution follows this one; leave --pointwise out, or use --view "
            "volume or equation");
  subject.values.back().weights = {};
  EXPECT_EQ(problem_of(subject, view("equation")),
            "view: shows numbers, but the weights of the 1×1 convolution are unknown; add --pointwise-weights, or "
            "--random 1 to make them up");
}

}  // namespace
}  // namespace convarith::testing::channel_views_test
