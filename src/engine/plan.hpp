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

/// One figure, checked and laid out, ready to be drawn in some formats.
struct PlannedFigure {
  explicit PlannedFigure(Subject shown) : subject(std::move(shown)) {}

  std::string name;
  std::string family;  ///< of the preset that it is made from; empty: none
  Subject subject;
  std::vector<std::string> warnings;  ///< for the person who asked
  Theme theme;                        ///< of the film
  Film film;
  std::optional<Film> dark;  ///< the same in dark colours, for those who prefer them
  FrameSize size;            ///< of the frames, where a format needs any
  EncodeOptions options;
  std::size_t first_step = 0;
  std::size_t last_step = 0;  ///< exclusive
  bool is_strip = false;      ///< several steps of the layer are the film's only one
  bool has_limits = true;     ///< of what it may cost; see limits.hpp
  std::vector<const Format*> formats;

  bool needs_frames() const;
  /// How wide and how high pages are, bp.
  double page_width() const { return film.width * options.page_scale; }
  double page_height() const { return film.height * options.page_scale; }
  std::size_t steps() const { return last_step - first_step; }
  /// How many files a format has.
  std::size_t files(const Format& format) const { return format.file_per_step ? steps() : 1; }
};

/// What whoever plans a figure says besides the request.
struct PlanOptions {
  std::vector<const Format*> formats;  ///< what the figure is to be drawn in
  bool has_limits = true;              ///< whether to refuse what costs more than limits.hpp says
  FontSource fonts = no_foreign_fonts;
};

/// The formats that a request asks for, or that a figure has by default.
/// Errors: `where` is "format": a word that is no format's name, or the same one twice.
Result<std::vector<const Format*>> formats_of(const Request& request);

/// Checks a request and lays it out. Nothing is drawn yet.
/// Errors: `where` is a parameter, as a JSON key; locate() says where that was said.
Result<PlannedFigure> plan_figure(SourcedRequest request, const PlanOptions& options);

}  // namespace convarith
