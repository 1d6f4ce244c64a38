#pragma once

#include <cstddef>

#include "arithmetic/chain.hpp"
#include "convarith/result.hpp"
#include "engine/plan.hpp"

namespace convarith {

// Limits on the cost of a figure, so that no request fills the memory or a disk by mistake. They keep every format
// below 1 GB of memory; --no-limits lifts them.

inline constexpr std::size_t kMostSteps = 4096;
inline constexpr int kMostMegapixels = 32;  ///< in one frame

/// The most cells in one picture: those of all maps that it shows, and those of the window on them.
inline constexpr long long kMostDrawnCells = 500'000;

/// The most cells that all steps together draw anew: those of the window and, in formats that have a whole picture for
/// each step, those of the maps as well.
inline constexpr long long kMostCellsOfSteps = 25'000'000;

/// The most files of a figure whose formats were not asked for.
inline constexpr std::size_t kMostUsualFiles = 400;

/// The most bytes that all files of a figure together may be expected to have.
inline constexpr double kMostBytes = 500e6;

/// Checks the number of cells before anything is laid out. `layers` is the number of layers that a comparison shows and
/// `pictures` the number of pictures that a strip has side by side; without a comparison or strip they are 1.
Status check_cells(const Chain& chain, int layers, std::size_t pictures);

/// Checks the steps, pixels and cells of a figure that is laid out and not yet begun.
Status check_work(const PlannedFigure& figure);

/// Checks that a figure has no more files than somebody who names no format is likely to expect.
Status check_usual_files(const PlannedFigure& figure);

/// Estimates from its first steps how many bytes a figure will have.
class ByteForecast {
 public:
  explicit ByteForecast(std::size_t steps) : steps_(steps) {}

  /// Must be called after each step with the number of bytes so far. Errors: all steps would have more than kMostBytes.
  Status add_step(double bytes);

 private:
  std::size_t steps_;
  std::size_t added_ = 0;
  double first_ = 0;  ///< bytes after the first step, which include what later steps need not repeat
};

}  // namespace convarith
