#pragma once

#include <cstddef>
#include <vector>

#include "layout/film.hpp"
#include "markup/sheet_merger.hpp"

namespace convarith {

/// All shapes of a film over the steps that are shown, each distinct shape once.
struct Timeline {
  std::size_t first_step = 0;  ///< index in the film of the first step that is shown
  std::size_t steps = 0;       ///< number of steps that are shown
  /// Shapes in a painter's order in which every step's shapes are drawn as in its own display list. Only shapes of
  /// growing sheets, which are apart from each other, may change places among themselves. If no order suits all steps
  /// of a sheet, its shapes are there once for each step that has them.
  std::vector<TimedShape> shapes;
};

/// Makes a timeline of steps that follow each other.
class TimelineMaker {
 public:
  /// `dark`: null, or the same film in other paints. Both films must outlive the maker.
  explicit TimelineMaker(const Film& film, const Film* dark = nullptr);

  /// Adds the step that follows those already added; the first step may be any.
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

/// Makes the timeline of the steps from `first` to `last`, which is excluded.
Timeline make_timeline(const Film& film, const Film* dark, std::size_t first, std::size_t last);

/// Shapes that follow each other in painter's order and are shown at the same steps.
struct ShapeGroup {
  StepRuns steps;
  std::vector<const TimedShape*> shapes;
};

/// Returns a timeline as groups, in painter's order. Shapes that last are there once. Others, such as the cells under a
/// moving window, are there again in the group of each step that shows them, so that the shapes of a step stay
/// together. Of neighbouring groups for single steps only one is ever shown. The timeline must outlive the groups.
std::vector<ShapeGroup> grouped(const Timeline& timeline);

}  // namespace convarith
