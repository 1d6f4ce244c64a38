#pragma once

#include "convarith/figure_options.hpp"
#include "convarith/result.hpp"
#include "layout/drawing.hpp"
#include "layout/subject.hpp"
#include "layout/theme.hpp"

namespace convarith {

Status check_stride(const Subject& subject, const FigureOptions& options);

/// Draws a move of the region in each step: the input before the move and after it and, between them, words for how far
/// the region moves. A thin dashed frame stays where the region was, and arrows along the map's edges lead from there
/// to where the region is. Numbers of the input are shown where they are known.
Drawing draw_stride(const Subject& subject, const FigureOptions& options, const Theme& theme);

}  // namespace convarith
