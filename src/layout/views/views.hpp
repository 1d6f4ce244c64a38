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

/// An option that applies only to the view that lists it.
struct OwnOption {
  std::string_view name;  ///< name of the member of FigureOptions
  bool (*is_given)(const FigureOptions& options);
};

/// A way of drawing a layer.
struct View {
  std::string_view name;  ///< the word for --view
  std::string_view help;
  std::string_view theme;  ///< name of the theme used if none is asked for
  /// Checks that the view can draw the layer. Errors: `where` is "view" or another member of FigureOptions; the view
  /// cannot draw this layer.
  Status (*check)(const Subject& subject, const FigureOptions& options);
  /// Draws the layer, which must have passed `check`.
  Drawing (*draw)(const Subject& subject, const FigureOptions& options, const Theme& theme);
  /// Returns a description of the figure in the style of alt_text().
  std::string (*tell)(const Subject& subject);
  /// Whether the view writes the layer's numbers in its cells.
  bool shows_numbers = true;
  /// Whether the view is mainly about channels and filters.
  bool is_about_channels = false;
  std::span<const OwnOption> own_options = {};  ///< options that only this view takes
  bool shows_model = false;                     ///< whether the view shows a whole model instead of some layers
  bool is_heat = false;                         ///< whether it always draws numbers as heat
  std::string_view heading = {};                ///< heading of its figures, if they are not about a certain layer
};

/// Returns all views. A new one is added here and nowhere else.
std::span<const View> views();

/// Returns the view with a name, or null.
const View* find_view(std::string_view name);

/// Returns the view for a layer for which none is asked: "numeric" if all numbers of a single layer with one channel
/// and one filter are known; "equation" for convolutions whose numbers are all known and whose maps are few and small,
/// or few and drawn as heat; otherwise "volume" for several layers in a row, and "projection" for one. For a model it
/// is "receptive" if its layers are in a row with maps of at most 32 cells across, and "network" otherwise.
const View& usual_view(const Subject& subject);

}  // namespace convarith
