#include "render/vector_page.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <variant>
#include <vector>

#include "layout/shapes/joined_polygons.hpp"

namespace convarith {
namespace {

/// Coordinates are rounded to this many places per bp. The error is below 6 micrometres on paper. In return numbers are
/// shorter and repeat, which saves a tenth of a page's bytes.
constexpr double kPlacesPerBp = 32;

double to_place(double coordinate) {
  return std::round(coordinate * kPlacesPerBp) / kPlacesPerBp;
}

/// The characters that glyphs show, from left to right.
struct Spelling {
  std::string characters;
  std::vector<cairo_text_cluster_t> clusters;
};

/// Returns the characters of a text in the order of the glyphs, from left to right. PDF readers expect this order and
/// reverse words themselves where the script runs the other way. Glyphs from right to left would look to them as if
/// there were gaps in between.
Spelling spelling_of(const Text& text) {
  Spelling spelling;
  spelling.clusters.reserve(text.clusters.size());
  std::size_t place = 0;
  for (const Text::Cluster& cluster : text.clusters) {
    const std::string characters = text.characters.substr(place, static_cast<std::size_t>(cluster.bytes));
    place += characters.size();
    spelling.characters.insert(text.is_right_to_left ? 0 : spelling.characters.size(), characters);
    spelling.clusters.push_back({cluster.bytes, cluster.glyphs});
  }
  if (text.is_right_to_left) std::reverse(spelling.clusters.begin(), spelling.clusters.end());
  return spelling;
}

class VectorPage {
 public:
  VectorPage(cairo_t* context, const Film& film, PageFonts& fonts) : context_(context), film_(film), fonts_(fonts) {}

  void draw(const DisplayList& scene) {
    for (std::size_t i = 0; i < scene.size();) {
      if (std::holds_alternative<Fill>(scene[i].form)) {
        i = draw_fills(scene, i);
        continue;
      }
      use_paint(scene[i].paint);
      if (const auto* stroke = std::get_if<Stroke>(&scene[i].form)) {
        draw_stroke(*stroke);
      } else {
        draw_text(std::get<Text>(scene[i].form));
      }
      ++i;
    }
  }

  /// Paints the paper, unless it is white, as an empty page already is.
  void draw_paper() {
    if (!film_.has_paper || film_.paints[kPaper].colour == Colour{255, 255, 255}) return;
    use_paint(kPaper);
    cairo_paint(context_);
  }

 private:
  void use_paint(PaintId id) {
    const Paint& paint = film_.paints[id];
    cairo_set_source_rgba(context_, paint.colour.red / 255.0, paint.colour.green / 255.0, paint.colour.blue / 255.0,
                          paint.opacity);
  }

  /// Draws consecutive fills of one role and paint together: cells are joined into rows, and rows into a block. This
  /// makes the file smaller, and neighbours in one path show no seam. Returns the index of the shape after the fills.
  std::size_t draw_fills(const DisplayList& scene, std::size_t first) {
    std::vector<Polygon> polygons;
    std::size_t next = first;
    while (next < scene.size() && scene[next].role == scene[first].role && scene[next].paint == scene[first].paint &&
           std::holds_alternative<Fill>(scene[next].form)) {
      polygons.push_back(std::get<Fill>(scene[next++].form).polygon);
    }
    use_paint(scene[first].paint);
    for (const Polygon& polygon : joined_polygons(polygons)) add_path(polygon, true);
    cairo_fill(context_);
    return next;
  }

  void draw_stroke(const Stroke& stroke) {
    cairo_set_line_width(context_, stroke.width);
    cairo_set_dash(context_, &stroke.dash, stroke.dash > 0 ? 1 : 0, 0);
    for (const Stroke::Path& path : stroke.paths) add_path(path.points, path.closed);
    cairo_stroke(context_);
  }

  /// Shows glyphs as text with their characters, so that readers can select and search it.
  void draw_text(const Text& text) {
    cairo_set_font_face(context_, fonts_.face(text.face));
    const cairo_matrix_t upright{text.size, 0, 0, -text.size, 0, 0};
    cairo_set_font_matrix(context_, &upright);
    std::vector<cairo_glyph_t> glyphs;
    glyphs.reserve(text.glyphs.size());
    for (const Text::Glyph& glyph : text.glyphs) {
      glyphs.push_back({glyph.id, to_place(text.origin.x) + glyph.offset.x * text.size,
                        to_place(text.origin.y) + glyph.offset.y * text.size});
    }
    const Spelling spelling = spelling_of(text);
    const auto count = [](const auto& list) { return static_cast<int>(list.size()); };
    cairo_show_text_glyphs(context_, spelling.characters.data(), count(spelling.characters), glyphs.data(),
                           count(glyphs), spelling.clusters.data(), count(spelling.clusters),
                           static_cast<cairo_text_cluster_flags_t>(0));
  }

  void add_path(const std::vector<Point>& points, bool closed) {
    cairo_move_to(context_, to_place(points.front().x), to_place(points.front().y));
    for (std::size_t i = 1; i < points.size(); ++i) {
      cairo_line_to(context_, to_place(points[i].x), to_place(points[i].y));
    }
    if (closed) cairo_close_path(context_);
  }

  cairo_t* context_;
  const Film& film_;
  PageFonts& fonts_;
};

}  // namespace

void draw_vector_page(cairo_t* context, const Film& film, std::size_t step, PageFonts& fonts) {
  cairo_save(context);
  cairo_translate(context, 0, to_place(film.height));
  cairo_scale(context, 1, -1);
  cairo_set_line_cap(context, CAIRO_LINE_CAP_BUTT);
  cairo_set_line_join(context, CAIRO_LINE_JOIN_MITER);
  VectorPage page(context, film, fonts);
  page.draw_paper();
  page.draw(film.scene(step));
  cairo_restore(context);
}

}  // namespace convarith
