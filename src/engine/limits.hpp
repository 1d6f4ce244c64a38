#pragma once

#include <cstddef>

#include "arithmetic/chain.hpp"
#include "convarith/result.hpp"
#include "engine/plan.hpp"

namespace convarith {

// What a figure may cost, so that no request fills the memory or a disk by mistake. The numbers keep every format below
// 1 GB of memory; --no-limits lifts them.

inline constexpr std::size_t kMostSteps = 4096;
inline constexpr int kMostMegapixels = 32;  ///< of a frame

/// The most cells in one picture: of all maps that it shows, and of the window on them.
inline constexpr long long kMostDrawnCells = 500'000;

/// The most cells that all steps together draw anew: those of the window or, in formats that have a whole picture for
/// each step, those of the maps as well.
inline constexpr long long kMostCellsOfSteps = 25'000'000;

/// The most files of a figure for which no format was asked.
inline constexpr std::size_t kMostUsualFiles = 400;

/// The most bytes that a figure's files may be expected to have.
inline constexpr double kMostBytes = 500e6;

/// What can be told before anything is laid out. `layers`: how many a comparison shows; `pictures`: how many a strip
/// has beside each other; else 1.
Status check_cells(const Chain& chain, int layers, std::size_t pictures);

/// What can be told of a figure that is laid out and has not begun.
Status check_work(const PlannedFigure& figure);

/// That a figure has not more files than somebody means who names no format.
Status check_usual_files(const PlannedFigure& figure);

/// How many bytes a figure will have, from what there is after some steps.
class ByteForecast {
 public:
  explicit ByteForecast(std::size_t steps) : steps_(steps) {}

  /// To be told after each step how many bytes there are. Errors: all steps would have more than kMostBytes.
  Status add_step(double bytes);

 private:
  std::size_t steps_;
  std::size_t added_ = 0;
  double first_ = 0;  ///< bytes after the first step, which has what later ones need not repeat
};

}  // namespace convarith
