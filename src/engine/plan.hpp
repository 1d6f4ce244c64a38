#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "config/preset.hpp"
#include "convarith/result.hpp"
#include "encode/encoder.hpp"
#include "layout/film.hpp"
#include "layout/subject.hpp"
#include "layout/text/foreign_fonts.hpp"
#include "layout/theme.hpp"
#include "render/frame.hpp"

namespace convarith {

/// A figure that is checked, laid out, and ready to be drawn in some formats.
struct PlannedFigure {
  explicit PlannedFigure(Subject shown) : subject(std::move(shown)) {}

  std::string name;
  std::string family;  ///< family of the preset that the figure is made from; empty: none
  Subject subject;
  std::vector<std::string> warnings;  ///< for the user
  Theme theme;                        ///< colours of the film
  Film film;
  std::optional<Film> dark;  ///< the film in dark colours, for those who prefer them
  FrameSize size;            ///< size of the frames, if a format needs any
  EncodeOptions options;
  std::size_t first_step = 0;
  std::size_t last_step = 0;  ///< exclusive
  bool is_strip = false;      ///< the film's only step shows several steps of the layer
  bool has_limits = true;     ///< whether its cost is limited; see limits.hpp
  std::vector<const Format*> formats;

  bool needs_frames() const;
  /// Width and height of pages, in bp.
  double page_width() const { return film.width * options.page_scale; }
  double page_height() const { return film.height * options.page_scale; }
  /// Returns the options with what the film shows, for encoders. The figure must outlive them.
  EncodeOptions encoding() const;
  std::size_t steps() const { return last_step - first_step; }
  /// Returns the number of files of a format.
  std::size_t files(const Format& format) const { return format.file_per_step ? steps() : 1; }
};

/// What the planning of a figure depends on besides the request.
struct PlanOptions {
  std::vector<const Format*> formats;  ///< formats that the figure will be drawn in
  bool has_limits = true;              ///< whether to refuse figures that cost more than limits.hpp allows
  FontSource fonts = no_foreign_fonts;
};

/// Returns the formats that a request asks for, or the default formats.
/// Errors: `where` is "format": the list is empty, a word is no format's name, or a format is given twice.
Result<std::vector<const Format*>> formats_of(const Request& request);

/// Checks a request and lays it out. Nothing is drawn yet.
/// Errors: `where` is a parameter, as a JSON key; locate() replaces it by the place where the request gives the
/// parameter.
Result<PlannedFigure> plan_figure(SourcedRequest request, const PlanOptions& options);

}  // namespace convarith
