#pragma once

#include <cstddef>
#include <functional>
#include <span>

#include "convarith/result.hpp"
#include "convarith/sink.hpp"
#include "engine/plan.hpp"

namespace convarith {

/// Where the files of one format go: one file after the other, of which only the last one is written to.
class FileSequence {
 public:
  virtual ~FileSequence() = default;

  /// Begins the file of a step or, in a format without a file per step, the one of all steps. The sink is used until
  /// close().
  virtual Result<Sink*> open(std::size_t step) = 0;
  /// The file is complete.
  virtual Status close() = 0;
};

/// A format of a figure, and its files; they outlive the drawing.
struct FormatFiles {
  const Format* format = nullptr;
  FileSequence* files = nullptr;
};

/// Who wants to know how far a drawing is.
struct DrawWatch {
  std::function<bool()> stopped;  ///< asked between steps: whether to give up
  std::function<void()> stepped;  ///< told after each step, from the thread that makes it
};

/// Draws the steps of a figure in some of the formats that it is planned for.
/// Errors: what files answer; more bytes than limits.hpp allows; that the watch had it stopped.
Status draw_figure(const PlannedFigure& figure, std::span<const FormatFiles> outputs, const DrawWatch& watch);

}  // namespace convarith
