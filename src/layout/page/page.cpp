#include "layout/page/page.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "layout/page/key_sample.hpp"
#include "layout/page/label_placement.hpp"
#include "layout/shapes/measures.hpp"
#include "layout/shapes/transforms.hpp"

namespace convarith {
namespace {

// In text units (see text_unit()).
constexpr double kPageTitleSize = 10.5;
constexpr double kTextSize = 8;
constexpr double kPageGap = 9;      // between the drawing and what is above or below it
constexpr double kSwatchGap = 3.5;  // from a sample to its name
constexpr double kKeyGap = 13;      // from a name to the next sample
constexpr double kNarrowest = 216;  // captions are wrapped at the figure's width, but not below this

/// Beside drawings wider or higher than this (bp), text of the usual size would be lost.
constexpr double kLargestUsual = 480;

Box box_around(const std::vector<Point>& outline) {
  Box box;
  for (const Point& point : outline) box.add(point);
  return box.grown(kThick / 2);
}

/// Sets text in as many lines as the width requires, none of them much shorter than the others.
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

/// A legend's key whose name is already typeset.
struct SetKey {
  const Key* key;
  TextLine name;
  double swatch = 0;  // width of the sample, bp
  // What stands at the ends of a bar.
  TextLine least = {};
  TextLine most = {};
  std::pair<double, double> ends = {};  // room for them, bp

  /// Returns the distance from the left edge to the sample (bp).
  double indent(double unit) const { return key->bar ? ends.first + kSwatchGap * unit : 0; }
  /// Returns the distance from the left edge to the name (bp).
  double start_of_name(double unit) const {
    return indent(unit) + swatch + (key->bar ? 2.5 * kSwatchGap * unit + ends.second : kSwatchGap * unit);
  }
  double width(double unit) const { return start_of_name(unit) + name.width; }
};

/// The left edges of a legend's columns, and the width of all columns together (bp).
struct KeyColumns {
  std::vector<double> starts;
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

void Page::write(const TextLine& line, Point origin, Role role) {
  write_line(still_, role, std::nullopt, drawing_.ink, line, origin);
}

void Page::add_labels() {
  const double size = kTextSize * unit_;
  for (PlacedLabel& label : place_labels(drawing_, size, typesetter_)) {
    write(label.line, {label.box.left, label.box.bottom + kDescent * size}, Role::label);
    box_.add(label.box);
    if (label.bracket.empty()) continue;
    still_.push_back(
        {Role::label_bracket, std::nullopt, drawing_.ink, Stroke{std::move(label.bracket), kThin * unit_, 0}});
  }
  has_grown_ = true;
}

/// Returns the box of a step counter, which stands on a line of its own above everything else, flush right.
Box Page::box_of_counter(double width) const {
  const double bottom = box_.top + kPageGap / 2 * unit_;
  return {box_.right - width, bottom, box_.right, bottom + (kAscent + kDescent) * kCounterSize * unit_};
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
                write_line(shapes, Role::step_counter, std::nullopt, ink, line,
                           {box.right - line.width, box.bottom + kDescent * size});
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
    write(line, {left, base}, role);
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

/// Gives all bars the same room for what stands at their ends, so that bars below each other are level.
void level_bars(std::vector<SetKey>& keys) {
  double least = 0;
  double most = 0;
  for (const SetKey& key : keys) {
    least = std::max(least, key.least.width);
    most = std::max(most, key.most.width);
  }
  for (SetKey& key : keys) {
    if (key.key->bar) key.ends = {least, most};
  }
}

std::vector<SetKey> set_keys(const std::vector<Key>& keys, const Typesetter& typesetter, double unit) {
  std::vector<SetKey> set;
  for (const Key& key : keys) {
    if (key.bar) {
      const auto text = [&](const std::string& end) { return typesetter.line(end, kTextSize * unit); };
      set.push_back({&key, typesetter.line(key.text, kTextSize * unit, TextStyle::formula), sample_width(key) * unit,
                     text(key.bar->least), text(key.bar->most)});
      continue;
    }
    set.push_back({&key, typesetter.line(key.text, kTextSize * unit, TextStyle::formula), sample_width(key) * unit});
  }
  level_bars(set);
  return set;
}

/// Arranges keys in `count` columns, each as wide as its widest key.
KeyColumns columns_of(const std::vector<SetKey>& keys, std::size_t count, double unit) {
  std::vector<double> widths(count);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    widths[i % count] = std::max(widths[i % count], keys[i].width(unit));
  }
  KeyColumns columns;
  for (const double width : widths) {
    columns.starts.push_back(columns.width);
    columns.width += width + kKeyGap * unit;
  }
  columns.width -= kKeyGap * unit;
  return columns;
}

/// Arranges keys in as few rows as fit, with no more columns than these rows need.
KeyColumns best_columns(const std::vector<SetKey>& keys, double unit, double width) {
  std::size_t most = keys.size();
  while (most > 1 && columns_of(keys, most, unit).width > width) --most;
  const std::size_t rows = (keys.size() + most - 1) / most;
  std::size_t count = (keys.size() + rows - 1) / rows;
  while (count < most && columns_of(keys, count, unit).width > width) ++count;
  return columns_of(keys, count, unit);
}

}  // namespace

void Page::add_legend() {
  if (drawing_.keys.empty()) return;
  const double size = kTextSize * unit_;
  const std::vector<SetKey> keys = set_keys(drawing_.keys, typesetter_, unit_);
  const KeyColumns columns = best_columns(keys, unit_, text_width());
  const double left = box_.middle() - columns.width / 2;
  double base = box_.bottom - kPageGap * unit_ - kAscent * size;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const SetKey& key = keys[i];
    const std::size_t column = i % columns.starts.size();
    if (i > 0 && column == 0) base -= kLeading * 1.1 * size;
    const double x = left + columns.starts[column];
    box_.add({x, base - kDescent * size, x + key.width(unit_), base + kAscent * size});
    // The middles of samples are level with those of lower-case letters.
    const double bottom = base + (0.22 * kTextSize - kSampleSize / 2) * unit_;
    const double sample = x + key.indent(unit_);
    add_sample(*key.key, {sample, bottom, sample + key.swatch, bottom + kSampleSize * unit_}, unit_, still_);
    if (key.key->bar) {
      write(key.least, {x + key.ends.first - key.least.width, base}, Role::legend_text);
      write(key.most, {sample + key.swatch + kSwatchGap * unit_, base}, Role::legend_text);
    }
    write(key.name, {x + key.start_of_name(unit_), base}, Role::legend_text);
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
