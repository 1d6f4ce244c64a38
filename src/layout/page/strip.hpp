#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "convarith/figure_options.hpp"
#include "convarith/result.hpp"
#include "layout/drawing.hpp"
#include "layout/text/typesetting.hpp"

namespace convarith {

/// Returns which of `all` steps a strip shows, in ascending order: as many of the steps in `range` as it asks for,
/// spread evenly from the first to the last, or all of them if there are fewer.
/// Errors: `where` is "steps" if the range has no step, or "strip" if there would be too many pictures.
Result<std::vector<std::size_t>> steps_of_strip(const Strip& strip, const StepRange& range, std::size_t all);

/// The arrangement of a strip's pictures, row by row.
struct StripGrid {
  std::size_t count = 1;
  std::size_t columns = 1;
  double picture_width = 0;   ///< bp, without borders
  double picture_height = 0;  ///< bp, without borders
  double counter = 0;         ///< room for the step counter below each picture, bp

  std::size_t rows() const { return (count + columns - 1) / columns; }
  double gap() const;      ///< gap between pictures of a row, bp
  double row_gap() const;  ///< gap between rows, bp
  double width() const;    ///< bp, without borders
  double height() const;   ///< bp, without borders
};

/// Returns the number of columns that gives a strip a good shape: a single row if that is not too long; otherwise
/// `usual` if its shape is acceptable; otherwise the number whose shape comes nearest to that of a figure in print.
std::size_t good_columns(StripGrid grid, std::optional<std::size_t> usual);

/// Arranges steps of a drawing as pictures beside each other, in a drawing of a single step. If the grid has room for
/// counters, text such as "4/9" with `counter_size` bp to the em stands below each picture.
Drawing strip_of(const Drawing& drawing, const std::vector<std::size_t>& steps, const StripGrid& grid,
                 double counter_size, const Typesetter& typesetter);

/// Returns a grid for `count` pictures of a drawing, in a single column.
StripGrid grid_for(const Drawing& drawing, std::size_t count);

}  // namespace convarith
