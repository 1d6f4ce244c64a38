#pragma once

#include <string>
#include <vector>

#include "arithmetic/chain.hpp"
#include "arithmetic/operation.hpp"

namespace convarith {

/// How a formula is written: in Unicode characters, as LaTeX between dollar signs (which GitHub's Markdown shows), or
/// as LaTeX without delimiters.
enum class FormulaFormat { text, markdown, latex };

/// A formula in letters, and with the numbers put in.
struct Formula {
  std::string general;
  std::vector<std::string> worked;  ///< one where all axes have the same, else one for each, the outermost first
};

/// The size of a layer's output m, of its input n, kernel k, stride s, dilation d, output_padding a and padding p, or p
/// and p' where the sides differ. For sources see make_operation(). Of an adaptive pooling, where m is given, the first
/// and the last cell of window i.
Formula output_formula(const Operation& operation, FormulaFormat format);

/// The padding p_t of a transposed convolution, see transposed_padding().
Formula transposed_padding_formula(const Operation& operation, FormulaFormat format);

/// Worked formulas with the names of their axes in front where there are several: "rows: m = ...".
std::vector<std::string> by_axis(std::vector<std::string> worked, const Operation& operation);

/// "convolution", "transposed convolution", "adaptive max pooling", ...; of several layers "depthwise-separable
/// convolution", or one after the other: "convolution and 1 × 1 convolution".
std::string kind_text(const Chain& chain);

/// The numbers of a layer: "n = 5, k = 3, s = 2, p = 1". Dilation, output_padding and the like only where there are
/// any; "3 × 5" where rows and columns differ; each side of the padding where they do. Behind it those of the layers
/// that follow: "1 × 1 to 4 channels".
std::string parameters_text(const Chain& chain);

/// The size of a map, "5 × 7", of the lengths of the layer's axes.
std::string map_size(const Operation& operation, int Axis::*member);

}  // namespace convarith
