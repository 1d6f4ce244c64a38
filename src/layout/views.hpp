#pragma once

#include <span>
#include <string_view>

#include "convarith/result.hpp"
#include "convarith/theme.hpp"
#include "convarith/walkthrough.hpp"
#include "drawing.hpp"

namespace convarith {

/// A way to picture a layer.
struct View {
  std::string_view name;  ///< the word for --view
  std::string_view help;
  /// Errors: `where` is "view"; the layer has no such picture.
  Status (*check)(const Operation& operation);
  /// The layer has passed `check`.
  Drawing (*draw)(const Walkthrough& walkthrough, const Theme& theme);
};

/// All views, the default first; the one place to add one.
std::span<const View> views();

/// The view of a name, or null.
const View* find_view(std::string_view name);

}  // namespace convarith
