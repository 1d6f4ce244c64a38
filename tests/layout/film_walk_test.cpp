// What films say that their steps go through, against what is current in them.

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "layout/film.hpp"
#include "layout/views/views.hpp"
#include "tests/layout/number_figures.hpp"
#include "tests/layout/numbered_layers.hpp"
#include "tests/support/effort.hpp"

namespace convarith::testing::film_walk_test {
namespace {

/// The cells of a role's shapes.
std::vector<Cell> cells_of(const Film& film, std::size_t step, Role role) {
  std::vector<Cell> cells;
  for (const Shape& shape : of_role(film, step, role)) {
    if (shape.cell) cells.push_back(*shape.cell);
  }
  return cells;
}

Cell at(std::size_t index, int cols) {
  const int number = static_cast<int>(index);
  return {number / cols, number % cols};
}

/// How many current outputs are shown, all of them where they should be: in both stages row by row.
std::size_t expect_outputs_row_by_row(const Film& film, const Walkthrough& layer) {
  std::size_t seen = 0;
  for (std::size_t step = 0; step < film.steps; ++step) {
    for (const Cell& cell : cells_of(film, step, Role::current_output_outline)) {
      EXPECT_EQ(cell, at(step % layer.steps(), layer.cols().output)) << step;
      ++seen;
    }
  }
  return seen;
}

TEST(FilmWalk, IsWhatTheStepsShow) {
  NumberedLayers layers;
  std::set<Walk> walks;
  std::size_t seen = 0;
  for (unsigned i = 0; i < most_of(120); ++i) {
    const Subject subject = layers.next();
    const Walkthrough& layer = subject.walkthrough;
    const std::size_t stages = subject.chain.size();
    for (const View& each : views()) {
      const Result<Film> film = lay_out_figure(subject, view(std::string(each.name)), Typesetter());
      if (!film) continue;
      SCOPED_TRACE(each.name);
      walks.insert(film->walk);
      if (film->walk == Walk::outputs) {
        EXPECT_EQ(film->steps, stages * layer.steps());
        seen += expect_outputs_row_by_row(*film, layer);
      } else if (film->walk == Walk::inputs) {
        const auto inputs = static_cast<std::size_t>(layer.rows().input) * static_cast<std::size_t>(layer.cols().input);
        EXPECT_EQ(film->steps, inputs);
        for (std::size_t step = 0; step < film->steps; ++step) {
          EXPECT_EQ(cells_of(*film, step, Role::current_input_outline).at(0), at(step, layer.cols().input));
        }
      } else if (film->walk == Walk::moves) {
        EXPECT_EQ(film->steps, layer.steps() - 1);
        EXPECT_FALSE(of_role(*film, 0, Role::earlier_region_frame).empty());
      } else if (film->walk == Walk::other) {
        EXPECT_EQ(each.name, "filters");
        EXPECT_EQ(film->steps, 1U);
      } else {
        EXPECT_EQ(film->walk, Walk::padding);
        EXPECT_FALSE(of_role(*film, 0, Role::source_frame).empty());
      }
    }
  }
  EXPECT_EQ(walks, (std::set{Walk::outputs, Walk::inputs, Walk::moves, Walk::padding, Walk::other}));
  EXPECT_GT(seen, 50U);
}

TEST(FilmWalk, OfWindowsThatDoNotFitIsNoneOfOutputs) {
  FigureOptions options = view("equation");
  const Subject subject = subject_of(layer(4, 3));
  EXPECT_EQ(film_of(subject, options).walk, Walk::outputs);
  options.misfits = true;
  EXPECT_EQ(film_of(subject, options).walk, Walk::other);
}

TEST(FilmWalk, OfAStripIsOver) {
  FigureOptions options = view("projection");
  options.strip = Strip{3};
  EXPECT_EQ(film_of(subject_of(layer(4, 3)), options).walk, Walk::other);
}

TEST(FilmWalk, OfAComparisonIsThatOfTheLayerOnTheLeft) {
  FigureOptions options;
  options.beside = "transpose";
  const LayerOptions direct = layer(4, 3);
  const LayerOptions transposed = with(direct, [](LayerOptions& it) { it.transposed = true; });
  EXPECT_EQ(film_of(subject_of(direct), options).walk, Walk::outputs);
  EXPECT_EQ(film_of(subject_of(transposed), options).walk, Walk::inputs);
}

}  // namespace
}  // namespace convarith::testing::film_walk_test
