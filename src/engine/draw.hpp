#pragma once

#include <cstddef>
#include <functional>
#include <span>

#include "convarith/result.hpp"
#include "convarith/sink.hpp"
#include "engine/plan.hpp"

namespace convarith {

/// Opens the files of one format one after the other. Only the file that was opened last is written to.
class FileSequence {
 public:
  virtual ~FileSequence() = default;

  /// Opens the file of a step or, in a format without a file per step, the file of all steps. The sink is used until
  /// close().
  virtual Result<Sink*> open(std::size_t step) = 0;
  /// Closes the file that was opened last, which is complete.
  virtual Status close() = 0;
};

/// A format of a figure, and its files. Both must outlive the drawing.
struct FormatFiles {
  const Format* format = nullptr;
  FileSequence* files = nullptr;
};

/// Callbacks that follow the progress of a drawing.
struct DrawWatch {
  std::function<bool()> stopped;  ///< called before each step and after the last; whether to stop
  std::function<void()> stepped;  ///< called after each step, from the thread that draws it
};

/// Draws the steps of a figure in some of the formats that it is planned for.
/// Errors: those of the files; the files would have more bytes than limits.hpp allows; the watch stopped the drawing.
Status draw_figure(const PlannedFigure& figure, std::span<const FormatFiles> outputs, const DrawWatch& watch);

}  // namespace convarith
