#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "convarith/figure_options.hpp"
#include "convarith/result.hpp"
#include "layout/drawing.hpp"
#include "layout/text/typesetting.hpp"

namespace convarith {

/// Which of `all` steps a strip shows, in their order: as many as it asks for of those in `range`, evenly spread, the
/// first and the last among them; where there are fewer, all.
/// Errors: `where` is "steps", which has none, or "strip", which is too many.
Result<std::vector<std::size_t>> steps_of_strip(const Strip& strip, const StepRange& range, std::size_t all);

/// How the pictures of a strip are arranged, row by row.
struct StripGrid {
  std::size_t count = 1;
  std::size_t columns = 1;
  double picture_width = 0;   ///< bp, without borders
  double picture_height = 0;  ///< bp, without borders
  double counter = 0;         ///< bp, room for the number of a step below each picture

  std::size_t rows() const { return (count + columns - 1) / columns; }
  double gap() const;      ///< bp between pictures of a row
  double row_gap() const;  ///< bp between rows
  double width() const;    ///< bp, without borders
  double height() const;   ///< bp, without borders
};

/// The number of columns that gives a strip a good shape: a single row if that is not long, else `usual` where that is
/// not bad, else what comes nearest to the shape of a figure in print.
std::size_t good_columns(StripGrid grid, std::optional<std::size_t> usual);

/// The steps of a drawing as pictures beside each other, which are a drawing of a single step.
/// With room for counters, "4/9" of `counter_size` bp to the em stands below each.
Drawing strip_of(const Drawing& drawing, const std::vector<std::size_t>& steps, const StripGrid& grid,
                 double counter_size, const Typesetter& typesetter);

/// The grid for pictures of a drawing, in a single column.
StripGrid grid_for(const Drawing& drawing, std::size_t count);

}  // namespace convarith
