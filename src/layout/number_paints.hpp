#pragma once

#include <vector>

#include "convarith/film.hpp"
#include "convarith/theme.hpp"

namespace convarith {

/// Which areas a figure with numbers has.
struct NumberAreas {
  bool input = false;
  bool padding = false;
  bool unvisited = false;
  bool kernel = false;
  bool product = false;
  bool output = false;
  bool lost = false;
  bool origins = false;
  bool faint_on_origins = false;  ///< padding's numbers on these
  bool shade = false;             ///< on inputs and padding
  bool shade_on_paper = false;
  bool accent = false;  ///< on all of these
  bool accent_on_output_only = false;
  bool faint_on_paper = false;  ///< words as faint as the numbers of padding
};

/// The paints of a figure with numbers; kPaper for those that it doesn't have.
struct NumberPaints {
  std::vector<Paint> paints;
  PaintId input = kPaper;
  PaintId padding = kPaper;
  PaintId unvisited = kPaper;
  PaintId kernel = kPaper;
  PaintId product = kPaper;
  PaintId output = kPaper;
  PaintId lost = kPaper;
  PaintId first_origin = kPaper;
  PaintId shade = kPaper;
  PaintId line = kPaper;
  PaintId ink = kPaper;    ///< of numbers and words
  PaintId faint = kPaper;  ///< of the numbers of padding
  PaintId accent = kPaper;

  /// One of six, unlike those of its neighbours.
  PaintId origin(Cell cell) const;
};

NumberPaints mix_number_paints(const Theme& theme, const NumberAreas& areas);

}  // namespace convarith
