#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace convarith {

/// Some of the steps of an animation: `first` included, `last` excluded, an unset end is open.
struct StepRange {
  std::optional<std::size_t> first;
  std::optional<std::size_t> last;

  bool operator==(const StepRange&) const = default;
};

/// The most steps that a strip can show.
inline constexpr std::size_t kMostInStrip = 4096;

/// Several steps in one picture, evenly spread over the figure's, the first and the last among them.
struct Strip {
  std::optional<int> pictures;  ///< how many; default: all

  bool operator==(const Strip&) const = default;
};

/// What a figure shows, and what is written around it.
struct FigureOptions {
  std::optional<std::string> view;    ///< the name of a view; default: where all numbers are known numeric, of several
                                      ///< channels or filters equation, else projection
  std::optional<std::string> beside;  ///< the name of a comparison: what else is shown, step by step
  std::optional<std::string> theme;   ///< the name of a theme, a file, or "auto", for a dark figure beside the light
                                      ///< one; default: the view's
  std::optional<std::string> background;  ///< "transparent", or a colour instead of the theme's paper
  std::optional<std::string> panels;      ///< an equation's parts, separated by commas; default: all but breakdown
  std::optional<bool> misfits;            ///< equation: also the windows that no longer fit; default: no
  std::optional<bool> centres;            ///< equation: the centres of region and kernel in frames; default: where the
                                          ///< kernel is an identity
  std::optional<bool> as_published;       ///< numeric: as the guide's figures have it, with a decimal on whole outputs;
                                          ///< default: no
  std::optional<bool> labels;             ///< names of the maps and of padding, with sizes; default: no
  std::optional<bool> legend;             ///< what the colours mean; default: no
  std::optional<std::string> title;       ///< above the figure, UTF-8
  std::optional<std::string> caption;     ///< below it: "params", "formula", "both", or any text in UTF-8
  std::optional<bool> step_counter;       ///< "4/9"; default: no
  std::optional<Strip> strip;             ///< several steps beside each other; default: one after the other
  std::optional<int> columns;             ///< of a strip; default: as many as give the page a good shape

  bool operator==(const FigureOptions&) const = default;
};

}  // namespace convarith
