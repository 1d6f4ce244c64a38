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
  std::string heading;  ///< where there are several
  std::string kind;     ///< of layer, for captions; where panels show the same layers, of all of them
  Chain chain;          ///< what it shows
};

/// What a layer can be shown beside, step by step.
struct Comparison {
  std::string_view name;  ///< the word for --beside
  std::string_view help;
  /// Errors: `where` is "beside"; the layer has no such companion.
  Result<std::vector<Panel>> (*draw)(const Chain& chain, const Theme& theme);
  /// What the figure shows, as alt_text() says it; the layer has been drawn.
  std::string (*tell)(const Operation& operation);
};

/// All comparisons; the one place to add one.
std::span<const Comparison> comparisons();

/// The comparison of a name, or null.
const Comparison* find_comparison(std::string_view name);

}  // namespace convarith
