#pragma once

#include <string_view>
#include <vector>
#include "convarith/figure_options.hpp"
#include "convarith/result.hpp"
#include "layout/theme.hpp"

#include "layout/drawing.hpp"
#include "layout/subject.hpp"

namespace convarith {

Status check_padding(const Subject& subject, const FigureOptions& options);

/// The padded input, side by side for each padding mode that copies inputs and that the padding allows: replication,
/// reflection, circular. Padding and the inputs that it copies have the same tint, and other inputs none. In each step
/// a cell of the padding and the input that it copies are framed, and an arrow leads from the input to the copy, ring
/// by ring from outside in, clockwise.
Drawing draw_padding(const Subject& subject, const FigureOptions& options, const Theme& theme);

/// A padding mode, and what its panel is called.
struct ShownMode {
  PaddingMode mode;
  std::string_view title;
};

/// The modes of which the view has a panel, in its order.
std::vector<ShownMode> shown_modes(const Operation& operation);

}  // namespace convarith
