#pragma once

#include "convarith/figure_options.hpp"
#include "convarith/result.hpp"
#include "layout/drawing.hpp"
#include "layout/subject.hpp"
#include "layout/theme.hpp"

namespace convarith {

Status check_stride(const Subject& subject, const FigureOptions& options);

/// A move of the region in each step: the input before it and after it, and between them in words how far it goes.
/// Where the region was stays as a faint frame, and arrows along the map's edges lead from there to where it is.
/// Numbers of the input are shown where they are known.
Drawing draw_stride(const Subject& subject, const FigureOptions& options, const Theme& theme);

}  // namespace convarith
