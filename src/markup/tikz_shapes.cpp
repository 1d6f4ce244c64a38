#include "markup/tikz_shapes.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "markup/tex_text.hpp"

namespace convarith {
namespace {

/// Longest line, in characters. TeX reads on over the end of a line, but people do not like long lines.
constexpr std::size_t kLongestLine = 110;

std::string at(Point point) {
  return fmt::format("({},{})", tex_number(point.x), tex_number(point.y));
}

bool is_upright_rectangle(const std::vector<Point>& points) {
  if (points.size() != 4) return false;
  const auto level = [](Point a, Point b) { return a.y == b.y; };
  const auto plumb = [](Point a, Point b) { return a.x == b.x; };
  return (level(points[0], points[1]) && plumb(points[1], points[2]) && level(points[2], points[3]) &&
          plumb(points[3], points[0])) ||
         (plumb(points[0], points[1]) && level(points[1], points[2]) && plumb(points[2], points[3]) &&
          level(points[3], points[0]));
}

std::string path_of(const std::vector<Point>& points, bool is_closed) {
  if (is_closed && is_upright_rectangle(points)) return at(points[0]) + " rectangle " + at(points[2]);
  std::string path;
  for (const Point& point : points) path += (path.empty() ? "" : " -- ") + at(point);
  return is_closed ? path + " -- cycle" : path;
}

/// Returns a glyph's outline in its place on the page.
std::string path_of_glyph(const Text& text, const Text::Glyph& placed) {
  const Typeface::Glyph* glyph = text.face->glyph(placed.id);
  if (glyph == nullptr || glyph->first == glyph->last) return {};
  const auto outline = text.face->outlines.subspan(glyph->first, glyph->last - glyph->first);
  const double scale = text.size / text.face->units_per_em;
  std::string path;
  for (std::size_t i = 0; i < outline.size();) {
    const auto verb = outline[i++];
    const auto next = [&] {
      i += 2;
      return at({text.origin.x + placed.offset.x * text.size + outline[i - 2] * scale,
                 text.origin.y + placed.offset.y * text.size + outline[i - 1] * scale});
    };
    if (verb == Typeface::move) {
      path += (path.empty() ? "" : " -- cycle ") + next();
    } else if (verb == Typeface::line) {
      path += " -- " + next();
    } else {
      const std::string first = next();
      const std::string second = next();
      path += fmt::format(" .. controls {} and {} .. {}", first, second, next());
    }
  }
  return path + " -- cycle";
}

/// Writes paths as one command, with as many paths on a line as fit.
std::string command(const std::string& indent, const std::string& head, const std::vector<std::string>& paths) {
  std::string text = indent + head;
  std::size_t begin = 0;
  for (const std::string& path : paths) {
    if (text.size() - begin + 1 + path.size() > kLongestLine) {
      begin = text.size() + 1;
      text += fmt::format("\n  {}{}", indent, path);
    } else {
      text += " " + path;
    }
  }
  return text + ";\n";
}

/// Neighbouring shapes of a role that are drawn by one command, or by several nodes if they are texts.
class Run {
 public:
  Run(const Film& film, std::span<const std::string> names, const std::string& indent)
      : film_(film), names_(names), indent_(indent) {}

  std::string text() const {
    const Shape& first = *shapes_.front();
    if (std::holds_alternative<Fill>(first.form)) return fills();
    if (std::holds_alternative<Stroke>(first.form)) return strokes();
    return texts();
  }

  bool takes(const Shape& shape) const {
    if (shapes_.empty()) return true;
    const Shape& first = *shapes_.front();
    if (first.role != shape.role || first.paint != shape.paint || first.form.index() != shape.form.index()) {
      return false;
    }
    const auto* stroke = std::get_if<Stroke>(&first.form);
    if (stroke == nullptr) return true;
    const Stroke& other = std::get<Stroke>(shape.form);
    return is_opaque() && stroke->width == other.width && stroke->dash == other.dash;
  }

  void add(const Shape& shape) { shapes_.push_back(&shape); }

 private:
  bool is_opaque() const { return paint().opacity >= 1; }
  const Paint& paint() const { return film_.paints[shapes_.front()->paint]; }
  const std::string& name() const { return names_[shapes_.front()->paint]; }

  /// Writes fills as one path, so that neighbours show no seam and glazes tint once.
  std::string fills() const {
    std::vector<std::string> paths;
    for (const Shape* shape : shapes_) paths.push_back(path_of(std::get<Fill>(shape->form).polygon, true));
    const std::string opacity = is_opaque() ? "" : fmt::format(", fill opacity={}", tex_number(paint().opacity));
    return command(indent_, fmt::format("\\fill[fill={}{}]", name(), opacity), paths);
  }

  std::string strokes() const {
    std::vector<std::string> paths;
    for (const Shape* shape : shapes_) {
      for (const Stroke::Path& path : std::get<Stroke>(shape->form).paths) {
        paths.push_back(path_of(path.points, path.closed));
      }
    }
    const Stroke& stroke = std::get<Stroke>(shapes_.front()->form);
    std::string options = fmt::format("draw={}, line width={}bp", name(), tex_number(stroke.width, 3));
    if (stroke.dash > 0) options += fmt::format(", dash pattern=on {0}bp off {0}bp", tex_number(stroke.dash, 3));
    if (!is_opaque()) options += fmt::format(", draw opacity={}", tex_number(paint().opacity));
    return command(indent_, "\\draw[" + options + "]", paths);
  }

  std::string texts() const {
    std::string lines;
    for (const Shape* shape : shapes_) {
      const Text& text = std::get<Text>(shape->form);
      const std::optional<std::string> tex = tex_of(text);
      lines += tex ? fmt::format("{}\\node[text={}, font={}{{{}}}] at {} {{{}}};\n", indent_, name(), tex_font_of(text),
                                 tex_number(text.size), at(text.origin), *tex)
                   : outlines(text);
    }
    return lines;
  }

  /// Writes a text as the outlines of its glyphs, because pdflatex has no font for it.
  std::string outlines(const Text& text) const {
    std::vector<std::string> paths;
    for (const Text::Glyph& glyph : text.glyphs) {
      std::string path = path_of_glyph(text, glyph);
      if (!path.empty()) paths.push_back(std::move(path));
    }
    if (paths.empty()) return {};
    return fmt::format("{}% {}\n", indent_, text.characters) +
           command(indent_, fmt::format("\\fill[fill={}]", name()), paths);
  }

  const Film& film_;
  std::span<const std::string> names_;
  const std::string& indent_;
  std::vector<const Shape*> shapes_;
};

std::string in_words(Role role) {
  std::string words(to_string(role));
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

}  // namespace

std::string tex_number(double number, int decimals) {
  std::string text = fmt::format("{:.{}f}", number, decimals);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string tikz_of(const DisplayList& shapes, const Film& film, std::span<const std::string> names,
                    const std::string& indent) {
  std::string text;
  const Shape* before = nullptr;
  for (std::size_t i = 0; i < shapes.size();) {
    if (before == nullptr || before->role != shapes[i].role) {
      text += fmt::format("{}% {}\n", indent, in_words(shapes[i].role));
    }
    before = &shapes[i];
    Run run(film, names, indent);
    while (i < shapes.size() && run.takes(shapes[i])) run.add(shapes[i++]);
    text += run.text();
  }
  return text;
}

}  // namespace convarith
