#include "layout/panels/panel_row.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "layout/panels/flat_map.hpp"
#include "layout/shapes/arrows.hpp"
#include "layout/text/typesetting.hpp"

namespace convarith {
namespace {

// Lengths in bp, if nothing else is said.
constexpr double kPanelTitleSize = 9;
constexpr double kCaptionSize = 7.5;
constexpr double kSignSize = 12;
constexpr double kWordSize = 8.5;
constexpr double kPartGap = 9;         // between parts
constexpr double kTitleGap = 7;        // from a panel to the base line of its title
constexpr double kCaptionGap = 11;     // from a panel to the base line of its caption
constexpr double kArrowWordGap = 3.5;  // from an arrow to its word
constexpr double kColumnRowGap = 14;   // between rows of a column
constexpr double kMathAxis = 0.25;     // height of a sign's middle, em

double width_of(const std::string& text, double size) {
  return text.empty() ? 0 : Typesetter().line(text, size, TextStyle::formula).width;
}

void write_centred_line(DisplayList& shapes, Role role, PaintId ink, const std::string& text, Point base, double size) {
  if (text.empty()) return;
  write_centred(shapes, role, std::nullopt, ink, text, {base.x, base.y + kDigitMiddle * size}, size,
                TextStyle::formula);
}

}  // namespace

std::size_t PanelRow::add(double width, double height, std::string title, std::string caption, Mover mover) {
  panels_.push_back(parts_.size());
  const double text_width = width_of_title_or_caption(title, caption);
  parts_.push_back({.width = width,
                    .height = height,
                    .title = std::move(title),
                    .caption = std::move(caption),
                    .text_width = text_width,
                    .mover = std::move(mover)});
  return panels_.size() - 1;
}

void PanelRow::add_column(std::vector<PanelRow> rows) {
  Box box;
  std::vector<Point> starts;
  double top = 0;
  for (const PanelRow& row : rows) {
    const Box here = row.box();
    const Point start{0, starts.empty() ? 0 : top - here.top};
    starts.push_back(start);
    box.add(here.moved(start));
    top = start.y + here.bottom - kColumnRowGap;
  }
  // The middle between the first and the last row of the column is level with the row to which it is added, whatever is
  // written below.
  const double axis = starts.back().y / 2;
  const double reach = std::max(box.top - axis, axis - box.bottom);
  add(box.width(), 2 * reach);
  parts_.back().column = {std::move(rows), std::move(starts), {box.left, axis - reach}};
}

void PanelRow::place(Point start) {
  start_ = start;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const Point corner = corner_of(i) + start;
    if (parts_[i].mover) parts_[i].mover(corner);
    Column& column = parts_[i].column;
    const Point origin = corner - column.lower_left;
    for (std::size_t j = 0; j < column.rows.size(); ++j) column.rows[j].place(origin + column.starts[j]);
  }
}

void PanelRow::leave_room(const PanelRoom& room) {
  parts_.back().room = room;
}

void PanelRow::add_sign(std::string sign) {
  const double width = width_of_sign(sign);
  parts_.push_back({.width = width, .height = kSignSize / 2, .sign = std::move(sign)});
}

void PanelRow::add_words(std::vector<std::string> lines) {
  const double width = width_of_words(lines);
  const double height = height_of_words(lines);
  parts_.push_back({.width = width, .height = height, .words = std::move(lines)});
}

void PanelRow::add_arrow(std::string word) {
  const double width = width_of(word, kWordSize);
  Part part{.width = std::max(width, kPanelArrow), .height = 2 * kArrowReach, .is_arrow = true};
  if (is_stacked_) {
    part.width = 2 * kArrowReach;
    part.height = kPanelArrow;
    if (width > 0) part.room.right = kArrowWordGap + width;
  } else if (width > 0) {
    part.room.above = kArrowWordGap + kAscent * kWordSize;
  }
  if (width > 0) part.words.push_back(std::move(word));
  parts_.push_back(std::move(part));
}

/// Returns the width of a part together with its title, its caption and the room left free beside it.
double PanelRow::breadth_of(const Part& part) {
  return std::max(part.width, part.text_width) + (part.room.left + part.room.right);
}

/// Returns the distance from the middle of a part's body to the top of everything that belongs to it.
double PanelRow::reach_above(const Part& part) {
  const double top = part.height / 2 + part.room.above;
  return part.title.empty() ? top : top + kTitleGap + kAscent * kPanelTitleSize;
}

double PanelRow::reach_below(const Part& part) {
  const double bottom = part.height / 2;
  return part.caption.empty() ? bottom : bottom + kCaptionGap + kDescent * kCaptionSize;
}

