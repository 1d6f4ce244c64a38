#include "engine/plan_warnings.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <variant>

#include "config/fields.hpp"
#include "config/suggest.hpp"
#include "engine/figure_colours.hpp"
#include "layout/figure/figure.hpp"

namespace convarith {
namespace {

std::string flags_of(std::string_view key) {
  return flag_names(*find_field(key));
}

// Each of these functions returns an empty text if there is nothing to say.

/// Warns about a caption that is nearly one of the special words: it is set as text, which may not be what was meant.
std::string warning_of_near_word(const FigureOptions& figure) {
  constexpr std::string_view words[] = {"params", "formula", "both"};
  if (!figure.caption || std::find(std::begin(words), std::end(words), *figure.caption) != std::end(words)) return {};
  const std::vector<std::string_view> near = nearest_words(*figure.caption, words);
  if (near.empty()) return {};
  return fmt::format("{}: '{}' is taken as the text itself; did you mean {}?", flags_of("caption"), *figure.caption,
                     near.front());
}

/// Warns if a figure is about channels and their number had to be made up, because a layer's text may leave it open.
std::string warning_of_unknown_channels(const PlannedFigure& figure, const SourcedRequest& request) {
  const bool is_convolution = !figure.subject.chain.front().is_pooling();
  const bool has_unknown = request.framework && is_convolution && !request.request.channels;
  if (!has_unknown || !is_about_channels(figure.subject, request.request)) return {};
  return "the layer does not say how many channels its input has, so one is drawn; set the number with --channels";
}

/// Warns about a transparent figure in light colours if some of its pictures have no dark colours for dark pages.
std::string warning_of_light_pictures(const PlannedFigure& figure, const Request& request) {
  const auto shows_light_ones = [&figure](const Format* format) {
    return !format->tells_outputs && !(format->can_have_dark && figure.dark);
  };
  if (std::none_of(figure.formats.begin(), figure.formats.end(), shows_light_ones)) return {};
  const bool can_have_both = std::all_of(figure.formats.begin(), figure.formats.end(),
                                         [](const Format* format) { return format->can_have_dark; });
  return warning_of_dark_pages(request, figure.theme, can_have_both);
}

/// Warns about numbers that were given if the pictures show none. Pages and data contain them nevertheless.
std::string warning_of_unseen_numbers(const PlannedFigure& figure, const Request& request) {
  const bool is_picture = std::any_of(figure.formats.begin(), figure.formats.end(), [](const Format* format) {
    return !format->tells_outputs && !format->is_interactive;
  });
  const std::string_view given = request.random              ? "random"
                                 : request.values            ? "values"
                                 : request.weights           ? "weights"
                                 : request.pointwise_weights ? "pointwise_weights"
                                 : request.bias              ? "bias"
                                                             : "";
  if (!is_picture || given.empty()) return {};
  const std::string without = drawn_without_numbers(figure.subject, request);
  if (without.empty()) return {};
  return fmt::format("{}: {} draws cells without numbers; {} to see them", flags_of(given), without,
                     request.beside ? "leave it out" : "use another view, such as numeric,");
}

/// Warns about letters that are too small to be read.
std::string warning_of_small_text(const PlannedFigure& figure) {
  constexpr double legible = 5;  // px per em
  if (!figure.needs_frames()) return {};
  double smallest = legible;
  for (const Shape& shape : figure.film.scene(figure.first_step)) {
    if (const auto* text = std::get_if<Text>(&shape.form))
      smallest = std::min(smallest, text->size * figure.size.scale);
  }
  if (smallest >= legible) return {};
  // The text has no number of this figure, so that it is the same for many figures and is said once.
  return fmt::format("some letters are less than {} px high; a larger --width or --dpi makes them legible", legible);
}

}  // namespace

std::vector<std::string> warnings_of(const PlannedFigure& figure, const SourcedRequest& sourced) {
  const Request& request = sourced.request;
  std::vector<std::string> warnings{
      warning_of_near_word(request),
      warning_of_background(request, figure.theme),
      warning_of_unknown_channels(figure, sourced),
      warning_of_light_pictures(figure, request),
      warning_of_unseen_numbers(figure, request),
      warning_of_small_text(figure),
  };
  std::erase(warnings, std::string());
  return warnings;
}

}  // namespace convarith
