#pragma once

#include <string>
#include <vector>

#include "arithmetic/chain.hpp"
#include "arithmetic/operation.hpp"

namespace convarith {

/// How a formula is written: in Unicode characters, as LaTeX between dollar signs (which GitHub's Markdown shows), as
/// LaTeX without delimiters, or as text in HTML whose numbers say which letter they stand for: <var class="n">5</var>.
enum class FormulaFormat { text, markdown, latex, html };

/// A formula in letters and with the numbers of a layer put in.
struct Formula {
  std::string general;
  /// A single formula if it is the same for all axes, otherwise one for each axis, the outermost first.
  std::vector<std::string> worked;
};

/// Returns the formula of a layer's output size m, computed from its input n, kernel k, stride s, dilation d,
/// output_padding a and padding p (or p and p' where the sides differ). make_operation() names the sources. For an
/// adaptive pooling, where m is given, the formula has the first and the last cell of window i.
Formula output_formula(const Operation& operation, FormulaFormat format);

/// Returns the formula of the padding p_t of a transposed convolution, see transposed_padding().
Formula transposed_padding_formula(const Operation& operation, FormulaFormat format);

/// Puts the names of the axes in front of worked formulas if there are several: "rows: m = ...".
std::vector<std::string> by_axis(std::vector<std::string> worked, const Operation& operation);

/// Returns the kind of a layer: "convolution", "transposed convolution", "adaptive max pooling", ... Several layers are
/// a "depthwise-separable convolution" or are named one after the other: "convolution and 1 × 1 convolution".
std::string kind_text(const Chain& chain);

/// Returns the numbers of a layer: "n = 5, k = 3, s = 2, p = 1". Dilation, output_padding and other rare parameters
/// appear only where the layer has them. Numbers are written "3 × 5" where the axes differ, and each side of the
/// padding is written where the sides differ. The numbers of the layers that follow come last: "1 × 1 to 4 channels".
std::string parameters_text(const Chain& chain);

/// Returns the size of a map, "5 × 7", from the lengths of the layer's axes.
std::string map_size(const Operation& operation, int Axis::*member);

}  // namespace convarith
