#pragma once

#include <cstddef>
#include <vector>

#include "layout/film.hpp"
#include "markup/sheet_merger.hpp"

namespace convarith {

/// All shapes of a film over the steps that are shown, each distinct shape once.
struct Timeline {
  std::size_t first_step = 0;  ///< of the film
  std::size_t steps = 0;       ///< that are shown
  /// In a painter's order in which every step's shapes are drawn as in its own display list; shapes of growing sheets,
  /// which are apart from each other, may change places among themselves. Where no order suits all steps of a sheet,
  /// its shapes are there once for each step that has them.
  std::vector<TimedShape> shapes;
};

/// Makes a timeline of steps that follow each other.
class TimelineMaker {
 public:
  /// `dark`: null, or the same film in other paints. Both outlive the maker.
  explicit TimelineMaker(const Film& film, const Film* dark = nullptr);

  /// Adds the step that follows those that were added; the first may be any.
  void add(std::size_t step);
  Timeline finish() &&;

 private:
  void add_to(std::size_t sheet, std::size_t step);

  const Film& film_;
  const Film* dark_;
  std::size_t first_step_ = 0;
  std::size_t steps_ = 0;
  std::vector<SheetMerger> sheets_;
};

/// The timeline of the steps from one to another, which is not counted.
Timeline make_timeline(const Film& film, const Film* dark, std::size_t first, std::size_t last);

/// Shapes that follow each other in painter's order and are shown at the same steps.
struct ShapeGroup {
  StepRuns steps;
  std::vector<const TimedShape*> shapes;
};

/// A timeline as groups, in painter's order: shapes that last are there once; others, such as the cells under a moving
/// window, again in the group of each step that shows them, so that those of a step stay together. Of neighbouring
/// groups for single steps only one is ever shown. The timeline outlives them.
std::vector<ShapeGroup> grouped(const Timeline& timeline);

}  // namespace convarith