/// Returns how far a part begins from the start of the row.
double PanelRow::start_of(std::size_t part) const {
  double start = 0;
  for (std::size_t i = 0; i < part; ++i) {
    start += (is_stacked_ ? reach_above(parts_[i]) + reach_below(parts_[i]) : breadth_of(parts_[i])) + kPartGap;
  }
  return start;
}

/// Returns the lower left corner of a part's body, relative to the start of the row.
Point PanelRow::corner_of(std::size_t number) const {
  const Part& part = parts_[number];
  if (is_stacked_) return {-part.width / 2, -start_of(number) - reach_above(part) - part.height / 2};
  const double beside = breadth_of(part) - part.room.left - part.room.right - part.width;
  return {start_of(number) + part.room.left + beside / 2, -part.height / 2};
}

Point PanelRow::corner(std::size_t panel) const {
  return corner_of(panels_[panel]) + start_;
}

double PanelRow::middle_of_panels() const {
  const std::size_t last = panels_.size() - 1;
  return (corner(0).x + corner(last).x + parts_[panels_[last]].width) / 2;
}

Box PanelRow::box() const {
  Box box;
  box.add(Point{0, 0});
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const Part& part = parts_[i];
    const double middle = corner_of(i).y + part.height / 2;
    const double left = is_stacked_ ? (part.room.right - part.room.left - breadth_of(part)) / 2 : start_of(i);
    box.add(Point{left + breadth_of(part), middle + reach_above(part)});
    box.add(Point{left, middle - reach_below(part)});
  }
  return box.moved(start_);
}

void PanelRow::write_arrow(DisplayList& shapes, PaintId ink, const Part& part, Point middle) const {
  const Point half{is_stacked_ ? 0 : kPanelArrow / 2, is_stacked_ ? -kPanelArrow / 2 : 0};
  convarith::add_arrow(shapes, Role::panel_arrow, ink, middle - half, middle + half);
  if (part.words.empty()) return;
  const Point way = is_stacked_ ? Point{kArrowReach + kArrowWordGap + width_of_words(part.words) / 2, 0}
                                : Point{0, kArrowReach + kArrowWordGap + kDigitMiddle * kWordSize};
  write_words(shapes, ink, part.words, middle + way);
}

void PanelRow::write(DisplayList& shapes, PaintId ink) const {
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const Part& part = parts_[i];
    const Point corner = corner_of(i);
    const Point middle{start_.x + corner.x + part.width / 2, start_.y + (corner.y + part.height / 2)};
    const double top = middle.y + part.height / 2 + part.room.above;
    const double bottom = middle.y - part.height / 2;
    write_centred_line(shapes, Role::panel_title, ink, part.title, {middle.x, top + kTitleGap}, kPanelTitleSize);
    write_centred_line(shapes, Role::panel_caption, ink, part.caption, {middle.x, bottom - kCaptionGap}, kCaptionSize);
    write_sign(shapes, ink, part.sign, middle);
    if (part.is_arrow) {
      write_arrow(shapes, ink, part, middle);
    } else {
      write_words(shapes, ink, part.words, middle);
    }
  }
  for (const Part& part : parts_) {
    for (const PanelRow& row : part.column.rows) row.write(shapes, ink);
  }
}

TightPage put_on_page(PanelRow& row) {
  const TightPage page = page_around(row.box());
  row.place(page.shift);
  return page;
}

double width_of_title_or_caption(const std::string& title, const std::string& caption) {
  return std::max(width_of(title, kPanelTitleSize), width_of(caption, kCaptionSize));
}

double width_of_words(const std::vector<std::string>& lines) {
  double width = 0;
  for (const std::string& line : lines) width = std::max(width, width_of(line, kWordSize));
  return width;
}

double height_of_words(const std::vector<std::string>& lines) {
  return static_cast<double>(lines.size()) * kLeading * kWordSize;
}

void write_words(DisplayList& shapes, PaintId ink, const std::vector<std::string>& lines, Point middle) {
  double base = middle.y + height_of_words(lines) / 2 - kLeading * kWordSize / 2 - kDigitMiddle * kWordSize;
  for (const std::string& line : lines) {
    write_centred_line(shapes, Role::panel_words, ink, line, {middle.x, base}, kWordSize);
    base -= kLeading * kWordSize;
  }
}

double width_of_sign(const std::string& sign) {
  return width_of(sign, kSignSize);
}

void write_sign(DisplayList& shapes, PaintId ink, const std::string& sign, Point middle) {
  write_centred_line(shapes, Role::panel_sign, ink, sign, {middle.x, middle.y - kMathAxis * kSignSize}, kSignSize);
}

bool are_wide(double width, double height) {
  return width > 2.5 * height;
}

}  // namespace convarith
