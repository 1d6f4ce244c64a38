#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "convarith/layer.hpp"

namespace convarith {

/// A range of steps, counted from 0: `first` is included, `last` is excluded, and an unset end is open.
struct StepRange {
  std::optional<std::size_t> first;
  std::optional<std::size_t> last;

  bool operator==(const StepRange&) const = default;
};

/// The most steps that a strip can show.
inline constexpr std::size_t kMostInStrip = 4096;

/// Shows several steps in one picture. They are evenly spread over the figure's steps and include the first and the
/// last.
struct Strip {
  std::optional<int> pictures;  ///< how many steps to show; default: all

  bool operator==(const Strip&) const = default;
};

/// What a figure shows, and the text around it.
struct FigureOptions {
  std::optional<std::string> view;    ///< the name of a view; default: if all numbers are known, numeric for a single
                                      ///< channel and filter, equation for up to 6 of each on a plane of up to 16 x 16
                                      ///< places; otherwise projection, or volume if a 1×1 convolution follows
  std::optional<std::string> beside;  ///< the name of a comparison: the second layer to show, step by step
  std::optional<std::string> theme;   ///< the name of a theme, a file, or "auto" to make a dark figure as well as the
                                      ///< light one; default: the view's theme
  std::optional<std::string> background;  ///< "transparent", or a colour instead of the theme's paper
  std::optional<std::string> panels;      ///< the panels of an equation, separated by commas; default: all but
                                          ///< breakdown
  std::optional<bool> misfits;            ///< equation view: also show the windows that no longer fit; default: no
  std::optional<bool> centres;            ///< equation view: frame the centres of region and kernel; default: only if
                                          ///< the kernel is an identity
  std::optional<bool> as_published;       ///< numeric view: draw as in the guide's figures, with a decimal on whole
                                          ///< outputs; default: no
  std::optional<PerAxis> cell;            ///< receptive view: show only what this output cell sees, given as row and
                                          ///< column, or by one number in one dimension; default: all, step by step
  std::optional<std::string> cells;       ///< "numbers", "heat" (colours), "both", or "auto": heat where the longest
                                          ///< side of the input or the output has more than 12 cells; default: auto
  std::optional<std::string> colormap;    ///< the name of a colour map for heat; default: coolwarm for numbers with
                                          ///< signs, otherwise grey
  std::optional<std::string> range;       ///< the numbers that the colours of heat span: "auto" (inputs, weights and
                                          ///< outputs each have the range of their own numbers), "per-map" (so has
                                          ///< each channel and filter), or "-1:1"; default: auto
  std::optional<bool> labels;             ///< label the maps and the padding with names and sizes; default: no
  std::optional<bool> legend;             ///< explain the colours; default: no
  std::optional<std::string> title;       ///< text above the figure, UTF-8
  std::optional<std::string> caption;     ///< text below the figure: "params", "formula", "both", or any text in UTF-8
  std::optional<bool> step_counter;       ///< show the step number and their count, such as "4/9"; default: no
  std::optional<Strip> strip;             ///< show several steps side by side; default: one after the other
  std::optional<int> columns;             ///< the number of columns of a strip; default: as many as give the page a
                                          ///< good shape
  std::optional<int> depth;               ///< network view: blocks this deep in the names of layers are drawn as one;
                                          ///< default: as deep as the page has room for

  bool operator==(const FigureOptions&) const = default;
};

}  // namespace convarith
