#include "markup/shape_markup.hpp"

#include <fmt/core.h>

#include <variant>

#include "layout/shapes/joined_polygons.hpp"
#include "markup/xml_text.hpp"

namespace convarith {
namespace {

constexpr int kPlaces = 2;         // decimals of coordinates in bp
constexpr int kMeasurePlaces = 3;  // decimals of widths, dashes and opacities
constexpr char kFill = 'f';
constexpr char kStroke = 'l';

std::string hex(const Colour& colour) {
  const std::string text = fmt::format("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue);
  const bool is_short = text[1] == text[2] && text[3] == text[4] && text[5] == text[6];
  return is_short ? std::string{'#', text[1], text[3], text[5]} : text;
}

/// Returns the length of a font unit, in bp.
double scale_of(const Text& text) {
  return text.size / text.face->units_per_em;
}

bool looks_alike(const Stroke& a, const Stroke& b) {
  return a.width == b.width && a.dash == b.dash;
}

/// Whether two shapes can be one element. Fills of one role can, so that neighbours show no seam; lines can, and so can
/// letters, as long as they do not tint each other.
bool go_together(const Film& film, const TimedShape& a, const TimedShape& b) {
  if (a.shape.paint != b.shape.paint || a.dark != b.dark || a.shape.form.index() != b.shape.form.index()) return false;
  if (std::holds_alternative<Fill>(a.shape.form)) return a.shape.role == b.shape.role;
  if (film.paints[a.shape.paint].opacity < 1) return false;
  if (const auto* stroke = std::get_if<Stroke>(&a.shape.form)) {
    return looks_alike(*stroke, std::get<Stroke>(b.shape.form));
  }
  return scale_of(std::get<Text>(a.shape.form)) == scale_of(std::get<Text>(b.shape.form));
}

/// Returns a glyph's outline in font units, y down.
std::string outline_of(const Typeface& face, const Typeface::Glyph& glyph) {
  PathText path(0);
  bool is_open = false;
  const auto point = [&](std::size_t place) {
    return Point{static_cast<double>(face.outlines[place]), -static_cast<double>(face.outlines[place + 1])};
  };
  for (std::size_t i = glyph.first; i < glyph.last;) {
    switch (face.outlines[i++]) {
      case Typeface::move:
        if (is_open) path.close();
        // The path begins at the glyph's origin, so that its data says where the outline is.
        if (path.empty()) path.move_to({0, 0});
        path.move_to(point(i));
        is_open = true;
        i += 2;
        break;
      case Typeface::line:
        path.line_to(point(i));
        i += 2;
        break;
      default:
        path.curve_to(point(i), point(i + 2), point(i + 4));
        i += 6;
    }
  }
  if (is_open) path.close();
  // The data begins with a relative move, which starts from the origin if the data is a path of its own.
  return path.tail();
}

}  // namespace

ShapeMarkup::ShapeMarkup(const Film& film, const Film* dark, std::string prefix)
    : film_(film), dark_(dark), prefix_(std::move(prefix)) {}

std::size_t ShapeMarkup::end_of_run(std::span<const TimedShape* const> shapes, std::size_t first) const {
  std::size_t next = first + 1;
  while (next < shapes.size() && go_together(film_, *shapes[first], *shapes[next])) ++next;
  return next;
}

std::string ShapeMarkup::write(std::span<const TimedShape* const> shapes, const Attributes& attributes) {
  std::string out;
  for (std::size_t i = 0; i < shapes.size();) {
    const auto attributes_of = [&](std::size_t place) {
      return attributes ? attributes(shapes[place]->shape) : std::string();
    };
    const std::string own = attributes_of(i);
    std::size_t next = i + 1;
    const std::size_t end = own.empty() ? end_of_run(shapes, i) : next;
    while (next < end && attributes_of(next).empty()) ++next;
    const auto run = shapes.subspan(i, next - i);
    const auto& form = run.front()->shape.form;
    if (std::holds_alternative<Fill>(form)) {
      out += fills(run, own);
    } else if (std::holds_alternative<Stroke>(form)) {
      out += strokes(run, own);
    } else {
      out += texts(run, own);
    }
    i = next;
  }
  return out;
}

std::string ShapeMarkup::paper() {
  TimedShape sheet;
  sheet.shape.form = Fill{{{0, 0}, {film_.width, 0}, {film_.width, film_.height}, {0, film_.height}}};
  const TimedShape* const shapes[] = {&sheet};
  return fills(shapes, {});
}

std::string ShapeMarkup::fills(std::span<const TimedShape* const> shapes, const std::string& attributes) {
  std::vector<Polygon> polygons;
  polygons.reserve(shapes.size());
  for (const TimedShape* shape : shapes) polygons.push_back(std::get<Fill>(shape->shape.form).polygon);
  PathText text(kPlaces);
  for (const Polygon& polygon : joined_polygons(polygons)) {
    text.move_to(down(polygon.front()));
    for (std::size_t i = 1; i < polygon.size(); ++i) text.line_to(down(polygon[i]));
    text.close();
  }
  return path(text, fill_attributes(*shapes.front()), attributes);
}

std::string ShapeMarkup::strokes(std::span<const TimedShape* const> shapes, const std::string& attributes) {
  PathText text(kPlaces);
  for (const TimedShape* shape : shapes) {
    for (const Stroke::Path& line : std::get<Stroke>(shape->shape.form).paths) {
      text.move_to(down(line.points.front()));
      for (std::size_t i = 1; i < line.points.size(); ++i) text.line_to(down(line.points[i]));
      if (line.closed) text.close();
    }
  }
  return path(text, stroke_attributes(*shapes.front()), attributes);
}

/// Letters of one size share a scale and are placed in font units.
std::string ShapeMarkup::texts(std::span<const TimedShape* const> shapes, const std::string& attributes) {
  const double scale = scale_of(std::get<Text>(shapes.front()->shape.form));
  std::string out =
      fmt::format("<g{} transform=\"scale({})\"{}>", fill_attributes(*shapes.front()), decimal(scale, 6), attributes);
  for (const TimedShape* shape : shapes) add_text(std::get<Text>(shape->shape.form), scale, out);
  return out + "</g>";
}

void ShapeMarkup::add_text(const Text& text, double scale, std::string& out) {
  const Point origin = down(text.origin);
  for (const Text::Glyph& letter : text.glyphs) {
    const std::string& id = glyph(text.face, letter.id);
    if (id.empty()) continue;
    const double units = text.face->units_per_em;
    out +=
        fmt::format("<use href=\"#{}\" x=\"{}\" y=\"{}\"/>", id, decimal(origin.x / scale + letter.offset.x * units, 0),
                    decimal(origin.y / scale - letter.offset.y * units, 0));
  }
}

/// Returns the id of a glyph's outline; empty for a glyph that has no outline, such as a space.
const std::string& ShapeMarkup::glyph(const std::shared_ptr<const Typeface>& face, Typeface::GlyphId id) {
  const auto [place, is_new] = glyphs_.try_emplace({face, id});
  if (!is_new) return place->second;
  const Typeface::Glyph* found = face->glyph(id);
  const std::string outline = found == nullptr ? std::string() : outline_of(*face, *found);
  if (outline.empty()) return place->second;
  place->second = fmt::format("{}g{}", prefix_, glyphs_.size());
  definitions_ += fmt::format("<path id=\"{}\" d=\"{}\"/>", place->second, outline);
  return place->second;
}

/// Writes a path. A path that is often repeated is defined once and used with a translation.
std::string ShapeMarkup::path(const PathText& path, const std::string& paint, const std::string& attributes) {
  constexpr std::size_t worth_it = 60;  // bytes
  if (path.empty()) return {};
  const std::string x = decimal(path.begin().x, kPlaces);
  const std::string y = decimal(path.begin().y, kPlaces);
  Repeated& repeated = paths_[{paint, path.tail()}];
  if (repeated.id.empty() && repeated.count++ * path.tail().size() > worth_it) {
    repeated.id = fmt::format("{}p{}", prefix_, repeated_paths_++);
    definitions_ += fmt::format("<path id=\"{}\"{} d=\"m0 0{}\"/>", repeated.id, paint, path.tail());
  }
  if (!repeated.id.empty())
    return fmt::format("<use href=\"#{}\" x=\"{}\" y=\"{}\"{}/>", repeated.id, x, y, attributes);
  const char* const apart = y.front() == '-' ? "" : " ";
  return fmt::format("<path{}{} d=\"m{}{}{}{}\"/>", paint, attributes, x, apart, y, path.tail());
}

std::string ShapeMarkup::fill_attributes(const TimedShape& shape) {
  const Paint& paint = film_.paints[shape.shape.paint];
  std::string text = fmt::format(" fill=\"{}\"", hex(paint.colour));
  if (paint.opacity < 1) text += fmt::format(" fill-opacity=\"{}\"", decimal(paint.opacity, kMeasurePlaces));
  return text + dark_class(shape, kFill);
}

std::string ShapeMarkup::stroke_attributes(const TimedShape& shape) {
  const Paint& paint = film_.paints[shape.shape.paint];
  const auto& stroke = std::get<Stroke>(shape.shape.form);
  std::string text = fmt::format(" stroke=\"{}\"", hex(paint.colour));
  if (!usual_width_) usual_width_ = stroke.width;
  if (stroke.width != *usual_width_) {
    text += fmt::format(" stroke-width=\"{}\"", decimal(stroke.width, kMeasurePlaces));
  }
  if (stroke.dash > 0) text += fmt::format(" stroke-dasharray=\"{}\"", decimal(stroke.dash, kMeasurePlaces));
  if (paint.opacity < 1) text += fmt::format(" stroke-opacity=\"{}\"", decimal(paint.opacity, kMeasurePlaces));
  return text + dark_class(shape, kStroke);
}

/// Returns a class attribute for a paint that differs in the dark film, otherwise an empty string.
std::string ShapeMarkup::dark_class(const TimedShape& shape, char kind) {
  if (dark_ == nullptr) return {};
  const Paint& light = film_.paints[shape.shape.paint];
  const Paint& dark = dark_->paints[shape.dark];
  if (light.colour == dark.colour && light.opacity == dark.opacity) return {};
  const auto [place, is_new] = dark_classes_.try_emplace({kind, shape.shape.paint, shape.dark});
  if (is_new) place->second = fmt::format("{}{}{}", prefix_, kind, dark_classes_.size());
  return fmt::format(" class=\"{}\"", place->second);
}

std::string ShapeMarkup::definitions() const {
  return definitions_.empty() ? std::string() : fmt::format("<defs>{}</defs>", definitions_);
}

std::string ShapeMarkup::dark_style() const {
  std::string style;
  for (const auto& [key, name] : dark_classes_) {
    const auto& [kind, light_id, dark_id] = key;
    const char* const property = kind == kFill ? "fill" : "stroke";
    const Paint& dark = dark_->paints[dark_id];
    style += fmt::format(".{}{{{}:{}", name, property, hex(dark.colour));
    if (dark.opacity != film_.paints[light_id].opacity) {
      style += fmt::format(";{}-opacity:{}", property, decimal(dark.opacity, kMeasurePlaces));
    }
    style += "}";
  }
  return style;
}

std::string ShapeMarkup::root_attributes() const {
  std::string text = " fill=\"none\" stroke-miterlimit=\"10\"";
  if (usual_width_) text += fmt::format(" stroke-width=\"{}\"", decimal(*usual_width_, kMeasurePlaces));
  return text;
}

}  // namespace convarith
