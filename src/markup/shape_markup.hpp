#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "markup/path_text.hpp"
#include "markup/timeline.hpp"

namespace convarith {

/// Writes shapes of one figure as SVG elements, in bp from the page's upper left corner, y down.
///
/// The elements refer to definitions(), and for dark colours to dark_style(); call both when all shapes are written.
/// The parent of all elements needs the attributes root_attributes(). Paints are attributes, so that a figure keeps its
/// colours without its style sheet.
class ShapeMarkup {
 public:
  /// `dark`: null, or the same film in other paints. Ids and classes begin with `prefix`, for documents with several
  /// figures.
  ShapeMarkup(const Film& film, const Film* dark, std::string prefix = {});

  /// Returns attributes for the element of a shape, such as ` data-row="1"`. Shapes without any may share an element.
  using Attributes = std::function<std::string(const Shape& shape)>;

  /// Returns the elements of shapes that lie on each other in this order.
  std::string write(std::span<const TimedShape* const> shapes, const Attributes& attributes = {});
  /// Returns a rectangle as large as the page, in the colour of the paper.
  std::string paper();

  /// Returns an element `defs` with the outlines that are used, or an empty string if there are none.
  std::string definitions() const;
  /// Returns the rules that give the dark paints, or an empty string if there are none.
  std::string dark_style() const;
  /// Returns the attributes for an ancestor of all elements: what most lines have in common, and how lines meet.
  std::string root_attributes() const;

 private:
  /// Returns where a run of shapes that share an element ends.
  std::size_t end_of_run(std::span<const TimedShape* const> shapes, std::size_t first) const;
  std::string fills(std::span<const TimedShape* const> shapes, const std::string& attributes);
  std::string strokes(std::span<const TimedShape* const> shapes, const std::string& attributes);
  std::string texts(std::span<const TimedShape* const> shapes, const std::string& attributes);
  void add_text(const Text& text, double scale, std::string& out);

  std::string fill_attributes(const TimedShape& shape);
  std::string stroke_attributes(const TimedShape& shape);
  std::string dark_class(const TimedShape& shape, char kind);
  std::string path(const PathText& path, const std::string& paint, const std::string& attributes);
  const std::string& glyph(const std::shared_ptr<const Typeface>& face, Typeface::GlyphId id);
  Point down(Point point) const { return {point.x, film_.height - point.y}; }

  /// A path that may be repeated elsewhere.
  struct Repeated {
    std::size_t count = 0;
    std::string id;  // empty until the path is defined
  };

  const Film& film_;
  const Film* dark_;
  std::string prefix_;
  std::optional<double> usual_width_;                              // width of the first line, bp
  std::map<std::pair<std::string, std::string>, Repeated> paths_;  // by paint and data
  std::size_t repeated_paths_ = 0;
  std::map<std::pair<std::shared_ptr<const Typeface>, Typeface::GlyphId>, std::string> glyphs_;
  std::map<std::tuple<char, PaintId, PaintId>, std::string> dark_classes_;  // by kind, light and dark paint
  std::string definitions_;
};

}  // namespace convarith
