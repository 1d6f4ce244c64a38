#include "markup/svg_document.hpp"

#include <fmt/core.h>

#include "markup/content_name.hpp"
#include "markup/shape_markup.hpp"
#include "markup/xml_text.hpp"

namespace convarith {
namespace {

constexpr double kPixelsPerBp = 96.0 / 72;

/// Writes groups of shapes. A group that the first step does not show is hidden.
std::string groups_of(const Timeline& timeline, ShapeMarkup& markup, SvgTimingStyle& timing) {
  std::string out;
  bool is_hidden = false;
  for (const ShapeGroup& group : grouped(timeline)) {
    const std::string name = timing.class_for(group.steps);
    const bool hides = group.steps.front().first > 0;
    if (hides && !is_hidden) out += "<g visibility=\"hidden\">\n";
    if (!hides && is_hidden) out += "</g>\n";
    is_hidden = hides;
    const std::string shapes = markup.write(group.shapes);
    out += name.empty() ? shapes + "\n" : fmt::format("<g class=\"{}\">{}</g>\n", name, shapes);
  }
  return is_hidden ? out + "</g>\n" : out;
}

std::string document(const Film& film, double scale, const FigureTexts& texts, const ShapeMarkup& markup,
                     const std::string& timing, const std::string& body) {
  const auto size = [scale](double bp) { return decimal(bp * scale * kPixelsPerBp, 2); };
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {2} {3}\" role=\"img\" "
      "aria-labelledby=\"{4}t {4}d\"{5}>\n<title id=\"{4}t\">{6}</title>\n<desc id=\"{4}d\">{7}</desc>\n",
      size(film.width), size(film.height), decimal(film.width, 3), decimal(film.height, 3), kOwnName,
      markup.root_attributes(), escaped(texts.title), escaped(texts.description));
  const std::string dark = markup.dark_style();
  const std::string style =
      timing + (dark.empty() ? dark : fmt::format("@media (prefers-color-scheme:dark){{{}}}\n", dark));
  if (!style.empty()) out += fmt::format("<style>\n{}</style>\n", style);
  const std::string definitions = markup.definitions();
  if (!definitions.empty()) out += definitions + "\n";
  return out + body + "</svg>\n";
}

}  // namespace

std::string svg_still(const Film& film, const Film* dark, std::size_t step, const FigureTexts& texts, double scale) {
  return svg_animation(film, dark, make_timeline(film, dark, step, step + 1), {}, texts, scale);
}

std::string svg_animation(const Film& film, const Film* dark, const Timeline& timeline, const SvgTiming& timing,
                          const FigureTexts& texts, double scale) {
  ShapeMarkup markup(film, dark, std::string(kOwnName));
  SvgTimingStyle style(timing, std::string(kOwnName));
  std::string body = film.has_paper ? markup.paper() + "\n" : std::string();
  body += groups_of(timeline, markup, style);
  return with_own_name(document(film, scale, texts, markup, style.style(), body));
}

}  // namespace convarith
