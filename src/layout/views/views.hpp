#pragma once

#include <span>
#include <string>
#include <string_view>

#include "convarith/figure_options.hpp"
#include "convarith/result.hpp"
#include "layout/drawing.hpp"
#include "layout/subject.hpp"
#include "layout/theme.hpp"

namespace convarith {

/// An option that means nothing to figures of other views.
struct OwnOption {
  std::string_view name;  ///< the member of FigureOptions
  bool (*is_given)(const FigureOptions& options);
};

/// A way to picture a layer.
struct View {
  std::string_view name;  ///< the word for --view
  std::string_view help;
  std::string_view theme;  ///< the name of the theme that it has if none is asked for
  /// Errors: `where` is "view", or another member of FigureOptions; the layer has no such picture.
  Status (*check)(const Subject& subject, const FigureOptions& options);
  /// The layer has passed `check`.
  Drawing (*draw)(const Subject& subject, const FigureOptions& options, const Theme& theme);
  /// What the figure shows, as alt_text() says it.
  std::string (*tell)(const Chain& chain);
  /// Whether numbers of a layer are written in its cells.
  bool shows_numbers = true;
  /// Whether channels and filters are what it is about.
  bool is_about_channels = false;
  std::span<const OwnOption> own_options = {};  ///< that it takes
};

/// All views; the one place to add one.
std::span<const View> views();

/// The view of a name, or null.
const View* find_view(std::string_view name);

/// The one for a layer of which nothing else is asked: with its numbers where all of them are known, of several
/// channels or filters as an equation, if they are few; of several layers without numbers as a volume.
const View& usual_view(const Subject& subject);

}  // namespace convarith
