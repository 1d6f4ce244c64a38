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

/// Draws the padded input once for each padding mode that copies inputs and that the padding allows (replication,
/// reflection, circular), side by side. Padding and the inputs that it copies have the same tint; other inputs have
/// none. Each step frames a cell of the padding and the input that it copies, with an arrow from the input to the copy.
/// Steps go through the padding ring by ring from outside in, clockwise.
Drawing draw_padding(const Subject& subject, const FigureOptions& options, const Theme& theme);

/// A padding mode and the title of its panel.
struct ShownMode {
  PaddingMode mode;
  std::string_view title;
};

/// Returns the modes that have a panel, in the order of the panels.
std::vector<ShownMode> shown_modes(const Operation& operation);

}  // namespace convarith
