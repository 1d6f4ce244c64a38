#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "arithmetic/chain.hpp"
#include "convarith/result.hpp"
#include "layout/drawing.hpp"
#include "layout/theme.hpp"

namespace convarith {

/// One of several drawings in a figure.
struct Panel {
  Drawing drawing;
  std::string heading;    ///< used in figures with several panels
  std::string kind;       ///< kind of layer, for captions; panels of the same layers share one text about all of them
  Chain chain;            ///< layers that the panel shows
  bool is_model = false;  ///< whether it shows a model: only its drawing knows the parameters and formulas
};

/// A comparison of a layer with a related one, drawn side by side and step by step.
struct Comparison {
  std::string_view name;  ///< the word for --beside
  std::string_view help;
  /// Draws the panels. Errors: `where` is "beside"; the layer has no counterpart to be compared with.
  Result<std::vector<Panel>> (*draw)(const Chain& chain, const Theme& theme);
  /// Returns a description of the figure in the style of alt_text(). draw() must have succeeded for the layer.
  std::string (*tell)(const Operation& operation);
  /// Returns a heading for the figure in the style of heading_text().
  std::string (*head)(const Operation& operation);
};

/// Returns all comparisons. A new one is added here and nowhere else.
std::span<const Comparison> comparisons();

/// Returns the comparison with a name, or null.
const Comparison* find_comparison(std::string_view name);

}  // namespace convarith
