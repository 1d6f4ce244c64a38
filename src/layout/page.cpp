#include "page.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "label_placement.hpp"
#include "measures.hpp"
#include "moving.hpp"

namespace convarith {
namespace {

// In units of the page.
constexpr double kPageTitleSize = 10.5;
constexpr double kTextSize = 8;
constexpr double kPageGap = 9;      // between the drawing and what is above or below it
constexpr double kSwatch = 7;       // side of a legend's sample
constexpr double kSwatchGap = 3.5;  // from a sample to its name
constexpr double kKeyGap = 13;      // from a name to the next sample
constexpr double kNarrowest = 216;  // captions are wrapped at the figure's width, but not below this

/// Text as large as usual would be lost beside drawings wider or higher than this (bp).
constexpr double kLargestUsual = 480;

Box box_around(const std::vector<Point>& outline) {
  Box box;
  for (const Point& point : outline) box.add(point);
  return box.grown(kThick / 2);
}

/// As many lines as the width asks for, none of them much shorter than the others.
std::vector<TextLine> even_paragraph(const Typesetter& typesetter, std::string_view text, double size, double width,
                                     TextStyle style) {
  std::vector<TextLine> lines = typesetter.paragraph(text, size, width, style);
  double too_narrow = 0;
  double enough = width;
  while (lines.size() > 1 && enough - too_narrow > size / 8) {
    const double tried = (too_narrow + enough) / 2;
    std::vector<TextLine> narrower = typesetter.paragraph(text, size, tried, style);
    const bool fits = narrower.size() == lines.size();
    (fits ? enough : too_narrow) = tried;
    if (fits) lines = std::move(narrower);
  }
  return lines;
}

/// One line of a legend.
struct KeyRow {
  std::vector<std::pair<const Key*, TextLine>> keys;
  double width = 0;
};

}  // namespace

double text_unit(double width, double height) {
  return std::max(1.0, std::max(width, height) / kLargestUsual);
}

Page::Page(Drawing drawing, double unit, const Typesetter& typesetter)
    : drawing_(std::move(drawing)), typesetter_(typesetter), unit_(unit), box_(box_around(drawing_.outline)) {}

double Page::text_width() const {
  return std::max(box_.width(), kNarrowest * unit_);
}

void Page::write(const TextLine& line, Point origin, Role role, DisplayList& shapes) const {
  for (Text text : line.texts) {
    text.origin = {text.origin.x + origin.x, text.origin.y + origin.y};
    shapes.push_back({role, std::nullopt, drawing_.ink, std::move(text)});
  }
}

void Page::add_labels() {
  const double size = kTextSize * unit_;
  for (PlacedLabel& label : place_labels(drawing_, size, typesetter_)) {
    write(label.line, {label.box.left, label.box.bottom + kDescent * size}, Role::label, still_);
    still_.push_back(
        {Role::label_bracket, std::nullopt, drawing_.ink, Stroke{std::move(label.bracket), kThin * unit_, 0}});
    labels_.push_back(label.box);
    box_.add(label.box);
  }
  has_grown_ = true;
}

/// In the corner, or above it where something is there.
Box Page::box_of_counter(double width) const {
  const double height = (kAscent + kDescent) * kCounterSize * unit_;
  const Box corner{box_.right - width, box_.top - height, box_.right, box_.top};
  const Box around = corner.grown(kPageGap / 2 * unit_);
  const bool is_taken =
      reach_between(drawing_.outline, around.bottom, around.top).right > around.left ||
      std::any_of(labels_.begin(), labels_.end(), [&](const Box& label) { return label.overlaps(around); });
  if (!is_taken) return corner;
  const double up = height + kPageGap / 2 * unit_;
  return {corner.left, corner.bottom + up, corner.right, corner.top + up};
}

void Page::add_step_counter() {
  const double size = kCounterSize * unit_;
  const std::size_t steps = drawing_.film.steps;
  const auto text_of = [steps](std::size_t step) { return fmt::format("{}/{}", step + 1, steps); };
  const Box box = box_of_counter(typesetter_.line(text_of(steps - 1), size).width);
  box_.add(box);
  has_grown_ = true;
  counter_ = {false, [=, ink = drawing_.ink](std::size_t step) {
                DisplayList shapes;
                const TextLine line = Typesetter().line(text_of(step), size);
                for (Text text : line.texts) {
                  text.origin = {text.origin.x + box.right - line.width, box.bottom + kDescent * size};
                  shapes.push_back({Role::step_counter, std::nullopt, ink, std::move(text)});
                }
                return shapes;
              }};
}

void Page::add_title(std::string_view title) {
  set_lines_above(title, kPageTitleSize * unit_);
}

void Page::add_heading(std::string_view heading) {
  set_lines_above(heading, kTextSize * unit_);
}

void Page::grow_to(double height) {
  const double more = std::max(0.0, height - box_.height()) / 2;
  box_.bottom -= more;
  box_.top += more;
  has_grown_ = true;
}

void Page::set_lines_above(std::string_view text, double size) {
  const std::vector<TextLine> lines = even_paragraph(typesetter_, text, size, text_width(), TextStyle::words);
  const double last = box_.top + kPageGap * unit_ + kDescent * size;
  set_lines(lines, size, last + static_cast<double>(lines.size() - 1) * kLeading * size, Role::title);
}

void Page::set_lines(const std::vector<TextLine>& lines, double size, double first_base, Role role) {
  const double middle = box_.middle();
  double base = first_base;
  for (const TextLine& line : lines) {
    const double left = middle - line.width / 2;
    write(line, {left, base}, role, still_);
    box_.add({left, base - kDescent * size, left + line.width, base + kAscent * size});
    base -= kLeading * size;
  }
  has_grown_ = true;
}

void Page::add_caption(const std::vector<std::string>& texts, TextStyle style) {
  const double size = kTextSize * unit_;
  std::vector<TextLine> lines;
  for (const std::string& text : texts) {
    std::vector<TextLine> wrapped = even_paragraph(typesetter_, text, size, text_width(), style);
    std::move(wrapped.begin(), wrapped.end(), std::back_inserter(lines));
  }
  set_lines(lines, size, box_.bottom - kPageGap * unit_ - kAscent * size, Role::caption);
}

namespace {

std::vector<KeyRow> rows_of(const std::vector<Key>& keys, const Typesetter& typesetter, double unit, double width) {
  std::vector<KeyRow> rows(1);
  for (const Key& key : keys) {
    TextLine name = typesetter.line(key.text, kTextSize * unit, TextStyle::formula);
    const double key_width = (kSwatch + kSwatchGap) * unit + name.width;
    const double gap = rows.back().keys.empty() ? 0 : kKeyGap * unit;
    if (!rows.back().keys.empty() && rows.back().width + gap + key_width > width) rows.emplace_back();
    KeyRow& row = rows.back();
    row.width += (row.keys.empty() ? 0 : gap) + key_width;
    row.keys.emplace_back(&key, std::move(name));
  }
  return rows;
}

/// In as few rows as fit, as even as they can be.
std::vector<KeyRow> even_rows_of(const std::vector<Key>& keys, const Typesetter& typesetter, double unit,
                                 double width) {
  std::vector<KeyRow> rows = rows_of(keys, typesetter, unit, width);
  const std::size_t count = rows.size();
  for (double narrower = width; rows.size() == count && count > 1;) {
    narrower *= 0.97;
    std::vector<KeyRow> tried = rows_of(keys, typesetter, unit, narrower);
    if (tried.size() > count) break;
    rows = std::move(tried);
  }
  return rows;
}

/// A sample of what a key speaks of.
void add_swatch(const Key& key, const Box& box, double unit, DisplayList& shapes) {
  const std::vector<Point> square{
      {box.left, box.bottom}, {box.right, box.bottom}, {box.right, box.top}, {box.left, box.top}};
  for (const std::optional<PaintId>& paint : {key.fill, key.glaze}) {
    if (paint) shapes.push_back({Role::legend_swatch, std::nullopt, *paint, Fill{square}});
  }
  std::vector<Stroke::Path> paths;
  if (key.is_dashed) {
    for (std::size_t i = 0; i < 4; ++i) paths.push_back({{square[i], square[(i + 1) % 4]}, false});
  } else {
    paths.push_back({square, true});
  }
  if (key.is_crossed) {
    paths.push_back({{square[0], square[2]}, false});
    paths.push_back({{square[1], square[3]}, false});
  }
  if (key.is_added) {
    const double arm = 0.25 * box.width();
    const double x = box.middle();
    const double y = (box.bottom + box.top) / 2;
    paths.push_back({{{x - arm, y}, {x + arm, y}}, false});
    paths.push_back({{{x, y - arm}, {x, y + arm}}, false});
  }
  // Two dashes and a half to a side, so that all corners are drawn.
  const double dash = key.is_dashed ? box.width() / 5 : 0;
  shapes.push_back({Role::legend_outline, std::nullopt, key.line, Stroke{std::move(paths), kThick * unit, dash}});
}

}  // namespace

void Page::add_legend() {
  if (drawing_.keys.empty()) return;
  const double size = kTextSize * unit_;
  const double middle = box_.middle();
  const Box before = box_;
  double base = before.bottom - kPageGap * unit_ - kAscent * size;
  for (const KeyRow& row : even_rows_of(drawing_.keys, typesetter_, unit_, text_width())) {
    double x = middle - row.width / 2;
    box_.add({x, base - kDescent * size, x + row.width, base + kAscent * size});
    for (const auto& [key, name] : row.keys) {
      // The middles of samples are level with those of small letters.
      const double bottom = base + (0.22 * kTextSize - kSwatch / 2) * unit_;
      const Box swatch{x, bottom, x + kSwatch * unit_, bottom + kSwatch * unit_};
      add_swatch(*key, swatch, unit_, still_);
      x += (kSwatch + kSwatchGap) * unit_;
      write(name, {x, base}, Role::legend_text, still_);
      x += name.width + kKeyGap * unit_;
    }
    base -= kLeading * 1.1 * size;
  }
  has_grown_ = true;
}

Drawing Page::finish() && {
  if (!has_grown_) return std::move(drawing_);
  Film film = std::move(drawing_.film);
  film.sheets.insert(film.sheets.begin() + 1, {true, [shapes = std::move(still_)](std::size_t) { return shapes; }});
  if (counter_.draw) film.sheets.push_back(std::move(counter_));
  const Point shift{kBorder - box_.left, kBorder - box_.bottom};
  film = moved(std::move(film), shift);
  film.width = box_.width() + 2 * kBorder;
  film.height = box_.height() + 2 * kBorder;
  Drawing drawing;
  drawing.film = std::move(film);
  drawing.ink = drawing_.ink;
  drawing.keys = std::move(drawing_.keys);
  drawing.outline = {{kBorder, kBorder},
                     {kBorder + box_.width(), kBorder},
                     {kBorder + box_.width(), kBorder + box_.height()},
                     {kBorder, kBorder + box_.height()}};
  return drawing;
}

}  // namespace convarith
