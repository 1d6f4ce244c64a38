#include "panel_row.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "flat_map.hpp"
#include "typesetting.hpp"

namespace convarith {
namespace {

// All in bp.
constexpr double kTitleSize = 9;
constexpr double kCaptionSize = 7.5;
constexpr double kSignSize = 12;
constexpr double kWordSize = 8.5;
constexpr double kGap = 9;              // between parts
constexpr double kTitleGap = 7;         // from a panel to the base line of its title
constexpr double kCaptionGap = 11;      // from a panel to the base line of its caption
constexpr double kMathAxis = 0.25;      // em: the height of a sign's middle
constexpr double kDigitMiddle = 0.322;  // em: what write_centred() brings to the middle

double width_of(const std::string& text, double size) {
  return text.empty() ? 0 : Typesetter().line(text, size, TextStyle::formula).width;
}

}  // namespace

std::size_t PanelRow::add(double width, double height, std::string title, std::string caption) {
  const double breadth = std::max({width, width_of(title, kTitleSize), width_of(caption, kCaptionSize)});
  panels_.push_back(parts_.size());
  parts_.push_back({width, height, breadth, {}, std::move(title), std::move(caption), {}, {}});
  return panels_.size() - 1;
}

void PanelRow::leave_room(const PanelRoom& room) {
  Part& part = parts_.back();
  part.breadth += room.left + room.right;
  part.room = room;
}

void PanelRow::add_sign(std::string sign) {
  const double width = width_of(sign, kSignSize);
  parts_.push_back({width, kSignSize / 2, width, {}, {}, {}, std::move(sign), {}});
}

void PanelRow::add_words(std::vector<std::string> lines) {
  double width = 0;
  for (const std::string& line : lines) width = std::max(width, width_of(line, kWordSize));
  const double height = static_cast<double>(lines.size()) * kLeading * kWordSize;
  parts_.push_back({width, height, width, {}, {}, {}, {}, std::move(lines)});
}

double PanelRow::left_of(std::size_t part) const {
  double left = 0;
  for (std::size_t i = 0; i < part; ++i) left += parts_[i].breadth + kGap;
  return left;
}

double PanelRow::body_left(std::size_t part) const {
  const PanelRoom& room = parts_[part].room;
  return left_of(part) + room.left + (parts_[part].breadth - room.left - room.right - parts_[part].width) / 2;
}

Point PanelRow::corner(std::size_t panel) const {
  return {body_left(panels_[panel]), -parts_[panels_[panel]].height / 2};
}

double PanelRow::middle_of_panels() const {
  const std::size_t last = panels_.back();
  return (body_left(panels_.front()) + body_left(last) + parts_[last].width) / 2;
}

Box PanelRow::box() const {
  Box box;
  box.add(Point{0, 0});
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const Part& part = parts_[i];
    const double top = part.height / 2 + part.room.above;
    const double bottom = -part.height / 2 - part.room.below;
    box.add(Point{left_of(i) + part.breadth, top});
    box.add(Point{left_of(i), bottom});
    if (!part.title.empty()) box.add(Point{left_of(i), top + kTitleGap + kAscent * kTitleSize});
    if (!part.caption.empty()) box.add(Point{left_of(i), bottom - kCaptionGap - kDescent * kCaptionSize});
  }
  return box;
}

void PanelRow::write(DisplayList& shapes, PaintId ink, Point shift) const {
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const Part& part = parts_[i];
    const double middle = shift.x + body_left(i) + part.width / 2;
    const auto put = [&](Role role, const std::string& text, double base, double size) {
      if (text.empty()) return;
      write_centred(shapes, role, std::nullopt, ink, text, {middle, base + kDigitMiddle * size}, size,
                    TextStyle::formula);
    };
    put(Role::panel_title, part.title, shift.y + part.height / 2 + part.room.above + kTitleGap, kTitleSize);
    put(Role::panel_caption, part.caption, shift.y - part.height / 2 - part.room.below - kCaptionGap, kCaptionSize);
    put(Role::panel_sign, part.sign, shift.y - kMathAxis * kSignSize, kSignSize);
    double base =
        shift.y + (static_cast<double>(part.words.size()) / 2 - 0.5) * kLeading * kWordSize - kDigitMiddle * kWordSize;
    for (const std::string& line : part.words) {
      put(Role::panel_words, line, base, kWordSize);
      base -= kLeading * kWordSize;
    }
  }
}

}  // namespace convarith
